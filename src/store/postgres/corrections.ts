import { and, eq, lt, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Correction, News, Superseder } from "../overtaking.ts";
import { isOneOf } from "./columns.ts";
import type { Db } from "./database.ts";
import { digestEvents } from "./reader-schema.ts";
import { alerts } from "./schema.ts";

/**
 * What is newer than these alerts and digests. Read it after their rows are held: a later version is stored first,
 * and then asks for the rows, so that one of both sees the other.
 *
 * @param withCorrections false: only when there is a later version
 */
export async function newsAbout(
  tx: Db,
  alertIds: readonly string[],
  withCorrections: boolean,
): Promise<News> {
  const ids = [...new Set(alertIds)];
  const superseders = ids.length === 0 ? new Map<string, Superseder>() : await supersedersOf(tx, ids);
  const asks = withCorrections || superseders.size > 0;
  const corrections = asks ? await correctionsOf(tx, ids) : new Map<string, Correction[]>();
  return {
    supersederOf: (alertId) => superseders.get(alertId) ?? null,
    correctionsOf: (alertId) => corrections.get(alertId) ?? [],
  };
}

const by = alias(alerts, "by");
const SUPERSEDER = {
  id: by.id,
  eventId: by.eventId,
  version: by.version,
  purpose: by.purpose,
  urgency: by.urgency,
  expiresAt: by.expiresAt,
};

async function supersedersOf(tx: Db, ids: readonly string[]): Promise<Map<string, Superseder>> {
  const found = await tx
    .select({ told: alerts.id, by: SUPERSEDER })
    .from(alerts)
    .innerJoin(by, eq(by.id, alerts.supersededBy))
    .where(isOneOf(alerts.id, ids));
  return new Map(found.map((row) => [row.told, row.by]));
}

/** The newest of each event. A retraction that was taken back itself corrects nothing any more. */
async function correctionsOf(tx: Db, ids: readonly string[]): Promise<Map<string, Correction[]>> {
  const told = tx
    .select({ by: alerts.id, eventId: alerts.eventId, version: alerts.version })
    .from(alerts)
    .where(isOneOf(alerts.id, ids))
    .unionAll(
      tx
        .select({ by: digestEvents.digestId, eventId: digestEvents.eventId, version: digestEvents.version })
        .from(digestEvents)
        .where(isOneOf(digestEvents.digestId, ids)),
    )
    .as("told");
  const found = await tx
    .selectDistinctOn([told.by, by.eventId], {
      told: told.by,
      correction: { id: by.id, eventId: by.eventId, version: by.version, expiresAt: by.expiresAt },
    })
    .from(told)
    .innerJoin(by, and(eq(by.eventId, told.eventId), sql`${by.version} > ${told.version}`))
    .where(and(eq(by.notifies, true), sql`(${by.purpose} <> 'retraction' or ${by.supersededBy} is null)`))
    .orderBy(told.by, by.eventId, sql`${by.version} desc`);
  const corrections = new Map<string, Correction[]>();
  for (const row of found) {
    corrections.set(row.told, [...(corrections.get(row.told) ?? []), row.correction]);
  }
  return corrections;
}

/** Digests that told the event in a version before this one. */
export async function toldInDigests(db: Db, { eventId, version }: Correction): Promise<readonly string[]> {
  const found = await db
    .select({ id: digestEvents.digestId })
    .from(digestEvents)
    .where(and(eq(digestEvents.eventId, eventId), lt(digestEvents.version, version)));
  return found.map(({ id }) => id);
}
