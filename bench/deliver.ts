import { fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import Database from "better-sqlite3";
import { Api } from "grammy";

import { newSubscriber } from "../src/domain/subscriber.ts";
import type { Subscriber } from "../src/domain/subscriber.ts";
import { systemTimer } from "../src/system/timer.ts";
import { chatIds, openDelivering, writeRows } from "../test/support/delivering.ts";
import type { Delivering } from "../test/support/delivering.ts";
import { killInFanOut } from "../test/support/killing.ts";
import { FakeTelegram } from "../test/support/telegram.ts";
import type { SpreadFigures } from "./support/spread-process.ts";
import { startTelegram } from "./support/telegram-child.ts";
import type { TelegramChild } from "./support/telegram-child.ts";
import { measureParts } from "./support/parts.ts";

type Print = (line: string) => void;

/**
 * Bounded to about two minutes; `--long` sends all 10,000 at Telegram's own pace and kills 200 times: 15 minutes.
 * `--only=paid` measures one part.
 */
export async function run(print: Print, args: readonly string[] = []): Promise<void> {
  const isLong = args.includes("--long");
  const parts = {
    paced: () => paced(print, isLong ? 10_000 : 560),
    killed: () => killed(print, isLong ? 10_000 : 500, isLong ? 200 : 8),
    locked: () => locked(print, isLong ? 30 : 3),
    follower: () => followerFirst(print),
    paid: () => paid(print),
    costs: () => costs(print),
    readers: () => hundredThousand(print),
  };
  await measureParts(parts, args);
}

/** Runs on a database file of its own, on disk, as in production. */
async function withDelivering<T>(
  telegram: TelegramChild,
  options: { ratePerSecond: number; lanes: number },
  work: (all: Delivering) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "navoli-bench-"));
  const all = await openDelivering({ root: telegram.root, path: join(folder, "navoli.db"), ...options });
  try {
    return await work(all);
  } finally {
    await all.close();
    await rm(folder, { recursive: true });
  }
}

async function untilSent(telegram: TelegramChild, count: number, withinMs: number): Promise<void> {
  const deadline = Date.now() + withinMs;
  while ((await telegram.counts()).accepted < count) {
    if (Date.now() > deadline) throw new Error(`only ${(await telegram.counts()).accepted} of ${count} sent`);
    await systemTimer.sleep(20);
  }
}

async function paced(print: Print, recipients: number): Promise<void> {
  const telegram = await startTelegram({
    latencyMs: 57,
    globalPerSecond: 30,
    perChatPerSecond: 1,
    penaltyMs: 5000,
    keepMessages: false,
  });
  await withDelivering(telegram, { ratePerSecond: 28, lanes: 3 }, async (all) => {
    await writeRows(all, { alertId: "paced:1", chatIds: chatIds(recipients) });
    const from = performance.now();
    await all.deliverer.start();
    await untilSent(telegram, recipients, recipients * 60);
    const perSecond = recipients / ((performance.now() - from) / 1000);
    const { limited } = await telegram.counts();
    print(`${recipients} recipients at 28/s, limit 30/s with penalties: ${perSecond.toFixed(2)} messages/s`);
    print(`429 answers meanwhile: ${limited}`);
  });
  telegram.stop();
}

async function killed(print: Print, recipients: number, kills: number): Promise<void> {
  const telegram = new FakeTelegram({ latencyMs: 57 });
  await telegram.listen();
  const result = await killInFanOut(telegram, {
    recipients,
    kills,
    lanes: 3,
    ratePerSecond: 50,
    killWithinMs: 600,
    signal: "SIGKILL",
  });
  await telegram.close();
  print(
    `kill -9 × ${result.kills} in a fan-out to ${recipients}, 3 in flight: ${result.lost} lost, ` +
      `${result.repeated} repeated (${(result.repeated / result.kills).toFixed(2)} a kill), integrity ${result.integrity}`,
  );
}

/** Somebody else holds the database in the middle of a fan-out. */
async function locked(print: Print, lockedSeconds: number): Promise<void> {
  const telegram = await startTelegram({ latencyMs: 57 });
  const recipients = 600;
  await withDelivering(telegram, { ratePerSecond: 50, lanes: 3 }, async (all) => {
    await writeRows(all, { alertId: "locked:1", chatIds: chatIds(recipients) });
    await all.deliverer.start();
    await untilSent(telegram, recipients / 4, 60_000);
    const other = new Database(all.sqlite.path);
    other.exec("begin immediate");
    await systemTimer.sleep(lockedSeconds * 1000);
    const { storeFailing } = all.deliverer.status();
    const { accepted: before } = await telegram.counts();
    other.exec("rollback");
    other.close();
    const from = performance.now();
    await untilSent(telegram, before + 1, 60_000);
    const onAfterMs = performance.now() - from;
    await untilSent(telegram, recipients, 120_000);
    await systemTimer.sleep(1000);
    const sent = await telegram.sent();
    const reached = new Set(sent.map(({ chatId }) => chatId)).size;
    print(
      `database locked for ${lockedSeconds} s in a fan-out to ${recipients}: told ${String(storeFailing)}, on again after ` +
        `${onAfterMs.toFixed(0)} ms, ${recipients - reached} lost, ${sent.length - reached} repeated`,
    );
  });
  telegram.stop();
}

async function followerFirst(print: Print): Promise<void> {
  const telegram = await startTelegram({ latencyMs: 57, globalPerSecond: 30 });
  await withDelivering(telegram, { ratePerSecond: 28, lanes: 3 }, async (all) => {
    await writeRows(all, { alertId: "fan:1", chatIds: chatIds(10_000), priority: 3 });
    await all.deliverer.start();
    await untilSent(telegram, 30, 10_000);
    const latencies: number[] = [];
    for (let n = 1; n <= 10; n += 1) {
      const at = Date.now();
      await writeRows(all, { alertId: `family${n}:1`, chatIds: [n], priority: 1 });
      all.deliverer.nudge();
      await systemTimer.sleep(600);
      const sent = (await telegram.sent()).find((message) => message.chatId === n);
      latencies.push(sent === undefined ? Number.POSITIVE_INFINITY : sent.atMs - at);
    }
    latencies.sort((a, b) => a - b);
    print(`first message to a follower within a fan-out to 10,000: worst of 10 ${latencies.at(-1) ?? 0} ms`);
  });
  telegram.stop();
}

async function paid(print: Print): Promise<void> {
  const telegram = await startTelegram({ latencyMs: 57, globalPerSecond: 1000, keepMessages: false });
  const recipients = 10_000;
  await withDelivering(telegram, { ratePerSecond: 1000, lanes: 100 }, async (all) => {
    await writeRows(all, { alertId: "paid:1", chatIds: chatIds(recipients) });
    const cpu = process.cpuUsage();
    const from = performance.now();
    await all.deliverer.start();
    await untilSent(telegram, recipients, 60_000);
    const seconds = (performance.now() - from) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    print(`paid broadcast at 1000/s, 57 ms latency: ${(recipients / seconds).toFixed(0)} messages/s`);
    print(`cores used meanwhile: ${((user + system) / 1e6 / seconds).toFixed(2)}`);
    print(`429 answers meanwhile: ${(await telegram.counts()).limited}`);
  });
  telegram.stop();
}

/** CPU a message, against bare grammY sends with as many in flight, turn by turn in the same run. */
async function costs(print: Print): Promise<void> {
  const telegram = await startTelegram({ latencyMs: 5, keepMessages: false });
  const messages = 3000;
  const lanes = 50;
  const bare: number[] = [];
  const ours: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    bare.push(await cpuPerMessage(messages, () => bareSends(telegram.root, messages, lanes)));
    ours.push(
      await withDelivering(telegram, { ratePerSecond: 100_000, lanes }, async (all) => {
        await writeRows(all, { alertId: "cost:1", chatIds: chatIds(messages), html: "a text of an alert" });
        const before = (await telegram.counts()).accepted;
        return cpuPerMessage(messages, async () => {
          await all.deliverer.start();
          await untilSent(telegram, before + messages, 60_000);
          await all.deliverer.stop();
        });
      }),
    );
  }
  const [bareMicros, ourMicros] = [Math.min(...bare), Math.min(...ours)];
  print(`CPU a message: ${ourMicros.toFixed(0)} µs, bare grammY ${bareMicros.toFixed(0)} µs`);
  print(`CPU a message against bare grammY: ${(ourMicros / bareMicros).toFixed(2)} ×`);
  telegram.stop();
}

async function bareSends(root: string, messages: number, lanes: number): Promise<void> {
  const api = new Api("1:test", { apiRoot: root });
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let n = next++; n < messages; n = next++) {
      await api.sendMessage(5000 + n, "a text of an alert", {
        parse_mode: "HTML",
        link_preview_options: { is_disabled: true },
      });
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

async function cpuPerMessage(messages: number, work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / messages;
}

async function hundredThousand(print: Print): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "navoli-bench-"));
  const path = join(folder, "navoli.db");
  const all = await openDelivering({ root: "http://127.0.0.1:9", path });
  all.sqlite.db.$client.exec("begin");
  for (let n = 0; n < 100_000; n += 1) await all.subscribers.save(aReader(n));
  all.sqlite.db.$client.exec("commit");
  await all.close();
  const file = fileURLToPath(new URL("support/spread-process.ts", import.meta.url));
  // As `npm start` runs it: a small young generation costs little time and saves 150 MiB.
  const child = fork(file, [path], { execArgv: ["--max-semi-space-size=2"] });
  const figures = await new Promise<SpreadFigures>((resolve, reject) => {
    child.once("message", (message) => resolve(message as SpreadFigures));
    child.once("exit", () => reject(new Error("the measured process ended without figures")));
  });
  await rm(folder, { recursive: true });
  const { readers, buildMs, buildCpuMs, queued, spreadMs, spreadCpuMs } = figures;
  const { delayP99Ms, delayMostMs, rssMiB } = figures;
  print(`roster of ${readers} opened and built in ${seconds(buildMs)} (processor ${seconds(buildCpuMs)})`);
  print(`fan-out to ${queued} enqueued in ${seconds(spreadMs)} (processor ${seconds(spreadCpuMs)})`);
  print(`event loop delay meanwhile: p99 ${delayP99Ms.toFixed(1)} ms, most ${delayMostMs.toFixed(1)} ms`);
  print(`resident memory after it: ${rssMiB.toFixed(0)} MiB`);
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

const ZONES = ["Europe/Vilnius", "Europe/Warsaw", "Europe/Minsk", "Asia/Tbilisi", "America/New_York"];

function aReader(n: number): Subscriber {
  return {
    ...newSubscriber({ chatId: 1_000_000 + n, threadId: null }, n % 3 === 0 ? "ru" : "be"),
    subscribed: true,
    quiet: n % 4 === 0 ? { from: 23, to: 7 } : null,
    timeZone: ZONES[n % ZONES.length] ?? "Europe/Vilnius",
    follows: n % 10 === 0 ? [`list:${n % 1000}`] : [],
  };
}
