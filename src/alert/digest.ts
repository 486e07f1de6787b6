import type { Alert, Message } from "../domain/alert.ts";
import type { CaseEvent } from "../domain/event.ts";
import type { Language } from "../domain/language.ts";
import type { Subscriber } from "../domain/subscriber.ts";
import { DAY_MS, HOUR_MS, later, MINUTE_MS } from "../domain/time.ts";
import { digestTextsIn } from "../locales/digest.ts";
import { escapeHtml } from "../locales/html.ts";
import { createZoneClock, lastHour } from "./quiet.ts";
import type { ZoneClock } from "./quiet.ts";
import { passesAtOnce, PRIORITIES, targetOf, wants } from "./recipients.ts";
import type { PlannedRecipient } from "./recipients.ts";

/** The span of a digest; it is due at `to`. */
export interface DigestSpan {
  readonly from: Date;
  readonly to: Date;
}

/** A digest that is later than this is not sent: the next one comes. */
const CATCH_UP_MS = 3 * HOUR_MS;
const MONDAY = 1;
const WEEK_DAYS = 7;
/** Room for the frame within Telegram's 4096. */
const BODY_MOST = 3800;

/** The digest that is due now for a chat; null when none is. Weekly ones come on Mondays. */
export function digestDue(
  subscriber: Pick<Subscriber, "rhythm" | "digestHour" | "timeZone">,
  now: Date,
  zones: ZoneClock,
): DigestSpan | null {
  const { rhythm, digestHour, timeZone } = subscriber;
  if (rhythm === "instant") return null;
  const to = lastHour(now, digestHour, timeZone, zones);
  if (now.getTime() - to.getTime() >= CATCH_UP_MS) return null;
  if (rhythm === "weekly" && zones.read(to, timeZone).weekday !== MONDAY) return null;
  const days = rhythm === "weekly" ? WEEK_DAYS : 1;
  // A day around the change of summer time has 23 or 25 hours: the last digest was at that hour of its own day.
  const from = lastHour(later(to, -days * DAY_MS + HOUR_MS), digestHour, timeZone, zones);
  return { from, to };
}

/** Chats whose digests are due at the same instant for the same span. */
export interface DigestGroup {
  readonly key: string;
  readonly span: DigestSpan;
  readonly rhythm: Subscriber["rhythm"];
  readonly subscribers: readonly Subscriber[];
}

export interface DigestGroups {
  add(subscriber: Subscriber): void;
  /** The groups whose hour has come. */
  due(): readonly DigestGroup[];
}

export function createDigestGroups(now: Date): DigestGroups {
  const zones = createZoneClock();
  const groups = new Map<string, { span: DigestSpan | null; members: Subscriber[] }>();
  return {
    add(subscriber) {
      const { rhythm, digestHour, timeZone } = subscriber;
      if (rhythm === "instant") return;
      const hour = `${rhythm} ${digestHour} ${timeZone}`;
      const group = groups.get(hour) ?? { span: digestDue(subscriber, now, zones), members: [] };
      groups.set(hour, group);
      if (group.span !== null) group.members.push(subscriber);
    },
    due: () =>
      [...groups].flatMap(([hour, { span, members }]) => {
        const [first] = members;
        if (span === null || first === undefined) return [];
        const key = `${hour} ${span.to.toISOString()}`;
        return [{ key, span, rhythm: first.rhythm, subscribers: members }];
      }),
  };
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
 * @param wasTold had this chat a message about the alert at once? Asked only where it would have one by its wishes as
 *   they are now: who follows the person only since the news did not
 */
export function planDigests(
  span: DigestSpan,
  alerts: readonly Alert[],
  subscribers: readonly Subscriber[],
  wasTold: (alert: Alert, subscriber: Subscriber) => boolean,
): readonly PlannedDigest[] {
  const digests = new Map<string, { alerts: readonly Alert[]; recipients: PlannedRecipient[] }>();
  for (const subscriber of subscribers) {
    const wanted = alerts.filter(
      (alert) =>
        wants(subscriber, alert.event) && !(passesAtOnce(alert, subscriber) && wasTold(alert, subscriber)),
    );
    if (wanted.length === 0) continue;
    const id = digestId(subscriber.rhythm, span, wanted);
    const digest = digests.get(id) ?? { alerts: wanted, recipients: [] };
    digests.set(id, digest);
    digest.recipients.push({ target: targetOf(subscriber), priority: PRIORITIES.digest, notBefore: null });
  }
  return [...digests].map(([id, digest]) => ({ id, ...digest }));
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
