import { Composer } from "grammy";

import { CARD_FIELDS, CUSTODIES, type Person } from "../../domain/person.ts";
import { html, type Html } from "../../locales/html.ts";
import { cardTextsIn } from "../../locales/moderation/card.ts";
import { moderationTextsIn } from "../../locales/moderation/texts.ts";
import {
  agreeCard,
  asksForCards,
  confirmCard,
  draftCard,
  dropCard,
  openCard,
  takeBackCard,
  type CardResult,
  type OpenCard,
} from "../../moderate/card-actions.ts";
import { readCard, valuesOf, withLines, withoutLines, type CardReading } from "../../moderate/card-form.ts";
import { redraw, reply, toast } from "../answer.ts";
import type { BotContext } from "../context.ts";
import { press, screen, type Screen } from "../screen.ts";
import {
  askedScreen,
  chosenText,
  faultText,
  formIn,
  formOf,
  openCardScreen,
  previewScreen,
  statusesScreen,
  whoScreen,
} from "./moderation-card-screens.ts";
import type { DeskCard } from "./moderation-desk.ts";
import { aliasOf, type ModerationPorts } from "./moderation-ports.ts";

const MOST_CHOICES = 6;
const CODE = /^\d{3}\s?\d{3}$/u;

/**
 * A reply to a message that holds a form is the form with these lines added: it goes on as if it had been sent as one
 * command. Before the gate of sessions, which knows commands.
 */
export function cardReplies(): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.on("message:text", async (ctx, next) => {
    const { reply_to_message: asked, text } = ctx.message;
    const form = asked?.from?.id === ctx.me.id ? formIn(asked.text ?? "") : null;
    if (form !== null && !text.startsWith("/") && !CODE.test(text)) {
      const whole = formOf(form.target, withLines(form.lines, text));
      const entities = [{ type: "bot_command", offset: 0, length: "/card".length }];
      Object.assign(ctx.message, { text: whole, entities });
    }
    return next();
  });
  return feature;
}

/** `/card`: what a person's card says, changed on the word of a source. */
export function cardEditFeature(ports: ModerationPorts): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.command("card", (ctx) => answer(ctx, ports, ctx.match));
  feature.callbackQuery(/^mod:cw:(.{1,50})$/u, async (ctx) => {
    const form = formIn(ctx.callbackQuery.message?.text ?? "");
    await toast(ctx);
    return answer(ctx, ports, [ctx.match[1] ?? "", ...(form?.lines ?? [])].join("\n"));
  });
  feature.callbackQuery(/^mod:c([fz]):(?:(\d{1,2}):)?(.{1,50})$/u, async (ctx) => {
    const [, act = "", n, id = ""] = ctx.match;
    const card = await openCard(ports, id);
    if (card === null) return toast(ctx, cardTextsIn(ctx.language).missing);
    await toast(ctx);
    if (act === "f") return reply(ctx, statusesScreen(ctx, card));
    const custody = CUSTODIES[Number(n)];
    return custody === undefined ? undefined : askAgain(ctx, chosenText(ctx, card, custody));
  });
  feature.callbackQuery(/^mod:c([cyq]):([\w-]{1,40})$/u, async (ctx) => {
    const [, act = "", change = ""] = ctx.match;
    const who = aliasOf(ctx);
    const done = { c: confirmCard, y: agreeCard, q: dropCard }[act];
    if (done !== undefined) await showResult(ctx, ports, await done(ports, who, change), change);
  });
  feature.callbackQuery(/^mod:cu:([\w-]{1,40}):([a-z_]{1,12})$/u, async (ctx) => {
    const [, change = "", name = ""] = ctx.match;
    const field = CARD_FIELDS.find((it) => it === name);
    const result: CardResult =
      field === undefined ? { kind: "gone" } : await takeBackCard(ports, aliasOf(ctx), change, field);
    await showResult(ctx, ports, result, change);
  });

  return feature;
}

/** What waits for another moderator than this one, for the queue. */
export async function cardAsks(ctx: BotContext, ports: ModerationPorts): Promise<readonly DeskCard[]> {
  const asks = await asksForCards(ports);
  return asks
    .filter(({ change }) => change[0]?.by !== aliasOf(ctx))
    .map(({ change, card }) => ({
      id: `c-${change[0]?.change ?? ""}`,
      screen: (waiting) => askedScreen(ctx, card, change, ports.sourceHosts, waiting),
    }));
}

async function answer(ctx: BotContext, ports: ModerationPorts, text: string): Promise<void> {
  const reading = readCard(text, ports.clock.now());
  const { target, kept, faults, form } = reading;
  const texts = cardTextsIn(ctx.language);
  if (target === "") return reply(ctx, screen(html`${texts.usage}`));
  const card = await cardOf(ctx, ports, reading);
  if ("html" in card) return reply(ctx, card);
  if (faults.length > 0) return askAgain(ctx, faultText(ctx, faults, card.shown.id, kept));
  if (kept.length === 0) return reply(ctx, openCardScreen(ctx, card));
  const values = valuesOf(form, card.shown);
  if (typeof values === "string") return refuse(ctx, card, values, kept);
  if (form.source === null) return refuse(ctx, card, "no_source", kept);
  const change = await draftCard(ports, aliasOf(ctx), card, values, form.source);
  return reply(ctx, previewScreen(ctx, card, change, ports.sourceHosts));
}

/** The lines were understood; what they say cannot be. */
async function refuse(
  ctx: BotContext,
  { shown }: OpenCard,
  code: Exclude<ReturnType<typeof valuesOf>, readonly unknown[]>,
  kept: readonly string[],
): Promise<void> {
  const wrong = code === "date_of_what" ? "since" : code === "place_of_free" ? "place" : null;
  const left = wrong === null ? kept : withoutLines(kept, wrong);
  return askAgain(ctx, faultText(ctx, [{ code, line: "" }], shown.id, left));
}

/** The keyboard opens as a reply, so that the next line is added to the form. */
async function askAgain(ctx: BotContext, text: Html): Promise<void> {
  await ctx.reply(text.markup, {
    parse_mode: "HTML",
    link_preview_options: { is_disabled: true },
    reply_markup: { force_reply: true },
  });
}

async function cardOf(
  ctx: BotContext,
  ports: ModerationPorts,
  { target, kept, faults }: CardReading,
): Promise<OpenCard | Screen> {
  const texts = cardTextsIn(ctx.language);
  const isId = /^[\w-]+:\S+$/u.test(target);
  const { verdict, candidates } = isId
    ? { verdict: "one", candidates: [{ id: target }] }
    : ports.search.find(target, MOST_CHOICES);
  const people: Person[] = [];
  for (const { id } of candidates) {
    const person = await ports.reading.person(id);
    if (person !== null) people.push(person);
  }
  const [first] = people;
  if (verdict === "one" && first !== undefined) {
    const card = await openCard(ports, first.id);
    if (card !== null) return card;
  }
  if (isId) return screen(html`${texts.missing}`);
  // What could not be read is shown again, too: it is told of when it is known whose it is.
  return whoScreen(ctx, target, [...kept, ...faults.map(({ line }) => line)], people);
}

async function showResult(
  ctx: BotContext,
  ports: ModerationPorts,
  result: CardResult,
  change: string,
): Promise<void> {
  const text = wordsOf(ctx, result);
  await toast(ctx, text);
  const { kind } = result;
  if (kind === "same_person" || kind === "foreign" || kind === "gone") return;
  if (kind === "stands" || kind === "second_needed" || kind === "taken_back") ports.ruled();
  const card = kind === "taken_back" || kind === "stands" ? await after(ctx, ports, result) : null;
  const { buttons } = moderationTextsIn(ctx.language);
  await redraw(ctx, screen(html`${text}`, press(buttons.next, "mod", "n", `c-${change}`)));
  if (card !== null) await reply(ctx, card);
}

/** The card as it is now, with the ways to change it back. */
async function after(ctx: BotContext, ports: ModerationPorts, result: CardResult): Promise<Screen | null> {
  const id =
    result.kind === "stands"
      ? (result.change[0]?.personId ?? "")
      : result.kind === "taken_back"
        ? result.personId
        : "";
  const card = await openCard(ports, id);
  return card === null ? null : openCardScreen(ctx, card);
}

function wordsOf(ctx: BotContext, result: CardResult): string {
  const texts = cardTextsIn(ctx.language);
  switch (result.kind) {
    case "stands":
      return texts.stands;
    case "second_needed":
      return texts.secondNeeded;
    case "dropped":
      return result.change[0]?.state === "asked" && result.change[0].by !== ctx.moderator?.who
        ? texts.refused
        : texts.dropped;
    case "taken_back":
      return texts.takenBack;
    case "same_person":
      return texts.samePerson;
    case "foreign":
      return texts.foreign;
    case "gone":
      return texts.gone;
    case "overtaken":
      return texts.overtaken;
  }
}
