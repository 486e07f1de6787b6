import { afterEach, beforeEach, expect, test } from "vitest";

import { Newsroom } from "../support/newsroom.ts";
import { type Phones, phonesOn } from "../support/phones.ts";
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
let phones: Phones;

beforeEach(async () => {
  telegram = new FakeTelegram();
  await telegram.listen();
  newsroom = await new Newsroom().open();
  newsroom.publish("/reform.xml", { slug: "old", title: "Прыкладная навіна", at: new Date("2026-01-01") });
  navoli = new NavoliProcess();
  phones = phonesOn(telegram, navoli);
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
  await phones.until(() => newsroom.statuses("/reform.xml").length > 0, STARTS_WITHIN_MS);
  // The hook has longer than what it waits for, or it would end without a reason.
}, 2 * STARTS_WITHIN_MS);

afterEach(async () => {
  await navoli.remove();
  await telegram.close();
  await newsroom.close();
});

/** The words on top of the chat after a button was pressed. */
function presses(user: number, data: string, chatId = user): Promise<string> {
  return phones.pressed(() => {
    telegram.press(user, data, { chatId, language: "be" });
  });
}

function dataOf(user: number, act: string): string {
  const buttons = telegram.sentTo(user).flatMap((message) => message.buttons.flat());
  return buttons.findLast(({ data }) => data?.startsWith(act) === true)?.data ?? "";
}

test("a post of many waits for another moderator, whatever one account and its buttons do", async () => {
  await phones.says(READER, "/subscribe");
  await phones.enrols(ADA, `/post вызваленне\n${NAMES}`);
  await phones.until(() => dataOf(ADA, "mod:x:") !== "");
  // It cools off for half a minute before it is looked at: the queue is not waited for, the button is forged.
  const day = /:(\d{4}-\d{2}-\d{2})$/u.exec(dataOf(ADA, "mod:x:"))?.[1] ?? "";
  expect(await presses(BOB, `mod:x:post:M1-1:${day}`)).toContain("шэсць лічбаў");
  expect(await presses(READER, dataOf(ADA, "mod:x:"))).toContain("састарэла");
  expect(await presses(ADA, dataOf(ADA, "mod:x:"), GROUP)).toContain("састарэла");
  expect(await presses(ADA, "mod:p:nothing:1")).toContain("няма");
  telegram.say(ADA, `/post вызваленне\n${NAMES}`, {
    chat: { id: GROUP, type: "supergroup", title: "Group" },
  });
  expect(await phones.says(ADA, "/resume")).toContain("не спыненая");
  expect(await phones.says(ADA, "/halt")).toContain("спыненая");
  await phones.until(() => phones.shownTo(BOB).includes("M1 спыняе ўсю рассылку"));
  expect(await phones.says(ADA, "/resume")).toContain("Другі мадэратар");
  expect(await phones.says(ADA, "/resume")).toContain("Другі мадэратар");
  expect(await phones.says(ADA, "/role 900 admin")).toContain("Іншы адміністратар");
  // Subscribers hear nothing now; moderators still hear what needs them.
  await phones.until(() => phones.shownTo(BOB).includes("/role N1 admin"));
  expect(await phones.says(CILIA, "/queue")).not.toContain("У чарзе");
  expect(phones.shownTo(READER)).not.toContain("Прыкладны");
});

test("whom two admins add gets the menu and the notices, and a muted source is heard by nobody", async () => {
  await phones.says(READER, "/subscribe");
  await phones.enrols(ADA, "/role 900 editor");
  await phones.enrols(BOB, "/role 900 editor");
  const menuOf = (chat: number): boolean =>
    telegram.callsOf("setMyCommands").some(({ payload }) => {
      const scope = payload["scope"] as { readonly chat_id?: number };
      return scope.chat_id === chat;
    });
  await phones.until(() => menuOf(CILIA) && phones.shownTo(CILIA).includes("/role N1 editor"));
  expect(await phones.says(CILIA, "/queue")).toContain("пустая");
  await phones.says(ADA, "/mute reform");
  newsroom.publish("/reform.xml", {
    slug: "release",
    title: "Палітвязень Янка Прыкладны выйшаў на волю",
    summary: "Янка Прыкладны вызваліўся з калоніі, адбыўшы тэрмін.",
  });
  const polls = newsroom.statuses("/reform.xml").length;
  await phones.until(() => newsroom.statuses("/reform.xml").length > polls + 2);
  expect(await phones.says(CILIA, "/queue")).toMatch(/reform[^]*Янка Прыкладны/u);
  expect(phones.shownTo(READER)).not.toContain("Прыкладны");
  await phones.says(ADA, "/mute reform off");
  await phones.until(() => phones.shownTo(READER).includes("Прыкладны"));
});
