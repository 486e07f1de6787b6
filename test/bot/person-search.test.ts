import { describe, expect, test } from "vitest";

import { createRegister } from "../../src/people/register.ts";
import { inventPeople, pick, seeded, SPELLINGS } from "../people/invented-names.ts";
import { aTalk, aWorld } from "./fixture.ts";
import { aPerson } from "./people.ts";

/** What only Maryia's card says, what only a choice says, what only a refusal says. */
const CARD = "24 April 1982";
const CHOICE = "Several people fit";
const NOBODY = "is not in my lists";

describe("whatever a family types after /person", () => {
  test.each<{ why: string; query: string; screen: string }>([
    { why: "a Latin a and o in Cyrillic words", query: "Мaрыя Прыклaдная", screen: CARD },
    { why: "Latin letters, wrong keyboard layout", query: "Vfhbz Ghbrkflyfz", screen: CARD },
    { why: "the accusative in Belarusian", query: "Марыю Прыкладную", screen: CARD },
    { why: "the genitive in Russian", query: "Марии Прикладной", screen: CARD },
    { why: "surname first, with an initial", query: "Прикладная М.", screen: CARD },
    { why: "an initial first", query: "М. Прыкладная", screen: CARD },
    { why: "a diminutive", query: "Маша Прикладная", screen: CARD },
    { why: "a typing error", query: "Марыя Прыкладнйа", screen: CARD },
    { why: "no diacritics, as at home", query: "maryja prykladnaja", screen: CARD },
    { why: "a surname of two men", query: "Прыкладны", screen: CHOICE },
    { why: "the two men's surname in the genitive", query: "Прыкладнога", screen: CHOICE },
    { why: "another given name", query: "Вольга Прыкладная", screen: NOBODY },
    {
      why: "a greeting and a question around",
      query: "Добры дзень! А дзе зараз Марыя Прыкладная?",
      screen: CARD,
    },
    { why: "a question in Russian", query: "здравствуйте, где сейчас прикладная мария", screen: CARD },
    { why: "a question in English", query: "Hello, where is Prykladnaya please", screen: CARD },
    { why: "two names", query: "Марыя Прыкладная і Сяргей Прыкладны", screen: CHOICE },
    { why: "two names with a line each", query: "Марыя Прыкладная\nСяргей Прыкладны", screen: CHOICE },
    { why: "nothing but a greeting", query: "Добры дзень! Дзякуй", screen: NOBODY },
    { why: "nobody of that name", query: "Зося Нябачная", screen: NOBODY },
    { why: "no letters that are known", query: "ليس هنا أحد", screen: NOBODY },
  ])("$why: “$query”", async ({ query, screen }) => {
    const talk = await aTalk("en");
    const shown = await talk.say(`/person ${query}`);
    for (const text of [CARD, CHOICE, NOBODY]) expect(shown.includes(text), text).toBe(text === screen);
  });
});

describe("people under embargo", () => {
  const hidden = { embargo: true } as const;

  test("a namesake under embargo changes no answer: neither choice nor another's card tells of them", async () => {
    const secret = aPerson(
      { recordId: "9", names: ["Марына Прыкладная"], birthDate: { value: "1999-01-01", precision: "day" } },
      hidden,
    );
    const [without, withSecret] = [aWorld(), aWorld()];
    withSecret.people.push(secret);
    for (const line of [
      "Прыкладная",
      "/person Марына Прыкладная",
      "/letter Марына",
      "/follow Марына Прыкладная",
    ]) {
      const [plain, asked] = [await aTalk("en", without), await aTalk("en", withSecret)];
      expect(await asked.say(line)).toBe(await plain.say(line));
    }
  });

  test("whatever is asked, the register answers as if hidden people were not in it", () => {
    const random = seeded(7);
    const people = inventPeople(500, 11).map((invented, n) => ({
      invented,
      person: aPerson({ recordId: String(n), names: [invented.be, invented.ru], birthDate: null }),
      isHidden: n % 7 === 0,
    }));
    const shown = people.filter(({ isHidden }) => !isHidden).map(({ person }) => person);
    const [all, open] = [createRegister(), createRegister()];
    all.add(people.map(({ person }) => person));
    open.add(shown);
    const among = new Set(shown.map(({ id }) => id));
    for (let n = 0; n < 500; n += 1) {
      const { invented } = pick(random, people);
      const written = pick(random, Object.values(SPELLINGS))(invented, random);
      const query = pick(random, [written, written.split(" ").at(-1) ?? ""]);
      expect([query, all.find(query, 6, among)]).toEqual([query, open.find(query, 6)]);
    }
  });
});

test("a single name that is not surely meant is asked about, not shown", async () => {
  const world = aWorld({ people: [aPerson({ names: ["Юлія Народзіна"] })] });
  const talk = await aTalk("en", world);
  for (const query of ["Юля Нарадзенка", "Юлія Народзінка", "Юры Народзін"])
    expect(await talk.say(query)).not.toContain(CARD);
});

describe("many people fit", () => {
  const family = Array.from({ length: 14 }, (_, n) =>
    aPerson({
      recordId: String(100 + n),
      names: [`${["Вера", "Ганна", "Зоя", "Ніна"][n % 4] ?? ""} Узорная`],
      birthDate: { value: String(1950 + n), precision: "year" },
    }),
  );
  const button = (shown: string, label: string): string =>
    new RegExp(`\\[(\\d+)\\] ${label}`, "u").exec(shown)?.[1] ?? "none";

  test("everybody of the surname can be reached, page by page, and back", async () => {
    const talk = await aTalk("en", aWorld({ people: family }));
    let shown = await talk.say("Узорная");
    const seen = new Set<string>();
    for (let page = 1; page <= 3; page += 1) {
      expect(shown).toContain(`${String(page)} of 3`);
      for (const [year] of shown.matchAll(/19[56]\d/gu)) seen.add(year);
      if (page < 3) shown = await talk.say(button(shown, "Later ›"));
    }
    expect(seen.size).toBe(14);
    expect(await talk.say(button(shown, "‹ Earlier"))).toContain("2 of 3");
  });

  test("a name too long for the buttons shows more at once", async () => {
    const names = ["Вера Узорная-Прыкладная-Тэставая"];
    const people = family.map((person) => ({ ...person, record: { ...person.record, names } }));
    const talk = await aTalk("en", aWorld({ people }));
    const shown = await talk.say("Вера Узорная-Прыкладная-Тэставая");
    expect(new Set(Array.from(shown.matchAll(/19[56]\d/gu), ([year]) => year)).size).toBe(14);
  });

  test.each([
    ["in Belarusian", "Ганна"],
    ["in Russian, which writes it otherwise", "Анна"],
    ["in a case form", "Ганну"],
    ["in Latin letters", "Hanna"],
  ])("a given name alone offers everybody who has it, %s", async (_why, query) => {
    const talk = await aTalk("en", aWorld({ people: family }));
    const shown = await talk.say(query);
    expect(shown).toContain(CHOICE);
    for (const year of [1951, 1955, 1959, 1963]) expect(shown).toContain(String(year));
    expect(shown).not.toContain("1950");
  });

  test("nor does a given name tell of somebody under embargo", async () => {
    const hidden = aPerson({ recordId: "99", names: ["Ганна Схаваная"] }, { embargo: true });
    const talk = await aTalk("en", aWorld({ people: [...family, hidden] }));
    expect(await talk.say("Ганна")).not.toMatch(/Hidden|Skhavana|Схаваная/u);
  });
});
