import { eq, sql } from "drizzle-orm";
import type { Tombstone } from "../tombstone-file.ts";
import { openChat } from "../chats.ts";
import { stillBuried } from "../keeping.ts";
import type { Sqlite } from "./database.ts";
import { removeRows, rowsOf } from "./delivery-rows.ts";
import { readMark, writeMark } from "./marks.ts";
import { subscribers, tombstones } from "./reader-schema.ts";

/**
 * Called at start: erases again the chats that were erased after the backup was made from which this database
 * was restored. A chat that came back after its erasure is sealed under a later count and stays.
 */
export function buryAgain(sqlite: Sqlite): void {
  const all = [...sqlite.db.select().from(tombstones).all(), ...sqlite.tombstones.read()];
  const { known, kept } = stillBuried(all, sqlite.clock.now());
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
