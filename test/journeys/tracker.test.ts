import { afterEach, beforeEach, expect, test } from "vitest";

import { Newsroom } from "../support/newsroom.ts";
import { NavoliProcess, TEST_TOKEN } from "../support/process.ts";
import { FakeTelegram } from "../support/telegram.ts";
import { aRow, type Row, toCsv } from "../support/tracker-fixtures.ts";

/** The list of prisoners, from its export to chats; people are invented. */

const MODERATOR = 900;
const FOLLOWER = 901;
const READER = 902;
let telegram: FakeTelegram;
let newsroom: Newsroom;
let navoli: NavoliProcess;

const LIST: readonly Row[] = [
  aRow(1, { name: "Сергей Прикладный" }),
  aRow(2, { name: "Елена Образцовая", gender: "female" }),
  ...Array.from({ length: 20 }, (_, n) => aRow(n + 3)),
];

beforeEach(async () => {
  telegram = new FakeTelegram();
  await telegram.listen();
  newsroom = await new Newsroom().open();
  serve(LIST);
  navoli = new NavoliProcess();
  const list = {
    id: "list",
    outlet: "List",
    kind: "viasna-csv",
    url: newsroom.url("/list.csv"),
    every: "1s",
  };
  navoli.writeFeeds({ feeds: [], trackers: [list] });
  navoli.start({
    BOT_TOKEN: TEST_TOKEN,
    TELEGRAM_API_ROOT: telegram.root,
    ALLOW_PRIVATE_ADDRESSES: newsroom.address,
    POLL_CRON: "* * * * * *",
    MODERATOR_IDS: String(MODERATOR),
  });
  await until(() => newsroom.statuses("/list.csv").length > 1);
});

afterEach(async () => {
  await navoli.remove();
  await telegram.close();
  await newsroom.close();
});

function serve(rows: readonly Row[]): void {
  newsroom.answer("/list.csv", { type: "text/csv; charset=utf-8", body: toCsv(rows) });
}

async function until(isTrue: () => boolean, timeoutMs = 15_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!isTrue()) {
    if (Date.now() > deadline) throw new Error(`not true in time:\n${navoli.stderr.slice(-2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function ask(user: number, text: string, language = "ru"): Promise<string> {
  const before = telegram.sentTo(user).length;
  telegram.say(user, text, { language });
  return (await telegram.nextMessage(user, before)).plain;
}

test("the same person is found in Belarusian, Russian and Latin letters, in any case form", async () => {
  for (const query of [
    "Сяргея Прыкладнага",
    "Прикладному Сергею",
    "Siarhei Prykladny",
    "Sergey Prikladnyy",
  ]) {
    expect(await ask(READER, `/person ${query}`), query).toMatch(/Сергей Прикладный/u);
  }
});

test("a release in the list reaches followers and subscribers once; a broken list changes nothing and tells moderators", async () => {
  await ask(MODERATOR, "/start");
  await ask(FOLLOWER, "/follow Сергей Прикладный");
  telegram.pressLabelled(FOLLOWER, /Да|Следить/u);
  await ask(READER, "/subscribe");

  newsroom.answer("/list.csv", { type: "text/html", body: "<!doctype html><title>Just a moment...</title>" });
  await until(() => telegram.sentTo(MODERATOR).length > 1);
  serve(LIST.slice(0, 5));
  const polls = newsroom.statuses("/list.csv").length;
  await until(() => newsroom.statuses("/list.csv").length > polls + 1);
  expect(telegram.sentTo(READER)).toHaveLength(1);

  const [first, ...others] = LIST;
  serve([
    {
      ...first,
      status: "former",
      prison: "",
      release_date: new Date().toISOString().slice(0, 10),
      description: "помилован",
    },
    ...others,
  ]);
  const released = (chat: number): number =>
    telegram.sentTo(chat).filter(({ plain }) => /(?:помилован|памілаваны)[^]*Прикладн/iu.test(plain)).length;
  await until(() => released(READER) > 0 && released(FOLLOWER) > 0, 30_000);
  const seen = newsroom.statuses("/list.csv").length;
  await until(() => newsroom.statuses("/list.csv").length > seen + 1);
  expect([released(READER), released(FOLLOWER)]).toEqual([1, 1]);
}, 60_000);
