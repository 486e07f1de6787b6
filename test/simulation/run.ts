import { parseArgs } from "node:util";
import { simulate } from "./simulate.ts";

/** Night mode: many seeds, and for each that fails the command that shows how. */
const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "100" },
    from: { type: "string", default: "1" },
    seed: { type: "string" },
    verbose: { type: "boolean", short: "v", default: false },
  },
});

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const from = Number(values.seed ?? values.from);
const count = values.seed === undefined ? Number(values.seeds) : 1;
if (!Number.isSafeInteger(from) || !Number.isSafeInteger(count) || count < 1) {
  process.stderr.write("usage: npm run simulate -- --seeds 1000 --from 1 | --seed N [--verbose]\n");
  process.exit(2);
}

const beganMs = performance.now();
const failed: number[] = [];
const sums = { alerts: 0, repeats: 0, crashes: 0, corrections: 0, digests: 0 };
for (let seed = from; seed < from + count; seed += 1) {
  const result = await simulate(seed, values.verbose ? print : null);
  for (const key of Object.keys(sums) as (keyof typeof sums)[]) sums[key] += result.sums[key];
  if (count === 1) print(`seed ${seed}: ${JSON.stringify(result.sums)}, trace ${result.trace}`);
  if (result.violations.length === 0) continue;
  failed.push(seed);
  for (const violation of result.violations.slice(0, 8)) print(`seed ${seed}: ${violation}`);
  print(`seed ${seed}: npm run simulate -- --seed ${seed} --verbose`);
}
const seconds = (performance.now() - beganMs) / 1000;
print(
  `${count} seeds in ${seconds.toFixed(1)} s (${((seconds / count) * 1000).toFixed(0)} ms each): ${failed.length} failed${failed.length === 0 ? "" : ` (${failed.join(", ")})`}; ${JSON.stringify(sums)}`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
