import { sql } from "drizzle-orm";
import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { DeliveryState } from "../../domain/delivery.ts";

/**
 * What is about readers. Whoever holds the file must learn from it neither who they are nor whom they follow:
 * everything about a chat is sealed, and ids are HMACs under keys that are never in the database.
 */
const DELIVERY_STATES = [
  "queued",
  "sending",
  "sent",
  "gone",
  "expired",
  "unsure",
] as const satisfies readonly DeliveryState[];
const instant = () => integer({ mode: "timestamp_ms" });
const yes = () => integer({ mode: "boolean" });

/**
 * One row per message to one recipient. Whoever holds the file must not learn who the recipient is, nor that
 * two rows go to the same one:
 * - `id` is an HMAC of event, chat and act: writing twice writes once, and two events share no value;
 * - chat, language and switches are sealed in `target`, the message's id in `message`, each of one length;
 * - `slot` is random, so the order of rows does not repeat the order of subscribers;
 * - a row that is done keeps the hour only, and no due time, which would repeat somebody's quiet hours.
 */
export const deliveries = sqliteTable(
  "deliveries",
  {
    slot: integer().primaryKey(),
    id: text().notNull(),
    alertId: text().notNull(),
    act: text({ enum: ["send", "edit"] }).notNull(),
    state: text({ enum: DELIVERY_STATES }).notNull(),
    priority: integer().notNull(),
    /**
     * Queued rows: UTC ms before which they are not due; for those that are due whatever the clock says their
     * turn, a number that counts writings and lies in 1970. Leased rows: until when. Null when done.
     */
    dueAt: integer(),
    leased: yes().notNull(),
    /** How often it was claimed; part of the id that a worker gets, so that a worker with a lost lease does nothing. */
    claims: integer().notNull(),
    expiresAt: instant().notNull(),
    attempts: integer().notNull(),
    unsureTries: integer().notNull(),
    target: blob({ mode: "buffer" }).notNull(),
    message: blob({ mode: "buffer" }),
    /** The hour in which it was done, in hours since 1970. */
    doneHour: integer(),
  },
  (t) => [
    uniqueIndex("deliveries_id").on(t.id),
    // Rows change their state twice on their way: what changes with it is kept small, in partial indexes.
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

/**
 * Which versions of events a digest tells. It says no more of its readers than the digest's text does, and goes
 * with it.
 */
export const digestEvents = sqliteTable(
  "digest_events",
  { digestId: text().notNull(), eventId: text().notNull(), version: integer().notNull() },
  (t) => [
    primaryKey({ columns: [t.digestId, t.eventId] }),
    index("digest_events_event").on(t.eventId, t.version),
  ],
);

/** Messages that are to be deleted when the hours have passed that their reader chose. */
export const deletions = sqliteTable(
  "deletions",
  {
    slot: integer().primaryKey(),
    id: text().notNull(),
    /** UTC minutes since 1970. */
    dueMinute: integer().notNull(),
    /** Chat and message, of one length. */
    sealed: blob({ mode: "buffer" }).notNull(),
  },
  (t) => [uniqueIndex("deletions_id").on(t.id), index("deletions_due").on(t.dueMinute)],
);

/**
 * Who wants what, sealed: one row a chat, all of one length. `id` is an HMAC of the chat id; `slot` is random,
 * so that row numbers do not tell who came when.
 */
export const subscribers = sqliteTable(
  "subscribers",
  {
    slot: integer().primaryKey(),
    id: text().notNull(),
    sealed: blob({ mode: "buffer" }).notNull(),
  },
  (t) => [uniqueIndex("subscribers_id").on(t.id)],
);

/** Erased chats: rows that an older backup brings back are erased again. Repeated in a file beside the database. */
export const tombstones = sqliteTable("tombstones", {
  id: text().primaryKey(),
  /** Counts erasures: a row sealed under a smaller count is older than the erasure. */
  epoch: integer().notNull(),
  day: text().notNull(),
});
