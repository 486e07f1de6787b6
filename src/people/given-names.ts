/** Which given name a word is: Сяргей, Сергей, Siarhei and Сярожа are one, Сяргей and Святлана are not. */
import { GIVEN_NAMES } from "./given-table.ts";
import { type HeardWord, type KnownWord, formDistance, paradigmsOf } from "./inflection.ts";
import { probeDistance, probeOf } from "./key-distance.ts";
import { skeletonsOf } from "./skeleton.ts";
import { soundsOf } from "./phonemes.ts";
import { wordsOf } from "./letters.ts";

/** A name of the table: the row's number and how far the word lies from it, in typing errors. */
export interface GivenMatch {
  readonly name: number;
  readonly distance: number;
}

interface GivenForm extends KnownWord {
  readonly name: number;
  readonly key: string;
}

interface GivenTable {
  readonly forms: readonly GivenForm[];
  readonly byKey: ReadonlyMap<string, readonly GivenForm[]>;
  /** First sounds of each row's full forms, coarse: what an initial may be. */
  readonly initials: readonly ReadonlySet<string>[];
}

const SAME_INITIAL: Readonly<Record<string, string>> = {
  h: "g",
  x: "g",
  q: "C",
  "1": "c",
  "2": "s",
  "3": "z",
  "4": "J",
  T: "c",
  o: "a",
  E: "e",
  y: "i",
  u: "v",
};

/**
 * What a word's initial may be in the scripts: letters that languages exchange (г and х, е and я, у and в) are
 * one; `=c` is the word's own letter.
 *
 * @param alone the word is an initial itself: Ю. is no Я., though both begin with й
 */
export function initialsOf(text: string, sounds: string, alone: boolean): string[] {
  const own = `=${text.charAt(0)}`;
  const glides = /^[J4](?=.)/u.test(sounds);
  const first = sounds.charAt(glides ? 1 : 0);
  const letter = SAME_INITIAL[first] ?? first;
  // Яна, Ютта; but Елена may be written with E or with Ye.
  const letters = glides && letter !== "e" ? [own, `J${letter}`] : [own, letter];
  const isYod = alone && (first === "i" || first === "y");
  return isYod || (glides && !alone) ? [...letters, "J"] : letters;
}

function addTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else if (!list.includes(value)) list.push(value);
}

function readTable(): GivenTable {
  const forms: GivenForm[] = [];
  const byKey = new Map<string, GivenForm[]>();
  const initials: Set<string>[] = [];
  for (const [name, line] of GIVEN_NAMES.trim().split("\n").entries()) {
    const letters = new Set<string>();
    initials.push(letters);
    const taken = new Set<string>();
    for (const [place, { text }] of wordsOf(line.slice(3)).entries()) {
      // Printed Russian writes ё as е.
      for (const sounds of [text, text.replaceAll("ё", "е")].flatMap(soundsOf)) {
        if (place < 3) for (const letter of initialsOf(text, sounds, false)) letters.add(letter);
        if (taken.has(sounds)) continue;
        taken.add(sounds);
        const paradigms = paradigmsOf(sounds);
        const keys = new Set([sounds, ...paradigms.map(({ stem }) => stem)].flatMap(skeletonsOf));
        const form = { name, sounds, paradigms, key: skeletonsOf(sounds)[0] ?? "" };
        forms.push(form);
        for (const key of keys) addTo(byKey, key, form);
      }
    }
  }
  return { forms, byKey, initials };
}
const TABLE = readTable();

const SURE = 0.27;
/** Аляксандра is a woman, or Аляксандр in the genitive. */
const TIE = 0.08;
/** A written -ія leaves less doubt: Вікторыя is no case of Віктор, Валерыя is one of Валерый. */
const TIE_IYA = 0.05;
const MAX_TYPING_ERRORS = 2.3;

function nearest(
  forms: Iterable<GivenForm>,
  heard: readonly HeardWord[],
  limit: number,
): Map<number, number> {
  const found = new Map<number, number>();
  for (const form of forms) {
    for (const word of heard) {
      const distance = formDistance(word, form, Math.min(limit, found.get(form.name) ?? limit));
      if (distance <= limit && distance < (found.get(form.name) ?? Infinity)) found.set(form.name, distance);
    }
  }
  return found;
}

function best(found: ReadonlyMap<number, number>, spread: number): GivenMatch[] {
  const least = Math.min(...found.values());
  return [...found]
    .filter(([, distance]) => distance <= least + spread)
    .map(([name, distance]) => ({ name, distance }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 6);
}

/** @returns the rows that a word surely is (a case form, a spelling); empty for an unknown name */
export function givenNamesOf(heard: readonly HeardWord[], keys: Iterable<string>): GivenMatch[] {
  const forms = new Set<GivenForm>();
  for (const key of keys) for (const form of TABLE.byKey.get(key) ?? []) forms.add(form);
  const isIya = heard.some(({ sounds }) => sounds.includes("0"));
  return best(nearest(forms, heard, SURE), isIya ? TIE_IYA : TIE);
}

/** @returns the rows that a word may be with up to two typing errors */
export function givenNamesNear(heard: readonly HeardWord[], keys: readonly string[]): GivenMatch[] {
  const probes = keys.map(probeOf);
  const forms = TABLE.forms.filter((form) => probes.some((probe) => probeDistance(probe, form.key) <= 2));
  return best(nearest(forms, heard, MAX_TYPING_ERRORS), 1);
}

/** Whether a form of the given name begins with one of the letters. */
export function mayBeInitial(letters: readonly string[], name: number): boolean {
  return letters.some((letter) => TABLE.initials[name]?.has(letter) ?? false);
}
