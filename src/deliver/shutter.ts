import { SECOND_MS } from "../domain/time.ts";

export interface ShutterOptions {
  /** Monotonic milliseconds: a clock that is set must neither open nor shut the gate. */
  readonly nowMs: () => number;
  /** Keeps how long it is shut from now on, for the next run and for other replicas. */
  readonly persist: (forMs: number, now: Date) => Promise<void>;
}

const OFFLINE_MOST_MS = 30 * SECOND_MS;
/** After `retry_after` a little more, for both clocks are coarse. */
const MARGIN_MS = 250;

/** What shuts a gate for all sends: Telegram's wish, or a network that is not there. */
export class Shutter {
  readonly #options: ShutterOptions;
  #untilMs = Number.NEGATIVE_INFINITY;
  #offlineMs = 0;

  constructor(options: ShutterOptions) {
    this.#options = options;
  }

  /** Milliseconds until it opens; 0: it is open. */
  leftMs(): number {
    return Math.max(0, this.#untilMs - this.#options.nowMs());
  }

  shutFor(ms: number): void {
    this.#untilMs = Math.max(this.#untilMs, this.#options.nowMs() + ms);
  }

  /** Telegram said 429: shut for all, across restarts. */
  async shut(retryAfterSeconds: number, now: Date): Promise<void> {
    const waitForMs = retryAfterSeconds * SECOND_MS + MARGIN_MS;
    this.shutFor(waitForMs);
    await this.#options.persist(waitForMs, now);
  }

  /** Nothing reaches Telegram: shut for 1 s, 2 s, 4 s … 30 s. */
  offline(): number {
    this.#offlineMs = Math.min(OFFLINE_MOST_MS, Math.max(SECOND_MS, this.#offlineMs * 2));
    this.shutFor(this.#offlineMs);
    return this.#offlineMs;
  }

  online(): void {
    this.#offlineMs = 0;
  }
}
