import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Change } from "../../src/ports/replicas.ts";
import { postgresChanges } from "../../src/store/postgres/changes.ts";
import { buryAgain } from "../../src/store/postgres/erasure.ts";
import { openNotice } from "../../src/store/postgres/notify.ts";
import { chatTopics } from "../../src/store/postgres/sealed-chats.ts";
import { sessionOpener } from "../../src/store/postgres/session.ts";
import { deriveKeys } from "../../src/store/seal.ts";
import { aRecipient, aSubscriber, at, NOON } from "../contracts/samples.ts";
import { POSTGRES_NAME, storesOf, testDatabase } from "./postgres-stores.ts";
import { fillReaders } from "./readers.ts";
import { aDataKey, fixedClock } from "./support.ts";

const database = testDatabase();
const CHATS = 60;

async function tablesOf(): Promise<string[]> {
  const rows = await database.run("select tablename from pg_tables where schemaname = 'public'");
  return rows.map((row) => String(row["tablename"]));
}

/** Every row as text, as a dump spells it: bytes in hex. */
async function dumped(): Promise<string> {
  const lines: string[] = [];
  for (const table of await tablesOf()) {
    const rows = await database.run(`select t::text as line from "${table}" as t`);
    lines.push(table, ...rows.map((row) => String(row["line"])));
  }
  return lines.join("\n");
}

/** Every way in which a number may stand in a dump: as text, and as bytes in both orders. */
function spellings(id: number): string[] {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(BigInt(id));
  const text = String(id);
  return [
    text,
    Buffer.from(text).toString("hex"),
    Buffer.from(text).toString("base64").slice(0, 12),
    bytes.toString("hex").slice(0, 12),
    Buffer.from(bytes).reverse().toString("hex").slice(4),
  ];
}

describe(`what whoever takes the tables learns of readers, ${POSTGRES_NAME}`, () => {
  async function filled() {
    await database.empty();
    const clock = fixedClock();
    const stores = storesOf(await database.replica({ clock }), clock);
    return { stores, ...(await fillReaders(stores, CHATS)) };
  }
  const distinct = async (statement: string): Promise<number> => (await database.run(statement)).length;

  test("no row holds a chat id or a followed person, however spelled", { timeout: 30_000 }, async () => {
    const { chatIds, follows } = await filled();
    const dump = await dumped();
    // The search finds what is there.
    expect(dump).toContain("e1:1");
    expect(spellings(5_000_000_001).some((spelling) => "(1,5000000001)".includes(spelling))).toBe(true);

    const followed = follows.flatMap((name) => [name, Buffer.from(name).toString("hex")]);
    const needles = [...chatIds.flatMap(spellings), ...followed, "Antarctica"];
    expect(needles.filter((needle) => dump.includes(needle))).toEqual([]);
  });

  test("sealed values have one length each, and no two rows share a value that could join them", async () => {
    await filled();
    for (const [table, column] of [
      ["subscribers", "sealed"],
      ["deliveries", "target"],
      ["deliveries", "message"],
      ["deletions", "sealed"],
    ]) {
      expect(
        await distinct(
          `select distinct length(${String(column)}) from ${String(table)} where ${String(column)} is not null`,
        ),
      ).toBe(1);
    }
    const rows = await distinct("select slot from deliveries");
    for (const column of ["id", "target", "message"]) {
      expect(await distinct(`select distinct ${column} from deliveries`)).toBe(rows);
    }
    const shared = "act, state, priority, due_at, leased, claims, expires_at, done_hour";
    expect(await distinct(`select distinct alert_id, ${shared} from deliveries`)).toBe(2);
    expect(await distinct("select s.id from subscribers s join deliveries d on d.id = s.id")).toBe(0);
  });
});

describe(`a database that was restored, ${POSTGRES_NAME}`, () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "navoli-buried-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  async function start() {
    await database.empty();
    const clock = fixedClock();
    const tombstonePath = join(folder, "tombstones");
    const postgres = await database.replica({ clock, tombstonePath });
    return { postgres, clock, tombstonePath, ...storesOf(postgres, clock) };
  }
  /** The tables as they were: what a backup brings back. */
  async function restored(tables: readonly string[], after: () => Promise<void>): Promise<void> {
    for (const table of tables) await database.run(`create table kept_${table} as select * from ${table}`);
    await after();
    for (const table of tables) {
      await database.run(
        `delete from ${table}; insert into ${table} select * from kept_${table}; drop table kept_${table}`,
      );
    }
  }
  const TABLES = ["subscribers", "tombstones", "marks", "deliveries", "deletions"];

  test("erases again who was erased since the backup, with their rows, however often it is started", async () => {
    const { postgres, subscribers, alerts, outbox } = await start();
    for (const chat of [1, 2]) await subscribers.save(aSubscriber(chat));
    await alerts.enqueue({ id: "digest-x:1", expiresAt: at(12) }, [aRecipient(1), aRecipient(2)], true);
    await restored(TABLES, () => subscribers.erase(1));
    expect(await subscribers.all()).toHaveLength(2);
    await Promise.all([buryAgain(postgres), buryAgain(postgres)]);
    await buryAgain(postgres);

    expect((await subscribers.all()).map(({ chat }) => chat.chatId)).toEqual([2]);
    expect(await outbox.counts()).toEqual({ queued: 1 });
  });

  test("keeps who came back after being erased, also when they were in the backup", async () => {
    const { postgres, subscribers } = await start();
    await subscribers.save(aSubscriber(1));
    await subscribers.erase(1);
    await subscribers.save(aSubscriber(1));
    await buryAgain(postgres);
    expect(await subscribers.find(1, null)).not.toBeNull();

    await restored(TABLES, async () => undefined);
    await buryAgain(postgres);
    expect(await subscribers.find(1, null)).not.toBeNull();
    await subscribers.erase(1);
    await buryAgain(postgres);
    expect(await subscribers.find(1, null)).toBeNull();
  });

  test("the file learns what another replica erased, and forgets what no backup can bring back", async () => {
    const { postgres, clock, tombstonePath } = await start();
    const elsewhere = storesOf(await database.replica({ clock }), clock);
    await elsewhere.subscribers.erase(5);
    await buryAgain(postgres);
    const [line = ""] = readFileSync(tombstonePath, "utf8").split("\n");
    expect(line).toMatch(/^[\w-]{22} 1 2026-03-10$/);

    clock.set(at(401 * 24));
    await buryAgain(postgres);
    expect(readFileSync(tombstonePath, "utf8")).toBe("");
    expect(await database.run("select * from tombstones")).toEqual([]);
  });
});

describe.skipIf(POSTGRES_NAME === "PGlite")("news of chats", () => {
  test("reach every replica as the chat is now, and name it to nobody else", async () => {
    await database.empty();
    const clock = fixedClock();
    const postgres = await database.replica({ clock });
    const { subscribers, alerts } = storesOf(postgres, clock);
    const url = database.url() ?? "";
    const raw: string[] = [];
    const session = await sessionOpener(url)();
    session.onNotification(({ payload = "" }) => raw.push(payload));
    await session.query("listen navoli");
    const heard: Change[] = [];
    const changes = postgresChanges(sessionOpener(url), {
      chatIdOf: (sealed) => openNotice(postgres.keys, sealed),
      topicsOf: (chatId) => chatTopics(postgres, chatId),
    });
    const stop = await changes.hear((change) => heard.push(change));

    await subscribers.save(aSubscriber(5_000_000_001));
    await subscribers.change({ chatId: 5_000_000_001, threadId: null }, () => null);
    await alerts.enqueue({ id: "digest-x:1", expiresAt: at(12) }, [aRecipient(5_000_000_001)], true);
    await subscribers.markGone(5_000_000_001, NOON);
    await subscribers.save(aSubscriber(5_000_000_001, { silent: true }));
    await subscribers.move(5_000_000_001, -5_000_000_002);
    await subscribers.erase(-5_000_000_002);
    await expect.poll(() => heard.length).toBe(7);
    await stop();
    await session.close();

    const chats = heard.flatMap((change) => (change.kind === "chat" ? [change.chatId] : []));
    expect(chats).toEqual([1, 1, 1, -2, 1, -2].map((n) => Math.sign(n) * (5_000_000_000 + Math.abs(n))));
    expect(heard.filter(({ kind }) => kind === "outbox")).toHaveLength(1);
    expect(heard.at(-1)).toMatchObject({ kind: "chat", topics: [] });
    expect(raw.join()).not.toMatch(/500000000[12]/);
    expect(new Set(raw.map((payload) => payload.length)).size, "chats by one length").toBe(2);
    expect(() => openNotice(deriveKeys(aDataKey(9)), raw[0]?.slice("chat:".length) ?? "")).toThrow(
      "authenticate",
    );
  });
});
