import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { Message } from "../../domain/alert.ts";
import { CERTAINTIES } from "../../domain/event.ts";
import type { CaseEvent, Urgency } from "../../domain/event.ts";
import type { Classification, Finding } from "../../domain/finding.ts";
import { EVENT_KINDS } from "../../domain/kind.ts";
import type { EventKind } from "../../domain/kind.ts";
import { LANGUAGES } from "../../domain/language.ts";
import type { TextLanguage } from "../../domain/language.ts";
import type { Notice } from "../../domain/notice.ts";
import type { PersonRecord } from "../../domain/person.ts";
import { SOURCE_HEALTHS, TIERS } from "../../domain/source.ts";
import type { Validators } from "../../domain/source.ts";
import type { Stored } from "../stored.ts";

/**
 * What everybody may know: the news and the way that it goes. What is about readers stands in
 * `reader-schema.ts`. The tables are the conveyor belt: a stage reads rows in one state and writes rows in the
 * next. Instants are UTC milliseconds, days `YYYY-MM-DD`. Nested values are JSON: nobody searches in them; what
 * is searched for has a column of its own.
 */

const instant = () => integer({ mode: "timestamp_ms" });
const yes = () => integer({ mode: "boolean" });
const json = <T>() => text({ mode: "json" }).$type<T>();
const EVENT_KIND_LIST = EVENT_KINDS as unknown as [EventKind, ...EventKind[]];
const STANDINGS = ["fresh", "history", "flood"] as const;
const URGENCIES = ["correction", "urgent", "ordinary"] as const satisfies readonly Urgency[];

/** What is remembered about a source between polls. */
export const sourceStates = sqliteTable("source_states", {
  sourceId: text().primaryKey(),
  learnedUrl: text(),
  redirectTo: text(),
  redirectSeen: integer().notNull(),
  validators: json<Validators>().notNull(),
  bodyHash: text(),
  nextCheckAt: instant().notNull(),
  lastCheckAt: instant(),
  lastSuccessAt: instant(),
  lastNewItemAt: instant(),
  usualGapMs: integer(),
  failures: integer().notNull(),
  health: text({ enum: SOURCE_HEALTHS }).notNull(),
  reason: text(),
  keyBy: text({ enum: ["guid", "link"] }).notNull(),
  primed: yes().notNull(),
  blindTold: yes().notNull(),
});

/** The entries of feeds. `classified` false: the newest revision waits for the classifier. */
export const items = sqliteTable(
  "items",
  {
    id: text().primaryKey(),
    sourceId: text().notNull(),
    outlet: text().notNull(),
    tier: text({ enum: TIERS }).notNull(),
    key: text().notNull(),
    altKey: text(),
    url: text(),
    title: text().notNull(),
    summary: text().notNull(),
    language: text().$type<TextLanguage>().notNull(),
    publishedAt: instant().notNull(),
    firstSeenAt: instant().notNull(),
    revision: integer().notNull(),
    standing: text({ enum: STANDINGS }).notNull(),
    textHash: text().notNull(),
    classified: yes().notNull(),
    classification: json<Classification>(),
  },
  (t) => [
    // Two polls of one source at the same time store an entry once.
    uniqueIndex("items_key").on(t.sourceId, t.key),
    index("items_alt_key").on(t.sourceId, t.altKey),
    index("items_url").on(t.url),
    index("items_by_key").on(t.key),
    index("items_pace").on(t.sourceId, t.publishedAt),
    index("items_waiting").on(t.classified, t.firstSeenAt),
  ],
);

/** What items, trackers and moderators say happened. `outcome` null: it waits to be merged. */
export const findings = sqliteTable(
  "findings",
  {
    /** The order in which they came. */
    seq: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull(),
    itemId: text(),
    body: json<Stored<Finding>>().notNull(),
    outcome: text({ enum: ["created", "enriched", "repeated", "recap"] }),
  },
  (t) => [
    uniqueIndex("findings_id").on(t.id),
    index("findings_item").on(t.itemId),
    index("findings_waiting").on(t.outcome, t.seq),
  ],
);

/** Which findings went into which events: `explain` walks it. */
export const findingEvents = sqliteTable(
  "finding_events",
  { findingId: text().notNull(), eventId: text().notNull() },
  (t) => [primaryKey({ columns: [t.findingId, t.eventId] })],
);

/**
 * Happenings, each in its newest version. The columns repeat from `body` what queries look for.
 * `decision` is what was decided on version `decidedVersion`; null: nothing yet.
 */
export const events = sqliteTable(
  "events",
  {
    id: text().primaryKey(),
    version: integer().notNull(),
    kind: text({ enum: EVENT_KIND_LIST }).notNull(),
    fromDay: text().notNull(),
    toDay: text().notNull(),
    certainty: text({ enum: CERTAINTIES }).notNull(),
    ruling: text({ enum: ["none", "approved", "rejected", "retracted"] }).notNull(),
    embargoUntil: instant(),
    createdAt: instant().notNull(),
    body: json<Stored<CaseEvent>>().notNull(),
    decidedVersion: integer(),
    decision: text({ enum: ["publish", "record", "hold", "ignore"] }),
    /** False: the newest version waits for a decision. */
    decided: yes().notNull(),
    /** It was decided while an embargo held: it is looked at again when the embargo ends. */
    decidedUnderEmbargo: yes().notNull(),
  },
  (t) => [
    index("events_waiting").on(t.decided, t.createdAt),
    index("events_embargo").on(t.decidedUnderEmbargo, t.embargoUntil),
    index("events_near").on(t.kind, t.toDay),
    index("events_newest").on(t.toDay, t.createdAt, t.id),
    index("events_held").on(t.decision, t.createdAt),
  ],
);

/** Events by person of the register. */
export const eventPeople = sqliteTable(
  "event_people",
  { eventId: text().notNull(), personId: text().notNull() },
  (t) => [primaryKey({ columns: [t.eventId, t.personId] }), index("event_people_person").on(t.personId)],
);

export const decisions = sqliteTable(
  "decisions",
  {
    eventId: text().notNull(),
    version: integer().notNull(),
    kind: text({ enum: ["publish", "record", "hold", "ignore"] }).notNull(),
    urgency: text({ enum: URGENCIES }),
    reason: text().notNull(),
    decidedAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.eventId, t.version] })],
);

/** Versions of events that are told. `body` is the event as it was told. */
export const alerts = sqliteTable(
  "alerts",
  {
    id: text().primaryKey(),
    eventId: text().notNull(),
    version: integer().notNull(),
    purpose: text({ enum: ["new", "update", "retraction"] }).notNull(),
    urgency: text({ enum: URGENCIES }).notNull(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    body: json<Stored<CaseEvent>>().notNull(),
    /** All recipients are written down. */
    spread: yes().notNull(),
    /** The later alert that edits what this one delivered: nothing new is sent under this one. */
    supersededBy: text(),
    /** It tells the recipients of what it edits in a message of its own; who was not told yet is not told. */
    notifies: yes().notNull(),
  },
  (t) => [
    index("alerts_waiting").on(t.spread, t.createdAt),
    uniqueIndex("alerts_version").on(t.eventId, t.version),
    index("alerts_made").on(t.createdAt),
  ],
);

/** Messages to all moderators, each told once. */
export const notices = sqliteTable(
  "notices",
  {
    key: text().primaryKey(),
    code: text().$type<Notice["code"]>().notNull(),
    facts: json<Notice["facts"]>().notNull(),
    createdAt: instant().notNull(),
    spread: yes().notNull(),
  },
  (t) => [index("notices_waiting").on(t.spread, t.createdAt)],
);

/** The words of an alert (`alertId`) or of a notice (`notice:<key>`): the same for all who read that language. */
export const alertTexts = sqliteTable(
  "alert_texts",
  {
    alertId: text().notNull(),
    language: text({ enum: LANGUAGES }).notNull(),
    discreet: yes().notNull(),
    message: json<Message>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.alertId, t.language, t.discreet] })],
);

/** The register: people as the trackers give them, with what moderators added. */
export const people = sqliteTable(
  "people",
  {
    id: text().primaryKey(),
    trackerId: text().notNull(),
    record: json<PersonRecord>().notNull(),
    presence: text({ enum: ["listed", "absent"] }).notNull(),
    aliases: json<readonly string[]>().notNull(),
    embargo: yes().notNull(),
    firstSeenOn: text().notNull(),
    /** Kept for people who are absent; who is listed was seen in the tracker's last snapshot. */
    lastSeenOn: text().notNull(),
  },
  (t) => [index("people_tracker").on(t.trackerId), index("people_embargo").on(t.embargo)],
);

/** The last snapshot that was taken over, one a tracker. */
export const snapshots = sqliteTable("snapshots", {
  trackerId: text().primaryKey(),
  fetchedAt: instant().notNull(),
  bodyHash: text().notNull(),
  rows: integer().notNull(),
  statusCounts: json<Readonly<Record<string, number>>>().notNull(),
});

/** The last refused snapshot, one a tracker: a moderator accepts or drops it. */
export const heldSnapshots = sqliteTable("held_snapshots", {
  trackerId: text().primaryKey(),
  fetchedAt: instant().notNull(),
  body: blob({ mode: "buffer" }).notNull(),
  reason: text().notNull(),
});

/** Cases of the register that only a moderator may settle. */
export const recordReviews = sqliteTable(
  "record_reviews",
  {
    trackerId: text().notNull(),
    code: text().notNull(),
    /** Sorted and joined: the same case is kept once. */
    recordIds: text().notNull(),
    /** What a moderator made of it; null while it waits. A settled case does not come back. */
    settled: text(),
  },
  (t) => [primaryKey({ columns: [t.trackerId, t.code, t.recordIds] })],
);

/** Sources whose reports a moderator wants held. */
export const mutedSources = sqliteTable("muted_sources", { sourceId: text().primaryKey() });

/** Moderators by alias; Telegram id, secret and session are sealed. */
export const moderators = sqliteTable("moderators", {
  who: text().primaryKey(),
  version: integer().notNull(),
  sealed: blob({ mode: "buffer" }).notNull(),
});

/** Who did what. Append-only: triggers refuse change and removal, hashes chain the lines. */
export const audit = sqliteTable("audit", {
  n: integer().primaryKey({ autoIncrement: true }),
  at: instant().notNull(),
  who: text().notNull(),
  action: text().notNull(),
  subject: text().notNull(),
  facts: json<Readonly<Record<string, string | number>>>().notNull(),
  hash: text().notNull(),
});

/** Single values: the halt switch, the shut gate, the register's version, the key's mark. */
export const marks = sqliteTable("marks", { name: text().primaryKey(), value: json<unknown>().notNull() });

/**
 * Updates of Telegram whose effect is stored, by Telegram's number: one that comes again has no second effect.
 * `heardAt`: the end of the UTC day, no time.
 */
export const heardUpdates = sqliteTable(
  "heard_updates",
  { updateId: integer().primaryKey(), heardAt: instant().notNull() },
  (t) => [index("heard_updates_old").on(t.heardAt)],
);
