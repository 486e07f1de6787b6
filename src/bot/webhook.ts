import { type Bot, webhookCallback } from "grammy";
import type { Update } from "grammy/types";

import type { Log } from "../ports/log.ts";
import type { BotContext } from "./context.ts";
import { IN_HAND_MOST, UPDATES } from "./polling.ts";

export interface Webhook {
  readonly path: string;
  readonly handle: (request: Request) => Promise<Response>;
  /** Tells Telegram where to call. */
  register(): Promise<void>;
  /** Does Telegram call somebody else, or nobody? False where it does not say. */
  isTaken(): Promise<boolean>;
}

/** Telegram waits longer; who is later is called again, which has no second effect. */
const ANSWER_WITHIN_MS = 9000;
const SECRET_HEADER = "x-telegram-bot-api-secret-token";

/** The call carries no update. It is not from Telegram, and would be the same if it came again. */
class NoUpdate extends Error {}

/**
 * Telegram calls us instead of being asked.
 *
 * @param url public https address whose path we serve
 * @param secret only requests that carry it count; all others get 401
 */
export function createWebhook(bot: Bot<BotContext>, url: string, secret: string, log: Log): Webhook {
  const answer = webhookCallback(bot, overHttp, {
    secretToken: secret,
    timeoutMilliseconds: ANSWER_WITHIN_MS,
    onTimeout: "throw",
  });
  return {
    path: new URL(url).pathname,
    async handle(request) {
      try {
        return await answer(request);
      } catch (error) {
        if (error instanceof NoUpdate) return new Response("not an update of Telegram", { status: 400 });
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
    async isTaken() {
      try {
        const { url: calls = "" } = await bot.api.getWebhookInfo();
        return URL.parse(calls)?.href !== new URL(url).href;
      } catch {
        return false;
      }
    },
  };
}

/** As grammY asks of a web server. */
function overHttp(request: Request) {
  const { promise, resolve } = Promise.withResolvers<Response>();
  return {
    // Read only when the secret was right.
    get update() {
      return updateIn(request);
    },
    header: request.headers.get(SECRET_HEADER) ?? "",
    end: () => resolve(new Response(null, { status: 200 })),
    respond: (json: string) =>
      resolve(new Response(json, { headers: { "content-type": "application/json" } })),
    unauthorized: () => resolve(new Response("not called by Telegram", { status: 401 })),
    handlerReturn: promise,
  };
}

/** @throws NoUpdate */
async function updateIn(request: Request): Promise<Update> {
  const body = await request.text();
  let found: unknown;
  try {
    found = JSON.parse(body);
  } catch {
    throw new NoUpdate();
  }
  if (typeof found !== "object" || found === null || !("update_id" in found)) throw new NoUpdate();
  if (!Number.isSafeInteger(found.update_id)) throw new NoUpdate();
  // Telegram says what else is in it.
  return found as Update;
}
