import { areSameNames } from "../people/compare-names.ts";
import { probeDistance, probeOf, type KeyProbe } from "../people/key-distance.ts";
import { hearName, type HeardWords } from "../people/name.ts";
import type { NameJudge } from "./identity.ts";
import { sketchOf, type Sketch } from "./sketch.ts";

/**
 * Made once for a batch of findings: a round repeats its names in every report and a full comparison costs a third of
 * a millisecond, so only names that begin alike in two words are compared, and no pair twice.
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
  // Thousands of people share some hundred given names.
  const heard: HeardWords = new Map();
  const surnames = new Map<string, readonly Key[]>();
  const surnamesOf = (name: string): readonly Key[] => {
    const known = surnames.get(name);
    if (known !== undefined) return known;
    const made = readSurnames(name, heard);
    surnames.set(name, made);
    return made;
  };
  const mayBeSame = (a: string, b: string): boolean => {
    const [one, other] = [wordsOf(a), wordsOf(b)];
    return wordsAgree(one.consonants, other.consonants) && mayMeet(one, other);
  };
  const same = (a: string, b: string): boolean => {
    if (a === b) return true;
    if (!mayBeSame(a, b)) return false;
    const pair = a < b ? `${a}\n${b}` : `${b}\n${a}`;
    const known = answers.get(pair);
    if (known !== undefined) return known;
    const answer = soundAlike(surnamesOf(a), surnamesOf(b)) && areSameNames(a, b, heard);
    answers.set(pair, answer);
    return answer;
  };
  return {
    same,
    mayBeSame,
    keys: (name) => wordsOf(name).keys,
    probes: (name) => wordsOf(name).probes,
    sketch: (name) => wordsOf(name).sketch,
  };
}

interface NameWords {
  readonly keys: readonly string[];
  readonly probes: readonly string[];
  /** All consonants of each word, without a last м: case endings have no other that counts. */
  readonly consonants: readonly string[];
  readonly sketch: Sketch;
}

/** A name without keys says too little to be told apart by its beginnings. */
function mayMeet(a: NameWords, b: NameWords): boolean {
  if (a.keys.length === 0 || b.keys.length === 0) return true;
  return a.probes.some((probe) => b.keys.includes(probe));
}

/** Two words of each must agree, or the only one. Initials say too little to tell names apart. */
function wordsAgree(a: readonly string[], b: readonly string[]): boolean {
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

/** Begins one with the other? Asked for many pairs of names, and most differ in their first letter. */
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
function readSurnames(name: string, heard: HeardWords): readonly Key[] {
  const words = hearName(name, undefined, heard).filter((word) => !word.isInitial);
  const surnames = words.filter((word) => word.given.length === 0);
  return (surnames.length > 0 ? surnames : words).flatMap((word) =>
    word.keys.map((key) => ({ key, probe: probeOf(key) })),
  );
}

const SOUNDS = "PMLRDKS";

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

/**
 * Two words of two names must begin alike, or the only one: the first three consonants of one word, or all that it
 * has, and the first of another, in any order. Initials and words of vowels say nothing.
 */
function readWords(name: string): NameWords {
  const words = name.toLowerCase().match(/\p{L}{2,}/gu) ?? [];
  const consonants = [...new Set(words.map(consonantsOf))];
  const starts = [...new Set(consonants.map((word) => word.slice(0, 3)))].filter((it) => it !== "");
  const each = starts.map((start) => `any ${start.slice(0, 2)}`);
  const only = starts.map((start) => `only ${start.slice(0, 2)}`);
  const sketch = sketchOf(consonants, SOUNDS);
  if (starts.length < 2) return { consonants, sketch, keys: [...each, ...only], probes: each };
  const pairs = starts.flatMap((one) =>
    starts.filter((other) => other !== one).map((other) => ({ one, first: other.slice(0, 1) })),
  );
  return {
    consonants,
    sketch,
    keys: [...pairs.flatMap(({ one, first }) => keysOf(one).map((key) => `${key} ${first}`)), ...each],
    probes: [...pairs.flatMap(({ one, first }) => probesOf(one).map((key) => `${key} ${first}`)), ...only],
  };
}

/** A word of two consonants may be the beginning of any longer one: «…» finds all of them, «.» the short ones. */
function keysOf(start: string): readonly string[] {
  return start.length > 2 ? [start, `${start.slice(0, 2)}…`] : [`${start}.`, `${start}…`];
}

function probesOf(start: string): readonly string[] {
  return start.length > 2 ? [start, `${start.slice(0, 2)}.`] : [`${start}…`];
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
