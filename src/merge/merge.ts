import type { CaseEvent, Report } from "../domain/event.ts";
import type { Finding, NamedPerson } from "../domain/finding.ts";
import { isSortedAlike, type Cluster } from "./cluster.ts";
import { areSame } from "./sequence.ts";
import type { Identity, NameJudge, Naming } from "./identity.ts";
import { MergeMemory } from "./memory.ts";
import type { Node, ReportFacts } from "./node.ts";
import { related } from "./related.ts";
import { summarise, type Summary } from "./summary.ts";

/** What merging a finding does: see `MergeOutcome` of the store. */
export interface Merged {
  readonly findingId: string;
  readonly outcome: "created" | "enriched" | "repeated" | "recap";
  readonly events: readonly CaseEvent[];
}

/**
 * Puts a finding where it belongs: into a new event or into one that is known. Events that this finding shows to be
 * one are united; the one that is emptied points to the other by `details.mergedInto`.
 *
 * @param candidates events that could be the same, or that began or ended the state of these people
 * @param newId called for each event that is created
 * @param judge tells whether two names are one person's
 * @param memory what is known of candidates from findings before
 */
export function merge(
  finding: Finding,
  candidates: readonly CaseEvent[],
  now: Date,
  newId: () => string,
  judge: NameJudge,
  memory: MergeMemory = new MergeMemory(judge),
): Merged {
  const alive = memory.candidates(candidates);
  if (alive.has(finding.id)) {
    return { findingId: finding.id, outcome: "repeated", events: [] };
  }
  const report = reportOf(finding, now);
  const facts = memory.factsOf(report);
  const near = related(facts, alive);
  const pool = near.map(({ event }) => event);
  const naming = memory.naming(near, facts);
  const owner = new Map<string, CaseEvent>();
  for (const event of pool) for (const { findingId } of event.reports) owner.set(findingId, event);
  const newest = memory.nodeOf(facts, null, naming);
  const known = pool.flatMap((event) => nodesOf(event, naming, memory));
  const clusters = memory.placing.place([...known, newest], newest);
  const events = assign(clusters, { pool, owner, identities: naming.identities, memory, now, newId });
  return { findingId: finding.id, outcome: outcomeOf(finding.id, events, pool), events };
}

function nodesOf(event: CaseEvent, naming: Naming<ReportFacts>, memory: MergeMemory): readonly Node[] {
  const facts = event.reports.map((it) => memory.factsOf(it));
  const ruled = event.ruling !== "none" || facts.some((it) => it.settled) ? event : null;
  return facts.map((it) => memory.nodeOf(it, ruled, naming));
}

function reportOf(finding: Finding, now: Date): Report {
  const { kind, happenedOn, releaseKind, modifiers, details } = finding;
  return {
    findingId: finding.id,
    origin: finding.origin,
    said: { kind, happenedOn, releaseKind, modifiers, details },
    count: finding.count,
    people: finding.people,
    cites: finding.cites,
    reasons: finding.reasons,
    route: finding.route,
    standing: finding.standing,
    receivedAt: now,
  };
}

interface Before {
  readonly pool: readonly CaseEvent[];
  /** The event in which each report was. */
  readonly owner: ReadonlyMap<string, CaseEvent>;
  readonly identities: ReadonlyMap<string, Identity>;
  readonly memory: MergeMemory;
  readonly now: Date;
  readonly newId: () => string;
}

/** Each happening keeps the event in which most of its reports were; only what changed is given back. */
function assign(clusters: readonly Cluster[], before: Before): readonly CaseEvent[] {
  const { pool, owner, now } = before;
  const taken = new Map<string, string>();
  const changed: CaseEvent[] = [];
  const bySize = [...clusters].sort((a, b) => b.members.length - a.members.length);
  for (const cluster of bySize) {
    const earlier = keeperOf(cluster, owner, taken);
    const event = drawn(cluster, earlier, before);
    for (const report of event.reports) {
      const was = owner.get(report.findingId);
      if (was !== undefined && !taken.has(was.id)) taken.set(was.id, event.id);
    }
    taken.set(event.id, event.id);
    if (event !== earlier) changed.push(event);
  }
  const kept = new Set(changed.map((event) => event.id));
  for (const event of pool) {
    const into = taken.get(event.id);
    if (into !== undefined && into !== event.id && !kept.has(event.id))
      changed.push(emptied(event, into, now));
  }
  return changed;
}

/** @returns the earlier event itself when nothing about it changed */
function drawn(
  cluster: Cluster,
  earlier: CaseEvent | null,
  { identities, memory, now, newId }: Before,
): CaseEvent {
  if (earlier === null) return eventOf(summarise(cluster, null, identities), null, now, newId);
  // Beside a round stand the arrests of all its people: what is sorted as it was before is as it was before.
  const isPlain = isPlainly(cluster, earlier);
  const sorting = isPlain ? memory.sortingOf(earlier) : null;
  if (sorting !== null && isSortedAlike(sorting, cluster)) return earlier;
  const event = eventOf(summarise(cluster, earlier, identities), earlier, now, newId);
  if (differs(earlier, event)) return event;
  if (isPlain) memory.noteSorting(earlier, cluster);
  return earlier;
}

/** Nothing came and nothing left, no moderator ruled and nothing is denied. */
function isPlainly({ members, denied, pin }: Cluster, { reports }: CaseEvent): boolean {
  return pin === null && denied.length === 0 && members.length === reports.length;
}

function keeperOf(
  cluster: Cluster,
  owner: ReadonlyMap<string, CaseEvent>,
  taken: ReadonlyMap<string, string>,
): CaseEvent | null {
  const votes = new Map<CaseEvent, number>();
  const vote = ({ report }: Node): void => {
    const event = owner.get(report.findingId);
    if (event !== undefined && taken.get(event.id) !== event.id)
      votes.set(event, (votes.get(event) ?? 0) + 1);
  };
  for (const { node } of cluster.members) vote(node);
  for (const node of cluster.denied) vote(node);
  const [best] = [...votes].sort(
    ([a, many], [b, few]) =>
      Number(b.id === cluster.pin) - Number(a.id === cluster.pin) ||
      Number(isTold(b)) - Number(isTold(a)) ||
      few - many ||
      a.createdAt.getTime() - b.createdAt.getTime(),
  );
  return best?.[0] ?? null;
}

/** Confirmed events were told to most, so they keep their messages. */
function isTold(event: CaseEvent): boolean {
  return event.certainty === "confirmed";
}

function eventOf(summary: Summary, earlier: CaseEvent | null, now: Date, newId: () => string): CaseEvent {
  return {
    ...summary,
    id: earlier?.id ?? newId(),
    version: (earlier?.version ?? 0) + 1,
    note: earlier?.note ?? postedNote(summary.reports),
    ruling: earlier?.ruling ?? "none",
    embargoUntil: earlier?.embargoUntil ?? null,
    createdAt: earlier?.createdAt ?? now,
    updatedAt: now,
  };
}

/** What a moderator wrote under a post. */
function postedNote(reports: readonly Report[]): string | null {
  const posts = reports.filter((report) => report.origin.type === "moderator");
  return posts.map((report) => report.said.details["note"]).find((note) => note !== undefined) ?? null;
}

function emptied(event: CaseEvent, into: string, now: Date): CaseEvent {
  return {
    ...event,
    version: event.version + 1,
    reports: [],
    details: { mergedInto: into },
    updatedAt: now,
  };
}

function differs(earlier: CaseEvent, event: CaseEvent): boolean {
  return !areSame(earlier.reports, event.reports, isSameReport) || !readsTheSame(earlier, event);
}

function isSameReport(a: Report, b: Report): boolean {
  return a === b || (a.findingId === b.findingId && areSame(a.reasons, b.reasons));
}

/** Would a reader see the same? */
function readsTheSame(a: CaseEvent, b: CaseEvent): boolean {
  return areSame(a.people, b.people, isSamePerson) && factsOf(a) === factsOf(b);
}

function isSamePerson(a: NamedPerson, b: NamedPerson): boolean {
  if (a === b) return true;
  return a.name === b.name && a.personId === b.personId && a.suspicious === b.suspicious;
}

/** What a reader would see beside the people. */
function factsOf(event: CaseEvent): string {
  const { kind, count, happenedOn, releaseKind, modifiers, certainty, details } = event;
  const sorted = Object.entries(details).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([kind, count, happenedOn, releaseKind, modifiers, certainty, sorted]);
}

function outcomeOf(
  findingId: string,
  events: readonly CaseEvent[],
  pool: readonly CaseEvent[],
): Merged["outcome"] {
  const event = events.find((it) => it.reports.some((report) => report.findingId === findingId));
  const earlier = pool.find((it) => it.id === event?.id);
  if (event === undefined || earlier === undefined) return "created";
  const report = event.reports.find((it) => it.findingId === findingId);
  if (report?.reasons.includes("merge:recap") === true) return "recap";
  return readsTheSame(earlier, event) ? "repeated" : "enriched";
}
