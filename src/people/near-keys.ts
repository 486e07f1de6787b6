/**
 * Keys one typing error apart, found without looking at every key: two such keys are equal when a letter is left out
 * of each (or of one), so every key is kept under what remains of it without each of its letters.
 */
export interface NearKeys {
  add(key: string, place: number): void;
  drop(key: string, place: number): void;
  /** The places of keys that are equal, one letter apart or with two neighbours swapped; a few others too. */
  near(key: string): readonly number[];
}

const BASE = 31;

/** Numbers stand for the shortened keys; two that share a number only cost a look more. */
function shortenings(key: string): number[] {
  const all: number[] = [];
  for (let left = 0; left <= key.length; left++) {
    let hash = 7;
    for (let at = 0; at < key.length; at++) {
      if (at !== left) hash = (Math.imul(hash, BASE) + key.charCodeAt(at)) | 0;
    }
    if (!all.includes(hash)) all.push(hash);
  }
  return all;
}

/** Numbers that lead to ids, several to a number: in two plain rows, a quarter of what a Map of them takes. */
interface Rows {
  add(hash: number, id: number): void;
  /** In the order in which they were added. */
  each(hash: number, found: (id: number) => void): void;
}

const FIRST_ROOM = 1024;
const SPREAD = 0x9e3779b1;
const EMPTY = -1;

function rows(): Rows {
  let hashes = new Int32Array(FIRST_ROOM);
  let ids = new Int32Array(FIRST_ROOM).fill(EMPTY);
  let count = 0;

  const home = (hash: number): number => Math.imul(hash ^ (hash >>> 15), SPREAD) & (ids.length - 1);
  const next = (at: number): number => (at + 1) & (ids.length - 1);
  function put(hash: number, id: number): void {
    let at = home(hash);
    while (ids[at] !== EMPTY) at = next(at);
    hashes[at] = hash;
    ids[at] = id;
  }
  function grow(): void {
    const before = { hashes, ids };
    hashes = new Int32Array(before.ids.length * 2);
    ids = new Int32Array(hashes.length).fill(EMPTY);
    // From a free place on, so that what has one number stays in its order though a run goes over the end.
    const from = before.ids.indexOf(EMPTY);
    for (let step = 0; step < before.ids.length; step++) {
      const at = (from + step) & (before.ids.length - 1);
      const id = before.ids[at] ?? EMPTY;
      if (id !== EMPTY) put(before.hashes[at] ?? 0, id);
    }
  }
  return {
    add(hash, id) {
      count += 1;
      if (count * 4 > ids.length * 3) grow();
      put(hash, id);
    },
    each(hash, found) {
      for (let at = home(hash); ids[at] !== EMPTY; at = next(at)) {
        if (hashes[at] === hash) found(ids[at] ?? EMPTY);
      }
    },
  };
}

const SHORT_LIST = 16;

/** A list that has grown keeps room for sixteen more; of many lists most are short, and those are copied instead. */
export function withPlace(places: number[] | undefined, place: number): number[] {
  if (places === undefined) return [place];
  if (places.length < SHORT_LIST) return places.concat(place);
  places.push(place);
  return places;
}

export function nearKeys(): NearKeys {
  const ids = new Map<string, number>();
  const placesOf: number[][] = [];
  const byHash = rows();
  return {
    add(key, place) {
      const known = ids.get(key);
      const id = known ?? placesOf.length;
      placesOf[id] = withPlace(placesOf[id], place);
      if (known !== undefined) return;
      ids.set(key, id);
      for (const hash of shortenings(key)) byHash.add(hash, id);
    },
    drop(key, place) {
      const id = ids.get(key);
      if (id !== undefined) placesOf[id] = (placesOf[id] ?? []).filter((other) => other !== place);
    },
    near(key) {
      const found = new Set<number>();
      for (const hash of shortenings(key)) byHash.each(hash, (id) => found.add(id));
      const places: number[] = [];
      for (const id of found) for (const place of placesOf[id] ?? []) places.push(place);
      return places;
    },
  };
}
