import type { Charge, Facility, PartialDate } from "../domain/person.ts";
import { addDays, dayOf, type Day } from "../domain/time.ts";
import { monthOf, TODAY, YESTERDAY } from "../locales/moderation/card-words.ts";
import { articleName, readCharges } from "../people/articles.ts";
import { facilityName, readFacility } from "../people/facilities.ts";
import { readDay } from "./post.ts";

const DATE = String.raw`\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{1,2} \p{L}{3,12},? \d{4}|\p{L}{3,12} \d{4}|\d{4}-\d{1,2}|\d{1,2}[./]\d{4}|\d{4}`;
const AT_THE_END = new RegExp(
  `^(.*?)[\\s,;]{0,3}(?:(?:з|с|со|since|from|on|ад|от)\\s)?(?<![\\d\\p{L}])(${DATE})(?:\\s?(?:г|года)\\.?)?$`,
  "iu",
);

export function withoutDate(line: string): { readonly words: string; readonly date: string | null } {
  const [, words, date] = AT_THE_END.exec(line.slice(0, 200)) ?? [];
  return words === undefined || words === "" || date === undefined
    ? { words: line, date: null }
    : { words, date };
}

const EARLIEST = "1990";

/**
 * A day, a month or a year: `2026-11-20`, `20.11.2026`, «20 лістапада 2026», `2026-11`, `11.2026`, `2026`; «today» and
 * «yesterday».
 *
 * @param now null: words that need a clock are not understood
 */
export function readDate(written: string, now: Date | null): PartialDate | null {
  const words = inNumbers(written.replace(/\s?(?:г|года)\.?$/u, "").trim());
  const relative = TODAY.test(words) ? 0 : YESTERDAY.test(words) ? -1 : null;
  if (now !== null && relative !== null) return { value: addDays(dayOf(now), relative), precision: "day" };
  const day = readDay(words);
  if (day !== null) return day >= EARLIEST ? { value: day, precision: "day" } : null;
  const [, year = "", month = ""] = /^(\d{4})(?:-(0?[1-9]|1[0-2]))?$/u.exec(words) ?? monthFirst(words) ?? [];
  if (year < EARLIEST || year > "2100") return null;
  return month === ""
    ? { value: year, precision: "year" }
    : { value: `${year}-${month.padStart(2, "0")}`, precision: "month" };
}

function monthFirst(words: string): readonly [string, string, string] | null {
  const [, month = "", year = ""] = /^(0?[1-9]|1[0-2])\.(\d{4})$/u.exec(words) ?? [];
  return year === "" ? null : [words, year, month];
}

/** «20 лістапада 2026», «20/11/2026», «2026-1-5» as `readDay` takes them. */
function inNumbers(words: string): string {
  const [, day, name = "", year = ""] = /^(?:(\d{1,2}) )?(\p{L}{3,12}),? (\d{4})$/u.exec(words) ?? [];
  const month = monthOf(name);
  if (month !== null) return [...(day === undefined ? [] : [day]), String(month), year].join(".");
  const [, y, m = "", d = ""] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/u.exec(words) ?? [];
  if (y !== undefined) return [y, m.padStart(2, "0"), d.padStart(2, "0")].join("-");
  return /^[\d./-]+$/u.test(words) && /\d{4}$/u.test(words) ? words.replace(/[/-]/gu, ".") : words;
}

export function isLater({ value }: PartialDate, day: Day): boolean {
  return value > day.slice(0, value.length);
}

/** A place of a known kind, with its number where such places have one. What else is written beside it is left out. */
export function placeIn(words: string): Facility | null {
  const id = readFacility(words)?.id ?? null;
  if (id === null) return null;
  const upToNumber = /^.{0,60}?\d{1,3}(?!\d)/u.exec(words)?.[0] ?? words;
  const raw = facilityName(id)?.be ?? upToNumber;
  const isShort = raw.length <= 60 && /^[\p{L}\p{N} №#.,'’«»"()–-]+$/u.test(raw);
  return isShort ? { id, raw, addressRaw: null } : null;
}

const MOST_MONTHS = 360;
const YEARS = /^(\d{1,2})(?:[.,](5))?\s?(?:years?|y|гадоў|гады|год|года|лет|г)?\.?(?!\p{L})/iu;
const MONTHS = /^(?:and|і|и)?\s?(\d{1,3})\s?(?:months?|m|месяц\p{L}{0,3}|мес|м)\.?$/iu;

/** «7 years 6 months», «7,5 лет», «90 месяцаў», «7»: a number alone is years. */
export function monthsIn(written: string): number | null {
  const words = written.toLowerCase().replace(/\s+/gu, " ").trim();
  const alone = MONTHS.exec(words)?.[1];
  const years = alone === undefined ? YEARS.exec(words) : null;
  const rest = years === null ? "" : words.slice(years[0].length).trim();
  const more = rest === "" ? "0" : MONTHS.exec(rest)?.[1];
  const months =
    alone === undefined
      ? Number(years?.[1]) * 12 + (years?.[2] === undefined ? 0 : 6) + Number(more)
      : Number(alone);
  return months > 0 && months <= MOST_MONTHS ? months : null;
}

/** Articles of the code alone, each known: «342 ч. 1, 361-1». */
export function chargesIn(words: string): readonly Charge[] | null {
  const listed = words.split(/[,;]\s*(?=\d|ст|арт|art)/iu).map((part) => part.trim());
  const bare = /^(\d{1,3}(?:[-–]\d{1,2})?)(?:[\s,]{0,2}(?:ч|част\p{L}{1,2}|part|p)\.?\s{0,2}(\d{1,2}))?$/iu;
  const numbers = listed.map((part) => bare.exec(part));
  const plain = numbers.every((it) => it !== null)
    ? numbers.map((it) => `ст. ${it[1] ?? ""}${it[2] === undefined ? "" : ` ч. ${it[2]}`}`).join("; ")
    : words;
  const charges = readCharges(plain.slice(0, 300));
  const isKnown = charges.every(({ code }) => code !== null && articleName(code) !== null);
  if (charges.length === 0 || charges.length > 12 || !isKnown) return null;
  return charges.map(({ code, part }) => ({
    code,
    part,
    raw: `ст. ${code ?? ""}${part === null ? "" : ` ч. ${part}`}`,
  }));
}

/**
 * An https address, with what a browser shows unencoded as it is sent. Whether readers get it as a link is decided by
 * the hosts of the source list.
 *
 * @returns null for anything else
 */
export function sourceIn(written: string): string | null {
  const isPlain = /^https:\/\/(?:[a-z\d-]+\.)+[a-z]{2,}(?:[/?#][!-~\u{A1}-\u{10FFFF}]*)?$/iu.test(written);
  if (!isPlain || written.length > 500 || !URL.canParse(written)) return null;
  const { href } = new URL(written);
  return href.length <= 600 ? href : null;
}

/** An address without its scheme, or with another one: meant as a source all the same. */
export function isAddress(line: string): boolean {
  return /^(?:[a-z][a-z\d+.-]*:\/\/|www\.|[a-z\d-]+(?:\.[a-z\d-]+){1,4}\/)\S*$/iu.test(line);
}
