import { existsSync } from "node:fs";
import { join } from "node:path";
import { readDataKey } from "./data-key.ts";
import { openPostgres } from "./postgres/open.ts";
import { assertAlone, holdAlone, IN_USE } from "./postgres/owners.ts";
import { sessionOpener } from "./postgres/session.ts";
import { emptyPostgresTables, postgresTables } from "./postgres/tables.ts";
import { takeTime } from "./postgres/transactions.ts";
import { reasonOf } from "./reason.ts";
import { openSqlite, takeLock } from "./sqlite/open.ts";
import { emptySqliteTables, sqliteTables } from "./sqlite/tables.ts";
import type { Database, StorageOptions } from "./storage.ts";
import { copyTables, isEmpty } from "./tables.ts";
import type { CopiedTable, EmptyTables, Tables } from "./tables.ts";

export type CopyOptions = Pick<StorageOptions, "migrations" | "dataKey" | "keyFile" | "clock">;

export type CopyResult =
  | { readonly kind: "done"; readonly tables: readonly CopiedTable[] }
  /** Nothing was changed. */
  | { readonly kind: "failed"; readonly reason: string };

type KeyedOptions = Omit<CopyOptions, "dataKey"> & { readonly dataKey: Uint8Array };

/** Why a database cannot be copied, or copied to. */
class Refused extends Error {
  override readonly name = "Refused";
}

/**
 * Copies a whole installation into an empty database, sealed with the same key: all tables in one transaction, in
 * which every row is read back before it counts. Neither of the two may have a bot running on it.
 */
export async function copyStorage(from: Database, to: Database, options: CopyOptions): Promise<CopyResult> {
  // A key made now would open nothing.
  const key = readDataKey(options.dataKey, options.keyFile);
  if (key.kind === "bad") return { kind: "failed", reason: key.reason };
  const keyed = { ...options, dataKey: key.key };
  try {
    const tables = await reading(from, keyed, (source) =>
      writing(to, keyed, async (target, fill) => {
        if (!(await isEmpty(target))) throw new Refused("the database to copy to is not empty");
        return copyTables(source, await fill());
      }),
    );
    return { kind: "done", tables };
  } catch (error) {
    return { kind: "failed", reason: reasonOf(error) };
  }
}

function reading<T>(from: Database, options: KeyedOptions, work: (tables: Tables) => Promise<T>): Promise<T> {
  return from.kind === "sqlite"
    ? readingSqlite(from.path, options, work)
    : readingPostgres(from.url, options, work);
}

/** As its owner, so that erasures that only stand beside it are done before it is read. */
async function readingSqlite<T>(
  path: string,
  { migrations, dataKey, clock }: KeyedOptions,
  work: (tables: Tables) => Promise<T>,
): Promise<T> {
  if (!existsSync(path)) throw new Refused(`there is no database at ${path}`);
  const migrationsFolder = join(migrations, "sqlite");
  const opened = openSqlite({ path, migrationsFolder, dataKey, clock, owner: true });
  if (opened.kind !== "open") throw new Refused(opened.reason);
  try {
    // One instant: a command may write beside it.
    opened.sqlite.db.$client.exec("begin");
    return await work(sqliteTables(opened.sqlite));
  } finally {
    opened.sqlite.close();
  }
}

async function readingPostgres<T>(
  url: string,
  { migrations, dataKey, clock }: KeyedOptions,
  work: (tables: Tables) => Promise<T>,
): Promise<T> {
  const release = await holdAlone(sessionOpener(url));
  if (release === null) throw new Refused(IN_USE);
  try {
    const migrationsFolder = join(migrations, "postgres");
    const opened = await openPostgres({ url, migrationsFolder, dataKey, clock, tombstonePath: null });
    if (opened.kind !== "open") throw new Refused(opened.reason);
    try {
      return await opened.postgres.db.transaction(
        async (tx) => {
          await takeTime(tx);
          return work(postgresTables(tx));
        },
        { isolationLevel: "repeatable read", accessMode: "read only" },
      );
    } finally {
      await opened.close();
    }
  } finally {
    await release();
  }
}

/** `fill` is called once, when the tables were found empty. */
type Write<T> = (tables: Tables, fill: () => Promise<EmptyTables>) => Promise<T>;

function writing<T>(to: Database, options: KeyedOptions, work: Write<T>): Promise<T> {
  return to.kind === "sqlite"
    ? writingSqlite(to.path, options, work)
    : writingPostgres(to.url, options, work);
}

async function writingSqlite<T>(
  path: string,
  { migrations, dataKey, clock }: KeyedOptions,
  work: Write<T>,
): Promise<T> {
  const release = takeLock(path);
  if (release === null) throw new Refused(`another instance of Navoli runs on ${path}`);
  const migrationsFolder = join(migrations, "sqlite");
  const opened = openSqlite({ path, migrationsFolder, dataKey, clock, owner: false });
  if (opened.kind !== "open") {
    release();
    throw new Refused(opened.reason);
  }
  const { sqlite } = opened;
  const { $client } = sqlite.db;
  try {
    $client.exec("begin immediate");
    const done = await work(sqliteTables(sqlite), async () => emptySqliteTables(sqlite));
    $client.exec("commit");
    return done;
  } finally {
    // What was not committed is taken back by closing.
    sqlite.close();
    release();
  }
}

async function writingPostgres<T>(
  url: string,
  { migrations, dataKey, clock }: KeyedOptions,
  work: Write<T>,
): Promise<T> {
  const migrationsFolder = join(migrations, "postgres");
  const opened = await openPostgres({ url, migrationsFolder, dataKey, clock, tombstonePath: null });
  if (opened.kind !== "open") throw new Refused(opened.reason);
  try {
    return await opened.postgres.write(async (tx) => {
      await takeTime(tx);
      await assertAlone(tx);
      return work(postgresTables(tx), () => emptyPostgresTables(tx));
    });
  } finally {
    await opened.close();
  }
}
