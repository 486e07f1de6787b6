/** Which form of a name a chat's language shows. */
import type { Language } from "../domain/language.ts";
import { givenLeaning } from "./given-language.ts";

const CYRILLIC = /\p{Script=Cyrillic}/u;
const LATIN = /\p{Script=Latin}/u;
/** What only one of the languages writes; Дзмітрый and Юрый end so in both. */
const BELARUSIAN =
  /[іў]|дз[еёюяь]|ц[ьеёюя]|[чшжр]ы|[чшжц]э|[аеёо]ў|нка(?=$|[\s-])|[^и][нт]ы(?=$|[\s-])|ся(?=р)/giu;
const RUSSIAN = /[ищъ]|[дт][ьеёюяи]|[чшж]е|нко(?=$|[\s-])|[нт]ый(?=$|[\s-])|[оеё]в(?=$|[\s-])|се(?=р)/giu;

/** A given name tells more than a pair of letters: Вольга, Наталля, Марта. */
const GIVEN_WEIGHT = 2;

/** Above 0 Belarusian, below Russian; how sure, by letters. */
function leaning(name: string): number {
  const given = name.split(/[\s-]+/u).reduce((sum, word) => sum + givenLeaning(word), 0);
  return GIVEN_WEIGHT * given + (name.match(BELARUSIAN)?.length ?? 0) - (name.match(RUSSIAN)?.length ?? 0);
}

/** The name that is most clearly written in the language; the first of equals. */
function bestIn(language: "be" | "ru", names: readonly string[]): string | undefined {
  const sign = language === "be" ? 1 : -1;
  const cyrillic = names.filter((name) => CYRILLIC.test(name));
  return cyrillic.toSorted((a, b) => sign * (leaning(b) - leaning(a)))[0];
}

/** Letters of Belarusian passports (instruction of the Ministry of the Interior, 2008) and of Russian ones. */
const ROMAN: Readonly<Record<string, string>> = {
  а: "a",
  б: "b",
  в: "v",
  г: "h",
  ґ: "g",
  д: "d",
  ж: "zh",
  з: "z",
  и: "i",
  і: "i",
  й: "i",
  к: "k",
  л: "l",
  м: "m",
  н: "n",
  о: "o",
  п: "p",
  р: "r",
  с: "s",
  т: "t",
  у: "u",
  ў: "u",
  ф: "f",
  х: "kh",
  ц: "ts",
  ч: "ch",
  ш: "sh",
  щ: "shch",
  ъ: "",
  ы: "y",
  ь: "",
  э: "e",
  "'": "",
  "’": "",
  ʼ: "",
};
const SOFT: Readonly<Record<string, readonly [string, string]>> = {
  е: ["ye", "e"],
  ё: ["yo", "io"],
  ю: ["yu", "iu"],
  я: ["ya", "ia"],
  є: ["ye", "ie"],
  ї: ["yi", "i"],
};
/** Юлія is Yuliya, but Марыя is Maryia. */
const OPENS_SYLLABLE = "аеёиіоуўэюяьъ'’ʼ -";

function romanLetter(letter: string, before: string, russian: boolean): string {
  const soft = SOFT[letter];
  if (soft !== undefined) return before === "" || OPENS_SYLLABLE.includes(before) ? soft[0] : soft[1];
  if (letter === "г" && russian) return "g";
  if (letter === "й" && /[ыіи]/u.test(before)) return "";
  return ROMAN[letter] ?? letter;
}

/** «Сяргей Ціханоўскі» → `Siarhei Tsikhanouski`; `Сергей` → `Sergei`. */
function romanise(name: string): string {
  const russian = leaning(name) < 0;
  const lower = name.toLowerCase();
  let roman = "";
  for (const [at, letter] of Array.from(lower).entries()) {
    const piece = romanLetter(letter, lower.charAt(at - 1), russian);
    const isCapital = name.charAt(at) !== letter;
    roman += isCapital ? piece.charAt(0).toUpperCase() + piece.slice(1) : piece;
  }
  return russian ? roman.replace(/(?<=[sc]k)i(?=$|\s)/gu, "y") : roman;
}

/**
 * The form of a person's name for readers of a language: the first that is written in it; in English one in
 * Latin letters, else the Belarusian form in the letters of a Belarusian passport.
 *
 * @param names in any languages and scripts, the register's own first
 * @returns "" when there are none
 */
export function nameIn(language: Language, names: readonly string[]): string {
  const [first = ""] = names;
  if (language !== "en") return bestIn(language, names) ?? first;
  const latin = names.find((name) => LATIN.test(name) && !CYRILLIC.test(name));
  if (latin !== undefined) return latin;
  const source = bestIn("be", names);
  return source === undefined ? first : romanise(source);
}
