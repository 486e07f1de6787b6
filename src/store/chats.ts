import { randomInt } from "node:crypto";
import type { EventKind } from "../domain/kind.ts";
import type { Chat, Subscriber } from "../domain/subscriber.ts";
import { MINUTE_MS } from "../domain/time.ts";
import type { Day } from "../domain/time.ts";
import { blindIndex } from "./seal.ts";
import type { Keys } from "./seal.ts";

/** What is sealed about one chat. Its topics share a row, so that no column has to say that they belong together. */
export interface SealedChat {
  /** How many chats had been erased when this one came: older than a tombstone or newer? */
  readonly epoch: number;
  /** Since when it blocks the bot; null: it does not. */
  readonly goneOn: Day | null;
  readonly topics: readonly Subscriber[];
}

export function chatIndex(keys: Keys, chatId: number): string {
  return blindIndex(keys.subscriberIds, String(chatId));
}

export function sealChat(keys: Keys, id: string, chat: SealedChat): Buffer {
  const packed = [chat.epoch, chat.goneOn, ...chat.topics.map(pack)];
  return keys.subscribers.seal(Buffer.from(JSON.stringify(packed)), id);
}

export function openChat(keys: Keys, row: { readonly id: string; readonly sealed: Uint8Array }): SealedChat {
  const packed = JSON.parse(keys.subscribers.unseal(row.sealed, row.id).toString()) as PackedChat;
  const [epoch, goneOn, ...topics] = packed;
  return { epoch, goneOn, topics: topics.map(unpack) };
}

type PackedChat = readonly [number, Day | null, ...PackedTopic[]];

/** Without the names of fields and with lists as words: the room is for follows. New fields are added at the end. */
type PackedTopic = ReturnType<typeof pack>;

function pack(one: Subscriber) {
  return [
    one.chat.chatId,
    one.chat.threadId,
    one.subscribed,
    one.language,
    one.kinds.join(" "),
    one.unconfirmed,
    one.followedOnly,
    one.rhythm,
    one.digestHour,
    one.quiet,
    one.urgentPasses,
    one.timeZone,
    one.silent,
    one.discreet,
    one.deleteAfterHours,
    one.follows.join(" "),
    one.birthdayReminders,
    minuteOf(one.digestSince),
    minuteOf(one.digestChosenAt),
  ] as const;
}

function unpack(packed: PackedTopic): Subscriber {
  return {
    chat: { chatId: packed[0], threadId: packed[1] },
    subscribed: packed[2],
    language: packed[3],
    kinds: words(packed[4]) as EventKind[],
    unconfirmed: packed[5],
    followedOnly: packed[6],
    rhythm: packed[7],
    digestHour: packed[8],
    quiet: packed[9],
    urgentPasses: packed[10],
    timeZone: packed[11],
    silent: packed[12],
    discreet: packed[13],
    deleteAfterHours: packed[14],
    follows: words(packed[15]),
    birthdayReminders: packed[16],
    digestSince: instantOf(packed[17]),
    digestChosenAt: instantOf(packed[18]),
  };
}

function minuteOf(at: Date | null): number | null {
  return at === null ? null : Math.floor(at.getTime() / MINUTE_MS);
}

/** @param minute missing in what was written before there was such a field */
function instantOf(minute: number | null | undefined): Date | null {
  return typeof minute === "number" ? new Date(minute * MINUTE_MS) : null;
}

/** Ids and kinds hold no spaces. */
function words(joined: string): string[] {
  return joined === "" ? [] : joined.split(" ");
}

/** The chat with this topic as it is now; what was gone is back. */
export function withTopic(before: SealedChat | null, topic: Subscriber, erasures: number): SealedChat {
  const { threadId } = topic.chat;
  const others = before?.topics.filter((other) => other.chat.threadId !== threadId) ?? [];
  return { epoch: before?.epoch ?? erasures, goneOn: null, topics: [...others, topic] };
}

/** The chat since then without the bot; null: it was so before, or is not there. The first refusal counts. */
export function goneSince(chat: SealedChat | null, day: Day): SealedChat | null {
  // Or a chat that refuses every alert would never be erased.
  return chat === null || chat.goneOn !== null ? null : { ...chat, goneOn: day };
}

/**
 * One topic of a chat, or the chat itself. Who is gone subscribes to nothing, though the settings wait: who lets the
 * bot in again must not read that news will come.
 */
export function topicIn(chat: SealedChat | null, threadId: number | null): Subscriber | null {
  const found = chat?.topics.find((topic) => topic.chat.threadId === threadId) ?? null;
  return found === null || chat?.goneOn === null ? found : { ...found, subscribed: false };
}

/** A group as the supergroup that it became: settings that were made there are newer. */
export function movedChat(
  from: SealedChat,
  known: SealedChat | null,
  toChatId: number,
  erasures: number,
): SealedChat {
  const there = known?.topics ?? [];
  const moved = from.topics
    .map((topic) => ({ ...topic, chat: { ...topic.chat, chatId: toChatId } }))
    .filter((topic) => there.every((other) => other.chat.threadId !== topic.chat.threadId));
  return { epoch: erasures, goneOn: null, topics: [...there, ...moved] };
}

/** Where the bot may have written to in this chat: its own topic-less place, and each topic that subscribed. */
export function placesOf(chatId: number, chat: SealedChat | null): Chat[] {
  const topics = chat?.topics.map((topic) => topic.chat) ?? [];
  return [{ chatId, threadId: null }, ...topics.filter(({ threadId }) => threadId !== null)];
}

/** Row numbers stay far below 2^53. */
const MAX_SLOT = 2 ** 47;

export function freshChatSlot(): number {
  return randomInt(1, MAX_SLOT);
}
