import type { AuditLog, EventStore, ItemStore } from "../ports/event-store.ts";
import type { Clock } from "../ports/clock.ts";
import type { AlertStore, Outbox } from "../ports/outbox.ts";
import type { Reading, RegisterEdits } from "../ports/reading.ts";
import type { SourceStore, TrackerStore } from "../ports/source-store.ts";
import type { SubscriberStore } from "../ports/subscriber-store.ts";
import type { Switches } from "../ports/switches.ts";
import { type LoadedDataKey, loadDataKey } from "./data-key.ts";
import { sqliteAlerts } from "./sqlite/alerts.ts";
import { sqliteAudit } from "./sqlite/audit.ts";
import { type BackupResult, backupTo, restoreFrom } from "./sqlite/backup.ts";
import type { Sqlite } from "./sqlite/database.ts";
import { sqliteEvents } from "./sqlite/events.ts";
import { sqliteItems } from "./sqlite/items.ts";
import { openSqlite } from "./sqlite/open.ts";
import { sqliteOutbox } from "./sqlite/outbox.ts";
import { sqliteReading } from "./sqlite/reading.ts";
import { sqliteRegister, sqliteTrackers } from "./sqlite/register.ts";
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
  const opened = openSqlite({ ...options, dataKey: key.key });
  if (opened.kind !== "open") return { ok: false, reason: opened.reason };
  return { ok: true, storage: portsOf(opened.sqlite), madeKey: key.created };
}

/** Puts a backup in the place of the database; refused while an instance runs on it. */
export async function restoreStorage(
  file: string,
  options: Pick<StorageOptions, "path" | "dataKey" | "keyFile">,
): Promise<BackupResult> {
  const key: LoadedDataKey = loadDataKey(options.dataKey, options.keyFile);
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
    backup: (file) => backupTo(sqlite, file),
    close: () => sqlite.close(),
  };
}
