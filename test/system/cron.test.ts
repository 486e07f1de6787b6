import { expect, test } from "vitest";

import { HOUR_MS, MINUTE_MS } from "../../src/domain/time.ts";
import { createWake } from "../../src/system/cron.ts";
import { Dice } from "../simulation/dice.ts";
import { Machine } from "../simulation/machine.ts";

test.each([
  ["set back by three hours", -3 * HOUR_MS],
  ["set forward by three hours", 3 * HOUR_MS],
])("the schedule goes on after the clock was %s, and no time of it comes twice", async (_why, byMs) => {
  const machine = new Machine(new Date("2026-10-24T22:30:10Z"), new Dice(1));
  const uninstall = machine.install();
  const slots: string[] = [];
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const wake = createWake("* * * * *", (slot) => Promise.resolve(void slots.push(slot.toISOString())), log);
  try {
    await wake.start();
    await machine.runTo(10 * MINUTE_MS);
    machine.setClock(byMs);
    await machine.runTo(20 * MINUTE_MS);
    await wake.stop();
  } finally {
    uninstall();
  }
  expect(slots.length).toBeGreaterThanOrEqual(18);
  expect(new Set(slots).size).toBe(slots.length);
});
