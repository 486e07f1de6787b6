import type { DeskStore } from "../ports/desk-store.ts";
import type { AuditLog, EventStore, ItemStore } from "../ports/event-store.ts";
import type { Clock } from "../ports/clock.ts";
import type { ModeratorStore } from "../ports/moderators.ts";
import type { AlertStore, Outbox } from "../ports/outbox.ts";
import type { Reading, RegisterEdits } from "../ports/reading.ts";
import type { SourceStore, TrackerStore } from "../ports/source-store.ts";
import type { SubscriberStore } from "../ports/subscriber-store.ts";
import type { Switches } from "../ports/switches.ts";
import {
  freshDataKey,
  loadDataKey,
  nextDataKey,
  parseDataKey,
  prepareNextKey,
  promoteNextKey,
  readDataKey,
} from "./data-key.ts";
import { sqliteAlerts } from "./sqlite/alerts.ts";
import { sqliteAudit } from "./sqlite/audit.ts";
import { type BackupResult, backupTo, restoreFrom } from "./sqlite/backup.ts";
import type { Sqlite } from "./sqlite/database.ts";
import { sqliteDesk } from "./sqlite/desk.ts";
import { sqliteEvents } from "./sqlite/events.ts";
import { sqliteItems } from "./sqlite/items.ts";
import { sqliteModerators } from "./sqlite/moderators.ts";
import { type OpenedSqlite, openSqlite } from "./sqlite/open.ts";
import { sqliteOutbox } from "./sqlite/outbox.ts";
import { sqliteReading } from "./sqlite/reading.ts";
import { sqliteRegister, sqliteTrackers } from "./sqlite/register.ts";
import { isKeyOf, reseal, type Resealed } from "./sqlite/rekey.ts";
import { sqliteSources } from "./sqlite/sources.ts";
import { sqliteSubscribers } from "./sqlite/subscribers.ts";
import { sqliteSwitches } from "./sqlite/switches.ts";

/** Everything that is kept, by port. */
export interface Storage {
  readonly sources: SourceStore;
  readonly trackers: TrackerStore;
  readonly items: ItemStore;
  readonly events: EventStore;
  readonly alerts: AlertStore;
  readonly outbox: Outbox;
  readonly subscribers: SubscriberStore;
  readonly reading: Reading;
  readonly register: RegisterEdits;
  readonly switches: Switches;
  readonly audit: AuditLog;
  readonly desk: DeskStore;
  readonly moderators: ModeratorStore;
  /** An encrypted copy in one file, verified after writing. */
  readonly backup: (file: string) => Promise<BackupResult>;
  readonly close: () => void;
}

export interface StorageOptions {
  /** A file, or `:memory:`. */
  readonly path: string;
  readonly migrationsFolder: string;
  /** DATA_KEY in base64; null: the key file. */
  readonly dataKey: string | null;
  readonly keyFile: string;
  readonly clock: Clock;
  /** True for the bot, which must be alone; false for one-shots beside it. */
  readonly owner: boolean;
}

export type OpenedStorage =
  | { readonly ok: true; readonly storage: Storage; readonly madeKey: boolean }
  /** One line for the operator. */
  | { readonly ok: false; readonly reason: string };

export function openStorage(options: StorageOptions): OpenedStorage {
  const key = loadDataKey(options.dataKey, options.keyFile);
  if (key.kind === "bad") return { ok: false, reason: key.reason };
  const opened = openWith(options, key.key);
  if (opened.kind !== "open") return { ok: false, reason: opened.reason };
  return { ok: true, storage: portsOf(opened.sqlite), madeKey: key.created };
}

/** Opens with the key, or with the one that an interrupted rekey left beside it. */
function openWith(options: StorageOptions, dataKey: Uint8Array): OpenedSqlite {
  const opened = openSqlite({ ...options, dataKey });
  const next = options.dataKey === null ? nextDataKey(options.keyFile) : null;
  if (opened.kind !== "wrong_key" || next === null) return opened;
  const again = openSqlite({ ...options, dataKey: next });
  // Whoever only looks on leaves the files to the one who owns them.
  if (again.kind === "open" && options.owner) promoteNextKey(options.keyFile);
  return again;
}

export type RekeyResult =
  | { readonly kind: "done"; readonly resealed: Resealed; readonly keyFile: string | null }
  | { readonly kind: "failed"; readonly reason: string };

/**
 * Seals everything anew under another key; refused while an instance runs. All of it or nothing: whenever it is
 * broken off, either the old key or the new one opens the whole database, and the next start finds which.
 *
 * @param newKey in base64; null: a fresh one, which is written to the key file
 */
export function rekeyStorage(options: StorageOptions, newKey: string | null): RekeyResult {
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
export async function restoreStorage(
  file: string,
  options: Pick<StorageOptions, "path" | "dataKey" | "keyFile">,
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
    close: () => sqlite.close(),
  };
}
