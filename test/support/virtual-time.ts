import { setImmediate as turn } from "node:timers/promises";
import { later } from "../../src/domain/time.ts";
import type { Clock } from "../../src/ports/clock.ts";
import type { Timer } from "../../src/ports/timer.ts";

interface Sleeper {
  readonly wakeMs: number;
  readonly order: number;
  readonly wake: () => void;
}

/** So many turns of the event loop let everything that can go on without time go on. */
const TURNS = 4;

/** Time that passes only when a test says so: sleepers wake in their order, each before the next. */
export class VirtualTime implements Timer, Clock {
  #nowMs = 0;
  #order = 0;
  #start: Date;
  #sleepers: Sleeper[] = [];

  constructor(start: Date) {
    this.#start = start;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  now(): Date {
    return later(this.#start, this.#nowMs);
  }

  /** The clock of the day is set; the timer goes on as it was. */
  setClock(byMs: number): void {
    this.#start = later(this.#start, byMs);
  }

  sleep(ms: number): Promise<void> {
    if (ms <= 0) return turn();
    return new Promise((wake) => {
      this.#sleepers.push({ wakeMs: this.#nowMs + ms, order: (this.#order += 1), wake });
    });
  }

  async advance(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    await settle();
    for (let next = this.#next(untilMs); next !== undefined; next = this.#next(untilMs)) {
      this.#nowMs = Math.max(this.#nowMs, next.wakeMs);
      next.wake();
      await settle();
    }
    this.#nowMs = untilMs;
  }

  #next(untilMs: number): Sleeper | undefined {
    const next = this.#sleepers
      .filter(({ wakeMs }) => wakeMs <= untilMs)
      .toSorted((a, b) => a.wakeMs - b.wakeMs || a.order - b.order)[0];
    this.#sleepers = this.#sleepers.filter((sleeper) => sleeper !== next);
    return next;
  }
}

async function settle(): Promise<void> {
  for (let left = TURNS; left > 0; left -= 1) await turn();
}
