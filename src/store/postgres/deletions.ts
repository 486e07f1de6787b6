import { asc, lte } from "drizzle-orm";
import type { SentMessage } from "../../ports/outbox.ts";
import { deletionRow, openDeletion } from "../deletion-row.ts";
import type { PlannedDeletion } from "../deletion-row.ts";
import type { Keys } from "../seal.ts";
import { isOneOf } from "./columns.ts";
import type { Db, Postgres } from "./database.ts";
import { leaseNow, minuteAt } from "./lease-time.ts";
import { deletions } from "./reader-schema.ts";

export async function planDeletion(tx: Db, keys: Keys, planned: PlannedDeletion): Promise<void> {
  await tx.insert(deletions).values(deletionRow(keys, planned)).onConflictDoNothing();
}

/** Two replicas may get the same ones: deleting a message twice does nothing. */
export async function dueDeletions(postgres: Postgres, now: Date, limit: number): Promise<SentMessage[]> {
  const { db, keys } = postgres;
  const rows = await db
    .select()
    .from(deletions)
    .where(lte(deletions.dueMinute, minuteAt(leaseNow(postgres, now))))
    .orderBy(asc(deletions.dueMinute))
    .limit(limit);
  return rows.map((row) => openDeletion(keys, row));
}

/** Opens all of them: they are few, for they live for less than two days. */
export async function deletionsOf(db: Db, keys: Keys, chatId: number): Promise<SentMessage[]> {
  const rows = await db.select().from(deletions);
  return rows.map((row) => openDeletion(keys, row)).filter((message) => message.chatId === chatId);
}

export async function removeDeletions(tx: Db, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.delete(deletions).where(isOneOf(deletions.id, ids));
}
