import { describe, expect, test } from "vitest";
import { later, MINUTE_MS } from "../../src/domain/time.ts";
import { aFinding, instantAt, type Told } from "../merge/finding.ts";
import { aModerationRoom, MODERATORS, STRANGER, type Room } from "./moderation-room.ts";

const [ADA, BOB] = MODERATORS;
const primary: Told = { tier: "primary", outlet: "Viasna" };
const now = instantAt(0.01);

async function purposes(room: Room): Promise<readonly string[]> {
  return (await room.alerts()).map((alert) => `${alert.purpose} ${alert.event.kind}`);
}

describe("a death", () => {
  async function aDeath(): Promise<Room> {
    const room = await aModerationRoom(now);
    await room.told(aFinding({ ...primary, kind: "death", people: ["p:1"] }));
    return room;
  }

  test("is told only when two moderators agree, after 30 seconds", async () => {
    const room = await aDeath();
    expect(await room.say(ADA, "/queue")).toContain("the machine never reports a death by itself");
    const publish = room.button("Publish");
    expect(await room.press(ADA, publish)).toContain("second moderator");
    expect(await room.press(ADA, publish)).toContain("takes another moderator");
    await room.wait(60);
    expect(await purposes(room)).toEqual([]);
    expect(await room.say(BOB, "/queue")).toContain("M1 asks to publish");
    expect(await room.press(BOB, room.button("I agree"))).toContain("30 seconds");
    await room.wait(10);
    expect(await purposes(room)).toEqual([]);
    await room.wait(25);
    expect(await purposes(room)).toEqual(["new death"]);
  });

  test("is not told when it is cancelled in time", async () => {
    const room = await aDeath();
    await room.say(ADA, "/queue");
    const publish = room.button("Publish");
    await room.press(ADA, publish);
    await room.press(BOB, publish);
    expect(await room.press(ADA, room.button("Cancel"))).toContain("Nobody was told");
    await room.wait(60);
    expect(await purposes(room)).toEqual([]);
  });

  test("a button that was pressed once does nothing again and says so", async () => {
    const room = await aDeath();
    await room.say(ADA, "/queue");
    const [publish, ignore] = [room.button("Publish"), room.button("Do not publish")];
    expect(await room.press(ADA, ignore)).toContain("Not published");
    expect(await room.press(ADA, publish)).toContain("out of date");
    expect(await room.press(BOB, ignore)).toContain("out of date");
    await room.wait(60);
    expect(await purposes(room)).toEqual([]);
  });
});

describe("strangers", () => {
  test.each(["/queue", "/post release\nЯўген Прыкладны", "/halt", "/audit", "/retract event1"])(
    "%s does not exist for them",
    async (command) => {
      const room = await aModerationRoom(now);
      expect(await room.say(STRANGER, command)).toContain("There is no such command");
      await room.wait(60);
      expect(await purposes(room)).toEqual([]);
      expect(await room.stores.audit.newest(10)).toEqual([]);
    },
  );

  test("a moderator's button in a stranger's hand does nothing", async () => {
    const room = await aModerationRoom(now);
    await room.told(aFinding({ ...primary, kind: "deal", n: 3 }));
    await room.say(ADA, "/queue");
    expect(await room.press(STRANGER, room.button("Publish"))).not.toContain("30 seconds");
    await room.wait(60);
    expect(await purposes(room)).toEqual([]);
  });
});

describe("a post", () => {
  test("of one release leaves after 30 seconds", async () => {
    const room = await aModerationRoom(now);
    const answer = await room.say(
      ADA,
      "/post release\nЯўген Прыкладны\n2026-03-01\nhttps://spring96.org/be/news/1\nПаводле сям'і",
    );
    expect(answer).toContain("Яўген Прыкладны");
    await room.wait(5);
    expect(await purposes(room)).toEqual([]);
    await room.wait(30);
    expect(await purposes(room)).toEqual(["new release"]);
    const [alert] = await room.alerts();
    expect(alert?.event).toMatchObject({ certainty: "confirmed", note: "Паводле сям'і" });
  });

  test("of a day long past is recorded, alerts nobody and says so", async () => {
    const room = await aModerationRoom(now);
    const answer = await room.say(ADA, "/post release\nЯўген Прыкладны\n2026-02-01");
    expect(answer).toContain("long past: it is recorded, nobody is alerted");
    expect(answer).not.toContain("30 seconds");
    await room.wait(60);
    expect(await purposes(room)).toEqual([]);
    expect(await room.stores.events.byId("event1")).toMatchObject({ certainty: "confirmed" });
    expect(await room.say(ADA, "/post release\nАлесь Узорны\n2026-02-15")).toContain("30 seconds");
    await room.wait(60);
    expect(await purposes(room)).toEqual(["new release"]);
  });

  test("can be taken back in time, and not later", async () => {
    const room = await aModerationRoom(now);
    await room.say(ADA, "/post release\nЯўген Прыкладны");
    await room.wait(5);
    const cancel = room.button("Cancel");
    expect(await room.press(ADA, cancel)).toContain("Nobody was told");
    await room.wait(60);
    expect(await purposes(room)).toEqual([]);
    await room.say(BOB, "/post release\nМарыя Прыкладная");
    await room.wait(40);
    expect(await room.press(BOB, room.button("Cancel"))).toContain("Too late");
  });

  test("of a round needs a second moderator, and the author is none", async () => {
    const room = await aModerationRoom(now);
    await room.say(ADA, "/post release\n52\n2026-03-01");
    await room.wait(60);
    expect(await purposes(room)).toEqual([]);
    await room.say(ADA, "/queue");
    expect(await room.press(ADA, room.button("Publish"))).toContain("second moderator");
    await room.say(BOB, "/queue");
    expect(await room.press(BOB, room.button("I agree"))).toContain("30 seconds");
    await room.wait(40);
    expect(await purposes(room)).toEqual(["new release"]);
  });

  test.each([
    ["/post nonsense\nЯўген Прыкладны", "first line"],
    ["/post release", "name"],
    ["/post release\nhttp://evil.example/", "https"],
    ["/post release\nfollow @evil now", "not a name"],
    ["/post release\nЯўген Прыкладны\n2031-01-01", "not come"],
    ["/post", "in one message"],
  ])("%s is refused with the reason", async (text, reason) => {
    const room = await aModerationRoom(now);
    expect(await room.say(ADA, text)).toContain(reason);
    await room.wait(60);
    expect(await purposes(room)).toEqual([]);
  });
});

describe("what was told", () => {
  async function aRelease(): Promise<Room> {
    const room = await aModerationRoom(now);
    await room.told(aFinding({ ...primary, people: ["p:1"] }));
    expect(await purposes(room)).toEqual(["new release"]);
    return room;
  }

  test("is retracted only when two agree", async () => {
    const room = await aRelease();
    expect(await room.say(ADA, "/retract event1 It was his namesake")).toContain("second moderator");
    await room.wait(5);
    expect(await purposes(room)).toEqual(["new release"]);
    expect(await room.say(BOB, "/queue")).toContain("It was his namesake");
    expect(await room.press(BOB, room.button("I agree"))).toContain("correction");
    await room.wait(5);
    expect(await purposes(room)).toEqual(["new release", "retraction release"]);
    const last = (await room.alerts()).at(-1);
    expect(last?.event).toMatchObject({ certainty: "retracted", note: "It was his namesake" });
  });

  test("is corrected by an edit", async () => {
    const room = await aRelease();
    expect(await room.say(ADA, "/correct event1\nnote: Паводле сям'і\ncount: 1")).toContain("Corrected");
    await room.wait(5);
    expect(await purposes(room)).toEqual(["new release", "update release"]);
  });

  test("keeps a correction whatever comes later", async () => {
    const room = await aRelease();
    await room.say(ADA, "/correct event1\npeople: Яўген Прыкладны");
    await room.say(BOB, "/queue");
    await room.press(BOB, room.button("I agree"));
    await room.told(aFinding({ people: ["p:1"], at: 0.02 }));
    const event = await room.stores.events.byId("event1");
    expect(event?.people.map((person) => person.name)).toEqual(["Яўген Прыкладны"]);
  });
});

test("sending is stopped by one and goes on by two", async () => {
  const room = await aModerationRoom(now);
  expect(await room.say(ADA, "/halt")).toContain("stopped");
  expect(await room.say(ADA, "/resume")).toContain("second moderator");
  expect(await room.say(ADA, "/resume")).toContain("second moderator");
  expect(await room.stores.switches.halted()).not.toBeNull();
  expect(await room.say(BOB, "/resume")).toContain("goes on");
  expect(await room.stores.switches.halted()).toBeNull();
});

test("who lets sending go on reads that a mistake is not set right yet", async () => {
  const room = await aModerationRoom(now);
  await room.told(aFinding({ tier: "primary", outlet: "Viasna", people: ["p:1"] }));
  await room.say(ADA, "/halt");
  expect(await room.say(ADA, "/retract event1 it is somebody else")).toContain("second");
  expect(await room.say(ADA, "/resume")).toContain("still waits for a second moderator in /queue");
  await room.say(BOB, "/retract event1 it is somebody else");
  expect(await room.say(ADA, "/resume")).not.toContain("/queue");
});

test("an embargo holds until its time", async () => {
  const room = await aModerationRoom(now);
  await room.told(aFinding({ ...primary, kind: "deal", n: 3 }));
  await room.say(ADA, "/queue");
  await room.press(ADA, room.button("Publish"));
  const until = later(now, 10 * MINUTE_MS)
    .toISOString()
    .slice(0, 16)
    .replace("T", " ");
  expect(await room.say(ADA, `/embargo event1 ${until}`)).toContain("Nobody will be told before");
  await room.wait(120);
  expect(await purposes(room)).toEqual([]);
  await room.wait(600);
  expect(await purposes(room)).toEqual(["new deal"]);
});

test("everything stands in the log by alias", async () => {
  const room = await aModerationRoom(now);
  await room.say(ADA, "/halt");
  await room.say(BOB, "/post release\nЯўген Прыкладны");
  const answer = await room.say(ADA, "/audit");
  expect(answer).toContain("<b>M2</b> post");
  expect(answer).toContain("<b>M1</b> stops all sending");
  expect(answer).toContain("intact");
  expect(answer).not.toMatch(/50[12]/u);
});

test("eleven inventions of one feed alert nobody", async () => {
  const room = await aModerationRoom(now);
  await room.told(
    ...Array.from({ length: 500 }, (_, i) => aFinding({ ...primary, people: [`p:${String(i)}`] })),
  );
  expect(await purposes(room)).toEqual([]);
  expect(await room.stores.alerts.unspreadNotices(10)).toHaveLength(1);
});
