import { absorb, clusterOf, copyOf, join, type Cluster, type Role } from "./cluster.ts";
import { rulesOf } from "./groups.ts";
import type { Node } from "./node.ts";

const NOBODY: readonly string[] = [];

/** All happenings that were found so far, and who is in which: asked for every report of a round of hundreds. */
export class Clusters {
  readonly all: Cluster[] = [];
  readonly #byKey = new Map<string, Set<Cluster>>();

  /** To go on with, while this one stays as it is. */
  copy(): Clusters {
    const copy = new Clusters();
    for (const cluster of this.all) {
      const same = copyOf(cluster);
      copy.all.push(same);
      copy.#note(same, same.keys);
    }
    return copy;
  }

  open(node: Node, keys: readonly string[], doubts: readonly string[]): void {
    const cluster = clusterOf(node, keys, doubts);
    this.all.push(cluster);
    this.#note(cluster, keys);
  }

  join(cluster: Cluster, node: Node, role: Role, keys: readonly string[]): void {
    join(cluster, node, role, keys);
    if (role !== "recap") this.#note(cluster, keys);
  }

  /** Takes over all of another cluster, which is no more. */
  unite(into: Cluster, other: Cluster): void {
    absorb(into, other);
    this.all.splice(this.all.indexOf(other), 1);
    for (const key of other.keys) this.#byKey.get(key)?.delete(other);
    this.#note(into, other.keys);
  }

  /** The people of both, by cluster, without those whose state changed in between. */
  shared(node: Node): ReadonlyMap<Cluster, readonly string[]> {
    const shared = new Map<Cluster, string[]>();
    for (const key of node.keys) {
      for (const cluster of this.#byKey.get(key) ?? []) {
        if (this.#stateEnded(key, cluster, node)) continue;
        const keys = shared.get(cluster);
        if (keys === undefined) shared.set(cluster, [key]);
        else keys.push(key);
      }
    }
    return shared;
  }

  /** Was this person arrested, or freed, between the event and the report? */
  #stateEnded(key: string, cluster: Cluster, node: Node): boolean {
    const { endedBy } = rulesOf(cluster.group);
    if (endedBy.length === 0) return false;
    for (const other of this.#byKey.get(key) ?? []) {
      if (other.closed || other.from >= node.from || !endedBy.includes(other.group)) continue;
      if (other.from > cluster.from || (other.from === cluster.from && comesAfter(other, cluster)))
        return true;
    }
    return false;
  }

  #note(cluster: Cluster, keys: Iterable<string>): void {
    for (const key of keys) {
      const known = this.#byKey.get(key);
      if (known === undefined) this.#byKey.set(key, new Set([cluster]));
      else known.add(cluster);
    }
  }
}

export function sharedIn(
  shared: ReadonlyMap<Cluster, readonly string[]>,
  cluster: Cluster,
): readonly string[] {
  return shared.get(cluster) ?? NOBODY;
}

function comesAfter(other: Cluster, cluster: Cluster): boolean {
  return other.group === "not_released" || other.firstToldMs > cluster.firstToldMs;
}
