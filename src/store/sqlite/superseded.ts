import { and, asc, desc, eq, gt, lt, placeholder } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { correctionIdOf } from "../../domain/alert.ts";
import type { Alert } from "../../domain/alert.ts";
import type { DeliveryRow } from "../delivery-row.ts";
import { overtake, takeBackRetraction, tellReader } from "../overtaking.ts";
import type { Deciding, Superseder } from "../overtaking.ts";
import { correctionsOf, toldInDigests } from "./corrections.ts";
import type { Sqlite } from "./database.ts";
import { deliveryWriter } from "./delivery-writer.ts";
import type { DeliveryWriter } from "./delivery-writer.ts";
import { deliveries } from "./reader-schema.ts";
import { alerts } from "./schema.ts";

const BATCH_ROWS = 250;

/** What decides about rows, and writes them at once. */
export function deciding(sqlite: Sqlite): Deciding & { readonly writer: DeliveryWriter } {
  const { keys, clock } = sqlite;
  const news = {
    supersederOf: superseders(sqlite),
    correctionsOf: (alertId: string) => correctionsOf(sqlite, alertId),
  };
  return { keys, clock, news, writer: deliveryWriter(sqlite) };
}

/** Finds the later version that takes the place of an alert. Asked for every send. */
export function superseders({ db }: Pick<Sqlite, "db">): (alertId: string) => Superseder | null {
  const by = alias(alerts, "by");
  const find = db
    .select({ by })
    .from(alerts)
    .innerJoin(by, eq(by.id, alerts.supersededBy))
    .where(eq(alerts.id, placeholder("alertId")))
    .prepare();
  return (alertId) => find.get({ alertId })?.by ?? null;
}

/**
 * See `AlertStore.enqueueEdits`. Batches, each a transaction of its own: a fan-out to 100,000 must not keep the
 * bot from answering. Broken off, it is done again and finds its own rows.
 */
export async function enqueueEdits(sqlite: Sqlite, alert: Alert, notify: boolean): Promise<number> {
  const by = supersede(sqlite, alert, notify);
  if (by === null) return 0;
  const decided = deciding(sqlite);
  const earlier = sqlite.db
    .select({ id: alerts.id, purpose: alerts.purpose })
    .from(alerts)
    .where(and(eq(alerts.eventId, by.eventId), lt(alerts.version, by.version)))
    .orderBy(desc(alerts.version))
    .all();
  for (const { id } of earlier) {
    await inBatches(sqlite, id, (row) => {
      overtake(decided, by, row);
    });
  }
  const [last] = earlier;
  if (last?.purpose === "retraction" && by.purpose !== "retraction") {
    await inBatches(sqlite, correctionIdOf(last.id), (row) => {
      takeBackRetraction(decided, by, row);
    });
  }
  for (const digestId of notify ? toldInDigests(sqlite, by) : []) {
    await inBatches(sqlite, digestId, (row) => {
      tellReader(decided, by, row);
    });
  }
  return decided.writer.written();
}

/** Marks the earlier versions, so that whatever is in flight is followed up when it is settled. */
function supersede({ db, write }: Sqlite, alert: Alert, notify: boolean): Superseder | null {
  return write(() => {
    const own = db.select().from(alerts).where(eq(alerts.id, alert.id)).get();
    if (own === undefined || own.supersededBy !== null) return null;
    db.update(alerts)
      .set({ notifies: own.notifies || notify })
      .where(eq(alerts.id, own.id))
      .run();
    db.update(alerts)
      .set({ supersededBy: own.id })
      .where(and(eq(alerts.eventId, own.eventId), lt(alerts.version, own.version)))
      .run();
    return own;
  });
}

async function inBatches(
  { db, write }: Sqlite,
  alertId: string,
  treat: (row: DeliveryRow) => void,
): Promise<void> {
  for (let after = 0, more = true; more;) {
    write(() => {
      const rows = db
        .select()
        .from(deliveries)
        .where(and(eq(deliveries.alertId, alertId), gt(deliveries.slot, after)))
        .orderBy(asc(deliveries.slot))
        .limit(BATCH_ROWS)
        .all();
      for (const row of rows) treat(row);
      after = rows.at(-1)?.slot ?? after;
      more = rows.length === BATCH_ROWS;
    });
    if (more) await new Promise(setImmediate);
  }
}
