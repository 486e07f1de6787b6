import { describe, expect, test } from "vitest";

import type { NamedPerson } from "../../src/domain/finding.ts";
import { aPerson, aTrackerPoll } from "../contracts/samples.ts";
import { aFinding, instantAt } from "../merge/finding.ts";
import { aModerationRoom, MODERATORS, type Room } from "./moderation-room.ts";

/** What one account alone can neither unsay nor bury. Everybody is invented. */

const [ADA, BOB] = MODERATORS;
const now = instantAt(0.01);
const primary = { tier: "primary", outlet: "Viasna" } as const;
const told = async (room: Room): Promise<readonly string[]> =>
  (await room.alerts()).map(({ purpose, event }) => `${purpose} ${event.kind}`);
const aNamed = (name: string): NamedPerson => ({ personId: null, name, suspicious: false });
const noticesOf = async ({ stores }: Room): Promise<readonly string[]> =>
  (await stores.alerts.unspreadNotices(99)).map(
    ({ code, facts }) => `${code} ${String(facts["command"] ?? "")}`,
  );

describe("what was told", () => {
  test.each([
    ["not_released", "not released as expected"],
    ["arrest", "arrest"],
    ["death", "death in custody"],
  ])("becomes %s only when two agree", async (kind, words) => {
    const room = await aModerationRoom(now);
    await room.told(aFinding({ ...primary, people: ["p:1"] }));
    expect(await room.say(ADA, `/correct event1\nkind: ${kind}`)).toContain("second moderator");
    expect(await room.say(ADA, `/correct event1\nkind: ${kind}`)).toContain("another moderator");
    await room.wait(60);
    expect(await told(room)).toEqual(["new release"]);
    expect(await room.say(BOB, "/queue")).toContain(`M1 asks to correct</b>\nkind: ${words}`);
    expect(await room.press(BOB, room.button("I agree"))).toContain("Corrected");
    await room.wait(60);
    expect(await told(room)).toEqual(["new release", `update ${kind}`]);
  });

  test("names somebody else only when two agree, and another spelling by one", async () => {
    const room = await aModerationRoom(now);
    await room.told(aFinding({ ...primary, people: [aNamed("Янка Прыкладны"), aNamed("Алесь Узорны")] }));
    expect(await room.say(ADA, "/correct event1\npeople: Янка Прыкладны")).toContain("second moderator");
    expect(await room.say(ADA, "/correct event1\npeople: Янка Прыкладны, Пётр Тэставы")).toContain(
      "second moderator",
    );
    expect(await room.say(ADA, "/correct event1\npeople: Ян Прыкладны, Александр Узорный")).toContain(
      "Corrected",
    );
  });

  test("is emptied into nothing that was not told, nor alone into what was told, too", async () => {
    const room = await aModerationRoom(now);
    await room.told(aFinding({ ...primary, people: [aNamed("Янка Прыкладны")] }));
    await room.told(aFinding({ people: [aNamed("Алесь Узорны")], route: "review" }));
    expect(await room.press(ADA, "mod:w:event2:1:event1:1")).toContain("one now");
    expect((await room.stores.events.byId("event1"))?.people.map(({ name }) => name)).toEqual([
      "Янка Прыкладны",
      "Алесь Узорны",
    ]);
    await room.told(aFinding({ ...primary, people: [aNamed("Пётр Тэставы")] }));
    expect(await room.press(ADA, "mod:w:event1:2:event3:1")).toContain("second moderator");
    await room.told(aFinding({ ...primary, kind: "death", people: [aNamed("Вольга Пробная")] }));
    expect(await room.press(ADA, "mod:w:event4:1:event1:2")).toContain("out of date");
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
    expect(await room.press(ADA, room.button("Do not publish"))).toContain("Not published");
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
    expect(log).toContain("does not publish");
    const back = room.button("↩ Talks about releases · 1 March 2026 · 3");
    await room.press(BOB, back);
    expect(await room.press(BOB, back)).toContain("out of date");
    await room.wait(1);
    expect(await room.say(BOB, "/queue")).toContain("Waiting: 1");
    expect(await told(room)).toEqual([]);
    expect((await room.stores.audit.newest(1))[0]).toMatchObject({ who: "M2", action: "reopen" });
  });
});

describe("what one passed over", () => {
  const death = { kind: "death", people: ["p:1"], route: "review" } as const;
  const passed = async (words: string): Promise<Room> => {
    const room = await aModerationRoom(now);
    await room.told(aFinding(death));
    await (words === "/queue" ? room.say(ADA, words) : room.say(ADA, `${words} event1`));
    if (words === "/queue") await room.press(ADA, room.button("Do not publish"));
    await room.wait(1);
    expect(await room.say(BOB, "/queue")).toContain("Nothing waits");
    return room;
  };

  test.each(["/queue", "/retract"])("by %s waits again when a primary source tells it", async (words) => {
    const room = await passed(words);
    await room.told(aFinding({ ...death, ...primary, at: 0.02 }));
    await room.wait(1);
    const card = await room.say(BOB, "/queue");
    expect(card).toContain("Waiting: 1");
    expect(card).toContain("reported again since");
    await room.press(BOB, room.button("Do not publish"));
    await room.told(aFinding({ ...death, outlet: "Another", at: 0.03 }));
    await room.wait(1);
    expect(await room.say(ADA, "/queue")).toContain("Nothing waits");
  });

  test("waits again when another outlet confirms it, and leaves by a moderator's hand only", async () => {
    const room = await aModerationRoom(now);
    await room.told(aFinding({ people: ["p:1"], route: "review" }));
    await room.say(ADA, "/queue");
    await room.press(ADA, room.button("Do not publish"));
    await room.told(aFinding({ people: ["p:1"], outlet: "Another", at: 0.01 }));
    await room.wait(1);
    expect(await room.say(BOB, "/queue")).toContain("Nothing waits");
    await room.told(aFinding({ people: ["p:1"], outlet: "Third", at: 0.02 }));
    await room.wait(1);
    expect(await told(room)).toEqual([]);
    expect(await room.say(BOB, "/queue")).toContain("reported again since");
    await room.press(BOB, room.button("Publish"));
    await room.wait(40);
    expect(await told(room)).toEqual(["new release"]);
  });

  test("is told by the better post of who withdrew a first one", async () => {
    const room = await aModerationRoom(now);
    await room.say(ADA, "/post release\nЯнка Прыкладны");
    await room.wait(5);
    await room.press(ADA, room.button("Cancel"));
    await room.say(ADA, "/post release\nЯнка Прыкладны\nАлесь Узорны");
    await room.wait(60);
    expect((await room.alerts()).map(({ event }) => event.people.length)).toEqual([2]);
  });
});

describe("all moderators hear", () => {
  const passes = async (room: Room, correction = ""): Promise<readonly string[]> => {
    if (correction !== "") await room.say(ADA, `/correct event1\n${correction}`);
    await room.wait(1);
    await room.say(ADA, "/queue");
    expect(await room.press(ADA, room.button("Do not publish"))).toContain("Not published");
    return (await room.stores.alerts.unspreadNotices(99))
      .filter(({ code }) => code === "passed_over")
      .map(({ facts }) => `${String(facts["who"])} ${String(facts["kind"])} ${String(facts["count"])}`);
  };
  const death = aFinding({ kind: "death", people: ["p:1"], route: "review" });

  test.each([
    { why: "a held death", finding: death, heard: ["M1 death 1"] },
    { why: "a round", finding: aFinding({ n: 5, route: "review" }), heard: ["M1 release 5"] },
    { why: "a confirmed event", finding: aFinding({ ...primary, kind: "deal", n: 3 }), heard: ["M1 deal 3"] },
  ])("that one passed over $why, once", async ({ finding, heard }) => {
    const room = await aModerationRoom(now);
    await room.told(finding);
    expect(await passes(room)).toEqual(heard);
  });

  test("that one called a death something less and passed it over then", async () => {
    const room = await aModerationRoom(now);
    await room.told(death);
    expect(await passes(room, "kind: arrest")).toEqual(["M1 arrest 1"]);
  });

  test("that one passed over another's post, and nothing when it was one's own or of little weight", async () => {
    const room = await aModerationRoom(now);
    await room.say(BOB, "/post death\nЯнка Прыкладны");
    await room.wait(60);
    expect(await passes(room)).toEqual(["M1 death 1"]);
    const own = await aModerationRoom(now);
    await own.say(ADA, "/post death\nЯнка Прыкладны");
    await own.wait(60);
    expect(await passes(own)).toEqual([]);
    const little = await aModerationRoom(now);
    await little.told(aFinding({ people: ["p:1"], route: "review" }));
    expect(await passes(little)).toEqual([]);
  });
});

describe("one moderator's post of many", () => {
  const five = ["Алесь Узорны", "Пётр Тэставы", "Вольга Пробная", "Юлія Макетная", "Ігар Чарнавы"].join("\n");
  const real = { ...primary, people: [aNamed("Янка Прыкладны")] };
  const heads = async (room: Room): Promise<readonly (readonly string[])[]> =>
    (await room.alerts()).map(({ event }) => event.people.map(({ name }) => name));

  test.each(["9999", `Янка Прыкладны\n${five}`])("does not ride on a release that is true", async (post) => {
    const room = await aModerationRoom(now);
    await room.say(ADA, `/post release\n${post}`);
    await room.wait(1);
    await room.told(aFinding(real));
    await room.wait(60);
    expect(await heads(room)).toEqual([["Янка Прыкладны"]]);
    expect(await room.say(BOB, "/queue")).toContain("Waiting: 1");
  });

  test("does not grow out of what was told, also in two steps", async () => {
    const room = await aModerationRoom(now);
    await room.told(
      aFinding({
        ...real,
        n: 4,
        people: [...real.people, ...["Б", "В", "Г"].map((it) => aNamed(`Тэст ${it}анін`))],
      }),
    );
    await room.say(ADA, "/post release\nЯнка Прыкладны\nПётр Пробны");
    await room.wait(60);
    expect((await heads(room)).flat()).not.toContain("Пётр Пробны");
    expect(await room.say(BOB, "/queue")).toContain("Пётр Пробны");
  });

  test("joins what is known of it when another agreed", async () => {
    const room = await aModerationRoom(now);
    await room.say(ADA, `/post release\nЯнка Прыкладны\n${five}`);
    await room.wait(31);
    await room.say(BOB, "/queue");
    await room.press(BOB, room.button("Publish"));
    await room.wait(40);
    await room.told(aFinding(real));
    await room.wait(1);
    expect((await heads(room)).map((names) => names.length)).toEqual([6]);
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
  expect(await room.say(ADA, "/embargo list:1")).toContain("/embargo PERSON_ID on");
  expect(await room.say(ADA, "/embargo list:1 on")).toContain("silent about this person");
  const people = [{ personId: "list:1", name: "Прыкладны", suspicious: false }];
  await room.told(aFinding({ ...primary, people }));
  expect(await told(room)).toEqual([]);
  expect(await room.stores.reading.person("list:1")).toBeNull();
  expect(await noticesOf(room)).toContain("silenced /embargo list:1 on");
  expect(await room.say(BOB, "/embargo list:1 off")).toContain("lifted");
  expect(await room.stores.reading.person("list:1")).not.toBeNull();
});
