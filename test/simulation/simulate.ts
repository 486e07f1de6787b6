import { HOUR_MS, MINUTE_MS } from "../../src/domain/time.ts";
import { Dice } from "./dice.ts";
import { judge, type Sums } from "./promises.ts";
import { END_MS, FAULTS_TO_MS, plan, startOf } from "./scenario.ts";
import { CALM } from "./telegram.ts";
import { World } from "./world.ts";

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
  process.on("unhandledRejection", rejected);
  try {
    const chronicle = plan(world, dice);
    await world.boot();
    await world.pass(FAULTS_TO_MS, () => dice.between(2, 6));
    world.telegram.weather = { ...CALM };
    world.newsroom.heal();
    await world.pass(FAULTS_TO_MS + HOUR_MS, () => 5);
    await world.pass(END_MS, () => 90);
    while (world.running === null) await world.machine.runTo(world.machine.nowMs + MINUTE_MS);
    await world.restart(null);
    const sums = await judge(world, chronicle);
    await world.machine.settle();
    return { seed, violations: world.violations, trace: world.traceHash(), sums };
  } finally {
    process.off("unhandledRejection", rejected);
    uninstall();
    world.clean();
  }
}
