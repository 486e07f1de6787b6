import type { Subscriber } from "../domain/subscriber.ts";

/** Who may be told, kept in memory: followers are inverted, so no table says who follows whom. */
export interface Audience {
  /** Subscribed chats that follow one of these people, each once. */
  followersOf(personIds: readonly string[]): readonly Subscriber[];
  /**
   * All subscribed chats, beginning at this share of the list (0 ≤ x < 1), so that nobody is always the last.
   * May be walked while subscriptions change: who is there from beginning to end is given.
   */
  everyone(from: number): Iterable<Subscriber>;
}
