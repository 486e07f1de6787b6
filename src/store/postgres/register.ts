import { and, eq, gt, lt, sql } from "drizzle-orm";
import type { Person } from "../../domain/person.ts";
import { dayOf } from "../../domain/time.ts";
import type { PeoplePage, RegisterEdits } from "../../ports/reading.ts";
import type { SnapshotMeta, TrackerPoll, TrackerStore } from "../../ports/source-store.ts";
import { joinedIds } from "../reviews.ts";
import { personFrom } from "../rows.ts";
import { linksOf, withoutOther, withOther, withSameAs } from "../same.ts";
import { endEdits } from "./card-edits.ts";
import { isOneOf } from "./columns.ts";
import type { Db, Postgres } from "./database.ts";
import { saveFindings } from "./findings.ts";
import { nextOf } from "./marks.ts";
import { tellRegister } from "./notify.ts";
import { saveNotices } from "./notices.ts";
import { heldSnapshots, people, recordReviews, snapshots } from "./schema.ts";
import { saveState } from "./sources.ts";

const ROWS_AT_ONCE = 1000;

export function postgresTrackers({ db, keys, write, clock }: Postgres): TrackerStore {
  return {
    lastSnapshot: (trackerId) => lastSnapshot(db, trackerId),
    records: async (trackerId, page) =>
      (await readPeople(db, trackerId, page)).map((person) => ({ person, record: person.record })),
    saveSnapshot: (poll) =>
      write(async (tx) => {
        await savePeople(tx, poll);
        await saveSnapshotMeta(tx, poll.meta);
        await saveFindings(tx, poll.findings, null);
        for (const { trackerId, code, recordIds } of poll.reviews) {
          const review = { trackerId, code, recordIds: joinedIds(recordIds) };
          await tx.insert(recordReviews).values(review).onConflictDoNothing();
        }
        await tx.delete(heldSnapshots).where(eq(heldSnapshots.trackerId, poll.meta.trackerId));
        await saveState(tx, poll.state);
        await saveNotices(tx, poll.notices, clock.now());
        await endEdits(tx, keys, poll.people, clock.now());
      }),
    holdSnapshot: ({ trackerId, fetchedAt, body, reason }, state, notices) =>
      write(async (tx) => {
        const held = { fetchedAt, body: Buffer.from(body), reason };
        await tx
          .insert(heldSnapshots)
          .values({ trackerId, ...held })
          .onConflictDoUpdate({ target: heldSnapshots.trackerId, set: held });
        await saveState(tx, state);
        await saveNotices(tx, notices, clock.now());
      }),
    heldSnapshot: async (trackerId) => {
      const [held] = await db.select().from(heldSnapshots).where(eq(heldSnapshots.trackerId, trackerId));
      return held ?? null;
    },
  };
}

export function postgresRegister({ write }: Postgres): RegisterEdits {
  return {
    addAlias: (personId, alias) =>
      write(async (tx) => {
        const stored = await storedOf(tx, personId);
        if (stored === null || stored.includes(alias)) return;
        await store(tx, personId, [...stored, alias]);
        await moveOn(tx);
      }),
    removeAlias: (personId, alias) =>
      write(async (tx) => {
        const stored = await storedOf(tx, personId);
        if (stored?.includes(alias) !== true) return;
        await store(
          tx,
          personId,
          stored.filter((each) => each !== alias),
        );
        await moveOn(tx);
      }),
    setSame: (personId, sameAs) =>
      write(async (tx) => {
        if (await setSame(tx, personId, sameAs)) await moveOn(tx);
      }),
    setEmbargo: (personId, embargo) =>
      write(async (tx) => {
        await tx.update(people).set({ embargo }).where(eq(people.id, personId));
        await moveOn(tx);
      }),
  };
}

async function moveOn(tx: Db): Promise<void> {
  await nextOf(tx, "register");
  await tellRegister(tx);
}

async function lastSnapshot(db: Db, trackerId: string): Promise<SnapshotMeta | null> {
  const [meta] = await db.select().from(snapshots).where(eq(snapshots.trackerId, trackerId));
  return meta ?? null;
}

/**
 * In the order of the ids.
 *
 * @param trackerId null: of all trackers
 * @param page without it all of them
 */
export async function readPeople(db: Db, trackerId: string | null, page?: PeoplePage): Promise<Person[]> {
  const after = page?.after ?? null;
  const all = db
    .select({ person: people, seenAt: snapshots.fetchedAt })
    .from(people)
    .leftJoin(snapshots, eq(snapshots.trackerId, people.trackerId))
    .where(
      and(
        trackerId === null ? undefined : eq(people.trackerId, trackerId),
        after === null ? undefined : gt(people.id, after),
        // Ids begin with their tracker's: a page is a walk along the primary key.
        trackerId === null || page === undefined ? undefined : gt(people.id, `${trackerId}:`),
        trackerId === null || page === undefined ? undefined : lt(people.id, `${trackerId};`),
      ),
    )
    .orderBy(people.id);
  const rows = await (page === undefined ? all : all.limit(page.limit));
  return rows.map(({ person, seenAt }) => personFrom(person, seenAt));
}

/** Call it within a transaction. */
async function setSame(tx: Db, personId: string, sameAs: string | null): Promise<boolean> {
  const own = await storedOf(tx, personId);
  const shown = sameAs === null ? [] : await storedOf(tx, sameAs);
  if (own === null || shown === null || personId === sameAs) return false;
  const before = linksOf(own).sameAs;
  const left = before === undefined ? null : await storedOf(tx, before);
  if (before !== undefined && left !== null) await store(tx, before, withoutOther(left, personId));
  await store(tx, personId, withSameAs(own, sameAs));
  if (sameAs !== null) await store(tx, sameAs, withOther(shown, personId));
  return true;
}

async function storedOf(tx: Db, id: string): Promise<readonly string[] | null> {
  const { aliases } = people;
  const [row] = await tx.select({ aliases }).from(people).where(eq(people.id, id)).for("update");
  return row?.aliases ?? null;
}

async function store(tx: Db, id: string, aliases: readonly string[]): Promise<void> {
  await tx.update(people).set({ aliases }).where(eq(people.id, id));
}

async function savePeople(tx: Db, { meta, people: changed, absent }: TrackerPoll): Promise<void> {
  const before = await lastSnapshot(tx, meta.trackerId);
  const lastSeen = before === null ? {} : { lastSeenOn: dayOf(before.fetchedAt) };
  if (absent.length > 0) {
    await tx
      .update(people)
      .set({ presence: "absent", ...lastSeen })
      .where(and(isOneOf(people.id, absent), eq(people.presence, "listed")));
  }
  // One statement cannot write a row twice: of a person who stands twice in the list the last row counts.
  const rows = [...new Map(changed.map((person) => [person.id, person])).values()];
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    await upsert(tx, meta.trackerId, rows.slice(at, at + ROWS_AT_ONCE));
  }
  if (absent.length > 0 || changed.length > 0) await moveOn(tx);
}

/** What moderators added, and the day of the first sight, are not the tracker's to change. */
async function upsert(tx: Db, trackerId: string, rows: readonly Person[]): Promise<void> {
  await tx
    .insert(people)
    .values(rows.map((person) => ({ ...person, trackerId })))
    .onConflictDoUpdate({
      target: people.id,
      set: {
        record: sql`excluded.record`,
        presence: sql`excluded.presence`,
        lastSeenOn: sql`excluded.last_seen_on`,
      },
    });
}

async function saveSnapshotMeta(tx: Db, meta: SnapshotMeta): Promise<void> {
  await tx.insert(snapshots).values(meta).onConflictDoUpdate({ target: snapshots.trackerId, set: meta });
}
