import { asc, eq, gt, sql } from "drizzle-orm";
import type { Chat, Subscriber } from "../../domain/subscriber.ts";
import { chatIndex, freshChatSlot, openChat, placesOf, sealChat } from "../chats.ts";
import type { SealedChat } from "../chats.ts";
import type { Keys } from "../seal.ts";
import type { Db, Postgres } from "./database.ts";
import { readMark } from "./marks.ts";
import { chatNews, tellChat } from "./notify.ts";
import { subscribers } from "./reader-schema.ts";

const PAGE_ROWS = 500;

export async function chatOf(db: Db, keys: Keys, chatId: number): Promise<SealedChat | null> {
  const [row] = await db
    .select()
    .from(subscribers)
    .where(eq(subscribers.id, chatIndex(keys, chatId)));
  return row === undefined ? null : openChat(keys, row);
}

/** The chat as it is now, for those who keep it in memory; empty when it is erased or gone. */
export async function chatTopics({ db, keys }: Postgres, chatId: number): Promise<readonly Subscriber[]> {
  const chat = await chatOf(db, keys, chatId);
  return chat === null || chat.goneOn !== null ? [] : chat.topics;
}

export async function topicsOf(db: Db, keys: Keys, chatId: number): Promise<Chat[]> {
  return placesOf(chatId, await chatOf(db, keys, chatId));
}

/** Call it within a transaction that holds the chat. All replicas hear of it. */
export async function put(tx: Db, keys: Keys, chatId: number, chat: SealedChat): Promise<void> {
  const id = chatIndex(keys, chatId);
  await tx
    .insert(subscribers)
    .values({ slot: freshChatSlot(), id, sealed: sealChat(keys, id, chat) })
    .onConflictDoUpdate({ target: subscribers.id, set: { sealed: sql`excluded.sealed` } })
    .returning({ told: chatNews(keys, chatId) });
}

/** See `put`. */
export async function remove(tx: Db, keys: Keys, chatId: number): Promise<void> {
  await tx.delete(subscribers).where(eq(subscribers.id, chatIndex(keys, chatId)));
  await tellChat(tx, keys, chatId);
}

/** How many chats were ever erased. */
export async function erasures(tx: Db): Promise<number> {
  return (await readMark(tx, "erasures")) ?? 0;
}

/** All chats, page by page: the process does other things between. */
export async function* chats({ db, keys }: Postgres): AsyncGenerator<SealedChat> {
  for (let after = 0; ;) {
    const rows = await db
      .select()
      .from(subscribers)
      .where(gt(subscribers.slot, after))
      .orderBy(asc(subscribers.slot))
      .limit(PAGE_ROWS);
    for (const row of rows) yield openChat(keys, row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE_ROWS) return;
    after = last.slot;
  }
}
