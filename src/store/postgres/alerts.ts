import { and, asc, eq, gte, lt, sql } from "drizzle-orm";
import type { Alert } from "../../domain/alert.ts";
import { later } from "../../domain/time.ts";
import type { AlertStore, AlertText, Recipient } from "../../ports/outbox.ts";
import { NOTICE_MS } from "../keeping.ts";
import { alertFrom } from "../rows.ts";
import type { Db, Postgres } from "./database.ts";
import { toldOf } from "./delivery-rows.ts";
import { aheadOf } from "./lease-time.ts";
import { holdRecipients } from "./locks.ts";
import { saveNotices } from "./notices.ts";
import { digestEvents } from "./reader-schema.ts";
import { withoutErased, writeRecipients } from "./recipients.ts";
import { alertTexts, alerts, notices } from "./schema.ts";
import { readMark, writeMark } from "./marks.ts";
import { enqueueEdits } from "./superseded.ts";

export function postgresAlerts(postgres: Postgres): AlertStore {
  const { db, write, clock } = postgres;
  return {
    unspread: (limit) => unspread(postgres, limit),
    createdBetween: (from, to) => createdBetween(postgres, from, to),
    unspreadNotices: (limit) =>
      db
        .select({ key: notices.key, code: notices.code, facts: notices.facts })
        .from(notices)
        .where(eq(notices.spread, false))
        .orderBy(asc(notices.createdAt))
        .limit(limit),
    saveNotice: (notice) => write((tx) => saveNotices(tx, [notice], clock.now())),
    saveTexts: (alertId, texts) => write((tx) => saveTexts(tx, alertId, texts)),
    saveDigest: (digestId, told, texts) =>
      write(async (tx) => {
        await saveTexts(tx, digestId, texts);
        await saveTold(tx, digestId, told);
      }),
    digestRuns: () => readMark(db, "digests"),
    saveDigestRuns: (runs) => write((tx) => writeMark(tx, "digests", runs)),
    told: (alertId, chats) => toldOf(postgres, alertId, chats),
    enqueue: (alert, recipients, done) => enqueue(postgres, alert, recipients, done),
    enqueueEdits: (alert, { notify }) => enqueueEdits(postgres, alert, notify),
    enqueueNotice: (notice, texts, recipients) =>
      write(async (tx) => {
        const now = clock.now();
        const judgedAt = later(now, -aheadOf(postgres, await holdRecipients(tx), now));
        const id = `notice:${notice.key}`;
        await saveNotices(tx, [notice], now);
        await saveTexts(tx, id, texts);
        const urgent = recipients.map((recipient) => ({ ...recipient, priority: 0 }));
        await writeRecipients(tx, postgres, { id, expiresAt: later(judgedAt, NOTICE_MS) }, urgent);
        await tx.update(notices).set({ spread: true }).where(eq(notices.key, notice.key));
      }),
  };
}

async function unspread({ db }: Postgres, limit: number): Promise<Alert[]> {
  const rows = await db
    .select()
    .from(alerts)
    .where(eq(alerts.spread, false))
    .orderBy(
      sql`case ${alerts.urgency} when 'correction' then 0 when 'urgent' then 1 else 2 end`,
      asc(alerts.createdAt),
      asc(alerts.version),
    )
    .limit(limit);
  return rows.map(alertFrom);
}

async function createdBetween({ db }: Postgres, from: Date, to: Date): Promise<Alert[]> {
  const rows = await db
    .select()
    .from(alerts)
    .where(and(eq(alerts.purpose, "new"), gte(alerts.createdAt, from), lt(alerts.createdAt, to)))
    .orderBy(asc(alerts.createdAt));
  return rows.map(alertFrom);
}

async function saveTexts(tx: Db, alertId: string, texts: readonly AlertText[]): Promise<void> {
  // One statement writes a row once: of two texts for the same readers the later counts.
  const rows = new Map(
    texts.map(({ language, discreet, message }) => [
      `${language} ${String(discreet)}`,
      { alertId, language, discreet, message },
    ]),
  );
  if (rows.size === 0) return;
  await tx
    .insert(alertTexts)
    .values([...rows.values()])
    .onConflictDoUpdate({
      target: [alertTexts.alertId, alertTexts.language, alertTexts.discreet],
      set: { message: sql`excluded.message` },
    });
}

/** Some may have read the digest as it was written first: the oldest versions stay. */
async function saveTold(
  tx: Db,
  digestId: string,
  told: readonly { readonly id: string; readonly version: number }[],
): Promise<void> {
  if (told.length === 0) return;
  const rows = told.map(({ id: eventId, version }) => ({ digestId, eventId, version }));
  await tx.insert(digestEvents).values(rows).onConflictDoNothing();
}

function enqueue(
  postgres: Postgres,
  alert: Pick<Alert, "id" | "expiresAt">,
  recipients: readonly Recipient[],
  done: boolean,
): Promise<void> {
  return postgres.write(async (tx) => {
    await holdRecipients(tx);
    // Nobody needs to hear of a retraction alone; any other later version is told in place of this one.
    const by = await supersederOf(tx, alert.id);
    if (by?.purpose !== "retraction") {
      const reachable = await withoutErased(tx, postgres.keys, recipients);
      await writeRecipients(tx, postgres, by ?? alert, reachable);
    }
    if (done) await tx.update(alerts).set({ spread: true }).where(eq(alerts.id, alert.id));
  });
}

/** Held: a later version waits until the recipients are written, and then finds their rows. */
async function supersederOf(
  tx: Db,
  alertId: string,
): Promise<Pick<Alert, "id" | "expiresAt" | "purpose"> | null> {
  const [own] = await tx
    .select({ supersededBy: alerts.supersededBy })
    .from(alerts)
    .where(eq(alerts.id, alertId))
    .for("no key update");
  if (own === undefined || own.supersededBy === null) return null;
  const [by] = await tx.select().from(alerts).where(eq(alerts.id, own.supersededBy));
  return by ?? null;
}
