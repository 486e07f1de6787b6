import { describe, expect, test } from "vitest";

import { later, MINUTE_MS, SECOND_MS } from "../../src/domain/time.ts";
import { aFinding, instantAt } from "../merge/finding.ts";
import { aModerationRoom, codeAt, MODERATORS, STRANGER, type Room } from "./moderation-room.ts";

/** What somebody can do with one moderator's account, by itself or beside a planted feed. Everybody is invented. */

const [ADA, BOB] = MODERATORS;
const now = instantAt(0.01);
const FIVE = "Адна Прыкладная\nДзве Прыкладныя\nТры Прыкладныя\nЧатыры Прыкладныя\nПяць Прыкладных";
const OTHERS = "Шэсць Чужых, Сем Чужых, Восем Чужых, Дзевяць Чужых, Дзесяць Чужых";
const ROUND = `/post release\n${FIVE}`;
const told = async (room: Room): Promise<readonly string[]> =>
  (await room.alerts()).map(
    ({ purpose, event }) => `${purpose} ${event.kind} ${String(event.people.length)}`,
  );

/** A round that Ada posted; it waits for a second moderator. */
async function aRoomWithRound(): Promise<{ readonly room: Room; readonly id: string }> {
  const room = await aModerationRoom(now);
  await room.say(ADA, ROUND);
  await room.wait(60);
  const [held] = await room.stores.events.held(5);
  return { room, id: held?.event.id ?? "" };
}

describe("approval is of what was seen", () => {
  test("who posts a round cannot approve it alone, by button, by merging or by asking twice", async () => {
    const { room, id } = await aRoomWithRound();
    await room.say(ADA, "/queue");
    const publish = room.button("Publish");
    expect(await room.press(ADA, publish)).toContain("second moderator");
    expect(await room.press(ADA, publish)).toContain("another moderator");
    expect(await room.press(ADA, `mod:y:publish:${id}:1`)).toContain("another moderator");
    await room.wait(60);
    expect(await told(room)).toEqual([]);
  });

  test("names exchanged between the two approvals void the first", async () => {
    const { room, id } = await aRoomWithRound();
    // A third moderator is planted: her own approval must not count beside Ada's, who saw other names.
    await room.say(ADA, "/role 900 editor");
    await room.say(BOB, "/role 900 editor");
    await room.say(ADA, "/queue");
    await room.press(ADA, room.button("Publish"));
    await room.say(900, `/correct ${id}\npeople: ${OTHERS}`);
    await room.say(900, codeAt(later(now, 60 * SECOND_MS)));
    await room.wait(1);
    expect(await room.say(900, "/queue")).toContain("Шэсць Чужых");
    const publish = room.button("Publish");
    expect(await room.press(900, publish)).toContain("second moderator");
    await room.wait(60);
    expect(await told(room)).toEqual([]);
  });

  test("who adds to a round that another posted is not its second moderator", async () => {
    const { room, id } = await aRoomWithRound();
    await room.say(BOB, `/correct ${id}\npeople: ${OTHERS}`);
    await room.wait(1);
    await room.say(BOB, "/queue");
    expect(await room.press(BOB, room.button("Publish"))).toContain("second moderator");
    await room.wait(60);
    expect(await told(room)).toEqual([]);
  });

  test("an ask is agreed to in the version that was on the card", async () => {
    const { room, id } = await aRoomWithRound();
    await room.say(ADA, "/queue");
    await room.press(ADA, room.button("Publish"));
    await room.say(BOB, "/queue");
    const agree = room.button("I agree");
    await room.say(ADA, `/correct ${id}\npeople: ${OTHERS}`);
    expect(await room.press(BOB, agree)).toContain("out of date");
    expect(await room.say(BOB, "/queue")).not.toContain("asks to publish");
    await room.wait(60);
    expect(await told(room)).toEqual([]);
  });

  test("a change while it cools off takes the approval back", async () => {
    const { room, id } = await aRoomWithRound();
    await room.say(BOB, "/queue");
    expect(await room.press(BOB, room.button("Publish"))).toContain("30 seconds");
    await room.say(ADA, `/correct ${id}\npeople: ${OTHERS}`);
    await room.wait(60);
    expect(await told(room)).toEqual([]);
    expect(await room.say(BOB, "/queue")).toContain("second moderator");
  });

  test("lifting an embargo does not shorten the cool-off", async () => {
    const { room, id } = await aRoomWithRound();
    await room.say(BOB, "/queue");
    await room.press(BOB, room.button("Publish"));
    await room.say(ADA, `/embargo ${id} off`);
    await room.wait(10);
    expect(await told(room)).toEqual([]);
  });

  test("publishing does not break an embargo", async () => {
    const room = await aModerationRoom(now);
    await room.told(aFinding({ kind: "deal", n: 3, tier: "primary", outlet: "Viasna" }));
    await room.say(ADA, "/queue");
    await room.press(ADA, room.button("Embargo, 24 h"));
    await room.wait(1);
    const [held] = await room.stores.events.held(5);
    const target = `mod:p:${held?.event.id ?? ""}:${String(held?.event.version ?? 0)}`;
    expect(await room.press(BOB, target)).toContain("Nobody will be told before");
    await room.wait(3600);
    expect(await told(room)).toEqual([]);
  });

  test("what was told of many is united with other events by two", async () => {
    const room = await aModerationRoom(now);
    const people = ["p:1", "p:2", "p:3", "p:4", "p:5"];
    await room.told(aFinding({ people, n: 5, tier: "primary", outlet: "Viasna" }));
    await room.told(aFinding({ people: ["p:9"], releaseKind: "term_served" }));
    const events = await Promise.all(["event1", "event2"].map((id) => room.stores.events.byId(id)));
    const [round, single] = events.map((it) => `${it?.id ?? ""}:${String(it?.version ?? 0)}`);
    const unite = `mod:w:${round ?? ""}:${single ?? ""}`;
    expect(await room.press(ADA, unite)).toContain("second moderator");
    expect(await room.press(ADA, unite)).toContain("another moderator");
    expect((await room.stores.events.byId("event1"))?.people).toHaveLength(5);
    expect(await room.say(BOB, "/queue")).toContain("merge");
    expect(await room.press(BOB, room.button("I agree"))).toContain("one now");
    expect((await room.stores.events.byId("event1"))?.people).toHaveLength(6);
  });
});

describe("what cannot be unsaid takes two, in whatever words", () => {
  test("a release that was told is not taken back by one moderator's denial", async () => {
    const room = await aModerationRoom(now);
    await room.told(aFinding({ people: ["p:1"], tier: "primary", outlet: "Viasna" }));
    const [event] = await room.alerts();
    const name = event?.event.people[0]?.name ?? "";
    await room.say(ADA, `/post not_released\n${name}`);
    await room.told(aFinding({ kind: "not_released", people: ["p:1"], at: 0.2, outlet: "Planted" }));
    await room.wait(60);
    expect((await told(room)).filter((it) => it.startsWith("retraction"))).toEqual([]);
  });

  test("a round told one by one waits from the fifth person on", async () => {
    const room = await aModerationRoom(now);
    for (const name of FIVE.split("\n")) {
      await room.say(ADA, `/post release\n${name}\nnote: served`);
      await room.wait(40);
    }
    expect(await told(room)).toHaveLength(4);
    expect(await room.say(BOB, "/queue")).toContain("second moderator");
  });

  const onePerHours = async (hours: number, toldAsWell: boolean): Promise<readonly string[]> => {
    const room = await aModerationRoom(now);
    const said: string[] = [];
    for (const [n, name] of FIVE.split("\n").entries()) {
      said.push(await room.say(ADA, `/post release\n${name}`));
      const people = [{ personId: null, name, suspicious: false }];
      if (toldAsWell) await room.told(aFinding({ people, outlet: "Another", at: 0.02 + (n * hours) / 24 }));
      await room.wait(hours * 3600);
    }
    expect(await told(room)).toHaveLength(said.at(-1)?.includes("second moderator") === true ? 4 : 5);
    return said.map((text) => (text.includes("second moderator") ? "waits" : "leaves"));
  };

  test("and spread over a day, too, where nobody else tells of them", async () => {
    expect(await onePerHours(5, false)).toEqual(["leaves", "leaves", "leaves", "leaves", "waits"]);
  });

  test("and once other outlets tell of them, posts over a day hinder nobody", async () => {
    expect(await onePerHours(5, true)).toEqual(Array(5).fill("leaves"));
  });

  test("a retraction needs another, also through a forged button", async () => {
    const room = await aModerationRoom(now);
    await room.told(aFinding({ people: ["p:1"], tier: "primary", outlet: "Viasna" }));
    expect(await room.press(ADA, "mod:r:event1:1")).toContain("second moderator");
    expect(await room.press(ADA, "mod:r:event1:1")).toContain("another moderator");
    expect(await told(room)).toHaveLength(1);
  });

  test("resuming and roles take two, however often one asks", async () => {
    const room = await aModerationRoom(now);
    await room.say(ADA, "/halt");
    for (let n = 0; n < 3; n++) expect(await room.say(ADA, "/resume")).toContain("second moderator");
    for (let n = 0; n < 3; n++) expect(await room.say(ADA, "/halt")).toContain("already");
    for (let n = 0; n < 3; n++) expect(await room.say(ADA, "/role 900 admin")).toContain("Another admin");
    expect(await room.stores.switches.halted()).not.toBeNull();
    expect(await room.say(900, "/queue")).toContain("no such command");
    const halts = (await room.stores.audit.newest(50)).filter(({ action }) => action === "halt");
    expect(halts).toHaveLength(1);
  });
});

describe("buttons do nothing and say so", () => {
  test("pressed again, after it was decided", async () => {
    const room = await aModerationRoom(now);
    await room.told(aFinding({ kind: "deal", n: 3, tier: "primary", outlet: "Viasna" }));
    await room.say(ADA, "/queue");
    const publish = room.button("Publish");
    expect(await room.press(ADA, publish)).toContain("30 seconds");
    expect(await room.press(ADA, publish)).toContain("out of date");
    expect(await room.press(BOB, publish)).toContain("out of date");
    await room.wait(60);
    expect(await told(room)).toHaveLength(1);
  });

  test("in an older version", async () => {
    const room = await aModerationRoom(now);
    await room.told(aFinding({ kind: "deal", n: 3, tier: "primary", outlet: "Viasna" }));
    await room.say(ADA, "/queue");
    const publish = room.button("Publish");
    await room.told(aFinding({ kind: "deal", n: 3, tier: "media", outlet: "Reform", at: 0.1 }));
    expect(await room.press(ADA, publish)).toContain("out of date");
    expect(await told(room)).toEqual([]);
  });

  test("of a card that was sent to somebody else who is no moderator", async () => {
    const room = await aModerationRoom(now);
    await room.told(aFinding({ kind: "deal", n: 3, tier: "primary", outlet: "Viasna" }));
    await room.say(ADA, "/queue");
    const publish = room.button("Publish");
    expect(await room.press(STRANGER, publish)).toMatch(/./u);
    expect(await room.pressInGroup(ADA, publish)).toMatch(/./u);
    expect(await told(room)).toEqual([]);
    expect((await room.stores.events.held(5)).map(({ event }) => event.ruling)).toEqual(["none"]);
  });

  test("of another moderator's post", async () => {
    const room = await aModerationRoom(now);
    await room.say(ADA, "/post release\nАдна Прыкладная");
    await room.wait(5);
    const cancel = room.button("Cancel");
    expect(await room.press(BOB, cancel)).toContain("another moderator’s");
    await room.wait(60);
    expect(await told(room)).toHaveLength(1);
  });

  test.each([
    "mod:p:nothing:1",
    "mod:i:event1:999999",
    "mod:w:event1:1:event1:1",
    "mod:y:publish:event1:1",
    "mod:x:post:M2-1:2026-03-01",
    "mod:v:0123456789abcdef:death",
    "mod:a:list:abc",
    "mod:m:nobody",
    "mod:r:event9:1",
    "mod:ps",
    "mod:al:nobody",
    "mod:zz:1",
    "mod:p:event1:1:1:1",
  ])("with forged data %s", async (data) => {
    const room = await aModerationRoom(now);
    await room.told(aFinding({ kind: "deal", n: 3, tier: "primary", outlet: "Viasna" }));
    const before = await room.stores.audit.newest(50);
    await room.press(ADA, data);
    expect(room.answered()).toBe(true);
    expect(await room.stores.audit.newest(50)).toEqual(before);
    expect(await told(room)).toEqual([]);
  });

  test("of a session that has ended", async () => {
    const room = await aModerationRoom(now);
    await room.told(aFinding({ kind: "deal", n: 3, tier: "primary", outlet: "Viasna" }));
    await room.say(ADA, "/queue");
    const publish = room.button("Publish");
    await room.wait(25 * 3600);
    expect(await room.press(ADA, publish)).toContain("six digits");
    expect(await told(room)).toEqual([]);
  });
});

describe("a stolen phone", () => {
  test("guesses no code: five wrong ones lock, all hear of it, and only stopping is left", async () => {
    const room = await aModerationRoom(now, { signedIn: false });
    await room.say(ADA, ROUND);
    await room.say(ADA, codeAt(now));
    await room.wait(16 * 60);
    let refused = 0;
    for (let guess = 0; guess < 25; guess++) {
      const answer = await room.say(ADA, String(guess).padStart(6, "0"));
      if (/wrong|Too many/u.test(answer)) refused++;
    }
    expect(refused).toBe(25);
    // Not even the right one, for a quarter of an hour.
    expect(await room.say(ADA, codeAt(later(now, 16 * MINUTE_MS)))).toContain("Too many");
    expect(await room.say(ADA, "/mute reform")).toContain("Too many");
    expect(await room.say(ADA, "/halt")).toContain("stopped");
    const codes = (await room.stores.alerts.unspreadNotices(50)).map(({ code }) => code);
    expect(codes.filter((code) => code === "moderator_locked")).toHaveLength(1);
  });

  test("a post that is forwarded into a group, or sent there, is nobody's command", async () => {
    const room = await aModerationRoom(now);
    await room.sayInGroup(ADA, ROUND);
    await room.sayInGroup(ADA, "/halt");
    await room.wait(60);
    expect(await told(room)).toEqual([]);
    expect(await room.stores.switches.halted()).toBeNull();
    expect(await room.stores.audit.newest(5)).toEqual([]);
  });

  test("the others hear at once that sending was stopped or is to go on", async () => {
    const room = await aModerationRoom(now);
    await room.say(ADA, "/halt");
    await room.say(ADA, "/resume");
    expect(room.shownTo(BOB)).toMatch(/M1 has stopped[^]*M1 wants to resume/u);
  });

  test("each of them hears it in the language of their own Telegram, once they wrote", async () => {
    const room = await aModerationRoom(now, { speaks: { [BOB]: "be" } });
    await room.say(BOB, "/queue");
    await room.say(ADA, "/halt");
    expect(room.shownTo(BOB)).toContain("M1 спыняе ўсю рассылку");
    expect(room.shownTo(ADA)).not.toMatch(/\p{Script=Cyrillic}/u);
  });
});

describe("whom admins add", () => {
  test("gets the moderators' menu with the role, and loses it with the role", async () => {
    const room = await aModerationRoom(now);
    await room.say(ADA, "/role 900 editor");
    expect(room.menus()).toEqual([]);
    await room.say(BOB, "/role 900 editor");
    expect(room.menus()).toEqual(["900 queue", "900 queue", "900 queue"]);
    await room.say(ADA, "/role N1 none");
    await room.say(BOB, "/role N1 none");
    expect(room.menus().slice(3)).toEqual(["900 none", "900 none", "900 none"]);
  });

  test("is told of by a notice to all", async () => {
    const room = await aModerationRoom(now);
    await room.say(ADA, "/role 900 editor");
    await room.say(BOB, "/role 900 editor");
    const notices = await room.stores.alerts.unspreadNotices(10);
    expect(notices.map(({ code, facts }) => [code, facts["command"]])).toEqual([
      ["second_needed", "/role N1 editor"],
      ["role_changed", "/role N1 editor"],
    ]);
  });
});
