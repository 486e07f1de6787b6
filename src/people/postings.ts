/** Where each key of a name leads: the look-up tables of the index. A slot is one name of one person. */
import { lettersOf, mayBeNear, probeOf } from "./key-distance.ts";
import type { KnownName } from "./name.ts";
import { type GivenId, leastDistance, namesakes } from "./namesakes.ts";

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
  /** Names with a key at most `errors` letters from one of these, the nearest `most`: looks at every key. */
  nearAny(keys: readonly string[], errors: number, most: number): readonly number[];
  /**
   * People of one given name (its row, or the key of a name that no table knows) whose surname's key lies at most
   * `errors` letters away: the nearest `most`.
   */
  ofGiven(name: GivenId, keys: readonly string[], errors: number, most: number): readonly number[];
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

function givenOf(name: KnownName): GivenId[] {
  const names: GivenId[] = [];
  for (const { part, given, keys } of name.words) {
    if (part === "given") names.push(...(given.length === 0 ? keys.slice(0, 1) : given));
  }
  return names;
}

/** The keys of the surnames' own forms. */
function mainKeys(name: KnownName): string[] {
  return name.words.flatMap(({ part, keys }) => (part === "surname" ? keys.slice(0, 1) : []));
}

export function namePostings(): NamePostings {
  const slots: (Slot | undefined)[] = [];
  const byKey = new Map<string, number[]>();
  const byGiven = namesakes();
  /** Every key that ever was, in step with its letters. */
  const keys: string[] = [];
  const letters: number[] = [];
  const learn = (key: string): void => {
    if (byKey.has(key)) return;
    keys.push(key);
    letters.push(lettersOf(key));
  };
  return {
    add(slot) {
      const place = slots.push(slot) - 1;
      for (const key of mainKeys(slot.name)) learn(key);
      for (const key of surnameKeys(slot.name)) addTo(byKey, key, place);
      for (const given of givenOf(slot.name))
        for (const key of mainKeys(slot.name)) byGiven.add(given, key, place);
      return place;
    },
    remove(place) {
      const slot = slots[place];
      if (slot === undefined) return;
      for (const key of surnameKeys(slot.name)) dropFrom(byKey, key, place);
      for (const given of givenOf(slot.name)) byGiven.drop(given, place);
      slots[place] = undefined;
    },
    slot: (place) => slots[place],
    withKey: (key) => byKey.get(key) ?? [],
    nearKey(key) {
      if (key.length < SHORTEST_FUZZY) return byKey.get(key) ?? [];
      const nearKeys = new Set(oneErrorAway(key));
      return Array.from(nearKeys).flatMap((near) => byKey.get(near) ?? []);
    },
    nearAny(wanted, errors, most) {
      const probes = wanted.map(probeOf);
      const near: { key: string; distance: number }[] = [];
      for (const [at, key] of keys.entries()) {
        const own = letters[at] ?? 0;
        if (!probes.some((probe) => mayBeNear(probe.letters, own, errors))) continue;
        const distance = leastDistance(probes, key, errors);
        if (distance <= errors) near.push({ key, distance });
      }
      near.sort((a, b) => a.distance - b.distance);
      return near.flatMap(({ key }) => byKey.get(key) ?? []).slice(0, most);
    },
    ofGiven: (given, wanted, errors, most) => byGiven.near(given, wanted.map(probeOf), errors, most),
  };
}

/**
 * The same tables as if nobody else were in them.
 *
 * @param hidden how many places belong to others: as many more are looked at where only the nearest count
 */
export function postingsAmong(
  postings: NamePostings,
  among: Pick<ReadonlySet<string>, "has">,
  hidden: number,
): NamePostings {
  const slot = (place: number): Slot | undefined => {
    const found = postings.slot(place);
    return found !== undefined && among.has(found.id) ? found : undefined;
  };
  const open = (places: readonly number[]): readonly number[] =>
    places.filter((place) => slot(place) !== undefined);
  return {
    ...postings,
    slot,
    withKey: (key) => open(postings.withKey(key)),
    nearKey: (key) => open(postings.nearKey(key)),
    nearAny: (keys, errors, most) => open(postings.nearAny(keys, errors, most + hidden)).slice(0, most),
    ofGiven: (name, keys, errors, most) =>
      open(postings.ofGiven(name, keys, errors, most + hidden)).slice(0, most),
  };
}
