import { and, desc, eq, inArray, lt, ne } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { SourceState } from "../../domain/source.ts";
import type { FeedPoll, KnownItem, SourceStore } from "../../ports/source-store.ts";
import { saveNotices } from "./alerts.ts";
import { chunks } from "../delivery-row.ts";
import type { Sqlite } from "./database.ts";
import { items, sourceStates } from "./schema.ts";

const LOOKUP_VALUES = 500;

export function sqliteSources(sqlite: Sqlite): SourceStore {
  const { db, write } = sqlite;
  return {
    states: async () => db.select().from(sourceStates).all(),
    knownItems: async (sourceId, { keys, altKeys, urls }) => {
      const known = new Map<string, KnownItem>();
      const look = (column: SQLiteColumn, values: readonly string[]): void => {
        for (const chunk of chunks(values, LOOKUP_VALUES)) {
          for (const item of lookUp(sqlite, sourceId, column, chunk)) known.set(item.id, item);
        }
      };
      look(items.key, keys);
      look(items.altKey, altKeys);
      look(items.url, urls);
      return [...known.values()];
    },
    recentInstants: async (sourceId, limit) =>
      db
        .select({ at: items.publishedAt })
        .from(items)
        .where(eq(items.sourceId, sourceId))
        .orderBy(desc(items.publishedAt))
        .limit(limit)
        .all()
        .map(({ at }) => at),
    savePoll: async (poll) => {
      write(() => {
        saveItems(sqlite, poll);
        saveState(sqlite, poll.state);
        saveNotices(sqlite, poll.notices);
      });
    },
    saveState: async (state, notices) => {
      write(() => {
        saveState(sqlite, state);
        saveNotices(sqlite, notices);
      });
    },
  };
}

/** Call it within a transaction. */
export function saveState({ db }: Pick<Sqlite, "db">, state: SourceState): void {
  db.insert(sourceStates)
    .values(state)
    .onConflictDoUpdate({ target: sourceStates.sourceId, set: state })
    .run();
}

function lookUp(
  { db }: Sqlite,
  sourceId: string,
  column: SQLiteColumn,
  values: readonly string[],
): KnownItem[] {
  return db
    .select({
      id: items.id,
      key: items.key,
      altKey: items.altKey,
      url: items.url,
      textHash: items.textHash,
      revision: items.revision,
    })
    .from(items)
    .where(and(eq(items.sourceId, sourceId), inArray(column, [...values])))
    .all();
}

function saveItems({ db }: Sqlite, { added, edited, rekeyed }: FeedPoll): void {
  for (const item of added) {
    db.insert(items)
      .values({ ...item, classified: false })
      .onConflictDoNothing()
      .run();
  }
  for (const { id, title, summary, textHash, revision } of edited) {
    db.update(items)
      .set({ title, summary, textHash, revision, classified: false })
      .where(and(eq(items.id, id), lt(items.revision, revision)))
      .run();
  }
  for (const { id, key, altKey } of rekeyed) rekey(db, id, key, altKey);
}

/** A key that another item of the source holds by now stays there: the two are one entry, told once. */
function rekey(db: Sqlite["db"], id: string, key: string, altKey: string | null): void {
  const own = db.select({ sourceId: items.sourceId }).from(items).where(eq(items.id, id)).get();
  if (own === undefined) return;
  const sameKey = and(eq(items.sourceId, own.sourceId), eq(items.key, key), ne(items.id, id));
  if (db.select({ id: items.id }).from(items).where(sameKey).get() !== undefined) return;
  db.update(items).set({ key, altKey }).where(eq(items.id, id)).run();
}
