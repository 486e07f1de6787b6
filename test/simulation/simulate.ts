import Database from "better-sqlite3";
import { HOUR_MS, MINUTE_MS } from "../../src/domain/time.ts";
import { Dice } from "./dice.ts";
import { judge, type Sums } from "./promises.ts";
import { END_MS, FAULTS_TO_MS, plan, startOf } from "./scenario.ts";
import { CALM } from "./telegram.ts";
import { World } from "./world.ts";

const DRAIN_MINUTES = 5;

export interface RunResult {
  readonly seed: number;
  readonly violations: readonly string[];
  /** Of everything that happened: the same for the same seed. */
  readonly trace: string;
  readonly sums: Sums;
}

/** One life of the whole program with its world, from a seed; about a day and a half in half a second. */
export async function simulate(
  seed: number,
  print: ((line: string) => void) | null = null,
): Promise<RunResult> {
  const dice = new Dice(seed);
  const world = new World(seed, startOf(seed), print);
  const rejected = (reason: unknown): void =>
    world.fail(
      `a promise was rejected and nobody listened: ${reason instanceof Error ? (reason.stack ?? "") : String(reason)}`,
    );
  const uninstall = world.machine.install();
  const forgetStatements = keepStatements();
  process.on("unhandledRejection", rejected);
  try {
    const chronicle = plan(world, dice);
    await world.boot();
    await world.pass(FAULTS_TO_MS, () => dice.between(3, 10));
    world.telegram.weather = { ...CALM };
    world.newsroom.heal();
    await world.pass(FAULTS_TO_MS + HOUR_MS, () => 10);
    await world.pass(END_MS, () => 120);
    while (world.running === null) await world.machine.runTo(world.machine.nowMs + MINUTE_MS);
    const queue = await drain(world);
    await world.restart(null);
    if (queue > 0) world.fail(`the queue did not drain: ${queue} queued`);
    const sums = await judge(world, chronicle);
    await world.machine.settle();
    return { seed, violations: world.violations, trace: world.traceHash(), sums };
  } finally {
    process.off("unhandledRejection", rejected);
    uninstall();
    forgetStatements();
    world.clean();
  }
}

/**
 * Asked before the program is told to end: what it writes while it ends waits for the next start, as it should.
 *
 * @returns rows that still wait after minutes without any fault
 */
async function drain(world: World): Promise<number> {
  for (let minutes = 0; ; minutes += 1) {
    const { queued = 0 } = (await world.storage?.outbox.counts()) ?? {};
    if (queued === 0 || minutes === DRAIN_MINUTES) return queued;
    await world.machine.runTo(world.machine.nowMs + MINUTE_MS);
  }
}

/** Compiling the same statements again and again took a quarter of the time of a run. */
function keepStatements(): () => void {
  const kept = new WeakMap<Database.Database, Map<string, Database.Statement>>();
  const { prototype } = Database;
  const before = Object.getOwnPropertyDescriptor(prototype, "prepare");
  const prepare = before?.value as (this: Database.Database, sql: string) => Database.Statement;
  prototype.prepare = function prepareOnce(this: Database.Database, sql: string) {
    const statements = kept.get(this) ?? new Map<string, Database.Statement>();
    kept.set(this, statements);
    const statement = statements.get(sql) ?? prepare.call(this, sql);
    statements.set(sql, statement);
    return statement;
  } as typeof prototype.prepare;
  return () => {
    if (before !== undefined) Object.defineProperty(prototype, "prepare", before);
  };
}
