import { beforeEach, describe, expect, test } from "vitest";
import type { Alert } from "../../src/domain/alert.ts";
import type { Delivery, Settlement } from "../../src/domain/delivery.ts";
import { DAY_MS, HOUR_MS, later, MINUTE_MS } from "../../src/domain/time.ts";
import {
  aFinding,
  anAlert,
  anEvent,
  aRecipient,
  aSubscriber,
  aTarget,
  at,
  chatsOf,
  NOON,
} from "../contracts/samples.ts";
import type { Stores } from "../contracts/stores.ts";
import { postgresUpdates } from "../../src/store/postgres/updates.ts";
import { postgresPlaces } from "../../src/store/postgres/places.ts";
import { POSTGRES_NAME, storesOf, testDatabase } from "./postgres-stores.ts";
import { fixedClock } from "./support.ts";

const { makeTwo, replica, empty, run } = testDatabase();
const LINE = { at: NOON, who: "M1", action: "post", subject: "x", facts: {} };
const LEASE_MS = MINUTE_MS;
const DIGEST = { id: "digest-x:1", expiresAt: at(12) };
const chats = (count: number, from = 1): number[] => Array.from({ length: count }, (_, n) => from + n);
const sentAs = (messageId: number): Settlement => ({ state: "sent", messageId, at: NOON });

describe(`several senders on one database, ${POSTGRES_NAME}`, () => {
  let one: Stores;
  let two: Stores;
  beforeEach(async () => {
    [one, two] = await makeTwo();
  });
  const decide = async (id: string, version: number, over: Partial<Alert> = {}): Promise<Alert> => {
    const event = anEvent(id, { version });
    const alert = anAlert(event, { purpose: version === 1 ? "new" : "update", ...over });
    const findingId = `p:${id}:${String(version)}`;
    await one.events.saveFinding(aFinding(findingId), LINE);
    await one.events.saveMerge({ findingId, outcome: "created", events: [event] });
    await one.events.saveDecision(event, { kind: "publish", urgency: alert.urgency, reason: "" }, alert, []);
    return alert;
  };
  const retract = (id: string) => decide(id, 2, { purpose: "retraction", urgency: "correction" });
  const claim = ({ outbox }: Stores, limit = 100): Promise<readonly Delivery[]> =>
    outbox.claimDue(NOON, limit, LEASE_MS);
  const fly = async (stores: Stores, limit = 100): Promise<readonly Delivery[]> => {
    const due = await claim(stores, limit);
    const ids = due.map(({ id }) => id);
    expect(await stores.outbox.writeDown([], ids, NOON)).toEqual(ids);
    return due;
  };

  test("two thousand rows are claimed by four workers, each row once", { timeout: 30_000 }, async () => {
    for (const priority of [0, 1, 3, 4]) {
      const some = chats(500, priority * 1000).map((chat) => aRecipient(chat, { priority }));
      await one.alerts.enqueue(DIGEST, some, false);
    }
    const drain = async (stores: Stores): Promise<number[]> => {
      const taken: number[] = [];
      for (let due = await claim(stores, 23); due.length > 0; due = await claim(stores, 23)) {
        taken.push(...chatsOf(due));
      }
      return taken;
    };
    const taken = (await Promise.all([one, two, one, two].map(drain))).flat();

    expect(taken).toHaveLength(2000);
    expect(new Set(taken).size).toBe(2000);
  });

  test("a claim that ran out belongs to who claims next; the first neither sends nor settles", async () => {
    await one.alerts.enqueue(
      DIGEST,
      chats(3).map((chat) => aRecipient(chat)),
      true,
    );
    const lost = await claim(one);
    const held = await two.outbox.claimDue(later(NOON, LEASE_MS), 9, LEASE_MS);
    expect(chatsOf(held)).toEqual(chatsOf(lost));
    const ids = lost.map(({ id }) => id);

    expect(
      await one.outbox.writeDown(
        ids.map((id) => ({ id, settlement: sentAs(1) })),
        ids,
        NOON,
      ),
    ).toEqual([]);
    expect(await two.outbox.counts()).toEqual({ queued: 3 });
    await two.outbox.writeDown(
      [],
      held.map(({ id }) => id),
      later(NOON, LEASE_MS),
    );
    for (const id of ids) await one.outbox.settle(id, { state: "gone", reason: "403" });
    expect(await two.outbox.counts()).toEqual({ sending: 3 });
  });

  test("rows of a sender that died are taken back once, whoever looks", async () => {
    await one.alerts.enqueue(
      DIGEST,
      chats(200).map((chat) => aRecipient(chat, { priority: 3 })),
      true,
    );
    await fly(one, 200);
    const looks = await Promise.all(
      [one, two, one, two].map(({ outbox }) => outbox.recover(later(NOON, LEASE_MS))),
    );

    expect(looks.reduce((sum, { resent }) => sum + resent, 0)).toBe(200);
    expect((await claim(two, 300)).map(({ attempts }) => attempts)).toEqual(
      Array.from({ length: 200 }, () => 1),
    );
  });

  test("a row that is being settled is not taken back", async () => {
    await one.alerts.enqueue(
      DIGEST,
      chats(100).map((chat) => aRecipient(chat, { priority: 3 })),
      true,
    );
    const flying = await fly(one);
    const settled = flying.map(({ id, target }) => ({ id, settlement: sentAs(target.chatId) }));
    const [, { resent }] = await Promise.all([
      one.outbox.writeDown(settled, [], NOON),
      two.outbox.recover(later(NOON, LEASE_MS)),
    ]);
    const { sent = 0, queued = 0 } = await one.outbox.counts();

    expect([sent + queued, queued]).toEqual([100, resent]);
  });

  test("the same recipients written by two at once are written once", async () => {
    const alert = await decide("e1", 1);
    const recipients = chats(200).map((chat) => aRecipient(chat));
    await Promise.all(
      [one, two, one, two].map(({ alerts }, n) =>
        alerts.enqueue(alert, n % 2 === 0 ? recipients : recipients.toReversed(), true),
      ),
    );

    expect(chatsOf(await claim(one, 999)).toSorted((a, b) => a - b)).toEqual(chats(200));
  });

  test("whatever is in flight while it is retracted is followed up", { timeout: 30_000 }, async () => {
    for (const id of ["e1", "e2", "e3", "e4"]) {
      await one.alerts.enqueue(
        await decide(id, 1),
        chats(40).map((chat) => aRecipient(chat)),
        true,
      );
      const flying = await fly(one);
      const wrong = await retract(id);
      await Promise.all([
        two.alerts.enqueueEdits(wrong, { notify: true }),
        ...[0, 10, 20, 30].map((from) =>
          one.outbox.writeDown(
            flying
              .slice(from, from + 10)
              .map((each) => ({ id: each.id, settlement: sentAs(each.target.chatId) })),
            [],
            NOON,
          ),
        ),
      ]);
      const told = await fly(two, 999);
      expect(told.filter(({ act }) => act.kind === "edit")).toHaveLength(40);
      expect(told.filter(({ act }) => act.kind === "send")).toHaveLength(40);
    }
  });

  test("who is erased while their message is settled leaves no row behind", { timeout: 30_000 }, async () => {
    await Promise.all(chats(12).map((id) => one.subscribers.save(aSubscriber(id))));
    const recipients = chats(12).map((id) =>
      aRecipient(id, { target: aTarget(id, { deleteAfterHours: 5 }) }),
    );
    await one.alerts.enqueue(await decide("e1", 1), recipients, true);
    const flying = await fly(one);
    await two.alerts.enqueueEdits(await retract("e1"), { notify: true });
    const settled = flying.map(({ id, target }) => ({ id, settlement: sentAs(target.chatId) }));
    await Promise.all([
      one.outbox.writeDown(settled.slice(0, 6), [], NOON),
      ...chats(12).map((id) => two.subscribers.erase(id)),
      one.outbox.writeDown(settled.slice(6), [], NOON),
    ]);

    expect(await run("select alert_id, act, state from deliveries")).toEqual([]);
  });

  test("recipients who are written while it is retracted are told nothing", async () => {
    for (const id of ["e1", "e2", "e3", "e4", "e5", "e6"]) {
      const first = await decide(id, 1);
      const wrong = await retract(id);
      await Promise.all([
        one.alerts.enqueue(
          first,
          chats(60).map((chat) => aRecipient(chat)),
          true,
        ),
        two.alerts.enqueueEdits(wrong, { notify: true }),
      ]);
      expect(await claim(one)).toEqual([]);
    }
  });

  test("two readers who purge at once purge each row once", async () => {
    await one.alerts.enqueue(
      DIGEST,
      chats(300).map((chat) => aRecipient(chat)),
      true,
    );
    const late = await Promise.all([one, two].map(({ outbox }) => outbox.purge(at(12))));
    expect(late.reduce((sum, { expired }) => sum + expired, 0)).toBe(300);
    const old = await Promise.all([one, two].map(({ outbox }) => outbox.purge(at(9 * 24))));
    expect(old.reduce((sum, { purged }) => sum + purged, 0)).toBe(300);
  });

  test("a machine whose clock jumped ahead takes nothing from the others", async () => {
    await empty();
    const clock = fixedClock(new Date());
    const real = async () => storesOf(await replica({ clock, clockOfLeases: "database" }), clock);
    const [right, wrong] = [await real(), await real()];
    const jumped = later(clock.now(), 3 * HOUR_MS);
    const digest = { id: DIGEST.id, expiresAt: later(jumped, HOUR_MS) };
    await right.alerts.enqueue(
      digest,
      chats(9).map((chat) => aRecipient(chat, { priority: 3 })),
      true,
    );
    const held = await right.outbox.claimDue(clock.now(), 6, LEASE_MS);
    const flying = held.slice(0, 3).map(({ id }) => id);
    await right.outbox.writeDown([], flying, clock.now());

    expect(await wrong.outbox.recover(jumped)).toEqual({ resent: 0, unsure: 0 });
    const muchLater = later(jumped, 30 * DAY_MS);
    expect(await wrong.outbox.purge(muchLater)).toEqual({ purged: 0, expired: 0 });
    expect(await wrong.outbox.claimDue(jumped, 99, LEASE_MS)).toHaveLength(3);
    const settled = flying.map((id) => ({ id, settlement: sentAs(1) }));
    const waiting = held.slice(3).map(({ id }) => id);
    expect(await right.outbox.writeDown(settled, waiting, clock.now())).toEqual(waiting);
    expect(await right.outbox.counts()).toEqual({ sent: 3, sending: 3, queued: 3 });
  });

  test("a clock that was set back delays nothing, and its leases hold", async () => {
    await empty();
    const clock = fixedClock(new Date());
    const real = async () => storesOf(await replica({ clock, clockOfLeases: "database" }), clock);
    const [right, wrong] = [await real(), await real()];
    const back = later(clock.now(), -3 * HOUR_MS);
    const digest = { id: DIGEST.id, expiresAt: later(clock.now(), HOUR_MS) };
    await right.alerts.enqueue(
      digest,
      chats(4).map((chat) => aRecipient(chat, { priority: 3 })),
      true,
    );
    const held = await wrong.outbox.claimDue(back, 4, LEASE_MS);
    expect(held).toHaveLength(4);
    await wrong.outbox.writeDown(
      [],
      held.slice(0, 2).map(({ id }) => id),
      back,
    );

    expect(await right.outbox.claimDue(clock.now(), 9, LEASE_MS)).toEqual([]);
    expect(await right.outbox.recover(clock.now())).toEqual({ resent: 0, unsure: 0 });
  });

  test("a machine whose clock is hours ahead drops nothing and puts nothing off for hours", async () => {
    await empty();
    const clock = fixedClock(new Date());
    const open = () => replica({ clock, clockOfLeases: "database" });
    const wrong = storesOf(await open(), clock);
    const right = await open();
    const ahead = later(clock.now(), 3 * HOUR_MS);
    const digest = { id: DIGEST.id, expiresAt: later(clock.now(), HOUR_MS) };
    await wrong.subscribers.save(aSubscriber(1));
    await wrong.alerts.enqueue(digest, [aRecipient(1, { priority: 3 })], true);

    const [held] = await wrong.outbox.claimDue(ahead, 1, LEASE_MS);
    if (held === undefined) throw new Error("nothing is due");
    const leftMs = held.expiresAt.getTime() - ahead.getTime();
    expect(leftMs).toBeGreaterThan(HOUR_MS - 60_000);
    expect(leftMs).toBeLessThanOrEqual(HOUR_MS);
    const dueAt = later(ahead, 50);
    const putOff = { state: "queued", dueAt, unsure: false, tried: false, reason: "chat_pace" } as const;
    await wrong.outbox.writeDown([{ id: held.id, settlement: putOff }], [], ahead);
    await expect
      .poll(async () => (await storesOf(right, clock).outbox.claimDue(clock.now(), 1, LEASE_MS)).length)
      .toBe(1);

    await wrong.outbox.shut(60_000, ahead);
    const { shutForMs } = await postgresPlaces(right).take(1, 40);
    expect(shutForMs).toBeGreaterThan(50_000);
    expect(shutForMs).toBeLessThanOrEqual(60_000);

    await wrong.outbox.noteSent(aTarget(1, { deleteAfterHours: 1 }), 7, ahead);
    expect(await wrong.outbox.dueDeletions(ahead, 9)).toEqual([]);
    await wrong.outbox.purge(later(ahead, 90 * DAY_MS));
    expect(await wrong.outbox.sentTo(1, clock.now())).toEqual([7]);
  });

  test("a machine whose clock is weeks ahead erases nobody, and forgets neither updates nor messages", async () => {
    await empty();
    const rightClock = fixedClock(new Date());
    const ahead = later(rightClock.now(), 30 * DAY_MS);
    const wrongClock = fixedClock(ahead);
    const open = (clock: typeof rightClock) => replica({ clock, clockOfLeases: "database" });
    const behind = await open(wrongClock);
    const [right, wrong] = [storesOf(await open(rightClock), rightClock), storesOf(behind, wrongClock)];
    const updates = postgresUpdates(behind, () => Promise.reject(new Error("nobody else is there")));
    const hoursLeft = async (column: string, table: string): Promise<readonly number[]> =>
      (await run(`select round(extract(epoch from ${column} - now()) / 3600)::int as n from ${table}`)).map(
        ({ n }) => Number(n),
      );
    const doneHours = async (): Promise<readonly number[]> =>
      (
        await run(
          "select (extract(epoch from now()) / 3600)::int - done_hour as n from deliveries where done_hour is not null",
        )
      ).map(({ n }) => Math.abs(Number(n)));

    for (const chatId of [1, 2]) await wrong.subscribers.save(aSubscriber(chatId));
    const digest = { id: DIGEST.id, expiresAt: later(rightClock.now(), HOUR_MS) };
    await wrong.alerts.enqueue(
      digest,
      [1, 2, 3].map((chat) => aRecipient(chat, { priority: 4 })),
      true,
    );
    const held = await wrong.outbox.claimDue(ahead, 9, LEASE_MS);
    for (const { id, target } of held) {
      if (target.chatId === 2) continue;
      await wrong.outbox.markSending(id, ahead);
      await wrong.outbox.writeDown(
        [
          {
            id,
            settlement:
              target.chatId === 1
                ? { state: "sent", messageId: 10, at: ahead }
                : { state: "gone", reason: "blocked" },
          },
        ],
        [],
        ahead,
      );
    }
    await wrong.subscribers.markGone(2, ahead);
    expect((await doneHours()).every((hours) => hours <= 1)).toBe(true);
    expect(await doneHours()).toHaveLength(3);
    expect(await wrong.subscribers.eraseGone(ahead)).toBe(0);
    expect(await right.subscribers.eraseGone(later(rightClock.now(), 4 * DAY_MS))).toBe(0);
    expect((await right.subscribers.find(2, null))?.chat.chatId).toBe(2);
    // /forget asks for what its own clock says of two days.
    expect(await wrong.outbox.sentTo(1, later(ahead, -2 * DAY_MS))).toEqual([10]);

    await behind.updateInHand.run({ updateId: 7, stored: false }, () =>
      wrong.subscribers.save(aSubscriber(3)),
    );
    const [heardIn = 99] = await hoursLeft("heard_at", "heard_updates");
    expect(heardIn).toBeGreaterThanOrEqual(0);
    expect(heardIn).toBeLessThanOrEqual(24);
    expect(await updates.forget(ahead)).toBe(0);

    await wrong.alerts.enqueueNotice(
      { key: "n", code: "event_held", facts: {} },
      [],
      [aRecipient(9, { priority: 0 })],
    );
    const notices = await hoursLeft("expires_at", "deliveries where alert_id = 'notice:n'");
    expect(notices).toEqual([24]);
    await wrong.subscribers.erase(1);
    const buried = await run(
      "select day::text as day, (now() at time zone 'UTC')::date::text as today from tombstones",
    );
    expect(buried.map(({ day }) => day)).toEqual(buried.map(({ today }) => today));
  });

  test("rows of an alert lie in no order that the next alert repeats", async () => {
    const order = async (id: string): Promise<number[]> => {
      await one.alerts.enqueue(
        { id, expiresAt: at(12) },
        chats(200).map((chat) => aRecipient(chat)),
        true,
      );
      const byId = new Map(
        (await claim(one, 200)).map(({ id: handle, target }) => [handle.split(".")[0], target.chatId]),
      );
      const rows = await run(`select id from deliveries where alert_id = '${id}' order by slot`);
      return rows.map((row) => byId.get(String(row["id"])) ?? 0);
    };
    const [first, second] = [await order("digest-a:1"), await order("digest-b:1")];

    expect(new Set(first)).toEqual(new Set(second));
    expect(first.filter((chat, place) => second[place] === chat).length).toBeLessThan(20);
  });
});

describe(`chats that two replicas change, ${POSTGRES_NAME}`, () => {
  let one: Stores;
  let two: Stores;
  beforeEach(async () => {
    [one, two] = await makeTwo();
  });
  const chat = { chatId: 7, threadId: null };

  test("no change is lost, also of a chat that both find new", async () => {
    const follow = ({ subscribers }: Stores, personId: string) =>
      subscribers.change(chat, (found) => {
        const before = found ?? aSubscriber(7);
        return { ...before, follows: [...before.follows, personId] };
      });
    const people = Array.from({ length: 20 }, (_, n) => `list:${String(n).padStart(2, "0")}`);
    await Promise.all(people.map((personId, n) => follow(n % 2 === 0 ? one : two, personId)));

    expect((await one.subscribers.find(7, null))?.follows.toSorted()).toEqual(people);
  });

  test("topics that are saved at once are all there", async () => {
    const topics = chats(12).map((threadId) => aSubscriber(-100, { chat: { chatId: -100, threadId } }));
    await Promise.all(topics.map((topic, n) => (n % 2 === 0 ? one : two).subscribers.save(topic)));

    expect(await two.subscribers.all()).toHaveLength(12);
  });

  test(
    "who is erased gets nothing that another replica is writing for them",
    { timeout: 30_000 },
    async () => {
      await Promise.all(chats(20).map((id) => one.subscribers.save(aSubscriber(id))));
      const everybody = chats(20).map((id) =>
        aRecipient(id, { target: aTarget(id, { deleteAfterHours: 5 }) }),
      );
      const writing = chats(12).map((n) =>
        one.alerts.enqueue({ id: `digest-${String(n)}:1`, expiresAt: at(12) }, everybody, true),
      );
      await Promise.all([...writing, ...chats(10).map((id) => two.subscribers.erase(id))]);
      // The replica that chooses recipients has not heard of it yet.
      await one.alerts.enqueue({ id: "digest-late:1", expiresAt: at(12) }, everybody, true);

      const due = await one.outbox.claimDue(NOON, 999, LEASE_MS);
      expect(new Set(chatsOf(due))).toEqual(new Set(chats(10, 11)));
      expect(due).toHaveLength(130);
      expect(await one.outbox.counts()).toEqual({ queued: 130 });
    },
  );

  test("who came back after being erased hears of what is new", async () => {
    await one.subscribers.save(aSubscriber(1));
    await two.subscribers.erase(1);
    await one.subscribers.save(aSubscriber(1));
    await two.alerts.enqueue(DIGEST, [aRecipient(1)], true);

    expect(await one.outbox.claimDue(NOON, 9, LEASE_MS)).toHaveLength(1);
  });

  test("moderators hear notices though they forgot themselves as readers", async () => {
    await one.subscribers.erase(1);
    const notice = { key: "blind:paper:1", code: "source_blind", facts: { hours: 3 } } as const;
    await one.alerts.enqueueNotice(notice, [], [aRecipient(1)]);

    expect(await one.outbox.claimDue(NOON, 9, LEASE_MS)).toHaveLength(1);
  });

  test("two that move, erase and change the same chats leave one of the possible ends", async () => {
    await one.subscribers.save(aSubscriber(-5, { language: "en" }));
    await Promise.all([
      one.subscribers.move(-5, -1005),
      two.subscribers.move(-5, -1005),
      two.subscribers.erase(-5),
      one.subscribers.markGone(-5, NOON),
      two.subscribers.markGone(-1005, NOON),
    ]);

    expect(await one.subscribers.find(-5, null)).toBeNull();
    const moved = await two.subscribers.find(-1005, null);
    expect([null, "en"]).toContain(moved?.language ?? null);
  });

  test("a gone chat that comes back while two replicas erase the gone stays", async () => {
    await Promise.all(chats(6).map((id) => one.subscribers.save(aSubscriber(id))));
    for (const id of chats(6)) await one.subscribers.markGone(id, NOON);
    await two.subscribers.save(aSubscriber(6));
    const counts = await Promise.all([one, two].map(({ subscribers }) => subscribers.eraseGone(at(3 * 24))));

    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(5);
    expect((await one.subscribers.all()).map((each) => each.chat.chatId)).toEqual([6]);
  });
});
