import { and, eq, gt, lt, placeholder, sql } from "drizzle-orm";
import type { Person } from "../../domain/person.ts";
import { dayOf } from "../../domain/time.ts";
import type { PeoplePage, RegisterEdits } from "../../ports/reading.ts";
import type { SnapshotMeta, TrackerPoll, TrackerStore } from "../../ports/source-store.ts";
import { personFrom } from "../rows.ts";
import { joinedIds } from "../reviews.ts";
import { linksOf, withoutOther, withOther, withSameAs } from "../same.ts";
import { saveNotices } from "./alerts.ts";
import { endEdits } from "./card-edits.ts";
import type { Sqlite } from "./database.ts";
import { saveFindings } from "./findings.ts";
import { nextOf } from "./marks.ts";
import { heldSnapshots, people, recordReviews, snapshots } from "./schema.ts";
import { saveState } from "./sources.ts";

export function sqliteTrackers(sqlite: Sqlite): TrackerStore {
  const { db, write } = sqlite;
  return {
    lastSnapshot: async (trackerId) => lastSnapshot(sqlite, trackerId),
    records: async (trackerId, page) => {
      const found = page === undefined ? peopleWhere(sqlite, trackerId) : peoplePage(sqlite, trackerId, page);
      return found.map((person) => ({ person, record: person.record }));
    },
    saveSnapshot: async (poll) => {
      write(() => {
        savePeople(sqlite, poll);
        endEdits(sqlite, poll.people);
        saveSnapshotMeta(sqlite, poll.meta);
        saveFindings(sqlite, poll.findings, null);
        for (const { trackerId, code, recordIds } of poll.reviews) {
          const joined = joinedIds(recordIds);
          db.insert(recordReviews).values({ trackerId, code, recordIds: joined }).onConflictDoNothing().run();
        }
        db.delete(heldSnapshots).where(eq(heldSnapshots.trackerId, poll.meta.trackerId)).run();
        saveState(sqlite, poll.state);
        saveNotices(sqlite, poll.notices);
      });
    },
    holdSnapshot: async ({ trackerId, fetchedAt, body, reason }, state, notices) => {
      write(() => {
        const held = { fetchedAt, body: Buffer.from(body), reason };
        db.insert(heldSnapshots)
          .values({ trackerId, ...held })
          .onConflictDoUpdate({ target: heldSnapshots.trackerId, set: held })
          .run();
        saveState(sqlite, state);
        saveNotices(sqlite, notices);
      });
    },
    heldSnapshot: async (trackerId) =>
      db.select().from(heldSnapshots).where(eq(heldSnapshots.trackerId, trackerId)).get() ?? null,
  };
}

export function sqliteRegister(sqlite: Sqlite): RegisterEdits {
  const { db, write } = sqlite;
  return {
    addAlias: async (personId, alias) => {
      write(() => {
        const stored = storedOf(sqlite, personId);
        if (stored === null || stored.includes(alias)) return;
        store(sqlite, personId, [...stored, alias]);
        nextOf(sqlite, "register");
      });
    },
    removeAlias: async (personId, alias) => {
      write(() => {
        const stored = storedOf(sqlite, personId);
        if (stored?.includes(alias) !== true) return;
        store(
          sqlite,
          personId,
          stored.filter((each) => each !== alias),
        );
        nextOf(sqlite, "register");
      });
    },
    setSame: async (personId, sameAs) => {
      write(() => {
        setSame(sqlite, personId, sameAs);
      });
    },
    setEmbargo: async (personId, embargo) => {
      write(() => {
        db.update(people).set({ embargo }).where(eq(people.id, personId)).run();
        nextOf(sqlite, "register");
      });
    },
  };
}

/** Call it within a transaction. */
function setSame(sqlite: Sqlite, personId: string, sameAs: string | null): void {
  const [own, shown] = [storedOf(sqlite, personId), sameAs === null ? [] : storedOf(sqlite, sameAs)];
  if (own === null || shown === null || personId === sameAs) return;
  const before = linksOf(own).sameAs;
  const left = before === undefined ? null : storedOf(sqlite, before);
  if (before !== undefined && left !== null) store(sqlite, before, withoutOther(left, personId));
  store(sqlite, personId, withSameAs(own, sameAs));
  if (sameAs !== null) store(sqlite, sameAs, withOther(shown, personId));
  nextOf(sqlite, "register");
}

function storedOf({ db }: Sqlite, id: string): readonly string[] | null {
  return db.select({ aliases: people.aliases }).from(people).where(eq(people.id, id)).get()?.aliases ?? null;
}

function store({ db }: Sqlite, id: string, aliases: readonly string[]): void {
  db.update(people).set({ aliases }).where(eq(people.id, id)).run();
}

function lastSnapshot({ db }: Sqlite, trackerId: string): SnapshotMeta | null {
  return db.select().from(snapshots).where(eq(snapshots.trackerId, trackerId)).get() ?? null;
}

/** @param trackerId null: of all trackers */
export function peopleWhere(sqlite: Sqlite, trackerId: string | null): Person[] {
  return selectPeople(sqlite)
    .where(trackerId === null ? undefined : eq(people.trackerId, trackerId))
    .orderBy(people.id)
    .all()
    .map(({ person, seenAt }) => personFrom(person, seenAt));
}

/** In the order of the primary key: a page is a walk along it, without sorting the whole list each time. */
export function peoplePage(sqlite: Sqlite, trackerId: string | null, { after, limit }: PeoplePage): Person[] {
  const first = after ?? (trackerId === null ? "" : `${trackerId}:`);
  const ofTracker = trackerId === null ? undefined : lt(people.id, `${trackerId};`);
  return selectPeople(sqlite)
    .where(and(gt(people.id, first), ofTracker))
    .orderBy(people.id)
    .limit(limit)
    .all()
    .map(({ person, seenAt }) => personFrom(person, seenAt));
}

function selectPeople({ db }: Sqlite) {
  return db
    .select({ person: people, seenAt: snapshots.fetchedAt })
    .from(people)
    .leftJoin(snapshots, eq(snapshots.trackerId, people.trackerId));
}

function savePeople(sqlite: Sqlite, { meta, people: changed, absent }: TrackerPoll): void {
  const { db } = sqlite;
  const before = lastSnapshot(sqlite, meta.trackerId);
  for (const id of absent) {
    const lastSeen = before === null ? {} : { lastSeenOn: dayOf(before.fetchedAt) };
    db.update(people)
      .set({ presence: "absent", ...lastSeen })
      .where(and(eq(people.id, id), eq(people.presence, "listed")))
      .run();
  }
  const upsert = upsertStatement(sqlite);
  for (const person of changed) upsert.run({ ...person, trackerId: meta.trackerId });
  if (absent.length > 0 || changed.length > 0) nextOf(sqlite, "register");
}

/** What moderators added, and the day of the first sight, are not the tracker's to change. */
function upsertStatement({ db }: Sqlite) {
  return db
    .insert(people)
    .values({
      id: placeholder("id"),
      trackerId: placeholder("trackerId"),
      record: placeholder("record"),
      presence: placeholder("presence"),
      aliases: placeholder("aliases"),
      embargo: placeholder("embargo"),
      firstSeenOn: placeholder("firstSeenOn"),
      lastSeenOn: placeholder("lastSeenOn"),
    })
    .onConflictDoUpdate({
      target: people.id,
      set: {
        record: sql`excluded.record`,
        presence: sql`excluded.presence`,
        lastSeenOn: sql`excluded.last_seen_on`,
      },
    })
    .prepare();
}

function saveSnapshotMeta({ db }: Sqlite, meta: SnapshotMeta): void {
  db.insert(snapshots).values(meta).onConflictDoUpdate({ target: snapshots.trackerId, set: meta }).run();
}
