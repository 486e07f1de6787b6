import { eq, sql } from "drizzle-orm";
import { addDays, dayOf } from "../../domain/time.ts";
import type { Tombstone } from "../tombstone-file.ts";
import { openChat } from "./chats.ts";
import type { Sqlite } from "./database.ts";
import { removeRows, rowsOf } from "./delivery-rows.ts";
import { readMark, writeMark } from "./marks.ts";
import { subscribers, tombstones } from "./reader-schema.ts";

/** Backups older than this are not expected to be restored. */
const KEPT_DAYS = 400;

/**
 * Called at start: erases again the chats that were erased after the backup was made from which this database
 * was restored. A chat that came back after its erasure is sealed under a later count and stays.
 */
export function buryAgain(sqlite: Sqlite): void {
  const oldest = addDays(dayOf(sqlite.clock.now()), -KEPT_DAYS);
  const known = newest([...sqlite.db.select().from(tombstones).all(), ...sqlite.tombstones.read()]);
  const kept = known.filter(({ day }) => day >= oldest);
  // The file first: it must never know less than the database.
  sqlite.tombstones.replace(kept);
  sqlite.write(() => {
    sqlite.db.delete(tombstones).run();
    for (const tombstone of kept) {
      keepTombstone(sqlite, tombstone);
      buryRestored(sqlite, tombstone);
    }
    const erasures = Math.max(readMark(sqlite, "erasures") ?? 0, ...known.map(({ epoch }) => epoch));
    writeMark(sqlite, "erasures", erasures);
  });
}

export function keepTombstone({ db }: Pick<Sqlite, "db">, tombstone: Tombstone): void {
  db.insert(tombstones)
    .values(tombstone)
    .onConflictDoUpdate({
      target: tombstones.id,
      set: { epoch: sql`excluded.epoch`, day: sql`excluded.day` },
    })
    .run();
}

function newest(all: readonly Tombstone[]): Tombstone[] {
  const byId = new Map<string, Tombstone>();
  for (const tombstone of all) {
    const other = byId.get(tombstone.id);
    if (other === undefined || other.epoch < tombstone.epoch) byId.set(tombstone.id, tombstone);
  }
  return [...byId.values()];
}

function buryRestored(sqlite: Sqlite, { id, epoch }: Tombstone): void {
  const row = sqlite.db.select().from(subscribers).where(eq(subscribers.id, id)).get();
  if (row === undefined) return;
  const chat = openChat(sqlite.keys, row);
  if (chat.epoch >= epoch) return;
  removeRows(
    sqlite,
    rowsOf(
      sqlite,
      chat.topics.map((topic) => topic.chat),
    ),
  );
  sqlite.db.delete(subscribers).where(eq(subscribers.id, id)).run();
}
