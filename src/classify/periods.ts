import type { Reading } from "./claims.ts";

/** «За студзень», "since May"; «трэці раз за месяц» is none. */
export function sumsUp(reading: Reading): boolean {
  if (OPENS_WITH_MONTH.test(reading.sentence.text)) return true;
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
