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
import { openSqliteStorage, rekeySqlite, restoreSqlite } from "../../src/store/sqlite/storage.ts";
import type { Storage } from "../../src/store/storage.ts";
import { aRecipient, aSubscriber, aTarget, at, chatsOf, MESSAGE, NOON } from "../contracts/samples.ts";
import { fixedClock, MIGRATIONS } from "./support.ts";

let folder = "";
const path = (name: string): string => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "navoli-rekey-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const options = (dataKey: string | null = null) => ({
  path: path("navoli.db"),
  migrationsFolder: MIGRATIONS,
  dataKey,
  keyFile: path("data.key"),
  clock: fixedClock(),
  owner: true,
});
const aKey = (filledWith: number): string => Buffer.alloc(32, filledWith).toString("base64");
const keyIn = (name: string): string => readFileSync(path(name), "utf8").trim();

async function start(dataKey: string | null = null): Promise<Storage> {
  const opened = await openSqliteStorage(options(dataKey));
  if (!opened.ok) throw new Error(opened.reason);
  return opened.storage;
}

/** Chats 1 to 3, one of which follows somebody; a message that was sent, one to be deleted, one that waits. */
async function fill(storage: Storage): Promise<void> {
  await storage.subscribers.save(aSubscriber(1, { follows: ["list:1"] }));
  await storage.subscribers.save(aSubscriber(2));
  await storage.subscribers.save(aSubscriber(3));
  await storage.subscribers.erase(3);
  const digest = { id: "digest-x:1", expiresAt: at(12) };
  await storage.alerts.saveDigest(digest.id, [], [{ language: "be", discreet: false, message: MESSAGE }]);
  const recipients = [aRecipient(1), { ...aRecipient(2), target: aTarget(2, { deleteAfterHours: 1 }) }];
  await storage.alerts.enqueue(digest, [...recipients, aRecipient(4)], true);
  for (const { id, target } of await storage.outbox.claimDue(NOON, 9, 1000)) {
    if (target.chatId === 4) continue;
    await storage.outbox.markSending(id, NOON);
    await storage.outbox.settle(id, { state: "sent", messageId: 10 * target.chatId, at: NOON });
  }
}

/** All of it is there and found, by name and by chat, and goes on as before. */
async function expectFilled(storage: Storage): Promise<void> {
  const chats = await storage.subscribers.all();
  expect(chats.map(({ chat }) => chat.chatId).toSorted((a, b) => a - b)).toEqual([1, 2]);
  expect(await storage.subscribers.find(1, null)).toMatchObject({ follows: ["list:1"] });
  expect(await storage.outbox.sentTo(1, at(-1))).toEqual([10]);
  expect(await storage.outbox.dueDeletions(at(2), 9)).toMatchObject([{ chatId: 2, messageId: 20 }]);
  const digest = { id: "digest-x:1", expiresAt: at(12) };
  await storage.alerts.enqueue(digest, [aRecipient(1), aRecipient(2), aRecipient(4)], true);
  expect(chatsOf(await storage.outbox.claimDue(at(1), 9, 1000))).toEqual([4]);
}

async function filled(dataKey: string | null = null): Promise<void> {
  const storage = await start(dataKey);
  await fill(storage);
  await storage.close();
}

test("everything is sealed and named anew under a fresh key, and nothing of the old one is left", async () => {
  await filled();
  const oldKey = keyIn("data.key");
  const sealedBefore = blobs();

  expect(await rekeySqlite(options(), null)).toEqual({
    kind: "done",
    resealed: { subscribers: 2, deliveries: 3, deletions: 1 },
    keyFile: path("data.key"),
  });

  expect(keyIn("data.key")).not.toBe(oldKey);
  expect(keyIn("data.key.before-rekey")).toBe(oldKey);
  expect(await openSqliteStorage(options(oldKey))).toMatchObject({ ok: false });
  const bytes = readdirSync(folder)
    .filter((name) => name.startsWith("navoli.db"))
    .map((name) => readFileSync(path(name)));
  for (const blob of sealedBefore) expect(bytes.some((file) => file.includes(blob))).toBe(false);
  const storage = await start();
  await expectFilled(storage);
  await storage.close();
});

function blobs(): Buffer[] {
  const client = new Database(path("navoli.db"), { readonly: true });
  const found = [
    "select sealed from subscribers",
    "select target from deliveries",
    "select sealed from deletions",
  ];
  const all = found.flatMap((query) => client.prepare(query).pluck().all() as Buffer[]);
  client.close();
  return all;
}

test("a key from outside is replaced by another from outside", async () => {
  await filled(aKey(1));
  expect(await rekeySqlite(options(aKey(1)), null)).toMatchObject({ kind: "failed" });
  expect(await rekeySqlite(options(aKey(1)), aKey(1))).toMatchObject({ kind: "failed" });
  expect(await rekeySqlite(options(aKey(1)), "short")).toMatchObject({ kind: "failed" });
  expect(await rekeySqlite(options(aKey(1)), aKey(2))).toMatchObject({ kind: "done", keyFile: null });

  expect(existsSync(path("data.key"))).toBe(false);
  const storage = await start(aKey(2));
  await expectFilled(storage);
  await storage.close();
});

test("while the bot runs nothing is touched", async () => {
  const storage = await start();
  const before = keyIn("data.key");
  expect(await rekeySqlite(options(), null)).toMatchObject({ kind: "failed" });
  await storage.close();
  expect(keyIn("data.key")).toBe(before);
});

test("a rekey that broke off before its end left all under the old key", async () => {
  await filled();
  const spoiled = new Database(path("navoli.db"));
  spoiled.exec(
    "create trigger broken before update on deletions begin select raise(abort, 'disk full'); end",
  );
  spoiled.close();
  expect(await rekeySqlite(options(), null)).toEqual({ kind: "failed", reason: "disk full" });

  const mended = new Database(path("navoli.db"));
  mended.exec("drop trigger broken");
  mended.close();
  expect(existsSync(path("data.key.new"))).toBe(true);
  const storage = await start();
  await expectFilled(storage);
  await storage.close();
  expect(await rekeySqlite(options(), null)).toMatchObject({ kind: "done" });
});

test("a rekey that broke off after its end is finished at the next start", async () => {
  await filled();
  const oldKey = keyIn("data.key");
  await rekeySqlite(options(), aKey(5));
  // As a crash leaves the files between the two steps.
  copyFileSync(path("data.key"), path("data.key.new"));
  writeFileSync(path("data.key"), oldKey);

  const beside = await openSqliteStorage({ ...options(), owner: false });
  expect(beside.ok).toBe(true);
  if (beside.ok) await beside.storage.close();
  expect(keyIn("data.key")).toBe(oldKey);
  const storage = await start();
  await expectFilled(storage);
  await storage.close();
  expect(keyIn("data.key")).toBe(aKey(5));
  expect(existsSync(path("data.key.new"))).toBe(false);
});

test("who was erased stays erased when a backup from before the new key comes back", async () => {
  const storage = await start(aKey(1));
  await storage.subscribers.save(aSubscriber(1));
  await storage.subscribers.save(aSubscriber(2));
  expect(await storage.backup(path("backup"))).toMatchObject({ kind: "done" });
  await storage.close();
  await rekeySqlite(options(aKey(1)), aKey(2));
  const rekeyed = await start(aKey(2));
  await rekeyed.subscribers.erase(1);
  await rekeyed.close();

  expect(await restoreSqlite(path("backup"), options(aKey(2)))).toMatchObject({ kind: "failed" });
  expect(await restoreSqlite(path("backup"), options(aKey(1)))).toMatchObject({ kind: "done" });
  expect(await rekeySqlite(options(aKey(1)), aKey(2))).toMatchObject({ kind: "done" });
  const again = await start(aKey(2));
  expect((await again.subscribers.all()).map(({ chat }) => chat.chatId)).toEqual([2]);
  await again.close();
});

test("a restore without a key is refused and makes none", async () => {
  const storage = await start(aKey(1));
  await storage.backup(path("backup"));
  await storage.close();

  expect(await restoreSqlite(path("backup"), options())).toEqual({
    kind: "failed",
    reason: `there is no key: DATA_KEY is not given and ${path("data.key")} is missing`,
  });
  expect(existsSync(path("data.key"))).toBe(false);
});
