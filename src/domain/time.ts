/** Instants are `Date`, calendar days are `Day`. The only file that builds a `Date`. */

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** A calendar day, `YYYY-MM-DD`, without a zone. */
export type Day = string;

/** How exact a date is; `between_snapshots`: the list changed between `from` and `to` and names no day. */
export type DatePrecision = "day" | "month" | "year" | "between_snapshots";

/** When something happened: the first and the last day that it can have been, and why they differ. */
export interface DaySpan {
  readonly from: Day;
  readonly to: Day;
  readonly precision: DatePrecision;
}

export function instant(epochMs: number): Date {
  return new Date(epochMs);
}

export function later(than: Date, ms: number): Date {
  return new Date(than.getTime() + ms);
}

/** The calendar day of an instant in UTC. */
export function dayOf(at: Date): Day {
  return at.toISOString().slice(0, 10);
}

/** @param day `YYYY-MM-DD`; its midnight in UTC */
export function startOf(day: Day): Date {
  return new Date(`${day}T00:00:00Z`);
}

export function addDays(day: Day, days: number): Day {
  return dayOf(later(startOf(day), days * DAY_MS));
}

/** Whole days from one day to another; negative when `to` comes first. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((startOf(to).getTime() - startOf(from).getTime()) / DAY_MS);
}

export function onDay(day: Day): DaySpan {
  return { from: day, to: day, precision: "day" };
}
