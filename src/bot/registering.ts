import { setTimeout as sleep } from "node:timers/promises";
import { GrammyError } from "grammy";

import type { Log } from "../ports/log.ts";
import type { Webhook } from "./webhook.ts";

const MAX_WAIT_MS = 60_000;
/** A call that hangs may go on: nothing is lost with it. */
const STOP_WITHIN_MS = 1000;
/** So long somebody who has the token may hear in our place what people write. */
const LOOK_EVERY_MS = 5 * 60_000;

export interface Registering {
  readonly log: Log;
  /** Somebody who has the token took the updates away. */
  readonly taken: () => Promise<void>;
  readonly lookEveryMs?: number;
}

/**
 * Tells Telegram where to call until Telegram has heard it, and again when somebody else told it another address: a
 * start must not depend on the network. Raw errors are not logged: they carry the token.
 */
export function startRegistering(webhook: Webhook, options: Registering): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const done = keep(webhook, options, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await Promise.race([done, sleep(STOP_WITHIN_MS, undefined, { ref: false })]);
    },
  };
}

async function keep(
  webhook: Webhook,
  { log, taken, lookEveryMs = LOOK_EVERY_MS }: Registering,
  stopped: AbortSignal,
): Promise<void> {
  await register(webhook, log, stopped);
  while (!stopped.aborted) {
    await sleep(lookEveryMs, undefined, { signal: stopped, ref: false }).catch(() => undefined);
    if (stopped.aborted || !(await webhook.isTaken())) continue;
    await taken();
    await register(webhook, log, stopped);
  }
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
