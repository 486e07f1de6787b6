import type { Person, PersonRecord, TrackerSnapshot } from "../domain/person.ts";
import type { SourceState, TrackerSource, Validators } from "../domain/source.ts";
import { dayOf } from "../domain/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { SnapshotMeta, TrackerPoll, TrackerStore } from "../ports/source-store.ts";
import type { SnapshotReader } from "../ports/source.ts";
import type { Timer } from "../ports/timer.ts";
import { firstState, type Outcome } from "./poll.ts";
import { SnapshotComparison, type Comparison } from "./tracker-compare.ts";
import { guardSnapshot } from "./tracker-guard.ts";
import { changesOf, noticesOf, personId, statusCounts, type PersonChange } from "./tracker-plan.ts";
import { afterSnapshot, type TrackerCircumstances } from "./tracker-state.ts";

export interface TrackerActionPorts {
  readonly store: TrackerStore;
  readonly reader: SnapshotReader;
  readonly clock: Clock;
  readonly timer: Pick<Timer, "sleep">;
}

/** Rows worked on, or written, before other work of the process goes first. */
const SLICE_ROWS = 50;

export interface Incoming {
  readonly snapshot: TrackerSnapshot;
  /** The register, by record id. */
  readonly known: ReadonlyMap<string, Person>;
  readonly validators: Validators;
  readonly retryAfterMs: number | null;
  readonly last: SnapshotMeta | null;
  /** A moderator says that it is right, whatever the guard thinks. */
  readonly isTrusted: boolean;
}

export type TakeOver =
  | {
      readonly kind: "taken";
      readonly state: SourceState;
      /** Rows that the list did not have before, rows that changed, and reports made of them. */
      readonly added: number;
      readonly edited: number;
      readonly findings: number;
    }
  | { readonly kind: "refused"; readonly reason: string };

/** A moderator accepts the snapshot that was held. What cannot be read at all stays refused. */
export async function acceptSnapshot(
  ports: TrackerActionPorts,
  tracker: TrackerSource,
  state: SourceState | null,
): Promise<TakeOver> {
  const { store, reader, clock } = ports;
  const held = await store.heldSnapshot(tracker.id);
  if (held === null) return { kind: "refused", reason: "no snapshot waits" };
  const known = await knownPeople(ports, tracker.id);
  const reading = await reader.read(
    tracker.kind,
    tracker.id,
    held.body,
    null,
    held.fetchedAt,
    recordsOf(known),
  );
  if (!reading.ok) return { kind: "refused", reason: reading.reason };
  const now = clock.now();
  const before = state ?? firstState(tracker.id, now);
  const incoming = {
    snapshot: reading.snapshot,
    known,
    validators: before.validators,
    retryAfterMs: null,
    last: await store.lastSnapshot(tracker.id),
    isTrusted: true,
  };
  return takeOver(ports, before, incoming, { tracker, now, chance: 0 });
}

/** Makes a snapshot the register, and its differences from the one before to findings; or says why not. */
export async function takeOver(
  ports: TrackerActionPorts,
  state: SourceState,
  incoming: Incoming,
  about: TrackerCircumstances,
): Promise<TakeOver> {
  const { tracker } = about;
  const { snapshot, known } = incoming;
  const listed = [...known.values()].filter(({ presence }) => presence === "listed");
  // A first filling that was broken off is not a snapshot to compare with.
  const isFirst = incoming.last === null || incoming.last.bodyHash === "";
  const fault =
    isFirst || incoming.isTrusted
      ? null
      : guardSnapshot(
          listed.map(({ record }) => record),
          snapshot,
        );
  if (fault !== null) return { kind: "refused", reason: fault };
  await ports.timer.sleep(0);
  const today = dayOf(snapshot.fetchedAt);
  const since = isFirst || incoming.last === null ? null : dayOf(incoming.last.fetchedAt);
  const comparison = await compare(ports, known, snapshot, { since, today });
  await ports.timer.sleep(0);
  const plan = { tracker, snapshot, since, today };
  const changes = changesOf(known, comparison, plan);
  const notices = noticesOf(changes, comparison, plan);
  const { validators, retryAfterMs } = incoming;
  const { bodyHash } = snapshot;
  const answer = { validators, bodyHash, retryAfterMs, isNews: changes.length > 0 };
  const settled = afterSnapshot(state, answer, about);
  const outcome = { ...settled, notices: [...settled.notices, ...notices] };
  await save(ports, { incoming, comparison, changes, outcome, before: state });
  const added = changes.filter(({ person }) => !known.has(person.record.recordId)).length;
  return {
    kind: "taken",
    state: outcome.state,
    added,
    edited: changes.length - added,
    findings: changes.reduce((sum, { findings }) => sum + findings.length, 0),
  };
}

/** The register of one tracker by record id, absent people too. */
export async function knownPeople(
  { store, timer }: TrackerActionPorts,
  trackerId: string,
): Promise<ReadonlyMap<string, Person>> {
  const known = new Map<string, Person>();
  let after: string | null = null;
  for (;;) {
    const size: number = known.size;
    const page = await store.records(trackerId, { after, limit: SLICE_ROWS });
    for (const { person } of page) known.set(person.record.recordId, person);
    after = page.at(-1)?.person.id ?? null;
    // A store without pages gave all at once.
    if (page.length !== SLICE_ROWS || after === null || known.size === size) return known;
    await timer.sleep(0);
  }
}

export function recordsOf(known: ReadonlyMap<string, Person>): ReadonlyMap<string, PersonRecord> {
  return new Map([...known].map(([id, { record }]) => [id, record]));
}

async function compare(
  { timer }: TrackerActionPorts,
  known: ReadonlyMap<string, Person>,
  snapshot: TrackerSnapshot,
  time: { readonly since: string | null; readonly today: string },
): Promise<Comparison> {
  const comparison = new SnapshotComparison(known, snapshot, time);
  do await timer.sleep(0);
  while (comparison.compareNext(SLICE_ROWS));
  await timer.sleep(0);
  return comparison.finish();
}

interface Saving {
  readonly incoming: Incoming;
  readonly comparison: Comparison;
  readonly changes: readonly PersonChange[];
  readonly outcome: Outcome;
  readonly before: SourceState;
}

/**
 * In slices, each of people with their own findings. Only the last one says that this snapshot is the register:
 * after a crash the next poll reads the list again and finds what is not written yet.
 */
async function save({ store, timer }: TrackerActionPorts, saving: Saving): Promise<void> {
  const { incoming, comparison, changes, outcome, before } = saving;
  const { trackerId, fetchedAt, bodyHash, records } = incoming.snapshot;
  const unfinished: SnapshotMeta = incoming.last ?? {
    trackerId,
    fetchedAt,
    bodyHash: "",
    rows: 0,
    statusCounts: {},
  };
  let at = 0;
  for (; changes.length - at > SLICE_ROWS; at += SLICE_ROWS) {
    await store.saveSnapshot({
      ...emptyPoll(unfinished, before),
      ...written(changes.slice(at, at + SLICE_ROWS)),
    });
    await timer.sleep(0);
  }
  await store.saveSnapshot({
    state: outcome.state,
    meta: { trackerId, fetchedAt, bodyHash, rows: records.length, statusCounts: statusCounts(records) },
    ...written(changes.slice(at)),
    absent: comparison.absent.map((recordId) => personId(trackerId, recordId)),
    reviews: comparison.reviews.map((one) => ({ trackerId, ...one })),
    notices: outcome.notices,
  });
}

function written(changes: readonly PersonChange[]): Pick<TrackerPoll, "people" | "findings"> {
  return {
    people: changes.map(({ person }) => person),
    findings: changes.flatMap(({ findings }) => findings),
  };
}

function emptyPoll(meta: SnapshotMeta, state: SourceState): TrackerPoll {
  return { meta, state, people: [], absent: [], findings: [], reviews: [], notices: [] };
}
