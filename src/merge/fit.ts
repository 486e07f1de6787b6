import {
  comesAlone,
  gapDays,
  isPartAndWhole,
  isRound,
  numberOf,
  vetoes,
  type Cluster,
  type Role,
} from "./cluster.ts";
import { isCountedOff } from "../domain/event.ts";
import { countsAreClose } from "./counts.ts";
import { ROUND_DAYS, ROUND_SIZE, SAME_DAYS, rulesOf } from "./groups.ts";
import type { Node } from "./node.ts";

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
  const answer = (role: Role, weak = false): Fit => ({ cluster, role, weak, shared, gap });
  if (node.pin !== null && node.pin === cluster.pin) return answer("core");
  if (vetoes(cluster, node, shared.length)) return null;
  if (sameText(cluster, node, shared)) return answer("core");
  if (gap <= SAME_DAYS && (shared.length > 0 || isAlike(cluster, node))) return answer("core");
  if (gap > SAME_DAYS && gap <= ROUND_DAYS && tellsMoreOfRound(cluster, node, shared.length))
    return answer("late");
  // What was written before it happened repeats nothing.
  const isAfter = node.to >= cluster.from - SAME_DAYS;
  if (shared.length > 0 && isAfter && gap <= rulesOf(node.group).stateDays) return answer("recap");
  if (gap <= SAME_DAYS && isUnnamedPart(cluster, node, gap)) return answer("core", true);
  if (!isOtherPartOfText(cluster, node) && isPartAndWhole(cluster, node)) return answer("core", true);
  return null;
}

/** An edited text gives its findings again; two findings of one text are two happenings. */
function sameText(cluster: Cluster, node: Node, shared: readonly string[]): boolean {
  const { item } = node;
  if (item === null || !cluster.texts.has(item.key)) return false;
  return cluster.members.some(
    ({ node: { item: other } }) =>
      other?.key === item.key &&
      other.revision !== item.revision &&
      (other.n === item.n || shared.length > 0),
  );
}

/** The same happening although no name is in both. */
function isAlike(cluster: Cluster, node: Node): boolean {
  if (isOtherPartOfText(cluster, node) || listsExclude(cluster, node)) return false;
  return countsTell(cluster, node) || isReprint(cluster, node);
}

/** Two findings of one text are two happenings. */
function isOtherPartOfText(cluster: Cluster, { item }: Node): boolean {
  return (
    item !== null &&
    cluster.texts.has(item.key) &&
    cluster.members.some(
      ({ node: { item: other } }) => other?.key === item.key && other.revision === item.revision,
    )
  );
}

function countsTell(cluster: Cluster, node: Node): boolean {
  const least = rulesOf(node.group).countTellsFrom;
  if (least === null || numberOf(node) < least) return false;
  return cluster.counted.some(
    (it) => numberOf(it) >= least && countsAreClose(it.report.count, node.report.count),
  );
}

/** Both give all names, and none is in both: two happenings of one size. */
function listsExclude(cluster: Cluster, node: Node): boolean {
  return isComplete(node.keys.size, numberOf(node)) && isWholeList(cluster);
}

/** Are all of them named? A list without a number is whole when it is long and does not say that there are more. */
function isWholeList(cluster: Cluster): boolean {
  const n = Math.max(0, ...cluster.counted.map(numberOf));
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
  if (cluster.members.some((it) => comesAlone(it.node))) return false;
  const round = cluster.members.some((it) => it.role !== "recap" && isRound(it.node));
  if (round) return numberOf(node) < 2 && isPart(cluster, node, gap);
  if (!isRound(node)) return isVague(node) && cluster.members.every((it) => isVague(it.node)) && gap <= 1;
  return cluster.counted.length === 0 && cluster.members.every((it) => isPart(cluster, it.node, gap));
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
  return cluster.members.some(
    ({ node: other }) =>
      (other.keys.size === 0 || node.keys.size === 0) &&
      (numberOf(other) === numberOf(node) || numberOf(other) === 0 || numberOf(node) === 0) &&
      other.title.isLike(node.title),
  );
}

/** After days, the same number or most of the same names still mean that round, and new names belong to it. */
function tellsMoreOfRound(cluster: Cluster, node: Node, shared: number): boolean {
  const size = Math.max(cluster.keys.size, ...cluster.counted.map(numberOf));
  if (size < ROUND_SIZE || node.group === "arrest") return false;
  if (node.keys.size >= 2 && shared * 2 >= node.keys.size) return true;
  return (
    numberOf(node) >= ROUND_SIZE &&
    !listsExclude(cluster, node) &&
    cluster.counted.some((it) => numberOf(it) === numberOf(node))
  );
}
