import { EVENT_KINDS, type EventKind } from "../../src/domain/kind.ts";
import type { Subscriber } from "../../src/domain/subscriber.ts";
import type { Dice } from "./dice.ts";
import type { Hero, Story } from "./stories.ts";

/** What a person wants, as the person believes it is. */
export interface Wishes {
  readonly subscribed: boolean;
  readonly kinds: readonly EventKind[];
  readonly unconfirmed: boolean;
  readonly followedOnly: boolean;
  readonly discreet: boolean;
  readonly rhythm: "instant" | "daily" | "weekly";
  readonly quiet: { readonly from: number; readonly to: number } | null;
  readonly follows: readonly string[];
  /** The bot was blocked: nothing can come. */
  readonly blocked: boolean;
  /** Nothing is kept of this person. */
  readonly unknown: boolean;
}

export const STRANGER: Wishes = {
  subscribed: false,
  kinds: ["release", "pardon", "arrest"],
  unconfirmed: false,
  followedOnly: false,
  discreet: false,
  rhythm: "instant",
  quiet: null,
  follows: [],
  blocked: false,
  unknown: true,
};

/** Something that a person does, as an update of Telegram, and what it changes. */
export interface Act {
  readonly name: string;
  readonly update: (chatId: number) => object;
  /** Null: it changes nothing. */
  readonly effect: ((before: Wishes) => Wishes) | null;
}

/** A change of wishes: until `sureMs` either may hold. */
export interface Change {
  readonly fromMs: number;
  sureMs: number | null;
  readonly before: Wishes;
  after: Wishes;
  readonly act: string;
}

export interface Person {
  readonly chatId: number;
  readonly language: string;
  readonly changes: Change[];
  wishes: Wishes;
  isActing: boolean;
}

export function wishesOf(stored: Subscriber | null, blocked: boolean): Wishes {
  if (stored === null) return { ...STRANGER, blocked };
  const { subscribed, kinds, unconfirmed, followedOnly, discreet, rhythm, quiet, follows } = stored;
  const known = { subscribed, kinds, unconfirmed, followedOnly, discreet, rhythm, quiet, follows };
  return { ...known, blocked, unknown: false };
}

export function sameWishes(a: Wishes, b: Wishes): boolean {
  const key = (w: Wishes): string =>
    JSON.stringify([
      w.unknown,
      w.subscribed,
      w.kinds,
      w.unconfirmed,
      w.followedOnly,
      w.discreet,
      w.rhythm,
      w.quiet,
      [...w.follows].sort(),
    ]);
  return key(a) === key(b);
}

/** Would this person want to hear of the story, if it came out so? `surely`: whatever kind it is given. */
export function wantsStory(
  wishes: Wishes,
  story: Pick<Story, "kind">,
  {
    confirmed,
    personId,
    surely,
  }: { readonly confirmed: boolean; readonly personId: string | null; readonly surely: boolean },
): boolean {
  if (!wishes.subscribed || wishes.blocked) return false;
  if (!confirmed && !wishes.unconfirmed) return false;
  if (personId !== null && wishes.follows.includes(personId)) return true;
  // A release by pardon is told as the one or the other.
  const kinds: readonly EventKind[] = story.kind === "arrest" ? ["arrest"] : ["release", "pardon"];
  if (wishes.followedOnly) return false;
  return surely
    ? kinds.every((kind) => wishes.kinds.includes(kind))
    : kinds.some((kind) => wishes.kinds.includes(kind));
}

function privateChat(id: number): object {
  return id > 0
    ? { id, type: "private", first_name: `Secret${String(id)}` }
    : { id, type: "supergroup", title: `Secret${String(id)}` };
}

function userOf(id: number, language: string): object {
  return { id: Math.abs(id), is_bot: false, first_name: `Secret${String(id)}`, language_code: language };
}

export function written(text: string, language = "be", messageId = 1) {
  const command = /^\/\w+/u.exec(text);
  return (chatId: number): object => ({
    message: {
      message_id: messageId,
      date: 0,
      chat: privateChat(chatId),
      from: userOf(chatId, language),
      text,
      ...(command === null
        ? {}
        : { entities: [{ type: "bot_command", offset: 0, length: command[0].length }] }),
    },
  });
}

export function pressed(data: string, messageId = 1) {
  return (chatId: number): object => ({
    callback_query: {
      id: `${String(chatId)}-${data}`,
      from: userOf(chatId, "be"),
      chat_instance: String(chatId),
      data,
      message: {
        message_id: messageId,
        date: 1,
        chat: privateChat(chatId),
        from: { id: 1, is_bot: true, first_name: "Navoli" },
        text: "…",
      },
    },
  });
}

export function membership(status: "kicked" | "member") {
  return (chatId: number): object => ({
    my_chat_member: {
      chat: privateChat(chatId),
      from: userOf(chatId, "be"),
      date: 0,
      old_chat_member: { user: { id: 1, is_bot: true }, status: status === "member" ? "kicked" : "member" },
      new_chat_member: { user: { id: 1, is_bot: true }, status },
    },
  });
}

const known =
  (change: (before: Wishes) => Partial<Wishes>) =>
  (before: Wishes): Wishes => ({
    ...before,
    unknown: false,
    ...change(before),
  });

export const subscribe: Act = {
  name: "subscribe",
  update: written("/subscribe"),
  effect: known(() => ({ subscribed: true, followedOnly: false })),
};

const unsubscribe: Act = {
  name: "unsubscribe",
  update: written("/unsubscribe"),
  effect: (before) => (before.unknown ? before : { ...before, subscribed: false }),
};

const forget: Act = {
  name: "forget",
  update: pressed("forget:yes"),
  effect: (before) => ({ ...STRANGER, blocked: before.blocked }),
};

function toggledKind(kind: EventKind): Act {
  return {
    name: `kind ${kind}`,
    update: pressed(`sv:kind:${kind}`),
    effect: known(({ kinds }) => {
      const next = kinds.includes(kind) ? kinds.filter((each) => each !== kind) : [...kinds, kind];
      // The last kind cannot be put off.
      return next.length === 0 ? {} : { kinds: EVENT_KINDS.filter((each) => next.includes(each)) };
    }),
  };
}

function setting(data: string, change: (before: Wishes) => Partial<Wishes>): Act {
  return { name: data, update: pressed(`sv:${data}`), effect: known(change) };
}

function follow(personId: string): Act {
  return {
    name: "follow",
    update: pressed(`fo:${personId}`),
    effect: known(({ follows, subscribed }) =>
      follows.includes(personId)
        ? {}
        : {
            follows: [...follows, personId],
            ...(subscribed ? {} : { subscribed: true, followedOnly: true }),
          },
    ),
  };
}

function unfollow(personId: string): Act {
  return {
    name: "unfollow",
    update: pressed(`u:${personId}`),
    effect: (before) => ({ ...before, follows: before.follows.filter((id) => id !== personId) }),
  };
}

const CHATTER = [
  "/status",
  "/latest",
  "/help",
  "/following",
  "/settings",
  "/sources",
  "/birthdays",
  "/rounds",
];

/** Something that a person might do now. */
export function someAct(
  dice: Dice,
  people: readonly { readonly hero: Hero; readonly personId: string }[],
): Act {
  const acts: readonly (() => Act)[] = [
    () => subscribe,
    () => subscribe,
    () => unsubscribe,
    () => forget,
    () => toggledKind(dice.pick(["release", "arrest", "pardon"])),
    () => setting("sure:no", () => ({ unconfirmed: true })),
    () => setting("sure:yes", () => ({ unconfirmed: false })),
    () => setting("discreet", ({ discreet }) => ({ discreet: !discreet })),
    () => setting("only", ({ followedOnly }) => ({ followedOnly: !followedOnly })),
    () => {
      const rhythm = dice.pick(["instant", "daily"] as const);
      return setting(`rhythm:${rhythm}`, () => ({ rhythm }));
    },
    () => setting("quiet:22-7", () => ({ quiet: { from: 22, to: 7 } })),
    () => setting("quiet:off", () => ({ quiet: null })),
    () => (people.length === 0 ? subscribe : follow(dice.pick(people).personId)),
    () => (people.length === 0 ? subscribe : unfollow(dice.pick(people).personId)),
    () => ({ name: "chatter", update: written(dice.pick(CHATTER)), effect: null }),
    () => ({
      name: "query",
      update: written(people.length === 0 ? "Прыкладны" : dice.pick(people).hero.name),
      effect: null,
    }),
  ];
  return dice.pick(acts)();
}
