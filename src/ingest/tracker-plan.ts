import type { Finding } from "../domain/finding.ts";
import type { Notice } from "../domain/notice.ts";
import type { Person, PersonRecord, TrackerSnapshot } from "../domain/person.ts";
import type { TrackerSource } from "../domain/source.ts";
import type { Day } from "../domain/time.ts";
import type { Comparison } from "./tracker-compare.ts";
import type { TrackerEvent } from "./tracker-event.ts";
import { isEmbargoed, standingOf } from "./tracker-facts.ts";
import { findingsOf } from "./tracker-findings.ts";

/** One person to be written, with what is to be told about them: the two belong in one transaction. */
export interface PersonChange {
  readonly person: Person;
  readonly findings: readonly Finding[];
}

export interface PlanContext {
  readonly tracker: TrackerSource;
  readonly snapshot: TrackerSnapshot;
  /** Null for the first snapshot, which is silent. */
  readonly since: Day | null;
  readonly today: Day;
}

/** `<tracker>:<record>` */
export function personId(trackerId: string, recordId: string): string {
  return `${trackerId}:${recordId}`;
}

/** What is to be written: changed, new and returned people, each with their findings. */
export function changesOf(
  known: ReadonlyMap<string, Person>,
  comparison: Comparison,
  context: PlanContext,
): readonly PersonChange[] {
  const events = Map.groupBy(comparison.events, ({ recordId }) => recordId);
  return context.snapshot.records.flatMap((record) => {
    const before = known.get(record.recordId);
    const isSame = before?.record.rowHash === record.rowHash && before.presence === "listed";
    if (isSame) return [];
    const person = personOf(record, before, context.today);
    return [{ person, findings: findingsAbout(person, before, events.get(record.recordId) ?? [], context) }];
  });
}

function personOf(record: PersonRecord, before: Person | undefined, today: Day): Person {
  return {
    id: personId(record.trackerId, record.recordId),
    record,
    presence: "listed",
    aliases: before?.aliases ?? [],
    embargo: before?.embargo === true || isEmbargoed(record),
    firstSeenOn: before?.firstSeenOn ?? today,
    lastSeenOn: today,
  };
}

function findingsAbout(
  person: Person,
  before: Person | undefined,
  events: readonly TrackerEvent[],
  { tracker, snapshot, since, today }: PlanContext,
): readonly Finding[] {
  if (since === null) return [];
  const told = person.embargo
    ? events.map((event) => ({ ...event, push: false, review: event.review ?? ("EMBARGO" as const) }))
    : events;
  return findingsOf(person, told, {
    tracker,
    snapshotKey: snapshot.bodyHash.slice(0, 12),
    since: before?.presence === "absent" ? before.lastSeenOn : since,
    foundAt: snapshot.fetchedAt,
    today,
  });
}

/** More cases of one snapshot are one notice with their number: nobody reads a hundred. */
const MAX_NOTICES = 10;

/**
 * What moderators are told of a snapshot: cases of people who are new or changed. Those of whom a finding waits in
 * the queue anyway, and those that were there before, are not told again.
 */
export function noticesOf(
  changes: readonly PersonChange[],
  comparison: Comparison,
  { tracker, snapshot, since }: PlanContext,
): readonly Notice[] {
  if (since === null) return [];
  const changed = new Map(changes.map((change) => [change.person.record.recordId, change]));
  const cases = comparison.reviews.filter(({ recordIds }) => {
    const touched = recordIds.flatMap((id) => changed.get(id) ?? []);
    return (
      touched.length > 0 && !touched.some(({ findings }) => findings.some(({ route }) => route === "review"))
    );
  });
  if (cases.length > MAX_NOTICES) {
    const key = `rule_needed:${tracker.id}:${snapshot.bodyHash.slice(0, 12)}`;
    return [{ key, code: "rule_needed", facts: { tracker: tracker.outlet, count: cases.length } }];
  }
  return cases.map(({ recordIds, code }) => {
    const names = recordIds.flatMap((id) => changed.get(id)?.person.record.names[0] ?? []);
    return {
      key: `rule_needed:${tracker.id}:${code}:${recordIds.join(":")}`,
      code: "rule_needed",
      facts: { tracker: tracker.outlet, name: names.join(", "), code },
    };
  });
}

/** How many rows stand under each status. */
export function statusCounts(records: readonly PersonRecord[]): Readonly<Record<string, number>> {
  const counts = { active: 0, former: 0, np: 0 };
  for (const record of records) counts[standingOf(record)] += 1;
  return counts;
}
