import type { Chat, Subscriber } from "../../domain/subscriber.ts";
import { dayOf } from "../../domain/time.ts";
import type { SubscriberStore } from "../../ports/subscriber-store.ts";
import { chatIndex, goneSince, placesOf, topicIn, withTopic } from "../chats.ts";
import type { SealedChat } from "../chats.ts";
import { lastGoneDay } from "../keeping.ts";
import type { Postgres } from "./database.ts";
import { closeRows, rowsOf } from "./delivery-rows.ts";
import { erase } from "./erasure.ts";
import { judgedNow } from "./lease-time.ts";
import { holdChats } from "./locks.ts";
import { moveChat } from "./moved-chats.ts";
import { chatOf, chats, erasures, put } from "./sealed-chats.ts";

export function postgresSubscribers(postgres: Postgres): SubscriberStore {
  const { db, keys, write } = postgres;
  return {
    all: async () => {
      const all: Subscriber[] = [];
      for await (const chat of chats(postgres)) if (chat.goneOn === null) all.push(...chat.topics);
      return all;
    },
    find: async (chatId, threadId) => topicIn(await chatOf(db, keys, chatId), threadId),
    save: async (subscriber) => {
      await change(postgres, subscriber.chat, () => subscriber);
    },
    change: (chat, decide) => change(postgres, chat, decide),
    erase: async (chatId) => {
      await erase(postgres, chatId);
    },
    move: (fromChatId, toChatId) => moveChat(postgres, fromChatId, toChatId),
    markGone: (chatId, now) =>
      write(async (tx) => {
        await holdChats(tx, [chatIndex(keys, chatId)]);
        const judgedAt = await judgedNow(tx, postgres, now);
        const gone = goneSince(await chatOf(tx, keys, chatId), dayOf(judgedAt));
        if (gone === null) return;
        await closeRows(tx, await rowsOf(tx, keys, placesOf(chatId, gone)), judgedAt);
        await put(tx, keys, chatId, gone);
      }),
    eraseGone: (now) => eraseGone(postgres, now),
  };
}

function change(
  { keys, write }: Postgres,
  { chatId, threadId }: Chat,
  decide: (found: Subscriber | null) => Subscriber | null,
): Promise<Subscriber | null> {
  return write(async (tx) => {
    await holdChats(tx, [chatIndex(keys, chatId)]);
    const before = await chatOf(tx, keys, chatId);
    const found = topicIn(before, threadId);
    const changed = decide(found);
    if (changed === null) return found;
    const epoch = before?.epoch ?? (await erasures(tx));
    await put(tx, keys, chatId, withTopic(before, changed, epoch));
    return changed;
  });
}

/** Who comes back meanwhile stays; who is erased by another replica is not counted twice. */
async function eraseGone(postgres: Postgres, now: Date): Promise<number> {
  const last = lastGoneDay(await judgedNow(postgres.db, postgres, now));
  const isOver = (chat: SealedChat | null): boolean =>
    chat !== null && chat.goneOn !== null && chat.goneOn <= last;
  const gone: number[] = [];
  for await (const chat of chats(postgres)) {
    const [topic] = chat.topics;
    if (isOver(chat) && topic !== undefined) gone.push(topic.chat.chatId);
  }
  let erased = 0;
  for (const chatId of gone) if (await erase(postgres, chatId, isOver)) erased += 1;
  return erased;
}
