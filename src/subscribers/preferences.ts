import { EVENT_KINDS } from "../domain/kind.ts";
import { LANGUAGES } from "../domain/language.ts";
import type { Preferences, Subscriber } from "../domain/subscriber.ts";

/** What a chat may change by itself; following and subscribing have words of their own. */
export type PreferencesPatch = Partial<Omit<Preferences, "follows" | "subscribed">>;

/** More than anyone's relatives, and few enough that a record fits its fixed size. */
export const FOLLOWS_MOST = 40;
/** Telegram lets a bot delete only what is younger than 48 h; an hour is left for outages. */
const DELETE_AFTER_MOST_HOURS = 46;
const DELETE_AFTER_DEFAULT_HOURS = 24;

export type PatchResult =
  | { readonly ok: true; readonly subscriber: Subscriber }
  | { readonly ok: false; readonly fault: keyof PreferencesPatch };

/** Changes preferences, or names the first value that cannot be. Discreet mode always deletes after a time. */
export function applyPatch(subscriber: Subscriber, patch: PreferencesPatch): PatchResult {
  const fault = faultOf(patch);
  if (fault !== null) return { ok: false, fault };
  const changed = { ...subscriber, ...patch };
  if (patch.kinds !== undefined) {
    const { kinds } = patch;
    Object.assign(changed, { kinds: EVENT_KINDS.filter((kind) => kinds.includes(kind)) });
  }
  if (changed.discreet && changed.deleteAfterHours === null) {
    return { ok: true, subscriber: { ...changed, deleteAfterHours: DELETE_AFTER_DEFAULT_HOURS } };
  }
  return { ok: true, subscriber: changed };
}

function faultOf(patch: PreferencesPatch): keyof PreferencesPatch | null {
  const { language, kinds, digestHour, quiet, timeZone, deleteAfterHours } = patch;
  if (language !== undefined && !LANGUAGES.includes(language)) return "language";
  if (kinds !== undefined && (kinds.length === 0 || !kinds.every((kind) => EVENT_KINDS.includes(kind)))) {
    return "kinds";
  }
  if (digestHour !== undefined && !isHour(digestHour)) return "digestHour";
  if (quiet !== undefined && quiet !== null && !(isHour(quiet.from) && isHour(quiet.to))) return "quiet";
  if (timeZone !== undefined && !isTimeZone(timeZone)) return "timeZone";
  if (deleteAfterHours === undefined || deleteAfterHours === null) return null;
  const fits =
    Number.isInteger(deleteAfterHours) &&
    deleteAfterHours >= 1 &&
    deleteAfterHours <= DELETE_AFTER_MOST_HOURS;
  return fits ? null : "deleteAfterHours";
}

function isHour(hour: number): boolean {
  return Number.isInteger(hour) && hour >= 0 && hour <= 23;
}

function isTimeZone(zone: string): boolean {
  try {
    return zone.length <= 64 && new Intl.DateTimeFormat("en", { timeZone: zone }).format(0) !== "";
  } catch {
    return false;
  }
}

export function withFollow(subscriber: Subscriber, personId: string): Subscriber | "already" | "too_many" {
  if (subscriber.follows.includes(personId)) return "already";
  if (subscriber.follows.length >= FOLLOWS_MOST) return "too_many";
  const follows = [...subscriber.follows, personId];
  // Who follows somebody wants to hear of them, and did not ask for all the rest.
  return subscriber.subscribed
    ? { ...subscriber, follows }
    : { ...subscriber, follows, subscribed: true, followedOnly: true };
}

export function withoutFollow(subscriber: Subscriber, personId: string): Subscriber {
  return { ...subscriber, follows: subscriber.follows.filter((id) => id !== personId) };
}
