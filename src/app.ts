import { type BirthdayReminder, createBirthdayReminder } from "./alert/birthday-step.ts";
import { hostsOf } from "./alert/links.ts";
import { createTerminalChat, type TerminalChat, type TerminalOptions } from "./bot/terminal.ts";
import { type Channel, createChannel, type Running } from "./channel.ts";
import type { Config } from "./config.ts";
import { createGate } from "./deliver/gate.ts";
import { createDeliverer, type Deliverer } from "./deliver/step.ts";
import type { Sources } from "./domain/source.ts";
import { activeModerators } from "./moderate/session-actions.ts";
import { createRegister, type Register } from "./people/register.ts";
import type { Clock } from "./ports/clock.ts";
import type { Log } from "./ports/log.ts";
import type { Sender } from "./ports/outbox.ts";
import type { Timer } from "./ports/timer.ts";
import { createAdvisor } from "./sources/advisor.ts";
import { createFeedReader } from "./sources/feed-reader.ts";
import { createHttpFetcher, userAgent } from "./sources/http-fetcher.ts";
import { createSnapshotReader } from "./sources/tracker-reader.ts";
import { createStages, type PollReport, type Stages } from "./stages.ts";
import type { Storage } from "./store/storage.ts";
import { createRoster, type Roster } from "./subscribers/roster.ts";
import { createSweeper } from "./subscribers/step.ts";
import { createWake } from "./system/cron.ts";
import { randomIds, systemRandom } from "./system/machine.ts";
import { type Readiness, startWebServer, type WebServer } from "./web/server.ts";

export interface AppOptions {
  readonly config: Config;
  readonly sources: Sources;
  readonly storage: Storage;
  readonly log: Log;
  /** The demo and tests bring their own time. */
  readonly clock: Clock;
  readonly timer: Timer;
  readonly version: string;
  /** How the terminal shows the chat; used when there is no token. */
  readonly terminal: Omit<TerminalOptions, "bot">;
}

export interface App {
  /** Telegram, cron and the web server begin; what a crash left is taken up again. */
  start(): Promise<void>;
  /** At most 10 s: what is in flight ends, the rest waits in its tables. */
  stop(): Promise<void>;
  /** One round over all due sources, carried through to the outbox. */
  poll(): Promise<PollReport>;
  /** The terminal as a chat; null on Telegram. */
  readonly terminal: TerminalChat | null;
}

const FETCH_LIMITS = { perHost: 1, total: 6, connectMs: 10_000, totalMs: 20_000 };
/** A moderator's queue can wait so long for a further opinion. */
const ADVICE_WITHIN_MS = 8000;
const EVERY_MINUTE = "* * * * *";
/** Embargoes and cool-offs that end are not to wait for a poll. */
const EVERY_FIVE_SECONDS = "*/5 * * * * *";
const ROUNDS_END_WITHIN_MS = 4000;
const POLL_OVERDUE_MS = 10 * 60_000;

/** The composition root: adapters, then stages, then start and stop. */
export async function createApp(options: AppOptions): Promise<App> {
  const { config, storage, log, timer } = options;
  const roster = createRoster(await storage.subscribers.all());
  const register = createRegister();
  const channel = createChannel({ ...options, roster, register, ruled: () => stages.nudge() });
  const isTerminal = config.updates.kind === "terminal";
  const terminal = isTerminal ? await createTerminalChat({ ...options.terminal, bot: channel.bot }) : null;
  const deliverer = await createDelivery(options, channel);
  const fetcher = createHttpFetcher({
    ...FETCH_LIMITS,
    userAgent: userAgent(options.version),
    allowPrivate: config.allowPrivateAddresses,
    log,
  });
  const stages = assembleStages(options, { roster, register, deliverer, fetcher });
  const birthdays = createBirthdayReminder({
    alerts: storage.alerts,
    audience: roster,
    reading: storage.reading,
    clock: options.clock,
    timer,
    written: () => deliverer.nudge(),
  });
  const parts: readonly (Running | null)[] = [
    config.roles.has("sender") ? deliverer : null,
    config.roles.has("sender")
      ? createWake(EVERY_MINUTE, minutely(options, channel.sender, stages, birthdays), log)
      : null,
    config.roles.has("poller") ? createPoller(options, stages) : null,
    config.roles.has("web") ? createWeb(options, channel.webhook, stages, deliverer) : null,
    config.roles.has("bot") ? channel.updates : null,
  ];
  const running = parts.filter((part) => part !== null);
  return {
    terminal,
    poll: () => stages.poll(),
    async start() {
      for (const part of running) await part.start();
      log.info("started", { version: options.version, updates: config.updates.kind });
    },
    async stop() {
      for (const part of running.toReversed()) await part.stop();
      await fetcher.close();
      await Promise.race([stages.idle(), timer.sleep(ROUNDS_END_WITHIN_MS)]);
      await channel.close();
      await storage.close();
      log.info("stopped");
    },
  };
}

async function createDelivery(options: AppOptions, { sender, subscribers }: Channel): Promise<Deliverer> {
  const { config, storage, log, clock, timer } = options;
  const { outbox, alerts, switches } = storage;
  const gate = createGate({
    ratePerSecond: config.sendRatePerSecond,
    nowMs: () => timer.nowMs(),
    shutUntil: await outbox.shutUntil(),
    now: clock.now(),
    persist: (until) => outbox.shut(until),
  });
  return createDeliverer({
    outbox,
    alerts,
    sender,
    switches,
    clock,
    log,
    gate,
    lanes: config.sendLanes,
    timer,
    chats: subscribers,
  });
}

interface StageParts {
  readonly roster: Roster;
  readonly register: Register;
  readonly deliverer: Deliverer;
  readonly fetcher: ReturnType<typeof createHttpFetcher>;
}

function assembleStages(options: AppOptions, { roster, register, deliverer, fetcher }: StageParts): Stages {
  const { config, sources, storage, log, clock, timer } = options;
  return createStages({
    sources,
    log,
    clock,
    register,
    advisor:
      config.advisor === null ? null : createAdvisor({ ...config.advisor, timeoutMs: ADVICE_WITHIN_MS }),
    fetcher,
    sourceStore: storage.sources,
    trackerStore: storage.trackers,
    items: storage.items,
    events: storage.events,
    desk: storage.desk,
    reading: storage.reading,
    alerts: storage.alerts,
    audience: roster,
    feedReader: createFeedReader(clock),
    snapshotReader: createSnapshotReader(),
    timer,
    ids: randomIds,
    random: systemRandom,
    allowedHosts: hostsOf(sources),
    moderators: async () =>
      (await activeModerators({ moderators: storage.moderators, moderatorIds: config.moderatorIds })).map(
        ({ telegramId: chatId }) => ({ chatId, language: roster.get(chatId, null)?.language ?? "en" }),
      ),
    written: () => deliverer.nudge(),
  });
}

/** Digests, quiet hours that end, and what is kept no longer. */
function minutely(
  { storage, clock, log }: AppOptions,
  sender: Sender,
  stages: Stages,
  birthdays: BirthdayReminder,
): () => Promise<void> {
  const sweeper = createSweeper({ outbox: storage.outbox, store: storage.subscribers, sender, clock, log });
  return async () => {
    await stages.minute();
    await birthdays.remind();
    await sweeper.sweep();
  };
}

function createPoller({ config, log }: AppOptions, stages: Stages): Running {
  const wakes = [
    createWake(config.pollCron, () => stages.wake(), log),
    createWake(EVERY_FIVE_SECONDS, () => stages.carry(), log),
  ];
  return {
    async start() {
      await stages.carry();
      for (const wake of wakes) await wake.start();
    },
    async stop() {
      for (const wake of wakes) await wake.stop();
    },
  };
}

/** Without its database it can do nothing; what is wrong with it stands in the log of whoever wanted it. */
function unreadable(): Readiness {
  return { ready: false, checks: { database: "unreadable" } };
}

function createWeb(
  { config, storage, clock, log, sources }: AppOptions,
  webhook: Channel["webhook"],
  stages: Stages,
  deliverer: Deliverer,
): Running | null {
  const { httpHost: host, httpPort: port } = config;
  if (port === null) return null;
  const startedAt = clock.now();
  const readiness = async (): Promise<Readiness> => {
    const register = await storage.reading.registerVersion();
    const sincePollMs = clock.now().getTime() - (stages.lastPollAt() ?? startedAt).getTime();
    const isPolling = !config.roles.has("poller") || sincePollMs < POLL_OVERDUE_MS;
    const { circuitOpen, storeFailing, inFlight } = deliverer.status();
    return {
      ready: isPolling && !circuitOpen && !storeFailing,
      checks: {
        register,
        sincePollMs,
        circuitOpen,
        storeFailing,
        inFlight,
        queued: (await storage.outbox.counts())["queued"] ?? 0,
      },
    };
  };
  const publicPorts = {
    reading: storage.reading,
    clock,
    allowedHosts: hostsOf(sources),
    listName: (id: string) => sources.trackers.find((list) => list.id === id)?.outlet ?? id,
  };
  let server: WebServer | null = null;
  return {
    async start() {
      server = await startWebServer({
        host,
        port,
        readiness: () => readiness().catch(unreadable),
        webhook,
        publicPorts,
      });
      log.info("web_listening", { port: server.port });
    },
    async stop() {
      await server?.close();
    },
  };
}
