import { and, asc, desc, eq, gt, lt } from "drizzle-orm";
import { correctionIdOf } from "../../domain/alert.ts";
import type { Alert } from "../../domain/alert.ts";
import { later } from "../../domain/time.ts";
import type { DeliveryRow } from "../delivery-row.ts";
import { overtake, takeBackRetraction, tellReader } from "../overtaking.ts";
import type { Deciding, Superseder } from "../overtaking.ts";
import { toldInDigests } from "./corrections.ts";
import type { Postgres } from "./database.ts";
import { aheadOf, leaseNow } from "./lease-time.ts";
import { holdRecipients } from "./locks.ts";
import { deliveries } from "./reader-schema.ts";
import { alerts } from "./schema.ts";
import { decidingAbout } from "./settlements.ts";

const BATCH_ROWS = 250;

/**
 * See `AlertStore.enqueueEdits`. Batches, each a transaction of its own, so that no row is held for long. Broken
 * off, it is done again and finds its own rows.
 */
export async function enqueueEdits(postgres: Postgres, alert: Alert, notify: boolean): Promise<number> {
  const by = await supersede(postgres, alert, notify);
  if (by === null) return 0;
  const earlier = await postgres.db
    .select({ id: alerts.id, purpose: alerts.purpose })
    .from(alerts)
    .where(and(eq(alerts.eventId, by.eventId), lt(alerts.version, by.version)))
    .orderBy(desc(alerts.version));
  let written = 0;
  for (const { id } of earlier) {
    written += await inBatches(postgres, id, (deciding, row) => {
      overtake(deciding, by, row);
    });
  }
  const [last] = earlier;
  if (last?.purpose === "retraction" && by.purpose !== "retraction") {
    written += await inBatches(postgres, correctionIdOf(last.id), (deciding, row) => {
      takeBackRetraction(deciding, by, row);
    });
  }
  for (const digestId of notify ? await toldInDigests(postgres.db, by) : []) {
    written += await inBatches(postgres, digestId, (deciding, row) => {
      tellReader(deciding, by, row);
    });
  }
  return written;
}

/** Marks the earlier versions, so that whatever is in flight is followed up when it is settled. */
function supersede({ write }: Postgres, alert: Alert, notify: boolean): Promise<Superseder | null> {
  return write(async (tx) => {
    const [own] = await tx.select().from(alerts).where(eq(alerts.id, alert.id)).for("no key update");
    if (own === undefined || own.supersededBy !== null) return null;
    const notifies = own.notifies || notify;
    await tx.update(alerts).set({ notifies }).where(eq(alerts.id, own.id));
    await tx
      .update(alerts)
      .set({ supersededBy: own.id })
      .where(and(eq(alerts.eventId, own.eventId), lt(alerts.version, own.version)));
    return own;
  });
}

async function inBatches(
  postgres: Postgres,
  alertId: string,
  treat: (deciding: Deciding, row: DeliveryRow) => void,
): Promise<number> {
  let written = 0;
  for (let after = 0, more = true; more;) {
    const batch = await postgres.write(async (tx) => {
      // Before the rows, as whoever erases does.
      const now = postgres.clock.now();
      const judgedAt = later(now, -aheadOf(postgres, await holdRecipients(tx), now));
      const rows = await tx
        .select()
        .from(deliveries)
        .where(and(eq(deliveries.alertId, alertId), gt(deliveries.slot, after)))
        .orderBy(asc(deliveries.slot))
        .limit(BATCH_ROWS)
        .for("update");
      const deciding = await decidingAbout(tx, postgres, rows, judgedAt);
      for (const row of rows) treat(deciding, row);
      return { rows, written: await deciding.writer.write(tx, leaseNow(postgres, now)) };
    });
    written += batch.written;
    after = batch.rows.at(-1)?.slot ?? after;
    more = batch.rows.length === BATCH_ROWS;
  }
  return written;
}
