import { describe, expect, test } from "vitest";

import { HOUR_MS, later, MINUTE_MS } from "../../src/domain/time.ts";
import { createReadiness, type ReadinessPorts } from "../../src/web/readiness.ts";
import { systemTimer } from "../../src/system/timer.ts";

const START = new Date("2026-03-10T12:00:00Z");
const STATUS = { circuitOpen: false, storeFailing: false, shutForMs: 40, inFlight: 1 };

/** A process that began two hours ago, polls, sends, and has nothing to do. */
function ports(change: Partial<ReadinessPorts> = {}): { ask: ReturnType<typeof createReadiness> } {
  let now = START;
  const ask = createReadiness({
    clock: { now: () => now },
    timer: systemTimer,
    reading: { registerVersion: async () => 7 },
    outbox: { counts: async () => ({ queued: 3, sent: 9 }) },
    switches: { halted: async () => null },
    figures: { keyFits: async () => true },
    dueSince: async () => null,
    delivery: () => STATUS,
    sends: true,
    lastEndedAt: () => null,
    lastPollAt: () => later(START, 2 * HOUR_MS - MINUTE_MS),
    pollsSince: () => START,
    ...change,
  });
  now = later(START, 2 * HOUR_MS);
  return { ask };
}

test("all is well", async () => {
  expect(await ports().ask()).toEqual({
    ready: true,
    checks: {
      database: "ok",
      key: "ok",
      queue: "ok",
      poll: "ok",
      sincePollMs: MINUTE_MS,
      circuitOpen: false,
      storeFailing: false,
      inFlight: 1,
      shutForMs: 0,
      register: 7,
      queued: 3,
    },
  });
});

const ago = (ms: number) => (): Date => later(START, 2 * HOUR_MS - ms);
const dueFor = (ms: number) => async (): Promise<Date> => ago(ms)();

test.each<{ why: string; change: Partial<ReadinessPorts>; ready: boolean; code: object }>([
  {
    why: "a database that fails",
    change: { reading: { registerVersion: () => Promise.reject(new Error("chat 17")) } },
    ready: false,
    code: { database: "unreadable" },
  },
  {
    why: "a key that opens nothing any more",
    change: { figures: { keyFits: async () => false } },
    ready: false,
    code: { key: "other_key" },
  },
  {
    why: "no round for ten minutes",
    change: { lastPollAt: ago(10 * MINUTE_MS) },
    ready: false,
    code: { poll: "overdue" },
  },
  {
    why: "no round since another replica led, which was a moment ago",
    change: { lastPollAt: ago(HOUR_MS), pollsSince: ago(MINUTE_MS) },
    ready: true,
    code: { poll: "ok" },
  },
  {
    why: "another replica asks the sources",
    change: { pollsSince: () => null },
    ready: true,
    code: { poll: "not_here" },
  },
  {
    why: "a queue that nobody moves",
    change: { dueSince: dueFor(5 * MINUTE_MS) },
    ready: false,
    code: { queue: "stuck" },
  },
  {
    why: "a queue that began a moment ago",
    change: { dueSince: dueFor(MINUTE_MS) },
    ready: true,
    code: { queue: "ok" },
  },
  {
    why: "a long fan-out that goes on",
    change: { dueSince: dueFor(HOUR_MS), lastEndedAt: ago(1000) },
    ready: true,
    code: { queue: "ok" },
  },
  {
    why: "a queue that moderators halted",
    change: {
      dueSince: dueFor(HOUR_MS),
      switches: { halted: async () => ({ since: START, by: "M1", resumeAskedBy: null }) },
    },
    ready: true,
    code: { queue: "halted" },
  },
  {
    why: "a queue that Telegram makes wait",
    change: { dueSince: dueFor(HOUR_MS), delivery: () => ({ ...STATUS, shutForMs: 30_000 }) },
    ready: true,
    code: { queue: "gate_shut", shutForMs: 30_000 },
  },
  {
    why: "a queue that is not ours to move",
    change: { dueSince: dueFor(HOUR_MS), sends: false },
    ready: true,
    code: { queue: "not_here" },
  },
  {
    why: "an open circuit",
    change: { delivery: () => ({ ...STATUS, circuitOpen: true }) },
    ready: false,
    code: { circuitOpen: true },
  },
  {
    why: "a full disk",
    change: { delivery: () => ({ ...STATUS, storeFailing: true }) },
    ready: false,
    code: { storeFailing: true },
  },
])("$why: ready is $ready", async ({ change, ready, code }) => {
  const answer = await ports(change).ask();
  expect(answer).toMatchObject({ ready, checks: code });
  expect(JSON.stringify(answer)).not.toContain("chat 17");
});

describe("a database that hangs", () => {
  test("is answered for within two seconds, and is asked once however often we are asked", async () => {
    let asked = 0;
    const { ask } = ports({
      reading: {
        registerVersion: () => {
          asked += 1;
          return new Promise<number>(() => undefined);
        },
      },
    });
    const answers = await Promise.race([
      Promise.all([ask(), ask(), ask()]),
      new Promise<null>((resolve) => setTimeout(() => resolve(null), 2000)),
    ]);
    expect(answers?.map(({ ready, checks }) => [ready, checks["database"]])).toEqual(
      Array.from({ length: 3 }, () => [false, "slow"]),
    );
    expect(asked).toBe(1);
  });
});
