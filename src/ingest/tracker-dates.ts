import type { PartialDate } from "../domain/person.ts";
import { addDays, type Day, type DaySpan } from "../domain/time.ts";

/** Beginnings that tell a month in Belarusian, Russian and English, genitives included. */
const MONTH_BEGINNINGS: readonly (readonly string[])[] = [
  ["jan", "янв", "студ"],
  ["feb", "фев", "лют"],
  ["mar", "март", "сак"],
  ["apr", "апр", "крас"],
  ["may", "май", "мая", "трав"],
  ["jun", "июн", "чэрв"],
  ["jul", "июл", "ліп"],
  ["aug", "авг", "жні"],
  ["sep", "сен", "верас"],
  ["oct", "окт", "кастр"],
  ["nov", "ноя", "ліст"],
  ["dec", "дек", "снеж"],
];

function monthOf(word: string): number | null {
  const lower = word.toLowerCase();
  const n = MONTH_BEGINNINGS.findIndex((beginnings) =>
    beginnings.some((beginning) => lower.startsWith(beginning)),
  );
  return n === -1 ? null : n + 1;
}

function two(n: number): string {
  return String(n).padStart(2, "0");
}

const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isRealDay(year: number, month: number, day: number): boolean {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (month === 2 && !isLeap ? 28 : (MONTH_DAYS[month - 1] ?? 0));
}

/** A month of 0 or a day of 0 is how some databases write that only the rest is known. */
function partial(year: number, month: number, day: number): PartialDate | null {
  if (year < 1900 || year > 2100 || month > 12) return null;
  const y = String(year);
  if (month === 0) return { value: y, precision: "year" };
  if (day === 0) return { value: `${y}-${two(month)}`, precision: "month" };
  const value = `${y}-${two(month)}-${two(day)}`;
  return isRealDay(year, month, day) ? { value, precision: "day" } : null;
}

const ISO = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2})(?!\d))?)?(?:[T ]\d{2}:.*)?$/u;
const DOTTED = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/u;
const MONTH_DOTTED = /^(\d{1,2})[./](\d{4})$/u;
const WORDED = /^(?:(\d{1,2})(?:st|nd|rd|th|-?га|-?го)?\s+)?(\p{L}{3,12})\.?,?\s+(\d{4})$/u;
const AMERICAN = /^(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/u;

/**
 * Reads a date as exact as it is written: `2024`, `2024-05`, `17.05.2024`, «17 мая 2024 г.», "April 2026".
 * Null for what is no date or no day of the calendar: the raw text stays beside it.
 */
export function readPartialDate(text: string | undefined): PartialDate | null {
  if (text === undefined) return null;
  const plain = text
    .trim()
    .slice(0, 60)
    .replace(/\s*(?:года|гады|год|г\.?)$/iu, "")
    .trim();
  const iso = ISO.exec(plain);
  if (iso !== null) return partial(Number(iso[1]), Number(iso[2] ?? 0), Number(iso[3] ?? 0));
  const dotted = DOTTED.exec(plain);
  if (dotted !== null) return partial(Number(dotted[3]), Number(dotted[2]), Number(dotted[1]));
  const monthDotted = MONTH_DOTTED.exec(plain);
  if (monthDotted !== null) return partial(Number(monthDotted[2]), Number(monthDotted[1]), 0);
  const worded = WORDED.exec(plain);
  if (worded !== null) return fromWords(worded[2], worded[1] ?? "0", worded[3]);
  const american = AMERICAN.exec(plain);
  return american === null ? null : fromWords(american[1], american[2], american[3]);
}

function fromWords(
  word: string | undefined,
  day: string | undefined,
  year: string | undefined,
): PartialDate | null {
  const month = monthOf(word ?? "");
  return month === null ? null : partial(Number(year), month, Number(day));
}

/** First and last day that a partial date can mean. */
export function spanOf(date: PartialDate): DaySpan {
  if (date.precision === "day") return { from: date.value, to: date.value, precision: "day" };
  const year = Number(date.value.slice(0, 4));
  if (date.precision === "year") {
    return { from: `${date.value}-01-01`, to: `${date.value}-12-31`, precision: "year" };
  }
  const month = Number(date.value.slice(5, 7));
  const next = month === 12 ? `${String(year + 1)}-01-01` : `${String(year)}-${two(month + 1)}-01`;
  return { from: `${date.value}-01`, to: addDays(next, -1), precision: "month" };
}

/** A date whose earliest possible day is later than tomorrow: zones may shift a day, no more. */
export function isFuture(date: PartialDate | null, today: Day): boolean {
  return date !== null && spanOf(date).from > addDays(today, 1);
}

/** The second date is surely later than the first. */
export function isLater(date: PartialDate | null, than: PartialDate | null): boolean {
  return date !== null && than !== null && spanOf(date).from > spanOf(than).to;
}

/** The two dates may be the same day: one is only more exact. */
export function overlap(a: PartialDate, b: PartialDate): boolean {
  const [left, right] = [spanOf(a), spanOf(b)];
  return left.from <= right.to && right.from <= left.to;
}
