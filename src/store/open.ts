import { join } from "node:path";
import { openSqliteStorage, rekeySqlite, restoreSqlite, type SqliteOptions } from "./sqlite/storage.ts";
import type { BackupResult, OpenedStorage, RekeyResult, StorageOptions } from "./storage.ts";

/** Opens what DATABASE_URL names, migrated and checked. */
export async function openStorage(options: StorageOptions): Promise<OpenedStorage> {
  const { database } = options;
  return database.kind === "sqlite" ? openSqliteStorage(onSqlite(options, database.path)) : notYet();
}

/** Seals everything about people anew under another key; refused while an instance runs. All of it or nothing. */
export async function rekeyStorage(options: StorageOptions, newKey: string | null): Promise<RekeyResult> {
  const { database } = options;
  if (database.kind === "sqlite") return rekeySqlite(onSqlite(options, database.path), newKey);
  return { kind: "failed", reason: notYet().reason };
}

/** Puts a backup in the place of the database; refused while an instance runs on it. */
export async function restoreStorage(file: string, options: StorageOptions): Promise<BackupResult> {
  const { database } = options;
  if (database.kind === "sqlite") return restoreSqlite(file, onSqlite(options, database.path));
  return { kind: "failed", reason: notYet().reason };
}

function notYet(): { readonly ok: false; readonly reason: string } {
  return { ok: false, reason: "PostgreSQL is not supported by this version yet" };
}

function onSqlite(options: StorageOptions, path: string): SqliteOptions {
  return { ...options, path, migrationsFolder: join(options.migrations, "sqlite") };
}
