import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import Database from "better-sqlite3";

import { chatIds, openDelivering, writeRows } from "./delivering.ts";
import type { FakeTelegram } from "./telegram.ts";

export interface KillingOptions {
  readonly recipients: number;
  readonly kills: number;
  readonly lanes: number;
  readonly ratePerSecond: number;
  /** A kill comes so long after the first new message, at most. */
  readonly killWithinMs: number;
  readonly signal: "SIGKILL" | "SIGTERM";
}

export interface KillingResult {
  readonly kills: number;
  readonly lost: number;
  readonly repeated: number;
  /** Times from SIGTERM to the end, ms; 0 for kills. */
  readonly slowestEndMs: number;
  readonly integrity: string;
  readonly counts: Readonly<Record<string, number>>;
}

/** Sends a fan-out by a process that is killed again and again, lets the last one finish, and counts. */
export async function killInFanOut(telegram: FakeTelegram, options: KillingOptions): Promise<KillingResult> {
  const folder = await mkdtemp(join(tmpdir(), "navoli-kill-"));
  const path = join(folder, "navoli.db");
  try {
    await prepare(telegram, path, options);
    let kills = 0;
    let slowestEndMs = 0;
    while (kills < options.kills && receivers(telegram) < options.recipients) {
      const child = await startSender(telegram, path, options);
      const before = telegram.counts.accepted;
      await telegram.until(() => telegram.counts.accepted > before || isDone(telegram, options), 30_000);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * options.killWithinMs));
      slowestEndMs = Math.max(slowestEndMs, await end(child, options.signal));
      kills += 1;
    }
    const last = await startSender(telegram, path, options);
    await telegram.until(() => isDone(telegram, options), 60_000 + options.recipients * 40);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await end(last, "SIGTERM");
    return { kills, slowestEndMs, ...judge(telegram, options), ...inspect(path) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function prepare(telegram: FakeTelegram, path: string, { recipients }: KillingOptions): Promise<void> {
  const all = await openDelivering({ root: telegram.root, path });
  await writeRows(all, { alertId: "kill:1", chatIds: chatIds(recipients) });
  await all.close();
}

async function startSender(
  telegram: FakeTelegram,
  path: string,
  { ratePerSecond, lanes }: KillingOptions,
): Promise<ChildProcess> {
  const file = fileURLToPath(new URL("../faults/sender-process.ts", import.meta.url));
  const child = fork(file, [telegram.root, path, String(ratePerSecond), String(lanes)], { execArgv: [] });
  await new Promise<void>((resolve, reject) => {
    child.once("message", () => resolve());
    child.once("exit", (code) => reject(new Error(`the sender ended at once with ${String(code)}`)));
  });
  child.removeAllListeners("exit");
  return child;
}

async function end(child: ChildProcess, signal: "SIGKILL" | "SIGTERM"): Promise<number> {
  const from = performance.now();
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
  });
  child.kill(signal);
  await ended;
  return performance.now() - from;
}

function receivers(telegram: FakeTelegram): number {
  return new Set(telegram.sent.map(({ chatId }) => chatId)).size;
}

function isDone(telegram: FakeTelegram, { recipients }: KillingOptions): boolean {
  // Counting receivers for every call would cost more than the calls.
  return telegram.counts.accepted >= recipients && receivers(telegram) >= recipients;
}

function judge(
  telegram: FakeTelegram,
  { recipients }: KillingOptions,
): Pick<KillingResult, "lost" | "repeated"> {
  const reached = receivers(telegram);
  return { lost: recipients - reached, repeated: telegram.sent.length - reached };
}

function inspect(path: string): Pick<KillingResult, "integrity" | "counts"> {
  const database = new Database(path, { readonly: true });
  const rows = database.prepare("select state, count(*) as n from deliveries group by state").all() as {
    state: string;
    n: number;
  }[];
  const integrity = String(database.pragma("integrity_check", { simple: true }));
  database.close();
  return { integrity, counts: Object.fromEntries(rows.map(({ state, n }) => [state, n])) };
}
