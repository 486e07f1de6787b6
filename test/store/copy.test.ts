import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { sql } from "drizzle-orm";
import pg from "pg";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { copyStorage } from "../../src/store/copy.ts";
import { openStorage, rekeyStorage, restoreStorage } from "../../src/store/open.ts";
import { OWNERS_LOCK } from "../../src/store/postgres/owners.ts";
import { emptyPostgresTables, postgresTables } from "../../src/store/postgres/tables.ts";
import { emptySqliteTables, sqliteTables } from "../../src/store/sqlite/tables.ts";
import type { Database, Storage } from "../../src/store/storage.ts";
import { CopyDiffers, copyTables, isEmpty } from "../../src/store/tables.ts";
import { aNewItem, aSourceState, aSubscriber, NOON } from "../contracts/samples.ts";
import { expectFilled, fill, stillWaiting } from "./filled.ts";
import { POSTGRES_NAME, storesOf, testDatabase } from "./postgres-stores.ts";
import { fixedClock, openInMemory, storesOn } from "./support.ts";

const database = testDatabase();
const NOBODY = aSubscriber(9);
const aKey = (filledWith: number): string => Buffer.alloc(32, filledWith).toString("base64");

describe(`copies, ${POSTGRES_NAME}`, () => {
  async function both() {
    await database.empty();
    const clock = fixedClock();
    const postgres = await database.replica({ clock });
    return { clock, sqlite: openInMemory(clock), postgres };
  }

  test("something of every table goes from SQLite to PostgreSQL and back, and goes on there", async () => {
    const { clock, sqlite, postgres } = await both();
    await fill(storesOn(sqlite, clock), NOON);
    sqlite.db.$client.exec("insert into heard_updates values (7, 7000)");

    const there = await postgres.write(async (tx) =>
      copyTables(sqliteTables(sqlite), await emptyPostgresTables(tx)),
    );
    expect(there.filter(({ rows }) => rows === 0)).toEqual([]);
    expect(there.find(({ table }) => table === "items")).toMatchObject({ rows: 700 });

    const again = openInMemory(clock);
    expect(await copyTables(postgresTables(postgres.db), emptySqliteTables(again))).toEqual(there);
    for (const stores of [storesOf(postgres, clock), storesOn(again, clock)]) {
      expect(await stillWaiting(stores, NOON)).toEqual([4]);
      await expectFilled(stores, NOON);
    }
  });

  test("what PostgreSQL cannot hold is copied as it can", async () => {
    const { clock, sqlite, postgres } = await both();
    const added = [aNewItem(1, { title: "NUL\0 and half\uD83D", summary: "\\u0000 is only text" })];
    await storesOn(sqlite, clock).sources.savePoll({
      state: aSourceState({ validators: { etag: "\0", lastModified: null } }),
      added,
      edited: [],
      rekeyed: [],
      notices: [],
    });
    await postgres.write(async (tx) => copyTables(sqliteTables(sqlite), await emptyPostgresTables(tx)));

    const { items, sources } = storesOf(postgres, clock);
    expect(await items.unclassified(1)).toMatchObject([
      { title: "NUL\u{FFFD} and half\u{FFFD}", summary: "\\u0000 is only text" },
    ]);
    expect(await sources.states()).toMatchObject([{ validators: { etag: "\u{FFFD}" } }]);
  });

  test("a row that is read back otherwise takes everything back", async () => {
    const { clock, sqlite, postgres } = await both();
    await fill(storesOn(sqlite, clock), NOON);
    const copying = postgres.write(async (tx) => {
      const target = await emptyPostgresTables(tx);
      const insert: typeof target.insert = (name, rows) =>
        target.insert(name, name === "people" ? rows.map((row) => ({ ...row, embargo: true })) : rows);
      return copyTables(sqliteTables(sqlite), { ...target, insert });
    });

    await expect(copying).rejects.toThrow(CopyDiffers);
    expect(await isEmpty(postgresTables(postgres.db))).toBe(true);
  });
});

describe.runIf(database.isServer)("two databases and their bots", () => {
  let folder = "";
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "navoli-copy-"));
    await database.empty();
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const now = new Date();
  const path = (name: string): string => join(folder, name);
  const server = (): Database => ({ kind: "postgres", url: database.url() ?? "" });
  const file = (name = "navoli.db"): Database => ({ kind: "sqlite", path: path(name) });
  const options = (dataKey: string | null = aKey(1)) => ({
    migrations: join(import.meta.dirname, "../../migrations"),
    dataKey,
    keyFile: path("data.key"),
    clock: { now: () => now },
    owner: true,
  });
  async function start(on: Database, dataKey: string | null = aKey(1)): Promise<Storage> {
    const opened = await openStorage({ ...options(dataKey), database: on });
    if (!opened.ok) throw new Error(opened.reason);
    return opened.storage;
  }
  async function during(on: Database, work: (storage: Storage) => Promise<unknown>): Promise<void> {
    const storage = await start(on);
    await work(storage);
    await storage.close();
  }
  const reasonOf = (failed: object): string => ("reason" in failed ? String(failed.reason) : "");

  test.each([
    ["SQLite", "PostgreSQL"],
    ["PostgreSQL", "SQLite"],
  ])("an installation moves from %s to %s and goes on there", async (kind) => {
    const [from, to] = kind === "SQLite" ? [file(), server()] : [server(), file()];
    await during(from, (storage) => fill(storage, now));

    const copied = await copyStorage(from, to, options());
    expect(copied).toMatchObject({ kind: "done" });
    await during(to, (storage) => expectFilled(storage, now));
    // What was left behind is untouched.
    await during(from, (storage) => expectFilled(storage, now));
  });

  test("nothing is copied beside a bot, over something, or under another key", async () => {
    await during(file(), (storage) => fill(storage, now));
    const moving = async (from: Database, to: Database, dataKey = aKey(1)): Promise<string> =>
      reasonOf(await copyStorage(from, to, options(dataKey)));

    await during(file(), async () => expect(await moving(file(), server())).toContain("runs on"));
    await during(server(), async () => {
      expect(await moving(file(), server())).toContain("runs on");
      expect(await moving(server(), file("new.db"))).toContain("runs on");
    });
    expect(await moving(file(), server(), aKey(2))).toContain("DATA_KEY");
    expect(await moving(file("none.db"), server())).toContain("there is no database");
    expect(await moving(server(), server())).toContain("runs on");
    expect(await moving(file(), server())).toBe("");
    expect(await moving(file(), server())).toContain("not empty");
    expect(await moving(server(), file())).toContain("not empty");
  });

  test.each([
    ["PostgreSQL", "PostgreSQL"],
    ["PostgreSQL", "SQLite"],
    ["SQLite", "PostgreSQL"],
  ])("restore drill: a backup of %s comes back on %s", async (of, on) => {
    const place = (kind: string): Database => (kind === "SQLite" ? file() : server());
    await during(place(of), async (storage) => {
      await fill(storage, now);
      expect(await storage.backup(path("backup"))).toMatchObject({ kind: "done" });
      await storage.subscribers.erase(2);
    });
    expect(readFileSync(path("backup")).includes("SQLite format 3")).toBe(false);
    const restore = (dataKey = aKey(1)) =>
      restoreStorage(path("backup"), { ...options(dataKey), database: place(on), overOtherKey: false });
    const kept = () => readdirSync(folder).filter((name) => name.startsWith("backup.before-restore-"));

    await during(place(on), async () => expect(reasonOf(await restore())).toContain("runs on"));
    expect(await restore(aKey(2))).toMatchObject({ kind: "failed" });
    expect(kept()).toEqual([]);
    expect(await restore()).toMatchObject({ kind: "done" });
    // On a file it is the file itself that is put aside.
    expect(kept()).toHaveLength(on === "PostgreSQL" ? 1 : 0);

    await during(place(on), async (storage) => {
      // Only where the erasure is known can it be repeated.
      const left = (await storage.subscribers.all()).map(({ chat }) => chat.chatId);
      expect(left.toSorted((a, b) => a - b)).toEqual(of === on ? [1] : [1, 2]);
      expect(await storage.audit.verify()).toEqual({ ok: true, lines: 8, brokenAt: null });
      expect(await storage.reading.event("e1")).toMatchObject({ createdAt: now });
      expect(await stillWaiting(storage, now)).toEqual([]);
    });
    await during(place(on), async (storage) => {
      expect(await storage.subscribers.find(1, null)).toMatchObject({ follows: ["list:1"] });
    });
  });

  test("a database that comes back by other means is cleaned from the file beside, also with a key given", async () => {
    const keyFile = path("made/data.key");
    const open = async (place: string): Promise<Storage> => {
      const opened = await openStorage({ ...options(), keyFile: place, database: server() });
      if (!opened.ok) throw new Error(opened.reason);
      return opened.storage;
    };
    const storage = await open(keyFile);
    await storage.subscribers.save(aSubscriber(1));
    await storage.subscribers.save(aSubscriber(2));
    await database.run("create table base_backup as select * from subscribers");
    await storage.subscribers.erase(1);
    await storage.close();
    expect(readFileSync(path("made/postgres.tombstones"), "utf8")).toMatch(/^\S{22} 1 \S{10}\n$/u);
    await database.run(`truncate tombstones; delete from marks where name = 'erasures'; truncate subscribers;
      insert into subscribers overriding system value select * from base_backup; drop table base_backup`);

    // Where nobody may write, a bot runs too; it knows only what the database knows.
    const blind = await open("/dev/null/data.key");
    expect(await blind.subscribers.all()).toHaveLength(2);
    await blind.close();
    const knowing = await open(keyFile);
    expect((await knowing.subscribers.all()).map(({ chat }) => chat.chatId)).toEqual([2]);
    await knowing.close();
  });

  test("what was sealed with another key is not thrown away unasked, for it could not be kept", async () => {
    await during(server(), async (storage) => {
      await fill(storage, now);
      expect(await storage.backup(path("old"))).toMatchObject({ kind: "done" });
    });
    expect(await rekeyStorage({ ...options(), database: server() }, aKey(2))).toMatchObject({ kind: "done" });
    const restore = (overOtherKey: boolean) =>
      restoreStorage(path("old"), { ...options(aKey(1)), database: server(), overOtherKey });

    expect(reasonOf(await restore(false))).toContain("another DATA_KEY");
    await (await start(server(), aKey(2))).close();
    expect(await restore(true)).toMatchObject({ kind: "done", kept: null });
    await during(server(), async (storage) => {
      expect(await storage.subscribers.find(1, null)).toMatchObject({ follows: ["list:1"] });
    });
  });

  test("what was there before each restore comes back too", async () => {
    await during(server(), async (storage) => {
      await fill(storage, now);
      expect(await storage.backup(path("backup"))).toMatchObject({ kind: "done" });
    });
    const restore = (name: string) =>
      restoreStorage(path(name), { ...options(), database: server(), overOtherKey: false });
    const first = await restore("backup");
    const second = await restore("backup");
    const kept = [first, second].map((result) =>
      result.kind === "done" ? basename(String(result.kept)) : "",
    );
    expect(new Set(kept).size).toBe(2);
    for (const name of kept) expect(await restore(name)).toMatchObject({ kind: "done" });
  });

  test("everything is sealed anew while no replica runs, and only the new key opens it", async () => {
    await during(server(), (storage) => fill(storage, now));
    const rekey = (newKey: string | null) => rekeyStorage({ ...options(), database: server() }, newKey);

    const [one, two] = [await start(server()), await start(server())];
    await one.close();
    expect(reasonOf(await rekey(aKey(2)))).toContain("runs on");
    await two.close();
    expect(await rekey(aKey(1))).toMatchObject({ kind: "failed" });
    expect(await rekey(aKey(2))).toEqual({
      kind: "done",
      resealed: { subscribers: 2, deliveries: 3, deletions: 2 },
      keyFile: null,
    });
    await expect(start(server())).rejects.toThrow("another DATA_KEY");
    const storage = await start(server(), aKey(2));
    await expectFilled(storage, now);
    await storage.close();
  });

  test("a key that was made for a database with another key is thrown away", async () => {
    await during(server(), async () => undefined);
    await expect(start(server(), null)).rejects.toThrow("another DATA_KEY");
    expect(() => readFileSync(path("data.key"))).toThrow("ENOENT");
  });

  test("a connection that breaks between two statements fails its transaction, not the process", async () => {
    const { write } = await database.replica();
    const broken = write(async (tx) => {
      await tx.execute(
        sql`select pg_terminate_backend(pid) from pg_stat_activity where pid = pg_backend_pid()`,
      );
    });
    await expect(broken).rejects.toThrow("pg_terminate_backend");
    const left = write(async (tx) => {
      const { rows } = (await tx.execute(sql`select pg_backend_pid() as pid`)) as unknown as {
        readonly rows: readonly { readonly pid: number }[];
      };
      await database.run(`select pg_terminate_backend(${String(rows[0]?.pid)}, 1000)`);
      await sleep(100);
      await tx.execute(sql`select 1`);
    });
    await expect(left).rejects.toThrow("select 1");
    expect(await write(async () => "goes on")).toBe("goes on");
  });

  async function holdWhenFree(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: database.url() ?? "" });
    await client.connect();
    const held = client.query("select pg_advisory_lock($1::bigint)", [OWNERS_LOCK]);
    await database.run(
      `select pg_terminate_backend(pid) from pg_locks where objid = ${String(OWNERS_LOCK)} and granted`,
    );
    await held;
    return client;
  }

  test("a replica whose lock was lost while everything was sealed anew writes nothing more", async () => {
    const replica = await start(server());
    await replica.subscribers.save(NOBODY);
    // Whoever waits for the lock is given it when the replica's connection breaks.
    const alone = await holdWhenFree();
    expect(await replica.subscribers.find(9, null)).not.toBeNull();
    await database.run(`update marks set value = '"of another key"' where name = 'key'`);
    await alone.end();
    await expect
      .poll(
        () =>
          replica.subscribers.save(NOBODY).then(
            () => "written",
            () => "refused",
          ),
        { timeout: 5000 },
      )
      .toBe("refused");
    await replica.close();
  });
});
