import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { createDigestGroups, digestRunsAfter } from "../../src/alert/digest.ts";
import { newSubscriber } from "../../src/domain/subscriber.ts";
import type { Subscriber } from "../../src/domain/subscriber.ts";
import { DAY_MS, HOUR_MS } from "../../src/domain/time.ts";
import { applyPatch, FOLLOWS_MOST } from "../../src/subscribers/preferences.ts";
import type { PreferencesPatch } from "../../src/subscribers/preferences.ts";
import { createRoster } from "../../src/subscribers/roster.ts";
import { createSweeper } from "../../src/subscribers/step.ts";
import { FixedClock, openDelivering, writeRows } from "../support/delivering.ts";
import type { Delivering } from "../support/delivering.ts";
import { FakeTelegram } from "../support/telegram.ts";

const chat = { chatId: 1000, threadId: null };

function aSubscriber(change: Partial<Subscriber> = {}): Subscriber {
  return { ...newSubscriber(chat, "be"), subscribed: true, ...change };
}

describe("the roster", () => {
  const reader = (chatId: number, follows: readonly string[] = [], subscribed = true): Subscriber =>
    aSubscriber({ chat: { chatId, threadId: null }, follows, subscribed });
  const chatsOf = (found: Iterable<Subscriber>): number[] =>
    [...found].map((each) => each.chat.chatId).toSorted((a, b) => a - b);

  test("inverts who follows whom, each chat once, only subscribed ones", () => {
    const roster = createRoster([
      reader(1, ["a", "b"]),
      reader(2, ["b"]),
      reader(3, ["b"], false),
      reader(4),
    ]);
    expect(chatsOf(roster.followersOf(["a", "b"]))).toEqual([1, 2]);
    expect(chatsOf(roster.followersOf(["c"]))).toEqual([]);
    roster.set(reader(1, ["c"]));
    expect(chatsOf(roster.followersOf(["a", "b"]))).toEqual([2]);
    expect(chatsOf(roster.followersOf(["c"]))).toEqual([1]);
    roster.remove(2);
    expect(chatsOf(roster.followersOf(["b"]))).toEqual([]);
    expect(roster.size).toBe(3);
  });

  test("keeps the topics of a group apart", () => {
    const topic = (threadId: number | null, follows: readonly string[]): Subscriber =>
      aSubscriber({ chat: { chatId: -7, threadId }, follows });
    const roster = createRoster([topic(null, []), topic(5, ["a"]), topic(6, ["a", "b"])]);
    expect(roster.size).toBe(3);
    expect(roster.followersOf(["a"]).map((each) => each.chat.threadId)).toEqual([5, 6]);
    roster.set(topic(5, []));
    expect(roster.followersOf(["a"]).map((each) => each.chat.threadId)).toEqual([6]);
    roster.move(-7, -1007);
    expect(roster.get(-7, 6)).toBeNull();
    expect(roster.followersOf(["b"]).map((each) => each.chat)).toEqual([{ chatId: -1007, threadId: 6 }]);
    roster.remove(-1007);
    expect([roster.size, [...roster.everyone(0)].length]).toEqual([0, 0]);
  });

  test("leaves a supergroup the settings that were made there before its group was moved", () => {
    const roster = createRoster([reader(-7, ["a"]), reader(-1007, ["b"], false)]);
    roster.move(-7, -1007);
    expect([...roster.everyone(0)]).toEqual([]);
    expect(roster.get(-1007, null)).toMatchObject({ subscribed: false, follows: ["b"] });
  });

  test("takes over all chats a few at a time; what changes meanwhile stays", async () => {
    const many = Array.from({ length: 5000 }, (_, n) => reader(n + 1, n % 2 === 0 ? ["a"] : []));
    const roster = createRoster([...many.slice(0, 2500), reader(9000), reader(9001)]);
    let pauses = 0;
    let changedMost = 0;
    let before = new Map([...roster.everyone(0)].map((each) => [each.chat.chatId, each]));
    await roster.keep(
      many.map((each) => ({ ...each, discreet: true })),
      async () => {
        pauses += 1;
        const now = new Map([...roster.everyone(0)].map((each) => [each.chat.chatId, each]));
        const ids = new Set([...before.keys(), ...now.keys()]);
        changedMost = Math.max(changedMost, [...ids].filter((id) => before.get(id) !== now.get(id)).length);
        if (pauses === 1) {
          roster.set(reader(7, ["b"]));
          roster.set(reader(9002));
          roster.set(reader(9001));
          roster.remove(8);
        }
        before = new Map([...roster.everyone(0)].map((each) => [each.chat.chatId, each]));
      },
    );
    expect(changedMost).toBeLessThanOrEqual(1000);
    expect(pauses).toBeGreaterThan(9);
    expect(chatsOf(roster.everyone(0))).toEqual([
      ...many.map(({ chat: { chatId } }) => chatId).filter((chatId) => chatId !== 8),
      9001,
      9002,
    ]);
    expect(roster.get(7, null)).toMatchObject({ follows: ["b"], discreet: false });
    expect(roster.get(6, null)).toMatchObject({ discreet: true });
    expect(chatsOf(roster.followersOf(["b"]))).toEqual([7]);
    expect(roster.followersOf(["a"])).toHaveLength(2499);
  });

  test.each([0, 0.1, 0.5, 0.999])("gives everybody once, wherever it begins (%d)", (from) => {
    const roster = createRoster(Array.from({ length: 20 }, (_, n) => reader(n + 1)));
    const found = [...roster.everyone(from)].map((each) => each.chat.chatId);
    expect(new Set(found).size).toBe(20);
    expect(found[0]).toBe(Math.floor(from * 20) + 1);
  });

  test("misses nobody who stays while others come and go", () => {
    const roster = createRoster(Array.from({ length: 100 }, (_, n) => reader(n + 1)));
    const found: number[] = [];
    for (const each of roster.everyone(0.5)) {
      found.push(each.chat.chatId);
      if (each.chat.chatId === 60) for (let gone = 1; gone <= 40; gone += 2) roster.remove(gone);
      if (each.chat.chatId === 70) roster.set(reader(500));
    }
    for (let stays = 2; stays <= 100; stays += 2) expect(found).toContain(stays);
    expect(new Set(found).size).toBe(found.length);
  });
});

describe("a change of preferences", () => {
  test.each<{ patch: PreferencesPatch; fault: string | null }>([
    { patch: { kinds: ["arrest", "release"] }, fault: null },
    { patch: { kinds: [] }, fault: "kinds" },
    { patch: { digestHour: 24 }, fault: "digestHour" },
    { patch: { digestHour: 7.5 }, fault: "digestHour" },
    { patch: { quiet: { from: 22, to: 7 } }, fault: null },
    { patch: { quiet: { from: -1, to: 7 } }, fault: "quiet" },
    { patch: { quiet: null }, fault: null },
    { patch: { timeZone: "Asia/Tbilisi" }, fault: null },
    { patch: { timeZone: "Mars/Olympus" }, fault: "timeZone" },
    { patch: { timeZone: "" }, fault: "timeZone" },
    { patch: { deleteAfterHours: 46 }, fault: null },
    { patch: { deleteAfterHours: 47 }, fault: "deleteAfterHours" },
    { patch: { deleteAfterHours: 0 }, fault: "deleteAfterHours" },
  ])("$patch: $fault", ({ patch, fault }) => {
    const result = applyPatch(aSubscriber(), patch);
    expect(result.ok ? null : result.fault).toBe(fault);
  });

  test("to discreet mode deletes after a day unless another time is chosen, and never not at all", () => {
    const hours = (patch: PreferencesPatch, before: Partial<Subscriber> = {}): number | null => {
      const result = applyPatch(aSubscriber(before), patch);
      return result.ok ? result.subscriber.deleteAfterHours : null;
    };
    expect(hours({ discreet: true })).toBe(24);
    expect(hours({ discreet: true, deleteAfterHours: 3 })).toBe(3);
    expect(hours({ deleteAfterHours: null }, { discreet: true, deleteAfterHours: 3 })).toBe(24);
    expect(hours({ deleteAfterHours: null }, { deleteAfterHours: 3 })).toBeNull();
  });

  test("keeps kinds in one order, each once", () => {
    const result = applyPatch(aSubscriber(), { kinds: ["arrest", "release", "arrest"] });
    expect(result.ok && result.subscriber.kinds).toEqual(["release", "arrest"]);
  });
});

describe("what people cause", () => {
  const clock = new FixedClock(new Date("2026-11-22T10:00:00Z"));
  let telegram: FakeTelegram;
  let all: Delivering;

  beforeEach(async () => {
    telegram = new FakeTelegram();
    await telegram.listen();
    all = await openDelivering({ root: telegram.root, clock });
  });

  afterEach(async () => {
    await all.close();
    await telegram.close();
  });

  test("taps that come at once lose nothing of each other", async () => {
    const { actions, subscribers } = all;
    const answers = await Promise.all([
      actions.subscribe(chat, "ru"),
      actions.follow(chat, "ru", "list:1"),
      actions.follow(chat, "ru", "list:2"),
      actions.follow(chat, "ru", "list:2"),
      actions.change(chat, "ru", { silent: true }),
      actions.change(chat, "ru", { digestHour: 24 }),
      actions.setLanguage(chat, "en"),
      actions.unfollow(chat, "list:1"),
    ]);

    const kept = { subscribed: true, language: "en", silent: true, follows: ["list:2"], digestHour: 9 };
    expect(await subscribers.find(1000, null)).toMatchObject(kept);
    expect(all.roster.get(1000, null)).toMatchObject(kept);
    expect(answers).toMatchObject([
      "subscribed",
      "followed",
      "followed",
      "already",
      { ok: true },
      { ok: false },
      undefined,
      "unfollowed",
    ]);
  });

  test("who begins to wait for digests is told of nothing before; who only changes them goes on waiting", async () => {
    const { actions, subscribers } = all;
    const since = async () => (await subscribers.find(1000, null))?.digestSince?.toISOString() ?? null;
    await actions.subscribe(chat, "ru");
    expect(await since()).toBeNull();
    await actions.change(chat, "ru", { rhythm: "weekly" });
    expect(await since()).toBe("2026-11-22T10:00:00.000Z");
    clock.advance(HOUR_MS + 1);
    await actions.change(chat, "ru", { rhythm: "daily", digestHour: 20 });
    await actions.follow(chat, "ru", "list:1");
    expect(await since()).toBe("2026-11-22T10:00:00.000Z");
    await actions.unsubscribe(chat);
    expect(await since()).toBeNull();
    await actions.subscribe(chat, "ru");
    expect(await since()).toBe("2026-11-22T11:00:00.000Z");
    expect(all.roster.get(1000, null)?.digestSince?.toISOString()).toBe("2026-11-22T11:00:00.000Z");
    await actions.change(chat, "ru", { rhythm: "instant" });
    expect(await since()).toBeNull();
    clock.advance(-HOUR_MS - 1);
  });

  test("who chooses other hours for digests goes on where the last one ended", async () => {
    const { actions, subscribers, alerts } = all;
    const waits = async () => {
      const found = await subscribers.find(1000, null);
      return [found?.digestSince, found?.digestChosenAt].map((at) => at?.toISOString().slice(8, 16) ?? null);
    };
    const from = clock.now();
    await actions.subscribe(chat, "ru");
    await actions.change(chat, "ru", { rhythm: "daily", digestHour: 9, timeZone: "UTC" });
    expect(await waits()).toEqual(["22T10:00", null]);
    await actions.change(chat, "ru", { digestHour: 12 });
    expect(await waits()).toEqual(["22T10:00", "22T10:01"]);
    clock.advance(5 * HOUR_MS);
    // The one of noon is not written down yet: what it was to tell stands in the next.
    await alerts.saveDigestRuns({ until: from.getTime(), gaps: [] });
    await actions.change(chat, "ru", { digestHour: 13 });
    expect(await waits()).toEqual(["22T10:00", "22T15:01"]);
    await alerts.saveDigestRuns({ until: clock.now().getTime(), gaps: [] });
    clock.advance(24 * HOUR_MS);
    await alerts.saveDigestRuns({ until: clock.now().getTime(), gaps: [] });
    await actions.change(chat, "ru", { rhythm: "weekly" });
    expect(await waits()).toEqual(["23T13:00", "23T15:01"]);
    await actions.follow(chat, "ru", "list:1");
    expect(await waits()).toEqual(["23T13:00", "23T15:01"]);
    clock.advance(-29 * HOUR_MS);
  });

  test("who chooses other hours while the clock is set back goes on where the last one ended, too", async () => {
    const { actions, subscribers, alerts } = all;
    await actions.subscribe(chat, "ru");
    await actions.change(chat, "ru", { rhythm: "daily", digestHour: 9, timeZone: "UTC" });
    const writtenUntil = Date.parse("2026-11-23T09:00:01Z");
    await alerts.saveDigestRuns({ until: writtenUntil, gaps: [] });
    const setBackMs = Date.parse("2026-11-23T07:30:00Z") - clock.now().getTime();
    clock.advance(setBackMs);
    await actions.change(chat, "ru", { digestHour: 8 });
    expect(await subscribers.find(1000, null)).toMatchObject({
      digestSince: new Date("2026-11-23T09:00:00Z"),
      digestChosenAt: new Date("2026-11-23T09:01:00Z"),
    });
    clock.advance(-setBackMs);
  });

  test("digests tell of every instant once, however often their hours are changed", async () => {
    const choices = fc.array(
      fc.record({
        afterSeconds: fc.integer({ min: 1, max: 9 * 24 * 3600 }),
        lookEveryMinutes: fc.constantFrom(60, 187, 50 * 60),
        rhythm: fc.constantFrom("daily" as const, "weekly" as const),
        digestHour: fc.integer({ min: 0, max: 23 }),
      }),
      { minLength: 1, maxLength: 4 },
    );
    let chatId = 5000;
    const start = clock.now();
    await fc.assert(
      fc.asyncProperty(choices, async (changes) => {
        clock.advance(start.getTime() - clock.now().getTime());
        const reader = { chatId: (chatId += 1), threadId: null };
        let runs = digestRunsAfter(null, clock.now());
        const look = async (told: Date): Promise<Date> => {
          const groups = createDigestGroups(clock.now(), runs);
          const found = await all.subscribers.find(reader.chatId, null);
          if (found !== null) groups.add(found);
          const [due] = groups.due();
          runs = digestRunsAfter(runs, clock.now());
          await all.alerts.saveDigestRuns(runs);
          if (due === undefined) return told;
          const begin = Math.max(due.span.from.getTime(), found?.digestSince?.getTime() ?? 0);
          expect(new Date(begin)).toEqual(told);
          return due.span.to;
        };
        await all.alerts.saveDigestRuns(runs);
        await all.actions.subscribe(reader, "be");
        await all.actions.change(reader, "be", { rhythm: "daily", timeZone: "UTC" });
        let told = clock.now();
        const atLast = { afterSeconds: 17 * 24 * 3600, lookEveryMinutes: 187 };
        for (const { afterSeconds, lookEveryMinutes, ...choice } of [...changes, atLast]) {
          let leftMs = afterSeconds * 1000;
          for (const everyMs = lookEveryMinutes * 60_000; leftMs >= everyMs; leftMs -= everyMs) {
            clock.advance(everyMs);
            told = await look(told);
          }
          // Chosen between two looks: what is due may be written down only after it.
          clock.advance(leftMs);
          await all.actions.change(reader, "be", choice);
        }
        expect(told.getTime()).toBeGreaterThan(clock.now().getTime() - 8 * DAY_MS);
      }),
      { numRuns: 20 },
    );
    clock.advance(start.getTime() - clock.now().getTime());
  });

  test("subscribing, following and leaving are kept over a restart", async () => {
    const { actions, subscribers } = all;
    expect(await actions.find(chat)).toBeNull();
    expect(await actions.subscribe(chat, "ru")).toBe("subscribed");
    expect(await actions.subscribe(chat, "en")).toBe("already");
    expect(await actions.follow(chat, "ru", "list:1")).toBe("followed");
    expect(await actions.follow(chat, "ru", "list:1")).toBe("already");
    const after = createRoster(await subscribers.all());
    expect(after.get(1000, null)).toMatchObject({ language: "ru", subscribed: true, follows: ["list:1"] });
    expect(after.followersOf(["list:1"])).toHaveLength(1);
    expect(await actions.unfollow(chat, "list:1")).toBe("unfollowed");
    expect(await actions.unfollow(chat, "list:1")).toBe("not_followed");
    expect(await actions.unsubscribe(chat)).toBe("unsubscribed");
    expect(await actions.unsubscribe(chat)).toBe("already");
    expect([...all.roster.everyone(0)]).toEqual([]);
  });

  test("who only follows hears only of those people, until subscribing to all", async () => {
    const { actions } = all;
    expect(await actions.follow(chat, "be", "list:1")).toBe("followed_and_subscribed");
    expect(await actions.find(chat)).toMatchObject({ subscribed: true, followedOnly: true });
    expect(await actions.subscribe(chat, "be")).toBe("widened");
    expect(await actions.find(chat)).toMatchObject({ followedOnly: false, follows: ["list:1"] });
  });

  test("nobody follows without end", async () => {
    for (let n = 0; n < FOLLOWS_MOST; n += 1) await all.actions.follow(chat, "be", `list:${n}`);
    expect(await all.actions.follow(chat, "be", "list:one-more")).toBe("too_many");
  });

  test("a refused change leaves everything as it was", async () => {
    await all.actions.subscribe(chat, "be");
    const before = await all.actions.find(chat);
    expect(await all.actions.change(chat, "be", { timeZone: "nowhere" })).toEqual({
      ok: false,
      fault: "timeZone",
    });
    expect(await all.actions.find(chat)).toEqual(before);
  });

  test("forgetting erases at once, and deletes what was sent within two days", async () => {
    await all.actions.subscribe(chat, "be");
    await writeRows(all, { alertId: "e:1", chatIds: [1000, 1001] });
    await all.deliverer.start();
    await telegram.until(() => telegram.sent.length === 2);
    await all.deliverer.stop();
    expect(await all.actions.forget(1000)).toEqual({ deleted: 1 });
    expect(telegram.sentTo(1000)).toEqual([]);
    expect(telegram.sentTo(1001)).toHaveLength(1);
    expect(await all.actions.find(chat)).toBeNull();
    expect(all.roster.size).toBe(0);
  });

  test("forgetting does not wait for a Telegram that does not answer", async () => {
    await all.actions.subscribe(chat, "be");
    await all.outbox.noteSent({ ...aNoteTarget(1000) }, 5, clock.now());
    telegram.fault({ fault: { retryAfter: 600 } });
    expect(await all.actions.forget(1000)).toEqual({ deleted: 0 });
    expect(await all.actions.find(chat)).toBeNull();
  });

  test("messages go when their hours are over, chats that left go after three days", async () => {
    const sweeper = createSweeper({
      outbox: all.outbox,
      store: all.subscribers,
      sender: all.sender,
      clock,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    });
    const sent = await all.sender.send(aNoteTarget(1000), { html: "answer", buttons: [] });
    if (sent.kind !== "sent") throw new Error("not sent");
    await all.actions.subscribe(chat, "be");
    await all.outbox.noteSent(aNoteTarget(1000), sent.messageId, clock.now());
    await all.actions.gone(1000, clock.now());
    await sweeper.sweep();
    expect(telegram.sentTo(1000)).toHaveLength(1);
    clock.advance(25 * HOUR_MS);
    await sweeper.sweep();
    expect(telegram.sentTo(1000)).toHaveLength(0);
    expect(await all.actions.find(chat)).not.toBeNull();
    clock.advance(3 * DAY_MS);
    await sweeper.sweep();
    expect(await all.actions.find(chat)).toBeNull();
  });
});

function aNoteTarget(chatId: number) {
  return {
    chatId,
    threadId: null,
    language: "be",
    discreet: true,
    silent: false,
    deleteAfterHours: 24,
  } as const;
}
