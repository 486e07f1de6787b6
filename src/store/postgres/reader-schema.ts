import { sql } from "drizzle-orm";
import { bigint, index, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { DeliveryState } from "../../domain/delivery.ts";
import { bytes, exact, instant, yes } from "./columns.ts";

/** What is about readers, sealed as in `../sqlite/reader-schema.ts`, where each column is explained. */

const DELIVERY_STATES = [
  "queued",
  "sending",
  "sent",
  "gone",
  "expired",
  "unsure",
] as const satisfies readonly DeliveryState[];

const count = () => bigint({ mode: "number" });

export const deliveries = pgTable(
  "deliveries",
  {
    slot: count().primaryKey(),
    id: exact().notNull(),
    alertId: exact().notNull(),
    act: text({ enum: ["send", "edit"] }).notNull(),
    state: text({ enum: DELIVERY_STATES }).notNull(),
    priority: integer().notNull(),
    /** As in SQLite; a row in state `sending` keeps here until when its worker's lease runs. */
    dueAt: count(),
    leased: yes().notNull(),
    claims: integer().notNull(),
    expiresAt: instant().notNull(),
    attempts: integer().notNull(),
    unsureTries: integer().notNull(),
    target: bytes().notNull(),
    message: bytes(),
    doneHour: integer(),
  },
  (t) => [
    uniqueIndex("deliveries_id").on(t.id),
    index("deliveries_alert").on(t.alertId),
    index("deliveries_due")
      .on(t.priority, t.dueAt)
      .where(sql`state = 'queued'`),
    index("deliveries_flying")
      .on(t.state)
      .where(sql`state = 'sending'`),
    index("deliveries_done")
      .on(t.doneHour, t.state)
      .where(sql`done_hour is not null`),
  ],
);

export const digestEvents = pgTable(
  "digest_events",
  { digestId: exact().notNull(), eventId: exact().notNull(), version: integer().notNull() },
  (t) => [
    primaryKey({ columns: [t.digestId, t.eventId] }),
    index("digest_events_event").on(t.eventId, t.version),
  ],
);

export const deletions = pgTable(
  "deletions",
  {
    slot: count().primaryKey(),
    id: exact().notNull(),
    dueMinute: integer().notNull(),
    sealed: bytes().notNull(),
  },
  (t) => [uniqueIndex("deletions_id").on(t.id), index("deletions_due").on(t.dueMinute)],
);

export const subscribers = pgTable(
  "subscribers",
  { slot: count().primaryKey(), id: exact().notNull(), sealed: bytes().notNull() },
  (t) => [uniqueIndex("subscribers_id").on(t.id)],
);

export const tombstones = pgTable("tombstones", {
  id: exact().primaryKey(),
  epoch: integer().notNull(),
  day: text().notNull(),
});
