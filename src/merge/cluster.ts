import { isCountedOff, namesAll } from "../domain/event.ts";
import type { ReleaseKind } from "../domain/kind.ts";
import { countsAreClose } from "./counts.ts";
import { ROUND_SIZE, type Group } from "./groups.ts";
import type { Node } from "./node.ts";
import { areSame } from "./sequence.ts";

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

export interface Member {
  readonly node: Node;
  readonly role: Role;
  readonly keys: readonly string[];
}

/** Reports of one happening while they are being sorted out; with each that joins it is a new one. */
export interface Cluster {
  /** Its place among all: it stays the same. */
  readonly at: number;
  readonly group: Group;
  readonly members: readonly Member[];
  /** People whose state this event changed. */
  readonly keys: ReadonlySet<string>;
  readonly denied: readonly Node[];
  /** Members that give a number of people which can tell rounds apart. */
  readonly counted: readonly Node[];
  /** The texts of its members. */
  readonly texts: ReadonlySet<string>;
  /** When it was first told. */
  readonly firstToldMs: number;
  readonly from: number;
  readonly to: number;
  /** About the whole event: `known_people`, until a report names others; `already_held`, `state_unsure`. */
  readonly doubts: ReadonlySet<string>;
  readonly pin: string | null;
  readonly closed: boolean;
}

const NONE: ReadonlySet<string> = new Set();

export function clusterOf(
  at: number,
  node: Node,
  keys: readonly string[],
  doubts: readonly string[],
): Cluster {
  return {
    at,
    group: node.group,
    members: [{ node, role: "core", keys }],
    keys: new Set(keys),
    denied: [],
    counted: isCounted(node) ? [node] : [],
    texts: node.item === null ? NONE : new Set([node.item.key]),
    firstToldMs: node.report.origin.publishedAt.getTime(),
    from: node.from,
    to: node.to,
    doubts: doubts.length === 0 ? NONE : new Set(doubts),
    pin: node.pin,
    closed: node.closed,
  };
}

export function joined(cluster: Cluster, node: Node, role: Role, keys: readonly string[]): Cluster {
  const tells = role !== "recap";
  const isPinned = node.pin !== null && cluster.pin === null;
  return {
    ...cluster,
    members: [...cluster.members, { node, role, keys }],
    keys: tells ? withAll(cluster.keys, keys) : cluster.keys,
    counted: tells && isCounted(node) ? [...cluster.counted, node] : cluster.counted,
    texts: node.item === null ? cluster.texts : withAll(cluster.texts, [node.item.key]),
    firstToldMs: Math.min(cluster.firstToldMs, node.report.origin.publishedAt.getTime()),
    doubts: role === "core" ? withoutKnownPeople(cluster.doubts) : cluster.doubts,
    pin: isPinned ? node.pin : cluster.pin,
    closed: isPinned ? node.closed : cluster.closed,
  };
}

/** With all of another cluster. */
export function united(cluster: Cluster, other: Cluster): Cluster {
  return {
    ...cluster,
    members: [...cluster.members, ...other.members],
    keys: withAll(cluster.keys, other.keys),
    counted: [...cluster.counted, ...other.counted],
    texts: withAll(cluster.texts, other.texts),
    firstToldMs: Math.min(cluster.firstToldMs, other.firstToldMs),
    from: Math.min(cluster.from, other.from),
    doubts: withoutKnownPeople(cluster.doubts),
    pin: cluster.pin ?? other.pin,
    closed: cluster.closed || other.closed,
  };
}

/** The same set when nothing is new: reports of a round repeat its names. */
function withAll(set: ReadonlySet<string>, more: Iterable<string>): ReadonlySet<string> {
  let grown: Set<string> | null = null;
  for (const each of more) if (!set.has(each)) (grown ??= new Set(set)).add(each);
  return grown ?? set;
}

function withoutKnownPeople(doubts: ReadonlySet<string>): ReadonlySet<string> {
  return doubts.has("known_people") ? new Set([...doubts].filter((it) => it !== "known_people")) : doubts;
}

/** Are the same reports sorted the same way? */
export function isSortedAlike(a: Cluster, b: Cluster): boolean {
  if (a === b) return true;
  return (
    areSame(a.members, b.members, isSameMember) &&
    areSame([...a.keys], [...b.keys]) &&
    areSame([...a.doubts], [...b.doubts])
  );
}

function isSameMember(a: Member, b: Member): boolean {
  if (a.role !== b.role || a.node.report.findingId !== b.node.report.findingId) return false;
  return areSame(a.node.keyOfEach, b.node.keyOfEach);
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

/** The largest number that a report gives; 0 when none does. */
export function largestOf({ counted }: Cluster): number {
  let largest = 0;
  for (const node of counted) largest = Math.max(largest, numberOf(node));
  return largest;
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
  const told = largestOf(cluster);
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
