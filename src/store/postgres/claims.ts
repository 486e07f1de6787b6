import { getTableColumns, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { later } from "../../domain/time.ts";
import type { DeliveryRow } from "../delivery-row.ts";
import type { Db, Postgres } from "./database.ts";
import { hourAt, instantOf, leaseNow } from "./lease-time.ts";
import { deliveries } from "./reader-schema.ts";

/**
 * Takes due rows and leases them; rows that are too late are closed on the way. Rows that another replica takes at
 * this moment are passed over.
 */
export function claimDue(
  postgres: Postgres,
  now: Date,
  limit: number,
  leaseMs: number,
): Promise<DeliveryRow[]> {
  const nowMs = leaseNow(postgres, now);
  return postgres.write(async (tx) => {
    const taken: DeliveryRow[] = [];
    for (let late = 1; late > 0 && taken.length < limit;) {
      const rows = await claimBatch(tx, nowMs, limit - taken.length, leaseMs, now);
      const live = rows.filter(({ state }) => state === "queued");
      taken.push(...live);
      late = rows.length - live.length;
    }
    return taken;
  });
}

/** Most urgent first, then in the order of writing. */
async function claimBatch(
  tx: Db,
  nowMs: SQL<number>,
  limit: number,
  leaseMs: number,
  now: Date,
): Promise<DeliveryRow[]> {
  const isLate = sql`${deliveries.expiresAt} <= ${instantOf(nowMs)}`;
  const rows = await tx
    .update(deliveries)
    .set({
      state: sql`case when ${isLate} then 'expired' else 'queued' end`,
      leased: sql`not ${isLate}`,
      claims: sql`${deliveries.claims} + 1`,
      dueAt: sql`case when ${isLate} then null else ${nowMs} + ${leaseMs}::bigint end`,
      doneHour: sql`case when ${isLate} then ${hourAt(nowMs)} end`,
    })
    .from(dueRows(nowMs, limit))
    .where(sql`${deliveries.slot} = due.slot`)
    .returning({
      ...getTableColumns(deliveries),
      turn: sql<number>`due.due_at`.mapWith(Number),
      at: nowMs.mapWith(Number),
    });
  rows.sort((a, b) => a.priority - b.priority || a.turn - b.turn || a.slot - b.slot);
  // Whoever sends it compares with a clock of its own.
  return rows.map(({ turn: _turn, at, ...row }) => ({
    ...row,
    expiresAt: later(row.expiresAt, now.getTime() - at),
  }));
}

/**
 * One look into the index for each priority: rows of a high one that wait for the morning must not be walked
 * through. Materialized, or the rows would be looked for, and held, more than once.
 */
function dueRows(nowMs: SQL<number>, limit: number): SQL {
  return sql`(
    with due as materialized (
      select found.slot, found.due_at from (values (0), (1), (2), (3), (4)) as each(priority)
      cross join lateral (
        select slot, due_at from deliveries
        where state = 'queued' and priority = each.priority and due_at <= ${nowMs}
        order by due_at limit ${limit}::int for update skip locked
      ) as found limit ${limit}::int
    ) select slot, due_at from due) as due`;
}
