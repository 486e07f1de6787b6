import type { Alert, Message } from "../domain/alert.ts";
import { countedAt, type DigestGap, type DigestRuns, isSetBack } from "../domain/digest-runs.ts";
import type { CaseEvent } from "../domain/event.ts";
import type { Language } from "../domain/language.ts";
import type { DigestWishes, Subscriber } from "../domain/subscriber.ts";
import { DAY_MS, HOUR_MS, instant, later, MINUTE_MS } from "../domain/time.ts";
import { digestTextsIn } from "../locales/digest.ts";
import { escapeHtml } from "../locales/html.ts";
import { createZoneClock, lastHour, quietUntil } from "./quiet.ts";
import type { ZoneClock } from "./quiet.ts";
import { passesAtOnce, PRIORITIES, targetOf, wants } from "./recipients.ts";
import type { PlannedRecipient } from "./recipients.ts";

/** The span of a digest; it is due at `to`. */
export interface DigestSpan {
  readonly from: Date;
  readonly to: Date;
}

/** A digest that is later than this is not sent: the next one tells of its time, too. */
const CATCH_UP_MS = 36 * HOUR_MS;
/** Where nobody knows what was written down before: at the first start, or after a clock that ran ahead for long. */
const UNKNOWN_CATCH_UP_MS = 3 * HOUR_MS;
/** Later than this it no longer comes at the hour that its reader chose, and keeps the quiet hours. */
const LATE_MS = HOUR_MS;
/** A digest stands for at least 23 hours: in a shorter gap none is passed over. */
const GAP_LEAST_MS = 12 * HOUR_MS;
const GAPS_KEPT_MS = 400 * DAY_MS;
/** Of what is older nobody knows who was told it at once. */
const TOLD_KNOWN_MS = 7 * DAY_MS;
/** A clock that is set back makes news look older than the choice of a digest before it: so much older it still counts. */
const CLOCK_GRACE_MS = 3 * HOUR_MS;
const MONDAY = 1;
const WEEK_DAYS = 7;
/** Room for the frame within Telegram's 4096. */
const BODY_MOST = 3800;

/**
 * The digest that is due now for a chat; null when none is. Weekly ones come on Mondays. It reaches back to the end of
 * the last one that was written down: of what passed while nobody looked, nothing is lost.
 *
 * @param runs see `AlertStore.digestRuns`
 */
export function digestDue(
  wishes: DigestWishes,
  now: Date,
  zones: ZoneClock,
  runs: DigestRuns | null,
): DigestSpan | null {
  if (wishes.rhythm === "instant" || (runs !== null && isSetBack(runs, now))) return null;
  const nowMs = now.getTime();
  const isKnown = runs !== null && runs.until <= nowMs;
  const until = isKnown ? runs.until : nowMs - UNKNOWN_CATCH_UP_MS;
  const to = lastDigest(wishes, now, zones);
  if (to.getTime() <= until || nowMs - to.getTime() >= CATCH_UP_MS) return null;
  const gaps = (runs?.gaps ?? []).filter((gap) => gap.to <= nowMs);
  if (isKnown) gaps.push({ from: until, to: nowMs });
  return { from: lastWritten(wishes, digestBefore(wishes, to, zones), gaps, zones), to };
}

/** When the last digest of such wishes ended that is written down. @param runs see `AlertStore.digestRuns` */
export function lastDigestEnd(wishes: DigestWishes, runs: DigestRuns | null, now: Date): Date {
  const zones = createZoneClock();
  const nowMs = countedAt(runs, now).getTime();
  const last = lastDigest(wishes, instant(Math.min(runs?.until ?? nowMs, nowMs)), zones);
  return lastWritten(wishes, last, runs?.gaps ?? [], zones);
}

/** `at`, or where its digest was passed over, the end of the last one before the gap, perhaps years back. */
function lastWritten(wishes: DigestWishes, at: Date, gaps: readonly DigestGap[], zones: ZoneClock): Date {
  const gap = passedOver(at, nextDigest(wishes, at, zones), gaps);
  return gap === null ? at : lastWritten(wishes, lastDigest(wishes, instant(gap.from), zones), gaps, zones);
}

/** The last digest hour of a chat, `now` included, on a Monday for weekly ones. */
function lastDigest({ rhythm, digestHour, timeZone }: DigestWishes, now: Date, zones: ZoneClock): Date {
  const last = lastHour(now, digestHour, timeZone, zones);
  if (rhythm !== "weekly") return last;
  const days = (zones.read(last, timeZone).weekday - MONDAY + WEEK_DAYS) % WEEK_DAYS;
  return days === 0 ? last : hourDaysBefore(last, days, digestHour, timeZone, zones);
}

function digestBefore({ rhythm, digestHour, timeZone }: DigestWishes, to: Date, zones: ZoneClock): Date {
  return hourDaysBefore(to, rhythm === "weekly" ? WEEK_DAYS : 1, digestHour, timeZone, zones);
}

function nextDigest(wishes: DigestWishes, after: Date, zones: ZoneClock): Date {
  const days = wishes.rhythm === "weekly" ? WEEK_DAYS : 1;
  return lastDigest(wishes, later(after, days * DAY_MS + HOUR_MS), zones);
}

/** A day around the change of summer time has 23 or 25 hours: that hour of its own day. */
function hourDaysBefore(at: Date, days: number, hour: number, timeZone: string, zones: ZoneClock): Date {
  return lastHour(later(at, -days * DAY_MS + HOUR_MS), hour, timeZone, zones);
}

/** The gap for which the digest of this hour was never written; null: it was. */
function passedOver(at: Date, next: Date, gaps: readonly DigestGap[]): DigestGap | null {
  const ms = at.getTime();
  const covering = gaps.find(({ from, to }) => from < ms && ms <= to);
  if (covering === undefined) return null;
  return covering.to >= next.getTime() || covering.to - ms >= CATCH_UP_MS ? covering : null;
}

/** @param now all that was due by then is written down */
export function digestRunsAfter(runs: DigestRuns | null, now: Date): DigestRuns {
  if (runs !== null && isSetBack(runs, now)) return runs;
  const to = now.getTime();
  const gaps = (runs?.gaps ?? []).filter((gap) => gap.to <= to && gap.to > to - GAPS_KEPT_MS);
  if (runs !== null && to - runs.until >= GAP_LEAST_MS) gaps.push({ from: runs.until, to });
  return { until: to, gaps };
}

/** Chats whose digests are due at the same instant for the same span. */
export interface DigestGroup {
  readonly span: DigestSpan;
  readonly rhythm: Subscriber["rhythm"];
  readonly subscribers: readonly Subscriber[];
}

export interface DigestGroups {
  add(subscriber: Subscriber): void;
  /** The groups whose hour has come. */
  due(): readonly DigestGroup[];
}

export function createDigestGroups(now: Date, runs: DigestRuns | null): DigestGroups {
  const zones = createZoneClock();
  const spans = new Map<string, DigestSpan | null>();
  const groups = new Map<string, { readonly span: DigestSpan; readonly members: Subscriber[] }>();
  return {
    add(subscriber) {
      const { rhythm, digestHour, timeZone } = subscriber;
      if (rhythm === "instant") return;
      const hour = `${rhythm} ${digestHour} ${timeZone}`;
      const known = spans.get(hour);
      const due = known === undefined ? digestDue(subscriber, now, zones, runs) : known;
      spans.set(hour, due);
      if (due === null || isChosenAfter(due.to, subscriber)) return;
      const span = { ...due, from: beginOf(due, subscriber) };
      const key = `${hour} ${String(span.from.getTime())}`;
      const group = groups.get(key) ?? { span, members: [] };
      groups.set(key, group);
      group.members.push(subscriber);
    },
    due: () =>
      [...groups.values()].flatMap(({ span, members }) => {
        const [first] = members;
        return first === undefined ? [] : [{ span, rhythm: first.rhythm, subscribers: members }];
      }),
  };
}

/** Who chose an earlier hour, or every day in place of every week, misses nothing of what came before that. */
function beginOf({ from }: DigestSpan, subscriber: Subscriber): Date {
  const { digestSince } = subscriber;
  const isFirst = isChosenAfter(from, subscriber);
  return isFirst && digestSince !== null && digestSince < from ? digestSince : from;
}

/** Whoever chose only after the hour of a digest does not get that one, though it comes late: the next is the first. */
function isChosenAfter(end: Date, { digestChosenAt }: Subscriber): boolean {
  return digestChosenAt !== null && digestChosenAt > end;
}

export interface PlannedDigest {
  /** `digest-<rhythm>-<minutes since 1970>:<content>`; its rows are told apart by what is before the colon. */
  readonly id: string;
  readonly alerts: readonly Alert[];
  readonly recipients: readonly PlannedRecipient[];
}

/** What is shown in digests and lists; the rest was taken back or never told. */
export function isTold(event: CaseEvent): boolean {
  return event.certainty !== "retracted" && event.ruling !== "rejected" && event.reports.length > 0;
}

/**
 * Digests by their content: chats that get the same alerts share one text. Empty ones are not sent.
 *
 * @param wasTold had this chat a message about the alert at once? Asked only where `mayBeTold`
 * @param now a late digest keeps the quiet hours
 */
export function planDigests(
  span: DigestSpan,
  alerts: readonly Alert[],
  subscribers: readonly Subscriber[],
  wasTold: (alert: Alert, subscriber: Subscriber) => boolean,
  now: Date,
): readonly PlannedDigest[] {
  const zones = createZoneClock();
  const isLate = now.getTime() - span.to.getTime() >= LATE_MS;
  const digests = new Map<string, { alerts: readonly Alert[]; recipients: PlannedRecipient[] }>();
  for (const subscriber of subscribers) {
    const wanted = alerts.filter(
      (alert) =>
        isWaitedFor(alert, subscriber) &&
        wants(subscriber, alert.event) &&
        !(mayBeTold(alert, subscriber) && (isLongAgo(alert, now) || wasTold(alert, subscriber))),
    );
    if (wanted.length === 0) continue;
    const id = digestId(subscriber.rhythm, span, wanted);
    const digest = digests.get(id) ?? { alerts: wanted, recipients: [] };
    digests.set(id, digest);
    const { quiet, timeZone } = subscriber;
    const notBefore = isLate ? quietUntil(now, quiet, timeZone, zones) : null;
    digest.recipients.push({ target: targetOf(subscriber), priority: PRIORITIES.digest, notBefore });
  }
  return [...digests].map(([id, digest]) => ({ id, ...digest }));
}

function isWaitedFor({ createdAt }: Alert, { digestSince, digestChosenAt }: Subscriber): boolean {
  // What is older than the end of an earlier digest was told in that.
  const graceMs = digestChosenAt === null ? CLOCK_GRACE_MS : 0;
  return digestSince === null || createdAt.getTime() >= digestSince.getTime() - graceMs;
}

/**
 * May this chat have had the alert at once? By its wishes as they are now, for who follows the person only since the
 * news did not; or by those of the time before it waited for digests.
 */
export function mayBeTold(alert: Alert, subscriber: Subscriber): boolean {
  const { digestSince } = subscriber;
  return passesAtOnce(alert, subscriber) || (digestSince !== null && alert.createdAt < digestSince);
}

function isLongAgo({ createdAt }: Alert, now: Date): boolean {
  return now.getTime() - createdAt.getTime() > TOLD_KNOWN_MS;
}

/**
 * What it is a digest of, and behind the colon, where alerts have their version, what it says: a chat gets one
 * message of each span, though a later leader plans it again with other content. It holds nothing of who gets it.
 */
function digestId(rhythm: Subscriber["rhythm"], { to }: DigestSpan, alerts: readonly Alert[]): string {
  const content = hashOf(alerts.map(({ event }) => event.id).join(" "));
  return `digest-${rhythm}-${String(Math.floor(to.getTime() / MINUTE_MS))}:${content}`;
}

/** One message of many entries, above them their numbers; those that do not fit are counted. */
export function renderDigest(
  rhythm: Subscriber["rhythm"],
  language: Language,
  discreet: boolean,
  messages: readonly Message[],
  numbers = "",
): Message {
  const texts = digestTextsIn(language);
  if (discreet) return { html: escapeHtml(texts.discreet), buttons: [] };
  const shown: string[] = [];
  let length = 0;
  for (const { html } of messages) {
    length += html.length + 2;
    if (length > BODY_MOST) break;
    shown.push(html);
  }
  const left = messages.length - shown.length;
  const title = rhythm === "weekly" ? texts.weekly : texts.daily;
  const blocks = [
    [`<b>${escapeHtml(title)}</b>`, ...(numbers === "" ? [] : [escapeHtml(numbers)])].join("\n"),
    ...shown,
    ...(left > 0 ? [escapeHtml(texts.more(left))] : []),
  ];
  return { html: blocks.join("\n\n"), buttons: [] };
}

/** 53 bits of FNV-1a in decimal digits: tells contents apart, protects nothing. */
function hashOf(text: string): string {
  let high = 0x811c9dc5;
  let low = 0x01000193;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ code, 0x85ebca6b);
  }
  return String((high >>> 0) * 2 ** 21 + (low >>> 11));
}
