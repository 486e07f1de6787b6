import { AsyncLocalStorage } from "node:async_hooks";
import { digestEndsIn } from "./alert/digest-step.ts";
import { hostsOf } from "./alert/links.ts";
import { targetOf } from "./alert/recipients.ts";
import type { Network } from "./app-options.ts";
import { noteAnswers } from "./bot/note-answers.ts";
import { CALL_TIMEOUT_SECONDS, createBot } from "./bot/bot.ts";
import { registerCommands } from "./bot/commands.ts";
import { moderationFeature } from "./bot/features/moderation.ts";
import { startPolling } from "./bot/polling.ts";
import { startRegistering } from "./bot/registering.ts";
import { createTelegramSender, senderOver } from "./bot/sender.ts";
import { createTelegramPool, type TelegramPool } from "./bot/telegram-pool.ts";
import { type AnswerPace, createAnswerPace } from "./bot/wait-when-told.ts";
import type { Answered } from "./bot/watch-updates.ts";
import { createWebhook, type Webhook } from "./bot/webhook.ts";
import { createPicture } from "./chart/picture.ts";
import type { Config } from "./config.ts";
import type { Sources } from "./domain/source.ts";
import { dayOf } from "./domain/time.ts";
import { activeModerators } from "./moderate/session-actions.ts";
import type { Register } from "./people/register.ts";
import type { Clock } from "./ports/clock.ts";
import type { EventStore } from "./ports/event-store.ts";
import type { Log } from "./ports/log.ts";
import type { UpdateLog } from "./ports/replicas.ts";
import type { Sender } from "./ports/outbox.ts";
import type { Storage } from "./store/storage.ts";
import { createSubscriberActions, type SubscriberActions } from "./subscribers/actions.ts";
import type { Roster } from "./subscribers/roster.ts";
import { acceptHeldList } from "./held-list.ts";
import { randomIds } from "./system/machine.ts";
import { timedCodes } from "./system/totp.ts";

/** What runs between start and stop. */
export interface Running {
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface ChannelParts {
  readonly config: Config;
  readonly sources: Sources;
  readonly storage: Storage;
  readonly log: Log;
  readonly clock: Clock;
  readonly network?: Network;
  readonly roster: Roster;
  readonly register: Register;
  /** A moderator decided something: it goes on at once, not at the next wake. */
  readonly ruled: () => void;
  /** Told of each update that was handled. */
  readonly answered: Answered;
}

/** The chat side of the composition root: the bot, the sender of alerts, and the way in which updates come. */
export interface Channel {
  readonly bot: ReturnType<typeof createBot>;
  readonly sender: Sender;
  readonly subscribers: SubscriberActions;
  /** Null unless Telegram calls us. */
  readonly webhook: Webhook | null;
  readonly updates: Running;
  close(): Promise<void>;
}

/** The terminal's transformer keeps every call on this machine, so any text will do. */
const TERMINAL_TOKEN = "1:terminal";
const CONNECT_WITHIN_MS = 10_000;

export function createChannel(parts: ChannelParts): Channel {
  const { config, storage, clock, roster } = parts;
  const { updates, telegramApiRoot: apiRoot, paidBroadcast } = config;
  const token = updates.kind === "terminal" ? TERMINAL_TOKEN : updates.token;
  const own = parts.network === undefined ? {} : { fetch: parts.network.alerts };
  const pace = createAnswerPace();
  const telegram =
    updates.kind === "terminal"
      ? null
      : createTelegramSender({ token, apiRoot, paidBroadcast, pace, ...own });
  const sender: Sender = telegram ?? terminalSender(() => bot.api);
  const { subscribers: store, outbox, alerts } = storage;
  const digestEnds = digestEndsIn(alerts, clock);
  const subscribers = createSubscriberActions({ store, roster, outbox, sender, clock, digestEnds });
  const answers = createTelegramPool({
    connectMs: CONNECT_WITHIN_MS,
    silenceMs: CALL_TIMEOUT_SECONDS * 1000,
  });
  const bot = createChatBot(parts, token, subscribers, { answers, pace });
  // That an answer was sent is no effect of the update that it answers: the effect may be still to come, and fail.
  const beside = AsyncLocalStorage.snapshot();
  bot.api.config.use(
    noteAnswers({
      outbox: { noteSent: (...sent) => beside(() => outbox.noteSent(...sent)) },
      clock,
      log: parts.log,
      wishesOf: (chatId, threadId) => {
        const subscriber = roster.get(chatId, threadId);
        return subscriber === null ? null : targetOf(subscriber);
      },
    }),
  );
  const webhook =
    updates.kind === "webhook" ? createWebhook(bot, updates.url, updates.secret, parts.log) : null;
  return {
    bot,
    sender,
    subscribers,
    webhook,
    updates: createUpdates(parts, bot, webhook),
    close: async () => {
      await Promise.all([telegram?.close(), answers.destroy()]);
    },
  };
}

/** In the terminal alerts go through the bot's own API, which is there only after it. */
function terminalSender(api: () => Channel["bot"]["api"]): Sender {
  return senderOver(
    {
      sendMessage: (...call) => api().sendMessage(...call),
      editMessageText: (...call) => api().editMessageText(...call),
      deleteMessage: (...call) => api().deleteMessage(...call),
    },
    false,
  );
}

function createChatBot(
  parts: ChannelParts,
  token: string,
  subscribers: SubscriberActions,
  { answers, pace }: { readonly answers: TelegramPool; readonly pace: AnswerPace },
): Channel["bot"] {
  const { config, sources, storage, log, clock, register: search, ruled } = parts;
  const { reading, audit, switches } = storage;
  const { moderatorIds, telegramApiRoot: apiRoot, updates } = config;
  // A terminal shows words only.
  const picture = updates.kind === "terminal" ? null : createPicture();
  return createBot({
    token,
    apiRoot,
    fetch: parts.network?.answers ?? answers.fetch,
    pace,
    ports: { reading, search, subscribers, clock, log, sources, moderatorIds, picture },
    answered: parts.answered,
    // The terminal counts its lines from one at each start.
    ...(updates.kind === "terminal"
      ? {}
      : { once: (...update: Parameters<UpdateLog["once"]>) => storage.updates.once(...update) }),
    moderation: moderationFeature({
      store: announcing(storage.events, ruled),
      audit,
      switches,
      clock,
      ids: randomIds,
      reading,
      search,
      moderatorIds,
      desk: storage.desk,
      edits: storage.register,
      cards: storage.cards,
      sourceHosts: hostsOf(sources),
      moderators: storage.moderators,
      codes: timedCodes,
      feedIds: sources.feeds.map(({ id }) => id),
      acceptList: (trackerId) => acceptHeldList(parts, trackerId),
      languages: {
        of: async (chatId) => (await subscribers.find({ chatId, threadId: null }))?.language ?? "en",
        remember: (chatId, language) => subscribers.setLanguage({ chatId, threadId: null }, language),
      },
      ruled,
    }),
  });
}

function announcing(events: EventStore, ruled: () => void): EventStore {
  return {
    ...events,
    async saveRuling(...ruling) {
      const saved = await events.saveRuling(...ruling);
      ruled();
      return saved;
    },
    async saveFinding(...posted) {
      await events.saveFinding(...posted);
      ruled();
    },
  };
}

function createUpdates(
  { config, log, clock, storage: { moderators, alerts } }: ChannelParts,
  bot: Channel["bot"],
  webhook: Webhook | null,
): Running {
  const registerMenus = async (): Promise<void> => {
    const active = await activeModerators({ moderators, moderatorIds: config.moderatorIds });
    await registerCommands(
      bot.api,
      active.map((it) => it.telegramId),
    );
  };
  // Told once a day, for whoever has the token may try it every minute.
  const taken = async (): Promise<void> => {
    log.warn("bot_webhook_taken");
    await alerts
      .saveNotice({ key: `updates_taken:${dayOf(clock.now())}`, code: "updates_taken", facts: {} })
      .catch((error: unknown) => log.error("notice_failed", error));
  };
  let coming: { stop(): Promise<void> } | null = null;
  return {
    async start() {
      if (config.updates.kind === "terminal") return;
      // The menu is a comfort: the bot answers also while it cannot be registered.
      registerMenus().catch((error: unknown) => log.error("commands_failed", error));
      coming = webhook === null ? startPolling(bot, log, taken) : startRegistering(webhook, { log, taken });
    },
    async stop() {
      await coming?.stop();
    },
  };
}
