import { randomInt } from "node:crypto";
import { asc, eq, lte } from "drizzle-orm";
import { blindIndex } from "../seal.ts";
import type { Keys } from "../seal.ts";
import type { SentMessage } from "../../ports/outbox.ts";
import type { Sqlite } from "./database.ts";
import { deletions } from "./reader-schema.ts";

const MINUTE_MS = 60_000;
const MINUTES_PER_HOUR = 60;
const MAX_SLOT = 2 ** 47;

/** Remembers to delete a message after the hours that its reader chose. */
export function planDeletion(
  { db, keys }: Pick<Sqlite, "db" | "keys">,
  message: { readonly chatId: number; readonly messageId: number },
  at: Date,
  afterHours: number,
): void {
  db.insert(deletions)
    .values({
      slot: randomInt(1, MAX_SLOT),
      dueMinute: Math.floor(at.getTime() / MINUTE_MS) + afterHours * MINUTES_PER_HOUR,
      ...sealDeletion(keys, message),
    })
    .onConflictDoNothing()
    .run();
}

export function dueDeletions(sqlite: Sqlite, now: Date, limit: number): SentMessage[] {
  return sqlite.db
    .select()
    .from(deletions)
    .where(lte(deletions.dueMinute, Math.floor(now.getTime() / MINUTE_MS)))
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

export function sealDeletion(
  keys: Keys,
  { chatId, messageId }: Pick<SentMessage, "chatId" | "messageId">,
): { readonly id: string; readonly sealed: Buffer } {
  const id = blindIndex(keys.deliveryIds, `deletion|${String(chatId)}|${String(messageId)}`);
  const bytes = Buffer.alloc(16);
  bytes.writeBigInt64LE(BigInt(chatId), 0);
  bytes.writeBigInt64LE(BigInt(messageId), 8);
  return { id, sealed: keys.deletions.seal(bytes, id) };
}

export function openDeletion(
  keys: Keys,
  row: { readonly id: string; readonly sealed: Uint8Array },
): SentMessage {
  const bytes = keys.deletions.unseal(row.sealed, row.id);
  return { id: row.id, chatId: Number(bytes.readBigInt64LE(0)), messageId: Number(bytes.readBigInt64LE(8)) };
}
