import { and, gte, inArray, lte } from "drizzle-orm";
import type { CaseEvent } from "../../domain/event.ts";
import type { EventStore } from "../../ports/event-store.ts";
import { eventFrom } from "../stored.ts";
import type { Sqlite } from "./database.ts";
import { eventPeople, events } from "./schema.ts";

/** Events of some months; a few megabytes. */
const MOST_KEPT = 3000;
/** SQLite takes no more parameters at once than it was built for. */
const IDS_AT_ONCE = 500;

type Near = EventStore["near"];

/**
 * See `EventStore.near`. Merging asks for the same hundreds of events again and again, so what was read is kept as
 * long as its version is the newest: asking for versions costs a tenth of reading the events.
 */
export function nearIn(sqlite: Pick<Sqlite, "db">): (query: Parameters<Near>[0]) => readonly CaseEvent[] {
  const kept = new Map<string, CaseEvent>();
  return (query) => {
    const found: CaseEvent[] = [];
    const missing: string[] = [];
    for (const [id, version] of versionsOf(sqlite, query)) {
      const event = kept.get(id);
      if (event?.version === version) found.push(event);
      else missing.push(id);
    }
    const read = readEvents(sqlite, missing);
    for (const event of read) kept.set(event.id, event);
    for (const id of kept.keys()) {
      if (kept.size <= MOST_KEPT) break;
      kept.delete(id);
    }
    return [...found, ...read].sort(
      (a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1),
    );
  };
}

/** Two questions, for SQLite answers an OR over both by reading all events. */
function versionsOf({ db }: Pick<Sqlite, "db">, query: Parameters<Near>[0]): ReadonlyMap<string, number> {
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
