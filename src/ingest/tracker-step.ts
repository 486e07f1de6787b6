import type { SourceFailure } from "../domain/failure.ts";
import type { SourceHealth, SourceState, TrackerKind, TrackerSource, Validators } from "../domain/source.ts";
import type { FetchResult, Fetcher } from "../ports/fetcher.ts";
import type { Log } from "../ports/log.ts";
import type { Random } from "../ports/random.ts";
import type { SourceStore } from "../ports/source-store.ts";
import { firstState, NOT_STORED, type Outcome } from "./poll.ts";
import { isDue } from "./schedule.ts";
import { knownPeople, recordsOf, takeOver, type TrackerActionPorts } from "./tracker-actions.ts";
import { afterHold, afterSnapshot, afterTrackerFailure, type TrackerCircumstances } from "./tracker-state.ts";

export interface TrackerPollPorts extends TrackerActionPorts {
  readonly trackers: readonly TrackerSource[];
  readonly sources: Pick<SourceStore, "states" | "saveState">;
  readonly fetcher: Fetcher;
  readonly random: Random;
  readonly log: Log;
  /** Trackers whose poll of an earlier, still running round goes on; kept by the caller between rounds. */
  readonly inFlight?: Set<string>;
}

/** One tracker in one round. */
export interface TrackerPollRow {
  readonly sourceId: string;
  readonly outcome: "news" | "unchanged" | "held" | "failed";
  /** Rows that the list did not have before, rows that changed, and reports made of them. */
  readonly added: number;
  readonly edited: number;
  readonly findings: number;
  readonly health: SourceHealth;
  readonly reason: string | null;
  readonly nextCheckAt: Date;
}

const MAX_BYTES = 16 * 1024 * 1024;
const NO_VALIDATORS: Validators = { etag: null, lastModified: null };

const ACCEPTS: Readonly<Record<TrackerKind, string>> = {
  "viasna-csv": "text/csv, text/plain;q=0.8, */*;q=0.1",
  "people-csv": "text/csv, text/plain;q=0.8, */*;q=0.1",
  "people-json": "application/json, */*;q=0.1",
  "viasna-html": "text/html, */*;q=0.1",
};

/** Asks every list whose time has come, one after another: they are few and large. */
export async function pollDueTrackers(ports: TrackerPollPorts): Promise<readonly TrackerPollRow[]> {
  const { trackers, sources, clock, log } = ports;
  const inFlight = ports.inFlight ?? new Set<string>();
  const states = new Map((await sources.states()).map((state) => [state.sourceId, state]));
  const rows: TrackerPollRow[] = [];
  for (const tracker of trackers) {
    const state = states.get(tracker.id) ?? firstState(tracker.id, clock.now());
    if (tracker.status !== "active" || inFlight.has(tracker.id) || !isDue(state, clock.now())) continue;
    inFlight.add(tracker.id);
    try {
      rows.push(await pollTracker(ports, tracker, state));
    } catch (error) {
      log.error("tracker_failed", error, { source: tracker.id });
      rows.push(rowOf({ ...state, reason: NOT_STORED }, "failed"));
    } finally {
      inFlight.delete(tracker.id);
    }
  }
  return rows;
}

async function pollTracker(
  ports: TrackerPollPorts,
  tracker: TrackerSource,
  state: SourceState,
): Promise<TrackerPollRow> {
  const { result, isMain } = await firstAnswer(ports, tracker, state);
  const about = { tracker, now: ports.clock.now(), chance: ports.random.next() };
  if (result.kind === "failed") return fail(ports, state, result.failure, about);
  const validators = isMain ? result.validators : NO_VALIDATORS;
  const retryAfterMs = result.freshFor.retryAfterMs;
  const last = await ports.store.lastSnapshot(tracker.id);
  const bodyHash = result.kind === "body" ? ports.reader.fingerprint(result.bytes) : (last?.bodyHash ?? null);
  if (result.kind === "unchanged" || bodyHash === last?.bodyHash) {
    const answer = { validators, bodyHash, retryAfterMs, isNews: false };
    return keep(ports, afterSnapshot(state, answer, about), "unchanged");
  }
  const incoming = {
    bytes: result.bytes,
    bodyHash: bodyHash ?? "",
    validators,
    retryAfterMs,
    last,
  };
  // Refused before and no different now.
  if (state.health === "broken" && bodyHash === state.bodyHash) {
    return keep(
      ports,
      afterHold(state, { bodyHash: incoming.bodyHash, reason: state.reason ?? "" }, about),
      "held",
    );
  }
  const known = await knownPeople(ports, tracker.id);
  const { kind, id } = tracker;
  const records = recordsOf(known);
  const reading = await ports.reader.read(kind, id, result.bytes, result.contentType, about.now, records);
  if (!reading.ok) return hold(ports, state, incoming, reading.reason, about);
  const taken = await takeOver(
    ports,
    state,
    { ...incoming, known, snapshot: reading.snapshot, isTrusted: false },
    about,
  );
  if (taken.kind === "refused") return hold(ports, state, incoming, taken.reason, about);
  const { added, edited, findings } = taken;
  return { ...rowOf(taken.state, "news"), added, edited, findings };
}

/** The main address, then the mirrors; the first failure is what is told. */
async function firstAnswer(
  { fetcher }: TrackerPollPorts,
  tracker: TrackerSource,
  state: SourceState,
): Promise<{ readonly result: FetchResult; readonly isMain: boolean }> {
  const accept = ACCEPTS[tracker.kind];
  const request = { url: tracker.url, validators: state.validators, accept, maxBytes: MAX_BYTES };
  const main = await fetcher.fetch(request);
  if (main.kind !== "failed" || main.failure.kind === "gone") return { result: main, isMain: true };
  for (const url of tracker.mirrors) {
    const result = await fetcher.fetch({ ...request, url, validators: NO_VALIDATORS });
    if (result.kind === "body") return { result, isMain: false };
  }
  return { result: main, isMain: true };
}

async function hold(
  ports: TrackerPollPorts,
  state: SourceState,
  { bytes, bodyHash }: { readonly bytes: Uint8Array; readonly bodyHash: string },
  reason: string,
  about: TrackerCircumstances,
): Promise<TrackerPollRow> {
  const trackerId = about.tracker.id;
  const outcome = afterHold(state, { bodyHash, reason }, about);
  ports.log.warn("snapshot_held", { source: trackerId, reason });
  const held = { trackerId, fetchedAt: about.now, body: bytes, reason };
  await ports.store.holdSnapshot(held, outcome.state, outcome.notices);
  return rowOf(outcome.state, "held");
}

async function fail(
  ports: TrackerPollPorts,
  state: SourceState,
  failure: SourceFailure,
  about: TrackerCircumstances,
): Promise<TrackerPollRow> {
  ports.log.warn("source_failed", {
    source: about.tracker.id,
    kind: failure.kind,
    failures: state.failures + 1,
  });
  return keep(ports, afterTrackerFailure(state, failure, about), "failed");
}

async function keep(
  { sources }: TrackerPollPorts,
  { state, notices }: Outcome,
  outcome: TrackerPollRow["outcome"],
): Promise<TrackerPollRow> {
  await sources.saveState(state, notices);
  return rowOf(state, outcome);
}

function rowOf(state: SourceState, outcome: TrackerPollRow["outcome"]): TrackerPollRow {
  const { sourceId, health, reason, nextCheckAt } = state;
  return { sourceId, outcome, added: 0, edited: 0, findings: 0, health, reason, nextCheckAt };
}
