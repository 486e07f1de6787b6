import type { ItemToClassify } from "../domain/finding.ts";
import type { TextLanguage } from "../domain/language.ts";
import type { Reading } from "./claims.ts";

/** Outlets that write of Belarus as a matter of course. State media of other countries are not among them. */
const BELARUSIAN_OUTLET =
  /viasna|в[яе]сна|nasha ?niva|naša niva|наша н[иі]ва|zerkalo|зеркало|люстэрка|mediazona ?bel|медиазона бел|медыязона|reform|рэформ|pozirk|позірк|пазірк|euroradio|еўрарадыё|еврорадио|bie?lsat|biełsat|белсат|charter|хартыя|хартия|свабода|svaboda|belta|белта|belarus|беларус|белорус|рацыя|racyja|баж|бпц|bysol|палессе|полесье|хрысціянская|христианская виз|салідарнасць|solidar|пул первого|пул першага|onliner|dissident|politzek|палітвяз|^сб$|^baj$|^ант$|^онт$|moyby/iu;

export type Scope =
  /** Belarus by its words, people, outlet or language. */
  | "belarus"
  /** Nothing tells where. */
  | "open"
  /** Another country's matter. */
  | "foreign";

/**
 * Where it happened: the register's people first, then words, then the outlet, then the language.
 *
 * @param registered the title names a person of the register
 */
export function scopeOf(
  item: ItemToClassify,
  language: TextLanguage,
  readings: readonly Reading[],
  registered: boolean,
): Scope {
  const title = readings.find((reading) => reading.sentence.inTitle) ?? readings[0];
  if (title === undefined) return "open";
  if (registered) return "belarus";
  const said = readings.some((reading) => reading.has("by"));
  const ownOutlet = item.outlet !== null && BELARUSIAN_OUTLET.test(item.outlet);
  if (title.has("foreign", "abroad") && !title.has("by")) {
    return isTakenOrFreed(title) && (said || (ownOutlet && title.has("byWeak"))) ? "belarus" : "foreign";
  }
  if (
    title.has("abroad") &&
    title.has("arrest.done", "sentence.done", "charge.done") &&
    !isTakenOrFreed(title)
  )
    return "foreign";
  if (said || language === "be" || ownOutlet) return "belarus";
  if (readings.some((reading) => reading.has("foreign"))) return "foreign";
  return language !== "en" && readings.some((reading) => reading.has("byWeak")) ? "belarus" : "open";
}

/** Such news name the countries that people are taken to, or that asked for them. */
function isTakenOrFreed(title: Reading): boolean {
  return title.has("release.done", "pardon.done", "deportation.done", "deal.done", "deal.part");
}
