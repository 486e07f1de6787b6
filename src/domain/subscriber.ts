import type { EventKind } from "./kind.ts";
import type { Language } from "./language.ts";

/** Where a message goes. `threadId` is a forum topic of a group. */
export interface Chat {
  readonly chatId: number;
  readonly threadId: number | null;
}

/** Hours of the day, 0…23, in the chat's own zone; from is included, to is not. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

export interface Preferences {
  readonly subscribed: boolean;
  readonly language: Language;
  readonly kinds: readonly EventKind[];
  /** True: unconfirmed reports too. */
  readonly unconfirmed: boolean;
  /** True: only alerts about followed people. */
  readonly followedOnly: boolean;
  readonly rhythm: "instant" | "daily" | "weekly";
  /** Hour of the digest in the chat's zone. */
  readonly digestHour: number;
  readonly quiet: QuietHours | null;
  /** Urgent releases of followed people pass the quiet hours. */
  readonly urgentPasses: boolean;
  /** IANA zone. */
  readonly timeZone: string;
  readonly silent: boolean;
  readonly discreet: boolean;
  /** Hours after which the bot's messages are deleted; null: never. Under 47. */
  readonly deleteAfterHours: number | null;
  /** Register ids of the people followed. */
  readonly follows: readonly string[];
  readonly birthdayReminders: boolean;
}

/** When digests come. */
export type DigestWishes = Pick<Preferences, "rhythm" | "digestHour" | "timeZone">;

/** Everything that is kept about a chat. It is stored only sealed. */
export interface Subscriber extends Preferences {
  readonly chat: Chat;
  /**
   * What its digests tell of begins here, to the minute, but for the hours that a clock may have been set back. Null: it
   * waits for none, or always did.
   */
  readonly digestSince: Date | null;
  /**
   * The minute after it chose another hour, rhythm or zone: the first digest that is due from then on reaches back to
   * `digestSince`, the end of its last one. Null: it never did since it waits.
   */
  readonly digestChosenAt: Date | null;
}

const DEFAULT_KINDS: readonly EventKind[] = ["release", "pardon", "arrest"];

export function newSubscriber(chat: Chat, language: Language): Subscriber {
  return {
    chat,
    subscribed: false,
    language,
    kinds: DEFAULT_KINDS,
    unconfirmed: false,
    followedOnly: false,
    rhythm: "instant",
    digestHour: 9,
    quiet: null,
    urgentPasses: true,
    timeZone: "Europe/Vilnius",
    silent: false,
    discreet: false,
    deleteAfterHours: null,
    follows: [],
    birthdayReminders: false,
    digestSince: null,
    digestChosenAt: null,
  };
}
