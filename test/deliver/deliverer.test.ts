import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { DAY_MS, HOUR_MS } from "../../src/domain/time.ts";
import { chatIds, FixedClock, openDelivering, writeRows } from "../support/delivering.ts";
import type { Delivering, DeliveringOptions } from "../support/delivering.ts";
import { FakeTelegram } from "../support/telegram.ts";

let telegram: FakeTelegram;
let open: Delivering[] = [];

async function delivering(options: Partial<DeliveringOptions> = {}): Promise<Delivering> {
  const made = await openDelivering({ root: telegram.root, ...options });
  open.push(made);
  return made;
}

beforeEach(async () => {
  telegram = new FakeTelegram();
  await telegram.listen();
});

afterEach(async () => {
  for (const each of open) await each.close();
  open = [];
  await telegram.close();
});

const received = (chatId: number) => telegram.sentTo(chatId).map((message) => message.plain);

describe("an alert on its way", () => {
  test("reaches every recipient once", async () => {
    const all = await delivering();
    await writeRows(all, { alertId: "e:1", chatIds: chatIds(50) });
    await all.deliverer.start();
    await telegram.until(() => telegram.sent.length >= 50);
    await settled(all);
    expect(await all.outbox.counts()).toEqual({ sent: 50 });
    expect(new Set(telegram.sent.map((message) => message.chatId)).size).toBe(50);
    expect(telegram.sent).toHaveLength(50);
  });

  test("is sent as plain text when Telegram refuses our markup", async () => {
    const all = await delivering();
    await writeRows(all, { alertId: "e:1", chatIds: chatIds(3), html: "<b>broken &amp; long" });
    await all.deliverer.start();
    await telegram.until(() => telegram.sent.length >= 3);
    expect(received(1000)).toEqual(["broken & long"]);
    await settled(all);
    expect(telegram.counts.refused).toBeLessThanOrEqual(3);
    expect(all.logged.map(({ event }) => event)).toContain("deliver_plain");
  });

  test("leaves those who blocked the bot in peace, now and later", async () => {
    const all = await delivering();
    await all.actions.subscribe({ chatId: 1000, threadId: null }, "be");
    telegram.blocked.add(1000);
    await writeRows(all, { alertId: "e:1", chatIds: [1000, 1001] });
    await all.deliverer.start();
    await telegram.until(() => telegram.sent.length >= 1 && telegram.counts.refused >= 1);
    await settled(all);
    expect(await all.outbox.counts()).toEqual({ sent: 1, gone: 1 });
    expect([...all.roster.everyone(0)]).toEqual([]);
    expect(await all.subscribers.all()).toEqual([]);
  });

  test("follows a group that became a supergroup", async () => {
    const all = await delivering();
    await all.actions.subscribe({ chatId: -5, threadId: null }, "be");
    telegram.migrated.set(-5, -1005);
    await writeRows(all, { alertId: "e:1", chatIds: [-5] });
    await all.deliverer.start();
    await telegram.until(() => telegram.sentTo(-1005).length === 1);
    await settled(all);
    expect(all.roster.get(-1005, null)).not.toBeNull();
    expect(all.roster.get(-5, null)).toBeNull();
  });

  test("is dropped, not sent, when it comes too late", async () => {
    const clock = new FixedClock(new Date("2026-11-22T10:00:00Z"));
    const all = await delivering({ clock });
    await writeRows(all, { alertId: "e:1", chatIds: [1000], livesMs: HOUR_MS });
    clock.advance(2 * HOUR_MS);
    await all.deliverer.start();
    await settled(all);
    expect(await all.outbox.counts()).toEqual({ expired: 1 });
    expect(telegram.sent).toEqual([]);
  });

  test("waits for its hour", async () => {
    const clock = new FixedClock(new Date("2026-11-22T03:00:00Z"));
    const all = await delivering({ clock });
    await writeRows(all, { alertId: "e:1", chatIds: [1000], notBefore: new Date("2026-11-22T07:00:00Z") });
    await writeRows(all, { alertId: "f:1", chatIds: [1001] });
    await all.deliverer.start();
    await telegram.until(() => telegram.sent.length === 1);
    expect(received(1000)).toEqual([]);
    clock.advance(4 * HOUR_MS);
    all.deliverer.nudge();
    await telegram.until(() => telegram.sentTo(1000).length === 1);
  });
});

describe("a recipient who changed something since the alert was written", () => {
  const chat = { chatId: 1000, threadId: null };

  test("gets it as wished now: discreet, silent, and deleted after hours", async () => {
    const clock = new FixedClock(new Date("2026-11-22T03:00:00Z"));
    const all = await delivering({ clock });
    const notBefore = new Date("2026-11-22T07:00:00Z");
    await all.actions.subscribe(chat, "be");
    await writeRows(all, { alertId: "e:1", chatIds: [1000], notBefore });
    await all.alerts.saveTexts("e:1", [
      { language: "be", discreet: true, message: { html: "nothing said", buttons: [] } },
    ]);
    await all.actions.change(chat, "be", { discreet: true, silent: true });
    clock.advance(5 * HOUR_MS);
    await all.deliverer.start();
    await telegram.until(() => telegram.sentTo(1000).length === 1);
    await settled(all);
    expect(telegram.sent[0]).toMatchObject({ plain: "nothing said", silent: true });
    clock.advance(25 * HOUR_MS);
    expect(await all.outbox.dueDeletions(clock.now(), 10)).toHaveLength(1);
  });

  test("gets nothing after unsubscribing, except that it was told something wrong", async () => {
    const all = await delivering();
    await all.actions.subscribe(chat, "be");
    await all.actions.unsubscribe(chat);
    await writeRows(all, { alertId: "e:1", chatIds: [1000] });
    await writeRows(all, { alertId: "f:1", chatIds: [1000], priority: 0, html: "it was wrong" });
    await all.deliverer.start();
    await telegram.until(() => telegram.sentTo(1000).length === 1);
    await settled(all);
    expect(received(1000)).toEqual(["it was wrong"]);
    expect(await all.outbox.counts()).toEqual({ sent: 1, expired: 1 });
  });

  test("gets a notice although it has no discreet text", async () => {
    const all = await delivering();
    await all.actions.change(chat, "be", { discreet: true });
    await all.actions.subscribe(chat, "be");
    await writeRows(all, { alertId: "notice:1", chatIds: [1000], priority: 0, html: "look" });
    await all.deliverer.start();
    await telegram.until(() => telegram.sentTo(1000).length === 1);
    expect(received(1000)).toEqual(["look"]);
  });
});

describe("a lost reply", () => {
  test.each([
    ["urgent", 2],
    ["ordinary", 3],
  ])("costs an %s alert one repeat and never a second", async (_urgency, priority) => {
    const clock = new FixedClock(new Date("2026-11-22T10:00:00Z"));
    const all = await delivering({ clock });
    telegram.fault({ fault: "drop-after", method: "sendMessage" });
    await writeRows(all, { alertId: "e:1", chatIds: [1000], priority });
    await all.deliverer.start();
    await telegram.until(() => telegram.sent.length === 1);
    await settled(all);
    // The chat's own pace runs on a monotonic timer that this test does not set.
    await new Promise((resolve) => setTimeout(resolve, 700));
    clock.advance(10_000);
    all.deliverer.nudge();
    await telegram.until(() => telegram.sent.length === 2);
    await settled(all);
    clock.advance(DAY_MS / 2);
    all.deliverer.nudge();
    await settled(all);
    expect(telegram.sent).toHaveLength(2);
    expect(await all.outbox.counts()).toEqual({ unsure: 1 });
  });

  test("never repeats a digest", async () => {
    const all = await delivering();
    telegram.fault({ fault: "drop-after", method: "sendMessage" });
    await writeRows(all, { alertId: "digest-x:1", chatIds: [1000], priority: 4 });
    await all.deliverer.start();
    await telegram.until(() => telegram.sent.length === 1);
    await settled(all);
    expect(await all.outbox.counts()).toEqual({ unsure: 1 });
  });
});

describe("the gate", () => {
  test("is shut for all by one 429, and stays shut over a restart", async () => {
    const path = await temporaryDatabase();
    const first = await openDelivering({ root: telegram.root, path });
    telegram.fault({ fault: { retryAfter: 3600 }, times: 1 });
    await writeRows(first, { alertId: "e:1", chatIds: chatIds(20) });
    await first.deliverer.start();
    await telegram.until(() => telegram.counts.broken === 1);
    await settled(first);
    await first.close();
    const callsBefore = telegram.callsOf("sendMessage").length;
    expect(callsBefore).toBeLessThanOrEqual(3);
    const second = await delivering({ path });
    await second.deliverer.start();
    await settled(second);
    expect(telegram.callsOf("sendMessage")).toHaveLength(callsBefore);
    expect(second.deliverer.status().shutForMs).toBeGreaterThan(3000_000);
  });

  test("lets a later and more urgent alert overtake a running fan-out", async () => {
    const all = await delivering({ ratePerSecond: 28 });
    await writeRows(all, { alertId: "big:1", chatIds: chatIds(1000), priority: 3 });
    await all.deliverer.start();
    await telegram.until(() => telegram.sent.length >= 10);
    await writeRows(all, { alertId: "family:1", chatIds: [7], priority: 1 });
    all.deliverer.nudge();
    const before = telegram.sent.length;
    await telegram.until(() => telegram.sentTo(7).length === 1);
    const place = telegram.sent.findIndex((message) => message.chatId === 7);
    expect(place - before).toBeLessThanOrEqual(10);
  });

  test("sends one chat no more than a message a second", { timeout: 60_000 }, async () => {
    const all = await delivering();
    for (const n of [1, 2, 3]) await writeRows(all, { alertId: `e${n}:1`, chatIds: [1000] });
    await all.deliverer.start();
    await telegram.until(() => telegram.sent.length === 3, 30_000);
    const times = all.letThrough.map(({ atMs }) => atMs);
    const gaps = times.slice(1).map((atMs, n) => atMs - (times[n] ?? 0));
    expect(gaps.map((gap) => gap > 999.9)).toEqual([true, true]);
  });
});

describe("the switch", () => {
  test("stops sending at once and lets it go on", async () => {
    const all = await delivering({ ratePerSecond: 50 });
    await writeRows(all, { alertId: "e:1", chatIds: chatIds(500) });
    await all.deliverer.start();
    await telegram.until(() => telegram.sent.length >= 5);
    await all.switches.halt("M1", all.clock.now());
    await new Promise((resolve) => setTimeout(resolve, 700));
    const held = telegram.sent.length;
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(telegram.sent.length).toBe(held);
    await all.switches.resume("M1", all.clock.now());
    await all.switches.resume("M2", all.clock.now());
    await telegram.until(() => telegram.sent.length > held);
  });
});

describe("the circuit", () => {
  test("opens after many unexpected answers in a row and tells moderators once", async () => {
    const all = await delivering({ lanes: 5 });
    telegram.fault({ fault: { error: [401, "Unauthorized"] }, method: "sendMessage" });
    await writeRows(all, { alertId: "e:1", chatIds: chatIds(200) });
    await all.deliverer.start();
    await telegram.until(() => telegram.callsOf("sendMessage").length >= 20);
    await settled(all);
    expect(all.deliverer.status().circuitOpen).toBe(true);
    expect(telegram.callsOf("sendMessage").length).toBeLessThanOrEqual(25);
    const notices = await all.alerts.unspreadNotices(10);
    expect(notices.map(({ code }) => code)).toEqual(["circuit_open"]);
    const told = all.logged.find(({ event }) => event === "deliver_circuit_open");
    expect(told?.facts).toMatchObject({ reason: "refused_401" });
  });
});

/** Until nothing is in flight and what came back is written down. */
async function settled({ deliverer }: Delivering): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 400));
  await telegram.until(() => deliverer.status().inFlight === 0);
  await new Promise((resolve) => setTimeout(resolve, 100));
}

async function temporaryDatabase(): Promise<string> {
  const { mkdtemp } = await import("node:fs/promises");
  return `${await mkdtemp("/tmp/navoli-deliver-")}/navoli.db`;
}

describe("a sender that is stopped", () => {
  test("gives back what it had claimed and not begun, so that another need not wait", async () => {
    const all = await delivering({ ratePerSecond: 1, lanes: 1 });
    await writeRows(all, { alertId: "e:1", chatIds: chatIds(5) });
    await all.deliverer.start();
    await telegram.until(() => telegram.sent.length >= 1);
    await all.deliverer.stop();
    const left = await all.outbox.claimDue(all.clock.now(), 10, 1000);
    expect(left.length + telegram.sent.length).toBe(5);
  });
});
