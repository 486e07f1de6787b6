import { clusterOf, joined, united, type Cluster, type Role } from "./cluster.ts";
import { rulesOf } from "./groups.ts";
import type { Node } from "./node.ts";

const NOBODY: readonly string[] = [];
const NOWHERE: readonly number[] = [];

/** All happenings that were found so far, and who is in which: asked for every report of a round of hundreds. */
export class Clusters {
  /** By their places; null where a cluster was united with another. */
  #all: (Cluster | null)[] = [];
  /** The places of the clusters of each person. */
  #byKey = new Map<string, readonly number[]>();

  /** Null stands where a cluster was united with another. */
  get all(): readonly (Cluster | null)[] {
    return this.#all;
  }

  /** To go on with, while this one stays as it is. */
  copy(): Clusters {
    const copy = new Clusters();
    copy.#all = [...this.#all];
    copy.#byKey = new Map(this.#byKey);
    return copy;
  }

  open(node: Node, keys: readonly string[], doubts: readonly string[]): void {
    const at = this.#all.length;
    this.#all.push(clusterOf(at, node, keys, doubts));
    this.#note(at, keys);
  }

  /** @returns what the cluster is now */
  join(cluster: Cluster, node: Node, role: Role, keys: readonly string[]): Cluster {
    const now = joined(cluster, node, role, keys);
    this.#all[now.at] = now;
    if (role !== "recap") this.#note(now.at, keys);
    return now;
  }

  /** Takes over all of another cluster, which is no more. @returns what the cluster is now */
  unite(into: Cluster, other: Cluster): Cluster {
    const now = united(into, other);
    this.#all[now.at] = now;
    this.#all[other.at] = null;
    for (const key of other.keys) {
      const left = this.#placesOf(key).filter((at) => at !== other.at);
      this.#byKey.set(key, left);
    }
    this.#note(now.at, other.keys);
    return now;
  }

  /** The people of both, by cluster, without those whose state changed in between. */
  shared(node: Node): ReadonlyMap<Cluster, readonly string[]> {
    const shared = new Map<Cluster, string[]>();
    for (const key of node.keys) {
      const bearers = this.#of(key);
      for (const cluster of bearers) {
        if (stateEnded(cluster, node, bearers)) continue;
        const keys = shared.get(cluster);
        if (keys === undefined) shared.set(cluster, [key]);
        else keys.push(key);
      }
    }
    return shared;
  }

  #of(key: string): readonly Cluster[] {
    const found: Cluster[] = [];
    for (const at of this.#placesOf(key)) {
      const cluster = this.#all[at];
      if (cluster !== null && cluster !== undefined) found.push(cluster);
    }
    return found;
  }

  #placesOf(key: string): readonly number[] {
    return this.#byKey.get(key) ?? NOWHERE;
  }

  #note(at: number, keys: Iterable<string>): void {
    for (const key of keys) {
      const known = this.#placesOf(key);
      if (!known.includes(at)) this.#byKey.set(key, [...known, at]);
    }
  }
}

export function sharedIn(
  shared: ReadonlyMap<Cluster, readonly string[]>,
  cluster: Cluster,
): readonly string[] {
  return shared.get(cluster) ?? NOBODY;
}

/** Was this person arrested, or freed, between the event and the report? */
function stateEnded(cluster: Cluster, node: Node, ofPerson: readonly Cluster[]): boolean {
  const { endedBy } = rulesOf(cluster.group);
  if (endedBy.length === 0) return false;
  for (const other of ofPerson) {
    if (other.closed || other.from >= node.from || !endedBy.includes(other.group)) continue;
    if (other.from > cluster.from || (other.from === cluster.from && comesAfter(other, cluster))) return true;
  }
  return false;
}

function comesAfter(other: Cluster, cluster: Cluster): boolean {
  return other.group === "not_released" || other.firstToldMs > cluster.firstToldMs;
}
