import { and, eq, gte, inArray, lte } from "drizzle-orm";
import type { EventStore } from "../../ports/event-store.ts";
import { nearIn, type NearEvents } from "../near-events.ts";
import { eventFrom } from "../stored.ts";
import { isOneOf } from "./columns.ts";
import type { Db } from "./database.ts";
import { eventPeople, events } from "./schema.ts";

/** See `EventStore.near`. */
export function postgresNear(db: Db): NearEvents {
  return nearIn({
    versionsOf: (query) => versionsOf(db, query),
    readEvents: async (ids) => {
      const rows = await db.select({ body: events.body }).from(events).where(isOneOf(events.id, ids));
      return rows.map(({ body }) => eventFrom(body));
    },
  });
}

/** A union, for an OR over both would read all events. */
async function versionsOf(
  db: Db,
  { kinds, from, to, personIds }: Parameters<EventStore["near"]>[0],
): Promise<Iterable<readonly [string, number]>> {
  const fields = { id: events.id, version: events.version };
  const inSpan = db
    .select(fields)
    .from(events)
    .where(and(inArray(events.kind, [...kinds]), gte(events.toDay, from), lte(events.fromDay, to)));
  const ofPeople = db
    .select(fields)
    .from(events)
    .innerJoin(eventPeople, eq(eventPeople.eventId, events.id))
    .where(isOneOf(eventPeople.personId, personIds));
  const rows = await inSpan.union(ofPeople);
  return rows.map(({ id, version }) => [id, version] as const);
}
