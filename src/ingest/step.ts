import type { SourceFailure } from "../domain/failure.ts";
import type { FeedReading } from "../domain/item.ts";
import type { FeedSource, SourceState, Validators } from "../domain/source.ts";
import { later } from "../domain/time.ts";
import type { Notice } from "../domain/notice.ts";
import type { Clock } from "../ports/clock.ts";
import type { FetchResult, Fetcher } from "../ports/fetcher.ts";
import type { Ids } from "../ports/ids.ts";
import type { Log } from "../ports/log.ts";
import type { Random } from "../ports/random.ts";
import type { SourceStore } from "../ports/source-store.ts";
import type { FeedReader } from "../ports/source.ts";
import { addressOfValidators, addressesOf, hostOf, learnAddress } from "./address.ts";
import { hashBytes } from "./hash.ts";
import { guidsAreBad, identify, lookupOf } from "./identity.ts";
import {
  afterFailure,
  afterNews,
  afterUnchanged,
  afterWaiting,
  firstState,
  newItems,
  NOT_STORED,
  row,
  suspicion,
} from "./poll.ts";
import type { Answer, Circumstances, PollRow } from "./poll.ts";
import { editsOf, recognise, rekeyingsOf } from "./recognise.ts";
import { hostBlock, isDue } from "./schedule.ts";

export interface PollPorts {
  readonly sources: readonly FeedSource[];
  readonly store: SourceStore;
  readonly fetcher: Fetcher;
  readonly reader: FeedReader;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly random: Random;
  /** Sources whose poll of an earlier, still running round goes on; kept by the caller between rounds. */
  readonly inFlight?: Set<string>;
}

const ACCEPT =
  "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1";
const MAX_BYTES = 10 * 1024 * 1024;
const RECENT = 50;
const NO_VALIDATORS: Validators = { etag: null, lastModified: null };

/** Asks every source whose time has come; hosts side by side, the sources of one host one after another. */
export async function pollDueFeeds(ports: PollPorts): Promise<readonly PollRow[]> {
  const { sources, store, clock, random } = ports;
  const inFlight = ports.inFlight ?? new Set<string>();
  const states = new Map((await store.states()).map((state) => [state.sourceId, state]));
  const now = clock.now();
  const due = sources
    .filter(({ id, status }) => status === "active" && !inFlight.has(id))
    .map((source) => ({ source, state: states.get(source.id) ?? firstState(source.id, now) }))
    .filter(({ state }) => isDue(state, now))
    .map((task) => ({ ...task, order: random.next() }))
    .toSorted((a, b) => a.order - b.order);
  const round: Round = { ports, states, inFlight, blockedUntil: new Map() };
  const hosts = Map.groupBy(due, ({ source, state }) => hostOf(addressesOf(source, state)[0] ?? source.url));
  for (const { source } of due) inFlight.add(source.id);
  const rows = await Promise.all([...hosts.values()].map((tasks) => pollHost(round, tasks)));
  return rows.flat();
}

interface Round {
  readonly ports: PollPorts;
  /** As last written. */
  readonly states: Map<string, SourceState>;
  readonly inFlight: Set<string>;
  readonly blockedUntil: Map<string, Date>;
}

interface Task {
  readonly source: FeedSource;
  readonly state: SourceState;
}

async function pollHost(round: Round, tasks: readonly Task[]): Promise<PollRow[]> {
  const rows: PollRow[] = [];
  for (const task of tasks) {
    try {
      rows.push(await pollOne(round, task));
    } catch (error) {
      round.ports.log.error("poll_failed", error, { source: task.source.id });
      rows.push(row(task.state, "failed", { reason: NOT_STORED }));
    } finally {
      round.inFlight.delete(task.source.id);
    }
  }
  return rows;
}

async function pollOne(round: Round, task: Task): Promise<PollRow> {
  const { source, state } = task;
  const { clock, random, log } = round.ports;
  const visit = await visitAddresses(round, task);
  const about: Circumstances = { source, now: clock.now(), chance: random.next() };
  switch (visit.kind) {
    case "waiting": {
      const waiting = afterWaiting(state, visit.until);
      await save(round, waiting, []);
      return row(waiting, "waiting", { reason: "its host asked to be left alone" });
    }
    case "failed": {
      const outcome = afterFailure(state, visit.failure, about);
      const facts = { source: source.id, kind: visit.failure.kind, failures: outcome.state.failures };
      log.warn("source_failed", facts);
      await save(round, outcome.state, outcome.notices);
      return row(outcome.state, "failed", {});
    }
    case "unchanged": {
      const outcome = afterUnchanged(state, answerOf(round, task, visit), about);
      await save(round, outcome.state, outcome.notices);
      return row(outcome.state, "unchanged", {});
    }
    case "news":
      return takeOver(round, task, visit, about);
  }
}

type Answered = Exclude<FetchResult, { readonly kind: "failed" }>;
type Readable = FeedReading & { readonly ok: true };
type Visit =
  | { readonly kind: "waiting"; readonly until: Date }
  | { readonly kind: "failed"; readonly failure: SourceFailure }
  | {
      readonly kind: "unchanged";
      readonly url: string;
      readonly result: Answered;
      readonly bodyHash: string | null;
    }
  | {
      readonly kind: "news";
      readonly url: string;
      readonly result: Answered;
      readonly bodyHash: string;
      readonly reading: Readable;
    };

/** The main address, then the mirrors while those before give nothing; the first failure is what is told. */
async function visitAddresses(round: Round, { source, state }: Task): Promise<Visit> {
  const { clock } = round.ports;
  let told: Visit | null = null;
  for (const url of addressesOf(source, state)) {
    const until = round.blockedUntil.get(hostOf(url));
    const isBlocked = until !== undefined && until > clock.now();
    const visit: Visit = isBlocked
      ? { kind: "waiting", until }
      : await visitOne(round, { source, state }, url);
    if (visit.kind === "unchanged" || visit.kind === "news") return visit;
    told ??= visit;
    if (visit.kind === "failed" && visit.failure.kind === "gone") return visit;
    if (visit.kind === "failed" && visit.failure.kind === "throttled") {
      await blockHost(round, { source, state }, url, visit.failure);
    }
  }
  return told ?? { kind: "waiting", until: state.nextCheckAt };
}

async function visitOne({ ports }: Round, { source, state }: Task, url: string): Promise<Visit> {
  const validators = url === addressOfValidators(source, state) ? state.validators : NO_VALIDATORS;
  const result = await ports.fetcher.fetch({ url, validators, accept: ACCEPT, maxBytes: MAX_BYTES });
  if (result.kind === "failed") return { kind: "failed", failure: result.failure };
  if (result.kind === "unchanged") return { kind: "unchanged", url, result, bodyHash: state.bodyHash };
  const bodyHash = hashBytes(result.bytes);
  if (bodyHash === state.bodyHash) return { kind: "unchanged", url, result, bodyHash };
  const reading = await ports.reader.read(result.bytes, result.contentType);
  const fault = reading.ok ? suspicion(reading, state) : reading.reason;
  if (reading.ok && fault === null) return { kind: "news", url, result, bodyHash, reading };
  const failure = {
    kind: "unreadable",
    reason: fault ?? "unreadable",
    status: 200,
    retryAfterMs: null,
  } as const;
  return { kind: "failed", failure };
}

async function takeOver(
  round: Round,
  task: Task,
  visit: Visit & { readonly kind: "news" },
  about: Circumstances,
): Promise<PollRow> {
  const { source, state } = task;
  const { store, ids } = round.ports;
  const { items } = visit.reading;
  const keyBy = state.keyBy === "link" || guidsAreBad(items) ? "link" : "guid";
  const identified = identify(items, keyBy, visit.url);
  const known = await store.knownItems(source.id, lookupOf(identified));
  const recognised = recognise(identified, known);
  const added = newItems(recognised, state, about, () => ids.next());
  const dated = items.map(({ publishedAt }) => publishedAt).filter((at) => at !== null);
  const instants = [
    ...(await store.recentInstants(source.id, RECENT)),
    ...added.map((item) => item.publishedAt),
    ...dated,
  ];
  const outcome = afterNews(state, answerOf(round, task, visit), { keyBy, instants }, about);
  await store.savePoll({
    ...outcome,
    added,
    edited: editsOf(recognised),
    rekeyed: rekeyingsOf(recognised),
  });
  round.states.set(source.id, outcome.state);
  const counts = { added: added.length, edited: recognised.edited.length };
  const isNews = added.length + recognised.edited.length > 0;
  return row(outcome.state, isNews ? "news" : "unchanged", counts);
}

function answerOf(
  { ports }: Round,
  { source, state }: Task,
  visit: Visit & { readonly kind: "news" | "unchanged" },
): Answer {
  const { url, result, bodyHash } = visit;
  const others = ports.sources.filter(({ id }) => id !== source.id);
  const taken = new Set(others.flatMap((other) => [other.url, ...other.mirrors]));
  return {
    learned: {
      ...learnAddress(source, state, url, result.permanentUrl, taken),
      validators: result.validators,
      bodyHash,
    },
    wishes: { ...result.freshFor, ttlMs: visit.kind === "news" ? visit.reading.ttlMs : null },
  };
}

/** A 429 or 503 speaks for the whole host: none of its sources is asked before its time. */
async function blockHost(
  round: Round,
  { source, state }: Task,
  url: string,
  failure: SourceFailure,
): Promise<void> {
  const { sources, clock } = round.ports;
  const until = later(clock.now(), hostBlock(source.everyMs, state.failures + 1, failure.retryAfterMs));
  const host = hostOf(url);
  round.blockedUntil.set(host, until);
  for (const sibling of sources) {
    const known = round.states.get(sibling.id);
    if (known === undefined || round.inFlight.has(sibling.id)) continue;
    if (hostOf(addressesOf(sibling, known)[0] ?? sibling.url) !== host) continue;
    const waiting = afterWaiting(known, until);
    if (waiting !== known) await save(round, waiting, []);
  }
}

async function save(round: Round, state: SourceState, notices: readonly Notice[]): Promise<void> {
  await round.ports.store.saveState(state, notices);
  round.states.set(state.sourceId, state);
}
