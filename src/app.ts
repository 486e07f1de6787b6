import { AsyncLocalStorage } from "node:async_hooks";
import { createBirthdayReminder } from "./alert/birthday-step.ts";
import { hostsOf } from "./alert/links.ts";
import type { AppOptions } from "./app-options.ts";
import { createTerminalChat, type TerminalChat } from "./bot/terminal.ts";
import { type Channel, createChannel, type Running } from "./channel.ts";
import type { Deliverer } from "./deliver/step.ts";
import type { Role } from "./environment.ts";
import { activeModerators } from "./moderate/session-actions.ts";
import { createObserving, createReporting, type Observing, type Reporting } from "./observing.ts";
import { createRegister, type Register } from "./people/register.ts";
import { createPolling } from "./polling.ts";
import { createReplicaNews } from "./replica-news.ts";
import { createSending, createSweeping } from "./sending.ts";
import { createWeb } from "./serving.ts";
import { createAdvisor } from "./sources/advisor.ts";
import { createFeedReader } from "./sources/feed-reader.ts";
import { createHttpFetcher, userAgent } from "./sources/http-fetcher.ts";
import { createSnapshotReader } from "./sources/tracker-reader.ts";
import { createStages, type PollReport, type Stages } from "./stages.ts";
import type { Storage } from "./store/storage.ts";
import { createRoster, type Roster } from "./subscribers/roster.ts";
import { createLeadership } from "./system/leadership.ts";
import { randomIds, systemRandom } from "./system/machine.ts";

export interface App {
  /** Telegram, cron and the web server begin; what a crash left is taken up again. */
  start(): Promise<void>;
  /** At most 10 s: what is in flight ends, the rest waits in its tables. */
  stop(): Promise<void>;
  /** One round over all due sources, carried through to the outbox; null while a replica that runs does it. */
  poll(): Promise<PollReport | null>;
  /** The terminal as a chat; null on Telegram. */
  readonly terminal: TerminalChat | null;
  /** Where updates come in when Telegram calls us; else null. */
  readonly webhook: Channel["webhook"];
}

const FETCH_LIMITS = { perHost: 1, total: 6, connectMs: 10_000, totalMs: 20_000 };
/** A moderator's queue can wait so long for a further opinion. */
const ADVICE_WITHIN_MS = 8000;
const ROUNDS_END_WITHIN_MS = 4000;
/** Longer than a round may take. */
const ONE_ROUND_MS = 120_000;
/** What is needed for answers comes after what sends them. */
const STARTED: readonly Role[] = ["sender", "poller", "web", "bot"];

/** The composition root: adapters, then stages, then start and stop. */
export async function createApp(given: AppOptions): Promise<App> {
  const observing = createObserving(given);
  const options = { ...given, storage: observing.storage };
  const { storage, log, timer, version, config } = options;
  const news = await createReplicaNews(storage.changes, timer);
  const parts = await assemble(options, observing, () => news.isCurrent());
  const { roster, channel, terminal, deliverer, fetcher, stages, polling, reporting } = parts;
  const roles: Readonly<Record<Role, readonly (Running | null)[]>> = {
    sender: [deliverer, createSweeping(options, channel)],
    poller: [polling],
    web: [createWeb(options, channel.webhook, { ...parts, observing })],
    bot: [createUpdating(options, channel)],
  };
  const running = STARTED.filter((role) => config.roles.has(role))
    .flatMap((role) => roles[role])
    .filter((part) => part !== null);
  return {
    terminal,
    webhook: channel.webhook,
    poll: () => pollOnce(storage, stages),
    async start() {
      await stages.refresh();
      news.begin({
        roster,
        subscribers: storage.subscribers,
        register: () => stages.refresh(),
        work: () => polling.nudge(),
        outbox: () => deliverer.nudge(),
        log,
      });
      for (const part of running) await part.start();
      log.info("started", { version, updates: config.updates.kind });
    },
    async stop() {
      // At once, so that none has to end in the time that another left.
      for (const stopped of await Promise.allSettled(running.map((part) => part.stop()))) {
        if (stopped.status === "rejected") log.error("stop_failed", stopped.reason);
      }
      await fetcher.close();
      await reporting.stop();
      await Promise.race([stages.idle(), timer.sleep(ROUNDS_END_WITHIN_MS)]);
      await news.stop();
      // An answer that is cut off now must not be stored as given: its update comes again, and is answered then.
      await storage.close();
      await channel.close();
      log.info("stopped");
    },
  };
}

/** @param isCurrent is what is held in memory as the database has it? */
async function assemble(options: AppOptions, observing: Observing, isCurrent: () => boolean) {
  const { config, storage } = options;
  // What a handler of an update causes beside itself is no part of that update.
  const beside = AsyncLocalStorage.snapshot();
  const roster = createRoster(await storage.subscribers.all());
  const register = createRegister();
  const ruled = (): void => void beside(() => polling.nudge());
  const { metrics } = observing;
  const channel = createChannel({
    ...options,
    roster,
    register,
    ruled,
    answered: (...answer) => metrics.answered(...answer),
  });
  const isTerminal = config.updates.kind === "terminal";
  const terminal = isTerminal ? await createTerminalChat({ ...options.terminal, bot: channel.bot }) : null;
  const deliverer = await createSending(options, channel, isCurrent);
  const fetcher = createFetcher(options);
  const reporting = createReporting(options, observing, () => polling.leads());
  const stages = assembleStages(options, { roster, register, channel, deliverer, fetcher, reporting });
  const polling = createPolling(options, stages, isCurrent, minutely(options, roster, stages, deliverer));
  return { roster, channel, terminal, deliverer, fetcher, stages, polling, reporting };
}

function createFetcher({ config, network, version, log }: AppOptions): Fetching {
  if (network !== undefined) return { ...network.fetcher, close: () => Promise.resolve() };
  return createHttpFetcher({
    ...FETCH_LIMITS,
    userAgent: userAgent(version),
    allowPrivate: config.allowPrivateAddresses,
    log,
  });
}

/** One round, unless a replica that runs asks the sources by itself. */
async function pollOnce({ leases }: Storage, stages: Stages): Promise<PollReport | null> {
  const lease = await leases.take("poller", ONE_ROUND_MS);
  if (lease === null) return null;
  try {
    return await leases.under(lease, () => stages.poll());
  } finally {
    await leases.release(lease);
  }
}

/** With a database of several replicas Telegram is asked for updates by one of them: it refuses a second. */
function createUpdating({ config, storage, timer, log }: AppOptions, { updates }: Channel): Running {
  if (config.updates.kind !== "polling" || config.database.kind === "sqlite") return updates;
  return createLeadership(
    { leases: storage.leases, timer, log },
    { name: "updates", gained: () => updates.start(), lost: () => updates.stop() },
  );
}

type Fetching = ReturnType<typeof createHttpFetcher>;

interface StageParts {
  readonly roster: Roster;
  readonly register: Register;
  readonly channel: Channel;
  readonly deliverer: Deliverer;
  readonly fetcher: Fetching;
  readonly reporting: Reporting;
}

function assembleStages(options: AppOptions, parts: StageParts): Stages {
  const { roster, register, channel, deliverer, fetcher, reporting } = parts;
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
    notices: {
      areHalted: async () => (await storage.switches.halted()) !== null,
      tellNow: (chatId, html) => tellNow(options, channel, chatId, html),
    },
    written: () => deliverer.nudge(),
    polled: (outcome) => reporting.polled(outcome),
  });
}

const NOTICE_WITHIN_MS = 5000;

/** The way of answers, which no halt stops. Who never wrote to the bot cannot be told. */
function tellNow({ timer }: AppOptions, { bot }: Channel, chatId: number, html: string): Promise<boolean> {
  const sent = bot.api
    .sendMessage(chatId, html, { parse_mode: "HTML", link_preview_options: { is_disabled: true } })
    .then(
      () => true,
      () => false,
    );
  return Promise.race([sent, timer.sleep(NOTICE_WITHIN_MS).then(() => false)]);
}

/** Digests, quiet hours that end, birthdays that come near. */
function minutely(
  { storage, clock, timer }: AppOptions,
  roster: Roster,
  stages: Stages,
  deliverer: Deliverer,
): () => Promise<void> {
  const birthdays = createBirthdayReminder({
    alerts: storage.alerts,
    audience: roster,
    reading: storage.reading,
    clock,
    timer,
    written: () => deliverer.nudge(),
  });
  return async () => {
    await stages.minute();
    await birthdays.remind();
  };
}
