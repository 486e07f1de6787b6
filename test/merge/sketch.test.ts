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
  fc.string({ unit: fc.constantFrom(..."абвгдзкльмнпрстфцчшх"), minLength: 1, maxLength: 14 }),
);
const NAME = fc.array(WORD, { minLength: 1, maxLength: 6 }).map((words) => words.join(" "));

test("what may be the same name is never sifted out", () => {
  fc.assert(
    fc.property(NAME, NAME, (one, other) => {
      const { mayBeSame, sketch } = createNameJudge();
      if (sketch === undefined) throw new Error("no sketch");
      const shelf = new Shelf();
      shelf.add(other, sketch(other));
      const found: string[] = [];
      shelf.sift(sketch(one), 0, found);
      if (mayBeSame(one, other)) expect(found).toEqual([other]);
    }),
    { numRuns: 2000 },
  );
});

test("names that begin differently are sifted out", () => {
  const { sketch } = createNameJudge();
  const shelf = new Shelf();
  for (const name of ["Янка Прыкладны", "Янка Тэставы", "Алена Тэставая"])
    shelf.add(name, sketch?.(name) ?? null);
  const found: string[] = [];
  shelf.sift(sketch?.("Алёна Тэставая") ?? null, 0, found);
  expect(found).toEqual(["Алена Тэставая"]);
});
