import {
  comesAlone,
  gapDays,
  isPartAndWhole,
  isRound,
  largestOf,
  numberOf,
  vetoes,
  type Cluster,
  type Member,
  type Role,
} from "./cluster.ts";
import { isCountedOff } from "../domain/event.ts";
import { countsAreClose } from "./counts.ts";
import { ROUND_DAYS, ROUND_SIZE, SAME_DAYS, rulesOf } from "./groups.ts";
import type { ItemOfFinding, Node } from "./node.ts";

/** How a report would belong to an event. */
export interface Fit {
  readonly cluster: Cluster;
  readonly role: Role;
  /** Nothing but the day speaks for it: anything else that fits goes first. */
  readonly weak: boolean;
  /** People of both whose state did not change in between. */
  readonly shared: readonly string[];
  readonly gap: number;
}

/**
 * @param shared people of both, without those whose state changed between them
 * @returns null when the report tells of another happening
 */
export function fit(cluster: Cluster, node: Node, shared: readonly string[]): Fit | null {
  const gap = gapDays(cluster, node);
  const role = roleOf(cluster, node, shared, gap);
  return role === null
    ? null
    : { cluster, role: role === "weak" ? "core" : role, weak: role === "weak", shared, gap };
}

function roleOf(
  cluster: Cluster,
  node: Node,
  shared: readonly string[],
  gap: number,
): Exclude<Role, "denial"> | "weak" | null {
  if (node.pin !== null && node.pin === cluster.pin) return "core";
  if (node.alone || cluster.members[0]?.node.alone === true) return null;
  if (vetoes(cluster, node, shared.length)) return null;
  if (sameText(cluster, node, shared)) return "core";
  if (gap <= SAME_DAYS && (shared.length > 0 || isAlike(cluster, node))) return "core";
  if (gap > SAME_DAYS && gap <= ROUND_DAYS && tellsMoreOfRound(cluster, node, shared.length)) return "late";
  // What was written before it happened repeats nothing.
  const isAfter = node.to >= cluster.from - SAME_DAYS;
  if (shared.length > 0 && isAfter && gap <= rulesOf(node.group).stateDays) return "recap";
  if (gap <= SAME_DAYS && isUnnamedPart(cluster, node, gap)) return "weak";
  return !isOtherPartOfText(cluster, node) && isPartAndWhole(cluster, node) ? "weak" : null;
}

/** An edited text gives its findings again; two findings of one text are two happenings. */
function sameText(cluster: Cluster, node: Node, shared: readonly string[]): boolean {
  const { item } = node;
  if (item === null || !cluster.texts.has(item.key)) return false;
  for (const other of partsOf(cluster, item.key)) {
    if (other.revision !== item.revision && (other.n === item.n || shared.length > 0)) return true;
  }
  return false;
}

/** The same happening although no name is in both. */
function isAlike(cluster: Cluster, node: Node): boolean {
  if (isOtherPartOfText(cluster, node) || listsExclude(cluster, node)) return false;
  return countsTell(cluster, node) || isReprint(cluster, node);
}

/** Two findings of one text are two happenings. */
function isOtherPartOfText(cluster: Cluster, { item }: Node): boolean {
  if (item === null || !cluster.texts.has(item.key)) return false;
  for (const other of partsOf(cluster, item.key)) if (other.revision === item.revision) return true;
  return false;
}

/** What was read from this text. */
function partsOf({ members }: Cluster, key: string): readonly ItemOfFinding[] {
  const items = members.map(({ node }) => node.item).filter((item) => item !== null);
  return items.filter((item) => item.key === key);
}

function countsTell(cluster: Cluster, node: Node): boolean {
  const least = rulesOf(node.group).countTellsFrom;
  if (least === null || numberOf(node) < least) return false;
  for (const it of cluster.counted) {
    if (numberOf(it) >= least && countsAreClose(it.report.count, node.report.count)) return true;
  }
  return false;
}

/** Both give all names, and none is in both: two happenings of one size. */
function listsExclude(cluster: Cluster, node: Node): boolean {
  return isComplete(node.keys.size, numberOf(node)) && isWholeList(cluster);
}

/** Are all of them named? A list without a number is whole when it is long and does not say that there are more. */
function isWholeList(cluster: Cluster): boolean {
  const n = largestOf(cluster);
  if (n > 0) return isComplete(cluster.keys.size, n);
  return cluster.keys.size >= ROUND_SIZE && !cluster.members.some((it) => isCountedOff(it.node.report));
}

function isComplete(names: number, count: number): boolean {
  return count > 0 && names >= count * 0.9;
}

/**
 * A release that tells no number and one name, or none, beside a round whose list is not whole: one more of the
 * freed, or the round in other words. A served term ends on its own day and is no part of a round.
 */
function isUnnamedPart(cluster: Cluster, node: Node, gap: number): boolean {
  if (node.group !== "release" || comesAlone(node)) return false;
  if (isOtherPartOfText(cluster, node) || listsExclude(cluster, node)) return false;
  const { members, counted } = cluster;
  if (members.some(tellsOfOne)) return false;
  if (members.some(tellsOfRound)) return numberOf(node) < 2 && isPart(cluster, node, gap);
  if (!isRound(node)) return gap <= 1 && isVague(node) && members.every((it) => isVague(it.node));
  return counted.length === 0 && consistsOfParts(cluster, gap);
}

function tellsOfOne({ node }: Member): boolean {
  return comesAlone(node);
}

function tellsOfRound({ node, role }: Member): boolean {
  return role !== "recap" && isRound(node);
}

function consistsOfParts(cluster: Cluster, gap: number): boolean {
  return cluster.members.every((it) => isPart(cluster, it.node, gap));
}

function isPart(round: Cluster, part: Node, gap: number): boolean {
  if (part.keys.size === 0) return gap < SAME_DAYS;
  const surely = part.report.said.releaseKind !== null && part.report.said.releaseKind !== "unknown";
  return !isWholeList(round) && gap <= (surely ? SAME_DAYS : 1);
}

function isVague(node: Node): boolean {
  return node.keys.size === 0 && numberOf(node) < 2;
}

/** Copies of one agency's text: the titles agree and neither names somebody else. */
function isReprint(cluster: Cluster, node: Node): boolean {
  for (const { node: other } of cluster.members) {
    if (other.keys.size > 0 && node.keys.size > 0) continue;
    if (numberOf(other) !== numberOf(node) && numberOf(other) > 0 && numberOf(node) > 0) continue;
    if (other.title.isLike(node.title)) return true;
  }
  return false;
}

/** After days, the same number or most of the same names still mean that round, and new names belong to it. */
function tellsMoreOfRound(cluster: Cluster, node: Node, shared: number): boolean {
  if (node.group === "arrest" || Math.max(cluster.keys.size, largestOf(cluster)) < ROUND_SIZE) return false;
  if (node.keys.size >= 2 && shared * 2 >= node.keys.size) return true;
  return (
    numberOf(node) >= ROUND_SIZE &&
    !listsExclude(cluster, node) &&
    cluster.counted.some((it) => numberOf(it) === numberOf(node))
  );
}
