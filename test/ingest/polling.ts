import type { FeedReading, ParsedItem } from "../../src/domain/item.ts";
import type { SourceFailure } from "../../src/domain/failure.ts";
import type { FeedSource, SourceState, Validators } from "../../src/domain/source.ts";
import { later } from "../../src/domain/time.ts";
import { pollDueFeeds } from "../../src/ingest/step.ts";
import type { PollRow } from "../../src/ingest/poll.ts";
import type { FetchRequest, FetchResult, FreshFor } from "../../src/ports/fetcher.ts";
import type { FeedPoll, KnownItem, NewItem, SourceStore } from "../../src/ports/source-store.ts";
import type { Notice } from "../../src/domain/notice.ts";

/** Builders and fakes at the ports, to poll invented feeds through simulated time. */

export const START = new Date("2026-11-05T10:00:00Z");
const NO_VALIDATORS: Validators = { etag: null, lastModified: null };
const FRESH: FreshFor = { maxAgeMs: null, expiresMs: null, retryAfterMs: null };

export function aSource(over: Partial<FeedSource> = {}): FeedSource {
  return {
    id: "one",
    outlet: "One",
    url: "https://one.example/rss",
    mirrors: [],
    language: "be",
    tier: "media",
    everyMs: null,
    status: "active",
    note: null,
    ...over,
  };
}

export function anItem(n: number, over: Partial<ParsedItem> = {}): ParsedItem {
  return {
    guid: `id-${String(n)}`,
    url: `https://one.example/n/${String(n)}`,
    title: `Навіна ${String(n)}`,
    summary: "",
    publishedAt: later(START, -n * 3_600_000),
    ...over,
  };
}

export interface Served {
  readonly items?: readonly ParsedItem[];
  readonly refused?: string;
  readonly ttlMs?: number;
  readonly fresh?: Partial<FreshFor>;
  readonly validators?: Validators;
  readonly permanentUrl?: string;
  readonly unchanged?: boolean;
  readonly failure?: Partial<SourceFailure> & Pick<SourceFailure, "kind">;
}

/** A little world: addresses that serve what a test says, a clock, a store in memory. */
export function aWorld(sources: readonly FeedSource[], serve: (url: string, n: number) => Served) {
  let now = START;
  let serial = 0;
  const requests: { readonly at: Date; readonly request: FetchRequest }[] = [];
  const readings = new Map<string, FeedReading>();
  const store = memoryStore();

  const answer = (request: FetchRequest): FetchResult => {
    requests.push({ at: now, request });
    const served = serve(request.url, requests.filter((one) => one.request.url === request.url).length);
    const validators = served.validators ?? NO_VALIDATORS;
    const freshFor = { ...FRESH, ...served.fresh };
    const permanentUrl = served.permanentUrl ?? null;
    if (served.failure !== undefined) {
      const failure = { reason: "refused", status: null, retryAfterMs: null, ...served.failure };
      return { kind: "failed", failure };
    }
    if (served.unchanged === true) return { kind: "unchanged", validators, freshFor, permanentUrl };
    const { items = [], refused, ttlMs = null } = served;
    const body = JSON.stringify(served);
    readings.set(
      body,
      refused === undefined ? { ok: true, title: "", items, ttlMs } : { ok: false, reason: refused },
    );
    return { kind: "body", bytes: Buffer.from(body), contentType: null, validators, freshFor, permanentUrl };
  };

  return {
    requests,
    store,
    state: (id = "one"): SourceState => {
      const state = store.saved.get(id);
      if (state === undefined) throw new Error(`no state of ${id}`);
      return state;
    },
    now: () => now,
    pass: (ms: number) => {
      now = later(now, ms);
    },
    poll: async (inFlight?: Set<string>): Promise<readonly PollRow[]> =>
      pollDueFeeds({
        sources,
        store,
        fetcher: { fetch: async (request) => Promise.resolve(answer(request)) },
        reader: {
          read: async (bytes) =>
            Promise.resolve(
              readings.get(Buffer.from(bytes).toString()) ?? { ok: false as const, reason: "unknown" },
            ),
        },
        clock: { now: () => now },
        ids: { next: () => `item-${String((serial += 1))}` },
        log: { info: () => undefined, warn: () => undefined, error: () => undefined },
        random: { next: () => 0.5 },
        ...(inFlight === undefined ? {} : { inFlight }),
      }),
    /** Wakes the poller every minute, as cron does. */
    async live(minutes: number): Promise<void> {
      for (let minute = 0; minute < minutes; minute += 1) {
        await this.poll();
        now = later(now, 60_000);
      }
    },
  };
}

export interface MemoryStore extends SourceStore {
  readonly saved: Map<string, SourceState>;
  readonly items: NewItem[];
  readonly notices: Notice[];
  readonly polls: FeedPoll[];
  /** Polls of this source cannot be written. */
  failFor: string | null;
}

export function memoryStore(): MemoryStore {
  const saved = new Map<string, SourceState>();
  const items: NewItem[] = [];
  const notices: Notice[] = [];
  const polls: FeedPoll[] = [];
  const tell = (told: readonly Notice[]): void => {
    notices.push(...told.filter(({ key }) => !notices.some((one) => one.key === key)));
  };
  const store: MemoryStore = {
    saved,
    items,
    notices,
    polls,
    failFor: null,
    states: async () => Promise.resolve([...saved.values()]),
    knownItems: async (sourceId, { keys, altKeys, urls }) =>
      Promise.resolve(
        items
          .filter((item) => item.sourceId === sourceId)
          .filter(
            ({ key, altKey, url }) =>
              keys.includes(key) ||
              (altKey !== null && altKeys.includes(altKey)) ||
              (url !== null && urls.includes(url)),
          )
          .map(({ id, key, altKey, url, textHash, revision }): KnownItem => ({
            id,
            key,
            altKey,
            url,
            textHash,
            revision,
          })),
      ),
    recentInstants: async (sourceId, limit) =>
      Promise.resolve(
        items
          .filter((item) => item.sourceId === sourceId)
          .map(({ publishedAt }) => publishedAt)
          .toSorted((a, b) => b.getTime() - a.getTime())
          .slice(0, limit),
      ),
    savePoll: async (poll) => {
      if (poll.state.sourceId === store.failFor) throw new Error("disk full");
      polls.push(poll);
      saved.set(poll.state.sourceId, poll.state);
      items.push(...poll.added);
      for (const change of [...poll.edited, ...poll.rekeyed]) {
        const at = items.findIndex(({ id }) => id === change.id);
        const before = items[at];
        if (before !== undefined) items[at] = { ...before, ...change };
      }
      tell(poll.notices);
      return Promise.resolve();
    },
    saveState: async (state, told) => {
      saved.set(state.sourceId, state);
      tell(told);
      return Promise.resolve();
    },
  };
  return store;
}
