import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/domain/finding.ts";
import { aFinding, finalOf, mergeAll, type Told } from "./finding.ts";

/** A round whose names come in parts, each a list of its own. Everybody is invented. */

const names = (from: number, n: number): string[] =>
  Array.from({ length: n }, (_, i) => `p:${String(from + i)}`);
const viasna = { outlet: "Viasna", tier: "primary" } as const;
const list = (from: number, n: number, told: Told = {}): Finding =>
  aFinding({ ...viasna, n, people: names(from, n), ...told });
/** «Among the freed: …»: counted off the names. */
const among = (from: number, n: number, told: Told = {}): Finding =>
  list(from, n, { n: { n, qualifier: "at_least" }, ...told });
const whole = (n: number, told: Told = {}): Finding => aFinding({ n, ...told });

describe("one round, one event", () => {
  const parts: readonly { readonly why: string; readonly told: readonly Finding[] }[] = [
    { why: "the number, then lists", told: [whole(52), list(0, 12, { at: 0.1 }), list(12, 10, { at: 0.2 })] },
    {
      why: "a list, then the number",
      told: [list(0, 12), whole(52, { at: 0.1 }), list(12, 10, { at: 0.2 })],
    },
    {
      why: "lists without a number of their own",
      told: [among(0, 20), among(20, 12, { at: 0.1 }), whole(52, { at: 0.2 })],
    },
    {
      why: "the primary source's own number, then its lists",
      told: [whole(52, viasna), list(0, 12, { at: 0.1 }), among(12, 20, { at: 0.2 })],
    },
  ];
  test.each(parts)("$why", ({ told }) => {
    const events = mergeAll([...told, whole(52, { outlet: "Reuters", at: 0.3 })]);
    expect(events).toHaveLength(1);
    expect(events[0]?.count?.n).toBe(52);
    expect(events[0]?.people).toHaveLength(told.reduce((sum, { people }) => sum + people.length, 0));
  });

  test("in any order of arrival", () => {
    const told = [whole(52, viasna), list(0, 12, { at: 0.1 }), among(12, 20, { at: 0.2 })];
    const all = [...told, whole(52, { outlet: "Reuters", at: 0.3 }), list(32, 9, { at: 0.4 })];
    const expected = finalOf(mergeAll(all));
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (order) => {
        expect(finalOf(mergeAll(order))).toEqual(expected);
      }),
    );
  });
});

describe("two happenings stay two", () => {
  const two: readonly { readonly why: string; readonly told: readonly Finding[] }[] = [
    { why: "a number that differs, without names", told: [whole(52), whole(14, { outlet: "Reuters" })] },
    { why: "a list of another day", told: [whole(52), list(0, 12, { at: 1 })] },
    { why: "a list of more than are left", told: [list(0, 10, { n: 14 }), list(20, 6)] },
    { why: "people whose terms ended", told: [whole(52), list(0, 3, { releaseKind: "term_served" })] },
    {
      why: "another happening of the same text",
      told: [
        whole(52, { ...viasna, id: "text:1:0" }),
        aFinding({ ...viasna, id: "text:1:1", n: 6, people: names(0, 6) }),
      ],
    },
  ];
  test.each(two)("$why", ({ told }) => {
    expect(mergeAll(told)).toHaveLength(2);
  });
});

test("a primary source's list leads until two independent sources tell of clearly more", () => {
  const listed = list(0, 12, { people: names(0, 12) });
  const one = mergeAll([listed, whole(52, { outlet: "Reuters", at: 0.1 })]);
  expect(one.map(({ count }) => count?.n)).toEqual([12]);
  const two = mergeAll([
    listed,
    whole(52, { outlet: "Reuters", at: 0.1 }),
    whole(52, { outlet: "Zerkalo", at: 0.2 }),
  ]);
  expect(two.map(({ count }) => count?.n)).toEqual([52]);
});

test("a primary source that corrects its number downwards, and names all, is believed", () => {
  const [event] = mergeAll([whole(15, viasna), list(0, 14, { at: 0.1 })]);
  expect(event?.count?.n).toBe(14);
});
