import { Secret, TOTP } from "otpauth";
import { afterEach, beforeEach, expect, test } from "vitest";

import { Newsroom } from "../support/newsroom.ts";
import { type Phones, phonesOn } from "../support/phones.ts";
import { NavoliProcess, TEST_TOKEN } from "../support/process.ts";
import { FakeTelegram } from "../support/telegram.ts";
import { aRow, type Row, toCsv } from "../support/tracker-fixtures.ts";

/** Two moderators set a card right that the list has not yet; the whole program, from outside. People are invented. */

const [ADA, BOB, READER] = [501, 502, 700];
const DAY = "2026-02-19";
let telegram: FakeTelegram;
let newsroom: Newsroom;
let navoli: NavoliProcess;
let phones: Phones;

const LIST: readonly Row[] = [
  aRow(1, { name: "Сяргей Прыкладны" }),
  ...Array.from({ length: 20 }, (_, n) => aRow(n + 3)),
];

beforeEach(async () => {
  telegram = new FakeTelegram();
  await telegram.listen();
  newsroom = await new Newsroom().open();
  serve(LIST);
  navoli = new NavoliProcess();
  phones = phonesOn(telegram, navoli);
  const url = newsroom.url("/list.csv");
  const list = { id: "list", outlet: "List", kind: "viasna-csv", url, every: "1s" };
  navoli.writeFeeds({ feeds: [], trackers: [list] });
  navoli.start({
    BOT_TOKEN: TEST_TOKEN,
    TELEGRAM_API_ROOT: telegram.root,
    ALLOW_PRIVATE_ADDRESSES: newsroom.address,
    MODERATOR_IDS: `${String(ADA)},${String(BOB)}`,
    POLL_CRON: "* * * * * *",
  });
  await phones.until(() => newsroom.statuses("/list.csv").length > 1);
}, 30_000);

afterEach(async () => {
  await navoli.remove();
  await telegram.close();
  await newsroom.close();
});

function serve(rows: readonly Row[]): void {
  newsroom.answer("/list.csv", { type: "text/csv; charset=utf-8", body: toCsv(rows) });
}

/** The list with other words about the first person. */
function serveFirst(over: Row): void {
  const [first, ...others] = LIST;
  serve([{ ...first, ...over }, ...others]);
}

/** The same, taken over when it returns. */
async function listSays(over: Row): Promise<void> {
  serveFirst(over);
  const polls = newsroom.statuses("/list.csv").length;
  await phones.until(() => newsroom.statuses("/list.csv").length > polls + 1);
}

/** The words on top of the chat after a button was pressed. */
function presses(user: number, label: string): Promise<string> {
  return phones.pressed(() => {
    telegram.pressLabelled(user, label);
  });
}

async function published(): Promise<unknown> {
  const address = `http://127.0.0.1:${String(navoli.port)}/api/people/list:50001`;
  return ((await (await fetch(address)).json()) as { readonly person: unknown }).person;
}

test("two moderators say that somebody is free; readers see it with its source, until the list itself says something new", async () => {
  await phones.says(READER, "/subscribe");
  expect(await phones.says(READER, "/person Сяргей Прыкладны")).toContain("У калоніі");

  const form = `/card Сяргей Прыкладны\nстан: на волі, за мяжой\nз: ${DAY}\nhttps://spring96.org/be/news/1`;
  await phones.enrols(ADA, form);
  await phones.until(() => phones.shownTo(ADA).includes("на волі, за мяжой, 19 лютага"));
  expect(await presses(ADA, "Спытаць другога мадэратара")).toContain("Патрэбная згода");
  await phones.until(() => phones.shownTo(BOB).includes("A second moderator is needed"));
  expect(await phones.says(READER, "/person Сяргей Прыкладны")).toContain("У калоніі");
  expect(await phones.says(BOB, "/queue")).toMatch(/M1 прапануе змяніць картку[^]*spring96\.org/u);
  expect(await presses(BOB, "Згода")).toContain("шэсць лічбаў");
  await phones.until(() => phones.shownTo(BOB).includes("secret="));
  const secret = Secret.fromBase32(/secret=([A-Z2-7]+)/u.exec(phones.shownTo(BOB))?.[1] ?? "");
  await phones.says(BOB, new TOTP({ secret }).generate());
  expect(await presses(BOB, "Згода")).toContain("Запісана");

  const card = await phones.says(READER, "/person Сяргей Прыкладны");
  expect(card).toMatch(/На волі, за мяжой[^]*Змянілі мадэратары бота[^]*У спісе пакуль: у калоніі/u);
  expect(await phones.says(READER, "/letter Сяргей Прыкладны")).toContain("не за кратамі");
  expect(await published()).toMatchObject({
    custody: "free_abroad",
    release: { date: { value: DAY } },
    edits: [
      {
        field: "status",
        source: { host: "spring96.org" },
        listSaid: expect.stringMatching(/^colony/u) as string,
      },
    ],
  });
  await phones.until(() => phones.shownTo(ADA).includes("Мадэратары змянілі картку"));

  // The list says something else of him, nothing new of where he is: it is compared with itself, not with the card.
  await listSays({ description: "осужден по политическому делу, женат" });
  expect(await phones.says(READER, "/person Сяргей Прыкладны")).toContain("На волі, за мяжой");
  serveFirst({ prison: "Тюрьма №4\n212011, Выдуманск, ул. Тестовая 2" });
  await phones.until(() => phones.shownTo(ADA).includes("праўка ў картцы больш не дзейнічае"));
  expect(await phones.says(READER, "/person Сяргей Прыкладны")).not.toContain("За мяжой");
  expect(await published()).toMatchObject({ edits: [] });
  expect(await phones.says(ADA, "/audit")).toMatch(
    /list[^]*праўка карткі скончылася[^]*M2[^]*згаджаецца змяніць[^]*M1[^]*просіць змяніць картку/u,
  );
  expect(phones.shownTo(READER)).not.toContain("Вызваленне\n");
}, 60_000);
