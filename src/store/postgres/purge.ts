import { and, lte, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { DELETABLE_HOURS, DELIVERIES_KEPT_HOURS } from "../keeping.ts";
import type { UnreadDigests } from "../unread-digests.ts";
import { isOneOf } from "./columns.ts";
import type { Db, Postgres } from "./database.ts";
import { hourAt, instantOf, leaseNow } from "./lease-time.ts";
import { deletions, deliveries, digestEvents } from "./reader-schema.ts";
import { alertTexts } from "./schema.ts";

const BATCH_ROWS = 1000;

/** Batches, each a transaction. What another replica holds at this moment it closes itself, or the next purge does. */
export async function purge(
  postgres: Postgres,
  unread: UnreadDigests,
  now: Date,
): Promise<{ readonly purged: number; readonly expired: number }> {
  const { write } = postgres;
  // A machine whose clock jumped ahead must not drop what is still to be told.
  const nowMs = leaseNow(postgres, now);
  const expired = await untilNone(() => write((tx) => expireBatch(tx, nowMs)));
  const emptied = new Set<string>();
  const purged = await untilNone(async () => {
    const alertIds = await write((tx) => purgeBatch(tx, nowMs));
    for (const alertId of alertIds) emptied.add(alertId);
    return alertIds.length;
  });
  await write(async (tx) => {
    for (const id of unread.toDrop(await digestsWithoutRows(tx), now)) emptied.add(id);
    await dropTexts(tx, [...emptied]);
    await tx
      .delete(deletions)
      .where(lte(deletions.dueMinute, sql`(${hourAt(nowMs)} - ${DELETABLE_HOURS}::int) * 60`));
  });
  return { purged, expired };
}

async function untilNone(batch: () => Promise<number>): Promise<number> {
  for (let all = 0; ;) {
    const some = await batch();
    all += some;
    if (some < BATCH_ROWS) return all;
  }
}

async function expireBatch(tx: Db, nowMs: SQL<number>): Promise<number> {
  const late = tx
    .select({ slot: deliveries.slot })
    .from(deliveries)
    .where(sql`state = 'queued' and ${deliveries.expiresAt} <= ${instantOf(nowMs)}`)
    .limit(BATCH_ROWS)
    .for("update", { skipLocked: true });
  const expired = await tx
    .update(deliveries)
    .set({ state: "expired", dueAt: null, leased: false, doneHour: hourAt(nowMs) })
    .where(sql`${deliveries.slot} = any(array(${late}))`)
    .returning({ slot: deliveries.slot });
  return expired.length;
}

/** @returns the alerts of the rows, one for each row */
async function purgeBatch(tx: Db, nowMs: SQL<number>): Promise<string[]> {
  const old = tx
    .select({ slot: deliveries.slot })
    .from(deliveries)
    .where(sql`done_hour is not null and done_hour <= ${hourAt(nowMs)} - ${DELIVERIES_KEPT_HOURS}::int`)
    .limit(BATCH_ROWS)
    .for("update", { skipLocked: true });
  const gone = await tx
    .delete(deliveries)
    .where(sql`${deliveries.slot} = any(array(${old}))`)
    .returning({ alertId: deliveries.alertId });
  return gone.map(({ alertId }) => alertId);
}

async function digestsWithoutRows(tx: Db): Promise<string[]> {
  const found = await tx
    .selectDistinct({ id: alertTexts.alertId })
    .from(alertTexts)
    .where(
      sql`${alertTexts.alertId} >= 'digest-' and ${alertTexts.alertId} < 'digest.'
        and not exists (select 1 from deliveries where deliveries.alert_id = ${alertTexts.alertId})`,
    );
  return found.map(({ id }) => id);
}

/** The texts of digests and notices go with their last row: a digest's tells what one reader follows. */
async function dropTexts(tx: Db, alertIds: readonly string[]): Promise<void> {
  if (alertIds.length === 0) return;
  const gone = (id: string) => sql`not exists (select 1 from deliveries where alert_id = ${sql.raw(id)})
    and not exists (select 1 from alerts where alerts.id = ${sql.raw(id)})`;
  await tx.delete(alertTexts).where(and(isOneOf(alertTexts.alertId, alertIds), gone("alert_texts.alert_id")));
  await tx
    .delete(digestEvents)
    .where(and(isOneOf(digestEvents.digestId, alertIds), gone("digest_events.digest_id")));
}
