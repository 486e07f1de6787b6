import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { EVENT_KINDS } from "../../src/domain/kind.ts";
import { backupTo } from "../../src/store/sqlite/backup.ts";
import { openSqlite } from "../../src/store/sqlite/open.ts";
import { FOLLOWS_MOST } from "../../src/subscribers/preferences.ts";
import { aRecipient, aSubscriber, at, NOON } from "../contracts/samples.ts";
import { fillReaders } from "./readers.ts";
import { aDataKey, fixedClock, MIGRATIONS, opened, storesOn } from "./support.ts";

/*
 * The promise of SECURITY.md: whoever takes the database, its log or a backup learns neither who subscribes nor
 * whom they follow.
 */
const CHATS = 1000;
const FEW_CHATS = 120;
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "navoli-secrecy-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Every way in which a number may lie in a file: as text, fixed length in both orders, and as SQLite's varint. */
function spellings(id: number): Buffer[] {
  const little = Buffer.alloc(8);
  little.writeBigInt64LE(BigInt(id));
  const big = Buffer.alloc(8);
  big.writeBigInt64BE(BigInt(id));
  // SQLite keeps integers in the fewest of 1, 2, 3, 4, 6, 8 bytes, high byte first.
  const kept = Math.abs(id) < 2 ** 31 ? big.subarray(4) : big.subarray(2);
  const varint: number[] = [];
  for (let rest = BigInt.asUintN(64, BigInt(id)); rest > 0n; rest >>= 7n) {
    varint.unshift(Number(rest & 127n) | (varint.length > 0 ? 128 : 0));
  }
  const text = Buffer.from(String(id));
  return [text, Buffer.from(text.toString("base64").slice(0, 12)), little, big, kept, Buffer.from(varint)];
}

/** Which needles lie anywhere in the bytes: one walk, looking up every four bytes. */
function found(bytes: Buffer, needles: readonly Buffer[]): string[] {
  const byStart = Map.groupBy(needles, (needle) => needle.readUInt32LE());
  const hits: string[] = [];
  for (let at = 0; at + 4 <= bytes.length; at++) {
    for (const needle of byStart.get(bytes.readUInt32LE(at)) ?? []) {
      if (needle.equals(bytes.subarray(at, at + needle.length))) hits.push(needle.toString("hex"));
    }
  }
  return hits;
}

async function fill(path: string, count = FEW_CHATS) {
  const clock = fixedClock();
  const sqlite = opened(
    openSqlite({ path, migrationsFolder: MIGRATIONS, dataKey: aDataKey(), clock, owner: true }),
  );
  // The bytes are the same; only a power cut would tell.
  sqlite.db.$client.pragma("synchronous = OFF");
  const stores = storesOn(sqlite, clock);
  return { sqlite, stores, ...(await fillReaders(stores, count)) };
}

test("no file holds a chat id or a followed person, however spelled", { timeout: 60_000 }, async () => {
  const { sqlite, chatIds, follows } = await fill(join(folder, "navoli.db"), CHATS);
  // The search finds what is there.
  expect(found(Buffer.from("..1234567890.."), spellings(1_234_567_890))).toHaveLength(1);
  expect(await backupTo(sqlite, join(folder, "navoli.backup"))).toMatchObject({ kind: "done" });
  const files = readdirSync(folder).toSorted();
  expect(files).toEqual(
    expect.arrayContaining(["navoli.backup", "navoli.db", "navoli.db-wal", "navoli.db.tombstones"]),
  );

  const needles = [...chatIds.flatMap(spellings), ...follows.map((name) => Buffer.from(name))];
  const hits = files.flatMap((file) =>
    found(readFileSync(join(folder, file)), needles).map((hit) => `${file}: ${hit}`),
  );
  expect(hits).toEqual([]);
  expect(files.filter((file) => readFileSync(join(folder, file)).includes("Antarctica"))).toEqual([]);
  sqlite.close();
});

test("sealed values have one length each, and no two rows share a value that could join them", async () => {
  const { sqlite } = await fill(join(folder, "navoli.db"));
  sqlite.close();
  const stolen = new Database(join(folder, "navoli.db"), { readonly: true });
  const distinct = (sql: string): unknown[] => stolen.prepare(sql).pluck().all();

  expect(distinct("select distinct length(sealed) from subscribers")).toHaveLength(1);
  expect(distinct("select distinct length(target) from deliveries")).toHaveLength(1);
  expect(distinct("select distinct length(message) from deliveries")).toHaveLength(1);
  expect(distinct("select distinct length(sealed) from deletions")).toHaveLength(1);

  const rows = stolen.prepare("select * from deliveries").all() as Record<string, unknown>[];
  // What rows share they share with all rows of their alert.
  const valuesOf = (column: string, some = rows): number =>
    new Set(some.map((row) => (Buffer.isBuffer(row[column]) ? row[column].toString("hex") : row[column])))
      .size;
  const unique = ["slot", "id", "target", "message"].map((column) => valuesOf(column));
  expect(unique).toEqual(unique.map(() => rows.length));
  for (const alert of ["e1:1", "e2:1"]) {
    const some = rows.filter((row) => row["alert_id"] === alert);
    const columns = ["act", "state", "priority", "due_at", "leased", "claims", "expires_at", "done_hour"];
    expect(columns.filter((column) => valuesOf(column, some) !== 1)).toEqual([]);
  }
  const ids = new Set(distinct("select id from subscribers"));
  expect(rows.some((row) => ids.has(row["id"]))).toBe(false);
  stolen.close();
});

test("who follows as many as anybody may has a row as long as who follows none", async () => {
  const { sqlite, stores } = await fill(join(folder, "navoli.db"));
  const longest = Array.from({ length: FOLLOWS_MOST }, (_, n) => `list:${String(n).padStart(35, "0")}`);
  const busy = aSubscriber(-1_009_999_999_999, {
    follows: longest,
    kinds: EVENT_KINDS,
    quiet: { from: 22, to: 7 },
    timeZone: "America/Argentina/ComodRivadavia",
    discreet: true,
    deleteAfterHours: 46,
  });
  await stores.subscribers.save(busy);
  await stores.subscribers.markGone(-1_009_999_999_999, NOON);

  const lengths = sqlite.db.$client.prepare("select distinct length(sealed) from subscribers").all();
  expect(lengths).toHaveLength(1);
  sqlite.close();
});

test("rows of an alert stand in no order that the next alert repeats", async () => {
  const { sqlite, stores } = await fill(join(folder, "navoli.db"));
  const order = async (id: string): Promise<number[]> => {
    const chats = Array.from({ length: 200 }, (_, n) => aRecipient(n + 1));
    await stores.alerts.enqueue({ id, expiresAt: at(1) }, chats, true);
    return (await stores.outbox.claimDue(NOON, 200, 1)).map(({ target }) => target.chatId);
  };
  const [first, second] = [await order("digest-a:1"), await order("digest-b:1")];
  const same = first.filter((chat, place) => second[place] === chat);

  expect(new Set(first)).toEqual(new Set(second));
  expect(same.length).toBeLessThan(20);
  sqlite.close();
});

test("what is deleted is gone from the bytes, not only from the tables", async () => {
  const path = join(folder, "navoli.db");
  const { sqlite, stores, chatIds } = await fill(path);
  const sealed = sqlite.db.$client.prepare("select sealed from subscribers").pluck().all() as Buffer[];
  const pieces = sealed.map((blob) => blob.subarray(100, 164));
  for (const chatId of chatIds) await stores.subscribers.erase(chatId);
  const left = sqlite.db.$client.prepare("select count(*) from subscribers").pluck().get();
  sqlite.close();

  // The chat that moved is known by its new id only.
  expect(left).toBe(1);
  const bytes = readFileSync(path);
  expect(pieces.filter((piece) => bytes.includes(piece))).toHaveLength(1);
});
