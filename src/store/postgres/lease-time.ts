import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Postgres } from "./database.ts";

/** UTC ms by which leases are judged: see `Postgres.clockOfLeases`. */
export function leaseNow({ clockOfLeases }: Pick<Postgres, "clockOfLeases">, now: Date): SQL<number> {
  return clockOfLeases === "callers"
    ? sql`${now.getTime()}::bigint`
    : sql`(extract(epoch from now()) * 1000)::bigint`;
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

/** Hours since 1970. */
export function hourAt(utcMs: SQL<number>): SQL<number> {
  return sql`(${utcMs} / 3600000)::int`;
}
