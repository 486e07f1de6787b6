import { describe, expect, test } from "vitest";

import { aPerson, aTrackerPoll } from "../contracts/samples.ts";
import { aFinding, instantAt } from "../merge/finding.ts";
import { aModerationRoom, MODERATORS, type Room } from "./moderation-room.ts";

/** What one account alone can neither unsay nor bury. Everybody is invented. */

const [ADA, BOB] = MODERATORS;
const now = instantAt(0.01);
const primary = { tier: "primary", outlet: "Viasna" } as const;
const told = async (room: Room): Promise<readonly string[]> =>
  (await room.alerts()).map(({ purpose, event }) => `${purpose} ${event.kind}`);
const noticesOf = async ({ stores }: Room): Promise<readonly string[]> =>
  (await stores.alerts.unspreadNotices(99)).map(
    ({ code, facts }) => `${code} ${String(facts["command"] ?? "")}`,
  );

describe("what was told", () => {
  test.each(["not_released", "arrest", "death"])("becomes %s only when two agree", async (kind) => {
    const room = await aModerationRoom(now);
    await room.told(aFinding({ ...primary, people: ["p:1"] }));
    expect(await room.say(ADA, `/correct event1\nkind: ${kind}`)).toContain("second moderator");
    expect(await room.say(ADA, `/correct event1\nkind: ${kind}`)).toContain("another moderator");
    await room.wait(60);
    expect(await told(room)).toEqual(["new release"]);
    await room.say(BOB, "/queue");
    expect(await room.press(BOB, room.button("I agree"))).toContain("Corrected");
    await room.wait(60);
    expect(await told(room)).toEqual(["new release", `update ${kind}`]);
  });

  test("is called a pardon by one", async () => {
    const room = await aModerationRoom(now);
    await room.told(aFinding({ ...primary, people: ["p:1"] }));
    expect(await room.say(ADA, "/correct event1\nkind: pardon")).toContain("Corrected");
  });
});

describe("what waits", () => {
  test("waits on when it was edited, and leaves half a minute after it is published", async () => {
    const room = await aModerationRoom(now);
    await room.told(aFinding({ kind: "death", people: ["p:1"], ...primary }));
    const [held] = await room.stores.events.held(1);
    expect(await room.say(ADA, `/correct ${held?.event.id ?? ""}\nkind: release`)).toContain("Corrected");
    await room.wait(60);
    expect(await told(room)).toEqual([]);
    expect(await room.say(ADA, "/queue")).toContain("a moderator edited it");
    await room.press(ADA, room.button("Publish"));
    await room.wait(20);
    expect(await told(room)).toEqual([]);
    await room.wait(20);
    expect(await told(room)).toEqual(["new release"]);
  });

  test("is no longer a post that its author mends before it leaves", async () => {
    const room = await aModerationRoom(now);
    await room.say(ADA, "/post release\nЯнка Прыкладны");
    await room.wait(5);
    await room.say(ADA, "/correct event1\npeople: Яўген Прыкладны");
    await room.wait(60);
    expect((await room.alerts()).map(({ event }) => event.people[0]?.name)).toEqual(["Яўген Прыкладны"]);
  });

  async function anIgnoredDeal(): Promise<Room> {
    const room = await aModerationRoom(now);
    await room.told(aFinding({ kind: "deal", n: 3, ...primary }));
    await room.say(ADA, "/queue");
    expect(await room.press(ADA, room.button("Ignore"))).toContain("Ignored");
    return room;
  }

  test("comes back when it was passed over by mistake", async () => {
    const room = await anIgnoredDeal();
    await room.press(ADA, room.button("Cancel"));
    await room.wait(1);
    expect(await room.say(ADA, "/queue")).toContain("Waiting: 1");
  });

  test("comes back by another moderator's hand, from the log", async () => {
    const room = await anIgnoredDeal();
    const log = await room.say(BOB, "/audit");
    expect(log).toContain("ignore");
    const back = room.button("↩ Talks about releases · 2026-03-01 · 3");
    await room.press(BOB, back);
    expect(await room.press(BOB, back)).toContain("out of date");
    await room.wait(1);
    expect(await room.say(BOB, "/queue")).toContain("Waiting: 1");
    expect(await told(room)).toEqual([]);
    expect((await room.stores.audit.newest(1))[0]).toMatchObject({ who: "M2", action: "reopen" });
  });
});

test("the others hear which source was muted and which event is kept back", async () => {
  const room = await aModerationRoom(now);
  await room.told(aFinding({ ...primary, people: ["p:1"] }));
  await room.say(ADA, "/mute viasna");
  await room.say(ADA, "/embargo event1 2026-09-01");
  await room.say(ADA, "/embargo event1 off");
  expect(await noticesOf(room)).toEqual([
    "silenced /mute viasna",
    "silenced /embargo event1 2026-09-01 00:00",
  ]);
});

test("a round told in parts needs two, also when hundreds of other lines stand in between", async () => {
  const room = await aModerationRoom(now);
  await room.say(ADA, "/post release\nАдна Прыкладная\nДзве Прыкладныя\nТры Прыкладныя");
  const at = now;
  for (let n = 0; n < 600; n++) {
    await room.stores.audit.append({ at, who: "M1", action: "mute", subject: "reform", facts: {} });
  }
  await room.say(ADA, "/post release\nЧатыры Прыкладныя\nПяць Прыкладных");
  await room.wait(60);
  expect((await room.alerts()).map(({ event }) => event.people.length)).toEqual([3]);
});

test("about whom a family asks for silence nothing leaves until it is lifted; the others hear of it", async () => {
  const room = await aModerationRoom(now);
  await room.stores.trackers.saveSnapshot(aTrackerPoll({ people: [aPerson("1")] }));
  expect(await room.say(ADA, "/embargo list:9 on")).toContain("no such person");
  expect(await room.say(ADA, "/embargo list:1")).toContain("/embargo list:123 on");
  expect(await room.say(ADA, "/embargo list:1 on")).toContain("silent about this person");
  const people = [{ personId: "list:1", name: "Прыкладны", suspicious: false }];
  await room.told(aFinding({ ...primary, people }));
  expect(await told(room)).toEqual([]);
  expect(await room.stores.reading.person("list:1")).toBeNull();
  expect(await noticesOf(room)).toContain("silenced /embargo list:1 on");
  expect(await room.say(BOB, "/embargo list:1 off")).toContain("lifted");
  expect(await room.stores.reading.person("list:1")).not.toBeNull();
});
