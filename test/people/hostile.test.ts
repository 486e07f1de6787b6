import fc from "fast-check";
import { expect, test } from "vitest";
import { compareNames } from "../../src/people/compare-names.ts";
import { isMixedScript } from "../../src/people/letters.ts";
import { buildPeopleIndex } from "../../src/people/person-index.ts";

const index = buildPeopleIndex([
  { id: "a", names: ["Алесь Прыкладны"] },
  { id: "b", names: ["Вера Пробная"] },
]);

test.each([
  ["nothing", ""],
  ["spaces", " \t\n "],
  ["5,000 letters", "я".repeat(5000)],
  ["a name and 5,000 spaces", `Вера Пробная${" ".repeat(5000)}`],
  ["1,000 names", "Іван ".repeat(1000)],
  ["emoji", "💔🇧🇾👨‍👩‍👧"],
  ["right-to-left", "لوكاشينكو משה"],
  ["control characters", "\u0000\u0007\u001b[31m\u202e"],
  ["initials only", "А. Б. В. Г. Д. Е."],
  ["digits", "1234567890"],
  ["combining marks", `а${"\u0301".repeat(2000)}`],
])("%s is politely nobody", (_, query) => {
  expect(index.find(query).verdict).toBe("none");
});

const anything = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: fc.constantFrom(...Array.from("АлесьПрыкл'ё-.ў aeszcčhxjJ")), maxLength: 40 }),
);

test("any query, list or text gets an answer", () => {
  fc.assert(
    fc.property(anything, (text) => {
      expect(["one", "several", "none"]).toContain(index.find(text).verdict);
      for (const mention of index.link(text))
        expect(text.slice(mention.start, mention.end)).toBe(mention.text);
    }),
    { numRuns: 300 },
  );
});

test("comparing is symmetric and stays within 0 and 1", () => {
  fc.assert(
    fc.property(anything, anything, (a, b) => {
      const { score } = compareNames(a, b);
      expect(score).toBe(compareNames(b, a).score);
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
    }),
    { numRuns: 300 },
  );
});

test.each([
  ["Мaрына", true],
  ["Марына", false],
  ["Maryna", false],
  ["Ρetrov", true],
  ["Цiханоўскі", true],
])("%s has letters of two scripts: %s", (word, mixed) => {
  expect(isMixedScript(word)).toBe(mixed);
});
