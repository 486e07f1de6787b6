import { compareNames } from "../people/compare-names.ts";
import type { SameName } from "./identity.ts";

/**
 * Are two names surely one person's? Made once for a batch of findings: a round repeats its names in every report and
 * a full comparison costs a third of a millisecond, so names whose words do not even begin alike are told apart by
 * their first consonants, and no pair is compared twice.
 */
export function createSameName(): SameName {
  const keys = new Map<string, readonly string[]>();
  const answers = new Map<string, boolean>();
  const keysOf = (name: string): readonly string[] => {
    const known = keys.get(name);
    if (known !== undefined) return known;
    const made = keysOfWords(name);
    keys.set(name, made);
    return made;
  };
  return (a, b) => {
    if (a === b) return true;
    if (!mayBeSame(keysOf(a), keysOf(b))) return false;
    const pair = a < b ? `${a}\n${b}` : `${b}\n${a}`;
    const known = answers.get(pair);
    if (known !== undefined) return known;
    const answer = compareNames(a, b).verdict === "same";
    answers.set(pair, answer);
    return answer;
  };
}

/** Two words of each must begin alike, or the only one. */
function mayBeSame(a: readonly string[], b: readonly string[]): boolean {
  let shared = 0;
  for (const key of a) if (b.includes(key)) shared++;
  return shared >= Math.min(2, a.length, b.length);
}

/** Sounds that spellings exchange are one, and what comes and goes (в, г, х, й, vowels) is nothing. */
const CLASSES: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ["P", "бпфbpf"],
    ["M", "мнmn"],
    ["L", "лlł"],
    ["R", "рr"],
    ["D", "дdđ"],
    ["K", "кkqx"],
    ["S", "тсзцчшщжtszcčšžćśźż"],
  ].flatMap(([key = "", letters = ""]) => Array.from(letters, (letter) => [letter, key])),
);

/** The first two consonants of each word; initials say too little to tell names apart. */
function keysOfWords(name: string): readonly string[] {
  const words = name.toLowerCase().match(/\p{L}{2,}/gu) ?? [];
  return [...new Set(words.map(keyOfWord))];
}

function keyOfWord(word: string): string {
  const plain = word.replace(/kh/gu, "h").replace(/дз|dz/gu, "д").replace(/кс/gu, "x");
  let key = "";
  for (const letter of plain) {
    const next = CLASSES[letter];
    if (next === undefined || key.endsWith(next)) continue;
    key += next;
    if (key.length === 2) break;
  }
  return key;
}
