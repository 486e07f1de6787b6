import type { DeliveryTarget } from "../domain/delivery.ts";
import type { Language } from "../domain/language.ts";
import { newSubscriber } from "../domain/subscriber.ts";
import type { Chat, Subscriber } from "../domain/subscriber.ts";
import { HOUR_MS, later } from "../domain/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { Outbox, Sender } from "../ports/outbox.ts";
import type { SubscriberStore } from "../ports/subscriber-store.ts";
import { applyPatch, withFollow, withoutFollow } from "./preferences.ts";
import type { PatchResult, PreferencesPatch } from "./preferences.ts";
import type { Roster } from "./roster.ts";

export interface SubscriberPorts {
  readonly store: SubscriberStore;
  readonly roster: Roster;
  readonly outbox: Pick<Outbox, "sentTo">;
  readonly sender: Pick<Sender, "remove">;
  readonly clock: Clock;
}

/** What people cause about themselves. Nothing is stored of a chat before it asks for something. */
export interface SubscriberActions {
  find(chat: Chat): Promise<Subscriber | null>;
  /** All alerts of the chosen kinds. `language` counts only for a new chat. */
  subscribe(chat: Chat, language: Language): Promise<"subscribed" | "widened" | "already">;
  /** Keeps settings and follows; `/forget` erases. */
  unsubscribe(chat: Chat): Promise<"unsubscribed" | "already">;
  setLanguage(chat: Chat, language: Language): Promise<void>;
  /** `language` counts only for a new chat. */
  change(chat: Chat, language: Language, patch: PreferencesPatch): Promise<PatchResult>;
  follow(
    chat: Chat,
    language: Language,
    personId: string,
  ): Promise<"followed" | "followed_and_subscribed" | "already" | "too_many">;
  unfollow(chat: Chat, personId: string): Promise<"unfollowed" | "not_followed">;
  /** Erases the chat with all its topics at once; @returns how many messages were deleted in it */
  forget(chatId: number): Promise<{ readonly deleted: number }>;
  /**
   * Where and how a chat wants a message that was planned earlier; null when it unsubscribed since. Who turned on
   * discreet mode in the evening must not find names in the morning.
   */
  asNow(target: DeliveryTarget): DeliveryTarget | null;
  /** The chat blocked us or is no more: silence now, erasure after a grace of days. */
  gone(chatId: number, now: Date): Promise<void>;
  moved(fromChatId: number, toChatId: number): Promise<void>;
}

/** Telegram lets a bot delete what is younger. */
const DELETABLE_MS = 48 * HOUR_MS;

export function createSubscriberActions(ports: SubscriberPorts): SubscriberActions {
  const records = createRecords(ports);
  return {
    find: (chat) => records.find(chat),
    ...subscribing(records),
    ...following(records),
    ...leaving(ports),
  };
}

interface Records {
  readonly find: (chat: Chat) => Promise<Subscriber | null>;
  readonly findOrNew: (chat: Chat, language: Language) => Promise<Subscriber>;
  readonly save: (subscriber: Subscriber) => Promise<void>;
}

function createRecords({ store, roster }: SubscriberPorts): Records {
  const find = ({ chatId, threadId }: Chat): Promise<Subscriber | null> => store.find(chatId, threadId);
  return {
    find,
    findOrNew: async (chat, language) => (await find(chat)) ?? newSubscriber(chat, language),
    save: async (subscriber) => {
      await store.save(subscriber);
      roster.set(subscriber);
    },
  };
}

function subscribing({
  find,
  findOrNew,
  save,
}: Records): Pick<SubscriberActions, "subscribe" | "unsubscribe" | "setLanguage" | "change"> {
  return {
    async subscribe(chat, language) {
      const found = await findOrNew(chat, language);
      // Saved again even when nothing changes: it takes back an earlier block by this chat.
      await save({ ...found, subscribed: true, followedOnly: false });
      if (!found.subscribed) return "subscribed";
      return found.followedOnly ? "widened" : "already";
    },
    async unsubscribe(chat) {
      const found = await find(chat);
      if (found === null || !found.subscribed) return "already";
      await save({ ...found, subscribed: false });
      return "unsubscribed";
    },
    async setLanguage(chat, language) {
      await save({ ...(await findOrNew(chat, language)), language });
    },
    async change(chat, language, patch) {
      const result = applyPatch(await findOrNew(chat, language), patch);
      if (result.ok) await save(result.subscriber);
      return result;
    },
  };
}

function following({ find, findOrNew, save }: Records): Pick<SubscriberActions, "follow" | "unfollow"> {
  return {
    async follow(chat, language, personId) {
      const found = await findOrNew(chat, language);
      const changed = withFollow(found, personId);
      if (typeof changed === "string") return changed;
      await save(changed);
      return found.subscribed ? "followed" : "followed_and_subscribed";
    },
    async unfollow(chat, personId) {
      const found = await find(chat);
      if (found === null || !found.follows.includes(personId)) return "not_followed";
      await save(withoutFollow(found, personId));
      return "unfollowed";
    },
  };
}

function leaving(ports: SubscriberPorts): Pick<SubscriberActions, "forget" | "asNow" | "gone" | "moved"> {
  const { store, roster } = ports;
  return {
    forget: (chatId) => forget(ports, chatId),
    asNow(target) {
      const subscriber = roster.get(target.chatId, target.threadId);
      if (subscriber === null) return target;
      const { subscribed, language, discreet, silent, deleteAfterHours } = subscriber;
      return subscribed ? { ...target, language, discreet, silent, deleteAfterHours } : null;
    },
    async gone(chatId, now) {
      roster.remove(chatId);
      await store.markGone(chatId, now);
    },
    async moved(fromChatId, toChatId) {
      await store.move(fromChatId, toChatId);
      roster.move(fromChatId, toChatId);
    },
  };
}

async function forget(
  { store, roster, outbox, sender, clock }: SubscriberPorts,
  chatId: number,
): Promise<{ readonly deleted: number }> {
  const messageIds = await outbox.sentTo(chatId, later(clock.now(), -DELETABLE_MS));
  roster.remove(chatId);
  await store.erase(chatId);
  let deleted = 0;
  for (const messageId of messageIds) {
    const result = await sender.remove(chatId, messageId);
    if (result.kind === "sent") deleted += 1;
    // Told to wait, or nothing gets through: the answer to /forget must not hang on it.
    if (result.kind === "busy" || result.kind === "offline") break;
  }
  return { deleted };
}
