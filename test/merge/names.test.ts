import fc from "fast-check";
import { expect, test } from "vitest";
import { createNameJudge } from "../../src/merge/names.ts";
import { areSameNames, compareNames } from "../../src/people/compare-names.ts";
import type { HeardWords } from "../../src/people/name.ts";

/** One word as a whole, as an initial, in two scripts and in a case form. */
const WORD = fc.constantFrom(
  "Ян",
  "Яна",
  "А",
  "А.",
  "Лі",
  "Тэставы",
  "Tэставы",
  "Тэставага",
  "Jan",
  "Prykladny",
);
const NAME = fc.array(WORD, { minLength: 1, maxLength: 4 }).map((words) => words.join(" "));

test("words that were heard before change no comparison", () => {
  const heard: HeardWords = new Map();
  fc.assert(
    fc.property(NAME, NAME, (a, b) => {
      const comparison = compareNames(a, b);
      expect(compareNames(a, b, heard)).toEqual(comparison);
      expect(areSameNames(a, b, heard)).toBe(comparison.verdict === "same");
    }),
    { numRuns: 1000 },
  );
});

test("what a judge was asked before changes no answer", () => {
  const judge = createNameJudge();
  fc.assert(
    fc.property(NAME, NAME, (a, b) => {
      expect(judge.same(a, b)).toBe(createNameJudge().same(a, b));
    }),
    { numRuns: 300 },
  );
});
