import { afterEach, beforeEach, expect, test } from "vitest";

import { NavoliProcess, TEST_TOKEN } from "../support/process.ts";
import { FakeTelegram } from "../support/telegram.ts";

const SECRET = "a-secret-of-nobody-123";
const READER = 700;
let telegram: FakeTelegram;
let navoli: NavoliProcess;
let address: string;
const environment = () => ({
  BOT_TOKEN: TEST_TOKEN,
  TELEGRAM_API_ROOT: telegram.root,
  WEBHOOK_URL: "https://bot.example/hook",
  WEBHOOK_SECRET: SECRET,
});

beforeEach(async () => {
  telegram = new FakeTelegram();
  await telegram.listen();
  navoli = new NavoliProcess();
  navoli.writeFeeds({ feeds: [], trackers: [] });
  navoli.start(environment());
  await navoli.untilLogged("started", 30_000);
  await telegram.until(() => telegram.callsOf("setWebhook").length > 0);
  address = `http://127.0.0.1:${/"port":(\d+)/u.exec(navoli.stderr)?.[1] ?? ""}`;
}, 60_000);

afterEach(async () => {
  await navoli.remove();
  await telegram.close();
});

function call(secret: string | null, text: string): Promise<Response> {
  const chat = { id: READER, type: "private", first_name: "Reader" };
  const from = { id: READER, is_bot: false, first_name: "Reader", language_code: "be" };
  const entities = [{ type: "bot_command", offset: 0, length: text.length }];
  const message = { message_id: 1, date: 0, chat, from, text, entities };
  return fetch(`${address}/hook`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(secret === null ? {} : { "x-telegram-bot-api-secret-token": secret }),
    },
    body: JSON.stringify({ update_id: 1, message }),
  });
}

test("Telegram is told where to call, and its calls are answered", async () => {
  expect(telegram.callsOf("setWebhook")[0]?.payload).toMatchObject({ secret_token: SECRET });
  expect((await call(SECRET, "/help")).status).toBe(200);
  expect((await telegram.nextMessage(READER)).plain).toContain("/subscribe");
});

test(
  "a start without network is no crash, tells no token, and Telegram is told where to call when it is back",
  { timeout: 60_000 },
  async () => {
    await navoli.end("SIGTERM");
    telegram.calls.splice(0);
    telegram.fault({ fault: "drop-before", method: "setWebhook", times: 1 });
    navoli.stderr = "";
    navoli.start(environment());
    await telegram.until(() => telegram.callsOf("setWebhook").length > 1, 30_000);
    await navoli.untilLogged("bot_webhook");
    expect(navoli.stderr).toContain("bot_webhook_failed");
    expect(navoli.stderr).not.toContain(TEST_TOKEN);
  },
);

test.each([
  ["without the secret", null],
  ["with another secret", "somebody-elses-secret"],
])("a call %s has no effect", async (_why, secret) => {
  expect((await call(secret, "/subscribe")).status).toBe(401);
  expect(telegram.sentTo(READER)).toEqual([]);
});

test("a body larger than any update is refused", async () => {
  expect((await call(SECRET, `/help ${"x".repeat(1_200_000)}`)).status).toBe(413);
});

test("health is told without a word about readers", async () => {
  const ready = await fetch(`${address}/readyz`);
  expect(ready.status).toBe(200);
  expect(await (await fetch(`${address}/livez`)).json()).toEqual({ live: true });
  expect(JSON.stringify(await ready.json())).not.toMatch(/chat|user/u);
});
