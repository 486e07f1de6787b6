/** Letters: cleaning, scripts and look-alikes. Everything after this file sees folded lower-case words. */

/** Longest query that is looked at; what follows is cut, never refused. */
export const MAX_NAME_LENGTH = 160;

const LATIN = /\p{Script=Latin}/u;
const CYRILLIC = /\p{Script=Cyrillic}/u;
const GREEK = /\p{Script=Greek}/u;

/** Latin and Greek letters that look like Cyrillic ones, case by case: `H` looks like Н, `h` does not. */
const LATIN_TO_CYRILLIC: Readonly<Record<string, string>> = {
  a: "а",
  c: "с",
  e: "е",
  ë: "ё",
  i: "і",
  ï: "ї",
  j: "ј",
  o: "о",
  p: "р",
  s: "ѕ",
  x: "х",
  y: "у",
  ў: "ў",
  A: "А",
  B: "В",
  C: "С",
  E: "Е",
  Ë: "Ё",
  H: "Н",
  I: "І",
  K: "К",
  M: "М",
  O: "О",
  P: "Р",
  T: "Т",
  X: "Х",
  Y: "У",
  α: "а",
  ο: "о",
  ε: "е",
  ι: "і",
  κ: "к",
  ρ: "р",
  Α: "А",
  Β: "В",
  Ε: "Е",
  Η: "Н",
  Ι: "І",
  Κ: "К",
  Μ: "М",
  Ο: "О",
  Ρ: "Р",
  Τ: "Т",
  Χ: "Х",
};
const CYRILLIC_TO_LATIN: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(LATIN_TO_CYRILLIC)
    .filter(([from]) => LATIN.test(from))
    .map(([latin, cyrillic]) => [cyrillic, latin]),
);

/** Quick answer for nearly every word. */
const ONE_SCRIPT = /^(?:[\u0400-\u04ff'.]+|[A-Za-z'.]+)$/u;

/** True when one word holds letters of more than one script, as forged or badly scanned names do. */
export function isMixedScript(word: string): boolean {
  if (ONE_SCRIPT.test(word)) return false;
  return Number(LATIN.test(word)) + Number(CYRILLIC.test(word)) + Number(GREEK.test(word)) > 1;
}

/** Writes a word in one script where its look-alikes allow it; `a` in `Мaрына` becomes а. */
export function foldHomoglyphs(word: string): string {
  if (!isMixedScript(word)) return word;
  const letters = Array.from(word);
  const foreign = letters.filter(
    (letter) => !CYRILLIC.test(letter) && LATIN_TO_CYRILLIC[letter] === undefined,
  );
  const native = letters.filter((letter) => CYRILLIC.test(letter) && CYRILLIC_TO_LATIN[letter] === undefined);
  const toLatin = foreign.filter((letter) => LATIN.test(letter)).length > native.length;
  const table = toLatin ? CYRILLIC_TO_LATIN : LATIN_TO_CYRILLIC;
  return letters.map((letter) => table[letter] ?? letter).join("");
}

const APOSTROPHES = /['’‘ʼʹʺ`´′″‵ʻˈ＇"]/gu;
const INVISIBLE = /[\p{Cf}\p{Cc}\p{Cs}\p{Co}\p{Cn}\u0301\u0360-\u0362\ufe20-\ufe2f]/gu;
/** A word of a name: letters with marks and inner apostrophes. */
const WORD = /[\p{L}\p{M}]+(?:'[\p{L}\p{M}]+)*'?\.?/gu;

/** A word as it stands in a name. */
export interface RawWord {
  /** Folded to one script, lower case, apostrophes as `'`. */
  readonly text: string;
  /** `Т.` or a single letter. */
  readonly initial: boolean;
  readonly mixed: boolean;
}

const PLAIN = /^[A-Za-zА-Яа-яЁёІіЎў' .-]*$/u;

/** Removes control characters and stress marks, unifies apostrophes; at most {@link MAX_NAME_LENGTH} characters. */
export function cleanName(name: string): string {
  if (name.length <= MAX_NAME_LENGTH && PLAIN.test(name)) return name;
  return name
    .slice(0, MAX_NAME_LENGTH)
    .replace(/[\t\n\r\u00a0]/gu, " ")
    .normalize("NFC")
    .replace(INVISIBLE, "")
    .replace(APOSTROPHES, "'");
}

/** Nearly every name of the register: quicker than to look at each letter's properties. */
const PLAIN_CYRILLIC = /^[А-Яа-яЁёІіЎў' -]*$/u;

function plainWords(name: string): RawWord[] {
  const words: RawWord[] = [];
  for (const text of name.toLowerCase().split(/[ -]/u)) {
    const bare = text.startsWith("'") ? text.replace(/^'+/u, "") : text;
    if (bare !== "") words.push({ text: bare, initial: bare.length === 1, mixed: false });
  }
  return words;
}

/** @returns the words of a name in their order; hyphens divide words; `А.Б.` gives two */
export function wordsOf(name: string): RawWord[] {
  if (name.length <= MAX_NAME_LENGTH && PLAIN_CYRILLIC.test(name)) return plainWords(name);
  const words: RawWord[] = [];
  for (const [found] of cleanName(name).matchAll(WORD)) {
    const dotted = found.endsWith(".");
    const bare = found.replace(/\.$/u, "");
    const text = foldHomoglyphs(bare).toLowerCase();
    const length = text.replaceAll("'", "").length;
    const initial =
      length === 1 || (dotted && length === 2 && /^(?:дз|дж|yu|ya|ju|ja|ch|sh|zh|kh|ts)$/u.test(text));
    words.push({ text, initial, mixed: isMixedScript(bare) });
  }
  return words;
}
