import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { createBot } from "../../src/bot/bot.ts";
import { startPolling, type Polling } from "../../src/bot/polling.ts";
import { newSubscriber } from "../../src/domain/subscriber.ts";
import { FakeTelegram } from "../support/telegram.ts";
import { aWorld, portsOf, type World } from "./fixture.ts";
import { aPerson } from "./people.ts";

const USER = 41;
const GROUP = { id: -100_200, type: "supergroup", title: "Група" } as const;
const ANONYMOUS = { id: 1_087_968_824, is_bot: true, first_name: "Group", username: "GroupAnonymousBot" };

let telegram: FakeTelegram;
let polling: Polling;
let world: World;

beforeEach(async () => {
  telegram = new FakeTelegram();
  await telegram.listen();
  world = aWorld();
  const ports = portsOf(world);
  polling = startPolling(createBot({ token: "1:test", apiRoot: telegram.root, ports }), ports.log);
});

afterEach(async () => {
  await polling.stop();
  await telegram.close();
});

function writes(content: object, chat: object = { id: USER, type: "private", first_name: "U" }): void {
  const from = { id: USER, is_bot: false, first_name: "U", language_code: "en" };
  telegram.push({ message: { message_id: 1, date: 1, chat, from, ...content } });
}

/** Everything before it has been answered when this is. */
async function settled(): Promise<void> {
  telegram.say(USER, "/language", { language: "en" });
  await telegram.until(() => telegram.sentTo(USER).some(({ plain }) => plain.includes("language")));
}

describe("in a private chat", () => {
  test.each<[string, object]>([
    ["a timer for deleting", { message_auto_delete_timer_changed: { message_auto_delete_time: 86_400 } }],
    ["a pinned message", { pinned_message: { message_id: 1, date: 0, chat: { id: USER, type: "private" } } }],
    [
      "a card that was sent by an inline query",
      { text: "Марыя Прыкладная", via_bot: { id: 1, is_bot: true } },
    ],
  ])("%s is no question, and gets no answer", async (_why, content) => {
    writes(content);
    await settled();
    expect(telegram.sentTo(USER)).toHaveLength(1);
  });

  test("a picture is answered with what the bot understands; a name under it is looked up", async () => {
    const photo = [{ file_id: "f", file_unique_id: "u", width: 1, height: 1 }];
    writes({ photo });
    expect((await telegram.nextMessage(USER)).plain).toContain("only text");
    writes({ photo, caption: "Марыя Прыкладная" });
    expect((await telegram.nextMessage(USER, 1)).plain).toContain("24 April 1982");
  });

  test.each(["/Help", "/HELP@navoli_test_bot"])("%s is /help", async (text) => {
    writes({ text, entities: [{ type: "bot_command", offset: 0, length: text.length }] });
    expect((await telegram.nextMessage(USER)).plain).toContain("/subscribe");
  });

  test("a forged press on a message of an inline query changes nothing and is no fault", async () => {
    const from = { id: USER, is_bot: false, first_name: "U", language_code: "en" };
    const press = { id: "1", from, chat_instance: "1", inline_message_id: "x" };
    telegram.push({ callback_query: { ...press, data: "sv:discreet" } });
    await telegram.until(() => telegram.callsOf("answerCallbackQuery").length > 0);
    expect([world.subscribers.size, world.failures]).toEqual([0, []]);
  });
});

describe("in a group", () => {
  test("whoever presses must be an administrator, also when the bot itself writes as the group", async () => {
    const pressed = (data: string): number =>
      telegram.push({
        callback_query: {
          id: data,
          from: { id: USER, is_bot: false, first_name: "U", language_code: "en" },
          chat_instance: "1",
          data,
          message: { message_id: 5, date: 1, chat: GROUP, sender_chat: GROUP, text: "Settings" },
        },
      });
    pressed("sv:discreet");
    pressed("m:forget");
    await telegram.until(() => telegram.callsOf("answerCallbackQuery").length === 2);
    for (const { payload } of telegram.callsOf("answerCallbackQuery"))
      expect(payload["text"]).toContain("administrator");
    expect([world.subscribers.size, telegram.sentTo(GROUP.id)]).toEqual([0, []]);
  });

  test("anonymous administrators of many groups have one user id, and do not use up each other's patience", async () => {
    const groups = Array.from({ length: 40 }, (_, n) => ({ ...GROUP, id: GROUP.id - n }));
    for (const group of groups) {
      const content = { from: ANONYMOUS, sender_chat: group, text: "/language" };
      writes({ ...content, entities: [{ type: "bot_command", offset: 0, length: 9 }] }, group);
    }
    await telegram.until(() => groups.every(({ id }) => telegram.sentTo(id).length > 0));
    expect(telegram.callsOf("sendMessage")).toHaveLength(groups.length);
  });

  test("what people say to each other is not counted; more commands than a group may have answers are not answered", async () => {
    for (let n = 0; n < 60; n += 1) writes({ text: "Добры дзень усім" }, GROUP);
    for (let n = 0; n < 30; n += 1) telegram.say(1000 + n, "/language", { chat: GROUP, language: "en" });
    await settled();
    await telegram.until(() => telegram.sentTo(GROUP.id).length >= 12);
    expect(telegram.sentTo(GROUP.id).length).toBeLessThan(15);
  });

  test.each(["/person", "/letter", "/follow"])("%s NAME leads to the card in private", async (command) => {
    telegram.say(USER, `${command} Марыя Прыкладная`, { chat: GROUP, language: "en" });
    const { plain, buttons } = await telegram.nextMessage(GROUP.id);
    expect(plain).not.toContain("Mary");
    expect(buttons.flat()[0]?.url).toMatch(/^https:\/\/t\.me\/navoli_test_bot\?start=p_[\w-]+$/u);
  });

  test("whoever mutes the bot in a group is no fault; with its voice back it says how to subscribe", async () => {
    const bot = { id: 1, is_bot: true, first_name: "Navoli" };
    const mute = { user: bot, status: "restricted", is_member: true, can_send_messages: false };
    const voice = { user: bot, status: "member" };
    const change = (before: object, after: object): number =>
      telegram.push({
        my_chat_member: {
          chat: GROUP,
          from: { id: USER, is_bot: false, first_name: "U", language_code: "en" },
          date: 1,
          old_chat_member: before,
          new_chat_member: after,
        },
      });
    telegram.fault({
      fault: { error: [400, "Bad Request: not enough rights to send text messages to the chat"] },
      chat: GROUP.id,
      times: 1,
    });
    change(voice, mute);
    telegram.say(USER, "/help", { chat: GROUP });
    await telegram.until(() => telegram.callsOf("sendMessage").length > 0);
    change(mute, voice);
    expect((await telegram.nextMessage(GROUP.id)).plain).toContain("/subscribe");
    expect(world.failures).toEqual([]);

    const chat = { chatId: GROUP.id, threadId: null };
    world.subscribers.set(`${String(GROUP.id)}/null`, { ...newSubscriber(chat, "en"), subscribed: true });
    change(voice, mute);
    change(mute, voice);
    await settled();
    expect(telegram.sentTo(GROUP.id)).toHaveLength(1);
  });
});

test("an inline query gives all who fit, page by page; what Telegram never offered begins anew", async () => {
  await polling.stop();
  const people = Array.from({ length: 23 }, (_, n) =>
    aPerson({ recordId: String(200 + n), names: [`Вера Узорная`] }),
  );
  const ports = portsOf(aWorld({ people }));
  polling = startPolling(createBot({ token: "1:test", apiRoot: telegram.root, ports }), ports.log);
  const seen = new Set<string>();
  const offsets: unknown[] = [];
  for (const offset of ["", "10", "20", "99", "-1", "x"]) {
    const answers = telegram.callsOf("answerInlineQuery").length;
    telegram.inline(USER, "Узорная", offset);
    await telegram.until(() => telegram.callsOf("answerInlineQuery").length > answers);
    const payload = telegram.callsOf("answerInlineQuery").at(-1)?.payload ?? {};
    for (const { id } of payload["results"] as readonly { readonly id: string }[]) seen.add(id);
    offsets.push(payload["next_offset"]);
  }
  expect([seen.size, offsets]).toEqual([23, ["10", "20", undefined, undefined, "10", "10"]]);
});
