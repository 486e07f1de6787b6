import { and, asc, eq, gt, lt, placeholder } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Alert } from "../../domain/alert.ts";
import type { Sqlite } from "./database.ts";
import { hourOf, openMessage, openTarget } from "./delivery-rows.ts";
import type { DeliveryRow } from "./delivery-rows.ts";
import type { DeliveryWriter, NewDelivery } from "./delivery-writer.ts";
import { deliveries } from "./reader-schema.ts";
import { alerts } from "./schema.ts";

type AlertRow = typeof alerts.$inferSelect;

/** Due at once, before all others of its priority. */
export const AT_ONCE = 0;
const CORRECTION_PRIORITY = 0;
const ORDINARY_PRIORITY = 3;
const BATCH_ROWS = 250;

/** Finds the later version that takes the place of an alert; null when there is none. Asked for every send. */
export function superseders({ db }: Pick<Sqlite, "db">): (alertId: string) => AlertRow | null {
  const by = alias(alerts, "by");
  const find = db
    .select({ by })
    .from(alerts)
    .innerJoin(by, eq(by.id, alerts.supersededBy))
    .where(eq(alerts.id, placeholder("alertId")))
    .prepare();
  return (alertId) => find.get({ alertId })?.by ?? null;
}

function rowFor(sqlite: Sqlite, by: AlertRow, row: DeliveryRow): NewDelivery {
  const correction = by.purpose === "retraction" || by.urgency === "correction";
  return {
    alertId: by.id,
    expiresAt: by.expiresAt,
    target: openTarget(sqlite.keys, row),
    priority: correction ? CORRECTION_PRIORITY : ORDINARY_PRIORITY,
    dueAt: AT_ONCE,
  };
}

/** A message that was sent, or may have been, under a version that no longer holds. */
export function followUp(sqlite: Sqlite, writer: DeliveryWriter, by: AlertRow, row: DeliveryRow): number {
  const base = rowFor(sqlite, by, row);
  const messageId = openMessage(sqlite.keys, row);
  const edits = messageId === null ? 0 : writer.edit(base, messageId);
  return (
    edits +
    (by.notifies && row.act === "send" ? writer.notify({ ...base, priority: CORRECTION_PRIORITY }) : 0)
  );
}

/**
 * A row that waits while a later version comes: it takes the later text. With a notifying one a message that
 * was never sent is dropped, and one that may have arrived is followed up.
 */
export function replaceWaiting(
  sqlite: Sqlite,
  writer: DeliveryWriter,
  by: AlertRow,
  row: DeliveryRow,
  mayHaveArrived = row.unsureTries > 0,
): number {
  const { db } = sqlite;
  const here = eq(deliveries.slot, row.slot);
  if (by.notifies && row.act === "send") {
    db.update(deliveries)
      .set({
        state: mayHaveArrived ? "unsure" : "expired",
        dueAt: null,
        leased: false,
        doneHour: hourOf(sqlite.clock.now()),
      })
      .where(here)
      .run();
    return mayHaveArrived ? followUp(sqlite, writer, by, row) : 0;
  }
  db.update(deliveries)
    .set({
      alertId: by.id,
      state: "queued",
      expiresAt: by.expiresAt,
      dueAt: row.leased || row.dueAt === null ? AT_ONCE : row.dueAt,
      // A worker that holds it has the old text in its hands: it loses its claim.
      leased: false,
      doneHour: null,
    })
    .where(here)
    .run();
  return 1;
}

/**
 * See `AlertStore.enqueueEdits`. Batches, each a transaction of its own: a fan-out to 100,000 must not keep the
 * bot from answering. Broken off, it is done again and finds its own rows.
 */
export async function enqueueEdits(
  sqlite: Sqlite,
  writer: DeliveryWriter,
  alert: Alert,
  notify: boolean,
): Promise<number> {
  const by = supersede(sqlite, alert, notify);
  if (by === null) return 0;
  const earlier = and(eq(alerts.eventId, by.eventId), lt(alerts.version, by.version));
  let written = 0;
  for (const { id } of sqlite.db.select({ id: alerts.id }).from(alerts).where(earlier).all()) {
    written += await inBatches(sqlite, id, (row) => {
      if (row.state === "queued") return replaceWaiting(sqlite, writer, by, row);
      const mayHaveArrived = row.state === "sent" || row.state === "unsure";
      // Rows that edit repeat a message that has a row of its own.
      return mayHaveArrived && row.act === "send" ? followUp(sqlite, writer, by, row) : 0;
    });
  }
  return written;
}

/** Marks the earlier versions, so that whatever is in flight is followed up when it is settled. */
function supersede({ db, write }: Sqlite, alert: Alert, notify: boolean): AlertRow | null {
  return write(() => {
    const own = db.select().from(alerts).where(eq(alerts.id, alert.id)).get();
    if (own === undefined || own.supersededBy !== null) return null;
    const notifies = own.notifies || notify;
    db.update(alerts).set({ notifies }).where(eq(alerts.id, own.id)).run();
    db.update(alerts)
      .set({ supersededBy: own.id })
      .where(and(eq(alerts.eventId, own.eventId), lt(alerts.version, own.version)))
      .run();
    return { ...own, notifies };
  });
}

async function inBatches(
  { db, write }: Sqlite,
  alertId: string,
  treat: (row: DeliveryRow) => number,
): Promise<number> {
  let written = 0;
  for (let after = 0, more = true; more;) {
    write(() => {
      const rows = db
        .select()
        .from(deliveries)
        .where(and(eq(deliveries.alertId, alertId), gt(deliveries.slot, after)))
        .orderBy(asc(deliveries.slot))
        .limit(BATCH_ROWS)
        .all();
      for (const row of rows) written += treat(row);
      after = rows.at(-1)?.slot ?? after;
      more = rows.length === BATCH_ROWS;
    });
    if (more) await new Promise(setImmediate);
  }
  return written;
}
