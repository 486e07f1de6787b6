import { setTimeout as sleep } from "node:timers/promises";

import { type Bot, GrammyError } from "grammy";

import type { Log } from "../ports/log.ts";
import type { BotContext } from "./context.ts";

export interface Polling {
  /** Lets the update in hand finish and tells Telegram what was handled. */
  stop(): Promise<void>;
}

export const UPDATES = ["message", "callback_query", "inline_query", "my_chat_member"] as const;
const LONG_POLL_SECONDS = 25;
const STOP_WITHIN_MS = 5000;
const MAX_WAIT_MS = 60_000;

/**
 * Long polling until `stop`. What Telegram or the network answers never ends it: it waits and asks again.
 * Raw errors are not logged: they carry the token.
 */
export function startPolling(bot: Bot<BotContext>, log: Log): Polling {
  const stopping = new AbortController();
  const finished = poll(bot, log, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      // Telling Telegram may hang on a dead network: the updates in hand would then come once more.
      const told = bot.isRunning() ? bot.stop().catch(() => undefined) : undefined;
      await Promise.race([Promise.all([finished, told]), sleep(STOP_WITHIN_MS, undefined, { ref: false })]);
    },
  };
}

async function poll(bot: Bot<BotContext>, log: Log, stopped: AbortSignal): Promise<void> {
  for (let failures = 0; !stopped.aborted;) {
    try {
      // grammY names the signal of its polyfill; Node's own is the same at run time.
      await bot.init(stopped as unknown as Parameters<typeof bot.init>[0]);
      await bot.start({
        allowed_updates: UPDATES,
        timeout: LONG_POLL_SECONDS,
        onStart: () => {
          failures = 0;
          log.info("bot_polling");
        },
      });
    } catch (error) {
      failures += 1;
      log.warn("bot_polling_failed", {
        failures,
        code: error instanceof GrammyError ? error.error_code : null,
      });
      await waitUnlessStopped(Math.min(MAX_WAIT_MS, 500 * 2 ** failures), stopped);
    }
  }
}

async function waitUnlessStopped(ms: number, stopped: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal: stopped });
  } catch {
    // Stopped while waiting: the loop ends by itself.
  }
}
