import type { TextLanguage } from "../domain/language.ts";

/** Latin letters that pass for Cyrillic ones; feeds mix them in by mistake and by malice. */
const LOOKALIKES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    a: "а",
    e: "е",
    o: "о",
    p: "р",
    c: "с",
    x: "х",
    y: "у",
    i: "і",
    k: "к",
    m: "м",
    h: "н",
    t: "т",
    b: "в",
  }),
);

/**
 * Makes spellings of one word equal. Taraškievica softens before consonants («пасьля», «сьвет») where the official
 * orthography does not, and ў swaps with у by its neighbours: neither tells words apart here.
 */
export function foldWord(raw: string, language: TextLanguage): string {
  const lower = raw.toLowerCase();
  return isPlain(lower, language) ? lower : foldMarked(lower.normalize("NFC"), language);
}

/** Most words hold no letter that folding could change, and are composed: one look at each letter tells. */
function isPlain(lower: string, language: TextLanguage): boolean {
  let cyrillic = 0;
  let latin = 0;
  for (let at = 0; at < lower.length; at += 1) {
    const code = lower.charCodeAt(at);
    if (code >= 0x430 && code <= 0x45f) {
      if (code === SOFT_SIGN || code === SHORT_U || code === YO) return false;
      cyrillic += 1;
    } else if (code >= 0x61 && code <= 0x7a) latin += 1;
    else if (code < 0x30 || code > 0x39) return false;
  }
  if (latin > 0 && cyrillic > 0) return false;
  return language === "be" ? cyrillic > 0 && !BY_EAR.has(lower) : true;
}
const SOFT_SIGN = 0x44c;
const SHORT_U = 0x45e;
const YO = 0x451;

function foldMarked(composed: string, language: TextLanguage): string {
  let word = composed;
  if (/['’ʼ`‘]/u.test(word)) word = word.replace(/[’ʼ`‘]/gu, "'");
  // «Отпу́стят»: a mark of stress is no letter; й and ў were composed before.
  if (word.includes("\u0301")) word = word.replaceAll("\u0301", "");
  if (/[a-z]/u.test(word) && /\p{Script=Cyrillic}/u.test(word)) {
    word = word.replace(/[a-z]/gu, (letter) => LOOKALIKES.get(letter) ?? letter);
  }
  if (language === "be")
    return foldBelarusian(/^[^\p{Script=Cyrillic}]*$/u.test(word) ? fromLacinka(word) : word);
  if (language === "ru") return word.replaceAll("ё", "е");
  if (language === "en") return word.replace(/'s$/u, "");
  return word;
}

/** Taraškievica writes little words by ear: «зь ёй», «ня выйшаў». */
const BY_EAR: ReadonlyMap<string, string> = new Map(
  Object.entries({ зь: "з", безь: "без", празь: "праз", церазь: "цераз", ня: "не" }),
);

function foldBelarusian(word: string): string {
  const small = BY_EAR.get(word);
  if (small !== undefined) return small;
  return word.replace(/(?<=[сзцн])ь(?=[бвгджзйклмнпрстфхцчш])/gu, "").replaceAll("ў", "у");
}

const SOFT_VOWELS: ReadonlyMap<string, string> = new Map(
  Object.entries({ a: "я", e: "е", o: "ё", u: "ю", y: "і" }),
);
const HARD: ReadonlyMap<string, string> = new Map(
  Object.entries({
    a: "а",
    b: "б",
    c: "ц",
    ć: "ць",
    č: "ч",
    d: "д",
    e: "э",
    f: "ф",
    g: "г",
    h: "г",
    i: "і",
    j: "й",
    k: "к",
    l: "ль",
    ł: "л",
    m: "м",
    n: "н",
    ń: "нь",
    o: "о",
    p: "п",
    r: "р",
    s: "с",
    ś: "сь",
    š: "ш",
    t: "т",
    u: "у",
    ŭ: "ў",
    v: "в",
    w: "в",
    y: "ы",
    z: "з",
    ź: "зь",
    ž: "ж",
  }),
);

/**
 * Belarusian in Latin letters, to Cyrillic. @param word lower case
 * The rules are those of the standard Łacinka: `i` and `j` before a vowel soften, `l` is soft and `ł` hard.
 */
export function fromLacinka(word: string): string {
  let out = "";
  for (let at = 0; at < word.length; at += 1) {
    const letter = word[at] ?? "";
    const next = word[at + 1] ?? "";
    const soft = SOFT_VOWELS.get(next);
    if (letter === "c" && next === "h") {
      out += "х";
      at += 1;
    } else if (soft !== undefined && next !== "y" && (letter === "j" || letter === "l" || letter === "i")) {
      out += letter === "l" ? `л${soft}` : soft;
      at += 1;
    } else if (letter === "j" && next === "i") {
      out += "і";
      at += 1;
    } else if (letter === "l" && next === "i") {
      out += "л";
    } else {
      out += HARD.get(letter) ?? letter;
    }
  }
  return out;
}
