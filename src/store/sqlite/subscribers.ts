import { asc, eq, gt, placeholder } from "drizzle-orm";
import type { Chat, Subscriber } from "../../domain/subscriber.ts";
import { dayOf } from "../../domain/time.ts";
import type { SubscriberStore } from "../../ports/subscriber-store.ts";
import {
  chatIndex,
  freshChatSlot,
  goneSince,
  movedChat,
  openChat,
  placesOf,
  sealChat,
  topicIn,
  withTopic,
} from "../chats.ts";
import type { SealedChat } from "../chats.ts";
import { lastGoneDay } from "../keeping.ts";
import type { Sqlite } from "./database.ts";
import { deletionsOf, removeDeletions } from "./deletions.ts";
import { closeRows, removeRows, rowsOf } from "./delivery-rows.ts";
import { nextOf, readMark } from "./marks.ts";
import { moveDeliveries } from "./moved-chats.ts";
import { subscribers } from "./reader-schema.ts";
import { keepTombstone } from "./tombstones.ts";

const PAGE_ROWS = 250;

export function sqliteSubscribers(sqlite: Sqlite): SubscriberStore {
  const find = finder(sqlite);
  return {
    all: async () => {
      const all: Subscriber[] = [];
      for await (const chat of chats(sqlite)) if (chat.goneOn === null) all.push(...chat.topics);
      return all;
    },
    find: async (chatId, threadId) => topicIn(find(chatId), threadId),
    save: async (subscriber) => {
      sqlite.write(() => {
        save(sqlite, subscriber);
      });
    },
    change: async (chat, change) =>
      sqlite.write(() => {
        const found = topicOf(sqlite, chat);
        const changed = change(found);
        if (changed !== null) save(sqlite, changed);
        return changed ?? found;
      }),
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
        const gone = goneSince(chatOf(sqlite, chatId), dayOf(now));
        if (gone === null) return;
        closeRows(sqlite, rowsOf(sqlite, placesOf(chatId, gone)), now);
        put(sqlite, chatId, gone);
      });
    },
    eraseGone: async (now) => {
      const last = lastGoneDay(now);
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

function save(sqlite: Sqlite, subscriber: Subscriber): void {
  const { chatId } = subscriber.chat;
  put(sqlite, chatId, withTopic(chatOf(sqlite, chatId), subscriber, erasures(sqlite)));
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

/** Prepared once: each update asks. */
function finder({ db, keys }: Sqlite): (chatId: number) => SealedChat | null {
  const byId = db
    .select()
    .from(subscribers)
    .where(eq(subscribers.id, placeholder("id")))
    .prepare();
  return (chatId) => {
    const row = byId.get({ id: chatIndex(keys, chatId) });
    return row === undefined ? null : openChat(keys, row);
  };
}

export function chatOf({ db, keys }: Sqlite, chatId: number): SealedChat | null {
  const row = db
    .select()
    .from(subscribers)
    .where(eq(subscribers.id, chatIndex(keys, chatId)))
    .get();
  return row === undefined ? null : openChat(keys, row);
}

function topicOf(sqlite: Sqlite, { chatId, threadId }: Chat): Subscriber | null {
  return topicIn(chatOf(sqlite, chatId), threadId);
}

function put({ db, keys }: Sqlite, chatId: number, chat: SealedChat): void {
  const id = chatIndex(keys, chatId);
  const sealed = sealChat(keys, id, chat);
  db.insert(subscribers)
    .values({ slot: freshChatSlot(), id, sealed })
    .onConflictDoUpdate({ target: subscribers.id, set: { sealed } })
    .run();
}

export function topicsOf(sqlite: Sqlite, chatId: number): Chat[] {
  return placesOf(chatId, chatOf(sqlite, chatId));
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
  put(sqlite, toChatId, movedChat(from, chatOf(sqlite, toChatId), toChatId, erasures(sqlite)));
  sqlite.db
    .delete(subscribers)
    .where(eq(subscribers.id, chatIndex(sqlite.keys, fromChatId)))
    .run();
}
