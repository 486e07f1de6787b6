import type { Subscriber } from "../domain/subscriber.ts";

/** Who may be told, kept in memory: followers are inverted, so no table says who follows whom. */
export interface Audience {
  /** Subscribed chats that follow one of these people, each once. */
  followersOf(personIds: readonly string[]): readonly Subscriber[];
  /** All subscribed chats; may be walked while subscriptions change. */
  everyone(): Iterable<Subscriber>;
}
