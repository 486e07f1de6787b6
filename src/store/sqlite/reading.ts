import { and, desc, eq, gte, inArray, isNull, lt, lte, notInArray, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { CaseEvent } from "../../domain/event.ts";
import type { NamedPerson } from "../../domain/finding.ts";
import type { EventPlace, Reading } from "../../ports/reading.ts";
import { eventFrom } from "../stored.ts";
import type { Sqlite } from "./database.ts";
import { eventById } from "./events.ts";
import { readMark } from "./marks.ts";
import { peoplePage, peopleWhere, personFrom } from "./register.ts";
import { alerts, eventPeople, events, people, snapshots, sourceStates } from "./schema.ts";

const PAGE_ROWS = 50;
/** Events merged into events that were merged in their turn. */
const MAX_HOPS = 5;

export function sqliteReading(sqlite: Sqlite): Reading {
  const { db } = sqlite;
  return {
    people: async (page) => (page === undefined ? peopleWhere(sqlite, null) : peoplePage(sqlite, null, page)),
    person: async (id) => {
      const row = db
        .select({ person: people, seenAt: snapshots.fetchedAt })
        .from(people)
        .leftJoin(snapshots, eq(snapshots.trackerId, people.trackerId))
        .where(and(eq(people.id, id), eq(people.embargo, false)))
        .get();
      return row === undefined ? null : personFrom(row.person, row.seenAt);
    },
    anyEmbargoed: async (ids) => {
      const embargoed = embargoedPeople(sqlite);
      return ids.some((id) => embargoed.has(id));
    },
    events: async ({ limit, kinds, since, unconfirmed, before, now }) =>
      shown(
        sqlite,
        and(
          mayBeShown(now),
          inArray(events.certainty, unconfirmed ? [...TOLD, "unconfirmed"] : [...TOLD]),
          kinds === null ? undefined : inArray(events.kind, [...kinds]),
          since === null ? undefined : gte(events.toDay, since),
          before === undefined ? undefined : behind(before),
        ),
        limit,
      ),
    eventsOf: async (personId, now) => {
      // What is shown without this name would tell it to who asks by this id.
      if (embargoedPeople(sqlite).has(personId)) return [];
      const ofPerson = db
        .select({ id: eventPeople.eventId })
        .from(eventPeople)
        .where(eq(eventPeople.personId, personId));
      const where = and(mayBeShown(now), inArray(events.certainty, [...TOLD]), inArray(events.id, ofPerson));
      return shown(sqlite, where, Number.MAX_SAFE_INTEGER);
    },
    event: async (id) => eventOrWhatWasTold(sqlite, id),
    sourceStates: async () => db.select().from(sourceStates).all(),
    snapshots: async () => db.select().from(snapshots).all(),
    registerVersion: async () => readMark(sqlite, "register") ?? 0,
  };
}

/**
 * An event by its id, as a button under an old alert asks for it. While its newest version waits for a moderator,
 * what was told last is still what is known; what was merged into another event is found there.
 */
function eventOrWhatWasTold(sqlite: Sqlite, id: string, hops = 0): CaseEvent | null {
  const { db, clock } = sqlite;
  const now = clock.now();
  const event = eventById(sqlite, id);
  if (event === null || hops > MAX_HOPS) return null;
  const { mergedInto } = event.details;
  if (mergedInto !== undefined) return eventOrWhatWasTold(sqlite, mergedInto, hops + 1);
  const newest = shown(sqlite, and(mayBeShown(now, true), eq(events.id, id)), 1)[0];
  if (newest !== undefined) return newest;
  if (event.ruling === "rejected" || (event.embargoUntil !== null && event.embargoUntil > now)) return null;
  const told = db
    .select({ body: alerts.body })
    .from(alerts)
    .where(eq(alerts.eventId, id))
    .orderBy(desc(alerts.version))
    .limit(1)
    .get();
  return told === undefined
    ? null
    : (withoutEmbargoed(eventFrom(told.body), embargoedPeople(sqlite))[0] ?? null);
}

const TOLD = ["confirmed", "disputed"] as const;

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

function shown(sqlite: Sqlite, where: SQL | undefined, limit: number): CaseEvent[] {
  const embargoed = embargoedPeople(sqlite);
  const found: CaseEvent[] = [];
  for (let offset = 0; found.length < limit; offset += PAGE_ROWS) {
    const page = sqlite.db
      .select({ body: events.body })
      .from(events)
      .where(where)
      .orderBy(desc(events.toDay), desc(events.createdAt), desc(events.id))
      .limit(PAGE_ROWS)
      .offset(offset)
      .all();
    found.push(...page.flatMap(({ body }) => withoutEmbargoed(eventFrom(body), embargoed)));
    if (page.length < PAGE_ROWS) break;
  }
  return found.slice(0, limit);
}

function embargoedPeople({ db }: Sqlite): ReadonlySet<string> {
  const rows = db.select({ id: people.id }).from(people).where(eq(people.embargo, true)).all();
  return new Set(rows.map(({ id }) => id));
}

/** Without the people under embargo and the reports that name them; nothing when only they are left. */
function withoutEmbargoed(event: CaseEvent, embargoed: ReadonlySet<string>): CaseEvent[] {
  if (event.details["mergedInto"] !== undefined) return [];
  const isFree = ({ personId }: NamedPerson): boolean => personId === null || !embargoed.has(personId);
  if (event.people.every(isFree) && event.reports.every((report) => report.people.every(isFree)))
    return [event];
  const left = event.people.filter(isFree);
  const reports = event.reports.filter((report) => report.people.every(isFree));
  return left.length === 0 || reports.length === 0 ? [] : [{ ...event, people: left, reports }];
}
