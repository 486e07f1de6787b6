import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

import Database from "better-sqlite3";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { Newsroom, PRIMARY } from "../support/newsroom.ts";
import { NavoliProcess, TEST_TOKEN } from "../support/process.ts";
import { Replicas } from "../support/replicas.ts";
import { FakeTelegram } from "../support/telegram.ts";

/** What an operator sees of the whole program; people are invented. */

const READER = 48_151_623;
const RELEASE = {
  slug: "release",
  title: "Палітвязень Янка Прыкладны выйшаў на волю",
  summary: "Янка Прыкладны вызваліўся з калоніі, адбыўшы тэрмін.",
};
const OLD = { slug: "old", title: "Прыкладная навіна", at: new Date("2026-01-01") };

let telegram: FakeTelegram;
let newsroom: Newsroom;
let watcher: Server;
let pings: string[];
let navoli: NavoliProcess;

beforeEach(async () => {
  telegram = new FakeTelegram();
  await telegram.listen();
  newsroom = await new Newsroom().open();
  newsroom.publish("/primary.xml", OLD);
  pings = [];
  watcher = createServer((request, response) => {
    pings.push(request.url ?? "");
    response.end("OK");
  });
  await new Promise<void>((resolve) => watcher.listen(0, "127.0.0.1", resolve));
  navoli = new NavoliProcess();
  const known = { ...PRIMARY, id: "known-broken", url: newsroom.url("/nowhere.xml"), status: "broken" };
  navoli.writeFeeds({ feeds: [{ ...PRIMARY, url: newsroom.url("/primary.xml") }, known], trackers: [] });
});

afterEach(async () => {
  await navoli.remove();
  await telegram.close();
  await newsroom.close();
  watcher.closeAllConnections();
  watcher.close();
});

function environment(): Record<string, string> {
  const at = `127.0.0.1:${String((watcher.address() as AddressInfo).port)}`;
  return {
    BOT_TOKEN: TEST_TOKEN,
    TELEGRAM_API_ROOT: telegram.root,
    ALLOW_PRIVATE_ADDRESSES: `${newsroom.address},${at}`,
    POLL_CRON: "* * * * * *",
    PING_URL: `http://${at}/ping/secret-of-nobody`,
  };
}

/** Runs with one subscriber, whose source was asked once. */
async function subscribed(): Promise<void> {
  navoli.start(environment());
  telegram.say(READER, "/subscribe", { language: "be" });
  await telegram.nextMessage(READER, 0, 60_000);
  await expect.poll(() => newsroom.statuses("/primary.xml").length, { timeout: 15_000 }).toBeGreaterThan(0);
}

async function ask(path: string): Promise<{ status: number; text: string }> {
  const answer = await fetch(`http://127.0.0.1:${String(navoli.port)}${path}`);
  return { status: answer.status, text: await answer.text() };
}

const alerts = (): number => telegram.sent.filter(({ plain }) => plain.includes("Прыкладны")).length;

describe("what an operator sees", () => {
  test("figures tell how soon readers were told, and nothing of a reader", { timeout: 60_000 }, async () => {
    await subscribed();
    newsroom.publish("/primary.xml", RELEASE);
    await expect.poll(alerts, { timeout: 15_000 }).toBe(1);
    const series = async (): Promise<string> => (await ask("/metrics")).text;
    await expect
      .poll(series, { timeout: 10_000 })
      .toMatch(/^navoli_publication_to_last_delivery_seconds_count 1$/mu);
    const text = await series();
    for (const line of [
      "navoli_publication_to_first_delivery_seconds_count 1",
      "navoli_first_seen_to_first_delivery_seconds_count 1",
      'navoli_deliveries_total{outcome="sent"} 1',
      'navoli_queue_deliveries{state="sent"} 1',
      "navoli_queue_oldest_due_seconds 0",
      'navoli_source_state{source="primary",state="ok"} 1',
      "navoli_leader 1",
      "navoli_store_up 1",
      "navoli_subscribers 0",
      'navoli_answer_seconds_count{command="subscribe",outcome="answered"} 1',
    ]) {
      expect(text.split("\n")).toContain(line);
    }
    expect(text).not.toMatch(new RegExp(`${String(READER)}|Прыкладн|${TEST_TOKEN}`, "u"));
    // Listed as broken, it is not asked: nobody is to be woken by it for ever.
    expect(text).not.toContain("known-broken");
    const ready = await ask("/readyz");
    expect(ready.status).toBe(200);
    expect(JSON.parse(ready.text)).toMatchObject({
      ready: true,
      checks: { database: "ok", key: "ok", poll: "ok", queue: "ok" },
    });
  });

  test("rounds of which nothing can be stored are none", { timeout: 60_000 }, async () => {
    navoli.start(environment());
    const figure = async (name: string): Promise<number> =>
      Number(new RegExp(`^${name} (\\S+)$`, "mu").exec((await ask("/metrics")).text)?.[1]);
    await navoli.untilLogged("web_listening", 30_000);
    await expect.poll(() => figure("navoli_poll_age_seconds"), { timeout: 15_000 }).toBeLessThan(2);
    const beside = new Database(join(navoli.folder, "data/navoli.db"));
    beside.exec("create trigger full before update on source_states begin select raise(abort, 'full'); end");
    beside.close();
    await expect
      .poll(() => figure('navoli_polls_total\\{outcome="failed"\\}'), { timeout: 15_000 })
      .toBeGreaterThan(2);
    expect(await figure("navoli_poll_age_seconds")).toBeGreaterThan(2);
  });

  test(
    "the watcher elsewhere hears of the first round, and its address is in no log",
    { timeout: 60_000 },
    async () => {
      navoli.start(environment());
      await expect.poll(() => pings.length, { timeout: 30_000 }).toBe(1);
      await expect
        .poll(() => newsroom.statuses("/primary.xml").length, { timeout: 15_000 })
        .toBeGreaterThan(3);
      expect(pings).toEqual(["/ping/secret-of-nobody"]);
      expect(await navoli.end("SIGTERM")).toBe(0);
      expect(navoli.stderr).not.toContain("secret-of-nobody");
    },
  );
});

/** How long the end took is told by the process itself: an exit code of its own, and not the signal's name. */
const GRACE_MS = 10_000;

async function endedInTime(ending: NavoliProcess): Promise<number | string> {
  const late = new Promise<string>((resolve) => setTimeout(() => resolve("too late"), GRACE_MS));
  return Promise.race([ending.end("SIGTERM"), late]);
}

describe("SIGTERM", () => {
  test(
    "with a send in flight waits for Telegram's answer, and nothing is repeated",
    { timeout: 180_000 },
    async () => {
      await subscribed();
      telegram.fault({ fault: { slowMs: 2500 }, method: "sendMessage", times: 1 });
      newsroom.publish("/primary.xml", RELEASE);
      await expect
        .poll(() => telegram.callsOf("sendMessage").length, { timeout: 15_000, interval: 20 })
        .toBeGreaterThan(1);
      expect(alerts()).toBe(0);
      expect(await endedInTime(navoli)).toBe(0);
      expect(alerts()).toBe(1);
      navoli.stderr = "";
      navoli.start(environment());
      const polls = newsroom.statuses("/primary.xml").length;
      await expect
        .poll(() => newsroom.statuses("/primary.xml").length, { timeout: 30_000 })
        .toBeGreaterThan(polls + 2);
      expect(alerts()).toBe(1);
    },
  );

  test(
    "with a send that hangs ends in time, and the message is sent again",
    { timeout: 180_000 },
    async () => {
      await subscribed();
      telegram.fault({ fault: "hang", method: "sendMessage", times: 1 });
      newsroom.publish("/primary.xml", RELEASE);
      await expect
        .poll(() => telegram.callsOf("sendMessage").length, { timeout: 15_000, interval: 20 })
        .toBeGreaterThan(1);
      expect(await endedInTime(navoli)).toBe(0);
      navoli.start(environment());
      await expect.poll(alerts, { timeout: 30_000 }).toBe(1);
    },
  );

  test(
    "with a database that somebody else holds ends in time, and the watcher hears nothing good",
    { timeout: 180_000 },
    async () => {
      await subscribed();
      const other = new Database(`${navoli.folder}/data/navoli.db`);
      other.exec("begin immediate");
      newsroom.publish("/primary.xml", RELEASE);
      await navoli.untilLogged("deliver_store_failed");
      expect(await endedInTime(navoli)).toBe(0);
      // All was well once, before.
      expect(pings.filter((path) => !path.endsWith("/fail"))).toHaveLength(1);
      other.exec("rollback");
      other.close();
      navoli.stderr = "";
      navoli.start(environment());
      await expect.poll(alerts, { timeout: 30_000 }).toBe(1);
    },
  );

  const server = process.env["TEST_POSTGRES_URL"];

  test.runIf(server !== undefined)(
    "of a replica whose database hangs ends in time",
    { timeout: 120_000 },
    async () => {
      const replicas = new Replicas(server ?? "");
      replicas.newsroom.publish("/primary.xml", OLD);
      await replicas.open(1, (news) => ({
        feeds: [{ ...PRIMARY, url: news.url("/primary.xml") }],
        trackers: [],
      }));
      const [member] = replicas.members;
      if (member === undefined) throw new Error("there is none");
      await expect
        .poll(() => replicas.newsroom.statuses("/primary.xml").length, { timeout: 15_000 })
        .toBeGreaterThan(0);
      const other = new pg.Client({ connectionString: replicas.url });
      await other.connect();
      await other.query(
        "begin; lock table source_states, items, deliveries, leases in access exclusive mode",
      );
      replicas.newsroom.publish("/primary.xml", RELEASE);
      const answer = await fetch(`http://127.0.0.1:${String(member.port)}/readyz`, {
        signal: AbortSignal.timeout(2000),
      });
      expect([answer.status, await answer.json()]).toMatchObject([503, { checks: { database: "slow" } }]);
      expect(await endedInTime(member)).toBe(0);
      await other.query("rollback");
      await other.end();
      await replicas.close();
    },
  );
});
