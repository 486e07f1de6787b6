import type { Language } from "../domain/language.ts";
import type { PartialDate } from "../domain/person.ts";
import { startOf, type Day, type DaySpan } from "../domain/time.ts";
import { localeTag } from "./grammar.ts";

/** `21 чэрвеня 2025 г.`, `21 June 2025` */
export function formatDay(language: Language, day: Day): string {
  return formatParts(language, startOf(day), { day: "numeric", month: "long", year: "numeric" });
}

/** `чэрвень 2025 г.` */
export function formatMonth(language: Language, day: Day): string {
  return formatParts(language, startOf(day), { month: "long", year: "numeric" });
}

/** `чэрвень 2025`: before the colon of a row of a table */
export function formatMonthOfRow(language: Language, day: Day): string {
  return formatMonth(language, day).replace(YEAR_MARK, "");
}

/** Behind the year in Belarusian and Russian; it must not begin a line. */
const YEAR_MARK = "\u00A0г.";

function withMark(language: Language, ofYear: string): string {
  return language === "en" ? ofYear : `${ofYear}${YEAR_MARK}`;
}

/** `чэр`, without a dot: for a picture's axis */
export function formatShortMonth(language: Language, day: Day): string {
  return SHORT_MONTHS[language].format(startOf(day)).replace(/\.$/u, "");
}

/** `21 чэрвеня` */
export function formatDayOfYear(language: Language, day: Day): string {
  return formatParts(language, startOf(day), { day: "numeric", month: "long" });
}

/** `21 чэрвеня 2025 г., 13:05` in an IANA zone */
export function formatInstant(language: Language, at: Date, timeZone: string): string {
  const day = formatParts(language, at, { day: "numeric", month: "long", year: "numeric" }, timeZone);
  return `${day}, ${formatClock(at, timeZone)}`;
}

/** `13:05` in an IANA zone */
function formatClock(at: Date, timeZone: string): string {
  const options = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone } as const;
  return new Intl.DateTimeFormat("en-GB", options).format(at);
}

/** As exact as the source: a year, a month or a day. */
export function formatPartial(language: Language, date: PartialDate): string {
  if (!/^\d{4}(?:-\d{2}){0,2}$/u.test(date.value)) return date.value;
  if (date.precision === "year") return withMark(language, date.value.slice(0, 4));
  if (date.precision === "month") return formatMonth(language, `${date.value.slice(0, 7)}-01`);
  return formatDay(language, date.value);
}

/** How a span of days is worded when the day is not known. */
export interface SpanWords {
  readonly between: (from: string, to: string) => string;
}

export function formatSpan(language: Language, span: DaySpan, words: SpanWords): string {
  if (span.precision === "year") return withMark(language, span.from.slice(0, 4));
  if (span.precision === "month") return formatMonth(language, span.from);
  if (span.from === span.to) return formatDay(language, span.to);
  return words.between(firstDay(language, span), formatDay(language, span.to));
}

/** Only what the day behind it does not say too: «паміж 3 і 5 чэрвеня 2025 г.». */
function firstDay(language: Language, { from, to }: DaySpan): string {
  if (from.slice(0, 4) !== to.slice(0, 4)) return formatDay(language, from);
  return from.slice(5, 7) === to.slice(5, 7)
    ? String(Number(from.slice(8)))
    : formatDayOfYear(language, from);
}

function formatParts(
  language: Language,
  at: Date,
  options: Intl.DateTimeFormatOptions,
  timeZone = "UTC",
): string {
  // A date that does not exist, from a source that was not careful: said as unknown rather than thrown.
  if (Number.isNaN(at.getTime())) return "?";
  const format =
    timeZone === "UTC"
      ? usualFormat(language, options)
      : new Intl.DateTimeFormat(localeTag(language), { ...options, timeZone });
  const parts = format.formatToParts(at);
  const told = parts
    .filter((part) => part.type === "day" || part.type === "month" || part.type === "year")
    .map((part) => part.value)
    .join(" ");
  return options.year === undefined ? told : withMark(language, told);
}

/** Made once: a new one for every date costs time and memory outside the heap. */
const USUAL: Readonly<
  Record<Language, readonly [Intl.DateTimeFormat, Intl.DateTimeFormat, Intl.DateTimeFormat]>
> = {
  be: usualFormats("be"),
  ru: usualFormats("ru"),
  en: usualFormats("en"),
};

function usualFormats(
  language: Language,
): readonly [Intl.DateTimeFormat, Intl.DateTimeFormat, Intl.DateTimeFormat] {
  const make = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(localeTag(language), { ...options, timeZone: "UTC" });
  return [
    make({ day: "numeric", month: "long", year: "numeric" }),
    make({ month: "long", year: "numeric" }),
    make({ day: "numeric", month: "long" }),
  ];
}

const SHORT_MONTHS: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  be: new Intl.DateTimeFormat("be", { month: "short", timeZone: "UTC" }),
  ru: new Intl.DateTimeFormat("ru", { month: "short", timeZone: "UTC" }),
  en: new Intl.DateTimeFormat("en-GB", { month: "short", timeZone: "UTC" }),
};

function usualFormat(language: Language, { day, year }: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const [whole, month, dayOfYear] = USUAL[language];
  if (day === undefined) return month;
  return year === undefined ? dayOfYear : whole;
}
