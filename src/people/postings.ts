/** Where each key of a name leads: the look-up tables of the index. A slot is one name of one person. */
import type { KeyProbe } from "./key-distance.ts";
import type { KnownName } from "./name.ts";
import { type GivenId, namesakes } from "./namesakes.ts";
import { nearKeys, withPlace } from "./near-keys.ts";

export interface Slot {
  readonly id: string;
  readonly name: KnownName;
}

export interface NamePostings {
  add(slot: Slot): number;
  remove(place: number): void;
  slot(place: number): Slot | undefined;
  /** Names with a surname that has this key. */
  withKey(key: string): readonly number[];
  /** Names with a surname whose full key lies one typing error from it. */
  nearKey(fullKey: string): readonly number[];
  /** Names with this given name. */
  withGiven(name: GivenId): readonly number[];
  /**
   * People of one given name (its row, or the key of a name that no table knows) whose surname's full key lies at
   * most `errors` letters away.
   */
  ofGiven(
    name: GivenId,
    probes: readonly KeyProbe[],
    errors: number,
    found: (place: number, distance: number) => void,
  ): void;
}

function dropFrom<K>(map: Map<K, number[]>, key: K, value: number): void {
  const rest = (map.get(key) ?? []).filter((other) => other !== value);
  if (rest.length === 0) map.delete(key);
  else map.set(key, rest);
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

/** The full keys of the surnames' own forms. */
function fullKeys(name: KnownName): string[] {
  return name.words.flatMap(({ part, fullKeys: keys }) => (part === "surname" ? keys : []));
}

export function namePostings(): NamePostings {
  const slots: (Slot | undefined)[] = [];
  const byKey = new Map<string, number[]>();
  const byFullKey = nearKeys();
  const byGiven = namesakes();
  return {
    add(slot) {
      const place = slots.push(slot) - 1;
      const full = fullKeys(slot.name);
      for (const key of surnameKeys(slot.name)) byKey.set(key, withPlace(byKey.get(key), place));
      for (const key of full) byFullKey.add(key, place);
      for (const given of givenOf(slot.name)) for (const key of full) byGiven.add(given, key, place);
      return place;
    },
    remove(place) {
      const slot = slots[place];
      if (slot === undefined) return;
      for (const key of surnameKeys(slot.name)) dropFrom(byKey, key, place);
      for (const key of fullKeys(slot.name)) byFullKey.drop(key, place);
      for (const given of givenOf(slot.name)) byGiven.drop(given, place);
      slots[place] = undefined;
    },
    slot: (place) => slots[place],
    withKey: (key) => byKey.get(key) ?? [],
    nearKey: (fullKey) => byFullKey.near(fullKey),
    withGiven: (given) => byGiven.all(given),
    ofGiven: (given, probes, errors, found) => byGiven.near(given, probes, errors, found),
  };
}

/** The same tables as if nobody else were in them. */
export function postingsAmong(postings: NamePostings, among: Pick<ReadonlySet<string>, "has">): NamePostings {
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
    withGiven: (name) => open(postings.withGiven(name)),
    ofGiven: (name, probes, errors, found) => {
      postings.ofGiven(name, probes, errors, (place, distance) => {
        if (slot(place) !== undefined) found(place, distance);
      });
    },
  };
}
