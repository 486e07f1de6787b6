import { and, desc, eq, gte, inArray, isNull, lt, lte, notInArray, or } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { CaseEvent } from "../../domain/event.ts";
import type { Person } from "../../domain/person.ts";
import type { EventPlace, Reading } from "../../ports/reading.ts";
import { personFrom } from "../rows.ts";
import { linksOf } from "../same.ts";
import { eventOrWhatWasTold, shown, TOLD } from "../shown-events.ts";
import type { ShownReader, ToldReader } from "../shown-events.ts";
import { eventFrom } from "../stored.ts";
import { edited } from "./card-edits.ts";
import type { Db, Postgres } from "./database.ts";
import { eventById } from "./events.ts";
import { readMark } from "./marks.ts";
import { readPeople } from "./register.ts";
import { alerts, eventPeople, events, people, snapshots, sourceStates } from "./schema.ts";

const PAGE_ROWS = 50;

export function postgresReading({ db, clock }: Postgres): Reading {
  return {
    people: async (page) => edited(db, await readPeople(db, null, page)),
    person: async (id) => {
      const found = await personById(db, id);
      return found?.sameAs === undefined ? found : personById(db, found.sameAs);
    },
    anyEmbargoed: async (ids) => {
      const embargoed = await embargoedPeople(db);
      return ids.some((id) => embargoed.has(id));
    },
    events: ({ limit, kinds, since, unconfirmed, before, now }) => {
      const where = and(
        mayBeShown(now),
        inArray(events.certainty, unconfirmed ? [...TOLD, "unconfirmed"] : [...TOLD]),
        kinds === null ? undefined : inArray(events.kind, [...kinds]),
        since === null ? undefined : gte(events.toDay, since),
      );
      return shownWhere(db, where, limit, before);
    },
    eventsOf: async (personId, now) => {
      const embargoed = await embargoedPeople(db);
      const ids = await allIdsOf(db, personId);
      // What is shown without this name would tell it to who asks by this id.
      if (ids.some((id) => embargoed.has(id))) return [];
      const ofPerson = db
        .select({ id: eventPeople.eventId })
        .from(eventPeople)
        .where(inArray(eventPeople.personId, [...ids]));
      const where = and(mayBeShown(now), inArray(events.certainty, [...TOLD]), inArray(events.id, ofPerson));
      return shownWhere(db, where, Number.MAX_SAFE_INTEGER);
    },
    event: (id) => {
      const now = clock.now();
      return eventOrWhatWasTold(toldReader(db, now), id, now);
    },
    sourceStates: () => db.select().from(sourceStates),
    snapshots: () => db.select().from(snapshots),
    registerVersion: async () => (await readMark(db, "register")) ?? 0,
  };
}

async function personById(db: Db, id: string): Promise<Person | null> {
  const [row] = await db
    .select({ person: people, seenAt: snapshots.fetchedAt })
    .from(people)
    .leftJoin(snapshots, eq(snapshots.trackerId, people.trackerId))
    .where(and(eq(people.id, id), eq(people.embargo, false)));
  if (row === undefined) return null;
  return (await edited(db, [personFrom(row.person, row.seenAt)]))[0] ?? null;
}

/** Of all records of this person. */
async function allIdsOf(db: Db, id: string): Promise<readonly string[]> {
  const linksFor = async (of: string): Promise<ReturnType<typeof linksOf>> => {
    const [row] = await db.select({ aliases: people.aliases }).from(people).where(eq(people.id, of));
    return linksOf(row?.aliases ?? []);
  };
  const shown = (await linksFor(id)).sameAs ?? id;
  return [shown, ...((await linksFor(shown)).others ?? [])];
}

function toldReader(db: Db, now: Date): ToldReader {
  return {
    byId: (id) => eventById(db, id),
    shown: async (id) => (await shownWhere(db, and(mayBeShown(now, true), eq(events.id, id)), 1))[0] ?? null,
    lastTold: async (id) => {
      const [told] = await db
        .select({ body: alerts.body })
        .from(alerts)
        .where(eq(alerts.eventId, id))
        .orderBy(desc(alerts.version))
        .limit(1);
      return told === undefined ? null : eventFrom(told.body);
    },
    embargoed: () => embargoedPeople(db),
  };
}

/** Decided, in its newest version, as something that may be told; a version that waits for that is not shown. */
function mayBeShown(now: Date, retractedToo = false): SQL | undefined {
  return and(
    eq(events.decided, true),
    inArray(events.decision, ["publish", "record"]),
    notInArray(events.ruling, retractedToo ? ["rejected"] : ["rejected", "retracted"]),
    or(isNull(events.embargoUntil), lte(events.embargoUntil, now)),
  );
}

/** In the order of `shownWhere`. The first part alone is what an index can use. */
function behind({ day, createdAt, id }: EventPlace): SQL | undefined {
  const older = or(lt(events.createdAt, createdAt), and(eq(events.createdAt, createdAt), lt(events.id, id)));
  return and(lte(events.toDay, day), or(lt(events.toDay, day), older));
}

function shownWhere(
  db: Db,
  where: SQL | undefined,
  limit: number,
  before?: EventPlace,
): Promise<CaseEvent[]> {
  const page: ShownReader["page"] = async (place, rows) => {
    const found = await db
      .select({ body: events.body })
      .from(events)
      .where(and(where, place === undefined ? undefined : behind(place)))
      .orderBy(desc(events.toDay), desc(events.createdAt), desc(events.id))
      .limit(rows);
    return found.map(({ body }) => eventFrom(body));
  };
  return shown({ page, embargoed: () => embargoedPeople(db) }, before, limit, PAGE_ROWS);
}

async function embargoedPeople(db: Db): Promise<ReadonlySet<string>> {
  const rows = await db.select({ id: people.id }).from(people).where(eq(people.embargo, true));
  return new Set(rows.map(({ id }) => id));
}
