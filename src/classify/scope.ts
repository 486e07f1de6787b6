import type { ItemToClassify } from "../domain/finding.ts";
import type { TextLanguage } from "../domain/language.ts";
import type { Reading } from "./claims.ts";

/** Outlets that write of Belarus as a matter of course. State media of other countries are not among them. */
const BELARUSIAN_OUTLET =
  /viasna|в[яе]сна|nasha ?niva|naša niva|наша н[иі]ва|zerkalo|зеркало|люстэрка|mediazona bel|медиазона бел|медыязона|reform|рэформ|pozirk|позірк|пазірк|euroradio|еўрарадыё|еврорадио|belsat|белсат|biełsat|bielsat|charter|хартыя|хартия|свабода|svaboda|belta|белта|belarus|беларус|белорус|рацыя|racyja|bajby|\bbaj\b|бпц|фонд байсол|bysol|media-polesye|палессе|полесье|хрысц|христианская виз|gazetaby|газетаby|салідарнасць|solidarity zone|пул первого|пул першага|onliner|sputnik беларусь|сб\.|tut\.by|dissident|politzek|палітвяз/iu;

export type Scope =
  /** Belarus by its words, people, outlet or language. */
  | "belarus"
  /** Nothing tells where. */
  | "open"
  /** Another country's matter. */
  | "foreign";

/** Where it happened: words first, then the outlet, then the language. */
export function scopeOf(
  item: ItemToClassify,
  language: TextLanguage,
  readings: readonly Reading[],
  registered: boolean,
): Scope {
  const title = readings.find((reading) => reading.sentence.inTitle) ?? readings[0];
  if (title === undefined) return "open";
  const said = readings.some((reading) => reading.has("by"));
  const foreignTitle = title.has("foreign") || title.has("abroad");
  if (registered) return "belarus";
  if (foreignTitle && !title.has("by"))
    return title.count("foreign") + title.count("abroad") > 0 && !said ? "foreign" : abroadOnly(title);
  if (
    title.has("abroad") &&
    title.has("arrest.done", "sentence.done", "charge.done") &&
    !title.has("deportation.done")
  )
    return "foreign";
  if (said || language === "be") return "belarus";
  if (item.outlet !== null && BELARUSIAN_OUTLET.test(item.outlet)) return "belarus";
  return readings.some((reading) => reading.has("foreign")) ? "foreign" : "open";
}

/** Belarus is named, but only in the summary. */
function abroadOnly(title: Reading): Scope {
  return title.has("release.done", "pardon.done", "deportation.done", "deal.done") &&
    title.has("polit", "custody")
    ? "belarus"
    : "foreign";
}
