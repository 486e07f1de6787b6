import { and, asc, eq, gte, lt, sql } from "drizzle-orm";
import type { Alert } from "../../domain/alert.ts";
import type { Notice } from "../../domain/notice.ts";
import { later } from "../../domain/time.ts";
import type { AlertStore, AlertText, Recipient } from "../../ports/outbox.ts";
import { NOTICE_MS } from "../keeping.ts";
import { alertFrom } from "../rows.ts";
import type { Sqlite } from "./database.ts";
import { deliveryWriter } from "./delivery-writer.ts";
import type { DeliveryWriter } from "./delivery-writer.ts";
import { toldOf } from "./delivery-rows.ts";
import { nextOf, readMark, writeMark } from "./marks.ts";
import { digestEvents } from "./reader-schema.ts";
import { alertTexts, alerts, notices } from "./schema.ts";
import { enqueueEdits, superseders } from "./superseded.ts";

export function sqliteAlerts(sqlite: Sqlite): AlertStore {
  const { db, write } = sqlite;
  const writer = deliveryWriter(sqlite);
  const supersederOf = superseders(sqlite);
  return {
    unspread: async (limit) => unspread(sqlite, limit),
    createdBetween: async (from, to) => createdBetween(sqlite, from, to),
    unspreadNotices: async (limit) =>
      db
        .select({ key: notices.key, code: notices.code, facts: notices.facts })
        .from(notices)
        .where(eq(notices.spread, false))
        .orderBy(asc(notices.createdAt))
        .limit(limit)
        .all(),
    saveNotice: async (notice) => {
      saveNotices(sqlite, [notice]);
    },
    saveTexts: async (alertId, texts) => {
      write(() => {
        saveTexts(sqlite, alertId, texts);
      });
    },
    ...digests(sqlite),
    told: async (alertId, chats) => toldOf(sqlite, alertId, chats),
    enqueue: async (alert, recipients, done) => {
      write(() => {
        // Nobody needs to hear of a retraction alone; any other later version is told in place of this one.
        const by = supersederOf(alert.id);
        if (by?.purpose !== "retraction") enqueue(sqlite, writer, by ?? alert, recipients);
        if (done) db.update(alerts).set({ spread: true }).where(eq(alerts.id, alert.id)).run();
      });
    },
    enqueueEdits: async (alert, { notify }) => enqueueEdits(sqlite, alert, notify),
    enqueueNotice: async (notice, texts, recipients) => {
      const id = `notice:${notice.key}`;
      write(() => {
        saveNotices(sqlite, [notice]);
        saveTexts(sqlite, id, texts);
        const urgent = recipients.map((recipient) => ({ ...recipient, priority: 0 }));
        enqueue(sqlite, writer, { id, expiresAt: later(sqlite.clock.now(), NOTICE_MS) }, urgent);
        db.update(notices).set({ spread: true }).where(eq(notices.key, notice.key)).run();
      });
    },
  };
}

function digests(sqlite: Sqlite): Pick<AlertStore, "saveDigest" | "digestRuns" | "saveDigestRuns"> {
  const { write } = sqlite;
  return {
    saveDigest: async (digestId, told, texts) => {
      write(() => {
        saveTexts(sqlite, digestId, texts);
        saveTold(sqlite, digestId, told);
      });
    },
    digestRuns: async () => readMark(sqlite, "digests"),
    saveDigestRuns: async (runs) => {
      write(() => {
        writeMark(sqlite, "digests", runs);
      });
    },
  };
}

function unspread({ db }: Sqlite, limit: number): Alert[] {
  return db
    .select()
    .from(alerts)
    .where(eq(alerts.spread, false))
    .orderBy(
      sql`case ${alerts.urgency} when 'correction' then 0 when 'urgent' then 1 else 2 end`,
      asc(alerts.createdAt),
      asc(alerts.version),
    )
    .limit(limit)
    .all()
    .map(alertFrom);
}

function createdBetween({ db }: Sqlite, from: Date, to: Date): Alert[] {
  return db
    .select()
    .from(alerts)
    .where(and(eq(alerts.purpose, "new"), gte(alerts.createdAt, from), lt(alerts.createdAt, to)))
    .orderBy(asc(alerts.createdAt))
    .all()
    .map(alertFrom);
}

/** Call it within a transaction or for one notice. A key that is known is not told again. */
export function saveNotices({ db, clock }: Sqlite, list: readonly Notice[]): void {
  for (const { key, code, facts } of list) {
    db.insert(notices)
      .values({ key, code, facts, createdAt: clock.now(), spread: false })
      .onConflictDoNothing()
      .run();
  }
}

function saveTexts({ db }: Sqlite, alertId: string, texts: readonly AlertText[]): void {
  for (const { language, discreet, message } of texts) {
    db.insert(alertTexts)
      .values({ alertId, language, discreet, message })
      .onConflictDoUpdate({
        target: [alertTexts.alertId, alertTexts.language, alertTexts.discreet],
        set: { message: sql`excluded.message` },
      })
      .run();
  }
}

/** Some may have read the digest as it was written first: the oldest versions stay. */
function saveTold(
  { db }: Sqlite,
  digestId: string,
  told: readonly { readonly id: string; readonly version: number }[],
): void {
  for (const { id: eventId, version } of told) {
    db.insert(digestEvents).values({ digestId, eventId, version }).onConflictDoNothing().run();
  }
}

function enqueue(
  sqlite: Sqlite,
  writer: DeliveryWriter,
  alert: Pick<Alert, "id" | "expiresAt">,
  recipients: readonly Recipient[],
): void {
  if (recipients.length === 0) return;
  const turn = nextOf(sqlite, "turn");
  writer.sends(
    recipients.map(({ target, priority, notBefore }) => ({
      alertId: alert.id,
      expiresAt: alert.expiresAt,
      target,
      priority,
      dueAt: notBefore?.getTime() ?? turn,
    })),
  );
}
