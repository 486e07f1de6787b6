/**
 * How Latin letters may be read. A letter that `phonemes.ts` leaves open (`ch`, `c`, `s` …) is settled by the rest of
 * the name: who writes `kh` or `sh` writes `ch` for ч; who writes `ŭ` or `č` writes `ch` for х.
 */

/** For each open sound what it may be; every other sound is itself. */
export type Romanisation = Readonly<Record<string, string>>;

const COMMON: Romanisation = { h: "gx", "5": "C", "6": "tT", "7": "s", "8": "z" };
/** Passports, BGN/PCGN, ICAO, GOST and what newspapers in English make of them. */
const ENGLISH: Romanisation = { ...COMMON, q: "C", "1": "kc", "2": "s", "3": "z", "4": "JZ", "5": "Cc" };
/** Łacinka, Polish, Lithuanian, the scientific transliteration: with their own letters for ч, ш, ж. */
const SLAVIC: Romanisation = { ...COMMON, q: "x", "1": "cT", "2": "s", "3": "z", "4": "J" };
/** The same without diacritics. */
const FOLDED: Romanisation = { ...COMMON, q: "x", "1": "cTC", "2": "sS", "3": "zZ", "4": "J" };
const GERMAN: Romanisation = { ...COMMON, q: "x", "1": "kc", "2": "szS", "3": "cTz", "4": "JZ" };
/** Where nothing else speaks for German: `z` may be ц, but `s` is no з. */
const PERHAPS_GERMAN: Romanisation = { ...GERMAN, "2": "s" };
const FRENCH: Romanisation = { ...COMMON, q: "SC", "1": "ks", "2": "sz", "3": "z", "4": "ZJ" };
const SWEDISH: Romanisation = {
  ...COMMON,
  q: "x",
  "1": "kc",
  "2": "s",
  "3": "zs",
  "4": "J",
  "6": "C",
  "7": "S",
  "8": "Z",
};

const HAS_SLAVIC_LETTERS = /[čćšśžźżńłŭĺ]/u;
const HAS_POLISH_PAIRS = /sz|cz/u;
/** In GOST 16876 and ISO 9 (B) `cz` is ц. */
const HAS_CZ_ALONE = /^(?!.*(?:sz|w)).*cz/u;
const HAS_ENGLISH_PAIRS = /sh|zh|kh|ts(?!ch)|y[aeou]|(?<=[aeiou])y/u;
const HAS_GERMAN_SIGNS = /sch|[wäöüß]/u;
const HAS_FRENCH_SIGNS = /tch|ou|dj|[éèêëïç]/u;
const HAS_SWEDISH_SIGNS = /[stz]j|[åäö]/u;

/** @param text a whole name in lower case: the given name tells how the surname is written */
export function romanisationsOf(text: string): readonly Romanisation[] {
  if (HAS_SLAVIC_LETTERS.test(text)) return [SLAVIC];
  const found: Romanisation[] = [];
  const isEnglish = HAS_ENGLISH_PAIRS.test(text);
  const isPolish = HAS_POLISH_PAIRS.test(text);
  if (isPolish) found.push(SLAVIC);
  if (!isPolish || HAS_CZ_ALONE.test(text)) found.push(ENGLISH);
  if (!isEnglish && !isPolish) found.push(FOLDED);
  if (!isPolish && !isEnglish) found.push(HAS_GERMAN_SIGNS.test(text) ? GERMAN : PERHAPS_GERMAN);
  if (HAS_FRENCH_SIGNS.test(text)) found.push(FRENCH);
  if (HAS_SWEDISH_SIGNS.test(text)) found.push(SWEDISH);
  return found;
}
