import { randomInt } from "node:crypto";
import type { Delivery, DeliveryState, DeliveryTarget, MessageIds } from "../domain/delivery.ts";
import type { Chat } from "../domain/subscriber.ts";
import { blindIndex } from "./seal.ts";
import type { Keys } from "./seal.ts";

/** A row of the table `deliveries`, which each database's schema explains. */
export interface DeliveryRow {
  readonly slot: number;
  readonly id: string;
  readonly alertId: string;
  readonly act: "send" | "edit";
  readonly state: DeliveryState;
  readonly priority: number;
  readonly dueAt: number | null;
  readonly leased: boolean;
  readonly claims: number;
  readonly expiresAt: Date;
  readonly attempts: number;
  readonly unsureTries: number;
  readonly target: Buffer;
  readonly message: Buffer | null;
  readonly doneHour: number | null;
}

/** Due at once, before all others of its priority. */
export const AT_ONCE = 0;
/** Digests. */
export const LOWEST_PRIORITY = 4;

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

/**
 * A row that is done, as it stands in the chat that a group became; its old messages are out of reach there. Null:
 * it means nothing there.
 */
export function movedRow(
  keys: Keys,
  row: DeliveryRow,
  toChatId: number,
): Pick<DeliveryRow, "id" | "target" | "message"> | null {
  if (row.act === "edit") return null;
  const target = { ...openTarget(keys, row), chatId: toChatId };
  const id = sendId(keys, row.alertId, target);
  // Looks like all others, and is none.
  const message = row.message === null ? null : sealMessage(keys, id, { messageId: 0 });
  return { id, target: sealTarget(keys, id, target), message };
}

/** A message that went out, may have gone out, or will. */
export function isToldBy({ state }: Pick<DeliveryRow, "state">): boolean {
  return state !== "gone" && state !== "expired";
}

export function isDone({ state }: Pick<DeliveryRow, "state">): boolean {
  return state !== "queued" && state !== "sending";
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

/** The rows that may tell this chat something about these alerts, without edits: those follow from what is found. */
export function sendIdsOf(keys: Keys, alertIds: readonly string[], chats: readonly Chat[]): string[] {
  const told = [...new Map(alertIds.map((alertId) => [eventPartOf(alertId), alertId])).values()];
  return chats.flatMap((chat) => told.map((alertId) => sendId(keys, alertId, chat)));
}

/** The row that edits the message of this one; null: it has none that is known. */
export function editIdOf(keys: Keys, row: DeliveryRow): string | null {
  const message = openMessage(keys, row);
  return message === null ? null : editId(keys, row.alertId, openTarget(keys, row), message.messageId);
}

/** All messages that a chat got by these rows since then. */
export function messagesSince(keys: Keys, rows: readonly DeliveryRow[], since: Date): number[] {
  return rows
    .filter(({ state, doneHour }) => state === "sent" && doneHour !== null && doneHour >= hourOf(since))
    .map((row) => openMessage(keys, row))
    .filter((ids) => ids !== null)
    .flatMap(({ messageId, moreIds = [] }) => [messageId, ...moreIds]);
}

export function chunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) =>
    list.slice(at * size, (at + 1) * size),
  );
}
