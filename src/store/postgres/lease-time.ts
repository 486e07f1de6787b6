import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { instant } from "../../domain/time.ts";
import type { Db, Postgres } from "./database.ts";

/** UTC ms by which leases are judged: see `Postgres.clockOfLeases`. */
export function leaseNow({ clockOfLeases }: Pick<Postgres, "clockOfLeases">, now: Date): SQL<number> {
  return clockOfLeases === "callers"
    ? sql`${now.getTime()}::bigint`
    : sql`(extract(epoch from now()) * 1000)::bigint`;
}

/** The time by the clock that leases are judged by. @param now by the caller's clock */
export async function judgedNow(
  db: Db,
  { clockOfLeases }: Pick<Postgres, "clockOfLeases">,
  now: Date,
): Promise<Date> {
  if (clockOfLeases === "callers") return now;
  const [row] = await db
    .select({ nowMs: sql`(extract(epoch from clock_timestamp()) * 1000)::bigint`.mapWith(Number) })
    .from(sql`(select 1) as one`);
  if (row === undefined) throw new Error("the database told no time");
  return instant(row.nowMs);
}

/** By how many ms the clock that said `now` is ahead of the one by which leases are judged. */
export function aheadOf(
  { clockOfLeases }: Pick<Postgres, "clockOfLeases">,
  databaseNow: Date,
  now: Date,
): number {
  return clockOfLeases === "callers" ? 0 : now.getTime() - databaseNow.getTime();
}

export function instantOf(utcMs: SQL<number>): SQL {
  return sql`to_timestamp(${utcMs} / 1000.0)`;
}

/** Minutes since 1970. */
export function minuteAt(utcMs: SQL<number>): SQL<number> {
  return sql`(${utcMs} / 60000)::int`;
}

/** Hours since 1970. */
export function hourAt(utcMs: SQL<number>): SQL<number> {
  return sql`(${utcMs} / 3600000)::int`;
}
