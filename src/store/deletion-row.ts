import { randomInt } from "node:crypto";
import type { SentMessage } from "../ports/outbox.ts";
import { blindIndex } from "./seal.ts";
import type { Keys } from "./seal.ts";

const MINUTE_MS = 60_000;
const MINUTES_PER_HOUR = 60;
const MAX_SLOT = 2 ** 47;

/** A row of the table `deletions`, which each database's schema explains. */
export interface DeletionRow {
  readonly slot: number;
  readonly id: string;
  readonly dueMinute: number;
  readonly sealed: Buffer;
}

/** To delete a message after the hours that its reader chose. */
export interface PlannedDeletion {
  readonly chatId: number;
  readonly messageId: number;
  readonly at: Date;
  readonly afterHours: number;
}

export function minuteOf(at: Date): number {
  return Math.floor(at.getTime() / MINUTE_MS);
}

export function deletionRow(keys: Keys, { at, afterHours, ...message }: PlannedDeletion): DeletionRow {
  return {
    slot: randomInt(1, MAX_SLOT),
    dueMinute: minuteOf(at) + afterHours * MINUTES_PER_HOUR,
    ...sealDeletion(keys, message),
  };
}

export function sealDeletion(
  keys: Keys,
  { chatId, messageId }: Pick<SentMessage, "chatId" | "messageId">,
): Pick<DeletionRow, "id" | "sealed"> {
  const id = blindIndex(keys.deliveryIds, `deletion|${String(chatId)}|${String(messageId)}`);
  const bytes = Buffer.alloc(16);
  bytes.writeBigInt64LE(BigInt(chatId), 0);
  bytes.writeBigInt64LE(BigInt(messageId), 8);
  return { id, sealed: keys.deletions.seal(bytes, id) };
}

export function openDeletion(keys: Keys, row: Pick<DeletionRow, "id" | "sealed">): SentMessage {
  const bytes = keys.deletions.unseal(row.sealed, row.id);
  return { id: row.id, chatId: Number(bytes.readBigInt64LE(0)), messageId: Number(bytes.readBigInt64LE(8)) };
}
