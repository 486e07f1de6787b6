import type { Delivery } from "../domain/delivery.ts";

export interface Claimed {
  readonly delivery: Delivery;
  /** Monotonic milliseconds: not started after it, for another worker may take the row then. */
  readonly startBeforeMs: number;
}

/**
 * What was claimed and waits for its place, most urgent first. It stays short, so that a row written later
 * overtakes all but a quarter of a second's work; what does not fit is given back.
 */
export class ClaimedQueue {
  readonly #most: number;
  #waiting: Claimed[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  get length(): number {
    return this.#waiting.length;
  }

  /** @returns what does not fit, the least urgent */
  add(claimed: readonly Claimed[]): readonly Claimed[] {
    this.#waiting.push(...claimed);
    this.#waiting.sort((a, b) => a.delivery.priority - b.delivery.priority);
    return this.#waiting.splice(this.#most);
  }

  takeAll(): readonly Claimed[] {
    return this.#waiting.splice(0);
  }

  take(): Claimed | undefined {
    return this.#waiting.shift();
  }
}

/** Wakes one waiter early. */
export class Bell {
  #ring: (() => void) | null = null;
  #rang = false;

  ring(): void {
    this.#rang = true;
    this.#ring?.();
  }

  /** Resolves when `sleep` does or at the next ring; at once when it rang since the last wait. */
  async wait(sleep: Promise<void>): Promise<void> {
    if (!this.#rang) {
      const rung = new Promise<void>((resolve) => {
        this.#ring = resolve;
      });
      await Promise.race([sleep, rung]);
    }
    this.#ring = null;
    this.#rang = false;
  }
}
