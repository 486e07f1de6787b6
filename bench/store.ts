import { join } from "node:path";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import Database from "better-sqlite3";
import type { Person } from "../src/domain/person.ts";
import type { Recipient } from "../src/ports/outbox.ts";
import { sqliteAlerts } from "../src/store/sqlite/alerts.ts";
import { backupTo } from "../src/store/sqlite/backup.ts";
import type { Sqlite } from "../src/store/sqlite/database.ts";
import { sqliteOutbox } from "../src/store/sqlite/outbox.ts";
import { sqliteTrackers } from "../src/store/sqlite/register.ts";
import { sqliteSubscribers } from "../src/store/sqlite/subscribers.ts";
import { aRecipient, aRecord, aSubscriber, aTrackerPoll, at, NOON } from "../test/contracts/samples.ts";
import { startWriting } from "../test/support/writing.ts";
import { withTemporarySqlite } from "./support/temporary-sqlite.ts";

type Print = (line: string) => void;
const SUBSCRIBERS = 100_000;
const PEOPLE = 8696;
const BATCH = 250;
const SENDS = 1000;
const GONE = 10_000;
/** What is told within the days in which rows are kept: among these the rows of a chat are looked for. */
const ALERTS = 60;

/** The store's figures; each with what it is compared to in the same run. */
export async function run(print: Print): Promise<void> {
  await withTemporarySqlite(async (sqlite, folder) => {
    await savePeople(sqlite, print);
    await readSubscribers(sqlite, print);
    await fanOut(sqlite, print);
    await sendRows(sqlite, folder, print);
    await markGone(sqlite, folder, print);
    await backupBeside(sqlite, folder, print);
  });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function savePeople(sqlite: Sqlite, print: Print): Promise<void> {
  const people: Person[] = Array.from({ length: PEOPLE }, (_, n) => ({
    id: `list:${String(n)}`,
    record: aRecord(String(n), { descriptionRaw: "апісанне справы ".repeat(20) }),
    presence: "listed",
    aliases: [],
    embargo: false,
    firstSeenOn: "2026-03-10",
    lastSeenOn: "2026-03-10",
  }));
  const ms = await timed(() => sqliteTrackers(sqlite).saveSnapshot(aTrackerPoll({ people })));
  print(`store: a snapshot of ${String(PEOPLE)} people saved: ${ms.toFixed(0)} ms (hold: 1000)`);
}

async function readSubscribers(sqlite: Sqlite, print: Print): Promise<void> {
  const store = sqliteSubscribers(sqlite);
  // A fan-out of savings would measure the disk 100,000 times over.
  sqlite.db.$client.pragma("synchronous = OFF");
  for (let chat = 1; chat <= SUBSCRIBERS; chat++) {
    const follows = Array.from({ length: chat % 4 }, (_, n) => `list:${String((chat * 7 + n) % PEOPLE)}`);
    await store.save(aSubscriber(chat, { follows }));
  }
  sqlite.db.$client.pragma("synchronous = FULL");
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  let count = 0;
  const ms = await timed(async () => {
    count = (await store.all()).length;
  });
  delay.disable();
  const rssMiB = process.memoryUsage.rss() / 2 ** 20;
  print(
    `store: ${String(count)} subscribers opened: ${ms.toFixed(0)} ms (hold: 2000), event loop delay p99 ` +
      `${(delay.percentile(99) / 1e6).toFixed(0)} ms (hold: 50), process ${rssMiB.toFixed(0)} MiB`,
  );
}

async function fanOut(sqlite: Sqlite, print: Print): Promise<void> {
  const alerts = sqliteAlerts(sqlite);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const ms = await timed(async () => {
    for (let first = 0; first < SUBSCRIBERS; first += BATCH) {
      const recipients: Recipient[] = Array.from({ length: BATCH }, (_, n) => aRecipient(first + n + 1));
      await alerts.enqueue({ id: "digest-bench:1", expiresAt: at(12) }, recipients, false);
      await new Promise(setImmediate);
    }
  });
  delay.disable();
  print(
    `store: ${String(SUBSCRIBERS)} deliveries sealed and written in batches of ${String(BATCH)}: ` +
      `${ms.toFixed(0)} ms (hold: 5000), event loop delay p99 ${(delay.percentile(99) / 1e6).toFixed(0)} ms (hold: 50)`,
  );
}

/** Claim, mark and settle as the deliverer does, against one bare UPDATE with a commit each. */
async function sendRows(sqlite: Sqlite, folder: string, print: Print): Promise<void> {
  const outbox = sqliteOutbox(sqlite);
  const claims: number[] = [];
  for (let n = 0; n < 50; n++) {
    claims.push(await timed(() => outbox.claimDue(NOON, 100, 1_000_000)));
  }
  claims.sort((a, b) => a - b);
  print(
    `store: 100 of ${String(SUBSCRIBERS)} due rows claimed: ${(claims[25] ?? 0).toFixed(2)} ms in the middle ` +
      `(hold: 2), ${(claims[47] ?? 0).toFixed(2)} ms at p95`,
  );
  const due = await outbox.claimDue(NOON, SENDS, 1_000_000);
  const ours = await timed(async () => {
    let before: string | null = null;
    for (const { id } of due) {
      const settled = before === null ? [] : [{ id: before, settlement: sentNow }];
      await outbox.writeDown(settled, [id], NOON);
      before = id;
    }
  });
  const bare = await bareUpdates(folder, "bare.db");
  print(
    `store: settling one send and marking the next, durably: ${((ours / SENDS) * 1000).toFixed(0)} µs, ` +
      `${(ours / bare).toFixed(2)} × one bare UPDATE with its commit`,
  );
}

const sentNow = { state: "sent", messageId: 4711, at: NOON } as const;

async function bareUpdates(folder: string, name: string): Promise<number> {
  const bare = new Database(join(folder, name));
  bare.pragma("journal_mode = WAL");
  bare.pragma("synchronous = FULL");
  bare.exec("create table rows (id integer primary key, state text)");
  bare.exec(`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${String(SENDS)})
    insert into rows select i, 'queued' from n`);
  const update = bare.prepare("update rows set state = 'sent' where id = ?");
  const ms = await timed(async () => {
    for (let id = 1; id <= SENDS; id++) update.run(id);
  });
  bare.close();
  return ms;
}

/** One chat in ten has blocked the bot, as a fan-out finds out one after another. */
async function markGone(sqlite: Sqlite, folder: string, print: Print): Promise<void> {
  const alerts = sqliteAlerts(sqlite);
  for (let n = 0; n < ALERTS; n += 1) {
    const recipients = Array.from({ length: BATCH }, (_, at) => aRecipient(n * BATCH + at + 1));
    await alerts.enqueue({ id: `event-${String(n)}:1`, expiresAt: at(12) }, recipients, false);
  }
  const store = sqliteSubscribers(sqlite);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const ms = await timed(async () => {
    for (let chat = 1; chat <= GONE; chat += 1) {
      await store.markGone(chat * (SUBSCRIBERS / GONE), NOON);
      await new Promise(setImmediate);
    }
  });
  delay.disable();
  const bare = await bareUpdates(folder, "gone.db");
  print(
    `store: ${String(GONE)} of ${String(SUBSCRIBERS)} chats marked as gone, their rows closed, durably: ` +
      `${((ms / GONE) * 1000).toFixed(0)} µs each, ${(ms / GONE / (bare / SENDS)).toFixed(2)} × one bare UPDATE with its commit, ` +
      `event loop delay p99 ${(delay.percentile(99) / 1e6).toFixed(0)} ms (hold: 50)`,
  );
}

/** As `cli backup` beside a bot that writes without pause and durably; the same time without a backup to compare. */
async function backupBeside(sqlite: Sqlite, folder: string, print: Print): Promise<void> {
  const path = join(folder, "beside.db");
  await sqlite.db.$client.backup(path);
  const writing = await startWriting({ path, keyByte: 1, synchronous: "full" });
  await writing.written();
  let bytes = 0;
  const ms = await timed(async () => {
    const done = await backupTo({ ...sqlite, path }, join(folder, "backup"));
    if (done.kind !== "done") throw new Error(done.reason);
    bytes = done.bytes;
  });
  const beside = await writing.written();
  await sleep(ms);
  const alone = await writing.written();
  await writing.end();
  print(
    `store: backup of ${(bytes / 2 ** 20).toFixed(0)} MiB beside a process that writes without pause: ${ms.toFixed(0)} ms; ` +
      `its slowest commit of ${String(beside.commits)} meanwhile ${beside.slowestMs.toFixed(0)} ms (hold: 1000), ` +
      `of ${String(alone.commits)} in as much time without one ${alone.slowestMs.toFixed(0)} ms`,
  );
}
