import type { Update } from "grammy/types";

import { createBot } from "../../src/bot/bot.ts";
import { moderationFeature } from "../../src/bot/features/moderation.ts";
import type { Finding } from "../../src/domain/finding.ts";
import { DAY_MS, later, SECOND_MS } from "../../src/domain/time.ts";
import { mergeFindings } from "../../src/merge/step.ts";
import { newModerator } from "../../src/moderate/session.ts";
import { decideEvents } from "../../src/moderate/step.ts";
import type { OneTimeCodes } from "../../src/ports/moderators.ts";
import type { Alert } from "../../src/domain/alert.ts";
import { fixedClock, openInMemory, storesOn } from "../store/support.ts";
import { aWorld, portsOf } from "./fixture.ts";

export const MODERATORS = [501, 502] as const;
export const STRANGER = 777;

interface Button {
  readonly text: string;
  readonly callback_data?: string;
}

export interface Room {
  /** Types a message in the private chat of this user. @returns what the bot answers there */
  say(user: number, text: string): Promise<string>;
  /** Presses a button by its data. @returns the short words on top of the chat */
  press(user: number, data: string): Promise<string>;
  /** Replies to the bot's newest message. */
  answer(user: number, text: string): Promise<string>;
  /** The same in a group of which the bot is a member. */
  sayInGroup(user: number, text: string): Promise<string>;
  pressInGroup(user: number, data: string): Promise<string>;
  /** Was the last press answered at all? */
  answered(): boolean;
  /** All that this user was shown. */
  shownTo(user: number): string;
  /** The newest message to this user with the words on its buttons, plain. */
  newest(user: number): string;
  /** Menus of single chats that were set: the chat and the first command, or `none`. */
  menus(): readonly string[];
  /** Data of the buttons of the newest message in which this text stands on a button. */
  button(text: string): string;
  /** A source told this; it is merged and decided. */
  told(...findings: readonly Finding[]): Promise<void>;
  /** Time goes by, and the steps run. */
  wait(seconds: number): Promise<void>;
  /** What subscribers are to be told, oldest first. */
  alerts(): Promise<readonly Alert[]>;
  readonly stores: ReturnType<typeof storesOn>;
  /** Lists that were accepted. */
  readonly accepted: readonly string[];
  /** Messages that the bot deleted. */
  readonly deleted: readonly number[];
}

/** Codes whose secret nobody needs: `<step>` in six digits. */
const codes: OneTimeCodes = {
  newSecret: () => "MFRGGZDFMZTWQ2LK",
  addressOf: (secret, label) => `otpauth://totp/Navoli:${label}?secret=${secret}`,
  stepOf: (_secret, code, at) => {
    const step = Math.floor(at.getTime() / 30_000);
    return Number(code) === step % 1_000_000 ? step : null;
  },
};

/** What the app of every moderator shows. */
export function codeAt(at: Date): string {
  return String(Math.floor(at.getTime() / 30_000) % 1_000_000).padStart(6, "0");
}

interface RoomOptions {
  readonly signedIn?: boolean;
  /** Of Telegram's app, for all. */
  readonly language?: string;
  /** For some of them another. */
  readonly speaks?: Readonly<Record<number, string>>;
}

/** The whole bot with its moderators on a database in memory, without Telegram. */
export async function aModerationRoom(
  now: Date,
  { signedIn = true, language = "en", speaks = {} }: RoomOptions = {},
): Promise<Room> {
  const clock = fixedClock(now);
  const stores = storesOn(openInMemory(clock), clock);
  const { events: store, audit, switches, desk, moderators } = stores;
  const silent = { info() {}, warn() {}, error() {} };
  let serial = 0;
  const ids = { next: () => `event${String(++serial)}` };
  const world = aWorld();
  const ports = { ...portsOf(world), clock, moderatorIds: MODERATORS };
  const { reading, search } = ports;
  const moderation = moderationFeature({
    store,
    audit,
    switches,
    clock,
    ids,
    search,
    moderatorIds: MODERATORS,
    desk,
    edits: stores.register,
    cards: stores.cards,
    sourceHosts: new Set(["paper.example"]),
    moderators,
    codes,
    feedIds: ["reform", "viasna"],
    acceptList: (trackerId) => {
      accepted.push(trackerId);
      return Promise.resolve({ kind: "taken", added: 1, edited: 2, findings: 3 });
    },
    ruled: () => undefined,
    languages: {
      of: async (chatId) => (await ports.subscribers.find({ chatId, threadId: null }))?.language ?? "en",
      remember: (chatId, language) => ports.subscribers.setLanguage({ chatId, threadId: null }, language),
    },
    reading: {
      ...reading,
      events: (options) => stores.reading.events(options),
      person: async (id) => (await stores.reading.person(id)) ?? (await reading.person(id)),
      people: async () => [...(await reading.people()), ...(await stores.reading.people())],
    },
  });
  const bot = createBot({ token: "1:test", apiRoot: null, ports, moderation });
  if (signedIn) {
    for (const [index, id] of MODERATORS.entries()) {
      const moderator = newModerator(`M${String(index + 1)}`, id, "admin");
      const session = { enrolled: true, secret: "MFRGGZDF", sessionUntil: later(now, DAY_MS) };
      await moderators.save({ ...moderator, ...session });
    }
  }
  const accepted: string[] = [];
  const deleted: number[] = [];
  const plain = (text: string): string => text.replace(/<[^>]+>/gu, "");
  const shown: { text: string; buttons: readonly Button[]; to: number }[] = [];
  const menus: string[] = [];
  let toast: string | null = null;
  bot.api.config.use(((_previous: unknown, method: string, payload: Record<string, unknown>) => {
    if (method === "answerCallbackQuery") toast = typeof payload["text"] === "string" ? payload["text"] : "";
    if (method === "sendMessage" || method === "editMessageText") {
      const markup = payload["reply_markup"] as
        { inline_keyboard?: readonly (readonly Button[])[] } | undefined;
      const buttons = (markup?.inline_keyboard ?? []).flat();
      shown.push({ text: String(payload["text"]), buttons, to: Number(payload["chat_id"]) });
    }
    if (method === "setMyCommands" || method === "deleteMyCommands") {
      const [first] = (payload["commands"] ?? []) as readonly { readonly command: string }[];
      const { chat_id: chat } = payload["scope"] as { readonly chat_id: number };
      menus.push(`${String(chat)} ${first?.command ?? "none"}`);
    }
    if (method === "deleteMessage") deleted.push(Number(payload["message_id"]));
    return Promise.resolve({
      ok: true,
      result: { message_id: shown.length, chat: { id: 1, type: "private" }, date: 0 },
    });
  }) as unknown as Parameters<typeof bot.api.config.use>[0]);
  bot.botInfo = { id: 1, is_bot: true, first_name: "Navoli", username: "navoli" } as typeof bot.botInfo;

  let updates = 0;
  const send = (update: Omit<Update, "update_id">): Promise<void> =>
    bot.handleUpdate({ update_id: ++updates, ...update } as Update);
  const run = async (): Promise<void> => {
    await mergeFindings({ store, clock, ids, log: silent });
    await decideEvents({ store, clock, log: silent, reading: stores.reading, desk, digests: stores.alerts });
  };
  const group = { id: -100, type: "supergroup" as const, title: "G" };
  const write = async (user: number, text: string, more: object): Promise<string> => {
    const from = { id: user, is_bot: false, first_name: "T", language_code: speaks[user] ?? language };
    const chat = { id: user, type: "private" as const, first_name: "T" };
    const entities = text.startsWith("/")
      ? [{ type: "bot_command" as const, offset: 0, length: text.split(/\s/u)[0]?.length ?? 0 }]
      : [];
    const before = shown.length;
    const message = { message_id: 10_000 + ++updates, from, chat, date: 0, text, entities, ...more };
    await send({ message } as unknown as Omit<Update, "update_id">);
    return shown
      .slice(before)
      .map((it) => it.text)
      .join("\n");
  };
  const press = async (user: number, data: string, chat: object): Promise<string> => {
    toast = null;
    const from = { id: user, is_bot: false, first_name: "T", language_code: speaks[user] ?? language };
    const under = shown.findLastIndex((it) => it.buttons.some((button) => button.callback_data === data));
    const message = { message_id: under + 1, chat, date: 1, text: plain(shown[under]?.text ?? "") };
    const query = { id: String(++updates), from, chat_instance: "1", data, message };
    await send({ callback_query: query } as unknown as Omit<Update, "update_id">);
    return toast ?? "";
  };
  const alerts: Alert[] = [];
  return {
    stores,
    accepted,
    deleted,
    say: (user, text) => write(user, text, {}),
    answer: (user, text) => {
      const { text: asked } = shown.at(-1) ?? { text: "" };
      const from = { id: 1, is_bot: true, first_name: "Navoli" };
      return write(user, text, { reply_to_message: { message_id: shown.length, from, text: plain(asked) } });
    },
    press: (user, data) => press(user, data, { id: user, type: "private", first_name: "T" }),
    pressInGroup: (user, data) => press(user, data, group),
    sayInGroup: (user, text) => write(user, text, { chat: group }),
    answered: () => toast !== null,
    shownTo: (user) =>
      shown
        .filter((it) => it.to === user)
        .map((it) => it.text)
        .join("\n"),
    newest(user) {
      const { text = "", buttons = [] } = shown.findLast((it) => it.to === user) ?? {};
      return [plain(text), ...buttons.map((button) => `[${button.text}]`)].join("\n");
    },
    menus: () => menus,
    button(text) {
      const found = shown.flatMap((it) => it.buttons).findLast((it) => it.text === text);
      if (found?.callback_data === undefined) throw new Error(`no button ${text}`);
      return found.callback_data;
    },
    async told(...findings) {
      const line = { at: clock.now(), who: "test", action: "test", subject: "test", facts: {} };
      for (const finding of findings) await store.saveFinding(finding, line);
      await run();
    },
    async wait(seconds) {
      clock.set(later(clock.now(), seconds * SECOND_MS));
      await run();
    },
    async alerts() {
      for (const alert of await stores.alerts.unspread(100)) {
        if (!alerts.some((it) => it.id === alert.id)) alerts.push(alert);
      }
      return alerts.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
    },
  };
}
