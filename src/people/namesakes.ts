/** People by given name, side by side with their surnames' keys: few enough to look at each. */
import { type KeyProbe, lettersOf, mayBeNear, probeDistance } from "./key-distance.ts";

/** A row of the table of given names, or the key of a name that the table lacks. */
export type GivenId = number | string;

export interface Namesakes {
  add(given: GivenId, key: string, place: number): void;
  drop(given: GivenId, place: number): void;
  /** The places of all who are called so; a person with two surnames more than once. */
  all(given: GivenId): readonly number[];
  /** Calls `found` for each place whose key lies at most `errors` letters from a probe. */
  near(
    given: GivenId,
    probes: readonly KeyProbe[],
    errors: number,
    found: (place: number, distance: number) => void,
  ): void;
}

/** Lists in step: quicker to walk through than a list of triples. */
interface Group {
  readonly places: number[];
  readonly keys: string[];
  /** Of each key, as bits. */
  readonly letters: number[];
}

export function namesakes(): Namesakes {
  const groups = new Map<GivenId, Group>();
  return {
    add(given, key, place) {
      const group = groups.get(given) ?? { places: [], keys: [], letters: [] };
      group.places.push(place);
      group.keys.push(key);
      group.letters.push(lettersOf(key));
      groups.set(given, group);
    },
    drop(given, place) {
      const { places, keys, letters } = groups.get(given) ?? { places: [], keys: [], letters: [] };
      const stays = (_: unknown, at: number): boolean => places[at] !== place;
      groups.set(given, {
        places: places.filter(stays),
        keys: keys.filter(stays),
        letters: letters.filter(stays),
      });
    },
    all: (given) => groups.get(given)?.places ?? [],
    near(given, probes, errors, found) {
      const group = groups.get(given);
      if (group === undefined) return;
      const { places, keys, letters } = group;
      for (const probe of probes) {
        for (let at = 0; at < keys.length; at++) {
          if (!mayBeNear(probe.letters, letters[at] ?? 0, errors)) continue;
          const key = keys[at] ?? "";
          if (Math.abs(probe.length - key.length) > errors) continue;
          const distance = probeDistance(probe, key);
          if (distance <= errors) found(places[at] ?? -1, distance);
        }
      }
    },
  };
}
