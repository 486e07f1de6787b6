import { setTimeout as sleep } from "node:timers/promises";
import { GrammyError } from "grammy";

import type { Log } from "../ports/log.ts";
import type { Webhook } from "./webhook.ts";

const MAX_WAIT_MS = 60_000;

/**
 * Tells Telegram where to call until Telegram has heard it: a start must not depend on the network. Raw errors are
 * not logged: they carry the token.
 */
export function startRegistering(webhook: Webhook, log: Log): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const done = register(webhook, log, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await done;
    },
  };
}

async function register(webhook: Webhook, log: Log, stopped: AbortSignal): Promise<void> {
  for (let failures = 0; !stopped.aborted;) {
    try {
      await webhook.register();
      log.info("bot_webhook");
      return;
    } catch (error) {
      failures += 1;
      const code = error instanceof GrammyError ? error.error_code : null;
      log.warn("bot_webhook_failed", { failures, code });
      await sleep(Math.min(MAX_WAIT_MS, 500 * 2 ** failures), undefined, { signal: stopped }).catch(
        () => undefined,
      );
    }
  }
}
