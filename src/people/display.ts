/** Which form of a name a chat's language shows. */
import type { Language } from "../domain/language.ts";

const CYRILLIC = /\p{Script=Cyrillic}/u;
const LATIN = /\p{Script=Latin}/u;
const ONLY_BELARUSIAN = /[іў]/iu;
const ONLY_RUSSIAN = /[ищъ]/iu;
/** Ends that only one of the languages writes: -віч, -енка, -оў; -ский, -енко. */
const BELARUSIAN_END = /(?:нка|[оаё]ў)(?=$|[\s-])/u;
const RUSSIAN_END = /(?:нко|[оеё]в)(?=$|[\s-])/u;

function isWritten(language: "be" | "ru", name: string): boolean {
  if (!CYRILLIC.test(name)) return false;
  const [own, other] = language === "be" ? [ONLY_BELARUSIAN, ONLY_RUSSIAN] : [ONLY_RUSSIAN, ONLY_BELARUSIAN];
  const [ownEnd, otherEnd] =
    language === "be" ? [BELARUSIAN_END, RUSSIAN_END] : [RUSSIAN_END, BELARUSIAN_END];
  if (own.test(name) || ownEnd.test(name)) return !other.test(name);
  return !other.test(name) && !otherEnd.test(name);
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
/** Марыя is Maryia: after і and ы there is no y. */
const OPENS_SYLLABLE = "аеёоуўэюяьъ'’ʼ -";

function romanLetter(letter: string, before: string, russian: boolean): string {
  const soft = SOFT[letter];
  if (soft !== undefined) return before === "" || OPENS_SYLLABLE.includes(before) ? soft[0] : soft[1];
  if (letter === "г" && russian) return "g";
  if (letter === "й" && /[ыі]/u.test(before)) return "";
  if (letter === "й" && before === "и") return "";
  return ROMAN[letter] ?? letter;
}

/** «Сяргей Ціханоўскі» → `Siarhei Tsikhanouski`; `Сергей` → `Sergei`. */
function romanise(name: string): string {
  const russian = !isWritten("be", name) && isWritten("ru", name);
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
  if (language !== "en")
    return (
      names.find((name) => isWritten(language, name)) ?? names.find((name) => CYRILLIC.test(name)) ?? first
    );
  const latin = names.find((name) => LATIN.test(name) && !CYRILLIC.test(name));
  if (latin !== undefined) return latin;
  const source = names.find((name) => isWritten("be", name)) ?? first;
  return CYRILLIC.test(source) ? romanise(source) : source;
}
