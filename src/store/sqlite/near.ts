import { and, gte, inArray, lte, placeholder, sql } from "drizzle-orm";
import type { CaseEvent } from "../../domain/event.ts";
import type { EventStore } from "../../ports/event-store.ts";
import { nearIn, type NearEvents } from "../near-events.ts";
import { eventFrom } from "../stored.ts";
import type { Sqlite } from "./database.ts";
import { eventPeople, events } from "./schema.ts";

/** SQLite takes no more parameters at once than it was built for. */
const IDS_AT_ONCE = 500;

/** See `EventStore.near`. */
export function sqliteNear(sqlite: Pick<Sqlite, "db">): NearEvents {
  let versionsOf: ReturnType<typeof versionReader> | null = null;
  return nearIn({
    versionsOf: async (query) => {
      versionsOf ??= versionReader(sqlite);
      return versionsOf(query);
    },
    readEvents: async (ids) => readEvents(sqlite, ids),
  });
}

type Query = Parameters<EventStore["near"]>[0];

/**
 * Two questions, for SQLite answers an OR over both by reading all events. Asked for every report, so they are
 * prepared once, when first asked: a command that merges nothing prepares nothing.
 */
function versionReader({ db }: Pick<Sqlite, "db">): (query: Query) => ReadonlyMap<string, number> {
  const fields = { id: events.id, version: events.version };
  const inSpan = db
    .select(fields)
    .from(events)
    .where(
      and(
        sql`${events.kind} in (select value from json_each(${placeholder("kinds")}))`,
        gte(events.toDay, placeholder("from")),
        lte(events.fromDay, placeholder("to")),
      ),
    )
    .prepare();
  const ofPeople = db
    .select(fields)
    .from(events)
    .where(
      inArray(
        events.id,
        db
          .select({ id: eventPeople.eventId })
          .from(eventPeople)
          .where(sql`${eventPeople.personId} in (select value from json_each(${placeholder("ids")}))`),
      ),
    )
    .prepare();
  return ({ kinds, from, to, personIds }) => {
    const rows = inSpan.values({ kinds: JSON.stringify(kinds), from, to });
    if (personIds.length > 0) rows.push(...ofPeople.values({ ids: JSON.stringify(personIds) }));
    return new Map(rows as [string, number][]);
  };
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
