import {
  freshDataKey,
  loadDataKey,
  nextDataKey,
  parseDataKey,
  prepareNextKey,
  promoteNextKey,
  readDataKey,
} from "../data-key.ts";
import type { BackupResult, OpenedStorage, RekeyResult, Storage, StorageOptions } from "../storage.ts";
import { sqliteAlerts } from "./alerts.ts";
import { sqliteAudit } from "./audit.ts";
import { backupTo, restoreFrom } from "./backup.ts";
import type { Sqlite } from "./database.ts";
import { sqliteDesk } from "./desk.ts";
import { sqliteEvents } from "./events.ts";
import { sqliteItems } from "./items.ts";
import { sqliteModerators } from "./moderators.ts";
import { type OpenedSqlite, openSqlite } from "./open.ts";
import { sqliteOutbox } from "./outbox.ts";
import { sqliteReading } from "./reading.ts";
import { sqliteRegister, sqliteTrackers } from "./register.ts";
import { isKeyOf, reseal } from "./rekey.ts";
import { sqliteChanges, sqliteLeases, sqliteUpdates } from "./replicas.ts";
import { sqliteSources } from "./sources.ts";
import { sqliteSubscribers } from "./subscribers.ts";
import { sqliteSwitches } from "./switches.ts";

export interface SqliteOptions extends Omit<StorageOptions, "database" | "migrations"> {
  /** A file, or `:memory:`. */
  readonly path: string;
  readonly migrationsFolder: string;
}

export function openSqliteStorage(options: SqliteOptions): OpenedStorage {
  const key = loadDataKey(options.dataKey, options.keyFile);
  if (key.kind === "bad") return { ok: false, reason: key.reason };
  const opened = openWith(options, key.key);
  if (opened.kind !== "open") return { ok: false, reason: opened.reason };
  return { ok: true, storage: portsOf(opened.sqlite), madeKey: key.created };
}

/** Opens with the key, or with the one that an interrupted rekey left beside it. */
function openWith(options: SqliteOptions, dataKey: Uint8Array): OpenedSqlite {
  const opened = openSqlite({ ...options, dataKey });
  const next = options.dataKey === null ? nextDataKey(options.keyFile) : null;
  if (opened.kind !== "wrong_key" || next === null) return opened;
  const again = openSqlite({ ...options, dataKey: next });
  // Whoever only looks on leaves the files to the one who owns them.
  if (again.kind === "open" && options.owner) promoteNextKey(options.keyFile);
  return again;
}

/**
 * Seals everything anew under another key; refused while an instance runs. All of it or nothing: whenever it is
 * broken off, either the old key or the new one opens the whole database, and the next start finds which.
 *
 * @param newKey in base64; null: a fresh one, which is written to the key file
 */
export function rekeySqlite(options: SqliteOptions, newKey: string | null): RekeyResult {
  const old = readDataKey(options.dataKey, options.keyFile);
  if (old.kind === "bad") return { kind: "failed", reason: old.reason };
  if (newKey === null && options.dataKey !== null) {
    return { kind: "failed", reason: "DATA_KEY is given from outside: give NEW_DATA_KEY too" };
  }
  const next = newKey === null ? freshDataKey() : parseDataKey(newKey, "NEW_DATA_KEY");
  if (next.kind === "bad") return { kind: "failed", reason: next.reason };
  const opened = openWith({ ...options, owner: true }, old.key);
  if (opened.kind !== "open") return { kind: "failed", reason: opened.reason };
  const { sqlite } = opened;
  const keyFile = options.dataKey === null ? options.keyFile : null;
  try {
    if (isKeyOf(sqlite, next.key)) return { kind: "failed", reason: "this is the key in use already" };
    if (keyFile !== null) prepareNextKey(keyFile, next.key);
    const resealed = reseal(sqlite, next.key);
    if (keyFile !== null) promoteNextKey(keyFile);
    return { kind: "done", resealed, keyFile };
  } catch (error) {
    return { kind: "failed", reason: error instanceof Error ? error.message : "unknown" };
  } finally {
    sqlite.close();
  }
}

/** Puts a backup in the place of the database; refused while an instance runs on it. */
export async function restoreSqlite(
  file: string,
  options: Pick<SqliteOptions, "path" | "dataKey" | "keyFile">,
): Promise<BackupResult> {
  // A key made now would open no backup that there is.
  const key = readDataKey(options.dataKey, options.keyFile);
  if (key.kind === "bad") return { kind: "failed", reason: key.reason };
  return restoreFrom(file, { path: options.path, dataKey: key.key });
}

function portsOf(sqlite: Sqlite): Storage {
  return {
    sources: sqliteSources(sqlite),
    trackers: sqliteTrackers(sqlite),
    items: sqliteItems(sqlite),
    events: sqliteEvents(sqlite),
    alerts: sqliteAlerts(sqlite),
    outbox: sqliteOutbox(sqlite),
    subscribers: sqliteSubscribers(sqlite),
    reading: sqliteReading(sqlite),
    register: sqliteRegister(sqlite),
    switches: sqliteSwitches(sqlite),
    audit: sqliteAudit(sqlite),
    desk: sqliteDesk(sqlite),
    moderators: sqliteModerators(sqlite),
    backup: (file) => backupTo(sqlite, file),
    leases: sqliteLeases(),
    updates: sqliteUpdates(sqlite),
    changes: sqliteChanges(),
    places: null,
    close: async () => {
      sqlite.close();
    },
  };
}
