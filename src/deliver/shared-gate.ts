import { SECOND_MS } from "../domain/time.ts";
import { ChatPace } from "./chat-pace.ts";
import type { Gate } from "./gate.ts";
import { Shutter, type ShutterOptions } from "./shutter.ts";

export interface SharedGateOptions extends ShutterOptions {
  /** Sends in any one second, at most, of all replicas together. */
  readonly ratePerSecond: number;
  /** Takes places that no other replica gets; see `SharedPlaces`. */
  readonly takePlaces: (
    wanted: number,
    intervalMs: number,
  ) => Promise<{ readonly firstInMs: number; readonly shutForMs: number }>;
}

/** So much work is reserved ahead: what a replica that dies had reserved stays unused. */
const AHEAD_MS = 120;
const AHEAD_AT_LEAST = 2;
/** A place that was missed by more is lost: used late, it would stand in a second that others fill. */
const LATE_MS = 120;

/** The same promise as `createGate`, kept by all replicas together: each place is given to one of them. */
export function createSharedGate(options: SharedGateOptions): Gate {
  const { ratePerSecond, nowMs } = options;
  const intervalMs = SECOND_MS / ratePerSecond;
  const mostAhead = Math.max(AHEAD_AT_LEAST, Math.round(AHEAD_MS / intervalMs));
  const chats = new ChatPace();
  const shutter = new Shutter(options);
  /** When the places of this replica begin, ascending. */
  const placesMs: number[] = [];

  function dropMissed(): void {
    const missedBeforeMs = nowMs() - LATE_MS;
    while ((placesMs[0] ?? Number.POSITIVE_INFINITY) < missedBeforeMs) placesMs.shift();
  }

  function waitMs(): number {
    dropMissed();
    const [nextMs] = placesMs;
    return Math.max(shutter.leftMs(), nextMs === undefined ? intervalMs : nextMs - nowMs());
  }

  return {
    ratePerSecond,
    waitMs,
    async prepare(wanted) {
      dropMissed();
      const missing = Math.min(wanted, mostAhead) - placesMs.length;
      if (missing <= 0 || shutter.leftMs() > 0) return;
      const { firstInMs, shutForMs } = await options.takePlaces(missing, intervalMs);
      shutter.shutFor(shutForMs);
      const firstMs = nowMs() + firstInMs;
      for (let place = 0; place < missing; place += 1) placesMs.push(firstMs + place * intervalMs);
    },
    take(wanted) {
      let taken = 0;
      while (taken < wanted && waitMs() <= 0) {
        placesMs.shift();
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
