import type { QuietHours } from "../domain/subscriber.ts";
import { DAY_MS, HOUR_MS, later, MINUTE_MS } from "../domain/time.ts";

/** A wall clock of some place. `weekday` 0…6 from Sunday. */
export interface LocalTime {
  readonly hour: number;
  readonly minute: number;
  readonly weekday: number;
}

/** Reads local times; remembers each zone's reader and last reading, for both are dear in a large fan-out. */
export interface ZoneClock {
  read(at: Date, timeZone: string): LocalTime;
}

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const HOURS_PER_DAY = 24;

export function createZoneClock(): ZoneClock {
  const readers = new Map<string, { format: Intl.DateTimeFormat; atMs: number; local: LocalTime }>();
  return {
    read(at, timeZone) {
      const known = readers.get(timeZone);
      if (known?.atMs === at.getTime()) return known.local;
      const format = known?.format ?? formatFor(timeZone);
      const local = localTime(format, at);
      readers.set(timeZone, { format, atMs: at.getTime(), local });
      return local;
    },
  };
}

function localTime(format: Intl.DateTimeFormat, at: Date): LocalTime {
  const parts = new Map(format.formatToParts(at).map((part) => [part.type, part.value]));
  return {
    hour: Number(parts.get("hour")),
    minute: Number(parts.get("minute")),
    weekday: Math.max(0, WEEKDAYS.indexOf(parts.get("weekday") ?? "")),
  };
}

/** An unknown zone, as after an update of the zone data, is read as UTC rather than losing the alert. */
function formatFor(timeZone: string): Intl.DateTimeFormat {
  const options = { hour: "2-digit", minute: "2-digit", weekday: "short", hourCycle: "h23" } as const;
  try {
    return new Intl.DateTimeFormat("en-GB", { ...options, timeZone });
  } catch {
    return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" });
  }
}

/** When the quiet hours that hold at `now` end; null when none do. Equal hours mean none. */
export function quietUntil(
  now: Date,
  quiet: QuietHours | null,
  timeZone: string,
  zones: ZoneClock,
): Date | null {
  if (quiet === null || quiet.from === quiet.to) return null;
  const { hour } = zones.read(now, timeZone);
  const isQuiet =
    quiet.from < quiet.to ? hour >= quiet.from && hour < quiet.to : hour >= quiet.from || hour < quiet.to;
  return isQuiet ? nextHour(now, quiet.to, timeZone, zones) : null;
}

/** The next instant after `now` at which the place's clock shows `hour`:00, or passes it where summer time skips it. */
export function nextHour(now: Date, hour: number, timeZone: string, zones: ZoneClock): Date {
  const local = zones.read(now, timeZone);
  const hoursAhead = (hour - local.hour + HOURS_PER_DAY) % HOURS_PER_DAY || HOURS_PER_DAY;
  const sinceFullHourMs = local.minute * MINUTE_MS + (now.getTime() % MINUTE_MS);
  const guess = later(now, hoursAhead * HOUR_MS - sinceFullHourMs);
  return straightened(guess, hour, timeZone, zones);
}

/** The last instant, `now` included, at which the place's clock showed `hour`:00. */
export function lastHour(now: Date, hour: number, timeZone: string, zones: ZoneClock): Date {
  const local = zones.read(now, timeZone);
  const hoursAgo = (local.hour - hour + HOURS_PER_DAY) % HOURS_PER_DAY;
  const sinceFullHourMs = local.minute * MINUTE_MS + (now.getTime() % MINUTE_MS);
  const found = straightened(later(now, -hoursAgo * HOUR_MS - sinceFullHourMs), hour, timeZone, zones);
  return found.getTime() <= now.getTime()
    ? found
    : straightened(later(found, -DAY_MS), hour, timeZone, zones);
}

/** Summer time may begin or end on the way: then the guess is an hour off. */
function straightened(guess: Date, hour: number, timeZone: string, zones: ZoneClock): Date {
  const local = zones.read(guess, timeZone);
  const offHours = ((local.hour - hour + HOURS_PER_DAY + 12) % HOURS_PER_DAY) - 12;
  if (offHours === 0 && local.minute === 0) return guess;
  const moved = later(guess, -(offHours * HOUR_MS + local.minute * MINUTE_MS));
  // An hour that summer time skips is never shown: then the clock's first full hour after it counts.
  const shown = zones.read(moved, timeZone);
  return shown.hour === hour ? moved : later(moved, HOUR_MS);
}
