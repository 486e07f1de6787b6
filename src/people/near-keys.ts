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

export function nearKeys(): NearKeys {
  const ids = new Map<string, number>();
  const placesOf: number[][] = [];
  /** Mostly one key has a number: then its id stands alone. */
  const byHash = new Map<number, number | number[]>();

  /** Lists begin with what they hold: an empty one would keep room for sixteen at its first push. */
  function learn(key: string, place: number): void {
    const id = placesOf.length;
    ids.set(key, id);
    for (const hash of shortenings(key)) {
      const known = byHash.get(hash);
      if (known === undefined) byHash.set(hash, id);
      else if (typeof known === "number") byHash.set(hash, [known, id]);
      else known.push(id);
    }
    placesOf.push([place]);
  }
  return {
    add(key, place) {
      const id = ids.get(key);
      if (id === undefined) learn(key, place);
      else placesOf[id]?.push(place);
    },
    drop(key, place) {
      const id = ids.get(key);
      if (id !== undefined) placesOf[id] = (placesOf[id] ?? []).filter((other) => other !== place);
    },
    near(key) {
      const found = new Set<number>();
      for (const hash of shortenings(key)) {
        const known = byHash.get(hash);
        if (typeof known === "number") found.add(known);
        else if (known !== undefined) for (const id of known) found.add(id);
      }
      const places: number[] = [];
      for (const id of found) for (const place of placesOf[id] ?? []) places.push(place);
      return places;
    },
  };
}
