import { Composer } from "grammy";

import type { Finding } from "../../domain/finding.ts";
import type { PartialDate, Person } from "../../domain/person.ts";
import { instant } from "../../domain/time.ts";
import { formatInstant, formatPartial } from "../../locales/dates.ts";
import { inflect } from "../../locales/grammar.ts";
import { blocks, html, lines, type Html } from "../../locales/html.ts";
import { faultWords } from "../../locales/moderation/faults.ts";
import { aliasTextsIn } from "../../locales/moderation/alias.ts";
import { deskTextsIn, moderationTextsIn } from "../../locales/moderation/texts.ts";
import {
  OUTCOMES,
  dropSnapshot,
  mayAcceptList,
  outcomesOf,
  settleReview,
  showAs,
  type Outcome,
} from "../../moderate/desk-actions.ts";
import type { WaitingReview, WaitingSnapshot } from "../../ports/desk-store.ts";
import { redraw, reply, toast } from "../answer.ts";
import type { BotContext } from "../context.ts";
import { link, press, screen, type Screen } from "../screen.ts";
import { aliasOf, type ModerationPorts } from "./moderation-ports.ts";

const MOST_PEOPLE = 6;
const MOST_REVIEWS = 100;
const MOST_HELD_BACK = 500;
const MOST_TITLES = 6;

/** A card of `/queue` that is no event. `id` is what the button «next» carries. */
export interface DeskCard {
  readonly id: string;
  readonly screen: (waiting: number) => Screen;
}

/** Held lists first: until they are settled nothing new comes from them. */
export async function deskCards(ctx: BotContext, { desk }: ModerationPorts): Promise<readonly DeskCard[]> {
  const [snapshots, reviews] = [await desk.snapshots(), await desk.reviews(MOST_REVIEWS)];
  const muted = Map.groupBy(await desk.heldBack(MOST_HELD_BACK), ({ origin }) => origin.sourceId);
  return [
    ...snapshots.map((it) => ({
      id: `s-${it.trackerId}`,
      screen: (n: number) => snapshotScreen(ctx, it, n),
    })),
    ...reviews.map((it) => ({ id: `r-${it.id}`, screen: (n: number) => reviewScreen(ctx, it, n) })),
    ...[...muted].map(([source, findings], at) => ({
      id: `m-${String(at)}`,
      screen: (n: number) => mutedScreen(ctx, { source, findings, id: `m-${String(at)}` }, n),
    })),
  ];
}

function snapshotScreen(ctx: BotContext, held: WaitingSnapshot, waiting: number): Screen {
  const { snapshot } = deskTextsIn(ctx.language);
  const { queue, buttons } = moderationTextsIn(ctx.language);
  const { trackerId, fetchedAt, reason } = held;
  const seen = [trackerId, fetchedAt.getTime().toString(36)];
  return screen(
    blocks(
      queue.waiting(waiting),
      html`<b>${snapshot.title}</b>`,
      lines(
        html`<code>${trackerId}</code>`,
        html`${snapshot.of}: ${formatInstant(ctx.language, fetchedAt, "UTC")} UTC`,
        html`${snapshot.reason}: ${faultWords(ctx.language, reason)}`,
      ),
      snapshot.stays,
    ),
    press(snapshot.accept, "mod", "a", ...seen),
    press(snapshot.drop, "mod", "z", ...seen),
    press(buttons.next, "mod", "n", `s-${trackerId}`),
  );
}

interface HeldBack {
  readonly id: string;
  readonly source: string;
  readonly findings: readonly Finding[];
}

/** What a muted source said since: it waits, and is in no event. */
function mutedScreen(ctx: BotContext, { id, source, findings }: HeldBack, waiting: number): Screen {
  const { mute } = deskTextsIn(ctx.language);
  const { queue, buttons } = moderationTextsIn(ctx.language);
  const titles = findings.slice(0, MOST_TITLES).map(({ origin }) => origin.title.slice(0, 160));
  return screen(
    blocks(
      queue.waiting(waiting),
      html`<b>${source}</b>`,
      mute.waiting(findings.length),
      lines(...titles.map((title) => html`• ${title}`)),
    ),
    press(mute.hear, "mod", "u", source),
    press(buttons.next, "mod", "n", id),
  );
}

function reviewScreen(ctx: BotContext, review: WaitingReview, waiting: number): Screen {
  const { review: texts } = deskTextsIn(ctx.language);
  const { queue, buttons } = moderationTextsIn(ctx.language);
  const { id, trackerId, code, people } = review;
  const [page] = people.flatMap((person) => (person.record.url === null ? [] : [person.record.url]));
  return screen(
    blocks(
      queue.waiting(waiting),
      html`<b>${texts.title}</b>`,
      texts.codes[code] ?? code,
      lines(...people.slice(0, MOST_PEOPLE).map((person) => personLine(ctx, person))),
      html`${texts.list}: <code>${trackerId}</code>`,
    ),
    ...outcomesOf(review).map((outcome) => press(labelOf(ctx, outcome), "mod", "v", id, outcome)),
    press(buttons.next, "mod", "n", `r-${id}`),
    page !== undefined && /^https:\/\/[a-z\d.-]+(?:\/[^\s@]*)?$/iu.test(page)
      ? link(buttons.source, page)
      : [],
  );
}

function labelOf(ctx: BotContext, outcome: Outcome): string {
  const { confirmDeath, noFault, samePerson, fault } = deskTextsIn(ctx.language).review;
  return { death: confirmDeath, no_fault: noFault, same: samePerson, fault }[outcome];
}

/** The record's own facts, for a person to compare. */
function personLine(ctx: BotContext, { id, record }: Person): Html {
  const { vocabulary, person: text } = ctx.text;
  const { birthDate, detainedOn, verdict, release, diedOn } = record;
  const dates: readonly (readonly [string, PartialDate | null | undefined])[] = [
    [text.born, birthDate],
    [text.detained, detainedOn],
    [text.verdict, verdict?.date],
    [text.releasedOn, release?.date],
    [vocabulary.kinds.death, diedOn],
  ];
  const told = dates.flatMap(([label, date]) =>
    date === null || date === undefined ? [] : [html`${label}: ${formatPartial(ctx.language, date)}`],
  );
  const state = inflect(vocabulary.custody[record.custody], record.gender);
  return lines(html`• <b>${record.names[0] ?? id}</b> <code>${id}</code>: ${state}`, ...told);
}

/** The buttons under these cards. */
export function deskFeature(ports: ModerationPorts): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.command("same", async (ctx) => {
    const { same } = deskTextsIn(ctx.language);
    const [id = "", shown = ""] = ctx.match.trim().split(/[\s=]+/u);
    if (id === "" || shown === "") return reply(ctx, screen(html`${same.usage}`));
    const isOff = shown.toLowerCase() === "off";
    const result = await showAs(ports, aliasOf(ctx), id, isOff ? null : shown);
    if (result === "done") ports.ruled();
    const words = {
      done: isOff ? same.parted : same.united,
      second_needed: aliasTextsIn(ctx.language).secondNeeded,
      same_person: moderationTextsIn(ctx.language).samePerson,
      missing: same.missing,
      chained: same.chained,
    }[result];
    return reply(ctx, screen(html`${words}`));
  });

  feature.callbackQuery(/^mod:v:([\w-]{16}):([a-z_]{1,10})$/u, async (ctx) => {
    const [, id = "", word = ""] = ctx.match;
    const { review } = deskTextsIn(ctx.language);
    const outcome = OUTCOMES.find((it) => it === word);
    const result = outcome === undefined ? "gone" : await settleReview(ports, aliasOf(ctx), id, outcome);
    if (result === "gone") return toast(ctx, review.gone);
    ports.ruled();
    const words =
      outcome === "death" ? review.deathAsked : outcome === "same" ? review.united : review.settled;
    return finish(ctx, words, `r-${id}`);
  });

  feature.callbackQuery(/^mod:([az]):([\w-]{1,40}):([a-z\d]{1,10})$/u, async (ctx) => {
    const [, act = "", trackerId = "", when = ""] = ctx.match;
    const { snapshot, review } = deskTextsIn(ctx.language);
    const seenAt = Number.parseInt(when, 36);
    const held = (await ports.desk.snapshots()).find((it) => it.trackerId === trackerId);
    if (held === undefined || held.fetchedAt.getTime() !== seenAt) return toast(ctx, review.gone);
    if (act === "z") {
      const result = await dropSnapshot(ports, aliasOf(ctx), trackerId, instant(seenAt));
      return result === "gone" ? toast(ctx, review.gone) : finish(ctx, snapshot.dropped, `s-${trackerId}`);
    }
    return accept(ctx, ports, held);
  });

  return feature;
}

/** By one moderator it is asked for, by another done. */
async function accept(ctx: BotContext, ports: ModerationPorts, held: WaitingSnapshot): Promise<void> {
  const { trackerId, fetchedAt } = held;
  const { snapshot } = deskTextsIn(ctx.language);
  const texts = moderationTextsIn(ctx.language);
  const answer = await mayAcceptList(ports, aliasOf(ctx), trackerId, fetchedAt);
  if (answer === "same_person") return toast(ctx, texts.samePerson);
  if (answer === "second_needed") {
    ports.ruled();
    return finish(ctx, texts.secondNeeded, `s-${trackerId}`);
  }
  const taken = await ports.acceptList(trackerId);
  if (taken.kind === "refused")
    return finish(ctx, snapshot.refused(faultWords(ctx.language, taken.reason)), `s-${trackerId}`);
  const { added, edited, findings } = taken;
  const line = { who: aliasOf(ctx), action: "list:accepted", subject: trackerId };
  await ports.audit.append({ at: ports.clock.now(), ...line, facts: { added, edited, findings } });
  ports.ruled();
  return finish(ctx, snapshot.accepted(added, edited, findings), `s-${trackerId}`);
}

async function finish(ctx: BotContext, text: string, id: string): Promise<void> {
  await toast(ctx, text);
  const { buttons } = moderationTextsIn(ctx.language);
  await redraw(ctx, screen(html`${text}`, press(buttons.next, "mod", "n", id)));
}
