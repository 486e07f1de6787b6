import { describe, expect, test } from "vitest";

import { listedRounds } from "../../src/bot/listed-rounds.ts";
import { LANGUAGES, type Language } from "../../src/domain/language.ts";
import { onDay } from "../../src/domain/time.ts";
import { RELEASE_ROUNDS } from "../../src/history/release-rounds.ts";
import { aTalk, aWorld, type World } from "./fixture.ts";
import { anEvent, aPerson, aPrimaryReport, aReport, named } from "./people.ts";

const round = anEvent({
  id: "round",
  people: [named("Сяргей Прыкладны", "test-list:2"), named("Ганна Прыкладная"), named("Пётр Прыкладны")],
  count: { n: 14, qualifier: "exact" },
  happenedOn: { from: "2025-06-20", to: "2025-06-20", precision: "day" },
  reports: [
    aPrimaryReport({ count: { n: 14, qualifier: "exact" } }),
    aReport("Reuters", { count: { n: 5, qualifier: "exact" } }),
  ],
});
const arrest = anEvent({
  id: "arrest",
  kind: "arrest",
  people: [named("Алесь Прыкладны", "test-list:3")],
  releaseKind: null,
  modifiers: [],
  happenedOn: { from: "2025-06-02", to: "2025-06-02", precision: "day" },
});
const recognition = anEvent({
  id: "recognition",
  kind: "recognition",
  people: [],
  count: { n: 21, qualifier: "exact" },
  releaseKind: null,
  modifiers: [],
  happenedOn: { from: "2025-05-28", to: "2025-05-28", precision: "day" },
});

function aBusyWorld(): World {
  const world = aWorld({ events: [anEvent(), round, arrest, recognition] });
  const more = [
    aPerson({
      recordId: "4",
      names: ["Вольга Выдуманая"],
      custody: "free_abroad",
      recognition: "former",
      release: {
        date: { value: "2025-06-21", precision: "day" },
        kind: "pardon",
        modifiers: ["forced_exile"],
      },
    }),
    aPerson(
      {
        recordId: "5",
        names: ["Пятро Выдуманы"],
        gender: "male",
        birthDate: { value: "1960-07-05", precision: "day" },
        custody: "unknown",
        charges: [],
        verdict: null,
        facility: null,
        onStateList: false,
      },
      { presence: "absent" },
    ),
    aPerson({
      recordId: "6",
      names: ["Юлія Народзіна"],
      birthDate: { value: "1988-07-22", precision: "day" },
    }),
    aPerson({
      recordId: "7",
      names: ["Ян Выключаны"],
      gender: null,
      birthDate: null,
      recognition: "not_recognised",
      custody: "at_liberty_before_sentence",
      penaltyStart: null,
      verdict: {
        date: { value: "2025-03", precision: "month" },
        decisionRaw: "штраф",
        months: null,
        baseUnits: 200,
        penalty: "fine",
        penaltyRaw: null,
        judgeRaw: null,
        appealDate: { value: "2025", precision: "year" },
      },
      detainedOn: { value: "2024-11", precision: "month" },
    }),
  ];
  world.people.push(...more);
  return world;
}

/** What a person types, one screen each; a group of lines is a conversation whose last answer is shown. */
const SCREENS: readonly (readonly [string, ...string[]])[] = [
  ["/start"],
  ["/help"],
  ["/subscribe"],
  ["/subscribe", "/subscribe"],
  ["/unsubscribe"],
  ["/subscribe", "/unsubscribe"],
  ["/language"],
  ["/privacy"],
  ["/forget"],
  ["/forget", "1"],
  ["/forget", "2"],
  ["/status"],
  ["/latest"],
  ["/latest", "1"],
  ["/latest", "2"],
  ["/stats"],
  ["/rounds"],
  ["/rounds", "1"],
  ["/rounds", "7"],
  ["/rounds", "7", "9"],
  ["/sources"],
  ["/person"],
  ["/person Марыя Прыкладная"],
  ["/person Вольга Выдуманая"],
  ["/person Пятро Выдуманы"],
  ["/person Ян Выключаны"],
  ["Прыкладны"],
  ["/status Siarhei Prykladny"],
  ["Невядомы Чалавек"],
  ["ян"],
  ["/follow"],
  ["/follow Сяргей Прыкладны"],
  ["/follow Сяргей Прыкладны", "1"],
  ["/follow Сяргей Прыкладны", "2"],
  ["/following"],
  ["/follow Сяргей Прыкладны", "1", "/following"],
  ["/letter"],
  ["/letter Марыя Прыкладная"],
  ["/letter Вольга Выдуманая"],
  ["/birthdays"],
  ["/settings"],
  ["/settings", "2"],
  ["/settings", "3"],
  ["/settings", "4"],
  ["/settings", "4", "15"],
  ["/settings", "5"],
  ["/settings", "6"],
  ["/settings", "7"],
  ["/settings", "9"],
  ["/foo"],
  ["/sub"],
];

async function screensIn(language: Language): Promise<string> {
  const parts: string[] = [];
  for (const typed of SCREENS) {
    const talk = await aTalk(language, aBusyWorld());
    parts.push(`## ${typed.join(" → ")}\n${await talk.say(...typed)}`);
    expect(talk.world.failures).toEqual([]);
  }
  return parts.join("\n");
}

describe.each(LANGUAGES)("screens in %s", (language) => {
  test("read as they should", async () => {
    await expect(await screensIn(language)).toMatchFileSnapshot(`./screens/bot.${language}.txt`);
  });
});

describe("rounds of releases", () => {
  test("a happening that both the history and the bot know stands once and leads to both", () => {
    const june = listedRounds(RELEASE_ROUNDS, [{ ...round, happenedOn: onDay("2025-06-22") }]).filter(
      (each) => (each.round?.date.to ?? each.event?.happenedOn.to)?.startsWith("2025-06") === true,
    );
    expect(june.map((each) => [each.round?.id, each.event?.id])).toEqual([["2025-06-21", "round"]]);
  });

  test("one that only the bot knows stands among the others by its day", () => {
    const own = { ...round, happenedOn: onDay("2026-10-01") };
    expect(listedRounds(RELEASE_ROUNDS, [own])[0]?.event?.id).toBe("round");
  });
});
