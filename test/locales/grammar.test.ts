import { describe, expect, test } from "vitest";

import type { Language } from "../../src/domain/language.ts";
import type { DaySpan } from "../../src/domain/time.ts";
import { formatInstant, formatPartial, formatSpan } from "../../src/locales/dates.ts";
import { capitalised, inflect, listed } from "../../src/locales/grammar.ts";
import { textsIn } from "../../src/locales/texts.ts";

describe("numbers of people", () => {
  test.each<[Language, number, string]>([
    ["be", 1, "1 чалавек"],
    ["be", 2, "2 чалавекі"],
    ["be", 5, "5 чалавек"],
    ["be", 11, "11 чалавек"],
    ["be", 14, "14 чалавек"],
    ["be", 21, "21 чалавек"],
    ["be", 22, "22 чалавекі"],
    ["be", 111, "111 чалавек"],
    ["be", 123, "123 чалавекі"],
    ["ru", 1, "1 человек"],
    ["ru", 3, "3 человека"],
    ["ru", 14, "14 человек"],
    ["ru", 101, "101 человек"],
    ["ru", 12_345, "12 345 человек"],
    ["en", 1, "1 person"],
    ["en", 2, "2 people"],
    ["en", 12_345, "12,345 people"],
  ])("%s: %d → %s", (language, n, expected) => {
    expect(textsIn(language).vocabulary.people(n).replaceAll(/\s/gu, " ")).toBe(expected);
  });

  test.each<[Language, number, string]>([
    ["be", 14, "не менш за 14 чалавек"],
    ["be", 21, "не менш за 21 чалавека"],
    ["ru", 2, "не менее 2 человек"],
    ["ru", 31, "не менее 31 человека"],
    ["en", 1, "at least 1 person"],
  ])("%s: at least %d → %s", (language, n, expected) => {
    expect(textsIn(language).vocabulary.headCount({ n, qualifier: "at_least" })).toBe(expected);
  });
});

test.each<[Language, number, string]>([
  ["be", 78, "6 гадоў 6 месяцаў"],
  ["be", 12, "1 год"],
  ["be", 3, "3 месяцы"],
  ["be", 24, "2 гады"],
  ["ru", 25, "2 года 1 месяц"],
  ["ru", 132, "11 лет"],
  ["en", 18, "1 year 6 months"],
])("a term in %s of %d months is «%s»", (language, months, expected) => {
  expect(textsIn(language).vocabulary.term(months)).toBe(expected);
});

test.each<[Language, number, string]>([
  ["be", 1, "1 хвіліну таму"],
  ["be", 22, "22 хвіліны таму"],
  ["be", 5, "5 хвілін таму"],
  ["ru", 21, "21 минуту назад"],
  ["en", 1, "1 minute ago"],
])("%s: %d minutes ago is «%s»", (language, n, expected) => {
  const { common, vocabulary } = textsIn(language);
  expect(common.ago(vocabulary.minutes(n))).toBe(expected);
});

/** The «г.» never begins a line. */
function spaced(text: string): string {
  return text.replaceAll("\u00A0г.", " г.");
}

describe("dates", () => {
  const span = (from: string, to: string, precision: DaySpan["precision"]): DaySpan => ({
    from,
    to,
    precision,
  });

  test.each<[Language, DaySpan, string]>([
    ["be", span("2025-06-21", "2025-06-21", "day"), "21 чэрвеня 2025 г."],
    ["ru", span("2025-06-21", "2025-06-21", "day"), "21 июня 2025 г."],
    ["en", span("2025-06-21", "2025-06-21", "day"), "21 June 2025"],
    ["be", span("2025-05-01", "2025-05-31", "month"), "май 2025 г."],
    ["ru", span("2025-03-01", "2025-03-31", "month"), "март 2025 г."],
    ["be", span("2024-01-01", "2024-12-31", "year"), "2024 г."],
    ["be", span("2025-06-03", "2025-06-05", "between_snapshots"), "паміж 3 і 5 чэрвеня 2025 г."],
    ["ru", span("2025-05-30", "2025-06-02", "between_snapshots"), "между 30 мая и 2 июня 2025 г."],
    [
      "en",
      span("2025-12-30", "2026-01-02", "between_snapshots"),
      "between 30 December 2025 and 2 January 2026",
    ],
  ])("%s: %o → %s", (language, value, expected) => {
    expect(spaced(formatSpan(language, value, textsIn(language).vocabulary))).toBe(expected);
  });

  test("an instant is told in the chat's own zone, also across midnight", () => {
    const at = new Date("2025-06-21T22:30:00Z");
    expect(spaced(formatInstant("be", at, "Europe/Vilnius"))).toBe("22 чэрвеня 2025 г., 01:30");
    expect(formatInstant("en", at, "America/New_York")).toBe("21 June 2025, 18:30");
  });

  test.each([
    ["2024", "year", "2024 г."],
    ["2024-05", "month", "май 2024 г."],
    ["2024-05-17", "day", "17 мая 2024 г."],
    ["2024-99-99", "day", "?"],
    ["невядома", "day", "невядома"],
  ] as const)("a partial date %s (%s) is «%s»", (value, precision, expected) => {
    expect(spaced(formatPartial("be", { value, precision }))).toBe(expected);
  });
});

test("a list of names ends with «і», «и», «and»", () => {
  expect(listed("be", ["А", "Б", "В"])).toBe("А, Б і В");
  expect(listed("ru", ["А", "Б"])).toBe("А и Б");
  expect(listed("en", ["A", "B", "C"])).toBe("A, B and C");
});

test("endings follow the gender, and stay neutral when nobody told it", () => {
  const word = textsIn("be").vocabulary.recognition.recognised;
  expect(inflect(word, "male")).toBe("прызнаны палітвязнем");
  expect(inflect(word, "female")).toBe("прызнаная палітзняволенай");
  expect(inflect(word, null)).toBe("мае статус палітвязня");
  expect(capitalised("ёсць")).toBe("Ёсць");
});
