/** Where each key of a name leads: the look-up tables of the index. A slot is one name of one person. */
import { type KeyProbe, probeDistance, probeOf } from "./key-distance.ts";
import type { KnownName } from "./name.ts";

export interface Slot {
  readonly id: string;
  readonly name: KnownName;
}

export interface NamePostings {
  add(slot: Slot): number;
  remove(place: number): void;
  slot(place: number): Slot | undefined;
  /** Names with a word that has this key. */
  withKey(key: string): readonly number[];
  /** Names with a word whose key lies one typing error from it, sometimes two. */
  nearKey(key: string): readonly number[];
  /** People of one given name whose surname's key lies at most `errors` letters away: the nearest `most`. */
  ofGiven(name: number, keys: readonly string[], errors: number, most: number): readonly number[];
}

function addTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function dropFrom<K>(map: Map<K, number[]>, key: K, value: number): void {
  const rest = (map.get(key) ?? []).filter((other) => other !== value);
  if (rest.length === 0) map.delete(key);
  else map.set(key, rest);
}

function withoutOneLetter(key: string): string[] {
  const shorter: string[] = [];
  for (let at = 0; at < key.length; at++) {
    if (key.charAt(at) !== key.charAt(at + 1)) shorter.push(key.slice(0, at) + key.slice(at + 1));
  }
  return shorter;
}

const SHORTEST_FUZZY = 3;

function surnameKeys(name: KnownName): Set<string> {
  return new Set(name.words.filter(({ part }) => part === "surname").flatMap(({ keys }) => keys));
}

function surnameDistance(probes: readonly KeyProbe[], slot: Slot | undefined): number {
  let least = Infinity;
  for (const word of slot?.name.words ?? []) {
    if (word.part !== "surname") continue;
    for (const key of word.keys)
      for (const probe of probes) least = Math.min(least, probeDistance(probe, key));
  }
  return least;
}

export function namePostings(): NamePostings {
  const slots: (Slot | undefined)[] = [];
  const byKey = new Map<string, number[]>();
  const byGiven = new Map<number, number[]>();
  const shortened = new Map<string, string[]>();

  function learnKey(key: string): void {
    if (key.length < SHORTEST_FUZZY || byKey.has(key)) return;
    for (const shorter of withoutOneLetter(key)) {
      const keys = shortened.get(shorter);
      if (keys === undefined) shortened.set(shorter, [key]);
      else if (!keys.includes(key)) keys.push(key);
    }
  }

  function near(key: string): Set<string> {
    const keys = new Set<string>([key]);
    for (const known of shortened.get(key) ?? []) keys.add(known);
    for (const shorter of withoutOneLetter(key)) {
      keys.add(shorter);
      for (const known of shortened.get(shorter) ?? []) keys.add(known);
    }
    return keys;
  }

  return {
    add(slot) {
      const place = slots.push(slot) - 1;
      for (const key of surnameKeys(slot.name)) {
        learnKey(key);
        addTo(byKey, key, place);
      }
      for (const word of slot.name.words) for (const given of word.given) addTo(byGiven, given, place);
      return place;
    },
    remove(place) {
      const slot = slots[place];
      if (slot === undefined) return;
      for (const key of surnameKeys(slot.name)) dropFrom(byKey, key, place);
      for (const word of slot.name.words) for (const given of word.given) dropFrom(byGiven, given, place);
      slots[place] = undefined;
    },
    slot: (place) => slots[place],
    withKey: (key) => byKey.get(key) ?? [],
    nearKey(key) {
      if (key.length < SHORTEST_FUZZY) return byKey.get(key) ?? [];
      return [...near(key)].flatMap((known) => byKey.get(known) ?? []);
    },
    ofGiven(given, keys, errors, most) {
      const probes = keys.map(probeOf);
      const near: { place: number; distance: number }[] = [];
      for (const place of byGiven.get(given) ?? []) {
        const distance = surnameDistance(probes, slots[place]);
        if (distance <= errors) near.push({ place, distance });
      }
      if (near.length > most) near.sort((a, b) => a.distance - b.distance);
      return near.slice(0, most).map(({ place }) => place);
    },
  };
}
