import { expect, test } from "vitest";

import { simulate } from "./simulate.ts";

const SEEDS = 50;
const AT_ONCE = 10;
/** By seed, of the runs that were made. */
const traces = new Map<number, string>();

async function traceOf(seed: number): Promise<string> {
  return traces.get(seed) ?? (await simulate(seed)).trace;
}

/** `npm run simulate -- --seed N --verbose` shows how it came to it. */
test.each(Array.from({ length: SEEDS / AT_ONCE }, (_, n) => n * AT_ONCE + 1))(
  "what was promised holds in seeds %i and the nine after it",
  async (from) => {
    const violations: string[] = [];
    for (let seed = from; seed < from + AT_ONCE; seed += 1) {
      const result = await simulate(seed);
      traces.set(seed, result.trace);
      violations.push(...result.violations.map((each) => `seed ${seed}: ${each}`));
    }
    expect(violations).toEqual([]);
  },
  120_000,
);

test("a seed gives the same run each time, to the last message", async () => {
  const again = await simulate(7);
  expect(again.trace).toBe(await traceOf(7));
  expect(await traceOf(8)).not.toBe(again.trace);
}, 60_000);
