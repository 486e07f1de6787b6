import { and, desc, eq, lt, ne, or, sql } from "drizzle-orm";
import type { SourceState } from "../../domain/source.ts";
import type { FeedPoll, KnownItem, SourceStore } from "../../ports/source-store.ts";
import { cleanText } from "../clean-text.ts";
import { isOneOf } from "./columns.ts";
import type { Db, Postgres } from "./database.ts";
import { saveNotices } from "./notices.ts";
import { items, sourceStates } from "./schema.ts";

/** Rows in one statement, of up to 17 parameters each: PostgreSQL takes 65,535. */
const ROWS_AT_ONCE = 1000;
/** Tells these locks from all others in the database. */
const SOURCE_LOCKS = 7_305_564;

export function postgresSources({ db, write, clock }: Postgres): SourceStore {
  return {
    states: () => db.select().from(sourceStates),
    knownItems: (sourceId, lookup) => knownItems(db, sourceId, lookup),
    recentInstants: async (sourceId, limit) => {
      const newest = await db
        .select({ at: items.publishedAt })
        .from(items)
        .where(eq(items.sourceId, sourceId))
        .orderBy(desc(items.publishedAt))
        .limit(limit);
      return newest.map(({ at }) => at);
    },
    savePoll: (poll) =>
      write(async (tx) => {
        await waitForSource(tx, poll.state.sourceId);
        await saveItems(tx, poll);
        await saveState(tx, poll.state);
        await saveNotices(tx, poll.notices, clock.now());
      }),
    saveState: (state, notices) =>
      write(async (tx) => {
        await saveState(tx, state);
        await saveNotices(tx, notices, clock.now());
      }),
  };
}

/** Two polls of one source, of which one gives an item the key that the other adds, are written one after another. */
async function waitForSource(tx: Db, sourceId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${SOURCE_LOCKS}, hashtext(${cleanText(sourceId)}))`);
}

/** Call it within a transaction. */
export async function saveState(tx: Db, state: SourceState): Promise<void> {
  await tx
    .insert(sourceStates)
    .values(state)
    .onConflictDoUpdate({ target: sourceStates.sourceId, set: state });
}

function knownItems(
  db: Db,
  sourceId: string,
  { keys, altKeys, urls }: Parameters<SourceStore["knownItems"]>[1],
): Promise<KnownItem[]> {
  const { id, key, altKey, url, textHash, revision } = items;
  const isKnown = or(isOneOf(key, keys), isOneOf(altKey, altKeys), isOneOf(url, urls));
  return db
    .select({ id, key, altKey, url, textHash, revision })
    .from(items)
    .where(and(eq(items.sourceId, sourceId), isKnown));
}

async function saveItems(tx: Db, { added, edited, rekeyed }: FeedPoll): Promise<void> {
  const rows = added.map((item) => ({ ...item, classified: false }));
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    await tx
      .insert(items)
      .values(rows.slice(at, at + ROWS_AT_ONCE))
      .onConflictDoNothing();
  }
  for (const { id, title, summary, textHash, revision } of edited) {
    await tx
      .update(items)
      .set({ title, summary, textHash, revision, classified: false })
      .where(and(eq(items.id, id), lt(items.revision, revision)));
  }
  for (const { id, key, altKey } of rekeyed) await rekey(tx, id, key, altKey);
}

/** A key that another item of the source holds by now stays there: the two are one entry, told once. */
async function rekey(tx: Db, id: string, key: string, altKey: string | null): Promise<void> {
  const [own] = await tx.select({ sourceId: items.sourceId }).from(items).where(eq(items.id, id));
  if (own === undefined) return;
  const sameKey = and(eq(items.sourceId, own.sourceId), eq(items.key, key), ne(items.id, id));
  const [other] = await tx.select({ id: items.id }).from(items).where(sameKey).limit(1);
  if (other !== undefined) return;
  await tx.update(items).set({ key, altKey }).where(eq(items.id, id));
}
