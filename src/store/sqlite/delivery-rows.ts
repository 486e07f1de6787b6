import { randomInt } from "node:crypto";
import { eq, inArray, sql } from "drizzle-orm";
import type { Delivery, DeliveryTarget, MessageIds } from "../../domain/delivery.ts";
import type { Chat } from "../../domain/subscriber.ts";
import { blindIndex } from "../seal.ts";
import type { Keys } from "../seal.ts";
import type { Sqlite } from "./database.ts";
import { deliveries } from "./reader-schema.ts";

export type DeliveryRow = typeof deliveries.$inferSelect;

/** Row numbers stay far below 2^53. */
const MAX_SLOT = 2 ** 47;
const HOUR_MS = 3_600_000;

/** The event of an alert's id; a digest, a notice or the words of a correction stand for themselves. */
function eventPartOf(alertId: string): string {
  return alertId.replace(/:\d+$/, "");
}

function chatPart({ chatId, threadId }: Chat): string {
  return `${String(chatId)}|${String(threadId)}`;
}

/** One message per (event, recipient): later versions find the row of the first. */
export function sendId(keys: Keys, alertId: string, chat: Chat): string {
  return blindIndex(keys.deliveryIds, `send|${eventPartOf(alertId)}|${chatPart(chat)}`);
}

/** One row edits one message, whatever the version. */
export function editId(keys: Keys, alertId: string, chat: Chat, messageId: number): string {
  return blindIndex(keys.deliveryIds, `edit|${eventPartOf(alertId)}|${chatPart(chat)}|${String(messageId)}`);
}

/** The id that a row must have under these keys. */
export function rowIdOf(
  keys: Keys,
  { alertId, act }: Pick<DeliveryRow, "alertId" | "act">,
  chat: Chat,
  message: MessageIds | null,
): string {
  return act === "edit" && message !== null
    ? editId(keys, alertId, chat, message.messageId)
    : sendId(keys, alertId, chat);
}

export function sealTarget(keys: Keys, rowId: string, target: DeliveryTarget): Buffer {
  const { chatId, threadId, language, discreet, silent, deleteAfterHours } = target;
  const fields = [chatId, threadId, language, discreet, silent, deleteAfterHours];
  return keys.targets.seal(Buffer.from(JSON.stringify(fields)), rowId);
}

export function openTarget(keys: Keys, row: Pick<DeliveryRow, "id" | "target">): DeliveryTarget {
  const fields = JSON.parse(keys.targets.unseal(row.target, row.id).toString()) as [
    number,
    number | null,
    DeliveryTarget["language"],
    boolean,
    boolean,
    number | null,
  ];
  const [chatId, threadId, language, discreet, silent, deleteAfterHours] = fields;
  return { chatId, threadId, language, discreet, silent, deleteAfterHours };
}

/** Telegram's message ids have 31 bits; three parts hold 12,000 characters, more than any of our texts. */
const ID_BYTES = 4;
const PARTS_MOST = 3;

export function sealMessage(keys: Keys, rowId: string, ids: MessageIds): Buffer {
  const bytes = Buffer.alloc(ID_BYTES * PARTS_MOST);
  const parts = [ids.messageId, ...(ids.moreIds ?? [])].slice(0, PARTS_MOST);
  for (const [at, id] of parts.entries()) bytes.writeUInt32LE(id, at * ID_BYTES);
  return keys.messageIds.seal(bytes, rowId);
}

/** Looks like all others, and is none: its message is out of reach. */
export function sealNoMessage(keys: Keys, rowId: string): Buffer {
  return sealMessage(keys, rowId, { messageId: 0 });
}

export function openMessage(keys: Keys, row: Pick<DeliveryRow, "id" | "message">): MessageIds | null {
  if (row.message === null) return null;
  const bytes = keys.messageIds.unseal(row.message, row.id);
  const [messageId, ...parts] = Array.from({ length: bytes.length / ID_BYTES }, (_, at) =>
    bytes.readUInt32LE(at * ID_BYTES),
  );
  if (messageId === undefined || messageId === 0) return null;
  const moreIds = parts.filter((id) => id !== 0);
  return moreIds.length === 0 ? { messageId } : { messageId, moreIds };
}

/** Row numbers for `count` rows that are written together: a random start, so that no order is repeated. */
export function freshSlots(count: number): number {
  return randomInt(1, MAX_SLOT - count);
}

export function hourOf(at: Date): number {
  return Math.floor(at.getTime() / HOUR_MS);
}

/** What a worker holds: the row and the claim by which it holds it. */
function handleOf(row: Pick<DeliveryRow, "id" | "claims">): string {
  return `${row.id}.${String(row.claims)}`;
}

export function fromHandle(handle: string): { readonly id: string; readonly claims: number } {
  const [id = "", claims = ""] = handle.split(".");
  return { id, claims: Number(claims) };
}

export function openDelivery(keys: Keys, row: DeliveryRow): Delivery {
  const message = openMessage(keys, row);
  return {
    id: handleOf(row),
    alertId: row.alertId,
    target: openTarget(keys, row),
    act: row.act === "edit" && message !== null ? { kind: "edit", ...message } : { kind: "send" },
    priority: row.priority,
    unsureTries: row.unsureTries,
    attempts: row.attempts,
    expiresAt: row.expiresAt,
  };
}

/** Every alert, digest and notice that has rows: one look into the index for each, not one for each row. */
function alertIdsWithRows({ db }: Pick<Sqlite, "db">): string[] {
  const rows = db.all<{ id: string }>(sql`
    with recursive found(id) as (
      select min(alert_id) from deliveries
      union all
      select (select min(alert_id) from deliveries where alert_id > found.id) from found where found.id is not null
    ) select id from found where id is not null`);
  return rows.map((row) => row.id);
}

const LOOKUP_ROWS = 500;

/** All rows of these topics of a chat, found by computing anew what their ids must be. */
export function rowsOf(sqlite: Sqlite, chats: readonly Chat[]): DeliveryRow[] {
  const { db, keys } = sqlite;
  const lookup = (ids: readonly string[]): DeliveryRow[] =>
    chunks([...new Set(ids)], LOOKUP_ROWS).flatMap((chunk) =>
      db.select().from(deliveries).where(inArray(deliveries.id, chunk)).all(),
    );
  const alertIds = alertIdsWithRows(sqlite);
  const sends = chats.flatMap((chat) => {
    const ids = alertIds.map((alertId) => sendId(keys, alertId, chat));
    return lookup(ids).map((row) => ({ row, chat }));
  });
  const editIds = sends.flatMap(({ row, chat }) => {
    const message = openMessage(keys, row);
    return message === null ? [] : [editId(keys, row.alertId, chat, message.messageId)];
  });
  return [...sends.map(({ row }) => row), ...lookup(editIds)];
}

export function removeRows({ db }: Pick<Sqlite, "db">, rows: readonly DeliveryRow[]): void {
  for (const row of rows) db.delete(deliveries).where(eq(deliveries.slot, row.slot)).run();
}

export function chunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) =>
    list.slice(at * size, (at + 1) * size),
  );
}
