import { absorb, clusterOf, isRound, join, mayUnite, numberOf, type Cluster } from "./cluster.ts";
import { countsAreClose } from "./counts.ts";
import { fit, type Fit } from "./fit.ts";
import { ROUND_SIZE, SAME_DAYS, rulesOf } from "./groups.ts";
import { canonically, compareText, isFix, isUnheard, type Node } from "./node.ts";

/** Days within which a denial takes back a release. */
const TAKEN_BACK_DAYS = 7;

/**
 * Sorts reports into happenings. The answer depends on the set of reports alone, never on the order in which they
 * came: they are walked in one canonical order, and each person's state is followed along the way.
 */
export function place(nodes: readonly Node[]): readonly Cluster[] {
  const clusters: Cluster[] = [];
  for (const node of [...nodes].sort(canonically)) placeOne(node, clusters, nodes);
  return takeBack(clusters);
}

function placeOne(node: Node, clusters: Cluster[], nodes: readonly Node[]): void {
  const fits = clusters
    .filter((cluster) => cluster.group === node.group || (node.pin !== null && node.pin === cluster.pin))
    .map((cluster) => fit(cluster, node, sharedKeys(cluster, node, clusters)))
    .filter((it) => it !== null)
    .sort(better);
  const core = fits.filter((it) => it.role === "core" && !it.weak);
  if (core.length > 0) return joinCore(node, core, clusters);
  const late = fits.find((it) => it.role === "late");
  if (late !== undefined) return add(late, node, [...node.keys]);
  placeByState(node, fits, clusters, nodes);
}

/** Several events that one report tells are one. */

function joinCore(
  node: Node,
  fits: readonly Fit[],
  clusters: Cluster[],
  keys: readonly string[] = [...node.keys],
): void {
  const [best, ...others] = fits;
  if (best === undefined) return;
  add(best, node, keys);
  if (node.weight !== 0) return;
  for (const { cluster } of others) {
    if (!mayUnite(best.cluster, cluster, SAME_DAYS)) continue;
    absorb(best.cluster, cluster);
    clusters.splice(clusters.indexOf(cluster), 1);
  }
}

function add({ cluster, role }: Fit, node: Node, keys: readonly string[]): void {
  const surer = cluster.members.some((it) => it.node.weight < 2);
  const silent = isFix(node.report) || (node.weight === 2 && surer);
  join(cluster, node, role, silent ? [] : keys);
}

/** No sure sign of the same days: new is only what changes somebody's state. */
function placeByState(node: Node, fits: readonly Fit[], clusters: Cluster[], nodes: readonly Node[]): void {
  const recaps = fits.filter((it) => it.role === "recap");
  const weak = fits.filter((it) => it.weak);
  const known = new Set(recaps.flatMap((it) => [...it.shared, ...toldAgain(it, node)]));
  const changed = [...node.keys].filter((key) => !known.has(key));
  const [best] = recaps;
  const isOther = best !== undefined && namesOnlyKnownPeopleOfAnotherRound(node, recaps);
  if (best !== undefined && changed.length === 0 && !isOther) {
    if (mayHaveEnded(best, node, nodes)) clusters.push(clusterOf(node, [...node.keys], ["state_unsure"]));
    else join(best.cluster, node, "recap", []);
    return;
  }
  if (weak.length > 0) joinCore(node, weak, clusters, changed);
  else if (isOther && changed.length === 0) clusters.push(clusterOf(node, [], ["known_people"]));
  else clusters.push(clusterOf(node, changed, isAlreadyHeld(node, clusters) ? ["already_held"] : []));
}

/** A doubtful arrest lies in between: whether this is a recap or news, a moderator must tell. */
function mayHaveEnded({ cluster, shared }: Fit, node: Node, nodes: readonly Node[]): boolean {
  const { endedBy } = rulesOf(cluster.group);
  return (
    node.weight === 0 &&
    nodes.some(
      (other) =>
        other.weight === 2 &&
        !isUnheard(other.report) &&
        endedBy.includes(other.group) &&
        other.from > cluster.from &&
        other.from < node.from &&
        shared.some((key) => other.keys.has(key)),
    )
  );
}

/** A list of the freed is reprinted with those who were back in prison the same day: that frees nobody anew. */
function toldAgain({ cluster, shared }: Fit, node: Node): readonly string[] {
  const again =
    shared.length * 2 >= node.keys.size ||
    cluster.members.some((it) => countsAreClose(it.node.report.count, node.report.count));
  return again ? [...node.keys].filter((key) => cluster.keys.has(key)) : [];
}

/** «52 вызвалены», and the only name is of somebody who was freed before: the round may be new. */
function namesOnlyKnownPeopleOfAnotherRound(node: Node, recaps: readonly Fit[]): boolean {
  const n = numberOf(node);
  return (
    n >= ROUND_SIZE &&
    node.keys.size * 2 <= n &&
    !recaps.some(({ cluster }) =>
      cluster.members.some((it) => countsAreClose(it.node.report.count, node.report.count)),
    )
  );
}

/** No release is known since the last arrest, yet days of arrest end untold: a moderator looks. */
function isAlreadyHeld(node: Node, clusters: readonly Cluster[]): boolean {
  return (
    node.group === "arrest" &&
    node.keys.size > 0 &&
    clusters.some(
      (cluster) =>
        cluster.group === "arrest" && sharedKeys(cluster, node, clusters).length === node.keys.size,
    )
  );
}

function sharedKeys(cluster: Cluster, node: Node, clusters: readonly Cluster[]): readonly string[] {
  const common =
    cluster.keys.size < node.keys.size
      ? [...cluster.keys].filter((key) => node.keys.has(key))
      : [...node.keys].filter((key) => cluster.keys.has(key));
  if (common.length === 0) return common;
  const { endedBy } = rulesOf(cluster.group);
  const ends = clusters.filter((other) => endedBy.includes(other.group) && !other.closed);
  return ends.length === 0 ? common : common.filter((key) => !stateEnded(key, cluster, node, ends));
}

/** Was this person arrested, or freed, between the event and the report? */
function stateEnded(key: string, cluster: Cluster, node: Node, ends: readonly Cluster[]): boolean {
  return ends.some(
    (other) =>
      other.keys.has(key) &&
      other.from < node.from &&
      (other.from > cluster.from || (other.from === cluster.from && comesAfter(other, cluster))),
  );
}

function comesAfter(other: Cluster, cluster: Cluster): boolean {
  return other.group === "not_released" || firstTold(other) > firstTold(cluster);
}

function firstTold(cluster: Cluster): number {
  return Math.min(...cluster.members.map((it) => it.node.report.origin.publishedAt.getTime()));
}

function better(a: Fit, b: Fit): number {
  return (
    b.shared.length - a.shared.length ||
    a.gap - b.gap ||
    a.cluster.from - b.cluster.from ||
    compareText(idOf(a.cluster), idOf(b.cluster))
  );
}

function idOf(cluster: Cluster): string {
  return cluster.members[0]?.node.report.findingId ?? "";
}

/** «Не вызвалены», «вярнулі ў калонію»: such reports belong to the release that they deny. */
function takeBack(clusters: Cluster[]): readonly Cluster[] {
  const denials = clusters.filter((it) => it.group === "not_released" && it.pin === null);
  const taken = new Set<Cluster>();
  for (const denial of denials) {
    const [best] = clusters
      .filter((it) => it.group === "release" && !it.closed && denies(denial, it))
      .map((cluster) => ({
        cluster,
        role: "denial" as const,
        weak: false,
        shared: [...denial.keys].filter((key) => cluster.keys.has(key)),
        gap: Math.abs(denial.from - cluster.from),
      }))
      .sort(better);
    if (best === undefined) continue;
    best.cluster.denied.push(...denial.members.map((it) => it.node));
    taken.add(denial);
  }
  return clusters.filter((it) => !taken.has(it));
}

function denies(denial: Cluster, release: Cluster): boolean {
  if (denial.to < release.from || denial.from - release.from > TAKEN_BACK_DAYS) return false;
  if (denial.keys.size > 0) return [...denial.keys].some((key) => release.keys.has(key));
  return denial.members.some(({ node }) =>
    release.members.some((it) => isRound(it.node) && countsAreClose(it.node.report.count, node.report.count)),
  );
}
