import { rmSync } from "node:fs";
import { loadDataKey, readDataKey } from "../data-key.ts";
import { openWithEither, rekeyWith } from "../rekeying.ts";
import type { OpenedStorage, RekeyResult, RestoreResult, Storage, StorageOptions } from "../storage.ts";
import { sqliteAlerts } from "./alerts.ts";
import { sqliteAudit } from "./audit.ts";
import { backupTo, restoreFrom } from "./backup.ts";
import { sqliteCardEdits } from "./card-edits.ts";
import type { Sqlite } from "./database.ts";
import { sqliteDesk } from "./desk.ts";
import { sqliteEvents } from "./events.ts";
import { sqliteItems } from "./items.ts";
import { sqliteModerators } from "./moderators.ts";
import { sqliteFigures } from "./figures.ts";
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

export async function openSqliteStorage(options: SqliteOptions): Promise<OpenedStorage> {
  const key = loadDataKey(options.dataKey, options.keyFile);
  if (key.kind === "bad") return { ok: false, reason: key.reason };
  const opened = await openWith(options, key.key);
  if (opened.kind !== "open") {
    // A key that was made just now opened nothing: the right one belongs in its place.
    if (key.created) rmSync(options.keyFile, { force: true });
    return { ok: false, reason: opened.reason };
  }
  return { ok: true, storage: portsOf(opened.sqlite), madeKey: key.created };
}

function openWith(options: SqliteOptions, key: Uint8Array): Promise<OpenedSqlite> {
  return openWithEither(options, key, async (dataKey) => openSqlite({ ...options, dataKey }));
}

/** See `rekeyWith`. */
export function rekeySqlite(options: SqliteOptions, newKey: string | null): Promise<RekeyResult> {
  return rekeyWith(options, newKey, async (key) => {
    const opened = await openWith({ ...options, owner: true }, key);
    if (opened.kind !== "open") return { reason: opened.reason };
    const { sqlite } = opened;
    return {
      isKeyOf: async (dataKey) => isKeyOf(sqlite, dataKey),
      reseal: async (dataKey) => reseal(sqlite, dataKey),
      close: async () => {
        sqlite.close();
      },
    };
  });
}

/** Puts a backup in the place of the database; refused while an instance runs on it. */
export async function restoreSqlite(
  file: string,
  options: Pick<SqliteOptions, "path" | "dataKey" | "keyFile" | "clock">,
): Promise<RestoreResult> {
  // A key made now would open no backup that there is.
  const key = readDataKey(options.dataKey, options.keyFile);
  if (key.kind === "bad") return { kind: "failed", reason: key.reason };
  return restoreFrom(file, { ...options, dataKey: key.key });
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
    cards: sqliteCardEdits(sqlite),
    switches: sqliteSwitches(sqlite),
    audit: sqliteAudit(sqlite),
    desk: sqliteDesk(sqlite),
    moderators: sqliteModerators(sqlite),
    backup: (file) => backupTo(sqlite, file),
    figures: sqliteFigures(sqlite),
    leases: sqliteLeases(),
    updates: sqliteUpdates(sqlite),
    changes: sqliteChanges(),
    places: null,
    close: async () => {
      sqlite.close();
    },
  };
}
