import { Composer } from "grammy";

import type { CaseEvent } from "../../domain/event.ts";
import { DAY_MS, addDays, later } from "../../domain/time.ts";
import { formatSpan } from "../../locales/dates.ts";
import { blocks, html, lines, type Html } from "../../locales/html.ts";
import { moderationTextsIn } from "../../locales/moderation/texts.ts";
import {
  agree,
  approve,
  asksWaiting,
  embargo,
  mergeWith,
  reject,
  unapprove,
  type ActionResult,
  type Target,
} from "../../moderate/actions.ts";
import { whatOf, type Ask } from "../../moderate/ask.ts";
import { readChange, tellChange } from "../../moderate/change.ts";
import { redraw, reply, toast } from "../answer.ts";
import type { BotContext } from "../context.ts";
import { press, screen, type Screen } from "../screen.ts";
import { cardAsks } from "./moderation-card-edit.ts";
import { deskCards } from "./moderation-desk.ts";
import { eventCard, queueScreen } from "./moderation-card.ts";
import { aliasOf, resultText, type ModerationPorts } from "./moderation-ports.ts";

const MOST_HELD = 100;
const MERGE_DAYS = 7;
const MOST_CHOICES = 8;

/** `/queue`: one card at a time, and its buttons. */
export function queueFeature(ports: ModerationPorts): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.command("queue", async (ctx) => reply(ctx, await nextCard(ctx, ports, null)));
  feature.callbackQuery(/^mod:n:([\w-]{1,40})$/u, async (ctx) => {
    await toast(ctx);
    await redraw(ctx, await nextCard(ctx, ports, ctx.match[1] ?? null));
  });
  feature.callbackQuery(/^mod:([piecg]):([\w-]{1,40}):(\d{1,6})$/u, async (ctx) => {
    const [, act = "", eventId = "", version = ""] = ctx.match;
    const target = { eventId, version: Number(version) };
    if (act === "g") return offerMerge(ctx, ports, target);
    return showResult(ctx, act, await doAct(ctx, ports, act, target));
  });
  feature.callbackQuery(/^mod:w:([\w-]{1,20}):(\d{1,6}):([\w-]{1,20}):(\d{1,6})$/u, async (ctx) => {
    const [, into = "", intoVersion = "", other = "", version = ""] = ctx.match;
    const target = { eventId: into, version: Number(intoVersion) };
    const part = { eventId: other, version: Number(version) };
    return showResult(ctx, "w", await mergeWith(ports, aliasOf(ctx), target, part));
  });
  feature.callbackQuery(/^mod:y:(publish|retract|correct|merge):([\w-]{1,40}):(\d{1,6})$/u, async (ctx) => {
    const [, act = "", eventId = "", version = ""] = ctx.match;
    const asks = (await asksWaiting(ports)).filter((it) => it.act === act && it.eventId === eventId);
    // One's own ask is only then the matter when nobody else asked.
    const ask = asks.find((it) => it.by !== aliasOf(ctx)) ?? asks[0];
    const result =
      ask === undefined
        ? ({ kind: "stale" } as const)
        : await agree(ports, aliasOf(ctx), ask, Number(version));
    return showResult(ctx, { publish: "p", retract: "r", correct: "k", merge: "w" }[act] ?? "", result);
  });

  return feature;
}

async function doAct(
  ctx: BotContext,
  ports: ModerationPorts,
  act: string,
  target: Target,
): Promise<ActionResult> {
  const who = aliasOf(ctx);
  if (act === "p") return approve(ports, who, target);
  if (act === "i") return reject(ports, who, target);
  if (act === "c") return unapprove(ports, who, target);
  const event = await ports.store.byId(target.eventId);
  if (event === null) return { kind: "missing" };
  if (event.version !== target.version) return { kind: "stale" };
  return embargo(ports, who, target, later(ports.clock.now(), DAY_MS));
}

async function showResult(ctx: BotContext, act: string, result: ActionResult): Promise<void> {
  const text = resultText(ctx, act, result);
  await toast(ctx, text);
  if (result.kind === "stale" || result.kind === "missing" || result.kind === "same_person") return;
  const { buttons } = moderationTextsIn(ctx.language);
  const cancel =
    (act === "p" || act === "i") && result.kind === "done"
      ? press(buttons.cancel, "mod", "c", result.event.id, String(result.event.version))
      : [];
  const id = result.kind === "done" ? result.event.id : result.ask.eventId;
  await redraw(ctx, screen(html`${text}`, cancel, press(buttons.next, "mod", "n", id)));
}

/** What waits for a second moderator comes first. */
async function nextCard(ctx: BotContext, ports: ModerationPorts, after: string | null): Promise<Screen> {
  const texts = moderationTextsIn(ctx.language);
  const who = aliasOf(ctx);
  const asks = await asksOfOthers(ports, who);
  const held = (await ports.store.held(MOST_HELD)).filter(({ event }) => event.ruling !== "approved");
  const cards = [
    ...asks.map(({ ask, event }) => ({ id: ask.eventId, ask, event })),
    ...(await cardAsks(ctx, ports)),
    ...held.map((it) => ({ id: it.event.id, held: it })),
    ...(await deskCards(ctx, ports)),
  ];
  const at = cards.findIndex((card) => card.id === after);
  const card = cards[at + 1] ?? cards[0];
  if (card === undefined) return screen(html`${texts.queue.empty}`);
  if ("screen" in card) return card.screen(cards.length);
  if ("held" in card) {
    const told = (await ports.store.lastAlert(card.id)) !== null;
    return queueScreen(ctx, card.held.event, card.held.reason, told, cards.length);
  }
  const told = (await ports.store.lastAlert(card.id)) !== null;
  return askScreen(ctx, { ...card, told }, await askedFor(ctx, ports, card.ask), cards.length);
}

/** What exactly is asked for, in words. */
async function askedFor(
  ctx: BotContext,
  ports: ModerationPorts,
  { act, payload }: Ask,
): Promise<Html | null> {
  if (payload === "") return null;
  if (act === "correct") {
    const words = {
      labels: moderationTextsIn(ctx.language).correct.labels,
      kinds: ctx.text.vocabulary.kinds,
    };
    return lines(...tellChange(readChange(payload) ?? {}, words).map((line) => html`${line}`));
  }
  if (act !== "merge") return html`${payload}`;
  const other = await ports.store.byId(payload.split(" ", 1)[0] ?? "");
  return other === null ? null : html`${titleOf(ctx, other)}`;
}

/** An ask about what is different by now is void. */
async function asksOfOthers(
  ports: ModerationPorts,
  who: string,
): Promise<readonly { readonly ask: Ask; readonly event: CaseEvent }[]> {
  const found: { ask: Ask; event: CaseEvent }[] = [];
  for (const ask of await asksWaiting(ports)) {
    const event = ask.by === who ? null : await ports.store.byId(ask.eventId);
    if (event !== null && whatOf(event) === ask.what) found.push({ ask, event });
  }
  return found;
}

function askScreen(
  ctx: BotContext,
  { ask, event, told }: { readonly ask: Ask; readonly event: CaseEvent; readonly told: boolean },
  asked: Html | null,
  waiting: number,
): Screen {
  const { queue, asks, buttons } = moderationTextsIn(ctx.language);
  return screen(
    blocks(
      queue.waiting(waiting),
      lines(html`<b>${asks[ask.act](ask.by)}</b>`, asked),
      eventCard(ctx, event, "second_person", told),
    ),
    press(buttons.agree, "mod", "y", ask.act, event.id, String(event.version)),
    press(buttons.next, "mod", "n", event.id),
  );
}

async function offerMerge(ctx: BotContext, ports: ModerationPorts, target: Target): Promise<void> {
  const texts = moderationTextsIn(ctx.language);
  const event = await ports.store.byId(target.eventId);
  if (event === null || event.version !== target.version) return toast(ctx, texts.stale);
  const others = await ports.store.near({
    kinds: [event.kind],
    from: addDays(event.happenedOn.from, -MERGE_DAYS),
    to: addDays(event.happenedOn.to, MERGE_DAYS),
    personIds: event.people.flatMap((person) => (person.personId === null ? [] : [person.personId])),
  });
  const choices = others.filter(
    (it) => it.id !== event.id && it.reports.length > 0 && it.ruling !== "rejected",
  );
  await toast(ctx);
  if (choices.length === 0) return reply(ctx, screen(html`${texts.mergeNone}`));
  return reply(
    ctx,
    screen(
      html`${texts.mergeChoose}`,
      ...choices
        .slice(0, MOST_CHOICES)
        .map((it) =>
          press(titleOf(ctx, it), "mod", "w", it.id, String(it.version), event.id, String(event.version)),
        ),
    ),
  );
}

/** «Вызваленне · 19 лютага 2026 г. · Марыя Прыкладная + 3» */
export function titleOf(ctx: BotContext, event: CaseEvent): string {
  const { kinds } = ctx.text.vocabulary;
  const [first] = event.people;
  const n = Math.max(event.count?.n ?? 0, event.people.length);
  const who = first === undefined ? String(n) : n > 1 ? `${first.name} + ${String(n - 1)}` : first.name;
  const when = formatSpan(ctx.language, event.happenedOn, ctx.text.vocabulary);
  return `${kinds[event.kind]} · ${when} · ${who}`;
}
