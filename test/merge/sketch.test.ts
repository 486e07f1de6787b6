import fc from "fast-check";
import { expect, test } from "vitest";
import { createNameJudge } from "../../src/merge/names.ts";
import { Shelf } from "../../src/merge/sketch.ts";

/** Words that begin alike, words of vowels, initials, and words longer than a sketch. */
const WORD = fc.oneof(
  fc.constantFrom(
    "Ян",
    "Янка",
    "Ева",
    "А.",
    "Лі",
    "Тэст",
    "Тэставы",
    "Прыкладны",
    "Prykladny",
    "Прыкладновіч",
  ),
  fc.string({ unit: fc.constantFrom(...Array.from("абвгдзкльмнпрстфцчшх")), minLength: 1, maxLength: 14 }),
);
const NAME = fc.array(WORD, { minLength: 1, maxLength: 6 }).map((words) => words.join(" "));

function sifted(name: string, among: readonly string[]): readonly string[] {
  const judge = createNameJudge();
  const sketchOf = (each: string) => judge.sketch?.(each) ?? null;
  const shelf = new Shelf();
  for (const each of among) shelf.add(each, sketchOf(each));
  const found: string[] = [];
  shelf.sift(sketchOf(name), 0, found);
  return found;
}

test("what may be the same name is never sifted out", () => {
  const judge = createNameJudge();
  const lost = (one: string, other: string): boolean =>
    judge.mayBeSame(one, other) && sifted(one, [other]).length === 0;
  fc.assert(
    fc.property(NAME, NAME, (one, other) => !lost(one, other)),
    { numRuns: 2000 },
  );
  expect(lost("Янка Прыкладны", "Yanka Prykladny")).toBe(false);
});

test("names that begin differently are sifted out", () => {
  const names = ["Янка Прыкладны", "Янка Тэставы", "Алена Тэставая"];
  expect(sifted("Алёна Тэставая", names)).toEqual(["Алена Тэставая"]);
});
