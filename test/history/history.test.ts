import { describe, expect, test } from "vitest";

import { RELEASE_ROUNDS } from "../../src/history/release-rounds.ts";
import { newestQuoteOf, REVOLVING_DOOR } from "../../src/history/revolving-door.ts";
import { leadingCount, newestFirst } from "../../src/history/round.ts";
import { historyWords } from "../../src/history/words.ts";

const A_DAY = /^20\d{2}-\d{2}-\d{2}$/u;

describe("release rounds", () => {
  test.each(RELEASE_ROUNDS.map((round) => [round.id, round] as const))(
    "%s has a date, sourced counts and links",
    (_, round) => {
      expect(round.date.from).toMatch(A_DAY);
      expect(round.date.to).toMatch(A_DAY);
      expect(round.date.from <= round.date.to).toBe(true);
      expect(round.date.precision === "day").toBe(round.date.from === round.date.to);
      expect(round.counts.length).toBeGreaterThan(0);
      expect(round.sources.length).toBeGreaterThan(0);
      for (const { count, by, upTo, scope, of } of round.counts) {
        expect(Number.isInteger(count.n) && count.n > 0).toBe(true);
        expect(by).not.toBe("");
        expect(upTo === null || upTo > count.n).toBe(true);
        expect(scope === "round").toBe(of === null);
      }
    },
  );

  test("ids are unique and the oldest stands first", () => {
    const ids = RELEASE_ROUNDS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const newest = newestFirst(RELEASE_ROUNDS).map(({ id }) => id);
    expect(newest.slice(0, 3)).toEqual(["2026-03..08", "2026-04-28", "2026-03-05"]);
    expect(RELEASE_ROUNDS[0]?.id).toBe("2024-07-03");
  });

  test("contradicting counts of June 2025 stand side by side", () => {
    const june = RELEASE_ROUNDS.find(({ id }) => id === "2025-06-21");
    expect(june?.counts.map(({ count }) => count.n)).toEqual([14, 6, 5, 4]);
    expect(june === undefined ? null : leadingCount(june)?.count.n).toBe(14);
  });

  test("the exchange of August 2024 freed no political prisoner of Belarus", () => {
    expect(RELEASE_ROUNDS.filter(({ isPolitical }) => !isPolitical).map(({ id }) => id)).toEqual([
      "2024-08-01",
    ]);
  });

  test("a cumulative total never leads a round", () => {
    for (const round of RELEASE_ROUNDS) expect(leadingCount(round)?.scope).toBe("round");
    const november = RELEASE_ROUNDS.find(({ id }) => id === "2024-11");
    expect(november?.counts.map(({ count, scope }) => [count.n, scope])).toEqual([
      [29, "round"],
      [178, "wider"],
    ]);
  });
});

describe("revolving door", () => {
  test("every quote has a day, a source and figures, oldest first", () => {
    const days = REVOLVING_DOOR.map(({ asOf }) => asOf);
    expect(days).toEqual(days.toSorted());
    for (const { asOf, by, figures } of REVOLVING_DOOR) {
      expect(asOf).toMatch(A_DAY);
      expect(by).not.toBe("");
      expect(figures.length).toBeGreaterThan(0);
      for (const { count, since } of figures) {
        expect(count.n).toBeGreaterThan(0);
        expect(since === null || since < asOf).toBe(true);
      }
    }
  });

  test("the newest quote of a figure comes with its day and source", () => {
    expect(newestQuoteOf("in_custody")).toMatchObject({
      quote: { asOf: "2026-08-30" },
      figure: { count: { n: 889 } },
    });
    expect(newestQuoteOf("died")?.quote.asOf).toBe("2025-07-15");
  });
});

describe("the words of the history in other languages", () => {
  const ofRounds = RELEASE_ROUNDS.flatMap((round) => [
    ...round.counts.flatMap(({ by, of }) => [by, of]),
    round.destination,
    round.mediator,
    round.concession,
    round.namesPublished,
    round.note,
    ...round.notable,
    round.stayed ?? null,
  ]);
  const ofQuotes = REVOLVING_DOOR.flatMap(({ by, note }) => [by, note]);
  const texts = [...new Set([...ofRounds, ...ofQuotes])].filter((text) => text !== null);
  /** Nothing but a newsroom's name, perhaps with a date in figures. */
  const isAName = /^[A-Za-z.]+(?:, [\d-]+)?$/u;

  test.each(texts)("%s", (text) => {
    expect(historyWords("en", text)).not.toMatch(/['«»]|\d{4}-\d{2}-\d{2}/u);
    if (isAName.test(text) && historyWords("be", text) === historyWords("ru", text)) return;
    for (const language of ["be", "ru"] as const)
      expect(historyWords(language, text)).toMatch(/\p{Script=Cyrillic}/u);
    expect(historyWords("be", text)).not.toMatch(/[ищъ]/u);
    expect(historyWords("ru", text)).not.toMatch(/[іў]/u);
  });

  test.each([
    ["CEPA: 'one' and Lukashenka's, 2025-07-05", "CEPA: “one” and Lukashenka’s, 5 July 2025"],
    ["«over 1,100» of 'the people' («all»)", "“over 1,100” of “the people” (“all”)"],
  ])("in English %s has the signs of print", (written, shown) => {
    expect(historyWords("en", written)).toBe(shown);
  });

  test("a date in figures is turned to how it is written here", () => {
    expect(historyWords("be", "helm.news, 2024-08-22")).toBe("helm.news, 22.08.2024");
  });

  test("numbers are the same in every language", () => {
    const figures = (text: string): readonly string[] => (text.match(/\d+/gu) ?? []).toSorted();
    for (const text of texts) {
      // Dates and grouped thousands are written otherwise; the digits stay.
      const digits = [...text.matchAll(/\d/gu)].length;
      expect(figures(historyWords("be", text))).toEqual(figures(historyWords("ru", text)));
      expect(digits === 0).toBe(figures(historyWords("be", text)).length === 0);
    }
  });
});
