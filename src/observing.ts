import type { AppOptions } from "./app-options.ts";
import type { Deliverer } from "./deliver/step.ts";
import { sourceReport } from "./ingest/health.ts";
import type { Polling } from "./polling.ts";
import { createHttpFetcher, userAgent } from "./sources/http-fetcher.ts";
import type { Stages } from "./stages.ts";
import type { Storage } from "./store/storage.ts";
import type { Roster } from "./subscribers/roster.ts";
import { createPing } from "./system/ping.ts";
import { createDueSince } from "./web/due-since.ts";
import { createMetrics, type Metrics } from "./web/metrics.ts";
import { watchOutbox } from "./web/metrics-delivery.ts";
import { createExposition, type Exposition, type SourceFigures } from "./web/metrics-state.ts";
import { createReadiness, type Readiness } from "./web/readiness.ts";

/** What is written down of the work while it goes on. */
export interface Observing {
  readonly metrics: Metrics;
  /** The storage whose deliveries are counted. */
  readonly storage: Storage;
  /** When this process last brought a delivery to an end. */
  lastEndedAt(): Date | null;
}

/** One for each app: nothing of it outlives the app or is shared with another. */
export function createObserving({ config, storage, version }: AppOptions): Observing {
  const isServed = config.roles.has("web") && config.httpPort !== null;
  const metrics = createMetrics(version, isServed);
  const watched = watchOutbox({ outbox: storage.outbox, figures: storage.figures, metrics });
  return {
    metrics,
    storage: { ...storage, outbox: watched.outbox },
    lastEndedAt: () => watched.lastEndedAt(),
  };
}

export interface Watched {
  readonly observing: Observing;
  readonly roster: Pick<Roster, "size">;
  readonly stages: Pick<Stages, "lastPollAt">;
  readonly polling: Pick<Polling, "leads" | "leadsSince">;
  readonly deliverer: Pick<Deliverer, "status">;
}

/** What operators and their machines may ask: `/readyz` and `/metrics`. */
export function createWatching(
  options: AppOptions,
  { observing, roster, stages, polling, deliverer }: Watched,
): { readonly readiness: () => Promise<Readiness>; readonly exposition: () => Promise<Exposition> } {
  const { storage, clock, timer, config } = options;
  const { outbox, switches, figures, reading } = storage;
  const common = {
    clock,
    timer,
    outbox,
    switches,
    dueSince: createDueSince(figures),
    delivery: () => deliverer.status(),
    lastPollAt: () => stages.lastPollAt(),
  };
  return {
    readiness: createReadiness({
      ...common,
      reading,
      figures,
      sends: config.roles.has("sender"),
      lastEndedAt: () => observing.lastEndedAt(),
      pollsSince: () => polling.leadsSince(),
    }),
    exposition: createExposition({
      ...common,
      registry: observing.metrics.registry,
      sources: () => sourceFigures(options),
      leads: () => polling.leads(),
      subscribers: () => roster.size,
    }),
  };
}

/** Of those that are asked: a source that is listed as broken would be an alarm that nobody can end. */
async function sourceFigures({ sources, storage, clock }: AppOptions): Promise<readonly SourceFigures[]> {
  const states = new Map((await storage.reading.sourceStates()).map((state) => [state.sourceId, state]));
  const asked = [...sources.feeds, ...sources.trackers].filter(({ status }) => status !== "broken");
  return asked.map((source) => {
    const { id, state, lastSuccess } = sourceReport(source, states.get(source.id), clock.now());
    return { id, state, lastSuccess };
  });
}

/** How a round over the sources ended. */
export type Polled = Parameters<Metrics["polled"]>[0];

export interface Reporting {
  polled(outcome: Polled): void;
  stop(): Promise<void>;
}

const PING_WITHIN_MS = 10_000;

/**
 * Counts rounds and tells the watcher of them, if there is one. A round that was taken from us, because another
 * replica leads, is that replica's to tell of.
 */
export function createReporting(
  { config, network, version, timer, log }: AppOptions,
  { metrics }: Pick<Observing, "metrics">,
  leads: () => boolean,
): Reporting {
  const { pingUrl, allowPrivateAddresses: allowPrivate } = config;
  const limits = { perHost: 1, total: 1, connectMs: PING_WITHIN_MS, totalMs: PING_WITHIN_MS };
  // Without a log: the watcher's address is a secret.
  const own = createHttpFetcher({ ...limits, userAgent: userAgent(version), allowPrivate });
  const ping =
    pingUrl === null ? null : createPing({ fetcher: network?.fetcher ?? own, timer, log }, pingUrl);
  return {
    polled(outcome) {
      if (!leads()) return;
      metrics.polled(outcome);
      if (outcome === "well") ping?.well();
      else ping?.failed();
    },
    stop: () => own.close(),
  };
}
