import { SECOND_MS } from "../domain/time.ts";
import { ChatPace } from "./chat-pace.ts";
import { Shutter, type ShutterOptions } from "./shutter.ts";

export interface GateOptions extends ShutterOptions {
  /** Sends in any one second, at most. */
  readonly ratePerSecond: number;
  /** Until when an earlier run was told to wait; null: not at all. */
  readonly shutUntil: Date | null;
  readonly now: Date;
}

/** One gate for all sends of the outbox. Answers to commands do not pass here. */
export interface Gate {
  readonly ratePerSecond: number;
  /** Fetches places for so many sends when they are shared with other replicas; else does nothing. */
  prepare(wanted: number): Promise<void>;
  /** Takes up to `wanted` places; @returns how many there were */
  take(wanted: number): number;
  /** Milliseconds until the next place is free; 0: there is one. */
  waitMs(): number;
  /** 0: this chat may be written to now and its place is taken; else milliseconds to put the message off. */
  takeChat(chatId: number): number;
  /** Telegram said 429: shut for all, across restarts. */
  shut(retryAfterSeconds: number, now: Date): Promise<void>;
  /** Nothing reaches Telegram: shut for 1 s, 2 s, 4 s … 30 s, so that the first probe after it is early. */
  offline(): number;
  /** Something reached Telegram: the next `offline` begins at 1 s again. */
  online(): void;
}

export function createGate(options: GateOptions): Gate {
  const { ratePerSecond, nowMs } = options;
  const { intervalMs, toleranceMs, mostASecond, coldPlaces } = paceOf(ratePerSecond);
  /** When the last places were taken, as a ring: the oldest stands at `oldest`. */
  const takenMs = new Float64Array(mostASecond).fill(Number.NEGATIVE_INFINITY);
  let oldest = 0;
  const chats = new ChatPace();
  const shutter = new Shutter(options);
  if (options.shutUntil !== null) shutter.shutFor(options.shutUntil.getTime() - options.now.getTime());
  let nextMs = Number.NEGATIVE_INFINITY;

  function waitMs(): number {
    const secondIsFullMs = (takenMs[oldest] ?? 0) + SECOND_MS - nowMs();
    return Math.max(shutter.leftMs(), nextMs - toleranceMs - nowMs(), secondIsFullMs);
  }

  function occupy(): void {
    takenMs[oldest] = nowMs();
    oldest = (oldest + 1) % mostASecond;
  }

  return {
    ratePerSecond,
    waitMs,
    prepare: () => Promise.resolve(),
    take(wanted) {
      let taken = 0;
      while (taken < wanted && waitMs() === 0) {
        const isCold = (takenMs[(oldest + mostASecond - 1) % mostASecond] ?? 0) < nowMs() - SECOND_MS;
        for (let place = 0; isCold && place < coldPlaces; place += 1) occupy();
        nextMs = Math.max(nowMs(), nextMs) + intervalMs;
        occupy();
        taken += 1;
      }
      return taken;
    },
    takeChat: (chatId) => chats.take(chatId, nowMs()),
    shut: (retryAfterSeconds, now) => shutter.shut(retryAfterSeconds, now),
    offline: () => shutter.offline(),
    online: () => {
      shutter.online();
    },
  };
}

interface Pace {
  readonly intervalMs: number;
  /** How late a timer may be without a place being lost. */
  readonly toleranceMs: number;
  /** Places in any second, however late the timers are. */
  readonly mostASecond: number;
  /** Places left free after a pause: connections are made anew, and what they delay arrives with the next. */
  readonly coldPlaces: number;
}

/**
 * No second ever holds more than the rate. A small one keeps an even distance; what it leaves free below Telegram's
 * 30/s is for the jitter of the network. A large one would lose places whenever the process is late, so it may
 * catch up a little faster than its rate, and 2 % of each second are left free for that jitter.
 */
export function paceOf(ratePerSecond: number): Pace {
  if (ratePerSecond < 100) {
    const intervalMs = SECOND_MS / ratePerSecond;
    return { intervalMs, toleranceMs: intervalMs, mostASecond: Math.ceil(ratePerSecond), coldPlaces: 0 };
  }
  return {
    intervalMs: SECOND_MS / (ratePerSecond * 1.05),
    toleranceMs: 20,
    mostASecond: Math.floor(ratePerSecond * 0.98),
    coldPlaces: Math.ceil(ratePerSecond * 0.05),
  };
}
