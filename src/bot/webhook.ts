import { type Bot, webhookCallback } from "grammy";
import type { Log } from "../ports/log.ts";
import type { BotContext } from "./context.ts";
import { IN_HAND_MOST, UPDATES } from "./polling.ts";

export interface Webhook {
  readonly path: string;
  readonly handle: (request: Request) => Promise<Response>;
  /** Tells Telegram where to call. */
  register(): Promise<void>;
}

/** Telegram waits longer; who is later is called again, which has no second effect. */
const ANSWER_WITHIN_MS = 9000;

/**
 * Telegram calls us instead of being asked.
 *
 * @param url public https address whose path we serve
 * @param secret only requests that carry it count; all others get 401
 */
export function createWebhook(bot: Bot<BotContext>, url: string, secret: string, log: Log): Webhook {
  const handle = webhookCallback(bot, "std/http", {
    secretToken: secret,
    timeoutMilliseconds: ANSWER_WITHIN_MS,
    onTimeout: "throw",
  });
  return {
    path: new URL(url).pathname,
    async handle(request) {
      try {
        return await handle(request);
      } catch {
        // The store took nothing down, or the time was over: Telegram keeps the update and brings it again.
        log.warn("bot_update_waits");
        return new Response(null, { status: 503 });
      }
    },
    async register() {
      await bot.api.setWebhook(url, {
        secret_token: secret,
        allowed_updates: UPDATES,
        max_connections: IN_HAND_MOST,
      });
    },
  };
}
