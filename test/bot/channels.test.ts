import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { createBot } from "../../src/bot/bot.ts";
import { startPolling, type Polling } from "../../src/bot/polling.ts";
import { FakeTelegram, type SentMessage } from "../support/telegram.ts";
import { aWorld, portsOf, type World } from "./fixture.ts";
import { anEvent } from "./people.ts";

const MODERATOR = 501;
const STRANGER = 777;
const CHANNEL = -1_001_234_567_890;
const BOT = 1;
const CHAT = { id: CHANNEL, type: "channel", title: "Навіны t.me/evil" };
const POSTS = { status: "administrator", can_post_messages: true };
const OUT = { status: "left" };

let telegram: FakeTelegram;
let polling: Polling;
let world: World;

beforeEach(async () => {
  telegram = new FakeTelegram();
  await telegram.listen();
  world = aWorld({ events: [anEvent()] });
  const ports = { ...portsOf(world), moderatorIds: [MODERATOR] };
  polling = startPolling(createBot({ token: "1:test", apiRoot: telegram.root, ports }), ports.log);
});

afterEach(async () => {
  await polling.stop();
  await telegram.close();
});

/** Somebody changes what the bot may do in the channel, and Telegram answers so from now on. */
function letIn(userId: number, now: object = POSTS, before: object = OUT): void {
  telegram.chats.set(String(CHANNEL), CHAT);
  telegram.chats.set("@navoli_news", CHAT);
  telegram.members.set(`${String(CHANNEL)}:${String(BOT)}`, { ...now });
  const bot = { id: BOT, is_bot: true, first_name: "Navoli" };
  telegram.push({
    my_chat_member: {
      chat: CHAT,
      from: { id: userId, is_bot: false, first_name: "U", language_code: "be" },
      date: 1,
      old_chat_member: { user: bot, ...before },
      new_chat_member: { user: bot, ...now },
    },
  });
}

function administers(userId: number): void {
  telegram.members.set(`${String(CHANNEL)}:${String(userId)}`, { status: "administrator" });
}

function channel() {
  return world.subscribers.get(`${String(CHANNEL)}/null`) ?? null;
}

async function says(userId: number, text: string): Promise<SentMessage> {
  const seen = telegram.sentTo(userId).length;
  telegram.say(userId, text);
  return telegram.nextMessage(userId, seen);
}

async function pressed(press: () => void): Promise<Readonly<Record<string, unknown>>> {
  const seen = telegram.callsOf("answerCallbackQuery").length;
  press();
  await telegram.until(() => telegram.callsOf("answerCallbackQuery").length > seen);
  return telegram.callsOf("answerCallbackQuery").at(-1)?.payload ?? {};
}

describe("a channel", () => {
  test("of a moderator gets the news as soon as the bot may post there, and the moderator is told", async () => {
    letIn(MODERATOR);
    const told = await telegram.nextMessage(MODERATOR);
    expect(told.plain).toContain("публікуюцца");
    expect(told.plain).not.toContain("t.me");
    expect(channel()).toMatchObject({ subscribed: true, language: "be" });
    expect(telegram.sentTo(CHANNEL)).toEqual([]);
  });

  test("of anybody else gets nothing before its administrator says so", async () => {
    letIn(STRANGER);
    expect((await telegram.nextMessage(STRANGER)).plain).toContain("Публікаваць у ім");
    expect(channel()).toBeNull();
    administers(STRANGER);
    await pressed(() => telegram.pressLabelled(STRANGER, /^Публікаваць/u));
    await telegram.until(() => channel()?.subscribed === true);
  });

  test("of somebody who never wrote to the bot is no fault", async () => {
    telegram.blocked.add(STRANGER);
    letIn(STRANGER);
    expect((await says(MODERATOR, "/channel")).plain).toContain("/channel @");
    expect(world.failures).toEqual([]);
    expect(channel()).toBeNull();
  });

  test("where the bot may not post is not subscribed, and one that takes the right away is forgotten", async () => {
    letIn(MODERATOR, { status: "administrator", can_post_messages: false });
    await says(MODERATOR, "/help");
    expect(channel()).toBeNull();
    letIn(MODERATOR);
    await telegram.until(() => channel() !== null);
    letIn(MODERATOR, { status: "administrator", can_post_messages: false }, POSTS);
    await telegram.until(() => channel() === null);
  });

  test("changes its language and stops from its administrator's private chat", async () => {
    letIn(MODERATOR);
    await telegram.nextMessage(MODERATOR);
    administers(MODERATOR);
    const shown = await says(MODERATOR, "/channel https://t.me/navoli_news");
    expect(shown.plain).toContain("публікуюцца");
    await pressed(() => telegram.pressLabelled(MODERATOR, "English"));
    await telegram.until(() => channel()?.language === "en");
    await pressed(() => telegram.pressLabelled(MODERATOR, /^Не публікаваць/u));
    await telegram.until(() => channel()?.subscribed === false);
  });

  test.each(["/channel @navoli_news", "/channel @nobody_knows_it", `/channel ${String(CHANNEL)}`])(
    "tells nobody else anything: %s",
    async (line) => {
      letIn(MODERATOR);
      await telegram.nextMessage(MODERATOR);
      const answer = await says(STRANGER, line);
      expect(answer.plain).toContain("Не атрымалася");
      expect(answer.buttons).toEqual([]);
    },
  );

  test("is not changed by a forged button of a stranger", async () => {
    letIn(MODERATOR);
    await telegram.nextMessage(MODERATOR);
    await pressed(() => telegram.press(STRANGER, `ch:off:${String(CHANNEL)}`));
    await says(STRANGER, "/help");
    expect(channel()?.subscribed).toBe(true);
  });

  test.each(["/channel", "/channel me", "/channel -5", "/channel @x"])("%s says how", async (line) => {
    expect((await says(STRANGER, line)).plain).toContain("адміністратарам канала");
  });
});

describe("what readers press in a channel or a group", () => {
  function pressIn(data: string, type: "channel" | "supergroup"): void {
    telegram.push({
      callback_query: {
        id: "7",
        from: { id: STRANGER, is_bot: false, first_name: "U", language_code: "be" },
        chat_instance: "1",
        data,
        message: { message_id: 3, date: 1, chat: { ...CHAT, type }, text: "x" },
      },
    });
  }

  test.each([
    ["channel", "e:ev1", "e_ev1"],
    ["channel", "o:ev1", "e_ev1"],
    ["channel", "w:test-list:1", "p_test-list__1"],
    ["supergroup", "e:ev1", "e_ev1"],
    ["supergroup", "w:test-list:1", "p_test-list__1"],
    ["supergroup", "p:test-list:1", "p_test-list__1"],
    ["supergroup", "le:test-list:1", "p_test-list__1"],
  ] as const)("in a %s, %s opens their own chat", async (type, data, payload) => {
    const answer = await pressed(() => pressIn(data, type));
    expect(answer["url"]).toBe(`https://t.me/navoli_test_bot?start=${payload}`);
    expect(telegram.sentTo(CHANNEL)).toEqual([]);
  });

  test.each(["sv:lang:en", "forget:yes", "l:ru", "m:subscribe", "bd:remind", "s", "rubbish", "m:help"])(
    "in a channel, %s changes and posts nothing",
    async (data) => {
      letIn(MODERATOR);
      await telegram.nextMessage(MODERATOR);
      const before = channel();
      await pressed(() => pressIn(data, "channel"));
      await says(STRANGER, "/help");
      expect(channel()).toEqual(before);
      expect(telegram.sentTo(CHANNEL)).toEqual([]);
    },
  );

  test("the link of an event shows it with who reported it; of one that is gone a word", async () => {
    expect((await says(STRANGER, "/start e_ev1")).plain).toContain("Вызвалена Марыя Прыкладная");
    expect((await says(STRANGER, "/start e_gone")).plain).toContain("/help");
  });
});
