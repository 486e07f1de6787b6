import {
  freshDataKey,
  nextDataKey,
  parseDataKey,
  prepareNextKey,
  promoteNextKey,
  readDataKey,
} from "./data-key.ts";
import { chatIndex, openChat, sealChat } from "./chats.ts";
import { openDeletion, sealDeletion } from "./deletion-row.ts";
import type { DeletionRow } from "./deletion-row.ts";
import { openMessage, openTarget, rowIdOf, sealMessage, sealTarget } from "./delivery-row.ts";
import type { DeliveryRow } from "./delivery-row.ts";
import { reasonOf } from "./reason.ts";
import type { Keys } from "./seal.ts";
import type { Resealed, RekeyResult, StorageOptions } from "./storage.ts";

type KeyPlace = Pick<StorageOptions, "dataKey" | "keyFile">;

/** A database that can be sealed anew, held by nobody else. */
export interface Resealable {
  readonly isKeyOf: (dataKey: Uint8Array) => Promise<boolean>;
  /** In one transaction; the database must be opened anew with the key. */
  readonly reseal: (dataKey: Uint8Array) => Promise<Resealed>;
  readonly close: () => Promise<void>;
}

/** Opens with the key, or with the one that an interrupted rekey left beside it. */
export async function openWithEither<O extends { readonly kind: string }>(
  { dataKey, keyFile, owner }: KeyPlace & Pick<StorageOptions, "owner">,
  key: Uint8Array,
  open: (key: Uint8Array) => Promise<O>,
): Promise<O> {
  const opened = await open(key);
  const next = dataKey === null ? nextDataKey(keyFile) : null;
  if (opened.kind !== "wrong_key" || next === null) return opened;
  const again = await open(next);
  // Whoever only looks on leaves the files to the one who owns them.
  if (again.kind === "open" && owner) promoteNextKey(keyFile);
  return again;
}

/**
 * Seals everything anew under another key; refused while an instance runs. All of it or nothing: whenever it is
 * broken off, either the old key or the new one opens the whole database, and the next start finds which.
 *
 * @param newKey in base64; null: a fresh one, which is written to the key file
 */
export async function rekeyWith(
  { dataKey, keyFile }: KeyPlace,
  newKey: string | null,
  open: (key: Uint8Array) => Promise<Resealable | { readonly reason: string }>,
): Promise<RekeyResult> {
  const old = readDataKey(dataKey, keyFile);
  if (old.kind === "bad") return { kind: "failed", reason: old.reason };
  if (newKey === null && dataKey !== null) {
    return { kind: "failed", reason: "DATA_KEY is given from outside: give NEW_DATA_KEY too" };
  }
  const next = newKey === null ? freshDataKey() : parseDataKey(newKey, "NEW_DATA_KEY");
  if (next.kind === "bad") return { kind: "failed", reason: next.reason };
  const opened = await open(old.key);
  if ("reason" in opened) return { kind: "failed", reason: opened.reason };
  const file = dataKey === null ? keyFile : null;
  try {
    if (await opened.isKeyOf(next.key)) return { kind: "failed", reason: "this is the key in use already" };
    if (file !== null) prepareNextKey(file, next.key);
    const resealed = await opened.reseal(next.key);
    if (file !== null) promoteNextKey(file);
    return { kind: "done", resealed, keyFile: file };
  } catch (error) {
    return { kind: "failed", reason: reasonOf(error) };
  } finally {
    await opened.close();
  }
}

interface SubscriberRow {
  readonly id: string;
  readonly sealed: Uint8Array;
}

/** What each row holds under the next keys. Null: it holds nobody. */
export function resealedSubscriber(
  keys: Keys,
  next: Keys,
  row: SubscriberRow,
): { id: string; sealed: Buffer } | null {
  const chat = openChat(keys, row);
  const [topic] = chat.topics;
  if (topic === undefined) return null;
  const id = chatIndex(next, topic.chat.chatId);
  return { id, sealed: sealChat(next, id, chat) };
}

export function resealedDelivery(
  keys: Keys,
  next: Keys,
  row: DeliveryRow,
): { id: string; target: Buffer; message: Buffer | null } {
  const target = openTarget(keys, row);
  const message = openMessage(keys, row);
  const id = rowIdOf(next, row, target, message);
  const sealed = row.message === null ? null : sealMessage(next, id, message ?? { messageId: 0 });
  return { id, target: sealTarget(next, id, target), message: sealed };
}

export function resealedDeletion(keys: Keys, next: Keys, row: DeletionRow): { id: string; sealed: Buffer } {
  return sealDeletion(next, openDeletion(keys, row));
}
