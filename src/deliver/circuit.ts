import type { SendResult } from "../domain/delivery.ts";
import { MINUTE_MS } from "../domain/time.ts";

/** So many unexpected answers in a row, and something is wrong that no single message explains. */
const TOO_MANY = 20;
const MOST_MS = 15 * MINUTE_MS;

/**
 * Stops sending when nothing goes right, tries a single message after a minute, then after longer waits.
 * Times are monotonic milliseconds.
 */
export class Circuit {
  #inRow = 0;
  #openings = 0;
  #openUntilMs: number | null = null;

  /** @returns true when this answer opened the circuit */
  note(result: SendResult, nowMs: number): boolean {
    const unexpected = isUnexpected(result);
    if (unexpected === null) return false;
    if (!unexpected) {
      this.#inRow = 0;
      this.#openings = 0;
      this.#openUntilMs = null;
      return false;
    }
    this.#inRow += 1;
    const wasOpen = this.#openUntilMs !== null;
    if (wasOpen && nowMs < (this.#openUntilMs ?? 0)) return false;
    if (this.#inRow < TOO_MANY) return false;
    this.#openUntilMs = nowMs + Math.min(MOST_MS, MINUTE_MS * 2 ** this.#openings);
    this.#openings += 1;
    return !wasOpen;
  }

  get isOpen(): boolean {
    return this.#openUntilMs !== null;
  }

  /** How many sends may be in flight: all, none, or one probe. */
  lanes(all: number, nowMs: number): number {
    if (this.#openUntilMs === null) return all;
    return nowMs < this.#openUntilMs ? 0 : 1;
  }

  /** Milliseconds until the next probe. */
  waitMs(nowMs: number): number {
    return this.#openUntilMs === null ? 0 : Math.max(0, this.#openUntilMs - nowMs);
  }
}

/** Null: says nothing about us, as when the network is down or Telegram asks to wait. */
function isUnexpected(result: SendResult): boolean | null {
  switch (result.kind) {
    case "sent":
    case "unchanged":
    case "moved":
    case "gone":
      return false;
    case "busy":
    case "offline":
      return null;
    case "malformed":
    case "notSent":
    case "unsure":
      return true;
  }
}
