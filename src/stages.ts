import { createDigester } from "./alert/digest-step.ts";
import { createSpreader, type SpreadPorts } from "./alert/step.ts";
import { type Classifier, createClassifier } from "./classify/classifier.ts";
import { adviseItems, classifyItems } from "./classify/step.ts";
import type { Sources } from "./domain/source.ts";
import { NOT_STORED } from "./ingest/poll.ts";
import { pollDueFeeds } from "./ingest/step.ts";
import { pollDueTrackers } from "./ingest/tracker-step.ts";
import { createMerger } from "./merge/step.ts";
import { decideEvents } from "./moderate/step.ts";
import type { Register } from "./people/register.ts";
import type { DeskStore } from "./ports/desk-store.ts";
import type { Advisor } from "./ports/advisor.ts";
import type { EventStore, ItemStore } from "./ports/event-store.ts";
import type { Fetcher } from "./ports/fetcher.ts";
import type { Ids } from "./ports/ids.ts";
import type { Random } from "./ports/random.ts";
import type { Reading } from "./ports/reading.ts";
import type { SourceStore, TrackerStore } from "./ports/source-store.ts";
import type { FeedReader, SnapshotReader } from "./ports/source.ts";
import { createConveyor } from "./system/conveyor.ts";

export interface StagePorts extends Omit<SpreadPorts, "reading"> {
  readonly sources: Sources;
  readonly sourceStore: SourceStore;
  readonly trackerStore: TrackerStore;
  readonly items: ItemStore;
  readonly events: EventStore;
  readonly desk: DeskStore;
  readonly reading: Reading;
  readonly register: Register;
  /** Null: nobody is asked. */
  readonly advisor: Advisor | null;
  readonly fetcher: Fetcher;
  readonly feedReader: FeedReader;
  readonly snapshotReader: SnapshotReader;
  readonly ids: Ids;
  readonly random: Random;
  /** Told how each round ended. */
  readonly polled: (this: void, outcome: "well" | "failed") => void;
}

/** One round over all due sources. */
export interface PollReport {
  readonly feeds: Awaited<ReturnType<typeof pollDueFeeds>>;
  readonly trackers: Awaited<ReturnType<typeof pollDueTrackers>>;
}

export interface Stages {
  /** Asks all due sources and carries what they bring through to the outbox. */
  poll(): Promise<PollReport>;
  /** Classify → merge → decide → spread whatever waits in the tables. */
  carry(): Promise<void>;
  /** Carries on beside whatever asked for it. */
  nudge(): void;
  /** What a wake does: a round that does not wait for slow sources of the round before. */
  wake(): Promise<void>;
  /** Every minute: quiet hours that end, digests that are due. */
  minute(): Promise<void>;
  /** Reads the register again when it has changed. */
  refresh(): Promise<void>;
  /** Resolves when the rounds under way are over. */
  idle(): Promise<void>;
  /** The last round that could be stored: one on a full disk is as good as none. */
  lastPollAt(): Date | null;
}

/** The stages in their order. What each does stands in its folder; here is only when. */
export function createStages(ports: StagePorts): Stages {
  const { clock, log } = ports;
  // Once: its lexicons and model take as long to make ready as hundreds of items to read.
  const classifier = createClassifier({ link: (text) => ports.register.link(text) });
  const merger = createMerger({ ...ports, store: ports.events });
  const refreshed = createConveyor(() => refreshRegister(ports));
  const decided = createConveyor(async () => {
    await refreshed.turn();
    await decideWhatWaits(ports, classifier, merger);
  });
  const spreader = createSpreader(ports);
  const spread = createConveyor(async () => void (await spreader.spread()));
  const digester = createDigester(ports);
  const rounds = new Set<Promise<unknown>>();
  let lastPollAt: Date | null = null;

  const carry = async (): Promise<void> => {
    await decided.turn();
    await spread.turn();
  };
  const ask = createRound(ports, () => track(carry()));
  const poll = watched(ports.polled, async () => {
    const report = await ask();
    if (isStored(report)) lastPollAt = clock.now();
    await carry();
    return report;
  });

  /** Runs beside whatever asked for it; its failure is logged, not lost. */
  function track(work: Promise<unknown>): void {
    const watched = work.catch((error: unknown) => log.error("stage_failed", error));
    rounds.add(watched);
    void watched.finally(() => rounds.delete(watched));
  }

  return {
    poll,
    carry,
    nudge: () => track(carry()),
    wake: () => {
      track(poll());
      return Promise.resolve();
    },
    minute: async () => {
      await spread.turn();
      await digester.digest();
    },
    refresh: () => refreshed.turn(),
    idle: async () => {
      while (rounds.size > 0) await Promise.all(rounds);
    },
    lastPollAt: () => lastPollAt,
  };
}

/** Sources that fail are weather; a round fails when we do. */
function watched(ended: StagePorts["polled"], work: () => Promise<PollReport>): () => Promise<PollReport> {
  return async () => {
    let outcome: "well" | "failed" = "failed";
    try {
      const report = await work();
      if (isStored(report)) outcome = "well";
      return report;
    } finally {
      ended(outcome);
    }
  };
}

/** One source that cannot be stored is a fault of its own; a replica that stores nothing does no work. */
function isStored({ feeds, trackers }: PollReport): boolean {
  const asked = [...feeds, ...trackers];
  return asked.length === 0 || asked.some(({ reason }) => reason !== NOT_STORED);
}

/** One round; news of a quick source go on at once, a slow one is waited for by nobody else. */
function createRound(ports: StagePorts, onNews: () => void): () => Promise<PollReport> {
  const { sources, sourceStore, trackerStore, snapshotReader, feedReader } = ports;
  const feedsInFlight = new Set<string>();
  const trackersInFlight = new Set<string>();
  const feedStore: SourceStore = {
    ...sourceStore,
    async savePoll(saved) {
      await sourceStore.savePoll(saved);
      if (saved.added.length + saved.edited.length + saved.notices.length > 0) onNews();
    },
  };
  return async () => {
    const [feeds, trackers] = await Promise.all([
      pollDueFeeds({
        ...ports,
        sources: sources.feeds,
        store: feedStore,
        reader: feedReader,
        inFlight: feedsInFlight,
      }),
      pollDueTrackers({
        ...ports,
        trackers: sources.trackers,
        sources: sourceStore,
        store: trackerStore,
        reader: snapshotReader,
        inFlight: trackersInFlight,
      }),
    ]);
    return { feeds, trackers };
  };
}

async function decideWhatWaits(
  ports: StagePorts,
  classifier: Classifier,
  mergeWaiting: () => Promise<number>,
): Promise<void> {
  const { items, events, alerts, reading, clock, log, desk, advisor } = ports;
  let advised = 0;
  do {
    while ((await classifyItems({ items, classifier }, { leaveForAdvice: advisor !== null })) > 0);
    await mergeWaiting();
    await decideEvents({ store: events, clock, log, reading, desk, digests: alerts });
    // Asked after what alerts has gone on.
    advised = advisor === null ? 0 : await adviseItems({ items, classifier, advisor });
  } while (advised > 0);
}

/** Small enough that an answer to a command never waits for a page. */
const PEOPLE_PAGE = 200;

/** Reads the register again when it has changed, page by page. */
async function refreshRegister({ reading, register, timer }: StagePorts): Promise<void> {
  const version = await reading.registerVersion();
  if (version === register.version) return;
  const ids = new Set<string>();
  let page = await reading.people({ after: null, limit: PEOPLE_PAGE });
  while (page.length > 0) {
    register.add(page);
    for (const { id } of page) ids.add(id);
    await timer.sleep(0);
    page = await reading.people({ after: page.at(-1)?.id ?? null, limit: PEOPLE_PAGE });
  }
  register.keep(ids, version);
}
