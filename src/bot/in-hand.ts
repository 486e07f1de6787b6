import { setTimeout as sleep } from "node:timers/promises";

import type { Update } from "grammy/types";

export interface InHandOptions {
  /** Must not reject. */
  readonly handle: (update: Update) => Promise<void>;
  /** A handler that takes longer is no longer waited for. */
  readonly handleWithinMs: number;
  readonly onSlow: (update: Update) => void;
}

/** Updates that are being handled: those of one chat one after another, those of different chats beside each other. */
export interface InHand {
  /** Begins with those that were not taken before; @returns how many these are */
  take(updates: readonly Update[]): number;
  size(): number;
  /** Everything before it is handled: Telegram may forget it. 0: nothing was taken yet. */
  offset(): number;
  /** Resolves when nothing is in hand, or when the time is over. */
  settled(withinMs: number): Promise<void>;
  /** Telegram holds nothing more: after a quiet week its numbers begin anew, perhaps with lower ones. */
  startAnew(): void;
}

export function createInHand({ handle, handleWithinMs, onSlow }: InHandOptions): InHand {
  const unfinished = new Set<number>();
  const tails = new Map<number, Promise<void>>();
  let next = 0;
  const empty = createBell();

  async function handleInTime(update: Update): Promise<void> {
    const overdue = new AbortController();
    const timeout = sleep(handleWithinMs, "slow" as const, { signal: overdue.signal, ref: false }).catch(
      () => "done" as const,
    );
    const outcome = await Promise.race([handle(update).then(() => "done" as const), timeout]);
    overdue.abort();
    if (outcome === "slow") onSlow(update);
  }

  function begin(update: Update): void {
    const chat = chatOf(update);
    unfinished.add(update.update_id);
    const tail = (tails.get(chat) ?? Promise.resolve())
      .then(() => handleInTime(update))
      .then(() => {
        unfinished.delete(update.update_id);
        if (tails.get(chat) === tail) tails.delete(chat);
        if (unfinished.size === 0) empty.ring();
      });
    tails.set(chat, tail);
  }

  return {
    take(updates) {
      const fresh = updates.filter(({ update_id: id }) => id >= next);
      for (const update of fresh) {
        next = Math.max(next, update.update_id + 1);
        begin(update);
      }
      return fresh.length;
    },
    size: () => unfinished.size,
    offset: () => (unfinished.size === 0 ? next : Math.min(...unfinished)),
    async settled(withinMs) {
      if (unfinished.size > 0) await empty.heard(withinMs);
    },
    startAnew() {
      if (unfinished.size === 0) next = 0;
    },
  };
}

interface Bell {
  ring(): void;
  /** Resolves with the next ring, or when the time is over. */
  heard(withinMs: number): Promise<void>;
}

function createBell(): Bell {
  let waiting: (() => void)[] = [];
  return {
    ring() {
      for (const wake of waiting.splice(0)) wake();
    },
    async heard(withinMs) {
      const over = new AbortController();
      let wake = (): void => undefined;
      const rung = new Promise<void>((resolve) => (wake = resolve));
      waiting.push(wake);
      await Promise.race([rung, sleep(withinMs, undefined, { signal: over.signal }).catch(() => undefined)]);
      over.abort();
      waiting = waiting.filter((each) => each !== wake);
    },
  };
}

/** Whose turn it is; an update without a chat belongs to its person. */
function chatOf(update: Update): number {
  const { message, callback_query: press, inline_query: inline, my_chat_member: member } = update;
  return message?.chat.id ?? press?.message?.chat.id ?? member?.chat.id ?? (press ?? inline)?.from.id ?? 0;
}
