import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { decryptFile, encryptFile } from "../../src/store/backup-file.ts";
import { deriveKeys } from "../../src/store/seal.ts";
import { backupTo, restoreFrom } from "../../src/store/sqlite/backup.ts";
import type { Sqlite } from "../../src/store/sqlite/database.ts";
import { openSqlite } from "../../src/store/sqlite/open.ts";
import { anAlert, anEvent, aRecipient, aSubscriber, aTrackerPoll, at, NOON } from "../contracts/samples.ts";
import type { Stores } from "../contracts/stores.ts";
import { aDataKey, fixedClock, MIGRATIONS, opened, storesOn } from "./support.ts";

const clock = fixedClock();
let folder = "";
const path = (name = "navoli.db"): string => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "navoli-backup-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function start(file = path()): Stores & { readonly sqlite: Sqlite } {
  const clock = fixedClock();
  const sqlite = opened(
    openSqlite({ path: file, migrationsFolder: MIGRATIONS, dataKey: aDataKey(), clock, owner: true }),
  );
  // Nobody cuts the power here.
  sqlite.db.$client.pragma("synchronous = OFF");
  return { sqlite, ...storesOn(sqlite, clock) };
}
const chats = async ({ subscribers }: Stores): Promise<number[]> =>
  (await subscribers.all()).map(({ chat }) => chat.chatId).toSorted((a, b) => a - b);

/** A bot with chats 1 and 2, backed up; then `after` happens, the backup comes back, and the bot starts. */
async function restoredAfter(after: (running: Stores) => Promise<void>): Promise<ReturnType<typeof start>> {
  const running = start();
  await running.subscribers.save(aSubscriber(1, { follows: ["list:1"] }));
  await running.subscribers.save(aSubscriber(2));
  const digest = { id: "digest-x:1", expiresAt: at(12) };
  await running.alerts.enqueue(digest, [aRecipient(1), aRecipient(2)], true);
  expect(await backupTo(running.sqlite, path("backup"))).toMatchObject({ kind: "done" });
  await after(running);
  running.sqlite.close();
  expect(await restoreFrom(path("backup"), { path: path(), dataKey: aDataKey(), clock })).toMatchObject({
    kind: "done",
  });
  return start();
}

test("a backup brings everything back and leaves nothing plain behind", async () => {
  const again = await restoredAfter(async ({ subscribers, trackers }) => {
    await trackers.saveSnapshot(aTrackerPoll());
    await subscribers.save(aSubscriber(3));
  });

  expect(await chats(again)).toEqual([1, 2]);
  expect(await again.reading.people()).toEqual([]);
  expect(readFileSync(path("backup")).includes("SQLite format 3")).toBe(false);
  expect(readdirSync(folder).filter((name) => /backup-|part|check|restoring/.test(name))).toEqual([]);
  again.sqlite.close();

  // What was there before is kept beside it.
  const [kept = ""] = readdirSync(folder).filter((name) => name.includes("before-restore"));
  expect(kept).toMatch(/^navoli\.db\.before-restore-\d{8}T\d{6}Z$/u);
  copyFileSync(path(kept), path("other.db"));
  const before = start(path("other.db"));
  expect(await chats(before)).toEqual([1, 2, 3]);
  before.sqlite.close();
});

test("what was there before each restore is kept, also of two in the same second", async () => {
  const running = start();
  await running.subscribers.save(aSubscriber(1));
  await backupTo(running.sqlite, path("backup"));
  running.sqlite.close();
  const options = { path: path(), dataKey: aDataKey(), clock };
  const names: (string | null)[] = [];
  for (const chat of [2, 3]) {
    const again = start();
    await again.subscribers.save(aSubscriber(chat));
    again.sqlite.close();
    const result = await restoreFrom(path("backup"), options);
    names.push(result.kind === "done" ? result.kept : null);
  }

  expect(new Set(names).size).toBe(2);
  for (const [at, chat] of [2, 3].entries()) {
    const kept = start(String(names[at]));
    expect(await chats(kept)).toEqual([1, chat]);
    kept.sqlite.close();
  }
  expect(await restoreFrom(path("backup"), { ...options, path: path("new.db") })).toMatchObject({
    kept: null,
  });
});

test("who was erased stays erased when an older backup comes back, with what waits for them", async () => {
  const again = await restoredAfter(({ subscribers }) => subscribers.erase(1));

  expect(await chats(again)).toEqual([2]);
  expect(await again.outbox.counts()).toEqual({ expired: 1 });
  again.sqlite.close();
});

test("what waited in a backup is not sent: it went out since, or is old news", async () => {
  const running = start();
  const digest = { id: "digest-x:1", expiresAt: at(12) };
  await running.alerts.enqueue(digest, [aRecipient(1), aRecipient(2)], true);
  const [flying] = await running.outbox.claimDue(NOON, 1, 1000);
  await running.outbox.markSending(String(flying?.id), NOON);
  const event = anEvent("e1");
  await running.events.saveMerge({ findingId: "f1", outcome: "created", events: [event] });
  const publish = { kind: "publish", urgency: "urgent", reason: "" } as const;
  await running.events.saveDecision(event, publish, anAlert(event), []);
  await running.alerts.saveNotice({ key: "k", code: "circuit_open", facts: {} });
  await backupTo(running.sqlite, path("backup"));
  running.sqlite.close();
  await restoreFrom(path("backup"), { path: path(), dataKey: aDataKey(), clock });

  const again = start();
  expect(await again.outbox.counts()).toEqual({ expired: 2 });
  expect(await again.outbox.recover(NOON)).toEqual({ resent: 0, unsure: 0 });
  expect(await again.outbox.claimDue(NOON, 9, 1000)).toEqual([]);
  expect(await again.alerts.unspread(9)).toEqual([]);
  expect(await again.alerts.unspreadNotices(9)).toEqual([]);
  expect(await again.outbox.purge(at(12 + 7 * 24))).toMatchObject({ purged: 2 });
  again.sqlite.close();
});

test("who came again after the erasure may stay, also over the next restart", async () => {
  const again = await restoredAfter(({ subscribers }) => subscribers.erase(1));
  await again.subscribers.save(aSubscriber(1));
  again.sqlite.close();

  const later = start();
  expect(await chats(later)).toEqual([1, 2]);
  expect(await later.subscribers.find(1, null)).toMatchObject({ follows: [] });
  await later.subscribers.erase(2);
  later.sqlite.close();

  const last = start();
  expect(await chats(last)).toEqual([1]);
  last.sqlite.close();
});

test("what was erased before a chat came again does not come back with a backup from before the erasure", async () => {
  const again = await restoredAfter(async ({ subscribers }) => {
    await subscribers.erase(1);
    await subscribers.save(aSubscriber(1));
  });

  // Neither the old settings nor the new ones are there: nobody is told what they did not ask for.
  expect(await chats(again)).toEqual([2]);
  again.sqlite.close();
});

test("tombstones that a database knows and the file beside it lost are written down again", async () => {
  const running = start();
  await running.subscribers.save(aSubscriber(1));
  await running.subscribers.erase(1);
  running.sqlite.close();
  const lines = readFileSync(path("navoli.db.tombstones"), "utf8");
  expect(lines.trim().split("\n")).toHaveLength(1);
  writeFileSync(path("navoli.db.tombstones"), "half a li");

  start().sqlite.close();
  expect(readFileSync(path("navoli.db.tombstones"), "utf8")).toBe(lines);
});

test("a crash between the two writings of an erasure is made good at the next start", async () => {
  const running = start();
  await running.subscribers.save(aSubscriber(1));
  await running.subscribers.save(aSubscriber(2));
  running.sqlite.close();
  copyFileSync(path(), path("before"));
  const erasing = start();
  await erasing.subscribers.erase(1);
  erasing.sqlite.close();
  copyFileSync(path("before"), path());

  const again = start();
  expect(await chats(again)).toEqual([2]);
  again.sqlite.close();
});

test.each<{ why: string; spoil: (bytes: Buffer) => Buffer }>([
  { why: "cut short", spoil: (bytes) => bytes.subarray(0, bytes.length - 100) },
  { why: "cut at a chunk", spoil: (bytes) => bytes.subarray(0, 32 + 1024 * 1024 + 16) },
  {
    why: "changed in one byte",
    spoil: (bytes) => (bytes.fill(bytes.readUInt8(5000) ^ 1, 5000, 5001), bytes),
  },
  { why: "longer than it was", spoil: (bytes) => Buffer.concat([bytes, Buffer.from("more")]) },
  { why: "something else", spoil: () => Buffer.from("no backup") },
  { why: "empty", spoil: () => Buffer.alloc(0) },
])("a backup that is $why is refused and replaces nothing", async ({ spoil }) => {
  const running = start();
  const follows = Array.from({ length: 400 }, (_, n) => `list:${String(n)}`);
  for (let chat = 1; chat <= 150; chat++) await running.subscribers.save(aSubscriber(chat, { follows }));
  await backupTo(running.sqlite, path("backup"));
  await running.subscribers.save(aSubscriber(1000));
  running.sqlite.close();
  writeFileSync(path("backup"), spoil(readFileSync(path("backup"))));

  expect(await restoreFrom(path("backup"), { path: path(), dataKey: aDataKey(), clock })).toMatchObject({
    kind: "failed",
  });
  const again = start();
  expect(await again.subscribers.find(1000, null)).not.toBeNull();
  again.sqlite.close();
});

test("a backup needs its key, a restore a database that nobody runs on, and both a place to write", async () => {
  const running = start();
  expect(await backupTo(running.sqlite, path("backup"))).toMatchObject({ kind: "done" });
  expect(await backupTo(running.sqlite, path("missing/backup"))).toMatchObject({ kind: "failed" });
  const restore = (dataKey: Uint8Array) => restoreFrom(path("backup"), { path: path(), dataKey, clock });

  expect(await restore(aDataKey())).toMatchObject({
    kind: "failed",
    reason: expect.stringContaining("runs on") as string,
  });
  running.sqlite.close();
  expect(await restore(aDataKey(9))).toMatchObject({
    kind: "failed",
    reason: "the backup was cut or changed, or DATA_KEY is another",
  });
  expect(
    await restoreFrom(path("nothing"), { path: path("new.db"), dataKey: aDataKey(), clock }),
  ).toMatchObject({
    kind: "failed",
  });
  expect(existsSync(path("new.db"))).toBe(false);
});

test("which updates came is in no backup, and comes back with none, however old it is", async () => {
  const { backups } = deriveKeys(aDataKey());
  const heardIn = (file: string): number => {
    const client = new Database(file);
    const n = Number(client.prepare("select count(*) from heard_updates").pluck().get());
    client.close();
    return n;
  };
  const running = start();
  running.sqlite.db.$client.exec("insert into heard_updates values (7, 7000)");
  await backupTo(running.sqlite, path("backup"));
  expect(heardIn(path())).toBe(1);
  running.sqlite.close();
  await decryptFile(backups, path("backup"), path("plain.db"));
  expect(heardIn(path("plain.db"))).toBe(0);
  const options = { path: path("again.db"), dataKey: aDataKey(), clock };

  // As backups were made before.
  await encryptFile(backups, path(), path("old"));
  expect(await restoreFrom(path("old"), options)).toMatchObject({ kind: "done" });
  expect(heardIn(path("again.db"))).toBe(0);

  const older = new Database(path());
  older.exec("drop table heard_updates");
  older.close();
  await encryptFile(backups, path(), path("older"));
  expect(await restoreFrom(path("older"), options)).toMatchObject({ kind: "done" });
});
