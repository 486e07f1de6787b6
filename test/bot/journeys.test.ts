import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { createBot } from "../../src/bot/bot.ts";
import { registerCommands } from "../../src/bot/commands.ts";
import { startPolling, type Polling } from "../../src/bot/polling.ts";
import type { BotPorts } from "../../src/bot/context.ts";
import { FakeTelegram, type FakeChat, type SentMessage } from "../support/telegram.ts";
import { aWorld, portsOf, type World } from "./fixture.ts";
import { anEvent, aPerson, named } from "./people.ts";

const USER = 501;
const GROUP: FakeChat = { id: -1001, type: "supergroup", title: "Суполка" };

let telegram: FakeTelegram;
let polling: Polling | null = null;
let world: World;

beforeEach(async () => {
  telegram = new FakeTelegram();
  await telegram.listen();
  world = aWorld({ events: [anEvent()] });
});

afterEach(async () => {
  await polling?.stop();
  polling = null;
  await telegram.close();
});

function start(changes: Partial<BotPorts> = {}): void {
  const ports = { ...portsOf(world), ...changes };
  const bot = createBot({ token: "1:test", apiRoot: telegram.root, ports });
  polling = startPolling(bot, ports.log);
}

/** Somebody writes; @returns the bot's next message in that chat */
async function says(text: string, options: Parameters<FakeTelegram["say"]>[2] = {}): Promise<SentMessage> {
  const chatId = options.chat?.id ?? USER;
  const seen = telegram.sentTo(chatId).length;
  telegram.say(USER, text, options);
  return telegram.nextMessage(chatId, seen);
}

async function toastAfter(press: () => void): Promise<string> {
  const seen = telegram.callsOf("answerCallbackQuery").length;
  press();
  await telegram.until(() => telegram.callsOf("answerCallbackQuery").length > seen);
  const text = telegram.callsOf("answerCallbackQuery").at(-1)?.payload["text"];
  return typeof text === "string" ? text : "";
}

describe("over Telegram", () => {
  test.each([
    ["be", "Гатова."],
    ["ru", "Готово."],
    ["pl", "Done."],
  ])("a subscription takes the language of the phone: %s", async (language, words) => {
    start();
    const message = await says("/subscribe", { language });
    expect(message.plain).toContain(words);
    expect([...world.subscribers.values()]).toMatchObject([
      { subscribed: true, kinds: ["release", "pardon", "arrest"] },
    ]);
  });

  test("previews are off, so that no host learns who reads", async () => {
    start();
    expect(await says("/person Марыя Прыкладная")).toMatchObject({ previewOff: true });
  });

  test("the same person is found in Belarusian, Russian and Latin letters, also by a bare name", async () => {
    start();
    for (const query of ["Марыя Прыкладная", "/person Мария Прикладная", "/status Maryia Prykladnaja"]) {
      expect((await says(query)).plain).toContain("нарадзілася 24 красавіка 1982");
    }
  });

  test("a choice of people leads to a card", async () => {
    start();
    await says("Прыкладны");
    const seen = telegram.sentTo(USER).length;
    telegram.pressLabelled(USER, "Сяргей");
    expect((await telegram.nextMessage(USER, seen)).plain).toContain("нарадзіўся ў 1975 годзе");
  });

  test("following is a second step; a question stores nothing", async () => {
    start();
    await says("/follow Марыя Прыкладная");
    expect(world.subscribers.size).toBe(0);
    telegram.pressLabelled(USER, "Так, сачыць");
    await telegram.until(() => world.subscribers.size === 1);
    expect([...world.subscribers.values()][0]).toMatchObject({ follows: ["test-list:1"] });
  });

  test("a link that was shared opens the card", async () => {
    start();
    expect((await says("/start p_test-list__1")).plain).toContain("Марыя Прыкладная");
    expect((await says("/start p_nobody__9")).plain).toContain("карткі больш няма");
  });

  test("/forget asks first and erases after yes", async () => {
    start();
    await says("/subscribe");
    await says("/forget");
    expect(world.subscribers.size).toBe(1);
    telegram.pressLabelled(USER, "Так, сцерці");
    await telegram.until(() => world.subscribers.size === 0);
  });

  test("settings change by taps on one message", async () => {
    start();
    await says("/settings");
    const count = telegram.sentTo(USER).length;
    telegram.pressLabelled(USER, "Пра што пісаць");
    await telegram.until(() => telegram.sentTo(USER).at(-1)?.plain.startsWith("Пра што пісаць") === true);
    telegram.pressLabelled(USER, "Смерць у няволі");
    await telegram.until(() => world.subscribers.size === 1);
    expect([...world.subscribers.values()][0]?.kinds).toContain("death");
    expect(telegram.sentTo(USER)).toHaveLength(count);
  });

  test("every setting is within three taps: birthdays too, and the same switch stands in /birthdays", async () => {
    start();
    await says("/settings");
    telegram.pressLabelled(USER, "Нагадваць пра дні");
    await telegram.until(() => [...world.subscribers.values()][0]?.birthdayReminders === true);
    expect((await says("/birthdays")).buttons.flat().map(({ text }) => text)).toContain(
      "✓ Нагадваць за два тыдні",
    );
    telegram.press(USER, "sv:birthdays");
    await telegram.until(() => [...world.subscribers.values()][0]?.birthdayReminders === false);
  });

  test("who wants news at once again is told where that is for which no digest comes any more", async () => {
    const choose = (rhythm: string) => toastAfter(() => telegram.press(USER, `sv:rhythm:${rhythm}`));
    start();
    await says("/subscribe");
    expect(await choose("instant")).toBe("Захавана");
    expect(await choose("weekly")).toBe("Захавана");
    expect(await choose("instant")).toContain("/latest");
  });

  test("the last kind cannot be turned off", async () => {
    start();
    await says("/subscribe");
    for (const kind of ["pardon", "arrest"]) await toastAfter(() => telegram.press(USER, `sv:kind:${kind}`));
    expect(await toastAfter(() => telegram.press(USER, "sv:kind:release"))).toContain("хаця б адно");
  });

  test("a discreet message opens and closes again", async () => {
    start();
    const seen = telegram.sentTo(USER).length;
    telegram.press(USER, "o:ev1");
    const opened = await telegram.nextMessage(USER, seen);
    expect(opened.plain).toContain("Вызвалена Марыя Прыкладная");
    telegram.press(USER, "h:ev1", { messageId: opened.messageId });
    await telegram.until(() => telegram.sentTo(USER).at(-1)?.plain === "Ёсць новае паведамленне.");
  });

  test("people under embargo are not found", async () => {
    world.people = [aPerson({}, { embargo: true })];
    start();
    expect((await says("Марыя Прыкладная")).plain).toContain("У маіх спісах няма");
  });
});

describe("absurd input", () => {
  test.each([
    ["a 5,000-character name", "я".repeat(5000), "задоўга для імя"],
    ["a 5,000-character command argument", `/person ${"я".repeat(5000)}`, "задоўга для імя"],
    ["a very long unknown command", `/${"x".repeat(3000)}`, "Такой каманды няма"],
    ["an unknown command", "/statuss", "/status"],
    ["only signs", "!!! ??? …", "хаця б тры літары"],
    ["markup", "<b>&lt;script&gt;</b> імя", "У маіх спісах няма"],
    ["half an emoji", "\u{D83D} імя", "У маіх спісах няма"],
  ])("%s gets a polite answer", async (_, text, words) => {
    start();
    expect((await says(text)).plain).toContain(words);
    expect(world.failures).toEqual([]);
  });

  test("a picture gets a polite answer", async () => {
    start();
    telegram.push({
      message: {
        message_id: 1,
        date: 1,
        chat: { id: USER, type: "private", first_name: "U" },
        from: { id: USER, is_bot: false, first_name: "U", language_code: "be" },
        photo: [{ file_id: "x", file_unique_id: "x", width: 1, height: 1 }],
      },
    });
    expect((await telegram.nextMessage(USER)).plain).toContain("толькі тэкст");
  });

  test.each([
    "",
    "nonsense",
    "p:nobody",
    "e:gone",
    "n:all:999",
    "n:what:0",
    "pt:1:nobody",
    "w:",
    "sv:kind:rubbish",
    "sv:zone:Nowhere/City",
    "sv:hour:99",
    "sv:del:900",
    "sv:constructor:x",
    "bd:p:999",
    "s:what",
    "l:xx",
    "forget:maybe",
  ])("a stale or forged button «%s» is answered", async (data) => {
    start();
    await toastAfter(() => telegram.press(USER, data));
    expect(world.failures).toEqual([]);
  });

  test("when the store fails, the person gets a word and no trace", async () => {
    const { reading } = portsOf(world);
    start({
      reading: { ...reading, snapshots: () => Promise.reject(new Error("disk I/O error at /secret/path")) },
    });
    const message = await says("/status");
    expect(message.plain).toContain("Нешта пайшло не так");
    expect(message.plain).not.toContain("secret");
    expect(world.failures).toHaveLength(1);
    expect((await says("/help")).plain).toContain("Што я ўмею");
  });

  test("when even the chat's wishes cannot be read, the word comes in the phone's language", async () => {
    const { subscribers } = portsOf(world);
    start({ subscribers: { ...subscribers, find: () => Promise.reject(new Error("locked")) } });
    expect((await says("/help", { language: "ru" })).plain).toContain("Что-то пошло не так");
  });

  test("a failing Telegram does not end the bot", async () => {
    start();
    telegram.fault({ fault: "500", method: "getUpdates", times: 1 });
    telegram.fault({ fault: "drop-before", method: "sendMessage", times: 1 });
    telegram.say(USER, "/help");
    await telegram.until(() => world.failures.length > 0);
    expect((await says("/help")).plain).toContain("Што я ўмею");
  });

  test("an answer waits when Telegram says so", async () => {
    start();
    telegram.fault({ fault: { retryAfter: 1 }, method: "sendMessage", times: 1 });
    expect((await says("/help")).plain).toContain("Што я ўмею");
    expect(world.failures).toEqual([]);
  });

  test("a token that Telegram refuses for a while does not end the bot", async () => {
    telegram.fault({ fault: { error: [401, "Unauthorized"] }, method: "getMe", times: 1 });
    start();
    expect((await says("/help")).plain).toContain("Што я ўмею");
  });

  test("whoever blocked the bot in the meantime is no fault", async () => {
    start();
    telegram.blocked.add(USER);
    telegram.say(USER, "/help");
    telegram.say(777, "/help");
    await telegram.nextMessage(777);
    expect(world.failures).toEqual([]);
  });

  test("stopping does not wait for a Telegram that hangs", async () => {
    telegram.fault({ fault: "hang", method: "getMe" });
    start();
    await telegram.until(() => telegram.callsOf("getMe").length > 0);
    await polling?.stop();
    expect(telegram.callsOf("getUpdates")).toEqual([]);
  });

  test("somebody who floods is asked to wait once, and others are answered", async () => {
    start();
    for (let n = 0; n < 60; n += 1) telegram.say(USER, "/language");
    await telegram.until(() => telegram.sentTo(USER).some(({ plain }) => plain.includes("пачакайце")));
    telegram.say(777, "/language");
    await telegram.nextMessage(777);
    expect(telegram.sentTo(USER).filter(({ plain }) => plain.includes("пачакайце"))).toHaveLength(1);
    expect(telegram.sentTo(USER)).toHaveLength(31);
  });
});

describe("in groups", () => {
  test.each([
    ["an ordinary member", { fault: "malformed" as const, times: 0 }],
    [
      "somebody whom Telegram does not know",
      { fault: { error: [400, "Bad Request: member not found"] as const } },
    ],
  ])("%s cannot subscribe the group", async (_, rule) => {
    telegram.fault({ method: "getChatMember", ...rule });
    start();
    const message = await says("/subscribe", { chat: GROUP });
    expect(message.plain).toContain("адміністратар");
    expect(world.subscribers.size).toBe(0);
  });

  test("an administrator subscribes the group, in its topic", async () => {
    const ports = portsOf(world);
    const bot = createBot({ token: "1:test", apiRoot: telegram.root, ports });
    bot.api.config.use(((previous: (...call: unknown[]) => unknown, method: string, ...rest: unknown[]) =>
      method === "getChatMember"
        ? Promise.resolve({ ok: true, result: { status: "administrator" } })
        : previous(method, ...rest)) as Parameters<typeof bot.api.config.use>[0]);
    polling = startPolling(bot, ports.log);
    const message = await says("/subscribe", { chat: GROUP, threadId: 7 });
    expect(message).toMatchObject({ threadId: 7 });
    expect([...world.subscribers.values()]).toMatchObject([
      { chat: { chatId: GROUP.id, threadId: 7 }, subscribed: true },
    ]);
  });

  test("a question about a person is answered in private only", async () => {
    start();
    const message = await says("/person Марыя Прыкладная", { chat: GROUP });
    expect(message.plain).toContain("асабістай перапісцы");
    expect(message.plain).not.toContain("Прыкладная");
  });

  test("the answer stays in the topic", async () => {
    start();
    expect(await says("/help", { chat: GROUP, threadId: 7 })).toMatchObject({ threadId: 7 });
  });

  test("talk between people is not answered", async () => {
    start();
    telegram.say(USER, "Марыя Прыкладная", { chat: GROUP });
    telegram.say(USER, "/unknown", { chat: GROUP });
    await says("/help", { chat: GROUP });
    expect(telegram.sentTo(GROUP.id)).toHaveLength(1);
  });

  test("a chat that puts the bot out is forgotten", async () => {
    start();
    await says("/subscribe");
    telegram.setMembership(USER, "kicked");
    await telegram.until(() => world.subscribers.size === 0);
    expect(world.failures).toEqual([]);
  });

  test("a group that lets the bot in is greeted", async () => {
    start();
    telegram.setMembership(USER, "member", GROUP);
    expect((await telegram.nextMessage(GROUP.id)).plain).toContain("/subscribe");
  });
});

describe("inline", () => {
  async function results(query: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const seen = telegram.callsOf("answerInlineQuery").length;
    telegram.inline(USER, query);
    await telegram.until(() => telegram.callsOf("answerInlineQuery").length > seen);
    const payload = telegram.callsOf("answerInlineQuery").at(-1)?.payload ?? {};
    expect(payload["is_personal"]).toBe(false);
    return payload["results"] as readonly Readonly<Record<string, unknown>>[];
  }

  test("a name in any chat gives the card, in the language of the query", async () => {
    start();
    expect(await results("Марыя Прыкладная")).toMatchObject([{ title: "Марыя Прыкладная" }]);
    expect(await results("Maryia Prykladnaja")).toMatchObject([{ title: "Maryia Prykladnaja" }]);
  });

  test("a surname of several gives each with what tells them apart, and a way to the bot", async () => {
    start();
    const found = await results("Прыкладны");
    expect(found.map(({ title }) => title)).toEqual([
      "Сяргей Прыкладны",
      "Алесь Прыкладны",
      "Марыя Прыкладная",
    ]);
    expect(String(found[0]?.["description"])).toContain("1975");
    expect(JSON.stringify(found[0]?.["reply_markup"])).toContain("start=p_test-list__2");
    expect(JSON.stringify(found)).not.toContain("callback_data");
  });

  test("people under embargo are as if unknown", async () => {
    world.people = [aPerson({}, { embargo: true })];
    start();
    expect(await results("Марыя Прыкладная")).toEqual([]);
  });

  test("the answer is kept for all who ask alike, and only so long as facts keep", async () => {
    start();
    await results("Марыя Прыкладная");
    const { payload } = telegram.callsOf("answerInlineQuery").at(-1) ?? {};
    expect(payload).toMatchObject({ cache_time: 300, is_personal: false });
  });

  test("a query that fits nobody gives nothing", async () => {
    start();
    expect(await results("")).toEqual([]);
    expect(await results("Невядомы")).toEqual([]);
  });
});

test("a deep link, a long id and a name with signs never break a button", async () => {
  world.people = [
    aPerson({ recordId: "x".repeat(28), names: ["Кася «Прыкладная» <i>"] }),
    aPerson({ recordId: "y".repeat(60), names: ["Тэкля Выдуманая"] }),
  ];
  world.events = [anEvent({ people: [named("Кася", world.people[0]?.id ?? "")] })];
  start();
  expect((await says("Кася Прыкладная")).plain).toContain("Кася «Прыкладная» <i>");
  expect(
    (await says("Тэкля Выдуманая")).buttons.flat().every(({ data }) => data === null || data.length <= 64),
  ).toBe(true);
});

test("the menu of commands is registered for each language, scope and moderator", async () => {
  const ports = portsOf(world);
  const bot = createBot({ token: "1:test", apiRoot: telegram.root, ports });
  await registerCommands(bot.api, [9]);
  const menus = telegram.callsOf("setMyCommands").map(({ payload }) => payload);
  expect(menus).toHaveLength(9);
  expect(new Set(menus.map((menu) => menu["language_code"]))).toEqual(new Set(["be", "ru", undefined]));
  const commands = menus.flatMap((menu) => menu["commands"] as { command: string; description: string }[]);
  for (const { command, description } of commands) {
    expect(command).toMatch(/^[a-z]{1,32}$/u);
    expect(description.length).toBeGreaterThan(0);
    expect(description.length).toBeLessThanOrEqual(256);
  }
  for (const { payload } of telegram.callsOf("setMyDescription")) {
    expect(String(payload["description"]).length).toBeLessThanOrEqual(512);
  }
  for (const { payload } of telegram.callsOf("setMyShortDescription")) {
    expect(String(payload["short_description"]).length).toBeLessThanOrEqual(120);
  }
});

describe("updates of many chats", () => {
  test("one that hangs keeps nobody else waiting, and comes again after a crash", async () => {
    const { subscribers } = portsOf(world);
    let release = (): void => undefined;
    const hanging = new Promise<null>((resolve) => (release = () => resolve(null)));
    const find: typeof subscribers.find = (chat) => (chat.chatId === USER ? hanging : subscribers.find(chat));
    start({ subscribers: { ...subscribers, find } });
    telegram.say(USER, "/help");
    telegram.say(777, "/help");
    await telegram.nextMessage(777);
    // As after a crash: somebody else begins where nothing was confirmed.
    const crashed = polling;
    start();
    expect((await telegram.nextMessage(USER)).plain).toContain("Што я ўмею");
    release();
    await crashed?.stop();
  });
});
