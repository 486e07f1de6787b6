import { randomInt } from "node:crypto";
import { asc, eq, gt, placeholder } from "drizzle-orm";
import type { Chat, Subscriber } from "../../domain/subscriber.ts";
import { addDays, dayOf } from "../../domain/time.ts";
import type { SubscriberStore } from "../../ports/subscriber-store.ts";
import { chatIndex, openChat, sealChat } from "./chats.ts";
import type { SealedChat } from "./chats.ts";
import type { Sqlite } from "./database.ts";
import { deletionsOf, removeDeletions } from "./deletions.ts";
import { removeRows, rowsOf } from "./delivery-rows.ts";
import { nextOf, readMark } from "./marks.ts";
import { moveDeliveries } from "./moved-chats.ts";
import { subscribers } from "./reader-schema.ts";
import { keepTombstone } from "./tombstones.ts";

const GRACE_DAYS = 3;
const PAGE_ROWS = 250;
const MAX_SLOT = 2 ** 47;

export function sqliteSubscribers(sqlite: Sqlite): SubscriberStore {
  return {
    all: async () => {
      const all: Subscriber[] = [];
      for await (const chat of chats(sqlite)) if (chat.goneOn === null) all.push(...chat.topics);
      return all;
    },
    find: async (chatId, threadId) =>
      chatOf(sqlite, chatId)?.topics.find((topic) => topic.chat.threadId === threadId) ?? null,
    save: async (subscriber) => {
      sqlite.write(() => {
        const { chatId, threadId } = subscriber.chat;
        const before = chatOf(sqlite, chatId);
        const others = before?.topics.filter((topic) => topic.chat.threadId !== threadId) ?? [];
        const epoch = before?.epoch ?? erasures(sqlite);
        put(sqlite, chatId, { epoch, goneOn: null, topics: [...others, subscriber] });
      });
    },
    erase: async (chatId) => {
      erase(sqlite, chatId);
    },
    move: async (fromChatId, toChatId) => {
      sqlite.write(() => {
        move(sqlite, fromChatId, toChatId);
      });
    },
    markGone: async (chatId, now) => {
      sqlite.write(() => {
        const chat = chatOf(sqlite, chatId);
        // The first refusal counts, or a chat that refuses every alert would never be erased.
        if (chat !== null && chat.goneOn === null) put(sqlite, chatId, { ...chat, goneOn: dayOf(now) });
      });
    },
    eraseGone: async (now) => {
      const last = addDays(dayOf(now), -GRACE_DAYS);
      const gone: number[] = [];
      for await (const { goneOn, topics } of chats(sqlite)) {
        const [topic] = topics;
        if (goneOn !== null && goneOn <= last && topic !== undefined) gone.push(topic.chat.chatId);
      }
      for (const chatId of gone) erase(sqlite, chatId);
      return gone.length;
    },
  };
}

/** All chats, page by page: opening 100,000 takes a second, in which the bot must answer too. */
async function* chats({ db, keys }: Sqlite): AsyncGenerator<SealedChat> {
  const page = db
    .select()
    .from(subscribers)
    .where(gt(subscribers.slot, placeholder("after")))
    .orderBy(asc(subscribers.slot))
    .limit(PAGE_ROWS)
    .prepare();
  for (let after = 0; ;) {
    const rows = page.all({ after });
    for (const row of rows) yield openChat(keys, row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE_ROWS) return;
    after = last.slot;
    await new Promise(setImmediate);
  }
}

function chatOf({ db, keys }: Sqlite, chatId: number): SealedChat | null {
  const row = db
    .select()
    .from(subscribers)
    .where(eq(subscribers.id, chatIndex(keys, chatId)))
    .get();
  return row === undefined ? null : openChat(keys, row);
}

function put({ db, keys }: Sqlite, chatId: number, chat: SealedChat): void {
  const id = chatIndex(keys, chatId);
  const sealed = sealChat(keys, id, chat);
  db.insert(subscribers)
    .values({ slot: randomInt(1, MAX_SLOT), id, sealed })
    .onConflictDoUpdate({ target: subscribers.id, set: { sealed } })
    .run();
}

/** Where the bot may have written to in this chat: its own topic-less place, and each topic that subscribed. */
export function topicsOf(sqlite: Sqlite, chatId: number): Chat[] {
  const topics = chatOf(sqlite, chatId)?.topics.map((topic) => topic.chat) ?? [];
  return [{ chatId, threadId: null }, ...topics.filter(({ threadId }) => threadId !== null)];
}

function erasures(sqlite: Sqlite): number {
  return readMark(sqlite, "erasures") ?? 0;
}

function erase(sqlite: Sqlite, chatId: number): void {
  const id = chatIndex(sqlite.keys, chatId);
  const tombstone = { id, epoch: erasures(sqlite) + 1, day: dayOf(sqlite.clock.now()) };
  // First beside the database: a crash after this line is made good at the next start.
  sqlite.tombstones.add(tombstone);
  sqlite.write(() => {
    nextOf(sqlite, "erasures");
    removeRows(sqlite, rowsOf(sqlite, topicsOf(sqlite, chatId)));
    removeDeletions(
      sqlite,
      deletionsOf(sqlite, chatId).map((row) => row.id),
    );
    sqlite.db.delete(subscribers).where(eq(subscribers.id, id)).run();
    keepTombstone(sqlite, tombstone);
  });
  // The write-ahead log still holds the pages as they were; it is emptied when nobody reads it.
  sqlite.db.$client.pragma("wal_checkpoint(TRUNCATE)");
}

function move(sqlite: Sqlite, fromChatId: number, toChatId: number): void {
  if (fromChatId === toChatId) return;
  moveDeliveries(sqlite, topicsOf(sqlite, fromChatId), toChatId);
  const from = chatOf(sqlite, fromChatId);
  if (from === null) return;
  const known = chatOf(sqlite, toChatId)?.topics ?? [];
  const moved = from.topics
    .map((topic) => ({ ...topic, chat: { ...topic.chat, chatId: toChatId } }))
    .filter((topic) => known.every((other) => other.chat.threadId !== topic.chat.threadId));
  put(sqlite, toChatId, { epoch: erasures(sqlite), goneOn: null, topics: [...known, ...moved] });
  sqlite.db
    .delete(subscribers)
    .where(eq(subscribers.id, chatIndex(sqlite.keys, fromChatId)))
    .run();
}
