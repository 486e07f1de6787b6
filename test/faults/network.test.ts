import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { HOUR_MS } from "../../src/domain/time.ts";
import { chatIds, FixedClock, openDelivering, writeRows } from "../support/delivering.ts";
import type { Delivering } from "../support/delivering.ts";
import { FakeTelegram } from "../support/telegram.ts";

let telegram: FakeTelegram;
let open: Delivering[] = [];

beforeEach(async () => {
  telegram = new FakeTelegram({ seed: 7 });
  await telegram.listen();
});

afterEach(async () => {
  for (const each of open) await each.close();
  open = [];
  await telegram.close();
});

async function delivering(options: { clock?: FixedClock; root?: string; lanes?: number } = {}) {
  const all = await openDelivering({
    root: telegram.root,
    ratePerSecond: 500,
    lanes: 20,
    timeoutSeconds: 1,
    ...options,
  });
  open.push(all);
  return all;
}

const timesByChat = (): Map<number, number> => {
  const times = new Map<number, number>();
  for (const { chatId } of telegram.sent) times.set(chatId, (times.get(chatId) ?? 0) + 1);
  return times;
};

async function finished(all: Delivering, count: number): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const { queued = 0, sending = 0, ...done } = await all.outbox.counts();
    const sum = Object.values(done).reduce((a, b) => a + b, 0);
    if (queued + sending === 0 && sum === count) return;
    if (Date.now() > deadline) throw new Error(`still waiting: ${queued} queued, ${sending} sending`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describe("a bad network", () => {
  test(
    "of errors, resets and hangs loses nobody and repeats each lost reply at most once",
    { timeout: 120_000 },
    async () => {
      const all = await delivering();
      for (const fault of ["500", "drop-before", "drop-after", "hang-after"] as const) {
        telegram.fault({ fault, method: "sendMessage", chance: 0.08 });
      }
      await writeRows(all, { alertId: "e:1", chatIds: chatIds(200) });
      await all.deliverer.start();
      await telegram.until(() => telegram.counts.total >= 200, 60_000);
      telegram.clearFaults();
      await finished(all, 200);
      const times = timesByChat();
      expect(Math.max(...times.values())).toBeLessThanOrEqual(2);
      // Whoever was left with a doubtful reply twice is counted, never sent again; all others have it.
      const { sent = 0, unsure = 0 } = await all.outbox.counts();
      expect(sent + unsure).toBe(200);
      expect(times.size).toBeGreaterThanOrEqual(sent);
    },
  );

  test("that is down costs no message a try, and recovers by itself", { timeout: 60_000 }, async () => {
    const down = new FakeTelegram();
    const root = await down.listen();
    const port = Number(new URL(root).port);
    await down.close();
    const all = await delivering({ root, lanes: 3 });
    await writeRows(all, { alertId: "e:1", chatIds: chatIds(30) });
    await all.deliverer.start();
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(all.logged.filter(({ event }) => event === "deliver_offline").length).toBeLessThanOrEqual(9);
    await telegram.close();
    telegram = new FakeTelegram();
    await telegram.listen(port);
    await telegram.until(() => telegram.sent.length >= 30, 30_000);
    await finished(all, 30);
    expect(await all.outbox.counts()).toEqual({ sent: 30 });
    expect(telegram.sent).toHaveLength(30);
  });

  test(
    "storm of 429: nothing is called before the time that Telegram gave",
    { timeout: 60_000 },
    async () => {
      const all = await delivering();
      telegram.fault({ fault: { retryAfter: 1 }, method: "sendMessage", chance: 0.05 });
      await writeRows(all, { alertId: "e:1", chatIds: chatIds(60) });
      await all.deliverer.start();
      await telegram.until(() => telegram.counts.broken >= 3, 30_000);
      telegram.clearFaults();
      await telegram.until(() => telegram.sent.length >= 60, 30_000);
      await finished(all, 60);
      expect(telegram.sent).toHaveLength(60);
      expect(await all.outbox.counts()).toEqual({ sent: 60 });
    },
  );
});

describe("a clock that is set", () => {
  test.each([3 * HOUR_MS, -3 * HOUR_MS])(
    "by %d ms sends nothing twice and delays nothing",
    { timeout: 120_000 },
    async (ms) => {
      const clock = new FixedClock(new Date("2026-11-22T10:00:00Z"));
      const all = await delivering({ clock, lanes: 3 });
      await writeRows(all, { alertId: "e:1", chatIds: chatIds(300) });
      await all.deliverer.start();
      await telegram.until(() => telegram.sent.length >= 50, 30_000);
      clock.advance(ms);
      await writeRows(all, { alertId: "f:1", chatIds: chatIds(50, 9000) });
      all.deliverer.nudge();
      await telegram.until(() => telegram.sent.length >= 350, 45_000);
      await finished(all, 350);
      expect(telegram.sent).toHaveLength(350);
      expect(timesByChat().size).toBe(350);
    },
  );
});

describe("a database that is locked by somebody else", () => {
  test(
    "holds sending up, and then it goes on with nothing lost or repeated",
    { timeout: 60_000 },
    async () => {
      const { mkdtemp } = await import("node:fs/promises");
      const { default: Database } = await import("better-sqlite3");
      const path = `${await mkdtemp("/tmp/navoli-locked-")}/navoli.db`;
      const all = await openDelivering({ root: telegram.root, path, ratePerSecond: 100, lanes: 3 });
      open.push(all);
      // The store waits for a lock before it gives up; here it gives up at once.
      all.sqlite.db.$client.pragma("busy_timeout = 50");
      await writeRows(all, { alertId: "e:1", chatIds: chatIds(120) });
      await all.deliverer.start();
      await telegram.until(() => telegram.sent.length >= 20);
      const other = new Database(path);
      other.exec("begin immediate");
      await new Promise((resolve) => setTimeout(resolve, 2500));
      const held = telegram.sent.length;
      expect(held).toBeLessThan(120);
      expect(all.logged.map(({ event }) => event)).toContain("deliver_store_failed");
      expect(all.deliverer.status().storeFailing).toBe(true);
      other.exec("rollback");
      other.close();
      await finished(all, 120);
      expect(all.deliverer.status().storeFailing).toBe(false);
      expect(telegram.sent).toHaveLength(120);
      expect(timesByChat().size).toBe(120);
    },
  );
});

describe("a disk that is full", () => {
  test("holds sending up, tells so, and loses and repeats nothing", { timeout: 60_000 }, async () => {
    const all = await delivering({ lanes: 3 });
    const client = all.sqlite.db.$client;
    await writeRows(all, { alertId: "e:1", chatIds: chatIds(400) });
    // The ids of sent messages need room that there is not.
    client.pragma(`max_page_count = ${String(client.pragma("page_count", { simple: true }))}`);
    await all.deliverer.start();
    const deadline = Date.now() + 20_000;
    while (!all.deliverer.status().storeFailing && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(all.deliverer.status().storeFailing).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(telegram.sent.length).toBeLessThan(400);
    client.pragma("max_page_count = 1000000");
    await finished(all, 400);
    expect(telegram.sent).toHaveLength(400);
    expect(timesByChat().size).toBe(400);
    expect(client.pragma("integrity_check", { simple: true })).toBe("ok");
  });
});
