import type { Update } from "grammy/types";

export interface InHandOptions {
  /** Must not reject. `away`: the store did not note it, and it is tried again, however long that takes. */
  readonly handle: (update: Update) => Promise<"handled" | "away">;
  /** Before each further try. */
  readonly pause: () => Promise<void>;
  /** A try that takes longer is no longer waited for. */
  readonly handleWithinMs: number;
  readonly onSlow: (update: Update) => void;
}

/** Updates that are being handled: those of one chat one after another, those of different chats beside each other. */
export interface InHand {
  /** Begins with those that were not taken before; @returns how many these are */
  take(updates: readonly Update[]): number;
  size(): number;
  /** The store did not note some of them and was not asked again yet. */
  isAway(): boolean;
  /** Everything before it is handled: Telegram may forget it. 0: nothing was taken yet. */
  offset(): number;
  /** How many numbers from the offset on were taken: Telegram gives those again before it gives new ones. */
  taken(): number;
  /** Resolves when no more than `atMost`, 0 unless told, are in hand, or when the time is over. */
  settled(withinMs: number, atMost?: number): Promise<void>;
  /** Telegram holds nothing more: after a quiet week its numbers begin anew, perhaps with lower ones. */
  startAnew(): void;
}

export function createInHand(options: InHandOptions): InHand {
  const tries = createTries(options);
  const unfinished = new Set<number>();
  const tails = new Map<number, Promise<void>>();
  let next = 0;
  const waiting = new Set<Waiting>();
  const offset = (): number => (unfinished.size === 0 ? next : Math.min(...unfinished));

  function begin(update: Update): void {
    const chat = chatOf(update);
    unfinished.add(update.update_id);
    const tail = (tails.get(chat) ?? Promise.resolve())
      .then(() => tries.untilNoted(update))
      .then((outcome) => {
        if (outcome === "slow") options.onSlow(update);
        unfinished.delete(update.update_id);
        if (tails.get(chat) === tail) tails.delete(chat);
        for (const each of waiting) if (unfinished.size <= each.atMost) each.wake();
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
    isAway: () => tries.away() > 0,
    offset,
    taken: () => next - offset(),
    settled: (withinMs, atMost = 0) =>
      new Promise((resolve) => {
        const wait = { atMost, wake };
        const timer = setTimeout(wake, withinMs);
        waiting.add(wait);
        if (unfinished.size <= atMost) wake();
        function wake(): void {
          clearTimeout(timer);
          waiting.delete(wait);
          resolve();
        }
      }),
    startAnew() {
      if (unfinished.size === 0) next = 0;
    },
  };
}

interface Waiting {
  readonly atMost: number;
  wake(): void;
}

/** Only what hangs is given up: what the store has not noted must come again after a crash. */
function createTries({ handle, pause, handleWithinMs }: InHandOptions) {
  let away = 0;
  return {
    /** How many wait for their next try. */
    away: () => away,
    async untilNoted(update: Update): Promise<"handled" | "slow"> {
      for (;;) {
        const outcome = await inTime(handle(update), handleWithinMs);
        if (outcome !== "away") return outcome;
        away += 1;
        await pause();
        away -= 1;
      }
    },
  };
}

/** Resolves with what came of it in time. A timer is a tenth of what an abort signal costs each update. */
function inTime<T>(work: Promise<T>, withinMs: number): Promise<T | "slow"> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve("slow"), withinMs);
    timer.unref();
    void work.then((outcome) => {
      clearTimeout(timer);
      resolve(outcome);
    });
  });
}

/** Whose turn it is; an update without a chat belongs to its person. */
export function chatOf(update: Update): number {
  const { message, callback_query: press, inline_query: inline, my_chat_member: member } = update;
  return message?.chat.id ?? press?.message?.chat.id ?? member?.chat.id ?? (press ?? inline)?.from.id ?? 0;
}
