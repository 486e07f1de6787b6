import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createBot } from "../../src/bot/bot.ts";
import { startPolling } from "../../src/bot/polling.ts";
import { startRegistering } from "../../src/bot/registering.ts";
import { createWebhook } from "../../src/bot/webhook.ts";
import { UpdateHandledElsewhere } from "../../src/domain/repeated-update.ts";
import { FakeTelegram } from "../support/telegram.ts";
import { aWorld, portsOf } from "./fixture.ts";

const USER = 321;
const SECRET = "a-secret-of-nobody-123";
let telegram: FakeTelegram;
beforeEach(async () => {
  telegram = new FakeTelegram();
  await telegram.listen();
});
afterEach(async () => {
  await telegram.close();
});

/** A store that is away for the first updates, as after a restart of the database. */
function away(times: number) {
  let left = times;
  return async (_id: number, handle: () => Promise<void>) => {
    left -= 1;
    if (left >= 0) throw new Error("no database");
    await handle();
  };
}

function aBot(once: (id: number, handle: () => Promise<void>) => Promise<unknown>) {
  return createBot({ token: "1:test", apiRoot: telegram.root, ports: portsOf(aWorld()), once });
}

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe("updates of one chat that a webhook brings at once", () => {
  /** A store that takes longest for what comes first. */
  function slowFirst() {
    const world = aWorld();
    const ports = portsOf(world);
    let wait = 60;
    const find: typeof ports.subscribers.find = async (chat) => {
      const ms = wait;
      wait = 0;
      await new Promise((resolve) => setTimeout(resolve, ms));
      return ports.subscribers.find(chat);
    };
    const bot = createBot({
      token: "1:test",
      apiRoot: telegram.root,
      ports: { ...ports, subscribers: { ...ports.subscribers, find } },
    });
    const hook = createWebhook(bot, "https://bot.example/hook", SECRET, log);
    const bring = () =>
      Promise.all(
        telegram.takeUpdates().map((update) =>
          hook.handle(
            new Request("https://bot.example/hook", {
              method: "POST",
              headers: { "content-type": "application/json", "x-telegram-bot-api-secret-token": SECRET },
              body: JSON.stringify(update),
            }),
          ),
        ),
      );
    return { world, bring };
  }

  test("are handled as they came: who thinks better of it is not subscribed", async () => {
    const { world, bring } = slowFirst();
    telegram.say(USER, "/subscribe");
    telegram.say(USER, "/unsubscribe");
    expect((await bring()).map(({ status }) => status)).toEqual([200, 200]);
    expect(world.subscribers.get(`${String(USER)}/null`)?.subscribed).toBe(false);
  });

  test("lose none of several changes", async () => {
    const { world, bring } = slowFirst();
    for (const kind of ["charge", "sentence", "health"]) telegram.press(USER, `sv:kind:${kind}`);
    await bring();
    const kinds = world.subscribers.get(`${String(USER)}/null`)?.kinds;
    expect(kinds).toEqual(expect.arrayContaining(["charge", "sentence", "health", "release"]));
  });

  test("pressed twice, a switch stays as its button said", async () => {
    const { world, bring } = slowFirst();
    for (const data of ["sv:discreet:on", "sv:discreet:on", "bd:remind:on", "bd:remind:on"])
      telegram.press(USER, data);
    await bring();
    const wishes = world.subscribers.get(`${String(USER)}/null`);
    expect([wishes?.discreet, wishes?.birthdayReminders]).toEqual([true, true]);
  });
});

describe("a call that carries no update", () => {
  const call = async (body: string, secret: string) => {
    const hook = createWebhook(aBot(away(0)), "https://bot.example/hook", SECRET, log);
    const headers = { "content-type": "application/json", "x-telegram-bot-api-secret-token": secret };
    return (await hook.handle(new Request("https://bot.example/hook", { method: "POST", headers, body })))
      .status;
  };

  test.each(["", "{", "null", "[]", "7", "{}", '{"update_id":"7"}', '{"update_id":1e400}'])(
    "%s is refused, for it would be none when it came again",
    async (body) => {
      expect(await call(body, SECRET)).toBe(400);
      expect(telegram.sent).toEqual([]);
    },
  );

  test("without the secret is refused for that", async () => {
    expect(await call("{", "wrong")).toBe(401);
    expect(await call('{"update_id":7}', "wrong")).toBe(401);
  });
});

describe("an update that the store could not note as heard", () => {
  test("is not confirmed to Telegram's call, and answered when it comes again", async () => {
    const hook = createWebhook(aBot(away(1)), "https://bot.example/hook", SECRET, log);
    telegram.say(USER, "/help", { language: "be" });
    const [update] = telegram.takeUpdates();
    const call = () =>
      hook.handle(
        new Request("https://bot.example/hook", {
          method: "POST",
          headers: { "content-type": "application/json", "x-telegram-bot-api-secret-token": SECRET },
          body: JSON.stringify(update),
        }),
      );
    expect((await call()).status).toBe(503);
    expect(telegram.sentTo(USER)).toEqual([]);
    expect((await call()).status).toBe(200);
    expect(telegram.sentTo(USER)).toHaveLength(1);
  });

  test("is tried again while Telegram is asked for more", async () => {
    const polling = startPolling(aBot(away(2)), log);
    telegram.say(USER, "/help", { language: "be" });
    expect((await telegram.nextMessage(USER)).plain).toContain("/subscribe");
    expect(telegram.sentTo(USER)).toHaveLength(1);
    await polling.stop();
  });

  test("is nobody's fault when another replica was first: no word of it", async () => {
    const first = async (_id: number, handle: () => Promise<void>) => {
      try {
        await handle();
      } catch (error) {
        if (!(error instanceof UpdateHandledElsewhere)) throw error;
      }
    };
    const ports = portsOf(aWorld());
    const late = async () => {
      throw new UpdateHandledElsewhere("another replica handled this update");
    };
    const bot = createBot({
      token: "1:test",
      apiRoot: telegram.root,
      ports: { ...ports, subscribers: { ...ports.subscribers, subscribe: late } },
      once: first,
    });
    const polling = startPolling(bot, log);
    telegram.say(USER, "/subscribe", { language: "be" });
    telegram.say(USER, "/help", { language: "be" });
    await telegram.nextMessage(USER);
    expect(telegram.sentTo(USER)).toHaveLength(1);
    await polling.stop();
  });
});

describe("updates that somebody who has the token takes away", () => {
  const THIEF = "https://thief.example/hook";

  test("by a webhook of their own are fetched back, and told of", async () => {
    const hook = createWebhook(aBot(away(0)), "https://bot.example/hook", SECRET, log);
    let told = 0;
    const taken = async () => void (told += 1);
    const registering = startRegistering(hook, { log, taken, lookEveryMs: 20 });
    await expect.poll(() => telegram.webhookUrl).toBe("https://bot.example/hook");
    const looks = () => telegram.callsOf("getWebhookInfo").length;
    await expect.poll(looks).toBeGreaterThan(1);
    expect([told, telegram.callsOf("setWebhook").length]).toEqual([0, 1]);
    // Telegram may give it back in another form.
    telegram.webhookUrl = "https://BOT.example/hook";
    const before = looks();
    await expect.poll(looks).toBeGreaterThan(before + 1);
    expect(told).toBe(0);
    for (const theirs of [THIEF, ""]) {
      telegram.webhookUrl = theirs;
      await expect.poll(() => telegram.webhookUrl).toBe("https://bot.example/hook");
    }
    expect(told).toBe(2);
    await registering.stop();
  });

  test("are not waited for at the end when Telegram hangs", async () => {
    const hook = createWebhook(aBot(away(0)), "https://bot.example/hook", SECRET, log);
    const registering = startRegistering(hook, { log, taken: async () => undefined, lookEveryMs: 20 });
    await expect.poll(() => telegram.webhookUrl).not.toBe("");
    telegram.fault({ fault: "hang", method: "getWebhookInfo", times: 1 });
    const looks = telegram.callsOf("getWebhookInfo").length;
    await expect.poll(() => telegram.callsOf("getWebhookInfo").length).toBeGreaterThan(looks);
    await registering.stop();
  });

  test("are asked for again, and told of", async () => {
    let told = 0;
    const polling = startPolling(aBot(away(0)), log, async () => void (told += 1));
    telegram.say(USER, "/help", { language: "be" });
    await telegram.nextMessage(USER);
    expect(told).toBe(0);
    telegram.webhookUrl = THIEF;
    telegram.say(USER, "/help", { language: "be" });
    await telegram.nextMessage(USER);
    telegram.say(USER, "/help", { language: "be" });
    await expect.poll(() => telegram.webhookUrl, { timeout: 5000 }).toBe("");
    await telegram.nextMessage(USER);
    expect(told).toBe(1);
    await polling.stop();
  });
});

test("one chat that hangs holds up nobody else, however many they are", async () => {
  let letGo = (): void => undefined;
  const hanging = new Promise<void>((resolve) => (letGo = resolve));
  let first = true;
  const bot = aBot(async (_id, handle) => {
    const isFirst = first;
    first = false;
    if (isFirst) await hanging;
    await handle();
  });
  telegram.say(USER, "/help", { language: "be" });
  const others = Array.from({ length: 60 }, (_, n) => 1000 + n);
  for (const other of others) telegram.say(other, "/help", { language: "be" });
  const polling = startPolling(bot, log);
  for (const other of others) await telegram.nextMessage(other);
  expect(telegram.sentTo(USER)).toEqual([]);
  letGo();
  await telegram.nextMessage(USER);
  await polling.stop();
  expect(telegram.sentTo(USER)).toHaveLength(1);
});
