import type { Reading } from "./claims.ts";

/** «За студзень», "since May"; «трэці раз за месяц» is none. */
export function sumsUp(reading: Reading): boolean {
  if (OPENS_WITH_MONTH.test(reading.sentence.text) || TALLIES_MONTHS.test(reading.sentence.text)) return true;
  if (ONE_MORE.test(reading.sentence.text)) return false;
  return reading.hits.some(
    (hit) =>
      hit.tag === "recap" && !/^(?:раз|time)$/u.test(reading.sentence.tokens[hit.start - 1]?.word ?? ""),
  );
}

/** A month, a year or more is summed up. */
export function spansMonths(reading: Reading): boolean {
  return sumsUp(reading) && LONG_SPAN.test(reading.sentence.text);
}

/** «Ужо трэці з пачатку года»: one of many, and he is the news. */
const ONE_MORE =
  /(?:ужо|уже|already|ўжо)\s+(?:\p{L}+\s+)?(?:друг|трэці|трэця|чацв[её]рт|пят|шост|сём|дзясят|втор|трет|четв[её]рт|шест|седьм|second|third|fourth|fifth)\p{L}*/iu;
const LONG_SPAN =
  /(?:за|з|с|in|since|during|over|past|last|this)\s+(?:\p{L}+\s+){0,2}(?:год|гады|годы|паўгод|полгода|месяц|квартал|пачатку|начала|year|years|month|months|quarter|студз|лют|сакав|красав|май|мая|траўн|чэрв|ліп|жнів|верас|кастр|лістап|снеж|январ|феврал|март|апрел|июн|июл|август|сентябр|октябр|ноябр|декабр|january|february|march|april|may|june|july|august|september|october|november|december|2020|202\d)/iu;

/** «В мае задержали …», "In May, 40 people …". */
const OPENS_WITH_MONTH =
  /^\s*(?:в|у|ў|за|in|during)\s+(?:январ[ея]|феврал[ея]|марте|апреле|мае|июне|июле|августе|сентябре|октябре|ноябре|декабре|студзені|лютым|сакавіку|красавіку|маі|траўні|чэрвені|ліпені|жніўні|верасні|кастрычніку|лістападзе|снежні|january|february|march|april|may|june|july|august|september|october|november|december)(?!\p{L})/iu;

const MONTH =
  "январ|феврал|март|апрел|ма[йя](?!\\p{L})|июн|июл|август|сентябр|октябр|ноябр|декабр|студз|лют(?:ы|ага)|сакав|красав|траўн|чэрв|ліпен|жнів|верас|кастр|лістап|сьнеж|снеж|january|february|march|april|may|june|july|august|september|october|november|december";
/** «Итоги октября: …», "November tally: …", «Верасень на Слонімшчыне: …», «з пачатку году», «за первые шесть месяцев». */
const TALLIES_MONTHS = new RegExp(
  [
    `^\\s*(?:${MONTH})\\p{L}*(?:\\s+[\\p{L}-]+){0,3}\\s*:`,
    `^\\s*(?:итоги|вынікі|падрахунк|подсчет|подсчёт|лічбы|цифры|статыстык|статистик|хроніка|хроника|агляд|обзор)\\p{L}*\\s+(?:${MONTH}|год|паўгод|полугод|квартал)`,
    "(?:з|ад|с|от)\\s+(?:пачатк|начал)\\p{L}+\\s+(?:гэтага\\s+|этого\\s+)?год",
    "(?:за|in)\\s+(?:перш|перв|the first)\\p{L}*\\s+(?:[\\p{L}\\d]+\\s+)?(?:месяц|тыд|недел|паўгод|полугод|квартал|month|quarter|half)",
  ].join("|"),
  "iu",
);

/** «Месяц на волі», "a year of freedom": time that went by since. */
export function looksBackOnFreedom(reading: Reading): boolean {
  return SINCE_FREED.test(reading.sentence.text);
}
const SINCE_FREED =
  /(?<!\p{L})(?:дзень|день|тыд\p{L}+|недел\p{L}+|месяц\p{L}*|год|гады|гадоў|года|лет|week|month|year)s?\s+(?:на (?:волі|воле|свабодзе|свободе)|at liberty|of freedom)/iu;

/** "He had completed his term in March": a month is named, so it was not today. */
export function namesMonth(reading: Reading): boolean {
  return NAMES_MONTH.test(reading.sentence.text);
}
const NAMES_MONTH = new RegExp(`(?<!\\p{L})(?:in|у|ў|в|last)\\s+(?:${MONTH})`, "iu");
