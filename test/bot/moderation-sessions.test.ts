import { describe, expect, test } from "vitest";
import { later, MINUTE_MS, SECOND_MS } from "../../src/domain/time.ts";
import { timedCodes } from "../../src/system/totp.ts";
import { aFinding, instantAt } from "../merge/finding.ts";
import { aModerationRoom, codeAt, MODERATORS, type Room } from "./moderation-room.ts";

const [ADA, BOB] = MODERATORS;
const now = instantAt(0.01);
const POST = "/post release\nЯўген Прыкладны";
const aNewRoom = (): Promise<Room> => aModerationRoom(now, { signedIn: false });
const told = async (room: Room): Promise<number> => (await room.alerts()).length;

async function enrolled(room: Room, ...users: readonly number[]): Promise<void> {
  for (const user of users) {
    await room.say(user, POST);
    await room.say(user, codeAt(now));
  }
}

describe("the first time", () => {
  test("the key is shown once, and what was asked for is done after the code", async () => {
    const room = await aNewRoom();
    const shown = await room.say(ADA, POST);
    expect(shown).toContain("otpauth://totp/");
    expect(shown).toContain("MFRGGZDFMZTWQ2LK");
    await room.wait(60);
    expect(await told(room)).toBe(0);
    const answer = await room.say(ADA, codeAt(later(now, 60 * SECOND_MS)));
    expect(answer).toContain("15 minutes");
    expect(answer).toContain("Яўген Прыкладны");
    expect(room.deleted).toHaveLength(1);
    await room.wait(60);
    expect(await told(room)).toBe(1);
    await room.wait(20 * 60);
    expect(await room.say(ADA, POST)).not.toContain("MFRGGZDFMZTWQ2LK");
  });

  test("the other moderators are told", async () => {
    const room = await aNewRoom();
    await enrolled(room, ADA);
    const notices = await room.stores.alerts.unspreadNotices(10);
    expect(notices.map(({ code, facts }) => [code, facts["who"]])).toEqual([["moderator_enrolled", "M1"]]);
  });

  test("looking and stopping need no code", async () => {
    const room = await aNewRoom();
    expect(await room.say(ADA, "/queue")).toContain("Nothing waits");
    expect(await room.say(ADA, "/halt")).toContain("stopped");
    expect(await room.stores.switches.halted()).not.toBeNull();
  });

  test.each([
    POST,
    "/resume",
    "/retract event1",
    "/embargo event1 off",
    "/correct event1\ncount: 2",
    "/mute reform",
    "/role M2 none",
  ])("%s does nothing before", async (command) => {
    const room = await aNewRoom();
    await room.say(ADA, "/halt");
    expect(await room.say(ADA, command)).toContain("otpauth://");
    expect((await room.stores.audit.newest(10)).map((line) => line.action)).toEqual(["halt"]);
  });
});

describe("a session", () => {
  test("ends after 15 minutes", async () => {
    const room = await aNewRoom();
    await enrolled(room, ADA);
    await room.wait(14 * 60);
    expect(await room.say(ADA, "/mute reform")).toContain("muted");
    await room.wait(2 * 60);
    expect(await room.say(ADA, "/mute reform off")).toContain("six digits");
    expect(await room.stores.desk.muted()).toEqual(["reform"]);
    expect(await room.say(ADA, codeAt(later(now, 16 * MINUTE_MS)))).toContain("heard again");
  });

  test("a code opens once", async () => {
    const room = await aNewRoom();
    await enrolled(room, ADA);
    const [ada] = await room.stores.moderators.all();
    if (ada === undefined) throw new Error("nobody");
    await room.stores.moderators.save({ ...ada, sessionUntil: now });
    expect(await room.say(ADA, codeAt(now))).toContain("wrong or was used");
    expect(await room.say(ADA, "/resume")).toContain("six digits");
  });

  test("five wrong codes lock, and everybody hears of it", async () => {
    const room = await aNewRoom();
    await room.say(ADA, POST);
    for (let n = 0; n < 4; n++) expect(await room.say(ADA, "000000")).toContain("wrong");
    expect(await room.say(ADA, "000000")).toContain("Too many");
    expect(await room.say(ADA, codeAt(now))).toContain("Too many");
    const notices = await room.stores.alerts.unspreadNotices(10);
    expect(notices.map(({ code }) => code)).toEqual(["moderator_locked"]);
    await room.wait(16 * 60);
    expect(await room.say(ADA, codeAt(later(now, 16 * MINUTE_MS)))).toContain("15 minutes");
  });

  test("a button without a session does nothing and asks for the code", async () => {
    const room = await aNewRoom();
    await room.told(aFinding({ kind: "deal", n: 3, tier: "primary", outlet: "Viasna" }));
    await room.say(ADA, "/queue");
    const publish = room.button("Publish");
    expect(await room.press(ADA, publish)).toContain("six digits");
    await room.wait(60);
    expect(await told(room)).toBe(0);
    await room.say(ADA, codeAt(later(now, 60 * SECOND_MS)));
    expect(await room.press(ADA, publish)).toContain("30 seconds");
  });
});

describe("roles", () => {
  test("change when two admins ask for the same", async () => {
    const room = await aModerationRoom(now);
    expect(await room.say(ADA, "/role 900 reviewer")).toContain("Another admin");
    expect(await room.say(ADA, "/role 900 reviewer")).toContain("Another admin");
    expect(await room.say(900, "/queue")).toContain("no such command");
    expect(await room.say(BOB, "/role N1 reviewer")).toContain("Done. N1");
    expect(await room.say(900, "/queue")).toContain("Nothing waits");
    expect(await room.say(900, POST)).toContain("does not allow");
    expect(await room.say(900, "/role 900 admin")).toContain("does not allow");
    expect(await room.say(900, "/halt")).toContain("stopped");
  });

  test("who is taken out has no commands any more", async () => {
    const room = await aModerationRoom(now);
    await room.say(ADA, "/role 900 editor");
    await room.say(BOB, "/role 900 editor");
    await room.say(ADA, "/role N1 none");
    await room.say(BOB, "/role N1 none");
    expect(await room.say(900, "/halt")).toContain("no such command");
  });

  test("a lost phone's code is set up anew", async () => {
    const room = await aModerationRoom(now);
    await room.say(ADA, "/role M2 reset");
    expect(await room.say(BOB, "/role M2 reset")).toContain("Done. M2");
    expect(await room.say(BOB, "/mute reform")).toContain("otpauth://");
  });

  test("one admin alone changes nothing, however often", async () => {
    const room = await aModerationRoom(now);
    for (let n = 0; n < 3; n++) await room.say(ADA, "/role M2 none");
    expect(await room.say(BOB, "/queue")).toContain("Nothing waits");
  });
});

test("codes are those of RFC 6238", () => {
  // The secret and an instant of its appendix B, SHA-1, last six digits.
  const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  const at = later(instantAt(0), 1_111_111_109_000 - instantAt(0).getTime());
  expect(timedCodes.stepOf(secret, "081804", at)).toBe(0x23523ec);
  expect(timedCodes.stepOf(secret, "081805", at)).toBeNull();
  expect(timedCodes.addressOf(timedCodes.newSecret(), "M1")).toMatch(/^otpauth:\/\/totp\/Navoli:M1\?/u);
});
