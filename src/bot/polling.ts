import { setTimeout as sleep } from "node:timers/promises";

import { type Bot, GrammyError } from "grammy";
import type { Update } from "grammy/types";

import type { Log } from "../ports/log.ts";
import type { BotContext } from "./context.ts";
import { createInHand, type InHand } from "./in-hand.ts";

export interface Polling {
  /** Lets the updates in hand finish and tells Telegram what was handled. */
  stop(): Promise<void>;
}

export const UPDATES = ["message", "callback_query", "inline_query", "my_chat_member"] as const;
const LONG_POLL_SECONDS = 25;
const STOP_WITHIN_MS = 5000;
const MAX_WAIT_MS = 60_000;
/** With so few in hand at once, alerts find their turn between them also in a flood. */
export const IN_HAND_MOST = 25;
/** So many slow ones are not waited for: the next are taken in hand beside them. */
const FEW = 6;
/** What Telegram gives at once, what was taken before and is not yet confirmed included. */
const GIVEN_MOST = 100;
/**
 * Whoever hangs longer has lost his turn; the answer may still come, nobody waits for it. A database that died without
 * a word is noticed sooner (5 s to connect, 15 s of silence), so that what hangs so long hangs on Telegram: otherwise
 * something would count as received that nobody noted.
 */
const HANDLE_WITHIN_MS = 25_000;
/** A store that is away is asked again. */
const AGAIN_MS = 1000;
/** As long the updates in hand are waited for before new ones are asked for beside the slow ones. */
const PATIENCE_MS = 250;

/**
 * Long polling until `stop`. An update counts as received, for Telegram, only when it and all before it are handled:
 * after a crash they come again. What Telegram or the network answers never ends it: it waits and asks again.
 * Raw errors are not logged: they carry the token.
 *
 * @param taken somebody who has the token set a webhook, and heard in our place what people write
 */
export function startPolling(
  bot: Bot<BotContext>,
  log: Log,
  taken: () => Promise<void> = async () => undefined,
): Polling {
  const stopping = new AbortController();
  const inHand = createInHand({
    handle: (update) => handle(bot, log, update),
    pause: () => pauseUnlessStopped(stopping.signal),
    handleWithinMs: HANDLE_WITHIN_MS,
    onSlow: (update) => log.warn("bot_update_slow", { updateId: update.update_id }),
  });
  const finished = poll(bot, { log, taken }, inHand, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await Promise.race([
        finished.then(() => confirm(bot, inHand)),
        sleep(STOP_WITHIN_MS, undefined, { ref: false }),
      ]);
    },
  };
}

/**
 * Failures of a handler are apologised for within the bot. What fails here is the store, which could not note the
 * update as heard: it is tried again, and meanwhile Telegram is not told that it was received.
 */
async function handle(bot: Bot<BotContext>, log: Log, update: Update): Promise<"handled" | "away"> {
  try {
    await bot.handleUpdate(update);
    return "handled";
  } catch {
    log.warn("bot_update_waits", { updateId: update.update_id });
    return "away";
  }
}

async function pauseUnlessStopped(stopped: AbortSignal): Promise<void> {
  await waitUnlessStopped(AGAIN_MS, stopped);
  // Unfinished for ever: after the next start it comes again.
  if (stopped.aborted) await new Promise(() => undefined);
}

async function poll(
  bot: Bot<BotContext>,
  { log, taken }: { readonly log: Log; readonly taken: () => Promise<void> },
  inHand: InHand,
  stopped: AbortSignal,
): Promise<void> {
  let isReady = false;
  for (let failures = 0; !stopped.aborted;) {
    try {
      if (!isReady) await prepare(bot, stopped);
      if (!isReady || failures > 0) log.info("bot_polling");
      isReady = true;
      failures = 0;
      await turn(bot, inHand, stopped);
    } catch (error) {
      if (stopped.aborted) return;
      failures += 1;
      log.warn("bot_polling_failed", {
        failures,
        code: error instanceof GrammyError ? error.error_code : null,
      });
      if (error instanceof GrammyError && error.error_code === 409) {
        // A webhook that somebody set in the meantime keeps us from asking.
        isReady = false;
        if (/webhook is active/iu.test(error.description)) await taken();
      }
      await waitUnlessStopped(Math.min(MAX_WAIT_MS, 500 * 2 ** failures), stopped);
    }
  }
}

/**
 * Asks once. While a handler is at work Telegram answers with its update and those behind it again: what is asked for
 * reaches beyond them, so that one slow chat does not hold up all others.
 */
async function turn(bot: Bot<BotContext>, inHand: InHand, stopped: AbortSignal): Promise<void> {
  const isIdle = inHand.size() === 0;
  const updates = await bot.api.getUpdates(
    {
      offset: inHand.offset(),
      limit: Math.min(GIVEN_MOST, inHand.taken() + Math.max(FEW, IN_HAND_MOST - inHand.size())),
      timeout: isIdle ? LONG_POLL_SECONDS : 0,
      allowed_updates: UPDATES,
    },
    signalOf(stopped),
  );
  if (isIdle && updates.length === 0) inHand.startAnew();
  const isMore = inHand.take(updates) > 0;
  // What Telegram gives again while the store is away is not asked for more often than the store.
  await inHand.settled(!isMore && inHand.isAway() ? AGAIN_MS : PATIENCE_MS, isMore ? FEW : 0);
}

async function prepare(bot: Bot<BotContext>, stopped: AbortSignal): Promise<void> {
  await bot.init(signalOf(stopped));
  await bot.api.deleteWebhook({}, signalOf(stopped));
}

async function confirm(bot: Bot<BotContext>, inHand: InHand): Promise<void> {
  await inHand.settled(STOP_WITHIN_MS);
  if (inHand.offset() === 0) return;
  // Telling Telegram may fail on a dead network: what was handled would then come once more.
  await bot.api.getUpdates({ offset: inHand.offset(), limit: 1, timeout: 0 }).catch(() => undefined);
}

/** grammY names the signal of its polyfill; Node's own is the same at run time. */
function signalOf(signal: AbortSignal): Parameters<Bot["init"]>[0] {
  return signal as unknown as Parameters<Bot["init"]>[0];
}

async function waitUnlessStopped(ms: number, stopped: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal: stopped });
  } catch {
    // Stopped while waiting: the loop ends by itself.
  }
}
