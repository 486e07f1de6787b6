import type { Subscriber } from "../../domain/subscriber.ts";
import type { Day } from "../../domain/time.ts";
import { blindIndex, seal, unseal } from "../seal.ts";
import type { Keys } from "../seal.ts";

/** What is sealed about one chat. Its topics share a row, so that no column has to say that they belong together. */
export interface SealedChat {
  /** How many chats had been erased when this one came: older than a tombstone or newer? */
  readonly epoch: number;
  /** Since when it blocks the bot; null: it does not. */
  readonly goneOn: Day | null;
  readonly topics: readonly Subscriber[];
}

/**
 * Two rows of the first size fill a page of the database. It holds about fifty followed people; who follows more
 * shows by the length of the row, and by nothing else.
 */
const CHAT_SIZES = [1792, 8192, 65_536];

export function chatIndex(keys: Keys, chatId: number): string {
  return blindIndex(keys.subscriberIds, String(chatId));
}

export function sealChat(keys: Keys, id: string, chat: SealedChat): Buffer {
  return seal(keys.subscribers, Buffer.from(JSON.stringify(chat)), CHAT_SIZES, id);
}

export function openChat(keys: Keys, row: { readonly id: string; readonly sealed: Uint8Array }): SealedChat {
  return JSON.parse(unseal(keys.subscribers, row.sealed, row.id).toString()) as SealedChat;
}
