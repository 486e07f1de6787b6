/** People by given name, side by side with their surnames' keys: few enough to look at each. */
import { type KeyProbe, probeDistance } from "./key-distance.ts";

/** A row of the table of given names, or the key of a name that the table lacks. */
export type GivenId = number | string;

export interface Namesakes {
  add(given: GivenId, key: string, place: number): void;
  drop(given: GivenId, place: number): void;
  /** The places whose key lies at most `errors` letters from a probe: the nearest `most`. */
  near(given: GivenId, probes: readonly KeyProbe[], errors: number, most: number): number[];
}

/** @returns a number above `errors` when no probe is that near */
export function leastDistance(probes: readonly KeyProbe[], key: string, errors: number): number {
  let least = errors + 1;
  for (const probe of probes) {
    if (Math.abs(probe.length - key.length) < least) least = Math.min(least, probeDistance(probe, key));
  }
  return least;
}

/** Two lists in step: quicker to walk through than a list of pairs. */
interface Group {
  readonly places: number[];
  readonly keys: string[];
}

export function namesakes(): Namesakes {
  const groups = new Map<GivenId, Group>();
  return {
    add(given, key, place) {
      const group = groups.get(given);
      if (group === undefined) groups.set(given, { places: [place], keys: [key] });
      else {
        group.places.push(place);
        group.keys.push(key);
      }
    },
    drop(given, place) {
      const { places, keys } = groups.get(given) ?? { places: [], keys: [] };
      const stays = (_: unknown, at: number): boolean => places[at] !== place;
      groups.set(given, { places: places.filter(stays), keys: keys.filter(stays) });
    },
    near(given, probes, errors, most) {
      const found: { place: number; distance: number }[] = [];
      const group = groups.get(given);
      for (const [at, key] of (group?.keys ?? []).entries()) {
        const distance = leastDistance(probes, key, errors);
        if (distance <= errors) found.push({ place: group?.places[at] ?? -1, distance });
      }
      found.sort((a, b) => a.distance - b.distance);
      return found.slice(0, most).map(({ place }) => place);
    },
  };
}
