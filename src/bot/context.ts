import type { Context } from "grammy";

import type { Language } from "../domain/language.ts";
import type { Moderator } from "../domain/moderator.ts";
import type { Sources } from "../domain/source.ts";
import type { Chat, Subscriber } from "../domain/subscriber.ts";
import type { Messages } from "../locales/messages.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { Picture } from "../ports/picture.ts";
import type { Reading } from "../ports/reading.ts";
import type { SubscriberActions } from "../subscribers/actions.ts";

interface NameCandidate {
  readonly id: string;
  readonly name: string;
  readonly score: number;
}

/** `none` still gives the nearest names, only as such. */
interface NameAnswer {
  readonly verdict: "one" | "several" | "none";
  readonly candidates: readonly NameCandidate[];
}

export interface BotPorts {
  readonly reading: Reading;
  readonly search: {
    /** @param among the answer is as if nobody else were known */
    find(query: string, limit?: number, among?: Pick<ReadonlySet<string>, "has" | "size">): NameAnswer;
    /** The ids of everybody with this given name; nobody when it is more than that. */
    called(given: string, among?: Pick<ReadonlySet<string>, "has" | "size">): readonly string[];
  };
  /** What chats cause themselves; how deliveries ask about chats is no business of the bot. */
  readonly subscribers: Omit<SubscriberActions, "asNow">;
  readonly clock: Clock;
  readonly log: Log;
  readonly sources: Sources;
  readonly moderatorIds: readonly number[];
  /** Null: `/stats` is words only, as in the terminal. */
  readonly picture?: Picture | null;
}

/** What every handler knows of the chat that it answers. */
interface ChatContext {
  chatKey: Chat;
  language: Language;
  text: Messages;
  /** Null: nothing is stored about this chat. */
  subscriber: Subscriber | null;
  /** Set by the moderators' screens alone. */
  moderator?: Moderator;
}

export type BotContext = Context & ChatContext;

/** Those who never chose a zone get the one of most of the diaspora. */
export const USUAL_ZONE = "Europe/Vilnius";
