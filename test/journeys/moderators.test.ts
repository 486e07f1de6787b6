import { Secret, TOTP } from "otpauth";
import { afterEach, beforeEach, expect, test } from "vitest";

import { Newsroom } from "../support/newsroom.ts";
import { NavoliProcess, TEST_TOKEN } from "../support/process.ts";
import { FakeTelegram } from "../support/telegram.ts";

/** Three volunteers with phones, and somebody who has one of the phones; the whole program, from outside. */

const [ADA, BOB, CILIA, READER] = [501, 502, 900, 700];
const GROUP = -1001;
const NAMES = ["Адзін", "Два", "Тры", "Чатыры", "Пяць"].map((n) => `${n} Прыкладны`).join("\n");
/** A whole program starts, on a machine that may be busy with others. */
const STARTS_WITHIN_MS = 30_000;
let telegram: FakeTelegram;
let newsroom: Newsroom;
let navoli: NavoliProcess;

beforeEach(async () => {
  telegram = new FakeTelegram();
  await telegram.listen();
  newsroom = await new Newsroom().open();
  newsroom.publish("/reform.xml", { slug: "old", title: "Прыкладная навіна", at: new Date("2026-01-01") });
  navoli = new NavoliProcess();
  const url = newsroom.url("/reform.xml");
  const feed = { id: "reform", outlet: "Reform", url, language: "be", tier: "primary", every: "1s" };
  navoli.writeFeeds({ feeds: [feed], trackers: [] });
  navoli.start({
    BOT_TOKEN: TEST_TOKEN,
    TELEGRAM_API_ROOT: telegram.root,
    ALLOW_PRIVATE_ADDRESSES: newsroom.address,
    MODERATOR_IDS: `${String(ADA)},${String(BOB)}`,
    POLL_CRON: "* * * * * *",
  });
  await until(() => newsroom.statuses("/reform.xml").length > 0, STARTS_WITHIN_MS);
  // The hook has longer than what it waits for, or it would end without a reason.
}, 2 * STARTS_WITHIN_MS);

afterEach(async () => {
  await navoli.remove();
  await telegram.close();
  await newsroom.close();
});

async function until(isTrue: () => boolean, timeoutMs = 20_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!isTrue()) {
    if (Date.now() > deadline) throw new Error(`not true in time:\n${navoli.stderr.slice(-2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function says(user: number, text: string): Promise<string> {
  const seen = telegram.sentTo(user).length;
  telegram.say(user, text, { language: "be" });
  return (await telegram.nextMessage(user, seen)).plain;
}

/** The words on top of the chat after a button was pressed. */
async function presses(user: number, data: string, chatId = user): Promise<string> {
  const before = telegram.callsOf("answerCallbackQuery").length;
  telegram.press(user, data, { chatId, language: "be" });
  await until(() => telegram.callsOf("answerCallbackQuery").length > before);
  return String(telegram.callsOf("answerCallbackQuery").at(-1)?.payload["text"]);
}

/** Sets up the code at the first command that needs one; the command is then done. */
async function enrols(user: number, command: string): Promise<void> {
  const shown = await says(user, command);
  const secret = Secret.fromBase32(/secret=([A-Z2-7]+)/u.exec(shown)?.[1] ?? "");
  await says(user, new TOTP({ secret }).generate());
  await until(() => shownTo(user).includes("Код правільны"));
}

function shownTo(user: number): string {
  return telegram
    .sentTo(user)
    .map(({ plain }) => plain)
    .join("\n");
}

function dataOf(user: number, act: string): string {
  const buttons = telegram.sentTo(user).flatMap((message) => message.buttons.flat());
  return buttons.findLast(({ data }) => data?.startsWith(act) === true)?.data ?? "";
}

test("a post of many waits for another moderator, whatever one account and its buttons do", async () => {
  await says(READER, "/subscribe");
  await enrols(ADA, `/post вызваленне\n${NAMES}`);
  await until(() => dataOf(ADA, "mod:x:") !== "");
  // It cools off for half a minute before it is looked at: the queue is not waited for, the button is forged.
  const day = /:(\d{4}-\d{2}-\d{2})$/u.exec(dataOf(ADA, "mod:x:"))?.[1] ?? "";
  expect(await presses(BOB, `mod:x:post:M1-1:${day}`)).toContain("шэсць лічбаў");
  expect(await presses(READER, dataOf(ADA, "mod:x:"))).toContain("састарэла");
  expect(await presses(ADA, dataOf(ADA, "mod:x:"), GROUP)).toContain("састарэла");
  expect(await presses(ADA, "mod:p:nothing:1")).toContain("няма");
  telegram.say(ADA, `/post вызваленне\n${NAMES}`, {
    chat: { id: GROUP, type: "supergroup", title: "Group" },
  });
  expect(await says(ADA, "/resume")).toContain("не спыненая");
  expect(await says(ADA, "/halt")).toContain("спыненая");
  await until(() => shownTo(BOB).includes("M1 спыняе ўсю рассылку"));
  expect(await says(ADA, "/resume")).toContain("Другі мадэратар");
  expect(await says(ADA, "/resume")).toContain("Другі мадэратар");
  expect(await says(ADA, "/role 900 admin")).toContain("Іншы адміністратар");
  // Subscribers hear nothing now; moderators still hear what needs them.
  await until(() => shownTo(BOB).includes("/role N1 admin"));
  expect(await says(CILIA, "/queue")).not.toContain("У чарзе");
  expect(shownTo(READER)).not.toContain("Прыкладны");
});

test("whom two admins add gets the menu and the notices, and a muted source is heard by nobody", async () => {
  await says(READER, "/subscribe");
  await enrols(ADA, "/role 900 editor");
  await enrols(BOB, "/role 900 editor");
  const menuOf = (chat: number): boolean =>
    telegram.callsOf("setMyCommands").some(({ payload }) => {
      const scope = payload["scope"] as { readonly chat_id?: number };
      return scope.chat_id === chat;
    });
  await until(() => menuOf(CILIA) && shownTo(CILIA).includes("/role N1 editor"));
  expect(await says(CILIA, "/queue")).toContain("пустая");
  await says(ADA, "/mute reform");
  newsroom.publish("/reform.xml", {
    slug: "release",
    title: "Палітвязень Янка Прыкладны выйшаў на волю",
    summary: "Янка Прыкладны вызваліўся з калоніі, адбыўшы тэрмін.",
  });
  const polls = newsroom.statuses("/reform.xml").length;
  await until(() => newsroom.statuses("/reform.xml").length > polls + 2);
  expect(await says(CILIA, "/queue")).toMatch(/reform[^]*Янка Прыкладны/u);
  expect(shownTo(READER)).not.toContain("Прыкладны");
  await says(ADA, "/mute reform off");
  await until(() => shownTo(READER).includes("Прыкладны"));
});
