import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { Leases } from "../../src/ports/replicas.ts";
import { postgresLeases } from "../../src/store/postgres/leases.ts";
import { sqliteLeases } from "../../src/store/sqlite/replicas.ts";
import { POSTGRES_NAME, testDatabase } from "./postgres-stores.ts";

const database = testDatabase();
const slot = (minute: number) => new Date(Date.UTC(2026, 10, 5, 12, minute));

/** @returns which of these minutes are begun, one after another */
async function begun(leases: Leases, minutes: readonly number[]): Promise<boolean[]> {
  const lease = await leases.take("poller", 60_000);
  if (lease === null) throw new Error("no lease");
  const all: boolean[] = [];
  for (const minute of minutes) all.push(await leases.begin(lease, slot(minute)));
  return all;
}

describe.each([
  { name: "SQLite", open: async () => sqliteLeases() },
  {
    name: POSTGRES_NAME,
    open: async () => {
      await database.empty();
      return postgresLeases(await database.replica());
    },
  },
])("times of the schedule, $name", ({ open }) => {
  test("none is begun twice, and none just before the newest", async () => {
    expect(await begun(await open(), [5, 5, 4, 3, 6])).toEqual([true, false, false, false, true]);
  });

  test("a clock that was set back holds nothing up", async () => {
    expect(await begun(await open(), [14, 5, 5, 6])).toEqual([true, true, false, true]);
  });
});

test("a leader whose clock ran nine minutes ahead leaves the next one nothing to wait for", async () => {
  await database.empty();
  const ahead = postgresLeases(await database.replica());
  const lease = await ahead.take("poller", 1);
  if (lease === null) throw new Error("no lease");
  expect(await ahead.begin(lease, slot(14))).toBe(true);
  await sleep(20);
  const right = postgresLeases(await database.replica());
  expect(await begun(right, [5, 5, 6, 7])).toEqual([true, false, true, true]);
});
