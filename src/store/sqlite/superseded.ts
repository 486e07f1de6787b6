import { and, asc, desc, eq, gt, lt, placeholder } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { correctionIdOf } from "../../domain/alert.ts";
import type { Alert } from "../../domain/alert.ts";
import { correctionsOf, tellCorrection, toldInDigests } from "./corrections.ts";
import type { Sqlite } from "./database.ts";
import { hourOf, openMessage, openTarget } from "./delivery-rows.ts";
import type { DeliveryRow } from "./delivery-rows.ts";
import type { DeliveryWriter } from "./delivery-writer.ts";
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

/** A message that was sent, or may have been, under a version that no longer holds. */
export function followUp(sqlite: Sqlite, writer: DeliveryWriter, by: AlertRow, row: DeliveryRow): number {
  const edits = editShown(sqlite, writer, by, row);
  return row.act === "send" ? edits + tellCorrections(sqlite, writer, row) : edits;
}

function editShown(sqlite: Sqlite, writer: DeliveryWriter, by: AlertRow, row: DeliveryRow): number {
  const shown = openMessage(sqlite.keys, row);
  if (shown === null) return 0;
  const correction = by.purpose === "retraction" || by.urgency === "correction";
  const edit = {
    alertId: by.id,
    expiresAt: by.expiresAt,
    target: openTarget(sqlite.keys, row),
    priority: correction ? CORRECTION_PRIORITY : ORDINARY_PRIORITY,
    dueAt: AT_ONCE,
  };
  return writer.edit(edit, shown);
}

/** What this message told and is wrong by now; also for a digest, which is not edited. */
export function tellCorrections(sqlite: Sqlite, writer: DeliveryWriter, row: DeliveryRow): number {
  let written = 0;
  for (const by of correctionsOf(sqlite, row.alertId)) written += tellCorrection(sqlite, writer, by, row);
  return written;
}

/**
 * A row that waits while a later version comes: it takes the later text. With a retraction a message that
 * was never sent is dropped, and one that may have arrived is followed up.
 */
export function replaceWaiting(
  sqlite: Sqlite,
  writer: DeliveryWriter,
  by: AlertRow,
  row: DeliveryRow,
  mayHaveArrived = row.unsureTries > 0,
): number {
  if (by.purpose === "retraction" && row.act === "send") {
    drop(sqlite, row, mayHaveArrived);
    return mayHaveArrived ? followUp(sqlite, writer, by, row) : 0;
  }
  sqlite.db
    .update(deliveries)
    .set({
      alertId: by.id,
      state: "queued",
      expiresAt: by.expiresAt,
      dueAt: row.leased || row.dueAt === null ? AT_ONCE : row.dueAt,
      // A worker that holds it has the old text in its hands: it loses its claim.
      leased: false,
      doneHour: null,
    })
    .where(eq(deliveries.slot, row.slot))
    .run();
  return 1;
}

function drop({ db, clock }: Sqlite, row: DeliveryRow, mayHaveArrived: boolean): void {
  db.update(deliveries)
    .set({
      state: mayHaveArrived ? "unsure" : "expired",
      dueAt: null,
      leased: false,
      doneHour: hourOf(clock.now()),
    })
    .where(eq(deliveries.slot, row.slot))
    .run();
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
  const earlier = sqlite.db
    .select({ id: alerts.id, purpose: alerts.purpose })
    .from(alerts)
    .where(and(eq(alerts.eventId, by.eventId), lt(alerts.version, by.version)))
    .orderBy(desc(alerts.version))
    .all();
  let written = 0;
  for (const { id } of earlier) {
    written += await inBatches(sqlite, id, (row) => {
      if (row.state === "queued") return replaceWaiting(sqlite, writer, by, row);
      // Rows that edit repeat a message that has a row of its own.
      return mayBeSeen(row) && row.act === "send" ? followUp(sqlite, writer, by, row) : 0;
    });
  }
  const [last] = earlier;
  if (last?.purpose === "retraction" && by.purpose !== "retraction") {
    written += await takeBackRetraction(sqlite, writer, by, last.id);
  }
  return notify ? written + (await tellReadersOfDigests(sqlite, writer, by)) : written;
}

function mayBeSeen({ state }: DeliveryRow): boolean {
  return state === "sent" || state === "unsure";
}

/** The event stands again: who was told of the retraction sees so there too. */
async function takeBackRetraction(
  sqlite: Sqlite,
  writer: DeliveryWriter,
  by: AlertRow,
  retraction: string,
): Promise<number> {
  return inBatches(sqlite, correctionIdOf(retraction), (row) => {
    if (row.state === "queued") drop(sqlite, row, row.unsureTries > 0);
    return row.state === "sent" ? editShown(sqlite, writer, by, row) : 0;
  });
}

/** Digests on their way are followed up when they are sent. */
async function tellReadersOfDigests(sqlite: Sqlite, writer: DeliveryWriter, by: AlertRow): Promise<number> {
  let written = 0;
  for (const digestId of toldInDigests(sqlite, by)) {
    written += await inBatches(sqlite, digestId, (row) =>
      mayBeSeen(row) ? tellCorrection(sqlite, writer, by, row) : 0,
    );
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
