import fc from "fast-check";
import { expect, test } from "vitest";
import type { Finding } from "../../src/domain/finding.ts";
import { aFinding, finalOf, mergeAll } from "./finding.ts";

const OUTLETS = ["Viasna", "Reform", "Zerkalo", "Reuters"] as const;

/** A handful of reports about a handful of people within weeks: everything collides with everything. */
const findings: fc.Arbitrary<readonly Finding[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom("release", "release", "pardon", "arrest", "not_released", "sentence" as const),
      outlet: fc.constantFrom(...OUTLETS),
      people: fc.uniqueArray(fc.constantFrom("p:1", "p:2", "p:3", "p:4"), { maxLength: 3 }),
      n: fc.constantFrom(null, null, 1, 14, 15, 52),
      at: fc.integer({ min: 0, max: 40 }).map((half) => half / 2),
      releaseKind: fc.constantFrom(null, "pardon", "term_served" as const),
      route: fc.constantFrom("alert", "alert", "alert", "review" as const),
      standing: fc.constantFrom("fresh", "fresh", "history", "flood" as const),
      cites: fc.constantFrom([], [], ["Viasna"], ["Reform"]),
    }),
    { minLength: 2, maxLength: 9 },
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

test("no order of arrival changes the final events", () => {
  fc.assert(
    fc.property(
      findings.chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray([...all], { minLength: all.length })),
      ),
      ([one, other]) => {
        expect(finalOf(mergeAll(other))).toEqual(finalOf(mergeAll(one)));
      },
    ),
    { numRuns: 1000 },
  );
});
