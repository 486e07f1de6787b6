import type { CardEdits } from "../../src/ports/card-edits.ts";
import type { DeskStore } from "../../src/ports/desk-store.ts";
import type { AuditLog, EventStore, ItemStore } from "../../src/ports/event-store.ts";
import type { ModeratorStore } from "../../src/ports/moderators.ts";
import type { AlertStore, Outbox } from "../../src/ports/outbox.ts";
import type { Reading, RegisterEdits } from "../../src/ports/reading.ts";
import type { SourceStore, TrackerStore } from "../../src/ports/source-store.ts";
import type { SubscriberStore } from "../../src/ports/subscriber-store.ts";
import type { Switches } from "../../src/ports/switches.ts";

/** An empty database behind all ports of a store. */
export interface Stores {
  readonly sources: SourceStore;
  readonly trackers: TrackerStore;
  readonly items: ItemStore;
  readonly events: EventStore;
  readonly audit: AuditLog;
  readonly desk: DeskStore;
  readonly moderators: ModeratorStore;
  readonly alerts: AlertStore;
  readonly outbox: Outbox;
  readonly subscribers: SubscriberStore;
  readonly reading: Reading;
  readonly register: RegisterEdits;
  readonly cards: CardEdits;
  readonly switches: Switches;
  /** The clock that the store reads. */
  setNow(at: Date): void;
}

/** Contracts call it before each test; what it opens it closes after the test. */
export type MakeStores = () => Promise<Stores>;
