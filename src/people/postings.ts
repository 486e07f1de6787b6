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
  /** Names with a word whose key lies one typing error from it. */
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

/** The letters of a key, as `skeleton.ts` writes them. */
const LETTERS = Array.from("AIUBPVFMNLRDKHS");
const SHORTEST_FUZZY = 3;

/** Every key that lies one typing error away. */
function* oneErrorAway(key: string): Generator<string> {
  for (let at = 0; at <= key.length; at++) {
    const [before, after] = [key.slice(0, at), key.slice(at)];
    const rest = after.slice(1);
    for (const letter of LETTERS) yield before + letter + after;
    if (after === "") return;
    yield before + rest;
    for (const letter of LETTERS) yield before + letter + rest;
    if (rest !== "") yield before + rest.charAt(0) + after.charAt(0) + rest.slice(1);
  }
}

function surnameKeys(name: KnownName): Set<string> {
  return new Set(name.words.filter(({ part }) => part === "surname").flatMap(({ keys }) => keys));
}

/** The names of one given name, side by side with their surnames' keys. */
interface Namesakes {
  places: number[];
  keys: string[];
}

function nearest(namesakes: Namesakes, probes: readonly KeyProbe[], errors: number, most: number): number[] {
  const near: { place: number; distance: number }[] = [];
  for (const [at, key] of namesakes.keys.entries()) {
    let least = errors + 1;
    for (const probe of probes) {
      if (Math.abs(probe.length - key.length) < least) least = Math.min(least, probeDistance(probe, key));
    }
    if (least <= errors) near.push({ place: namesakes.places[at] ?? -1, distance: least });
  }
  near.sort((a, b) => a.distance - b.distance);
  return near.slice(0, most).map(({ place }) => place);
}

function givenOf(name: KnownName): number[] {
  return name.words.flatMap(({ given }) => given);
}

/** The keys of the surnames' own forms. */
function mainKeys(name: KnownName): string[] {
  return name.words.flatMap(({ part, keys }) => (part === "surname" ? keys.slice(0, 1) : []));
}

export function namePostings(): NamePostings {
  const slots: (Slot | undefined)[] = [];
  const byKey = new Map<string, number[]>();
  const byGiven = new Map<number, Namesakes>();

  function addNamesake(given: number, key: string, place: number): void {
    const namesakes = byGiven.get(given);
    if (namesakes === undefined) byGiven.set(given, { places: [place], keys: [key] });
    else {
      namesakes.places.push(place);
      namesakes.keys.push(key);
    }
  }
  function dropNamesake(given: number, place: number): void {
    const { places, keys } = byGiven.get(given) ?? { places: [], keys: [] };
    const stays = (_: unknown, at: number): boolean => places[at] !== place;
    byGiven.set(given, { places: places.filter(stays), keys: keys.filter(stays) });
  }

  return {
    add(slot) {
      const place = slots.push(slot) - 1;
      for (const key of surnameKeys(slot.name)) addTo(byKey, key, place);
      for (const given of givenOf(slot.name))
        for (const key of mainKeys(slot.name)) addNamesake(given, key, place);
      return place;
    },
    remove(place) {
      const slot = slots[place];
      if (slot === undefined) return;
      for (const key of surnameKeys(slot.name)) dropFrom(byKey, key, place);
      for (const given of givenOf(slot.name)) dropNamesake(given, place);
      slots[place] = undefined;
    },
    slot: (place) => slots[place],
    withKey: (key) => byKey.get(key) ?? [],
    nearKey(key) {
      if (key.length < SHORTEST_FUZZY) return byKey.get(key) ?? [];
      const keys = new Set(oneErrorAway(key));
      return Array.from(keys).flatMap((near) => byKey.get(near) ?? []);
    },
    ofGiven(given, keys, errors, most) {
      const namesakes = byGiven.get(given);
      return namesakes === undefined ? [] : nearest(namesakes, keys.map(probeOf), errors, most);
    },
  };
}
