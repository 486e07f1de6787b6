import { and, asc, eq, lte, placeholder, sql } from "drizzle-orm";
import { hourOf } from "../delivery-row.ts";
import type { DeliveryRow } from "../delivery-row.ts";
import type { Sqlite } from "./database.ts";
import { deliveries } from "./reader-schema.ts";

/** One look into the index each: rows of a high priority that wait for the morning must not be walked through. */
const PRIORITIES = [0, 1, 2, 3, 4];

/** Takes due rows and leases them; rows that are too late are closed on the way. */
export function claims(sqlite: Sqlite): (now: Date, limit: number, leaseMs: number) => DeliveryRow[] {
  const due = dueStatement(sqlite);
  const lease = sqlite.db
    .update(deliveries)
    .set({ leased: true, claims: sql`claims + 1`, dueAt: sql`${placeholder("until")}` })
    .where(sql`slot in (select value from json_each(${placeholder("slots")}))`)
    .prepare();
  const expire = sqlite.db
    .update(deliveries)
    .set({ state: "expired", dueAt: null, leased: false, doneHour: sql`${placeholder("hour")}` })
    .where(sql`slot in (select value from json_each(${placeholder("slots")}))`)
    .prepare();
  return (now, limit, leaseMs) =>
    sqlite.write(() => {
      const taken: DeliveryRow[] = [];
      for (const priority of PRIORITIES) {
        while (taken.length < limit) {
          const rows = due.all({ priority, now: now.getTime(), limit: limit - taken.length });
          const late = rows.filter((row) => row.expiresAt <= now);
          if (late.length > 0) expire.run({ slots: slotsOf(late), hour: hourOf(now) });
          const live = rows.filter((row) => row.expiresAt > now);
          const until = now.getTime() + leaseMs;
          if (live.length > 0) lease.run({ slots: slotsOf(live), until });
          taken.push(...live.map((row) => ({ ...row, claims: row.claims + 1 })));
          if (late.length === 0) break;
        }
      }
      return taken;
    });
}

function slotsOf(rows: readonly DeliveryRow[]): string {
  return JSON.stringify(rows.map((row) => row.slot));
}

function dueStatement({ db }: Sqlite) {
  return db
    .select()
    .from(deliveries)
    .where(
      and(
        // Written out, not bound: the index holds queued rows only.
        sql`state = 'queued'`,
        eq(deliveries.priority, placeholder("priority")),
        lte(deliveries.dueAt, placeholder("now")),
      ),
    )
    .orderBy(asc(deliveries.dueAt))
    .limit(placeholder("limit"))
    .prepare();
}
