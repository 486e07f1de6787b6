import { describe, expect, test } from "vitest";

import { LANGUAGES, type Language } from "../../src/domain/language.ts";
import { deskTextsIn, moderationTextsIn } from "../../src/locales/moderation/texts.ts";
import { textsIn } from "../../src/locales/texts.ts";
import { aPerson, aRecord, aSourceState, aTrackerPoll } from "../contracts/samples.ts";
import { aFinding, instantAt } from "../merge/finding.ts";
import { aModerationRoom, codeAt, MODERATORS, type Room } from "./moderation-room.ts";

const [ADA, BOB] = MODERATORS;
const now = instantAt(0.01);

type Shown = readonly (readonly [step: string, screen: string])[];

async function aRoomWithADeath(language: Language): Promise<Room> {
  const room = await aModerationRoom(now, { language });
  const title = "Памёр Ян Прыкладны";
  await room.told(
    aFinding({ kind: "death", people: ["Ян Прыкладны"], tier: "primary", outlet: "Viasna", title }),
  );
  return room;
}

/** What somebody typed, as they see the answer. */
async function after(room: Room, user: number, text: string): Promise<readonly [string, string]> {
  await room.say(user, text);
  return [text, room.newest(user)];
}

async function queue(language: Language): Promise<Shown> {
  const { buttons } = moderationTextsIn(language);
  const room = await aRoomWithADeath(language);
  const card = await after(room, ADA, "/queue");
  await room.press(ADA, room.button(buttons.edit));
  const template = room.newest(ADA);
  await room.say(ADA, "/queue");
  const asked = await room.press(ADA, room.button(buttons.publish));
  const ask = await after(room, BOB, "/queue");
  await room.press(BOB, room.button(buttons.agree));
  return [
    card,
    ["edit", template],
    ["publish", asked],
    ["/queue of the other", ask[1]],
    ["agreed", room.newest(BOB)],
    await after(room, BOB, "/correct event1\nnote: x"),
    await after(room, BOB, "/embargo event1 05.03.2026 12:00"),
    await after(room, BOB, "/embargo event1 off"),
    await after(room, BOB, "/audit"),
  ];
}

async function explained(language: Language): Promise<Shown> {
  const commands = [
    "/correct",
    "/retract",
    "/embargo",
    "/alias",
    "/same",
    "/mute",
    "/role",
    "/mute x",
    "/post x",
  ];
  const said: (readonly [string, string])[] = [];
  for (const command of commands) said.push(await after(await aRoomWithADeath(language), ADA, command));
  const room = await aModerationRoom(now, { language });
  for (const command of ["/queue", "/mute reform", "/halt", "/halt", "/resume", "/role M2 editor", "/audit"])
    said.push(await after(room, ADA, command));
  return said;
}

async function post(language: Language): Promise<Shown> {
  const { guided } = deskTextsIn(language);
  const room = await aModerationRoom(now, { language });
  const start = await after(room, ADA, "/post");
  await room.press(ADA, room.button(textsIn(language).vocabulary.kinds.not_released));
  const names = room.newest(ADA);
  await room.answer(ADA, "Прыкладны\nЯн Невядомы\n01.03.2026");
  const draft = room.newest(ADA);
  await room.press(ADA, room.button(guided.asWritten));
  const settled = room.newest(ADA);
  await room.press(ADA, room.button(moderationTextsIn(language).buttons.send));
  return [
    start,
    ["kind", names],
    ["names", draft],
    ["settled", settled],
    ["sent", room.newest(ADA)],
    await after(room, ADA, "/post arrest\nМарыя Прыкладная\nПрыкладны\n14\nhttps://viasna.example/1\nx"),
  ];
}

async function desk(language: Language): Promise<Shown> {
  const people = ["1", "2"].map((id) => aPerson(id, { record: aRecord(id, { names: [`Прыкладны ${id}`] }) }));
  const cardOf = async (code: string, ...recordIds: readonly string[]): Promise<string> => {
    const room = await aModerationRoom(now, { language });
    const reviews = [{ trackerId: "list", code, recordIds }];
    await room.stores.trackers.saveSnapshot(aTrackerPoll({ people, reviews }));
    return (await after(room, ADA, "/queue"))[1];
  };
  const room = await aModerationRoom(now, { language });
  const reason = "40 of 900 known records are missing";
  const held = { trackerId: "list", fetchedAt: now, body: new Uint8Array([1]), reason };
  await room.stores.trackers.holdSnapshot(held, aSourceState({ sourceId: "list" }), []);
  return [
    ["two records of one person", await cardOf("SAME_NAME_TOKENS_AND_DOB", "1", "2")],
    ["a death of the list", await cardOf("DEATH_CLAIM", "1")],
    ["a held list", (await after(room, ADA, "/queue"))[1]],
  ];
}

async function enrolment(language: Language): Promise<Shown> {
  const room = await aModerationRoom(now, { language, signedIn: false });
  return [
    await after(room, ADA, "/resume"),
    ["a wrong code", (await after(room, ADA, "000000"))[1]],
    ["the right one", await room.say(ADA, codeAt(now))],
  ];
}

describe.each(LANGUAGES)("moderators' screens in %s", (language) => {
  test("read as they should", async () => {
    const shown: Shown[] = [];
    for (const part of [queue, explained, post, desk, enrolment]) shown.push(await part(language));
    const text = shown.flat().map(([step, screen]) => `## ${step.replaceAll("\n", " ⏎ ")}\n\n${screen}\n`);
    await expect(text.join("\n")).toMatchFileSnapshot(`./screens/moderation.${language}.txt`);
  });
});
