import type { EventKind } from "../domain/kind.ts";
import type { Subscriber } from "../domain/subscriber.ts";

/** All chats in memory, followers inverted: no table says who follows whom. */
export interface Roster {
  readonly size: number;
  get(chatId: number, threadId: number | null): Subscriber | null;
  set(subscriber: Subscriber): void;
  /** The chat with all its topics. */
  remove(chatId: number): void;
  /**
   * All chats as they are now; those that are not among them are dropped. What changes meanwhile stays.
   *
   * @param pause between every few of them, so that other work goes on: for 100,000 it takes a second
   */
  keep(subscribers: readonly Subscriber[], pause: () => Promise<void>): Promise<void>;
  /** A group became a supergroup. */
  move(fromChatId: number, toChatId: number): void;
  /** Subscribed chats that follow one of these people, each once. */
  followersOf(personIds: readonly string[]): readonly Subscriber[];
  /**
   * All subscribed chats, beginning at this share of the list (0 ≤ x < 1), so that nobody is always the last.
   * May be walked while subscriptions change: who is there from beginning to end is given.
   */
  everyone(from: number): Iterable<Subscriber>;
}

/** A few milliseconds of work. */
const BATCH = 1000;

export function createRoster(subscribers: Iterable<Subscriber>): Roster {
  const roster = new MemoryRoster();
  for (const subscriber of subscribers) roster.set(subscriber);
  return roster;
}

class MemoryRoster implements Roster {
  /** By chat, then by topic: nearly all chats have one entry, so it is kept bare. */
  readonly #chats = new Map<number, Subscriber | readonly Subscriber[]>();
  readonly #followers = new Map<string, Set<number>>();
  readonly #kinds = new Map<string, readonly EventKind[]>();
  /** Chats that changed while `keep` goes through a list from before; null: it does not. */
  #newer: Set<number> | null = null;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(chatId: number, threadId: number | null): Subscriber | null {
    return this.#of(chatId).find((each) => each.chat.threadId === threadId) ?? null;
  }

  set(subscriber: Subscriber): void {
    const { chatId, threadId } = subscriber.chat;
    this.#newer?.add(chatId);
    const before = this.#of(chatId);
    const others = before.filter((each) => each.chat.threadId !== threadId);
    this.#put(chatId, [...others, this.#compact(subscriber)]);
    this.#refollow(chatId, before);
  }

  remove(chatId: number): void {
    this.#newer?.add(chatId);
    this.#replace(chatId, []);
  }

  async keep(subscribers: readonly Subscriber[], pause: () => Promise<void>): Promise<void> {
    const newer = new Set<number>();
    this.#newer = newer;
    const before = [...this.#chats.keys()];
    const chats = new Map<number, Subscriber[]>();
    for (const batch of batches(subscribers)) {
      for (const each of batch) {
        const topics = chats.get(each.chat.chatId);
        if (topics === undefined) chats.set(each.chat.chatId, [each]);
        else topics.push(each);
      }
      await pause();
    }
    for (const batch of batches(before)) {
      for (const chatId of batch) if (!chats.has(chatId) && !newer.has(chatId)) this.#replace(chatId, []);
      await pause();
    }
    for (const batch of batches([...chats])) {
      for (const [chatId, topics] of batch) if (!newer.has(chatId)) this.#replace(chatId, topics);
      await pause();
    }
    this.#newer = null;
  }

  #replace(chatId: number, topics: readonly Subscriber[]): void {
    const before = this.#of(chatId);
    this.#put(
      chatId,
      topics.map((topic) => this.#compact(topic)),
    );
    this.#refollow(chatId, before);
  }

  move(fromChatId: number, toChatId: number): void {
    const moved = this.#of(fromChatId);
    this.remove(fromChatId);
    for (const each of moved) {
      // Settings that were made there are newer, as in the store.
      if (this.get(toChatId, each.chat.threadId) !== null) continue;
      this.set({ ...each, chat: { ...each.chat, chatId: toChatId } });
    }
  }

  followersOf(personIds: readonly string[]): readonly Subscriber[] {
    const chatIds = new Set(personIds.flatMap((personId) => [...(this.#followers.get(personId) ?? [])]));
    return [...chatIds]
      .flatMap((chatId) => this.#of(chatId))
      .filter((each) => each.subscribed && each.follows.some((id) => personIds.includes(id)));
  }

  *everyone(from: number): Iterable<Subscriber> {
    const chatIds = [...this.#chats.keys()];
    const start = Math.floor(from * chatIds.length);
    for (let step = 0; step < chatIds.length; step += 1) {
      const chatId = chatIds[(start + step) % chatIds.length];
      const entry = chatId === undefined ? undefined : this.#chats.get(chatId);
      if (entry === undefined) continue;
      if (!isMany(entry)) {
        if (entry.subscribed) yield entry;
      } else yield* entry.filter((each) => each.subscribed);
    }
  }

  #of(chatId: number): readonly Subscriber[] {
    const entry = this.#chats.get(chatId);
    if (entry === undefined) return [];
    return isMany(entry) ? entry : [entry];
  }

  #put(chatId: number, entries: readonly Subscriber[]): void {
    this.#size += entries.length - this.#of(chatId).length;
    const [first, second] = entries;
    if (first === undefined) this.#chats.delete(chatId);
    else this.#chats.set(chatId, second === undefined ? first : entries);
  }

  #refollow(chatId: number, before: readonly Subscriber[]): void {
    const now = new Set(this.#of(chatId).flatMap((each) => each.follows));
    for (const personId of before.flatMap((each) => each.follows)) {
      if (now.has(personId)) continue;
      const followers = this.#followers.get(personId);
      followers?.delete(chatId);
      if (followers?.size === 0) this.#followers.delete(personId);
    }
    for (const personId of now) {
      const followers = this.#followers.get(personId) ?? new Set();
      this.#followers.set(personId, followers.add(chatId));
    }
  }

  /** 100,000 chats choose among few sets of kinds: each set is kept once. */
  #compact(subscriber: Subscriber): Subscriber {
    const key = subscriber.kinds.join();
    const kinds = this.#kinds.get(key) ?? subscriber.kinds;
    this.#kinds.set(key, kinds);
    return kinds === subscriber.kinds ? subscriber : { ...subscriber, kinds };
  }
}

function* batches<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < list.length; at += BATCH) yield list.slice(at, at + BATCH);
}

function isMany(entry: Subscriber | readonly Subscriber[]): entry is readonly Subscriber[] {
  return Array.isArray(entry);
}
