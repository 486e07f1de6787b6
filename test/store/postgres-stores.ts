import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import pg from "pg";
import { afterAll, afterEach, beforeAll } from "vitest";
import type { Clock } from "../../src/ports/clock.ts";
import type { Postgres } from "../../src/store/postgres/database.ts";
import { markNew, openPostgres } from "../../src/store/postgres/open.ts";
import { portsOf } from "../../src/store/postgres/ports.ts";
import { createTransactions } from "../../src/store/postgres/transactions.ts";
import { deriveKeys } from "../../src/store/seal.ts";
import { tombstoneFile } from "../../src/store/tombstone-file.ts";
import type { MakeStores, Stores } from "../contracts/stores.ts";
import { aDataKey, fixedClock, type SettableClock } from "./support.ts";

export const POSTGRES_MIGRATIONS = join(import.meta.dirname, "../../migrations/postgres");

/** A server to test on, `postgres://…`; none: PGlite, PostgreSQL within this process. */
const SERVER = process.env["TEST_POSTGRES_URL"] ?? null;

export const POSTGRES_NAME = SERVER === null ? "PGlite" : "PostgreSQL";

export interface ReplicaOptions {
  readonly clock?: Clock;
  readonly dataKey?: Uint8Array;
  readonly tombstonePath?: string | null;
  /** Tests travel in time, so the database's clock says nothing to them. */
  readonly clockOfLeases?: "callers" | "database";
}

/** One database for all tests of a file, which `make` and `empty` empty. */
export interface TestDatabase {
  /** A real server, with connections of its own for locks and news. */
  readonly isServer: boolean;
  /** Null on PGlite. */
  readonly url: () => string | null;
  /** All tables without a row. */
  readonly empty: () => Promise<void>;
  /** One more replica; closed after the test. */
  readonly replica: (options?: ReplicaOptions) => Promise<Postgres>;
  readonly make: MakeStores;
  /** Two replicas of one empty database. */
  readonly makeTwo: () => Promise<readonly [Stores, Stores]>;
  /** Any statements, beside everything that is under test. */
  readonly run: (statements: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
}

interface Engine {
  readonly url: string | null;
  readonly open: (options: ReplicaOptions) => Promise<{ postgres: Postgres; close: () => Promise<void> }>;
  readonly run: TestDatabase["run"];
  readonly end: () => Promise<void>;
}

/** Call it at the top of a test file: the database is made before its tests and dropped after them. */
export function testDatabase(): TestDatabase {
  let engine: Engine | null = null;
  let open: (() => Promise<void>)[] = [];
  const made = (): Engine => {
    if (engine === null) throw new Error("the database is there only while tests run");
    return engine;
  };
  beforeAll(async () => {
    engine = SERVER === null ? await inProcess() : await onServer(SERVER);
  }, 60_000);
  afterEach(async () => {
    for (const close of open) await close();
    open = [];
  });
  afterAll(() => engine?.end());
  const replica = async (options: ReplicaOptions = {}): Promise<Postgres> => {
    const { postgres, close } = await made().open(options);
    open.push(close);
    return postgres;
  };
  const empty = (): Promise<void> => emptyTables(made());
  const stores = async (clock: SettableClock): Promise<Stores> => storesOf(await replica({ clock }), clock);
  return {
    isServer: SERVER !== null,
    url: () => made().url,
    empty,
    replica,
    make: async () => {
      await empty();
      return stores(fixedClock());
    },
    makeTwo: async () => {
      await empty();
      const clock = fixedClock();
      return [await stores(clock), await stores(clock)];
    },
    run: (statements) => made().run(statements),
  };
}

export function storesOf(postgres: Postgres, clock: SettableClock): Stores {
  // The adapters arrive one after another; contracts are registered for those that are there.
  return { ...portsOf(postgres), setNow: clock.set } as Stores;
}

type Row = Readonly<Record<string, unknown>>;
type Rows = pg.QueryResult<Row>;

async function inProcess(): Promise<Engine> {
  const client = await PGlite.create();
  const db = drizzle({ client, casing: "snake_case" });
  await migrate(db, { migrationsFolder: POSTGRES_MIGRATIONS });
  return {
    url: null,
    open: async ({
      clock = fixedClock(),
      dataKey = aDataKey(),
      tombstonePath = null,
      clockOfLeases = "callers",
    }) => {
      const keys = deriveKeys(dataKey);
      await markNew({ db, keys });
      return {
        postgres: {
          db,
          clock,
          keys,
          tombstones: tombstoneFile(tombstonePath),
          clockOfLeases,
          ...createTransactions(db, { clock, clockOfLeases }),
        },
        close: async () => undefined,
      };
    },
    run: async (statements) => (await client.exec(statements)).at(-1)?.rows ?? [],
    end: () => client.close(),
  };
}

async function onServer(server: string): Promise<Engine> {
  const name = `navoli_test_${randomUUID().replaceAll("-", "")}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  await onceOn(server, `create database ${name}`);
  const options = { url: url.href, migrationsFolder: POSTGRES_MIGRATIONS };
  const client = new pg.Client({ connectionString: url.href });
  const first = await openPostgres({
    ...options,
    dataKey: aDataKey(),
    clock: fixedClock(),
    tombstonePath: null,
  });
  if (first.kind !== "open") throw new Error(first.reason);
  await first.close();
  await client.connect();
  return {
    url: url.href,
    open: async ({
      clock = fixedClock(),
      dataKey = aDataKey(),
      tombstonePath = null,
      clockOfLeases = "callers",
    }) => {
      const opened = await openPostgres({ ...options, clock, dataKey, tombstonePath, clockOfLeases });
      if (opened.kind !== "open") throw new Error(opened.reason);
      return opened;
    },
    run: async (statements) => {
      const done: Rows | Rows[] = await client.query<Row>(statements);
      const all: Rows[] = [done].flat();
      return all.at(-1)?.rows ?? [];
    },
    end: async () => {
      await client.end();
      await onceOn(server, `drop database ${name} with (force)`);
    },
  };
}

async function onceOn(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The audit log refuses to be emptied: its owner has to take the triggers off first. */
async function emptyTables({ run }: Engine): Promise<void> {
  const tables = await run("select tablename from pg_tables where schemaname = 'public'");
  const names = tables.map((row) => `"${String(row["tablename"])}"`).join(", ");
  await run(`begin; alter table audit disable trigger user; truncate ${names} restart identity;
    alter table audit enable trigger user; commit;`);
}
