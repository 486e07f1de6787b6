import { join } from "node:path";
import { openSqliteStorage, rekeySqlite, restoreSqlite, type SqliteOptions } from "./sqlite/storage.ts";
import type { OpenedStorage, RekeyResult, RestoreOptions, RestoreResult, StorageOptions } from "./storage.ts";

/** Only for who needs it: on SQLite its modules would take some megabytes of memory for nothing. */
const postgres = () => import("./postgres/storage.ts");

/** Opens what DATABASE_URL names, migrated and checked. */
export async function openStorage(options: StorageOptions): Promise<OpenedStorage> {
  const { database } = options;
  return database.kind === "sqlite"
    ? openSqliteStorage(onSqlite(options, database.path))
    : (await postgres()).openPostgresStorage({ ...options, url: database.url });
}

/** Seals everything about people anew under another key; refused while an instance runs. All of it or nothing. */
export async function rekeyStorage(options: StorageOptions, newKey: string | null): Promise<RekeyResult> {
  const { database } = options;
  return database.kind === "sqlite"
    ? rekeySqlite(onSqlite(options, database.path), newKey)
    : (await postgres()).rekeyPostgres({ ...options, url: database.url }, newKey);
}

/** Puts a backup in the place of the database; refused while an instance runs on it. */
export async function restoreStorage(file: string, options: RestoreOptions): Promise<RestoreResult> {
  const { database } = options;
  return database.kind === "sqlite"
    ? restoreSqlite(file, onSqlite(options, database.path))
    : (await postgres()).restorePostgresStorage(file, { ...options, url: database.url });
}

function onSqlite(options: StorageOptions, path: string): SqliteOptions {
  return { ...options, path, migrationsFolder: join(options.migrations, "sqlite") };
}
