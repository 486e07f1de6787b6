import type { DeliveryTarget } from "../domain/delivery.ts";
import type { DigestEnds } from "../domain/digest-runs.ts";
import type { Language } from "../domain/language.ts";
import { newSubscriber } from "../domain/subscriber.ts";
import type { Chat, DigestWishes, Preferences, Subscriber } from "../domain/subscriber.ts";
import { HOUR_MS, instant, later, MINUTE_MS } from "../domain/time.ts";
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
  readonly digestEnds: () => Promise<DigestEnds>;
}

/** What people cause about themselves. Nothing is stored of a chat before it asks for something. */
export interface SubscriberActions {
  find(chat: Chat): Promise<Subscriber | null>;
  /** All alerts of the chosen kinds. `language` counts only for a new chat. */
  subscribe(chat: Chat, language: Language): Promise<"subscribed" | "widened" | "already">;
  /** Keeps settings and follows; `/forget` erases. */
  unsubscribe(chat: Chat): Promise<"unsubscribed" | "already">;
  setLanguage(chat: Chat, language: Language): Promise<void>;
  /**
   * `language` counts only for a new chat. What depends on the wishes of before is decided on those that are stored:
   * of two changes at once none is lost.
   */
  change(
    chat: Chat,
    language: Language,
    patch: PreferencesPatch | ((before: Preferences) => PreferencesPatch),
  ): Promise<PatchResult>;
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
  /** `decide` is pure: of two changes at once none is lost, and one may be decided again. */
  readonly change: <T>(chat: Chat, decide: (found: Subscriber | null) => Change<T>) => Promise<T>;
}

interface Change<T> {
  readonly answer: T;
  /** Null: nothing changes. */
  readonly save: Subscriber | null;
}

function createRecords({ store, roster, clock, digestEnds }: SubscriberPorts): Records {
  return {
    find: ({ chatId, threadId }) => store.find(chatId, threadId),
    async change(chat, decide) {
      const decided: ReturnType<typeof decide>[] = [];
      const ends = await digestEnds();
      const stored = await store.change(chat, (found) => {
        const change = decide(found);
        decided.push(change);
        return change.save === null ? null : withDigestSince(found, change.save, clock.now(), ends);
      });
      const last = decided.at(-1);
      if (last === undefined) throw new Error("the store asked for no change");
      if (last.save !== null && stored !== null) roster.set(stored);
      return last.answer;
    },
  };
}

/** Whose digests begin now is told of nothing before; who chooses others goes on where the last one ended. */
function withDigestSince(
  found: Subscriber | null,
  save: Subscriber,
  now: Date,
  ends: DigestEnds,
): Subscriber {
  if (!waitsForDigests(save)) return { ...save, digestSince: null, digestChosenAt: null };
  if (found === null || !waitsForDigests(found)) {
    return { ...save, digestSince: minuteOf(now), digestChosenAt: null };
  }
  if (sameDigests(found, save)) return save;
  const last = ends.last(found);
  const chosenAt = found.digestChosenAt ?? found.digestSince;
  const digestSince = chosenAt !== null && chosenAt > last ? found.digestSince : last;
  // The minute after: what is due in this one is written down already, or about to be, without this choice.
  return { ...save, digestSince, digestChosenAt: later(minuteOf(ends.now), MINUTE_MS) };
}

function minuteOf(at: Date): Date {
  return instant(at.getTime() - (at.getTime() % MINUTE_MS));
}

function sameDigests(one: DigestWishes, other: DigestWishes): boolean {
  return (
    one.rhythm === other.rhythm && one.digestHour === other.digestHour && one.timeZone === other.timeZone
  );
}

function waitsForDigests({ subscribed, rhythm }: Subscriber): boolean {
  return subscribed && rhythm !== "instant";
}

function subscribing({
  change,
}: Records): Pick<SubscriberActions, "subscribe" | "unsubscribe" | "setLanguage" | "change"> {
  return {
    subscribe: (chat, language) =>
      change(chat, (known) => {
        const found = known ?? newSubscriber(chat, language);
        // Saved again even when nothing changes: it takes back an earlier block by this chat.
        const save = { ...found, subscribed: true, followedOnly: false };
        if (!found.subscribed) return { answer: "subscribed", save };
        return { answer: found.followedOnly ? "widened" : "already", save };
      }),
    unsubscribe: (chat) =>
      change(chat, (found) =>
        found === null || !found.subscribed
          ? { answer: "already", save: null }
          : { answer: "unsubscribed", save: { ...found, subscribed: false } },
      ),
    setLanguage: (chat, language) =>
      change(chat, (found) => ({
        answer: undefined,
        save: { ...(found ?? newSubscriber(chat, language)), language },
      })),
    change: (chat, language, patch) =>
      change(chat, (found) => {
        const before = found ?? newSubscriber(chat, language);
        const answer = applyPatch(before, typeof patch === "function" ? patch(before) : patch);
        return { answer, save: answer.ok ? answer.subscriber : null };
      }),
  };
}

function following({ change }: Records): Pick<SubscriberActions, "follow" | "unfollow"> {
  return {
    follow: (chat, language, personId) =>
      change(chat, (known) => {
        const found = known ?? newSubscriber(chat, language);
        const changed = withFollow(found, personId);
        if (typeof changed === "string") return { answer: changed, save: null };
        return { answer: found.subscribed ? "followed" : "followed_and_subscribed", save: changed };
      }),
    unfollow: (chat, personId) =>
      change(chat, (found) =>
        found === null || !found.follows.includes(personId)
          ? { answer: "not_followed", save: null }
          : { answer: "unfollowed", save: withoutFollow(found, personId) },
      ),
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
