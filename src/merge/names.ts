import { compareNames } from "../people/compare-names.ts";
import { probeDistance, probeOf, type KeyProbe } from "../people/key-distance.ts";
import { hearName } from "../people/name.ts";
import type { NameJudge } from "./identity.ts";

/**
 * Made once for a batch of findings: a round repeats its names in every report and
 * a full comparison costs a third of a millisecond, so names whose words do not even begin alike are told apart by
 * their first consonants, and no pair is compared twice.
 */
export function createNameJudge(): NameJudge {
  const words = new Map<string, NameWords>();
  const answers = new Map<string, boolean>();
  const wordsOf = (name: string): NameWords => {
    const known = words.get(name);
    if (known !== undefined) return known;
    const made = readWords(name);
    words.set(name, made);
    return made;
  };
  const surnames = new Map<string, readonly Key[]>();
  const surnamesOf = (name: string): readonly Key[] => {
    const known = surnames.get(name);
    if (known !== undefined) return known;
    const made = readSurnames(name);
    surnames.set(name, made);
    return made;
  };
  const same = (a: string, b: string): boolean => {
    if (a === b) return true;
    if (!mayBeSame(wordsOf(a).consonants, wordsOf(b).consonants)) return false;
    const pair = a < b ? `${a}\n${b}` : `${b}\n${a}`;
    const known = answers.get(pair);
    if (known !== undefined) return known;
    const answer = soundAlike(surnamesOf(a), surnamesOf(b)) && compareNames(a, b).verdict === "same";
    answers.set(pair, answer);
    return answer;
  };
  return { same, keys: (name) => wordsOf(name).keys };
}

interface NameWords {
  /** The first two consonants of each word. */
  readonly keys: readonly string[];
  /** All consonants of each word, without a last м: case endings have no other that counts. */
  readonly consonants: readonly string[];
}

/** Two words of each must agree, or the only one. Initials say too little to tell names apart. */
function mayBeSame(a: readonly string[], b: readonly string[]): boolean {
  const needed = Math.min(2, a.length, b.length);
  let shared = 0;
  for (const one of a) {
    if (shared >= needed) break;
    for (const other of b) {
      if (!isStart(one, other)) continue;
      shared++;
      break;
    }
  }
  return shared >= needed;
}

/** Begins one with the other? Asked for every pair of names, and most differ in their first letter. */
function isStart(one: string, other: string): boolean {
  if (one === "" || other === "") return true;
  return one.charCodeAt(0) === other.charCodeAt(0) && (one.startsWith(other) || other.startsWith(one));
}

interface Key {
  readonly key: string;
  readonly probe: KeyProbe;
}

/** How far the coarse keys of one surname may lie apart in two spellings. */
const KEYS_APART = 1;

function soundAlike(a: readonly Key[], b: readonly Key[]): boolean {
  return a.some((one) => b.some((other) => probeDistance(one.probe, other.key) <= KEYS_APART));
}

/** Given names have many forms and many bearers; they are left out where there is a surname. */
function readSurnames(name: string): readonly Key[] {
  const words = hearName(name).filter((word) => !word.isInitial);
  const surnames = words.filter((word) => word.given.length === 0);
  return (surnames.length > 0 ? surnames : words).flatMap((word) =>
    word.keys.map((key) => ({ key, probe: probeOf(key) })),
  );
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

function readWords(name: string): NameWords {
  const words = name.toLowerCase().match(/\p{L}{2,}/gu) ?? [];
  const consonants = [...new Set(words.map(consonantsOf))];
  return { consonants, keys: [...new Set(consonants.map((word) => word.slice(0, 2)))] };
}

function consonantsOf(word: string): string {
  const plain = word.replace(/kh/gu, "h").replace(/дз|dz/gu, "д").replace(/кс|ks/gu, "x");
  let consonants = "";
  for (const letter of plain) {
    const next = CLASSES[letter];
    if (next !== undefined && !consonants.endsWith(next)) consonants += next;
  }
  return consonants.length > 2 ? consonants.replace(/M$/u, "") : consonants;
}
