import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { aSubscriber } from "../contracts/samples.ts";
import { type Newsroom, PRIMARY } from "../support/newsroom.ts";
import { Replicas } from "../support/replicas.ts";

/** Three processes on a real PostgreSQL; people are invented. Without a server at hand nothing is run. */
const SERVER = process.env["TEST_POSTGRES_URL"];
const READERS = Array.from({ length: 60 }, (_, at) => 5000 + at);

const sourcesIn = (newsroom: Newsroom) => ({
  feeds: [{ ...PRIMARY, url: newsroom.url("/primary.xml") }],
  trackers: [],
});
const OLD = { slug: "old", title: "Прыкладная навіна", at: new Date("2026-01-01") };
const release = (name: string) => ({
  slug: name,
  title: `Палітвязня Янку ${name} вызвалілі з калоніі`,
  summary: "Пра гэта паведамілі праваабаронцы. Ён ужо дома.",
});

describe.runIf(SERVER !== undefined)("a process for each role", () => {
  test("do together what one does, and wait for the one that is away", async () => {
    const replicas = new Replicas(SERVER ?? "");
    try {
      replicas.newsroom.publish("/primary.xml", OLD);
      await replicas.open(4, sourcesIn, ["poller", "sender", "bot", "web"]);
      const sent = () => replicas.telegram.sent.length;
      replicas.telegram.say(5000, "/subscribe", { language: "be" });
      await replicas.deliver();
      await expect.poll(sent, { timeout: 10_000 }).toBe(1);
      await expect.poll(() => replicas.newsroom.answered.length, { timeout: 15_000 }).toBeGreaterThan(0);
      replicas.newsroom.publish("/primary.xml", release("Прыкладнага"));
      await expect.poll(sent, { timeout: 20_000 }).toBe(2);
      const [, sender] = replicas.members;
      await sender?.end("SIGKILL");
      const { outbox } = await replicas.storage();
      replicas.newsroom.publish("/primary.xml", release("Узорнага"));
      const waiting = async () => (await outbox.counts()).queued;
      await expect.poll(waiting, { timeout: 20_000 }).toBe(1);
      expect(sent()).toBe(2);
      if (sender !== undefined) replicas.start(sender);
      await expect.poll(sent, { timeout: 20_000 }).toBe(3);
    } finally {
      await replicas.close();
    }
  }, 90_000);
});

describe.runIf(SERVER !== undefined)("three replicas on one PostgreSQL", () => {
  let replicas: Replicas;
  beforeEach(async () => {
    replicas = new Replicas(SERVER ?? "");
    replicas.newsroom.publish("/primary.xml", OLD);
    await replicas.open(3, sourcesIn);
  }, 60_000);
  afterEach(async () => {
    await replicas.close();
  });

  const polls = () => replicas.newsroom.answered.filter(({ path }) => path === "/primary.xml");
  const reached = () => new Set(replicas.telegram.sent.map(({ chatId }) => chatId));

  test("who subscribes at one is told by another, once", async () => {
    for (const reader of READERS.slice(0, 9)) replicas.telegram.say(reader, "/subscribe", { language: "be" });
    await replicas.deliver();
    await expect.poll(() => reached().size, { timeout: 10_000 }).toBe(9);
    const before = replicas.telegram.sent.length;
    await expect.poll(() => polls().length, { timeout: 15_000 }).toBeGreaterThan(0);
    replicas.newsroom.publish("/primary.xml", release("Прыкладнага"));
    await expect.poll(() => replicas.telegram.sent.length - before, { timeout: 20_000 }).toBe(9);
    await sleep(2000);
    expect(replicas.telegram.sent.length - before).toBe(9);
  }, 60_000);

  test("an update that all of them get at once has one effect and one answer", async () => {
    for (const reader of READERS.slice(0, 12)) {
      replicas.telegram.say(reader, "/subscribe", { language: "be" });
      replicas.telegram.say(reader, "/help", { language: "be" });
    }
    await replicas.deliver(3);
    await sleep(500);
    for (const reader of READERS.slice(0, 12)) {
      expect(replicas.telegram.sentTo(reader), String(reader)).toHaveLength(2);
    }
    const [row] = await replicas.query("select count(*)::int as n from subscribers");
    expect(row?.["n"]).toBe(12);
  }, 60_000);

  test("an answer that the end of its replica cuts off is given by another", async () => {
    const { telegram } = replicas;
    telegram.fault({ fault: "hang", method: "sendMessage", times: 1 });
    telegram.say(4001, "/help", { language: "be" });
    const delivered = replicas.deliver();
    await telegram.until(() => telegram.callsOf("sendMessage").length > 0);
    // Whom the first call of the webhook goes to.
    expect(await replicas.members[1]?.end("SIGTERM")).toBe(0);
    await delivered;
    expect((await telegram.nextMessage(4001)).plain).toContain("/subscribe");
  }, 60_000);

  test("the poller that dies is followed by one other", async () => {
    await expect.poll(() => polls().length, { timeout: 15_000 }).toBeGreaterThan(2);
    await replicas.leader()?.end("SIGKILL");
    const before = polls().length;
    await expect.poll(() => polls().length, { timeout: 15_000 }).toBeGreaterThan(before + 2);
    const lease = await replicas.query("select token::int from leases where name = 'poller'");
    expect(lease).toEqual([{ token: 2 }]);
    const tokens = replicas.members.flatMap(({ stderr }) => [
      ...stderr.matchAll(
        /"lease":"poller","token":(\d+)[^\n]*"lease_gained"|"lease_gained"[^\n]*"poller","token":(\d+)/gu,
      ),
    ]);
    expect(tokens).toHaveLength(2);
  }, 60_000);

  test("a leader that stood still repeats and spoils nothing when it wakes", async () => {
    for (const reader of READERS.slice(0, 3)) replicas.telegram.say(reader, "/subscribe", { language: "be" });
    await replicas.deliver();
    await expect.poll(() => polls().length, { timeout: 15_000 }).toBeGreaterThan(0);
    const asleep = replicas.leader();
    asleep?.signal("SIGSTOP");
    replicas.newsroom.publish("/primary.xml", release("Прыкладнага"));
    const told = () => READERS.slice(0, 3).map((reader) => replicas.telegram.sentTo(reader).length);
    await expect.poll(told, { timeout: 30_000 }).toEqual([2, 2, 2]);
    asleep?.signal("SIGCONT");
    await sleep(4000);
    expect(told()).toEqual([2, 2, 2]);
    expect(await replicas.query("select token::int from leases where name = 'poller'")).toEqual([
      { token: 2 },
    ]);
    expect(await replicas.query("select distinct version from events")).toEqual([{ version: 1 }]);
  }, 60_000);

  test("killed at random within a fan-out, they lose nobody and repeat at most what was in flight", async () => {
    const { subscribers } = await replicas.storage();
    for (const reader of READERS) await subscribers.save({ ...aSubscriber(reader), language: "be" });
    await expect.poll(() => polls().length, { timeout: 15_000 }).toBeGreaterThan(0);
    replicas.newsroom.publish("/primary.xml", release("Прыкладнага"));
    let kills = 0;
    for (const member of replicas.members) {
      const before = reached().size;
      await expect.poll(() => reached().size, { timeout: 90_000, interval: 10 }).toBeGreaterThan(before + 5);
      await member.end("SIGKILL");
      kills += 1;
      replicas.start(member);
    }
    await expect.poll(() => reached().size, { timeout: 90_000 }).toBe(READERS.length);
    await expect
      .poll(async () => (await replicas.query("select 1 from deliveries where state <> 'sent'")).length, {
        timeout: 90_000,
      })
      .toBe(0);
    const repeats = replicas.telegram.sent.length - READERS.length;
    expect(repeats).toBeLessThanOrEqual(kills * 3);
  }, 200_000);
});

describe.runIf(SERVER !== undefined)("two replicas that ask Telegram for updates", () => {
  test("take turns: one asks at a time, and when it dies the other goes on where it was", async () => {
    const replicas = new Replicas(SERVER ?? "", { WEBHOOK_URL: "", WEBHOOK_SECRET: "" });
    const telegram = replicas.telegram;
    try {
      await replicas.open(2, () => ({ feeds: [], trackers: [] }));
      telegram.say(7001, "/subscribe", { language: "be" });
      await telegram.nextMessage(7001);
      const asking = replicas.members.filter((member) => member.stderr.includes('"lease":"updates"'));
      expect(asking).toHaveLength(1);
      await asking[0]?.end("SIGKILL");
      telegram.say(7001, "/help", { language: "be" });
      telegram.say(7002, "/subscribe", { language: "be" });
      await telegram.nextMessage(7002, 0, 20_000);
      await telegram.nextMessage(7001, 1, 20_000);
      await sleep(1500);
      expect([telegram.sentTo(7001).length, telegram.sentTo(7002).length]).toEqual([2, 1]);
    } finally {
      await replicas.close();
    }
  }, 60_000);
});
