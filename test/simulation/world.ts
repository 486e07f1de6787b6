import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, createApp } from "../../src/app.ts";
import type { Config } from "../../src/config.ts";
import type { Sources } from "../../src/domain/source.ts";
import { MINUTE_MS } from "../../src/domain/time.ts";
import { openStorage } from "../../src/store/open.ts";
import type { Storage } from "../../src/store/storage.ts";
import { createLog } from "../../src/system/log.ts";
import { systemClock } from "../../src/system/machine.ts";
import { systemTimer } from "../../src/system/timer.ts";
import { Dice } from "./dice.ts";
import { type Life, mortalStorage } from "./life.ts";
import { Machine } from "./machine.ts";
import { addressOf, LIST, SimulatedNewsroom } from "./newsroom.ts";
import { Postman, SECRET } from "./postman.ts";
import { lightWake } from "./schedule.ts";
import { FEEDS } from "./stories.ts";
import { SimulatedTelegram } from "./telegram.ts";

export const LANES = 3;
export const RATE = 6;
const TOKEN = "7654321098:AAtest-token-of-nobody_0123456789";
export const MODERATOR_IDS = [8_800_000_001, 8_800_000_002] as const;

/** After something happened, every timer comes on time for so long; else the machine dozes from minute to minute. */
const AWAKE_MS = 700;
/** While it dozes, the world goes before timers that are no later than this. */
const TIMERS_LATE_MS = 900;

export interface Death {
  readonly life: number;
  readonly atMs: number;
  readonly where: string;
}

interface RunningLife extends Life {
  readonly storage: Storage;
  readonly bornMs: number;
  /** The process is no more: what it would do now it does not. */
  readonly end: () => void;
  app: App | null;
}

/** Dies at the n-th touch of the world from now on; null: lives on. */
interface Fuse {
  left: number;
}

/** Everything around the program, and the program in it, life after life on one database. */
export class World {
  readonly machine: Machine;
  readonly telegram: SimulatedTelegram;
  readonly newsroom: SimulatedNewsroom;
  readonly postman: Postman;
  readonly violations: string[] = [];
  readonly deaths: Death[] = [];
  readonly stops: number[] = [];
  readonly jumps: { readonly atMs: number; readonly byMs: number }[] = [];
  /** What must stand in no log line. */
  readonly private = new Set<string>([TOKEN, TOKEN.slice(11), "Secret8", "Secret9"]);
  readonly counts = { lives: 0, logLines: 0 };
  readonly #trace = createHash("sha256");
  readonly #folder: string;
  readonly #print: ((line: string) => void) | null;
  #life: RunningLife | null = null;
  #fuse: Fuse | null = null;
  #downMs: () => number = () => 5000;
  #lastChangeMs = 0;
  #isStopping = false;

  constructor(seed: number, start: Date, print: ((line: string) => void) | null) {
    const dice = new Dice(seed);
    this.#print = print;
    this.machine = new Machine(start, dice.fork());
    const note = (line: string): void => this.note(line);
    this.telegram = new SimulatedTelegram(this.machine, dice.fork(), note);
    this.newsroom = new SimulatedNewsroom(this.machine, dice.fork());
    this.postman = new Postman(this.machine, dice.fork(), () => this.running);
    this.#folder = mkdtempSync(join(temporary(), "navoli-simulation-"));
  }

  /** The program when it takes updates; null while it is dead or just born. */
  get running(): { readonly number: number; readonly app: App } | null {
    const life = this.#life;
    return life === null || life.app === null || life.isOver()
      ? null
      : { number: life.number, app: life.app };
  }

  /** What is stored, past the program; null while nobody has the database. */
  get storage(): Storage | null {
    return this.#life === null || this.#life.isOver() ? null : this.#life.storage;
  }

  /** Somebody reads along. */
  get isTold(): boolean {
    return this.#print !== null;
  }

  note(line: string): void {
    const told = `${(this.machine.nowMs / 1000).toFixed(3)} ${line}`;
    this.#trace.update(told).update("\n");
    this.#print?.(told);
  }

  fail(why: string): void {
    this.violations.push(`${(this.machine.nowMs / 1000).toFixed(3)} ${why}`);
    this.note(`VIOLATION ${why}`);
  }

  traceHash(): string {
    return this.#trace.copy().digest("hex");
  }

  /** The program dies at its `touches`-th touch of the world from now on, and is started again after a while. */
  lightFuse(touches: number, downMs: number): void {
    this.#fuse = { left: touches };
    this.#downMs = () => downMs;
  }

  jump(byMs: number): void {
    this.machine.setClock(byMs);
    this.jumps.push({ atMs: this.machine.nowMs, byMs });
    this.note(`the clock jumps by ${byMs / MINUTE_MS} min`);
  }

  async boot(): Promise<void> {
    this.machine.thaw();
    this.counts.lives += 1;
    this.#lastChangeMs = this.machine.nowMs;
    const opened = await this.open();
    const number = this.counts.lives;
    let isOver = false;
    const life: RunningLife = {
      number,
      storage: opened,
      bornMs: this.machine.nowMs,
      app: null,
      isOver: () => isOver,
      end: () => {
        isOver = true;
      },
      touches: (what) => {
        if (this.#fuse === null || this.#life !== life) return false;
        this.#fuse.left -= 1;
        if (this.#fuse.left >= 0) return false;
        isOver = true;
        this.#die(life, what);
        return true;
      },
    };
    this.#life = life;
    this.note(`life ${number} begins`);
    void this.#live(life);
  }

  /** The database, for whoever looks into it when nobody lives. */
  async open(): Promise<Storage> {
    const opened = await openStorage({
      database: { kind: "sqlite", path: join(this.#folder, "navoli.db") },
      migrations: new URL("../../migrations", import.meta.url).pathname,
      dataKey: Buffer.alloc(32, 7).toString("base64"),
      keyFile: "",
      clock: systemClock,
      owner: true,
    });
    if (!opened.ok) throw new Error(opened.reason);
    return opened.storage;
  }

  async #live(life: RunningLife): Promise<void> {
    try {
      const app = await createApp({
        config: CONFIG,
        sources: SOURCES,
        storage: mortalStorage(life.storage, life),
        log: createLog({
          level: "debug",
          pretty: false,
          destination: { write: (line: string) => this.#logged(life, line) },
        }),
        clock: systemClock,
        timer: systemTimer,
        version: "0",
        schedule: lightWake,
        terminal: { write: () => undefined, language: "en" },
        network: {
          fetcher: this.newsroom.connect(life),
          alerts: this.telegram.connect(life, "alerts"),
          answers: this.telegram.connect(life, "answers"),
        },
      });
      await app.start();
      life.app = app;
      this.note(`life ${life.number} runs`);
    } catch (error) {
      // As the supervisor of a real machine: whoever cannot start is started again.
      if (life.isOver()) return;
      this.note(`life ${life.number} could not start: ${error instanceof Error ? error.name : "?"}`);
      this.lightFuse(0, 10_000);
      life.touches("a start that failed");
    }
  }

  #die(life: RunningLife, where: string): void {
    this.#fuse = null;
    this.#isStopping = false;
    this.deaths.push({ life: life.number, atMs: this.machine.nowMs, where });
    this.note(`life ${life.number} dies ${where}`);
    this.machine.freeze();
    void life.storage.close();
    this.machine.after(this.#downMs(), () => void this.boot());
  }

  /** SIGTERM, and another start. */
  async restart(downMs: number | null): Promise<void> {
    const life = this.#life;
    if (life?.app == null || life.isOver()) return;
    this.note("SIGTERM");
    const { app } = life;
    life.app = null;
    let stopped = false;
    this.#isStopping = true;
    const fromMs = this.machine.nowMs;
    app.stop().then(
      () => {
        if (life.isOver()) return;
        stopped = true;
        life.end();
        this.#isStopping = false;
        this.note(`life ${life.number} ends`);
        this.stops.push(life.number);
        if (this.machine.nowMs - fromMs > 10_000) this.fail("the stop took more than 10 s");
        this.#life = null;
        this.machine.freeze();
        if (downMs !== null) this.machine.after(downMs, () => void this.boot());
      },
      (error: unknown) => this.fail(`the stop failed: ${String(error)}`),
    );
    await Promise.resolve();
    if (downMs !== null) return;
    this.#fuse = null;
    await this.machine.runTo(this.machine.nowMs + 11_000);
    if (!stopped) this.fail("the program did not stop within 11 s");
  }

  #logged(life: Life, line: string): void {
    if (life.isOver()) return;
    this.counts.logLines += 1;
    for (const secret of this.private) {
      if (line.includes(secret)) this.fail(`a log line tells ${secret}: ${line}`);
    }
    const { level, event, ...rest } = JSON.parse(line) as { level: string; event: string; time: string };
    const { time: _time, ...facts } = rest;
    if (level !== "debug") this.note(`log ${level} ${event} ${JSON.stringify(facts)}`);
    if (level === "error" && !EXPECTED_ERRORS.has(event)) this.fail(`logged ${line}`);
  }

  /** Time passes until then. */
  async pass(untilMs: number, dozeMinutes: () => number): Promise<void> {
    const { machine } = this;
    let lastMs = machine.nowMs;
    while (machine.nowMs < untilMs) {
      if (this.#isAwake()) {
        await machine.runTo(Math.min(untilMs, machine.nowMs + 300));
        continue;
      }
      const nextMs = machine.nextOfWorldMs();
      if (nextMs < lastMs + TIMERS_LATE_MS && nextMs < untilMs) {
        await machine.nextOfWorld();
        continue;
      }
      const minutes = dozeMinutes() * MINUTE_MS;
      const target = machine.nowMs + minutes - (machine.wallMs % minutes);
      await machine.leapTo(Math.min(untilMs, target, Math.max(machine.nowMs, nextMs)));
      lastMs = machine.nowMs;
    }
  }

  #isAwake(): boolean {
    const { nowMs } = this.machine;
    return (
      this.#isStopping ||
      nowMs - this.telegram.lastAlertMs < AWAKE_MS ||
      nowMs - this.newsroom.lastNewsMs < AWAKE_MS ||
      nowMs - this.#lastChangeMs < AWAKE_MS
    );
  }

  clean(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get databasePath(): string {
    return join(this.#folder, "navoli.db");
  }
}

/** Telegram or the network refused an answer: told in the log, as it should be. */
const EXPECTED_ERRORS = new Set(["bot_update_failed", "bot_apology_failed", "commands_failed"]);

const SOURCES: Sources = {
  feeds: FEEDS.map(({ id, outlet, tier }) => ({
    id,
    outlet,
    tier,
    url: addressOf(id),
    mirrors: [],
    language: tier === "analysis" ? "en" : tier === "state" ? "ru" : "be",
    everyMs: 12 * MINUTE_MS,
    status: "active",
    note: null,
  })),
  trackers: [
    {
      id: LIST,
      outlet: "Вясна",
      kind: "viasna-csv",
      url: addressOf(LIST),
      mirrors: [],
      everyMs: 40 * MINUTE_MS,
      status: "active",
      note: null,
    },
  ],
};

const CONFIG: Config = {
  updates: { kind: "webhook", token: TOKEN, url: "https://bot.example/hook", secret: SECRET },
  telegramApiRoot: null,
  database: { kind: "sqlite", path: "unused" },
  dataKey: null,
  newDataKey: null,
  feedsFile: "unused",
  moderatorIds: MODERATOR_IDS,
  pollCron: "* * * * *",
  sendRatePerSecond: RATE,
  sendLanes: LANES,
  paidBroadcast: false,
  allowPrivateAddresses: [],
  httpPort: null,
  httpHost: "127.0.0.1",
  roles: new Set(["poller", "sender", "bot", "web"]),
  pingUrl: null,
  language: "en",
  advisor: null,
  logLevel: "debug",
};

/** Memory where there is such a folder: each commit is written through, and a disk would only slow it down. */
function temporary(): string {
  const memory = "/dev/shm";
  return statSync(memory, { throwIfNoEntry: false })?.isDirectory() === true ? memory : tmpdir();
}
