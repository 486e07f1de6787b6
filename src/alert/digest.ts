import type { Alert, Message } from "../domain/alert.ts";
import type { Language } from "../domain/language.ts";
import type { Subscriber } from "../domain/subscriber.ts";
import { DAY_MS, HOUR_MS, later } from "../domain/time.ts";
import { digestTextsIn } from "../locales/digest.ts";
import { escapeHtml } from "../locales/html.ts";
import { lastHour } from "./quiet.ts";
import type { ZoneClock } from "./quiet.ts";
import { passesAtOnce, wants } from "./recipients.ts";

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

/** Which of the span's alerts a chat's digest holds: what it wants and was not told at once. */
export function digestOf(alerts: readonly Alert[], subscriber: Subscriber): readonly Alert[] {
  return alerts.filter((alert) => wants(subscriber, alert.event) && !passesAtOnce(alert, subscriber));
}

/**
 * The id of a digest with these alerts: the same alerts for the same hour are one text for all who get it.
 * It holds nothing of who gets it.
 */
export function digestId(span: DigestSpan, alerts: readonly Alert[]): string {
  return `digest-${hashOf(`${span.to.toISOString()} ${alerts.map((alert) => alert.id).join(" ")}`)}:1`;
}

/** One message of many alerts' texts; those that do not fit are counted. */
export function renderDigest(
  rhythm: Subscriber["rhythm"],
  language: Language,
  discreet: boolean,
  messages: readonly Message[],
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
    `<b>${escapeHtml(title)}</b>`,
    ...shown,
    ...(left > 0 ? [escapeHtml(texts.more(left))] : []),
  ];
  return { html: blocks.join("\n\n"), buttons: [] };
}

/** 53 bits of FNV-1a: names a digest, protects nothing. */
function hashOf(text: string): string {
  let high = 0x811c9dc5;
  let low = 0x01000193;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ code, 0x85ebca6b);
  }
  return `${(high >>> 0).toString(36)}${(low >>> 0).toString(36)}`;
}
