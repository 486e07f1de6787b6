import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/domain/finding.ts";
import { MergeMemory } from "../../src/merge/memory.ts";
import { createNameJudge } from "../../src/merge/names.ts";
import { aFinding, finalOf, mergeAll } from "./finding.ts";

const OUTLETS = ["Viasna", "Reform", "Zerkalo", "Reuters"] as const;

interface World {
  readonly names: readonly string[];
  readonly mostNames: number;
  readonly mostReports: number;
}

/** A handful of reports about a handful of people within weeks: everything collides with everything. */
function reportsOf({ names, mostNames, mostReports }: World): fc.Arbitrary<readonly Finding[]> {
  return fc
    .array(
      fc.record({
        kind: fc.constantFrom("release", "release", "pardon", "arrest", "not_released", "sentence" as const),
        outlet: fc.constantFrom(...OUTLETS),
        people: fc.uniqueArray(fc.constantFrom(...names), { maxLength: mostNames }),
        n: fc.constantFrom(null, null, 1, 14, 15, 52),
        at: fc.integer({ min: 0, max: 40 }).map((half) => half / 2),
        releaseKind: fc.constantFrom(null, "pardon", "term_served" as const),
        route: fc.constantFrom("alert", "alert", "alert", "review" as const),
        standing: fc.constantFrom("fresh", "fresh", "history", "flood" as const),
        cites: fc.constantFrom([], [], ["Viasna"], ["Reform"]),
      }),
      { minLength: 2, maxLength: mostReports },
    )
    .map((told) =>
      told.map((it, i) =>
        aFinding({
          ...it,
          id: `item${String(i)}:1:0`,
          title: "",
          tier: it.outlet === "Viasna" ? "primary" : "media",
        }),
      ),
    );
}

function inAnyOrder(world: World): fc.Arbitrary<readonly [readonly Finding[], readonly Finding[]]> {
  return reportsOf(world).chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray([...all], { minLength: all.length })),
  );
}

/** Few people: arrests, releases, retractions and recaps of the same ones. */
const FEW = { names: ["p:1", "p:2", "p:3", "p:4"], mostNames: 3, mostReports: 9 };

/** Rounds whose names come in by and by, some of them linked to the register and some not. */
const ROUNDS = {
  names: [
    ...Array.from({ length: 9 }, (_, n) => `p:${String(n)}`),
    "Янка Прыкладны",
    "Yanka Prykladny",
    "Алена Выдуманая",
    "Елена Выдуманная",
    "Багдан Тэставы",
  ],
  mostNames: 8,
  mostReports: 12,
};

/** As above, with ways of writing that may be one person's or another's. */
const NAMESAKES = { ...ROUNDS, names: [...ROUNDS.names, "Ян Прыкладны", "Прыкладны", "А. Б.", "Ева Лі"] };

describe("no order of arrival changes the final events", () => {
  test("of a few people who come and go", () => {
    fc.assert(
      fc.property(inAnyOrder(FEW), ([one, other]) => {
        expect(finalOf(mergeAll(other))).toEqual(finalOf(mergeAll(one)));
      }),
      { numRuns: 1000 },
    );
  });

  test("of rounds with late names and retractions", () => {
    const judge = createNameJudge();
    fc.assert(
      fc.property(inAnyOrder(ROUNDS), ([one, other]) => {
        expect(finalOf(mergeAll(other, judge))).toEqual(finalOf(mergeAll(one, judge)));
      }),
      { numRuns: 300 },
    );
  });
});

test("what is remembered of reports before changes nothing", () => {
  fc.assert(
    fc.property(reportsOf(NAMESAKES), (findings) => {
      const judge = createNameJudge();
      const remembering = mergeAll(findings, judge, new MergeMemory(judge));
      expect(remembering).toEqual(mergeAll(findings, judge));
    }),
    { numRuns: 300 },
  );
});
