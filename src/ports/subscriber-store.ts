import type { Subscriber } from "../domain/subscriber.ts";

/** Who wants what; stored only sealed. Each method is one transaction. */
export interface SubscriberStore {
  /** All of them, opened, without those that are gone: read once at start. */
  all(): Promise<readonly Subscriber[]>;
  find(chatId: number, threadId: number | null): Promise<Subscriber | null>;
  /** Also takes back `markGone`. */
  save(subscriber: Subscriber): Promise<void>;
  /**
   * Gone at once, all topics of the chat and its deliveries too; a tombstone keeps a restored backup from
   * bringing it back. It may come again by `save`.
   */
  erase(chatId: number): Promise<void>;
  /** A group became a supergroup. */
  move(fromChatId: number, toChatId: number): Promise<void>;
  /** A blocked chat is erased after a grace of days unless it comes back before, by `save`. */
  markGone(chatId: number, now: Date): Promise<void>;
  /** Erases those whose grace of 3 days has passed; @returns how many */
  eraseGone(now: Date): Promise<number>;
}
