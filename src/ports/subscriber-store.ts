import type { Chat, Subscriber } from "../domain/subscriber.ts";

/** Who wants what; stored only sealed. Each method is one transaction. */
export interface SubscriberStore {
  /** All of them, opened, without those that are gone: read once at start. */
  all(): Promise<readonly Subscriber[]>;
  find(chatId: number, threadId: number | null): Promise<Subscriber | null>;
  /** Also takes back `markGone`. */
  save(subscriber: Subscriber): Promise<void>;
  /**
   * Reads, changes and saves in one transaction, so that of two changes at once none is lost.
   *
   * @param change pure, for it may be called again when two meet; null leaves everything as it is
   * @returns what is stored after it
   */
  change(chat: Chat, change: (found: Subscriber | null) => Subscriber | null): Promise<Subscriber | null>;
  /**
   * Gone at once, all topics of the chat and its deliveries too; a tombstone keeps a restored backup from
   * bringing it back. It may come again by `save`.
   */
  erase(chatId: number): Promise<void>;
  /** A group became a supergroup. */
  move(fromChatId: number, toChatId: number): Promise<void>;
  /**
   * A blocked chat is erased after a grace of days unless it comes back before, by `save`. What waits for it is
   * closed as gone: it is not tried in vain, and does not reach who lets the bot in again without a subscription.
   */
  markGone(chatId: number, now: Date): Promise<void>;
  /** Erases those whose grace of 3 days has passed; @returns how many */
  eraseGone(now: Date): Promise<number>;
}
