import { describe, expect, test } from "vitest";

import { listSays, withEdits } from "../../src/domain/card-edit.ts";
import { LANGUAGES, type Language } from "../../src/domain/language.ts";
import type { CardEdit, CardValue, Person } from "../../src/domain/person.ts";
import { renderNotice } from "../../src/alert/notice.ts";
import { cardTextsIn } from "../../src/locales/moderation/card.ts";
import { aMeta, aTrackerPoll, at } from "../contracts/samples.ts";
import { aTalk, aWorld } from "./fixture.ts";
import { aModerationRoom, MODERATORS } from "./moderation-room.ts";
import { ALES, aPerson, SIARHEI } from "./people.ts";

const [ADA, BOB] = MODERATORS;

function said(person: Person, change: string, source: string, ...values: readonly CardValue[]): CardEdit[] {
  return values.map((value) => ({
    change,
    personId: person.id,
    value,
    source,
    by: "M1",
    agreedBy: "M2",
    at: new Date("2025-06-21T10:00:00Z"),
    listSaid: listSays(person.record, value.field),
    state: "stands",
  }));
}

/** Two cards as readers get them: one freed by the moderators' word, one moved and with a new end of term. */
async function readersScreens(language: Language): Promise<string> {
  const since = { value: "2025-06-20", precision: "day" } as const;
  const facility = { id: "SIZO-7", raw: "СІЗА №7", addressRaw: null };
  const freed = said(aPerson(), "c1", "https://viasna.example/1", {
    field: "status",
    custody: "free_abroad",
    since,
  });
  const moved = said(
    ALES,
    "c2",
    "https://family.example/1",
    { field: "place", facility },
    { field: "term_end", on: { value: "2027-05", precision: "month" } },
    { field: "charges", charges: [{ code: "130", part: "1", raw: "ст. 130 ч. 1" }] },
    { field: "sentence", months: 60 },
  );
  const people = [withEdits(aPerson(), freed), SIARHEI, withEdits(ALES, moved)];
  const talk = await aTalk(language, aWorld({ people }));
  const screens: string[] = [];
  for (const typed of ["/person Марыя Прыкладная", "/person Алесь Прыкладны", "/letter Марыя Прыкладная"]) {
    screens.push(`## ${typed}\n${await talk.say(typed)}`);
  }
  return screens.join("\n");
}

/** What moderators read on the way from the name to the card, and back. */
async function moderatorsScreens(language: Language): Promise<string> {
  const room = await aModerationRoom(at(1), { language });
  const meta = aMeta({ trackerId: "test-list" });
  await room.stores.trackers.saveSnapshot(aTrackerPoll({ meta, people: [aPerson(), SIARHEI, ALES] }));
  const texts = cardTextsIn(language);
  const form = `/card ${aPerson().id}\nfree abroad 2026-03-09`;
  const screens: (readonly [string, string])[] = [
    ["/card", await room.say(ADA, "/card")],
    ["/card NAME", await room.say(ADA, "/card Марыя Прыкладная")],
    ["/card SEVERAL", await room.say(ADA, "/card Прыкладны\nIK-1")],
    ["no source", await room.say(ADA, form)],
    ["the link in a reply", await room.answer(ADA, "https://paper.example/1")],
    ["confirmed", await room.press(ADA, room.button(texts.ask))],
    ["/queue of the other", await room.say(BOB, "/queue")],
    ["agreed", await room.press(BOB, room.button(texts.agree))],
    ["/card NAME", await room.say(ADA, `/card ${aPerson().id}`)],
    ["taken back", await room.press(ADA, room.button(`${texts.takeBack}: ${texts.fields.status}`))],
    ["one is enough", await room.say(ADA, `/card ${SIARHEI.id}\nSIZO-7\nhttps://family.example/2`)],
  ];
  return screens.map(([step, text]) => `## ${step}\n${text}\n`).join("\n");
}

describe.each(LANGUAGES)("edited cards in %s", (language) => {
  test("readers see whose word it is, and what the list says", async () => {
    await expect(await readersScreens(language)).toMatchFileSnapshot(`./screens/cards.${language}.txt`);
  });

  test("moderators are led from the name to the card", async () => {
    await expect(await moderatorsScreens(language)).toMatchFileSnapshot(
      `./screens/card-moderation.${language}.txt`,
    );
  });

  test("notices name the fields in words", () => {
    const facts = { who: "M1", name: "Марыя Прыкладная", field: "status term_end" };
    const { fields } = cardTextsIn(language);
    for (const code of ["card_edited", "card_ended"] as const) {
      const { html } = renderNotice({ key: code, code, facts }, language);
      expect(html).toContain(`${fields.status}, ${fields.term_end}`);
    }
  });
});
