import { asc, sql } from "drizzle-orm";
import type { Settlement } from "../../domain/delivery.ts";
import { later } from "../../domain/time.ts";
import type { SettledDelivery } from "../../ports/outbox.ts";
import { fromHandle, LOWEST_PRIORITY } from "../delivery-row.ts";
import type { DeliveryRow } from "../delivery-row.ts";
import type { Deciding } from "../overtaking.ts";
import { isHeld, settle, takeBack } from "../settling.ts";
import { newsAbout } from "./corrections.ts";
import type { Db, Postgres } from "./database.ts";
import { holdRows } from "./delivery-rows.ts";
import { aheadOf, leaseNow } from "./lease-time.ts";
import { holdRecipients } from "./locks.ts";
import { deliveries } from "./reader-schema.ts";
import { RowBatch } from "./row-batch.ts";

const BATCH_ROWS = 500;

/** What decides about held rows, and gathers what is to be written. @param at by the clock that leases are judged by */
export async function decidingAbout(
  tx: Db,
  { keys }: Postgres,
  rows: readonly DeliveryRow[],
  at: Date,
): Promise<Deciding & { readonly writer: RowBatch }> {
  const hasDigests = rows.some(({ priority }) => priority === LOWEST_PRIORITY);
  const alertIds = rows.map(({ alertId }) => alertId);
  return {
    keys,
    clock: { now: () => at },
    news: await newsAbout(tx, alertIds, hasDigests),
    writer: new RowBatch(keys),
  };
}

/** See `Outbox.writeDown`: one statement of each kind, however many rows. */
export function writeDown(
  postgres: Postgres,
  settled: readonly SettledDelivery[],
  sending: readonly string[],
  now: Date,
): Promise<readonly string[]> {
  const handles = [...settled.map(({ id }) => id), ...sending];
  const ids = handles.map((handle) => fromHandle(handle).id);
  return postgres.write(async (tx) => {
    // Before the rows, as whoever erases does: what is settled may be followed up.
    const aheadMs = settled.length > 0 ? aheadOf(postgres, await holdRecipients(tx), now) : 0;
    const judgedAt = later(now, -aheadMs);
    const rows = await holdRows(tx, ids);
    const byId = new Map(rows.map((row) => [row.id, row]));
    const settledIds = new Set(settled.map(({ id }) => fromHandle(id).id));
    const deciding = await decidingAbout(
      tx,
      postgres,
      rows.filter(({ id }) => settledIds.has(id)),
      judgedAt,
    );
    const held = (handle: string): DeliveryRow | null => {
      const { id, claims } = fromHandle(handle);
      const row = byId.get(id);
      const latest = row === undefined ? null : deciding.writer.latest(row);
      return latest !== null && isHeld(latest, claims) ? latest : null;
    };
    for (const { id, settlement } of settled) {
      const row = held(id);
      if (row !== null) settle(deciding, row, byDatabase(settlement, aheadMs));
    }
    const marked = sending.filter((handle) => {
      const row = held(handle);
      if (row === null || row.state !== "queued") return false;
      deciding.writer.fly(row);
      return true;
    });
    await deciding.writer.write(tx, leaseNow(postgres, now));
    return marked;
  });
}

/** @param aheadMs by how much the clock that it was made by is ahead of the database's */
function byDatabase(settlement: Settlement, aheadMs: number): Settlement {
  if (settlement.state === "queued") return { ...settlement, dueAt: later(settlement.dueAt, -aheadMs) };
  return settlement.state === "sent" ? { ...settlement, at: later(settlement.at, -aheadMs) } : settlement;
}

/** See `Outbox.recover`. What is claimed and not marked is due again by itself when its lease has run out. */
export async function recover(
  postgres: Postgres,
  now: Date,
): Promise<{ readonly resent: number; readonly unsure: number }> {
  const all = { resent: 0, unsure: 0 };
  for (let more = true; more;) {
    const taken = await takeBackBatch(postgres, now);
    for (const what of taken) all[what] += 1;
    more = taken.length === BATCH_ROWS;
  }
  return all;
}

function takeBackBatch(postgres: Postgres, now: Date): Promise<("resent" | "unsure")[]> {
  const nowMs = leaseNow(postgres, now);
  return postgres.write(async (tx) => {
    const judgedAt = later(now, -aheadOf(postgres, await holdRecipients(tx), now));
    const rows = await tx
      .select()
      .from(deliveries)
      .where(sql`state = 'sending' and ${deliveries.dueAt} <= ${nowMs}`)
      .orderBy(asc(deliveries.slot))
      .limit(BATCH_ROWS)
      .for("update", { skipLocked: true });
    if (rows.length === 0) return [];
    const deciding = await decidingAbout(tx, postgres, rows, judgedAt);
    const taken = rows.map((row) => takeBack(deciding, row));
    await deciding.writer.write(tx, nowMs);
    return taken;
  });
}
