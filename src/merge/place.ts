import { gapDays, isRound, mayUnite, numberOf, type Cluster } from "./cluster.ts";
import { Clusters, sharedIn } from "./clusters.ts";
import { countsAreClose } from "./counts.ts";
import { fit, type Fit } from "./fit.ts";
import { ROUND_DAYS, ROUND_SIZE, SAME_DAYS, rulesOf } from "./groups.ts";
import { canonically, compareText, isFix, isUnheard, type Node } from "./node.ts";
import { areSame, startsWith } from "./sequence.ts";

/** Days within which a denial takes back a release. */
const TAKEN_BACK_DAYS = 7;

/** Sure reports of one neighbourhood as they were sorted last, up to the one that came last. */
interface Sorted {
  readonly sure: readonly Node[];
  readonly doubtful: readonly Node[];
  readonly clusters: Clusters;
}

const MOST_KEPT = 50;

/**
 * Sorts reports into happenings. The answer depends on the set of reports alone, never on the order in which they
 * came: they are walked in one canonical order, and each person's state is followed along the way. Reports of a round
 * come one after the other, so what stands before the newest is not sorted again.
 */
export class Placing {
  readonly #kept = new Map<string, Sorted>();

  /** @param newest stands among the nodes */
  place(nodes: readonly Node[], newest: Node): readonly Cluster[] {
    const ordered = [...nodes].sort(canonically);
    const sure = ordered.filter((node) => node.weight === 0);
    const doubtful = ordered.filter((node) => node.weight === 2);
    const upTo = newest.weight === 0 ? sure.indexOf(newest) + 1 : sure.length;
    const clusters = this.#sort(sure.slice(0, upTo), doubtful, nodes).copy();
    for (const node of ordered.slice(upTo)) placeOne(node, clusters, nodes);
    return takeBack(clusters.all.filter((it) => it !== null));
  }

  /** Doubtful reports tell whether somebody's state may have changed, so they must be the same, too. */
  #sort(sure: readonly Node[], doubtful: readonly Node[], nodes: readonly Node[]): Clusters {
    const key = sure[0]?.report.findingId ?? "";
    const kept = this.#kept.get(key);
    const goesOn =
      kept !== undefined &&
      startsWith(sure, kept.sure, isSameNode) &&
      areSame(doubtful, kept.doubtful, isSameNode);
    const clusters = goesOn ? kept.clusters : new Clusters();
    for (const node of goesOn ? sure.slice(kept.sure.length) : sure) placeOne(node, clusters, nodes);
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    this.#kept.set(key, { sure, doubtful, clusters });
    return clusters;
  }
}

/** The same report as far as it is sorted by: what merging noted on it does not count. */
function isSameNode(a: Node, b: Node): boolean {
  if (a === b) return true;
  if (a.report.findingId !== b.report.findingId || a.pin !== b.pin || a.closed !== b.closed) return false;
  return areSame(a.keyOfEach, b.keyOfEach);
}

function placeOne(node: Node, clusters: Clusters, nodes: readonly Node[]): void {
  const shared = clusters.shared(node);
  const fits = fitting(node, clusters, shared);
  const core = fits.filter((it) => it.role === "core" && !it.weak);
  if (core.length > 0) return joinCore(node, core, clusters);
  const late = fits.find((it) => it.role === "late");
  if (late !== undefined) add(late, node, [...node.keys], clusters);
  else placeByState({ node, fits, clusters, nodes, isHeld: () => isAlreadyHeld(node, shared) });
}

/** Best first. */
function fitting(
  node: Node,
  clusters: Clusters,
  shared: ReadonlyMap<Cluster, readonly string[]>,
): readonly Fit[] {
  const fits: Fit[] = [];
  for (const cluster of clusters.all) {
    if (cluster === null || !mayFit(cluster, node, shared)) continue;
    const found = fit(cluster, node, sharedIn(shared, cluster));
    if (found !== null) fits.push(found);
  }
  return fits.sort(better);
}

/** What is far away, names nobody of it and is read from another text need not be looked at. */
function mayFit(cluster: Cluster, node: Node, shared: ReadonlyMap<Cluster, readonly string[]>): boolean {
  if (node.pin !== null && node.pin === cluster.pin) return true;
  if (cluster.group !== node.group) return false;
  if (gapDays(cluster, node) <= ROUND_DAYS || shared.has(cluster)) return true;
  return node.item !== null && cluster.texts.has(node.item.key);
}

/** Several events that one report tells are one. */
function joinCore(
  node: Node,
  fits: readonly Fit[],
  clusters: Clusters,
  keys: readonly string[] = [...node.keys],
): void {
  const [best, ...others] = fits;
  if (best === undefined) return;
  let whole = add(best, node, keys, clusters);
  if (node.weight !== 0) return;
  for (const { cluster } of others) {
    if (mayUnite(whole, cluster, SAME_DAYS)) whole = clusters.unite(whole, cluster);
  }
}

function add({ cluster, role }: Fit, node: Node, keys: readonly string[], clusters: Clusters): Cluster {
  const surer = cluster.members.some((it) => it.node.weight < 2);
  const silent = isFix(node.report) || (node.weight === 2 && surer);
  return clusters.join(cluster, node, role, silent ? [] : keys);
}

interface Unsure {
  readonly node: Node;
  readonly fits: readonly Fit[];
  readonly clusters: Clusters;
  readonly nodes: readonly Node[];
  readonly isHeld: () => boolean;
}

/** No sure sign of the same days: new is only what changes somebody's state. */
function placeByState({ node, fits, clusters, nodes, isHeld }: Unsure): void {
  const recaps = fits.filter((it) => it.role === "recap");
  const weak = fits.filter((it) => it.weak);
  const known = new Set(recaps.flatMap((it) => [...it.shared, ...toldAgain(it, node)]));
  const changed = [...node.keys].filter((key) => !known.has(key));
  const [best] = recaps;
  const isOther = best !== undefined && namesOnlyKnownPeopleOfAnotherRound(node, recaps);
  if (best !== undefined && changed.length === 0 && !isOther) {
    if (mayHaveEnded(best, node, nodes)) clusters.open(node, [...node.keys], ["state_unsure"]);
    else clusters.join(best.cluster, node, "recap", []);
    return;
  }
  if (weak.length > 0) joinCore(node, weak, clusters, changed);
  else if (isOther && changed.length === 0) clusters.open(node, [], ["known_people"]);
  else clusters.open(node, changed, isHeld() ? ["already_held"] : []);
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
function isAlreadyHeld(node: Node, shared: ReadonlyMap<Cluster, readonly string[]>): boolean {
  if (node.group !== "arrest" || node.keys.size === 0) return false;
  return [...shared].some(([cluster, keys]) => cluster.group === "arrest" && keys.length === node.keys.size);
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
function takeBack(clusters: readonly Cluster[]): readonly Cluster[] {
  const denials = clusters.filter((it) => it.group === "not_released" && it.pin === null);
  if (denials.length === 0) return clusters;
  const taken = new Map<Cluster, Cluster>();
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
    taken.set(denial, best.cluster);
  }
  return clusters.filter((it) => !taken.has(it)).map((it) => deniedBy(it, taken));
}

function deniedBy(release: Cluster, taken: ReadonlyMap<Cluster, Cluster>): Cluster {
  const denials = [...taken].filter(([, denied]) => denied === release).map(([denial]) => denial);
  if (denials.length === 0) return release;
  return { ...release, denied: denials.flatMap(({ members }) => members.map((it) => it.node)) };
}

function denies(denial: Cluster, release: Cluster): boolean {
  if (denial.to < release.from || denial.from - release.from > TAKEN_BACK_DAYS) return false;
  if (denial.keys.size > 0) return [...denial.keys].some((key) => release.keys.has(key));
  return denial.members.some(({ node }) =>
    release.members.some((it) => isRound(it.node) && countsAreClose(it.node.report.count, node.report.count)),
  );
}
