/** Names stand in news in the case of the sentence («Алену Прыкладную»); readers expect the dictionary form. */
import type { TextLanguage } from "../domain/language.ts";
import { type Gender, isGivenForm } from "./given-forms.ts";
import {
  type CaseReading,
  NOMINATIVE,
  UNTOLD,
  type Writing,
  givenRules,
  isIndeclinable,
  isOblique,
  readBack,
  surnameRules,
} from "./nominative-rules.ts";

const GENDERS: readonly Gender[] = ["female", "male"];
const EVERY_CASE = 63;
const MAX_WORDS = 5;
const MAX_LENGTH = 120;

function writingOf(name: string, language: TextLanguage): Writing | null {
  if (!/\p{Script=Cyrillic}/u.test(name)) return language === "en" ? "latin" : null;
  if (/\p{Script=Latin}/u.test(name)) return null;
  if (/[іў]/iu.test(name)) return language === "uk" ? null : "be";
  if (/[ищъ]/iu.test(name)) return language === "uk" ? null : "ru";
  return language === "be" || language === "ru" ? language : null;
}

function isInitial(word: string): boolean {
  return word.endsWith(".") || word.length === 1;
}

function givenReadings(word: string, gender: Gender, writing: Writing): CaseReading[] {
  const own = isGivenForm(word, gender) ? [{ base: word, cases: NOMINATIVE }] : [];
  const oblique = readBack(word, givenRules(gender, writing)).filter(({ base }) => isGivenForm(base, gender));
  return [...own, ...oblique];
}

function surnameReadings(word: string, gender: Gender, writing: Writing): CaseReading[] {
  const own = isOblique(word, gender) ? [] : [{ base: word, cases: NOMINATIVE }];
  if (isIndeclinable(word, gender, writing)) return [{ base: word, cases: EVERY_CASE }];
  return [...own, ...readBack(word, surnameRules(gender, writing))];
}

/** A hyphenated word's parts are each in the case; the first rule that fits is the most special one. */
function inCase(word: string, wanted: number, read: (part: string) => CaseReading[]): string | null {
  const bases = word.split("-").map((part) => read(part).find(({ cases }) => (cases & wanted) !== 0)?.base);
  return bases.some((base) => base === undefined) ? null : bases.join("-");
}

/** A name whose every word is lower case, read with the word at `givenAt` as the given name. */
function readWith(words: readonly string[], givenAt: number, writing: Writing): Set<string> {
  const found = new Set<string>();
  for (const gender of GENDERS) {
    const given = words[givenAt] ?? "";
    const readings = givenReadings(given, gender, writing);
    for (let bit = NOMINATIVE; bit <= EVERY_CASE; bit <<= 1) {
      const reading = readings.find(({ cases }) => (cases & bit) !== 0);
      if (reading === undefined) continue;
      const bases = words.map((word, at) => {
        if (at === givenAt) return reading.base;
        if (isInitial(word)) return word;
        return inCase(word, bit, (part) => surnameReadings(part, gender, writing));
      });
      if (bases.every((base) => base !== null)) found.add(bases.join(" "));
    }
  }
  return found;
}

/** Without a given name only endings that nothing else has tell: «Прыкладную», «Пракаповіча». */
function bareReadings(word: string, writing: Writing): Set<string> {
  const bases = GENDERS.flatMap((gender) => {
    if (!isOblique(word, gender)) return [word];
    const first = surnameReadings(word, gender, writing)[0];
    return first === undefined ? [] : [first.base];
  });
  return new Set(bases);
}

/** Puts the capitals of the text back. */
function capitalised(base: string, original: string): string {
  if (original.length > 2 && original === original.toUpperCase()) return base.toUpperCase();
  const parts = original.split("-");
  return base
    .split("-")
    .map((part, at) => {
      const first = (parts[at] ?? "").charAt(0);
      const rest = parts[at]?.slice(1) ?? "";
      // МакДональд keeps its second capital as long as the ending alone changes.
      const kept = Math.min(rest.length, part.length - 1);
      let same = 0;
      while (same < kept && rest.charAt(same).toLowerCase() === part.charAt(same + 1)) same++;
      const head = first === first.toUpperCase() ? part.charAt(0).toUpperCase() : part.charAt(0);
      return head + rest.slice(0, same) + part.slice(same + 1);
    })
    .join("-");
}

/**
 * The dictionary form of a person's name as a text has it. Given name and surname must agree in gender and case;
 * whatever may be a nominative already, or could be two names, stays as it is.
 *
 * @param language of the text; Cyrillic names that show their own language are read in that
 */
export function nominative(name: string, language: TextLanguage): string {
  const originals = name.trim().split(/\s+/u);
  const writing = writingOf(name, language);
  if (writing === null || originals.length > MAX_WORDS || name.length > MAX_LENGTH) return name;
  const words = originals.map((word) => word.toLowerCase());
  const whole = words.join(" ");
  const named = words.filter((word) => !isInitial(word));
  const [only] = named;
  const isBare = named.length === 1 && only !== undefined;
  const found = isBare
    ? new Set(
        [...bareReadings(only, writing)].map((base) =>
          words.map((word) => (word === only ? base : word)).join(" "),
        ),
      )
    : new Set(words.flatMap((_, at) => [...readWith(words, at, writing)]));
  const [base] = found;
  if (base === undefined || found.size > 1 || found.has(whole) || base.includes(UNTOLD)) return name;
  return base
    .split(" ")
    .map((word, at) => capitalised(word, originals[at] ?? word))
    .join(" ");
}
