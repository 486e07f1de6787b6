import type { MiddlewareFn } from "grammy";

import type { BotContext } from "./context.ts";
import { chatOf } from "./in-hand.ts";

/** Who hangs longer holds up the next update of the chat no more. */
const PATIENCE_MS = 8000;

/**
 * Updates of one chat are handled one after another, as they came: who subscribes and thinks better of it at once must
 * not stay subscribed. A webhook brings them beside each other; polling keeps the order by itself.
 */
export function inTurn(): MiddlewareFn<BotContext> {
  const tails = new Map<number, Promise<void>>();
  return async ({ update }, next) => {
    const chat = chatOf(update);
    const before = tails.get(chat);
    const mine = before === undefined ? next() : inTime(before).then(next);
    const tail = mine.catch(() => undefined);
    tails.set(chat, tail);
    try {
      await mine;
    } finally {
      if (tails.get(chat) === tail) tails.delete(chat);
    }
  };
}

function inTime(work: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PATIENCE_MS);
    timer.unref();
    void work.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
