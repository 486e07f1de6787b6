import { and, desc, eq, gt, isNull, lt, ne, or } from "drizzle-orm";
import { isDigest } from "../overtaking.ts";
import type { Correction } from "../overtaking.ts";
import type { Sqlite } from "./database.ts";
import { digestEvents } from "./reader-schema.ts";
import { alerts } from "./schema.ts";

/** A retraction that was taken back itself corrects nothing any more. */
const HOLDS = and(
  eq(alerts.notifies, true),
  or(ne(alerts.purpose, "retraction"), isNull(alerts.supersededBy)),
);

/** The newest correction of each event that a message of this alert or digest told in a version before it. */
export function correctionsOf(sqlite: Sqlite, alertId: string): readonly Correction[] {
  const newest = toldBy(sqlite, alertId).map(({ eventId, version }) =>
    sqlite.db
      .select({
        id: alerts.id,
        eventId: alerts.eventId,
        version: alerts.version,
        expiresAt: alerts.expiresAt,
      })
      .from(alerts)
      .where(and(eq(alerts.eventId, eventId), gt(alerts.version, version), HOLDS))
      .orderBy(desc(alerts.version))
      .limit(1)
      .get(),
  );
  return newest.filter((correction) => correction !== undefined);
}

function toldBy({ db }: Sqlite, alertId: string): { readonly eventId: string; readonly version: number }[] {
  if (!isDigest(alertId)) {
    const { eventId, version } = alerts;
    return db.select({ eventId, version }).from(alerts).where(eq(alerts.id, alertId)).all();
  }
  const { eventId, version } = digestEvents;
  return db.select({ eventId, version }).from(digestEvents).where(eq(digestEvents.digestId, alertId)).all();
}

/** Digests that told the event in a version before this one. */
export function toldInDigests({ db }: Sqlite, { eventId, version }: Correction): readonly string[] {
  return db
    .select({ id: digestEvents.digestId })
    .from(digestEvents)
    .where(and(eq(digestEvents.eventId, eventId), lt(digestEvents.version, version)))
    .all()
    .map(({ id }) => id);
}
