import { and, gte, inArray, lte } from "drizzle-orm";
import type { CaseEvent } from "../../domain/event.ts";
import type { EventStore } from "../../ports/event-store.ts";
import { nearIn } from "../near-events.ts";
import { eventFrom } from "../stored.ts";
import type { Sqlite } from "./database.ts";
import { eventPeople, events } from "./schema.ts";

/** SQLite takes no more parameters at once than it was built for. */
const IDS_AT_ONCE = 500;

/** See `EventStore.near`. */
export function sqliteNear(sqlite: Pick<Sqlite, "db">): EventStore["near"] {
  return nearIn({
    versionsOf: async (query) => versionsOf(sqlite, query),
    readEvents: async (ids) => readEvents(sqlite, ids),
  });
}

type Query = Parameters<EventStore["near"]>[0];

/** Two questions, for SQLite answers an OR over both by reading all events. */
function versionsOf({ db }: Pick<Sqlite, "db">, query: Query): ReadonlyMap<string, number> {
  const ofPeople = db
    .select({ id: eventPeople.eventId })
    .from(eventPeople)
    .where(inArray(eventPeople.personId, [...query.personIds]));
  const inSpan = and(
    inArray(events.kind, [...query.kinds]),
    gte(events.toDay, query.from),
    lte(events.fromDay, query.to),
  );
  const wheres = query.personIds.length === 0 ? [inSpan] : [inSpan, inArray(events.id, ofPeople)];
  const rows = wheres.flatMap((where) =>
    db.select({ id: events.id, version: events.version }).from(events).where(where).values(),
  );
  return new Map(rows as [string, number][]);
}

function readEvents({ db }: Pick<Sqlite, "db">, ids: readonly string[]): CaseEvent[] {
  const read: CaseEvent[] = [];
  for (let at = 0; at < ids.length; at += IDS_AT_ONCE) {
    const some = ids.slice(at, at + IDS_AT_ONCE);
    const rows = db.select({ body: events.body }).from(events).where(inArray(events.id, some)).all();
    read.push(...rows.map(({ body }) => eventFrom(body)));
  }
  return read;
}
