import { describe, expect, test } from "vitest";

import { later } from "../../src/domain/time.ts";
import { aPerson, aRecord, aSourceState, aTrackerPoll } from "../contracts/samples.ts";
import { aFinding, instantAt } from "../merge/finding.ts";
import { aModerationRoom, MODERATORS, type Room } from "./moderation-room.ts";

const [ADA, BOB] = MODERATORS;
const now = instantAt(0.01);

async function aRoomWith(code: string, ...recordIds: readonly string[]): Promise<Room> {
  const room = await aModerationRoom(now);
  const people = recordIds.map((id) => aPerson(id, { record: aRecord(id, { names: [`Прыкладны ${id}`] }) }));
  const reviews = [{ trackerId: "list", code, recordIds }];
  await room.stores.trackers.saveSnapshot(aTrackerPoll({ people, reviews }));
  return room;
}

describe("a death that the list claims", () => {
  test("becomes an event that another moderator must agree to", async () => {
    const room = await aRoomWith("DEATH_CLAIM", "1");
    expect(await room.say(ADA, "/queue")).toContain("this person died");
    const confirm = room.button("The death is true");
    expect(await room.press(ADA, confirm)).toContain("another moderator");
    await room.wait(60);
    expect(await room.alerts()).toEqual([]);
    expect(await room.press(BOB, confirm)).toContain("settled already");
    await room.say(ADA, "/queue");
    const publish = room.button("Publish");
    expect(await room.press(ADA, publish)).toContain("second moderator");
    expect(await room.press(BOB, publish)).toContain("30 seconds");
    await room.wait(40);
    expect((await room.alerts()).map(({ event }) => [event.kind, event.people[0]?.personId])).toEqual([
      ["death", "list:1"],
    ]);
  });

  test("that is a fault of the list leaves for good", async () => {
    const room = await aRoomWith("DEATH_CLAIM", "1");
    await room.say(ADA, "/queue");
    expect(await room.press(ADA, room.button("A fault of the list"))).toContain("Settled");
    const again = aTrackerPoll({
      people: [],
      reviews: [{ trackerId: "list", code: "DEATH_CLAIM", recordIds: ["1"] }],
    });
    await room.stores.trackers.saveSnapshot(again);
    expect(await room.say(ADA, "/queue")).toContain("Nothing waits");
    expect((await room.stores.audit.newest(1))[0]).toMatchObject({
      who: "M1",
      action: "review:fault",
      subject: "list:1",
    });
  });
});

test("two records of one person are settled as such", async () => {
  const room = await aRoomWith("SAME_NAME_TOKENS_AND_DOB", "1", "2");
  const card = await room.say(ADA, "/queue");
  expect(card).toContain("Прыкладны 1");
  expect(card).toContain("Прыкладны 2");
  expect(await room.press(ADA, room.button("Same person"))).toContain("one person");
  expect((await room.stores.audit.newest(1))[0]).toMatchObject({ action: "review:same" });
  expect(await room.say(ADA, "/same list:2 off")).toContain("by itself again");
  expect(await room.say(ADA, "/same list:2 list:9")).toContain("no such record");
  expect(await room.say(ADA, "/same")).toContain("OTHER_ID");
});

describe("a held list", () => {
  async function aHeldList(): Promise<Room> {
    const room = await aModerationRoom(now);
    const held = { trackerId: "list", fetchedAt: now, body: new Uint8Array([1]), reason: "fewer rows" };
    await room.stores.trackers.holdSnapshot(held, aSourceState({ sourceId: "list" }), []);
    return room;
  }

  test("is accepted by two moderators, for its differences are told to everybody", async () => {
    const room = await aHeldList();
    expect(await room.say(ADA, "/queue")).toContain("fewer rows");
    const accept = room.button("Accept the list");
    expect(await room.press(ADA, accept)).toContain("second moderator");
    expect(await room.press(ADA, accept)).toContain("another moderator");
    expect(room.accepted).toEqual([]);
    expect(await room.press(BOB, accept)).toContain("Accepted");
    expect(room.accepted).toEqual(["list"]);
    expect((await room.stores.audit.newest(1))[0]).toMatchObject({ who: "M2", action: "list:accepted" });
  });

  test("that came since is another one: the first word does not count for it", async () => {
    const room = await aHeldList();
    await room.say(ADA, "/queue");
    await room.press(ADA, room.button("Accept the list"));
    const held = {
      trackerId: "list",
      fetchedAt: later(now, 1000),
      body: new Uint8Array([2]),
      reason: "fewer rows",
    };
    await room.stores.trackers.holdSnapshot(held, aSourceState({ sourceId: "list" }), []);
    await room.say(BOB, "/queue");
    expect(await room.press(BOB, room.button("Accept the list"))).toContain("second moderator");
    expect(room.accepted).toEqual([]);
  });

  test("is thrown away once", async () => {
    const room = await aHeldList();
    await room.say(ADA, "/queue");
    const [accept, drop] = [room.button("Accept the list"), room.button("Discard")];
    expect(await room.press(BOB, drop)).toContain("Discarded");
    expect(await room.press(ADA, drop)).toContain("settled already");
    expect(await room.press(ADA, accept)).toContain("settled already");
    expect(room.accepted).toEqual([]);
  });
});

describe("a muted source", () => {
  const viasna = { tier: "primary", outlet: "Viasna" } as const;

  test("tells nobody; what it said waits, and goes on when it is heard again", async () => {
    const room = await aModerationRoom(now);
    expect(await room.say(ADA, "/mute viasna")).toContain("muted");
    await room.told(aFinding({ ...viasna, people: ["p:1"], title: "Invented news" }));
    expect(await room.alerts()).toEqual([]);
    expect(await room.say(ADA, "/queue")).toMatch(/viasna[^]*wait: 1[^]*Invented news/u);
    expect(await room.press(ADA, room.button("Hear it again"))).toContain("heard again");
    await room.wait(1);
    expect((await room.alerts()).map(({ event }) => event.people[0]?.personId)).toEqual(["p:1"]);
    expect(await room.say(ADA, "/queue")).toContain("Nothing waits");
  });

  test("does not confirm what another outlet tells", async () => {
    const room = await aModerationRoom(now);
    await room.say(ADA, "/mute reform");
    await room.told(aFinding({ people: ["p:1"] }), aFinding({ outlet: "Zerkalo", people: ["p:1"] }));
    expect((await room.alerts()).map(({ event }) => event.certainty)).toEqual(["unconfirmed"]);
  });

  test("does not confirm either by what it said before", async () => {
    const room = await aModerationRoom(now);
    await room.told(aFinding({ people: ["p:1"] }));
    await room.say(ADA, "/mute reform");
    await room.told(aFinding({ outlet: "Zerkalo", people: ["p:1"], at: 0.1 }));
    expect((await room.alerts()).map(({ event }) => event.certainty)).toEqual(["unconfirmed"]);
  });

  test("adds no names, counts or denials to what was told", async () => {
    const room = await aModerationRoom(now);
    await room.told(aFinding({ ...viasna, people: ["p:1", "p:2"], n: 2 }));
    await room.say(ADA, "/mute reform");
    await room.told(
      aFinding({ people: ["p:1", "p:2", "p:3"], n: 3, at: 0.1 }),
      aFinding({ kind: "not_released", people: ["p:1"], at: 0.2 }),
    );
    expect(await room.alerts()).toHaveLength(1);
    const [event] = await room.alerts();
    expect(await room.stores.events.byId(event?.event.id ?? "")).toMatchObject({ version: 1 });
  });

  test("must be one that there is", async () => {
    const room = await aModerationRoom(now);
    expect(await room.say(ADA, "/mute nobody")).toContain("no such source");
  });
});

test("the second moderator is told when an ask waits", async () => {
  const room = await aModerationRoom(now);
  await room.say(ADA, "/halt");
  await room.say(ADA, "/resume");
  const notices = await room.stores.alerts.unspreadNotices(10);
  expect(notices).toMatchObject([{ code: "second_needed", facts: { who: "M1", command: "/resume" } }]);
});

test("a name in letters of two scripts waits for a person", async () => {
  const room = await aModerationRoom(now);
  const people = [{ personId: null, name: "Яўген Прыклaдны", suspicious: true }];
  await room.told(aFinding({ tier: "primary", outlet: "Viasna", people }));
  expect(await room.alerts()).toEqual([]);
  expect(await room.say(ADA, "/queue")).toContain("two scripts");
});

test("no screen tells how many subscribe", async () => {
  const room = await aRoomWith("DEATH_CLAIM", "1");
  const shown = [
    await room.say(ADA, "/queue"),
    await room.say(ADA, "/role"),
    await room.say(ADA, "/mute"),
  ].join();
  expect(shown).not.toMatch(/subscriber/iu);
});
