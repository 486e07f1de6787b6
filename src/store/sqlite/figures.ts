import { and, asc, eq, gte, lte, sql } from "drizzle-orm";
import type { Figures } from "../../ports/figures.ts";
import { hourOf } from "../delivery-row.ts";
import { dueSinceOf, FIRST_INSTANT_MS, paceOf } from "../pace.ts";
import type { Sqlite } from "./database.ts";
import { readMark } from "./marks.ts";
import { deliveries } from "./reader-schema.ts";
import { alerts } from "./schema.ts";

const PRIORITIES = [0, 1, 2, 3, 4];

export function sqliteFigures(sqlite: Sqlite): Figures {
  const { db, keys } = sqlite;
  return {
    due: async (now) => dueSinceOf(PRIORITIES.flatMap((priority) => firstDue(sqlite, priority, now))),
    async news(alertId) {
      const alert = db.select().from(alerts).where(eq(alerts.id, alertId)).get();
      if (alert === undefined || alert.purpose === "retraction") return null;
      return paceOf(alert.body, alert.createdAt, isDelivered(sqlite, alert));
    },
    flying: async () =>
      db
        .selectDistinct({ alertId: deliveries.alertId })
        .from(deliveries)
        // Written out, not bound: the index holds only those.
        .where(sql`state = 'sending'`)
        .all()
        .map(({ alertId }) => alertId),
    keyFits: async () => {
      const mark = readMark(sqlite, "key");
      return mark === null || mark === keys.mark;
    },
  };
}

/** The first of those whose turn counts and the first of those that have a time: two looks into the index. */
function firstDue({ db }: Sqlite, priority: number, now: Date) {
  const first = (from: number) =>
    db
      .select({ dueAt: deliveries.dueAt, decidedAt: alerts.createdAt })
      .from(deliveries)
      .leftJoin(alerts, eq(alerts.id, deliveries.alertId))
      .where(
        and(
          sql`state = 'queued'`,
          eq(deliveries.priority, priority),
          gte(deliveries.dueAt, from),
          lte(deliveries.dueAt, now.getTime()),
        ),
      )
      .orderBy(asc(deliveries.dueAt))
      .limit(1)
      .all();
  return [...first(0), ...first(FIRST_INSTANT_MS)];
}

/** Looks through what was done since: an alert's own rows may be many, and none of them done. */
function isDelivered({ db }: Sqlite, alert: typeof alerts.$inferSelect): boolean {
  const isOfIt =
    alert.purpose === "new"
      ? sql`+${deliveries.alertId} = ${alert.id}`
      : sql`+${deliveries.alertId} in (select id from alerts where event_id = ${alert.eventId})`;
  const since = alert.purpose === "new" ? hourOf(alert.createdAt) : 0;
  return (
    db
      .select({ one: sql`1` })
      .from(deliveries)
      .where(
        sql`done_hour is not null and done_hour >= ${since} and state = 'sent' and act = 'send' and ${isOfIt}`,
      )
      .limit(1)
      .get() !== undefined
  );
}
