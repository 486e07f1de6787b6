import { setTimeout as sleep } from "node:timers/promises";

import type { Transformer } from "grammy";

/** Longer than that nobody waits for an answer. */
const MOST_MS = 30_000;
const TRIES = 3;
/** After a refusal the answers go out at 25 a second for a while, so that they do not provoke the next one. */
const GAP_MS = 40;
const CAREFUL_MS = 10_000;

export interface WaitOptions {
  /** Monotonic milliseconds. */
  readonly nowMs: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
}

/**
 * When Telegram says «too many requests» all answers wait as long as told, and then leave one after another:
 * a burst of commands must not become a storm of refusals that holds up the alerts as well.
 */
export function waitWhenTold(options: WaitOptions = { nowMs: () => performance.now(), sleep }): Transformer {
  const { nowMs } = options;
  let freeFromMs = 0;
  let carefulUntilMs = 0;

  /** Waits for a place; false when that would take too long. */
  const place = async (): Promise<boolean> => {
    const now = nowMs();
    if (now >= carefulUntilMs) return true;
    const at = Math.max(now, freeFromMs);
    if (at - now > MOST_MS) return false;
    freeFromMs = at + GAP_MS;
    if (at > now) await options.sleep(at - now);
    return true;
  };
  const told = (seconds: number): void => {
    freeFromMs = Math.max(freeFromMs, nowMs() + seconds * 1000);
    carefulUntilMs = freeFromMs + CAREFUL_MS;
  };

  return async (previous, method, payload, signal) => {
    if (method === "getUpdates") return previous(method, payload, signal);
    await place();
    let result = await previous(method, payload, signal);
    for (let tries = 0; tries < TRIES && !result.ok; tries += 1) {
      const seconds = result.parameters?.retry_after;
      if (seconds === undefined) break;
      told(seconds);
      if (!(await place())) break;
      result = await previous(method, payload, signal);
    }
    return result;
  };
}
