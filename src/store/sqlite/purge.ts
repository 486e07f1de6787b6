import { and, eq, inArray, lte, sql } from "drizzle-orm";
import { hourOf } from "../delivery-row.ts";
import { DELIVERIES_KEPT_HOURS, oldestDeletion } from "../keeping.ts";
import type { UnreadDigests } from "../unread-digests.ts";
import type { Sqlite } from "./database.ts";
import { deletions, deliveries, digestEvents } from "./reader-schema.ts";
import { alerts, alertTexts } from "./schema.ts";

const BATCH_ROWS = 1000;

/** Batches, each a transaction: the bot answers in between. */
export async function purge(
  sqlite: Sqlite,
  unread: UnreadDigests,
  now: Date,
): Promise<{ readonly purged: number; readonly expired: number }> {
  const expired = await untilNone(() => expireBatch(sqlite, now));
  const emptied = new Set<string>();
  const purged = await untilNone(() => sqlite.write(() => purgeBatch(sqlite, now, emptied)));
  sqlite.write(() => {
    for (const id of unread.toDrop(digestsWithoutRows(sqlite), now)) emptied.add(id);
    dropTexts(sqlite, emptied);
    dropDeletions(sqlite, now);
  });
  return { purged, expired };
}

async function untilNone(batch: () => number): Promise<number> {
  for (let all = 0; ;) {
    const some = batch();
    all += some;
    if (some < BATCH_ROWS) return all;
    await new Promise(setImmediate);
  }
}

function expireBatch({ db }: Sqlite, now: Date): number {
  const late = db
    .select({ slot: deliveries.slot })
    .from(deliveries)
    .where(and(sql`state = 'queued'`, lte(deliveries.expiresAt, now)))
    .limit(BATCH_ROWS);
  return db
    .update(deliveries)
    .set({ state: "expired", dueAt: null, leased: false, doneHour: hourOf(now) })
    .where(inArray(deliveries.slot, late))
    .run().changes;
}

function purgeBatch({ db }: Sqlite, now: Date, emptied: Set<string>): number {
  const old = db
    .select({ slot: deliveries.slot, alertId: deliveries.alertId })
    .from(deliveries)
    .where(sql`done_hour is not null and done_hour <= ${hourOf(now) - DELIVERIES_KEPT_HOURS}`)
    .limit(BATCH_ROWS)
    .all();
  for (const { slot, alertId } of old) {
    db.delete(deliveries).where(eq(deliveries.slot, slot)).run();
    emptied.add(alertId);
  }
  return old.length;
}

function digestsWithoutRows({ db }: Sqlite): string[] {
  return db
    .selectDistinct({ id: alertTexts.alertId })
    .from(alertTexts)
    .where(
      sql`${alertTexts.alertId} >= 'digest-' and ${alertTexts.alertId} < 'digest.'
        and not exists (select 1 from deliveries where deliveries.alert_id = ${alertTexts.alertId})`,
    )
    .all()
    .map(({ id }) => id);
}

/** The texts of digests and notices go with their last row: a digest's tells what one reader follows. */
function dropTexts({ db }: Sqlite, alertIds: ReadonlySet<string>): void {
  for (const id of alertIds) {
    const row = db
      .select({ id: deliveries.id })
      .from(deliveries)
      .where(eq(deliveries.alertId, id))
      .limit(1)
      .get();
    const alert = db.select({ id: alerts.id }).from(alerts).where(eq(alerts.id, id)).get();
    if (row !== undefined || alert !== undefined) continue;
    db.delete(alertTexts).where(eq(alertTexts.alertId, id)).run();
    db.delete(digestEvents).where(eq(digestEvents.digestId, id)).run();
  }
}

function dropDeletions({ db }: Sqlite, now: Date): void {
  db.delete(deletions)
    .where(lte(deletions.dueMinute, oldestDeletion(hourOf(now))))
    .run();
}
