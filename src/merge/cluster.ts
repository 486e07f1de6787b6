import { isCountedOff, namesAll } from "../domain/event.ts";
import type { ReleaseKind } from "../domain/kind.ts";
import { countsAreClose } from "./counts.ts";
import { ROUND_SIZE, type Group } from "./groups.ts";
import type { Node } from "./node.ts";

/** How a report belongs to its event. */
export type Role =
  /** It tells the event. */
  | "core"
  /** It tells more of a round, days later. */
  | "late"
  /** It repeats what is known. */
  | "recap"
  /** It says that it is not so. */
  | "denial";

/** Reports of one happening while they are being sorted out. */
export interface Cluster {
  readonly group: Group;
  readonly members: { readonly node: Node; readonly role: Role; readonly keys: readonly string[] }[];
  /** People whose state this event changed. */
  readonly keys: Set<string>;
  readonly denied: Node[];
  /** Members that give a number of people which can tell rounds apart. */
  readonly counted: Node[];
  /** The texts of its members. */
  readonly texts: Set<string>;
  /** When it was first told. */
  firstToldMs: number;
  from: number;
  to: number;
  /** About the whole event: `known_people`, until a report names others; `already_held`, `state_unsure`. */
  readonly doubts: Set<string>;
  pin: string | null;
  closed: boolean;
}

export function clusterOf(node: Node, keys: readonly string[], doubts: readonly string[]): Cluster {
  return {
    group: node.group,
    members: [{ node, role: "core", keys }],
    keys: new Set(keys),
    denied: [],
    counted: isCounted(node) ? [node] : [],
    texts: new Set(node.item === null ? [] : [node.item.key]),
    firstToldMs: node.report.origin.publishedAt.getTime(),
    from: node.from,
    to: node.to,
    doubts: new Set(doubts),
    pin: node.pin,
    closed: node.closed,
  };
}

export function copyOf(cluster: Cluster): Cluster {
  return {
    ...cluster,
    members: [...cluster.members],
    keys: new Set(cluster.keys),
    denied: [...cluster.denied],
    counted: [...cluster.counted],
    texts: new Set(cluster.texts),
    doubts: new Set(cluster.doubts),
  };
}

export function join(cluster: Cluster, node: Node, role: Role, keys: readonly string[]): void {
  cluster.members.push({ node, role, keys });
  if (node.item !== null) cluster.texts.add(node.item.key);
  cluster.firstToldMs = Math.min(cluster.firstToldMs, node.report.origin.publishedAt.getTime());
  if (node.pin !== null && cluster.pin === null) {
    cluster.pin = node.pin;
    cluster.closed = node.closed;
  }
  if (role === "recap") return;
  if (isCounted(node)) cluster.counted.push(node);
  for (const key of keys) cluster.keys.add(key);
  if (role === "core") cluster.doubts.delete("known_people");
}

/** Takes over all of another cluster. */
export function absorb(into: Cluster, other: Cluster): void {
  into.members.push(...other.members);
  into.counted.push(...other.counted);
  for (const text of other.texts) into.texts.add(text);
  into.firstToldMs = Math.min(into.firstToldMs, other.firstToldMs);
  for (const key of other.keys) into.keys.add(key);
  into.from = Math.min(into.from, other.from);
  into.pin ??= other.pin;
  into.closed ||= other.closed;
  into.doubts.delete("known_people");
}

/** Days between two spans; 0 when they touch. */
export function gapDays(
  a: { readonly from: number; readonly to: number },
  b: { readonly from: number; readonly to: number },
): number {
  return Math.max(0, a.from - b.to, b.from - a.to);
}

function isCounted(node: Node): boolean {
  return numberOf(node) >= 2;
}

/** The number of people that it gives; 0 when it gives none. */
export function numberOf({ report }: Node): number {
  return isCountedOff(report) ? 0 : (report.count?.n ?? 0);
}

export function isRound(node: Node): boolean {
  return Math.max(numberOf(node), node.keys.size) >= ROUND_SIZE;
}

/** What must keep a report out of an event, whoever brings them together. */
export function vetoes(cluster: Cluster, node: Node, shared: number): boolean {
  if (node.pin !== null && cluster.pin !== null && node.pin !== cluster.pin) return true;
  if (cluster.closed && node.pin !== cluster.pin && node.from > cluster.to + 1) return true;
  if (node.courtDay !== null && cluster.members.some((it) => differs(it.node.courtDay, node.courtDay)))
    return true;
  if (shared > 0 || numberOf(node) < 2 || isPartAndWhole(cluster, node)) return false;
  const { counted } = cluster;
  return counted.length > 0 && !counted.some((it) => countsAreClose(it.report.count, node.report.count));
}

/**
 * One day's round and a list of it that names all whom it counts, whichever came first: they are those known by now,
 * and their number is none of the round. A served term ends on its own day and is no part of a round.
 */
export function isPartAndWhole(cluster: Cluster, node: Node): boolean {
  if (cluster.group !== "release" || gapDays(cluster, node) > 0) return false;
  if (comesAlone(node) || cluster.members.some((it) => comesAlone(it.node))) return false;
  const told = Math.max(0, ...cluster.counted.map(numberOf));
  const [n, named] = [numberOf(node), cluster.keys.size + node.keys.size];
  if (namesAll(node.report)) return told >= ROUND_SIZE && n < told && named <= told;
  return n >= ROUND_SIZE && n > told && named <= n && cluster.counted.every((it) => namesAll(it.report));
}

/** May two events be one after all, now that a report links both? */
export function mayUnite(a: Cluster, b: Cluster, sameDays: number): boolean {
  if (gapDays(a, b) > sameDays) return false;
  const shared = [...b.keys].filter((key) => a.keys.has(key)).length;
  return b.members.every(({ node, role }) => role === "recap" || !vetoes(a, node, shared));
}

function differs(a: number | null, b: number | null): boolean {
  return a !== null && b !== null && a !== b;
}

/** Kinds of release that happen to one person on a day of their own. */
const SINGLE: ReadonlySet<ReleaseKind | null> = new Set<ReleaseKind | null>([
  "term_served",
  "parole_or_softening",
  "case_closed",
  "health",
]);

export function comesAlone(node: Node): boolean {
  return SINGLE.has(node.report.said.releaseKind);
}
