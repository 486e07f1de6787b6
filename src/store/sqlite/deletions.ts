import { asc, eq, lte } from "drizzle-orm";
import type { SentMessage } from "../../ports/outbox.ts";
import { deletionRow, minuteOf, openDeletion } from "../deletion-row.ts";
import type { PlannedDeletion } from "../deletion-row.ts";
import type { Sqlite } from "./database.ts";
import { deletions } from "./reader-schema.ts";

export function planDeletion({ db, keys }: Pick<Sqlite, "db" | "keys">, planned: PlannedDeletion): void {
  db.insert(deletions).values(deletionRow(keys, planned)).onConflictDoNothing().run();
}

export function dueDeletions(sqlite: Sqlite, now: Date, limit: number): SentMessage[] {
  return sqlite.db
    .select()
    .from(deletions)
    .where(lte(deletions.dueMinute, minuteOf(now)))
    .orderBy(asc(deletions.dueMinute))
    .limit(limit)
    .all()
    .map((row) => openDeletion(sqlite.keys, row));
}

/** Opens all of them: they are few, for they live for less than two days. */
export function deletionsOf(sqlite: Sqlite, chatId: number): SentMessage[] {
  return sqlite.db
    .select()
    .from(deletions)
    .all()
    .map((row) => openDeletion(sqlite.keys, row))
    .filter((message) => message.chatId === chatId);
}

export function removeDeletions({ db }: Pick<Sqlite, "db">, ids: readonly string[]): void {
  for (const id of ids) db.delete(deletions).where(eq(deletions.id, id)).run();
}
