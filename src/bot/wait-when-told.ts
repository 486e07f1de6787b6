import { setTimeout as sleep } from "node:timers/promises";

import type { Transformer } from "grammy";

/** Longer than that nobody waits for an answer. */
const MOST_SECONDS = 10;
const TRIES = 2;

/** When Telegram says «too many requests» the answer waits as long as told, and is tried again. */
export const waitWhenTold: Transformer = async (previous, method, payload, signal) => {
  let result = await previous(method, payload, signal);
  for (let tries = 0; tries < TRIES && !result.ok; tries += 1) {
    const seconds = result.parameters?.retry_after;
    if (seconds === undefined || seconds > MOST_SECONDS) break;
    await sleep(seconds * 1000);
    result = await previous(method, payload, signal);
  }
  return result;
};
