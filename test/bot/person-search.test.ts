import { describe, expect, test } from "vitest";

import { aTalk } from "./fixture.ts";

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
    { why: "nobody of that name", query: "Зося Нябачная", screen: NOBODY },
    { why: "no letters that are known", query: "ليس هنا أحد", screen: NOBODY },
  ])("$why: “$query”", async ({ query, screen }) => {
    const talk = await aTalk("en");
    const shown = await talk.say(`/person ${query}`);
    for (const text of [CARD, CHOICE, NOBODY]) expect(shown.includes(text), text).toBe(text === screen);
  });
});
