import { expect, test } from "vitest";

import { createSpreader } from "../../src/alert/step.ts";
import { createRegisterView } from "../../src/bot/register-view.ts";
import { newSubscriber } from "../../src/domain/subscriber.ts";
import { mergeFindings } from "../../src/merge/step.ts";
import { settleReview, showAs } from "../../src/moderate/desk-actions.ts";
import { decideEvents } from "../../src/moderate/step.ts";
import { createRegister, type Register } from "../../src/people/register.ts";
import { createRoster } from "../../src/subscribers/roster.ts";
import { aPerson, aRecord, aTrackerPoll } from "../contracts/samples.ts";
import type { Stores } from "../contracts/stores.ts";
import { aFinding, instantAt } from "../merge/finding.ts";
import { fixedClock, openInMemory, storesOn } from "../store/support.ts";

/** Two records of one invented man: the list has him under his Belarusian and under another surname. */
const [FIRST, SECOND] = ["list:1", "list:2"] as const;
const now = instantAt(0.5);

interface World {
  readonly stores: Stores;
  readonly register: () => Promise<Register>;
  readonly settled: () => Promise<string>;
  readonly parted: () => Promise<string>;
  /** Tells a release of one of the records. @returns who is told, by alert */
  readonly told: (personId: string, n: number) => Promise<readonly (readonly number[])[]>;
}

async function aWorld(): Promise<World> {
  const clock = fixedClock(now);
  const stores = storesOn(openInMemory(clock), clock);
  const names: Readonly<Record<string, string>> = { "1": "Янка Прыкладны", "2": "Іван Тэставіч" };
  const people = Object.entries(names).map(([id, name]) =>
    aPerson(id, { record: aRecord(id, { names: [name] }) }),
  );
  const reviews = [{ trackerId: "list", code: "SAME_URL_TWO_IDS", recordIds: ["1", "2"] }];
  await stores.trackers.saveSnapshot(aTrackerPoll({ people, reviews }));
  const { desk, audit, register: edits, reading, events: store, alerts } = stores;
  const ports = { desk, audit, clock, edits, reading };
  const follower = (chatId: number, follows: readonly string[]) => ({
    ...newSubscriber({ chatId, threadId: null }, "be"),
    subscribed: true,
    followedOnly: true,
    follows,
  });
  const roster = createRoster([
    follower(1, [FIRST]),
    follower(2, [SECOND]),
    follower(3, [FIRST, SECOND]),
    follower(4, ["list:9"]),
  ]);
  const log = { info() {}, warn() {}, error() {} };
  let serial = 0;
  return {
    stores,
    async register() {
      const register = createRegister();
      register.add(await reading.people());
      return register;
    },
    async settled() {
      const [review] = await desk.reviews(1);
      return settleReview(ports, "M1", review?.id ?? "", "same");
    },
    parted: () => showAs(ports, "M1", SECOND, null),
    async told(personId, n) {
      const people = [{ personId, name: names[personId.slice(-1)] ?? "", suspicious: false }];
      const finding = aFinding({ id: `list:s${String(n)}:${personId}:0`, tier: "primary", at: 0.4 });
      const line = { at: now, who: "test", action: "test", subject: "test", facts: {} };
      await store.saveFinding({ ...finding, people }, line);
      await mergeFindings({ store, clock, ids: { next: () => `event${String(++serial)}` }, log });
      await decideEvents({ store, clock, log, reading, desk, digests: stores.alerts });
      const recipients = new Map<string, Set<number>>();
      const spreader = createSpreader({
        alerts: {
          ...alerts,
          enqueue: (alert, planned, done) => {
            const chats = recipients.get(alert.id) ?? new Set();
            for (const { target } of planned) chats.add(target.chatId);
            recipients.set(alert.id, chats);
            return alerts.enqueue(alert, planned, done);
          },
        },
        audience: roster,
        reading,
        clock,
        timer: { nowMs: () => 0, sleep: () => Promise.resolve() } as never,
        log,
        allowedHosts: new Set(),
        moderators: () => Promise.resolve([]),
        written: () => undefined,
      });
      await spreader.spread();
      return [...recipients.values()].map((chats) => [...chats].sort((a, b) => a - b));
    },
  };
}

test("two records that a moderator finds to be one person are one to everybody, until they are parted", async () => {
  const world = await aWorld();
  const ids = async (name: string): Promise<readonly string[]> =>
    (await world.register()).find(name).candidates.map(({ id }) => id);
  expect([await ids("Янка Прыкладны"), await ids("Іван Тэставіч")]).toEqual([[FIRST], [SECOND]]);

  expect(await world.settled()).toBe("saved");
  expect([await ids("Янка Прыкладны"), await ids("Иван Тестович")]).toEqual([[FIRST], [FIRST]]);
  const view = await createRegisterView(world.stores.reading)();
  expect([view.get(SECOND)?.id, [...view.keys()]]).toEqual([FIRST, [FIRST]]);
  const log = await world.stores.audit.newest(5);
  expect(log.map(({ who, action, subject }) => [who, action, subject])).toEqual([
    ["M1", "review:same", `${FIRST} ${SECOND}`],
    ["M1", "same", SECOND],
  ]);

  expect(await world.parted()).toBe("done");
  expect([await ids("Янка Прыкладны"), await ids("Іван Тэставіч")]).toEqual([[FIRST], [SECOND]]);
});

test("who follows either of the records is told once, whichever of them the news is about", async () => {
  const world = await aWorld();
  await world.settled();
  expect(await world.told(SECOND, 1)).toEqual([[1, 2, 3]]);
  // The other record says the same: it is the same event, and nobody is told again.
  expect(await world.told(FIRST, 2)).toEqual([]);
});

test("before that, each record has its own followers", async () => {
  const world = await aWorld();
  expect(await world.told(SECOND, 1)).toEqual([[2, 3]]);
});

test("records are united in one step only", async () => {
  const { stores, settled } = await aWorld();
  await settled();
  const clock = fixedClock(now);
  const ports = { ...stores, clock, edits: stores.register };
  expect(await showAs(ports, "M1", FIRST, SECOND)).toBe("chained");
  expect(await showAs(ports, "M1", FIRST, "list:7")).toBe("missing");
});

test("records without a name in common are united by two moderators, and parted by one", async () => {
  const { stores } = await aWorld();
  const ports = { ...stores, clock: fixedClock(now), edits: stores.register };
  const shown = async (): Promise<unknown> => (await stores.reading.person(FIRST))?.id;
  expect(await showAs(ports, "M1", FIRST, SECOND)).toBe("second_needed");
  expect(await showAs(ports, "M1", FIRST, SECOND)).toBe("same_person");
  expect(await showAs(ports, "M2", SECOND, FIRST)).toBe("second_needed");
  expect(await shown()).toBe(FIRST);
  expect(await showAs(ports, "M2", FIRST, SECOND)).toBe("done");
  expect(await showAs(ports, "M1", FIRST, null)).toBe("done");
  expect(await showAs(ports, "M2", FIRST, SECOND)).toBe("second_needed");
});
