import { readdirSync } from "node:fs";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { Newsroom } from "../support/newsroom.ts";
import { NavoliProcess, TEST_TOKEN } from "../support/process.ts";
import { FakeTelegram } from "../support/telegram.ts";

/** The whole program as a process of its own; people are invented. */

const READER = 501;
let telegram: FakeTelegram;
let newsroom: Newsroom;
let navoli: NavoliProcess;

beforeEach(async () => {
  telegram = new FakeTelegram();
  await telegram.listen();
  newsroom = await new Newsroom().open();
  newsroom.publish("/primary.xml", { slug: "old", title: "Прыкладная навіна", at: new Date("2026-01-01") });
  navoli = new NavoliProcess();
  navoli.writeFeeds({ feeds: [feed("primary", "primary")], trackers: [] });
});

afterEach(async () => {
  await navoli.remove();
  await telegram.close();
  await newsroom.close();
});

function feed(id: string, tier: string) {
  return {
    id,
    outlet: id,
    url: newsroom.url(`/${id}.xml`),
    mirrors: [],
    language: "be",
    tier,
    every: "1s",
    status: "active",
  };
}

function environment(): Record<string, string> {
  return {
    BOT_TOKEN: TEST_TOKEN,
    TELEGRAM_API_ROOT: telegram.root,
    ALLOW_PRIVATE_ADDRESSES: newsroom.address,
    POLL_CRON: "* * * * * *",
  };
}

async function subscribed(): Promise<void> {
  navoli.start(environment());
  telegram.say(READER, "/subscribe", { language: "be" });
  await telegram.nextMessage(READER);
  await until(() => newsroom.statuses("/primary.xml").length > 0);
}

async function until(isTrue: () => boolean, timeoutMs = 15_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!isTrue()) {
    if (Date.now() > deadline) throw new Error(`not true in time:\n${navoli.stderr.slice(-2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function alertsTo(chatId: number): readonly string[] {
  return telegram.sentTo(chatId).flatMap(({ plain }) => (plain.includes("Прыкладн") ? [plain] : []));
}

const RELEASE = {
  slug: "release",
  title: "Палітвязень Янка Прыкладны выйшаў на волю",
  summary: "Янка Прыкладны вызваліўся з калоніі, адбыўшы тэрмін.",
};

describe("the main job", () => {
  test("history is silent, a new item of a primary source reaches a subscriber once, and unchanged feeds answer 304", async () => {
    await subscribed();
    newsroom.publish("/primary.xml", RELEASE);
    await until(() => alertsTo(READER).length > 0);
    const polls = newsroom.statuses("/primary.xml").length;
    await until(() => newsroom.statuses("/primary.xml").length >= polls + 2);
    expect(alertsTo(READER)).toHaveLength(1);
    expect(alertsTo(READER)[0]).toMatch(/Янка Прыкладны[^]*primary/);
    expect(newsroom.statuses("/primary.xml").slice(-2)).toEqual([304, 304]);
  });

  test("after kill -9 and a restart nothing is repeated and nothing is missed", async () => {
    await subscribed();
    newsroom.publish("/primary.xml", RELEASE);
    await until(() => alertsTo(READER).length > 0);
    await navoli.end("SIGKILL");
    newsroom.publish("/primary.xml", {
      slug: "second",
      title: "Палітзняволеная Алена Прыкладная выйшла на волю",
      summary: "Алена Прыкладная вызвалілася з калоніі.",
    });
    navoli.start(environment());
    await until(() => alertsTo(READER).length > 1);
    expect(alertsTo(READER)).toHaveLength(2);
    expect(await navoli.end("SIGTERM")).toBe(0);
  });

  test("a new arrest reaches a subscriber, a call for release reaches nobody", async () => {
    await subscribed();
    newsroom.publish("/primary.xml", {
      slug: "call",
      title: "Праваабаронцы патрабуюць вызваліць Янку Прыкладнага",
      summary: "Арганізацыі заклікаюць улады неадкладна вызваліць яго.",
    });
    newsroom.publish("/primary.xml", {
      slug: "arrest",
      title: "У Гомелі затрымалі Алену Прыкладную",
      summary: "Праваабаронцам стала вядома пра затрыманне Алены Прыкладной.",
    });
    await until(() => alertsTo(READER).length > 0);
    expect(alertsTo(READER)).toHaveLength(1);
    expect(alertsTo(READER)[0]).toContain("Ален");
  });

  test("sources that answer rubbish are marked with the reason, and the others go on", async () => {
    newsroom.answer("/html.xml", {
      type: "text/html",
      body: "<!doctype html><html><body>Just a moment</body></html>",
    });
    newsroom.answer("/empty.xml", { body: "" });
    newsroom.answer("/zombie.xml", { body: "hello world" });
    newsroom.answer("/drop.xml", "drop");
    const bad = ["html", "empty", "zombie", "drop"].map((id) => feed(id, "media"));
    navoli.writeFeeds({ feeds: [...bad, feed("primary", "primary")], trackers: [] });
    await subscribed();
    newsroom.publish("/primary.xml", RELEASE);
    await until(() => alertsTo(READER).length > 0);
    telegram.say(READER, "/sources", { language: "en" });
    const seen = telegram.sentTo(READER).length;
    const sources = await telegram.nextMessage(READER, seen);
    for (const id of ["html", "empty", "zombie", "drop"]) expect(sources.plain).toContain(id);
  });

  test("a text that nobody should send is answered politely and stops nothing", async () => {
    await subscribed();
    const before = telegram.sentTo(READER).length;
    telegram.say(READER, `/person ${"Я".repeat(4000)}`);
    await telegram.nextMessage(READER, before);
    telegram.say(READER, "/nonsense <b>&");
    await telegram.nextMessage(READER, before + 1);
    telegram.press(READER, "no:such:button", { messageId: 1 });
    telegram.say(READER, "/help");
    await telegram.nextMessage(READER, before + 2);
    const shown = telegram.sentTo(READER).map(({ plain }) => plain);
    expect(shown.join("\n")).not.toMatch(/Error|at \S+\.ts|undefined/);
  });
});

describe("a start that cannot go well", () => {
  test("names every fault at once, exits with 2 and writes nothing", async () => {
    navoli.writeFeeds({ feeds: [{ id: "x", url: "nowhere", colour: "red" }], trackers: [] });
    navoli.start({ BOT_TOKEN: "wrong", LOG_LEVEL: "loud" });
    expect(await navoli.ended()).toBe(2);
    expect(navoli.stderr).toMatch(/BOT_TOKEN[^]*LOG_LEVEL[^]*feeds\[0\]\.url/);
    expect(readdirSync(navoli.folder)).toEqual(["feeds.json"]);
  });

  test("a second instance on the same database is refused with a clear line", async () => {
    navoli.start(environment());
    await navoli.untilLogged("started");
    const second = new NavoliProcess();
    second.writeFeeds({ feeds: [], trackers: [] });
    second.start({
      ...environment(),
      DATABASE_URL: `sqlite:${navoli.folder}/data/navoli.db`,
      DATA_KEY_FILE: `${navoli.folder}/data/data.key`,
    });
    expect(await second.ended()).toBe(1);
    expect(second.stderr).toMatch(/another instance/);
    await second.remove();
  });
});

test("without a token the terminal is the chat", async () => {
  navoli.start({}, "pipe");
  navoli.type("/help\n/person Прыкладны\n");
  expect(await navoli.ended()).toBe(0);
  expect(navoli.stdout).toMatch(/\/subscribe[^]*Прыкладны/);
});
