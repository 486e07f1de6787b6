import { expect, test } from "vitest";
import { createConveyor } from "../../src/system/conveyor.ts";

/** A task that ends when the test says so. */
function heldTask() {
  const ends: (() => void)[] = [];
  const conveyor = createConveyor(() => new Promise((resolve) => ends.push(resolve)));
  return { ends, conveyor };
}

test("calls during a run share one further run", async () => {
  const { ends, conveyor } = heldTask();
  const first = conveyor.turn();
  const second = conveyor.turn();
  const third = conveyor.turn();
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await first;
  await new Promise(setImmediate);
  expect(ends).toHaveLength(2);
  ends[1]?.();
  await Promise.all([second, third]);
  expect(ends).toHaveLength(2);
});

test("a run that fails tells its caller and does not stop the next", async () => {
  let runs = 0;
  const conveyor = createConveyor(async () => {
    runs++;
    await Promise.resolve();
    if (runs === 1) throw new Error("first");
  });
  const first = conveyor.turn();
  const second = conveyor.turn();
  await expect(first).rejects.toThrow("first");
  await expect(second).resolves.toBeUndefined();
  expect(runs).toBe(2);
});
