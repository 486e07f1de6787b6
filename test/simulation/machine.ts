import { AsyncResource } from "node:async_hooks";
import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers/promises";
import type { Dice } from "./dice.ts";

interface Task {
  readonly order: number;
  readonly run: () => void;
  dueMs: number;
  readonly everyMs: number | null;
  /** True: of the program, which a crash ends; false: of the world around it. */
  readonly isMortal: boolean;
}

const realImmediate = setImmediate;
/** No work of one instant takes so many turns of the event loop. */
const TURNS_MOST = 200_000;

/**
 * The machine on which the program runs: its clocks, timers and chance are ours, so everything that happens is
 * decided by the seed, and a night passes in the time of its work. Whatever asks Node for time or chance gets ours,
 * the libraries too; nothing sleeps in real time.
 */
export class Machine {
  readonly #dice: Dice;
  #nowMs = 0;
  #wallMs: number;
  #order = 0;
  #tasks: Task[] = [];
  #immediates: (() => void)[] = [];
  #isFrozen = false;

  constructor(start: Date, dice: Dice) {
    this.#wallMs = start.getTime();
    this.#dice = dice;
  }

  /** Monotonic, from 0. */
  get nowMs(): number {
    return this.#nowMs;
  }

  /** What the clock on the wall shows, ms since 1970. */
  get wallMs(): number {
    return this.#wallMs + this.#nowMs;
  }

  setClock(byMs: number): void {
    this.#wallMs += byMs;
  }

  /** Something of the world happens then, whatever becomes of the program. */
  at(ms: number, run: () => void): void {
    this.#add(ms, run, null, false);
  }

  after(ms: number, run: () => void): void {
    this.at(this.#nowMs + ms, run);
  }

  /** The program is dead: nothing that it planned happens any more, nor what its last breath plans. */
  freeze(): void {
    this.#isFrozen = true;
    this.#tasks = this.#tasks.filter((task) => !task.isMortal);
    this.#immediates = [];
  }

  thaw(): void {
    this.#isFrozen = false;
  }

  /** Everything that can go on without time goes on. */
  async settle(): Promise<void> {
    for (let turns = 0; turns < TURNS_MOST; turns += 1) {
      await new Promise<void>((resolve) => realImmediate(resolve));
      const batch = this.#immediates.splice(0);
      if (batch.length === 0) return;
      for (const run of batch) run();
    }
    throw new Error("the program turns on the spot");
  }

  /** Each timer on time. */
  async runTo(ms: number): Promise<void> {
    await this.settle();
    for (let next = this.#take(ms); next !== undefined; next = this.#take(ms)) {
      this.#nowMs = Math.max(this.#nowMs, next.dueMs);
      await this.#fire(next);
    }
    this.#nowMs = Math.max(this.#nowMs, ms);
  }

  /** As after a sleep of the machine: all timers until then come late, at once, in their order. */
  async leapTo(ms: number): Promise<void> {
    this.#nowMs = Math.max(this.#nowMs, ms);
    const due = this.#tasks.filter(({ dueMs }) => dueMs <= ms).toSorted(byDue);
    for (const task of due) {
      const at = this.#tasks.indexOf(task);
      if (at < 0) continue;
      this.#tasks.splice(at, 1);
      await this.#fire(task);
    }
    await this.settle();
  }

  /** When the next thing of the world happens. */
  nextOfWorldMs(): number {
    let nextMs = Number.POSITIVE_INFINITY;
    for (const { isMortal, dueMs } of this.#tasks) if (!isMortal && dueMs < nextMs) nextMs = dueMs;
    return nextMs;
  }

  /** What the world does next, before timers of the program that are due: a busy machine is late with those. */
  async nextOfWorld(): Promise<void> {
    let next: Task | undefined;
    for (const task of this.#tasks) {
      if (!task.isMortal && (next === undefined || byDue(task, next) < 0)) next = task;
    }
    if (next === undefined) return;
    this.#tasks.splice(this.#tasks.indexOf(next), 1);
    this.#nowMs = Math.max(this.#nowMs, next.dueMs);
    await this.#fire(next);
  }

  async #fire(task: Task): Promise<void> {
    if (task.everyMs !== null) {
      task.dueMs = this.#nowMs + task.everyMs;
      this.#tasks.push(task);
    }
    task.run();
    await this.settle();
  }

  #take(untilMs: number): Task | undefined {
    let next: Task | undefined;
    for (const task of this.#tasks) {
      if (task.dueMs <= untilMs && (next === undefined || byDue(task, next) < 0)) next = task;
    }
    if (next !== undefined) this.#tasks.splice(this.#tasks.indexOf(next), 1);
    return next;
  }

  #add(dueMs: number, run: () => void, everyMs: number | null, isMortal: boolean): Task {
    const task: Task = { dueMs, run, everyMs, isMortal, order: (this.#order += 1) };
    if (!isMortal || !this.#isFrozen) this.#tasks.push(task);
    return task;
  }

  #drop(task: unknown): void {
    this.#tasks = this.#tasks.filter((each) => each !== task);
  }

  /** Puts our time and chance in the place of Node's, for all code of this process; @returns how to take them back. */
  install(): () => void {
    const undo: (() => void)[] = [];
    const put = (object: object, key: string, value: unknown): void => {
      const before = Object.getOwnPropertyDescriptor(object, key);
      Object.defineProperty(object, key, { value, configurable: true, writable: true, enumerable: true });
      undo.push(() => {
        if (before === undefined) Reflect.deleteProperty(object, key);
        else Object.defineProperty(object, key, before);
      });
    };
    this.#installTime(put);
    this.#installTimers(put);
    this.#installChance(put);
    syncBuiltinESMExports();
    return () => {
      for (const each of undo.toReversed()) each();
      syncBuiltinESMExports();
    };
  }

  #installTime(put: Put): void {
    const wall = (): number => Math.floor(this.wallMs);
    put(
      globalThis,
      "Date",
      new Proxy(Date, {
        construct: (target, args: unknown[], newTarget) =>
          Reflect.construct(target, args.length === 0 ? [wall()] : args, newTarget) as object,
        get: (target, key) => (key === "now" ? wall : (Reflect.get(target, key) as unknown)),
      }),
    );
    put(performance, "now", () => this.#nowMs);
  }

  #installTimers(put: Put): void {
    const wait = (run: Callback, ms: number | undefined, args: unknown[], repeats: boolean): object => {
      const waitMs = Math.max(1, ms ?? 1);
      const bound = AsyncResource.bind(() => run(...args));
      return new Handle(this.#add(this.#nowMs + waitMs, bound, repeats ? waitMs : null, true), (task) =>
        this.#drop(task),
      );
    };
    const stop = (handle: unknown): void => {
      if (handle instanceof Handle) handle.close();
    };
    put(globalThis, "setTimeout", (run: Callback, ms?: number, ...args: unknown[]) =>
      wait(run, ms, args, false),
    );
    put(globalThis, "setInterval", (run: Callback, ms?: number, ...args: unknown[]) =>
      wait(run, ms, args, true),
    );
    put(globalThis, "clearTimeout", stop);
    put(globalThis, "clearInterval", stop);
    const soon = (run: () => void): void => {
      if (!this.#isFrozen) this.#immediates.push(AsyncResource.bind(run));
    };
    put(globalThis, "setImmediate", (run: Callback, ...args: unknown[]) => soon(() => run(...args)));
    put(timers, "setImmediate", (value?: unknown) => new Promise((resolve) => soon(() => resolve(value))));
    put(timers, "setTimeout", (ms?: number, value?: unknown, options?: { readonly signal?: AbortSignal }) =>
      this.#sleep(ms ?? 1, value, options?.signal),
    );
  }

  #sleep(ms: number, value: unknown, signal: AbortSignal | undefined): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason as Error);
        return;
      }
      const task = this.#add(this.#nowMs + Math.max(1, ms), () => resolve(value), null, true);
      signal?.addEventListener("abort", () => {
        this.#drop(task);
        reject(signal.reason as Error);
      });
    });
  }

  #installChance(put: Put): void {
    const dice = this.#dice;
    const fill = <T extends ArrayBufferView>(view: T): T => {
      const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
      for (let at = 0; at < bytes.length; at += 1) bytes[at] = dice.between(0, 255);
      return view;
    };
    put(Math, "random", () => dice.next());
    put(crypto, "randomBytes", (size: number) => fill(Buffer.alloc(size)));
    put(crypto, "randomFillSync", fill);
    put(crypto, "randomInt", (from: number, to?: number) =>
      to === undefined ? dice.between(0, from - 1) : dice.between(from, to - 1),
    );
    put(crypto, "randomUUID", () => fill(Buffer.alloc(16)).toString("hex"));
    put(globalThis.crypto, "getRandomValues", fill);
    put(globalThis.crypto, "randomUUID", () => fill(Buffer.alloc(16)).toString("hex"));
  }
}

type Put = (object: object, key: string, value: unknown) => void;
type Callback = (...args: unknown[]) => void;

/** What `setTimeout` gives, as far as anybody asks. */
class Handle {
  readonly #task: Task;
  readonly #drop: (task: Task) => void;

  constructor(task: Task, drop: (task: Task) => void) {
    this.#task = task;
    this.#drop = drop;
  }

  close(): void {
    this.#drop(this.#task);
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  hasRef(): boolean {
    return true;
  }
}

function byDue(a: Task, b: Task): number {
  return a.dueMs - b.dueMs || a.order - b.order;
}
