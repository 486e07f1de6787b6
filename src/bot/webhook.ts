import { type Bot, webhookCallback } from "grammy";
import type { BotContext } from "./context.ts";
import { UPDATES } from "./polling.ts";

export interface Webhook {
  readonly path: string;
  readonly handle: (request: Request) => Promise<Response>;
  /** Tells Telegram where to call. */
  register(): Promise<void>;
}

/** Telegram waits longer, but a late answer makes it call again. */
const ANSWER_WITHIN_MS = 9000;

/**
 * Telegram calls us instead of being asked.
 *
 * @param url public https address whose path we serve
 * @param secret only requests that carry it count; all others get 401
 */
export function createWebhook(bot: Bot<BotContext>, url: string, secret: string): Webhook {
  return {
    path: new URL(url).pathname,
    handle: webhookCallback(bot, "std/http", {
      secretToken: secret,
      timeoutMilliseconds: ANSWER_WITHIN_MS,
      onTimeout: "return",
    }),
    async register() {
      await bot.api.setWebhook(url, { secret_token: secret, allowed_updates: UPDATES });
    },
  };
}
