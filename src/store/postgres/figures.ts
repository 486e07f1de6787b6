import { and, asc, eq, gte, lte, sql } from "drizzle-orm";
import type { Figures } from "../../ports/figures.ts";
import { hourOf } from "../delivery-row.ts";
import { dueSinceOf, FIRST_INSTANT_MS, paceOf } from "../pace.ts";
import type { Db, Postgres } from "./database.ts";
import { readMark } from "./marks.ts";
import { deliveries } from "./reader-schema.ts";
import { alerts } from "./schema.ts";

const PRIORITIES = [0, 1, 2, 3, 4];

export function postgresFigures({ db, keys }: Pick<Postgres, "db" | "keys">): Figures {
  return {
    async due(now) {
      const rows = await Promise.all(PRIORITIES.map((priority) => firstDue(db, priority, now)));
      return dueSinceOf(rows.flat());
    },
    async news(alertId) {
      const [alert] = await db.select().from(alerts).where(eq(alerts.id, alertId));
      if (alert === undefined || alert.purpose === "retraction") return null;
      return paceOf(alert.body, alert.createdAt, await isDelivered(db, alert));
    },
    async flying() {
      const rows = await db
        .selectDistinct({ alertId: deliveries.alertId })
        .from(deliveries)
        .where(eq(deliveries.state, "sending"));
      return rows.map(({ alertId }) => alertId);
    },
    async keyFits() {
      const mark = await readMark(db, "key");
      return mark === null || mark === keys.mark;
    },
  };
}

/** See SQLite's. */
async function firstDue(db: Db, priority: number, now: Date) {
  const first = (from: number) =>
    db
      .select({ dueAt: deliveries.dueAt, decidedAt: alerts.createdAt })
      .from(deliveries)
      .leftJoin(alerts, eq(alerts.id, deliveries.alertId))
      .where(
        and(
          sql`${deliveries.state} = 'queued'`,
          eq(deliveries.priority, priority),
          gte(deliveries.dueAt, from),
          lte(deliveries.dueAt, now.getTime()),
        ),
      )
      .orderBy(asc(deliveries.dueAt))
      .limit(1);
  return [...(await first(0)), ...(await first(FIRST_INSTANT_MS))];
}

async function isDelivered(db: Db, alert: typeof alerts.$inferSelect): Promise<boolean> {
  const isOfIt =
    alert.purpose === "new"
      ? eq(deliveries.alertId, alert.id)
      : sql`${deliveries.alertId} in (select ${alerts.id} from ${alerts} where ${alerts.eventId} = ${alert.eventId})`;
  const found = await db
    .select({ one: sql`1` })
    .from(deliveries)
    .where(
      and(
        sql`${deliveries.doneHour} is not null`,
        gte(deliveries.doneHour, alert.purpose === "new" ? hourOf(alert.createdAt) : 0),
        eq(deliveries.state, "sent"),
        eq(deliveries.act, "send"),
        isOfIt,
      ),
    )
    .limit(1);
  return found.length > 0;
}
