import type { EventKind } from "../../domain/kind.ts";
import type { Subscriber } from "../../domain/subscriber.ts";
import type { Day } from "../../domain/time.ts";
import { blindIndex } from "../seal.ts";
import type { Keys } from "../seal.ts";

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
  };
}

/** Ids and kinds hold no spaces. */
function words(joined: string): string[] {
  return joined === "" ? [] : joined.split(" ");
}
