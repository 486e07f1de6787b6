import { bigint, index, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
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
import { bytes, exact, instant, json, words, yes } from "./columns.ts";

/**
 * The same tables and columns as in `../sqlite/schema.ts`, where each is explained; a test holds them against each
 * other. What only replicas need stands in `replica-schema.ts`.
 */

const EVENT_KIND_LIST = EVENT_KINDS as unknown as [EventKind, ...EventKind[]];
const STANDINGS = ["fresh", "history", "flood"] as const;
const URGENCIES = ["correction", "urgent", "ordinary"] as const satisfies readonly Urgency[];

export const sourceStates = pgTable("source_states", {
  sourceId: exact().primaryKey(),
  learnedUrl: words(),
  redirectTo: words(),
  redirectSeen: integer().notNull(),
  validators: json<Validators>().notNull(),
  bodyHash: words(),
  nextCheckAt: instant().notNull(),
  lastCheckAt: instant(),
  lastSuccessAt: instant(),
  lastNewItemAt: instant(),
  usualGapMs: bigint({ mode: "number" }),
  failures: integer().notNull(),
  health: text({ enum: SOURCE_HEALTHS }).notNull(),
  reason: words(),
  keyBy: text({ enum: ["guid", "link"] }).notNull(),
  primed: yes().notNull(),
  blindTold: yes().notNull(),
});

export const items = pgTable(
  "items",
  {
    id: exact().primaryKey(),
    sourceId: exact().notNull(),
    outlet: words().notNull(),
    tier: text({ enum: TIERS }).notNull(),
    key: exact().notNull(),
    altKey: exact(),
    url: exact(),
    title: words().notNull(),
    summary: words().notNull(),
    language: text().$type<TextLanguage>().notNull(),
    publishedAt: instant().notNull(),
    firstSeenAt: instant().notNull(),
    revision: integer().notNull(),
    standing: text({ enum: STANDINGS }).notNull(),
    textHash: words().notNull(),
    classified: yes().notNull(),
    classification: json<Classification>(),
  },
  (t) => [
    uniqueIndex("items_key").on(t.sourceId, t.key),
    index("items_alt_key").on(t.sourceId, t.altKey),
    index("items_url").on(t.url),
    index("items_by_key").on(t.key),
    index("items_pace").on(t.sourceId, t.publishedAt),
    index("items_waiting").on(t.classified, t.firstSeenAt),
  ],
);

export const findings = pgTable(
  "findings",
  {
    seq: bigint({ mode: "number" }).primaryKey().generatedByDefaultAsIdentity(),
    id: exact().notNull(),
    itemId: exact(),
    body: json<Stored<Finding>>().notNull(),
    outcome: text({ enum: ["created", "enriched", "repeated", "recap"] }),
  },
  (t) => [
    uniqueIndex("findings_id").on(t.id),
    index("findings_item").on(t.itemId),
    index("findings_waiting").on(t.outcome, t.seq),
  ],
);

export const findingEvents = pgTable(
  "finding_events",
  { findingId: exact().notNull(), eventId: exact().notNull() },
  (t) => [primaryKey({ columns: [t.findingId, t.eventId] })],
);

export const events = pgTable(
  "events",
  {
    id: exact().primaryKey(),
    version: integer().notNull(),
    kind: text({ enum: EVENT_KIND_LIST }).notNull(),
    fromDay: exact().notNull(),
    toDay: exact().notNull(),
    certainty: text({ enum: CERTAINTIES }).notNull(),
    ruling: text({ enum: ["none", "approved", "rejected", "retracted"] }).notNull(),
    embargoUntil: instant(),
    createdAt: instant().notNull(),
    body: json<Stored<CaseEvent>>().notNull(),
    decidedVersion: integer(),
    decision: text({ enum: ["publish", "record", "hold", "ignore"] }),
    decided: yes().notNull(),
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

export const eventPeople = pgTable(
  "event_people",
  { eventId: exact().notNull(), personId: exact().notNull() },
  (t) => [primaryKey({ columns: [t.eventId, t.personId] }), index("event_people_person").on(t.personId)],
);

export const decisions = pgTable(
  "decisions",
  {
    eventId: exact().notNull(),
    version: integer().notNull(),
    kind: text({ enum: ["publish", "record", "hold", "ignore"] }).notNull(),
    urgency: text({ enum: URGENCIES }),
    reason: words().notNull(),
    decidedAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.eventId, t.version] })],
);

export const alerts = pgTable(
  "alerts",
  {
    id: exact().primaryKey(),
    eventId: exact().notNull(),
    version: integer().notNull(),
    purpose: text({ enum: ["new", "update", "retraction"] }).notNull(),
    urgency: text({ enum: URGENCIES }).notNull(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    body: json<Stored<CaseEvent>>().notNull(),
    spread: yes().notNull(),
    supersededBy: exact(),
    notifies: yes().notNull(),
  },
  (t) => [
    index("alerts_waiting").on(t.spread, t.createdAt),
    uniqueIndex("alerts_version").on(t.eventId, t.version),
    index("alerts_made").on(t.createdAt),
  ],
);

export const notices = pgTable(
  "notices",
  {
    key: exact().primaryKey(),
    code: text().$type<Notice["code"]>().notNull(),
    facts: json<Notice["facts"]>().notNull(),
    createdAt: instant().notNull(),
    spread: yes().notNull(),
  },
  (t) => [index("notices_waiting").on(t.spread, t.createdAt)],
);

export const alertTexts = pgTable(
  "alert_texts",
  {
    alertId: exact().notNull(),
    language: text({ enum: LANGUAGES }).notNull(),
    discreet: yes().notNull(),
    message: json<Message>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.alertId, t.language, t.discreet] })],
);

export const people = pgTable(
  "people",
  {
    id: exact().primaryKey(),
    trackerId: exact().notNull(),
    record: json<PersonRecord>().notNull(),
    presence: text({ enum: ["listed", "absent"] }).notNull(),
    aliases: json<readonly string[]>().notNull(),
    embargo: yes().notNull(),
    firstSeenOn: exact().notNull(),
    lastSeenOn: exact().notNull(),
  },
  (t) => [index("people_tracker").on(t.trackerId), index("people_embargo").on(t.embargo)],
);

export const snapshots = pgTable("snapshots", {
  trackerId: exact().primaryKey(),
  fetchedAt: instant().notNull(),
  bodyHash: words().notNull(),
  rows: integer().notNull(),
  statusCounts: json<Readonly<Record<string, number>>>().notNull(),
});

export const heldSnapshots = pgTable("held_snapshots", {
  trackerId: exact().primaryKey(),
  fetchedAt: instant().notNull(),
  body: bytes().notNull(),
  reason: words().notNull(),
});

export const recordReviews = pgTable(
  "record_reviews",
  {
    trackerId: exact().notNull(),
    code: exact().notNull(),
    recordIds: exact().notNull(),
    settled: words(),
  },
  (t) => [primaryKey({ columns: [t.trackerId, t.code, t.recordIds] })],
);

export const mutedSources = pgTable("muted_sources", { sourceId: exact().primaryKey() });

export const moderators = pgTable("moderators", {
  who: exact().primaryKey(),
  version: integer().notNull(),
  sealed: bytes().notNull(),
});

/** `n` has no gaps, which a sequence would leave: `audit.ts` counts under a lock. */
export const audit = pgTable("audit", {
  n: bigint({ mode: "number" }).primaryKey(),
  at: instant().notNull(),
  who: words().notNull(),
  action: words().notNull(),
  subject: words().notNull(),
  facts: json<Readonly<Record<string, string | number>>>().notNull(),
  hash: words().notNull(),
});

export const marks = pgTable("marks", { name: exact().primaryKey(), value: json<unknown>().notNull() });

/**
 * Updates of Telegram whose effect is stored, by Telegram's number. `heardAt`: the end of the UTC day, no time: rows of
 * one transaction can be told, and those about a reader must not be dated.
 */
export const heardUpdates = pgTable(
  "heard_updates",
  { updateId: bigint({ mode: "number" }).primaryKey(), heardAt: instant().notNull() },
  (t) => [index("heard_updates_old").on(t.heardAt)],
);
