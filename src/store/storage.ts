import type { CardEdits } from "../ports/card-edits.ts";
import type { AuditLog, EventStore, ItemStore } from "../ports/event-store.ts";
import type { Clock } from "../ports/clock.ts";
import type { DeskStore } from "../ports/desk-store.ts";
import type { Figures } from "../ports/figures.ts";
import type { ModeratorStore } from "../ports/moderators.ts";
import type { AlertStore, Outbox } from "../ports/outbox.ts";
import type { Reading, RegisterEdits } from "../ports/reading.ts";
import type { Changes, Leases, SharedPlaces, UpdateLog } from "../ports/replicas.ts";
import type { SourceStore, TrackerStore } from "../ports/source-store.ts";
import type { SubscriberStore } from "../ports/subscriber-store.ts";
import type { Switches } from "../ports/switches.ts";

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
  readonly cards: CardEdits;
  readonly switches: Switches;
  readonly audit: AuditLog;
  readonly desk: DeskStore;
  readonly moderators: ModeratorStore;
  readonly figures: Figures;
  readonly leases: Leases;
  readonly updates: UpdateLog;
  readonly changes: Changes;
  /** Null: this process is alone and needs no gate but its own. */
  readonly places: SharedPlaces | null;
  /** An encrypted copy in one file, verified after writing. */
  readonly backup: (file: string) => Promise<BackupResult>;
  readonly close: () => Promise<void>;
}

/** `path`: a file, or `:memory:`. */
export type Database =
  { readonly kind: "sqlite"; readonly path: string } | { readonly kind: "postgres"; readonly url: string };

export interface StorageOptions {
  readonly database: Database;
  /** Holds a folder of generated SQL for each kind of database. */
  readonly migrations: string;
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

export type BackupResult =
  { readonly kind: "done"; readonly bytes: number } | { readonly kind: "failed"; readonly reason: string };

export type RestoreResult =
  /** `kept`: the file with what was there before; null: there was nothing, or nothing could be kept of it. */
  | { readonly kind: "done"; readonly bytes: number; readonly kept: string | null }
  | { readonly kind: "failed"; readonly reason: string };

export interface RestoreOptions extends StorageOptions {
  /**
   * PostgreSQL only: replaces what was written with another key than the one in use. None of it can be kept, for it
   * could not be read back.
   */
  readonly overOtherKey: boolean;
}

/** How many rows of each kind were sealed anew. */
export interface Resealed {
  readonly subscribers: number;
  readonly deliveries: number;
  readonly deletions: number;
}

export type RekeyResult =
  | { readonly kind: "done"; readonly resealed: Resealed; readonly keyFile: string | null }
  | { readonly kind: "failed"; readonly reason: string };
