import { expect, test } from "vitest";

import { comingBirthdays } from "../../src/alert/birthdays.ts";
import type { Person } from "../../src/domain/person.ts";
import { aPerson } from "./people.ts";

function born(value: string, changes: Partial<Person["record"]> = {}): Person {
  const precision = value.length === 4 ? "year" : value.length === 7 ? "month" : "day";
  return aPerson({ recordId: value, birthDate: { value, precision }, ...changes });
}

test.each<{ why: string; today: string; person: Person; expected: readonly (readonly [string, number])[] }>([
  {
    why: "this month, still to come",
    today: "2025-06-21",
    person: born("1980-06-30"),
    expected: [["2025-06-30", 45]],
  },
  { why: "today", today: "2025-06-21", person: born("1980-06-21"), expected: [["2025-06-21", 45]] },
  { why: "already over this month", today: "2025-06-21", person: born("1980-06-20"), expected: [] },
  { why: "next month", today: "2025-06-21", person: born("1980-07-01"), expected: [["2025-07-01", 45]] },
  { why: "the month after next", today: "2025-06-21", person: born("1980-08-01"), expected: [] },
  { why: "across New Year", today: "2025-12-10", person: born("1980-01-05"), expected: [["2026-01-05", 46]] },
  {
    why: "the 29th of February in another year",
    today: "2025-02-01",
    person: born("1980-02-29"),
    expected: [["2025-02-28", 45]],
  },
  {
    why: "the 29th of February in a leap year",
    today: "2028-02-01",
    person: born("1980-02-29"),
    expected: [["2028-02-29", 48]],
  },
  { why: "only the year is known", today: "2025-06-21", person: born("1980"), expected: [] },
  { why: "free", today: "2025-06-21", person: born("1980-06-30", { custody: "free_abroad" }), expected: [] },
  {
    why: "not recognised",
    today: "2025-06-21",
    person: born("1980-06-30", { recognition: "not_recognised" }),
    expected: [],
  },
])("a birthday: $why", ({ today, person, expected }) => {
  expect(comingBirthdays([person], today).map(({ day, turns }) => [day, turns])).toEqual(expected);
});
