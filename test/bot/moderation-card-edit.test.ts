import { beforeEach, describe, expect, test } from "vitest";

import { openCard } from "../../src/moderate/card-actions.ts";
import { aTrackerPoll, aMeta, at } from "../contracts/samples.ts";
import { aModerationRoom, MODERATORS, STRANGER, type Room } from "./moderation-room.ts";
import { ALES, aPerson, SIARHEI } from "./people.ts";

const [ADA, BOB] = MODERATORS;
const NOW = at(1);
const MARYIA = aPerson().id;
const FREE = `/card ${MARYIA}\nstatus: free abroad\nsince: 2026-03-09\nhttps://paper.example/1`;
const PLACE = `/card ${SIARHEI.id}\nplace: SIZO-7\nhttps://paper.example/2`;

let room: Room;
beforeEach(async () => {
  room = await aModerationRoom(NOW);
  await room.stores.trackers.saveSnapshot(listOf(aPerson()));
});

/** The register, with that record of the first person in it. */
function listOf(first: ReturnType<typeof aPerson>, hours = 0) {
  const meta = { trackerId: "test-list", fetchedAt: at(hours), bodyHash: `snap-${String(hours)}` };
  return aTrackerPoll({ meta: aMeta(meta), people: [first, SIARHEI, ALES] });
}

const custodyOf = async (id: string): Promise<string | undefined> =>
  (await room.stores.reading.person(id))?.record.custody;
const actions = async (): Promise<readonly string[]> =>
  (await room.stores.audit.newest(9)).map(({ who, action }) => `${who} ${action}`);
const notices = async (): Promise<readonly string[]> =>
  (await room.stores.alerts.unspreadNotices(9)).map(({ code }) => code);

describe("a moderator edits a card", () => {
  test("the card is shown with what may be changed, and a form to copy", async () => {
    const shown = await room.say(ADA, "/card Марыя Прыкладная");
    expect(shown).toContain("in a penal colony");
    expect(shown).toContain(`/card ${MARYIA}\nstatus: \nsince: `);
    expect(await room.say(ADA, "/card")).toContain("/card NAME");
  });

  test("a place takes one: it is stored when it is confirmed, and stands with its source", async () => {
    expect(await room.say(ADA, PLACE)).toMatch(/centre No\. 1 → <b>Pre-trial detention centre No\. 7/u);
    expect((await room.stores.reading.person(SIARHEI.id))?.record.facility?.id).toBe("SIZO-1");
    expect(await room.press(ADA, room.button("Store"))).toContain("Stored");
    const person = await room.stores.reading.person(SIARHEI.id);
    expect(person?.record.facility?.id).toBe("SIZO-7");
    expect(person?.edits).toMatchObject([{ by: "M1", agreedBy: null, source: "https://paper.example/2" }]);
    expect(await actions()).toEqual(["M1 card"]);
    // The others hear of it; subscribers do not.
    expect(await notices()).toEqual(["card_edited"]);
    expect(await room.alerts()).toEqual([]);
    expect(await room.press(ADA, room.button("Store"))).toContain("settled already");
  });

  test("that somebody is free takes two: it waits in the other's queue, who agrees to exactly that", async () => {
    expect(await room.say(ADA, FREE)).toContain("another moderator must agree");
    expect(await room.press(ADA, room.button("Ask another moderator"))).toContain("/queue");
    expect(await custodyOf(MARYIA)).toBe("colony");
    expect(await notices()).toEqual(["second_needed"]);
    expect(await room.say(ADA, "/queue")).not.toContain("asks to change");
    expect(await room.say(ADA, `/card ${MARYIA}`)).toContain("Waits for a second moderator (asked by M1)");

    const card = await room.say(BOB, "/queue");
    expect(card).toMatch(/M1 asks to change a card[^]*colony → <b>free, abroad, 9 March 2026/u);
    expect(card).toContain("https://paper.example/1");
    const agree = room.button("I agree");
    expect(await room.press(ADA, agree)).toContain("takes another moderator");
    expect(await custodyOf(MARYIA)).toBe("colony");
    expect(await room.press(BOB, agree)).toContain("Stored");
    const person = await room.stores.reading.person(MARYIA);
    expect(person).toMatchObject({
      record: { custody: "free_abroad", release: { date: { value: "2026-03-09" } } },
      edits: [{ by: "M1", agreedBy: "M2" }],
    });
    expect(await actions()).toEqual(["M2 card:agreed", "M1 ask:card"]);
    expect(await room.press(BOB, agree)).toContain("settled already");
    expect(await room.stores.audit.verify()).toMatchObject({ ok: true });
  });

  test("the other refuses, or who asked withdraws: the card stays", async () => {
    await room.say(ADA, FREE);
    await room.press(ADA, room.button("Ask another moderator"));
    await room.say(BOB, "/queue");
    expect(await room.press(BOB, room.button("Refuse"))).toContain("Refused");
    await room.say(ADA, FREE);
    await room.press(ADA, room.button("Ask another moderator"));
    await room.say(ADA, `/card ${MARYIA}`);
    expect(await room.press(ADA, room.button("Cancel"))).toContain("Cancelled");
    expect(await custodyOf(MARYIA)).toBe("colony");
    expect(await room.say(BOB, "/queue")).toContain("Nothing waits");
    expect(await actions()).toEqual(["M1 card:withdrawn", "M1 ask:card", "M2 card:refused", "M1 ask:card"]);
  });

  test("an edit is taken back by one, and the others hear of it", async () => {
    await room.say(ADA, PLACE);
    await room.press(ADA, room.button("Store"));
    const shown = await room.say(BOB, `/card ${SIARHEI.id}`);
    expect(shown).toMatch(/No\. 7<\/b> \(changed by M1, 10 March 2026[^]*the list says: [^)]*No\. 1\)/u);
    const back = room.button("↩ Take back: Place");
    expect(await room.press(BOB, back)).toContain("Taken back");
    expect(await room.stores.reading.person(SIARHEI.id)).not.toHaveProperty("edits");
    expect(await actions()).toEqual(["M2 card:undone", "M1 card"]);
    expect(await notices()).toEqual(["card_edited", "card_edited"]);
    expect(await room.press(BOB, back)).toContain("settled already");
  });

  test("what is agreed to after the list has said something new changes nothing", async () => {
    await room.say(ADA, FREE);
    await room.press(ADA, room.button("Ask another moderator"));
    await room.say(BOB, "/queue");
    const agree = room.button("I agree");
    await room.stores.trackers.saveSnapshot(listOf(aPerson({ custody: "prison_regime", rowHash: "2" }), 1));
    expect(await room.press(BOB, agree)).toContain("the list says something else");
    expect(await custodyOf(MARYIA)).toBe("prison_regime");
    expect(await room.say(BOB, "/queue")).toContain("Nothing waits");
  });

  test("an asking is good for a day", async () => {
    await room.say(ADA, FREE);
    await room.press(ADA, room.button("Ask another moderator"));
    await room.say(BOB, "/queue");
    const agree = room.button("I agree");
    await room.stores.moderators.save({ ...(await bob()), sessionUntil: at(99) });
    await room.wait(25 * 3600);
    expect(await room.press(BOB, agree)).toContain("too old");
    expect(await room.say(BOB, "/queue")).toContain("Nothing waits");
  });
});

async function bob() {
  const found = (await room.stores.moderators.all()).find(({ who }) => who === "M2");
  if (found === undefined) throw new Error("no M2");
  return found;
}

describe("a tired moderator on a phone", () => {
  test("nothing goes onto a card without a source; the link alone in a reply is enough", async () => {
    const asked = await room.say(ADA, `/card ${SIARHEI.id}\nplace: SIZO-7`);
    expect(asked).toContain("A link to the source is missing");
    expect(asked).toContain(`/card ${SIARHEI.id}\nplace: SIZO-7`);
    expect(await room.answer(ADA, "https://paper.example/2")).toContain("This will change");
    await room.press(ADA, room.button("Store"));
    expect((await room.stores.reading.person(SIARHEI.id))?.record.facility?.id).toBe("SIZO-7");
  });

  test("a wrong line is told, the others are kept, a reply sets it right", async () => {
    const asked = await room.say(
      ADA,
      `/card ${MARYIA}\nstatus: free\nsince: 2026-03-09\nhttps://paper.example/1`,
    );
    expect(asked).toMatch(/Free, but where\?[^]*since: 2026-03-09\nhttps:\/\/paper\.example\/1/u);
    expect(await room.answer(ADA, "free, in Belarus")).toMatch(/→ <b>free, in Belarus, 9 March 2026/u);
  });

  test("the card's own form is answered with lines alone", async () => {
    await room.say(ADA, `/card ${MARYIA}`);
    expect(await room.answer(ADA, "end of term: 2029-05\nhttps://unknown.example/1")).toMatch(
      /not known → <b>May 2029<\/b>[^]*not one of the bot’s sources/u,
    );
  });

  test("two taps and a link: the status is pressed, the reply brings its source and day", async () => {
    await room.say(ADA, `/card ${MARYIA}`);
    await room.press(ADA, room.button("✎ Status"));
    await room.press(ADA, room.button("restricted freedom at home (“home khimiya”)"));
    expect(await room.answer(ADA, "https://paper.example/3")).toMatch(/→ <b>restricted freedom at home/u);
    await room.press(ADA, room.button("Store"));
    expect(await custodyOf(MARYIA)).toBe("home_confinement");
    await room.press(ADA, room.button("✎ Status"));
    await room.press(ADA, room.button("free, in Belarus"));
    expect(await room.answer(ADA, "9 March 2026\nhttps://paper.example/4")).toMatch(
      /→ <b>free, in Belarus, 9 March 2026<\/b>[^]*another moderator must agree/u,
    );
  });

  test("several fit: a button tells who is meant, and what was written is not lost", async () => {
    const asked = await room.say(ADA, "/card Прыкладны\nplace: SIZO-7\nhttps://paper.example/2");
    expect(asked).toContain("Who is meant?");
    expect(asked).toContain("place: SIZO-7");
    await room.press(ADA, `mod:cw:${SIARHEI.id}`);
    await room.press(ADA, room.button("Store"));
    expect((await room.stores.reading.person(SIARHEI.id))?.record.facility?.id).toBe("SIZO-7");
  });

  test.each<{ why: string; said: string; answer: string }>([
    { why: "nobody", said: "/card Ъъъ Ыыы", answer: "Nobody in the list" },
    { why: "no such id", said: "/card list:99", answer: "no such person" },
    {
      why: "the same",
      said: `/card ${SIARHEI.id}\nplace: SIZO-1\nhttps://paper.example/1`,
      answer: "already",
    },
    {
      why: "a date of nothing",
      said: `/card ${SIARHEI.id}\nstatus: colony\nsince: 2026-03-09`,
      answer: "only with a release",
    },
    {
      why: "a bad link",
      said: `/card ${SIARHEI.id}\nplace: SIZO-7\nhttp://paper.example`,
      answer: "Only https",
    },
    { why: "markup", said: `/card ${SIARHEI.id}\n<b>x</b>`, answer: "&lt;b&gt;x&lt;/b&gt;" },
  ])("$why: $answer", async ({ said, answer }) => {
    expect(await room.say(ADA, said)).toContain(answer);
    expect(await actions()).toEqual([]);
  });

  test("about whom the register is silent nothing can be edited", async () => {
    await room.stores.register.setEmbargo(ALES.id, true);
    expect(await openCard(room.stores, ALES.id)).toBeNull();
  });
});

describe("somebody with one of the phones", () => {
  test("confirms no draft of another, and agrees to nothing of their own", async () => {
    await room.say(ADA, PLACE);
    expect(await room.press(BOB, room.button("Store"))).toContain("another moderator’s");
    expect(await room.press(BOB, room.button("Cancel"))).toContain("another moderator’s");
    expect(await actions()).toEqual([]);
  });

  test("cannot alone make stand what two said before, nor a reviewer anything", async () => {
    await room.say(ADA, FREE);
    await room.press(ADA, room.button("Ask another moderator"));
    await room.say(BOB, "/queue");
    await room.press(BOB, room.button("I agree"));
    const anew = FREE.replace("2026-03-09", "2026-03-01");
    expect(await room.say(ADA, anew)).toContain("another moderator must agree");
    await room.stores.moderators.save({ ...(await bob()), role: "reviewer" });
    expect(await room.say(BOB, PLACE)).not.toContain("This will change");
  });

  test("without a code the edit waits for it, written as it was", async () => {
    const fresh = await aModerationRoom(NOW, { signedIn: false });
    await fresh.stores.trackers.saveSnapshot(listOf(aPerson()));
    expect(await fresh.say(ADA, PLACE)).toContain("otpauth://");
    expect(await fresh.stores.cards.behind(SIARHEI.id)).toMatchObject({ edits: [] });
  });

  test("is nobody to the bot in a group, or as a stranger", async () => {
    expect(await room.sayInGroup(ADA, PLACE)).not.toContain("This will change");
    expect(await room.say(STRANGER, PLACE)).not.toContain("This will change");
  });
});
