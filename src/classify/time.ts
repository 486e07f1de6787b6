import { addDays, dayOf, daysBetween, onDay, type Day, type DaySpan } from "../domain/time.ts";
import type { Sentence } from "./text.ts";

const MONTHS: readonly RegExp[] = [
  /^(?:студзен|январ|january|jan$|stycz|січн|sausi)/u,
  /^(?:лют|феврал|february|feb$|luty|lutego|vasar)/u,
  /^(?:сакавік|март|march|mar$|marc|marz|берез|kov)/u,
  /^(?:красавік|апрел|april|apr$|kwie|квітн|baland)/u,
  /^(?:май$|мая$|may$|maj|трав(?:ень|ня)|geguž)/u,
  /^(?:чэрвен|июн|june|jun$|czerw|черв|birž)/u,
  /^(?:ліпен|июл|july|jul$|lipi|lipc|лип|liep)/u,
  /^(?:жні|август|august|aug$|sierp|серп|rugpj)/u,
  /^(?:верас|сентябр|september|sept?$|wrze|верес|rugsė)/u,
  /^(?:кастрычн|октябр|october|oct$|paźdz|жовт|spal)/u,
  /^(?:лістапад|ноябр|november|nov$|listop|листоп|lapkr)/u,
  /^(?:снеж|декабр|december|dec$|grud|груд|gruod)/u,
];
const TODAY = /^(?:сёння|сегодня|today|dziś|dzisiaj|сьогодні|šiandien)$/u;
const YESTERDAY = /^(?:учора|вчера|yesterday|wczoraj|вчора|vakar)$/u;
const ENGLISH_DAY = /^\d{1,2}$/u;

/**
 * The day that a sentence names, if it names one.
 *
 * @param publishedAt what «today» and a date without a year are relative to; without it only full dates count
 */
export function daySaid(sentence: Sentence, publishedAt: Date | null): DaySpan | null {
  const published = publishedAt === null ? null : dayOf(publishedAt);
  const { tokens } = sentence;
  for (let at = 0; at < tokens.length; at += 1) {
    const word = tokens[at]?.word ?? "";
    if (published !== null && (TODAY.test(word) || word === "сення")) return onDay(published);
    if (published !== null && YESTERDAY.test(word)) return onDay(addDays(published, -1));
    const month = MONTHS.findIndex((pattern) => pattern.test(word));
    if (month < 0) continue;
    const before = tokens[at - 1]?.raw ?? "";
    const after = tokens[at + 1]?.raw ?? "";
    const dayNumber = ENGLISH_DAY.test(before) ? before : ENGLISH_DAY.test(after) ? after : null;
    if (dayNumber === null) continue;
    const years = [tokens[at + 1]?.raw, tokens[at + 2]?.raw].filter(
      (raw) => raw !== undefined && /^20\d\d$/u.test(raw),
    );
    const said = dated(years[0] ?? null, month + 1, Number(dayNumber), published);
    if (said !== null) return onDay(said);
  }
  return null;
}

function dated(year: string | null, month: number, day: number, published: Day | null): Day | null {
  if (day < 1 || day > 31) return null;
  const rest = `${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  if (year !== null) return `${year}-${rest}`;
  if (published === null) return null;
  const thisYear = `${published.slice(0, 4)}-${rest}`;
  // A date ahead of the text by more than a week is last year's: news tell the past.
  return daysBetween(published, thisYear) > 7
    ? `${String(Number(published.slice(0, 4)) - 1)}-${rest}`
    : thisYear;
}
