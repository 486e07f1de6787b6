import { and, desc, eq, gte, inArray, isNull, lt, lte, notInArray, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { CaseEvent } from "../../domain/event.ts";
import type { Person } from "../../domain/person.ts";
import type { EventPlace, Reading } from "../../ports/reading.ts";
import { personFrom } from "../rows.ts";
import type { MarkValues } from "../marks.ts";
import { linksOf } from "../same.ts";
import { eventOrWhatWasTold, shown, TOLD } from "../shown-events.ts";
import type { ShownReader, ToldReader } from "../shown-events.ts";
import { eventFrom } from "../stored.ts";
import { edited } from "./card-edits.ts";
import type { Sqlite } from "./database.ts";
import { eventById } from "./events.ts";
import { peoplePage, peopleWhere } from "./register.ts";
import { alerts, eventPeople, events, marks, people, snapshots, sourceStates } from "./schema.ts";

const PAGE_ROWS = 50;

export function sqliteReading(sqlite: Sqlite): Reading {
  const { db } = sqlite;
  /** Asked with nearly each update. */
  const version = db.select({ value: marks.value }).from(marks).where(eq(marks.name, "register")).prepare();
  return {
    people: async (page) =>
      edited(sqlite, page === undefined ? peopleWhere(sqlite, null) : peoplePage(sqlite, null, page)),
    person: async (id) => {
      const found = personById(sqlite, id);
      return found?.sameAs === undefined ? found : personById(sqlite, found.sameAs);
    },
    anyEmbargoed: async (ids) => {
      const embargoed = embargoedPeople(sqlite);
      return ids.some((id) => embargoed.has(id));
    },
    events: async ({ limit, kinds, since, unconfirmed, before, now }) => {
      const where = and(
        mayBeShown(now),
        inArray(events.certainty, unconfirmed ? [...TOLD, "unconfirmed"] : [...TOLD]),
        kinds === null ? undefined : inArray(events.kind, [...kinds]),
        since === null ? undefined : gte(events.toDay, since),
      );
      return shownWhere(sqlite, where, limit, before);
    },
    eventsOf: async (personId, now) => {
      const embargoed = embargoedPeople(sqlite);
      const ids = allIdsOf(sqlite, personId);
      // What is shown without this name would tell it to who asks by this id.
      if (ids.some((id) => embargoed.has(id))) return [];
      const ofPerson = db
        .select({ id: eventPeople.eventId })
        .from(eventPeople)
        .where(inArray(eventPeople.personId, [...ids]));
      const where = and(mayBeShown(now), inArray(events.certainty, [...TOLD]), inArray(events.id, ofPerson));
      return shownWhere(sqlite, where, Number.MAX_SAFE_INTEGER);
    },
    event: tellable(sqlite),
    sourceStates: async () => db.select().from(sourceStates).all(),
    snapshots: async () => db.select().from(snapshots).all(),
    registerVersion: async () => (version.get()?.value as MarkValues["register"] | undefined) ?? 0,
  };
}

function personById(sqlite: Sqlite, id: string): Person | null {
  const { db } = sqlite;
  const row = db
    .select({ person: people, seenAt: snapshots.fetchedAt })
    .from(people)
    .leftJoin(snapshots, eq(snapshots.trackerId, people.trackerId))
    .where(and(eq(people.id, id), eq(people.embargo, false)))
    .get();
  if (row === undefined) return null;
  return edited(sqlite, [personFrom(row.person, row.seenAt)])[0] ?? null;
}

/** Of all records of this person. */
function allIdsOf({ db }: Sqlite, id: string): readonly string[] {
  const linksFor = (of: string): ReturnType<typeof linksOf> => {
    const row = db.select({ aliases: people.aliases }).from(people).where(eq(people.id, of)).get();
    return linksOf(row?.aliases ?? []);
  };
  const shown = linksFor(id).sameAs ?? id;
  return [shown, ...(linksFor(shown).others ?? [])];
}

function tellable(sqlite: Sqlite): (id: string) => Promise<CaseEvent | null> {
  const { db, clock } = sqlite;
  const reader: Omit<ToldReader, "shown"> = {
    byId: async (id) => eventById(sqlite, id),
    lastTold: async (id) => {
      const told = db
        .select({ body: alerts.body })
        .from(alerts)
        .where(eq(alerts.eventId, id))
        .orderBy(desc(alerts.version))
        .limit(1)
        .get();
      return told === undefined ? null : eventFrom(told.body);
    },
    embargoed: async () => embargoedPeople(sqlite),
  };
  return (id) => {
    const now = clock.now();
    const newest = async (event: string): Promise<CaseEvent | null> =>
      (await shownWhere(sqlite, and(mayBeShown(now, true), eq(events.id, event)), 1))[0] ?? null;
    return eventOrWhatWasTold({ ...reader, shown: newest }, id, now);
  };
}

/** Decided, in its newest version, as something that may be told; a version that waits for that is not shown. */
function mayBeShown(now: Date, retractedToo = false): SQL | undefined {
  return and(
    // The plus keeps SQLite from the index of what waits: nearly all events are decided.
    sql`+${events.decided} = 1`,
    sql`+${events.decision} in ('publish', 'record')`,
    notInArray(events.ruling, retractedToo ? ["rejected"] : ["rejected", "retracted"]),
    or(isNull(events.embargoUntil), lte(events.embargoUntil, now)),
  );
}

/** In the order of `shown`. The first part alone is what an index can use. */
function behind({ day, createdAt, id }: EventPlace): SQL | undefined {
  const older = or(lt(events.createdAt, createdAt), and(eq(events.createdAt, createdAt), lt(events.id, id)));
  return and(lte(events.toDay, day), or(lt(events.toDay, day), older));
}

function shownWhere(
  sqlite: Sqlite,
  where: SQL | undefined,
  limit: number,
  before?: EventPlace,
): Promise<CaseEvent[]> {
  const page: ShownReader["page"] = async (place, rows) =>
    sqlite.db
      .select({ body: events.body })
      .from(events)
      .where(and(where, place === undefined ? undefined : behind(place)))
      .orderBy(desc(events.toDay), desc(events.createdAt), desc(events.id))
      .limit(rows)
      .all()
      .map(({ body }) => eventFrom(body));
  return shown({ page, embargoed: async () => embargoedPeople(sqlite) }, before, limit, PAGE_ROWS);
}

function embargoedPeople({ db }: Sqlite): ReadonlySet<string> {
  const rows = db.select({ id: people.id }).from(people).where(eq(people.embargo, true)).all();
  return new Set(rows.map(({ id }) => id));
}
