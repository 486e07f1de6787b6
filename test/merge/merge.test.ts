import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/domain/finding.ts";
import { aFinding, finalOf, mergeAll } from "./finding.ts";

const names = (from: number, n: number): string[] =>
  Array.from({ length: n }, (_, i) => `p:${String(from + i)}`);

const CASES: readonly { readonly why: string; readonly told: readonly Finding[]; readonly events: number }[] =
  [
    {
      why: "a release told by a tracker and by a feed is one event",
      told: [
        aFinding({ people: ["p:1"], tier: "primary", type: "tracker", outlet: "Viasna", at: 1, on: 0 }),
        aFinding({ people: ["p:1"], at: 0 }),
      ],
      events: 1,
    },
    {
      why: "a pardon and the release that follows it are one event",
      told: [
        aFinding({ kind: "pardon", people: ["p:1"], outlet: "БелТА", tier: "state" }),
        aFinding({ people: ["p:1"], at: 1 }),
      ],
      events: 1,
    },
    {
      why: "two people are two events",
      told: [aFinding({ people: ["p:1"] }), aFinding({ people: ["p:2"] })],
      events: 2,
    },
    {
      why: "a recap of somebody long free is no new event",
      told: [aFinding({ people: ["p:1"] }), aFinding({ people: ["p:1"], at: 40 })],
      events: 1,
    },
    {
      why: "an arrest after a release is new, and so is the release after it",
      told: [
        aFinding({ people: ["p:1"] }),
        aFinding({ kind: "arrest", people: ["p:1"], at: 20 }),
        aFinding({ people: ["p:1"], at: 35 }),
      ],
      events: 3,
    },
    {
      why: "a round is known by its number in three languages",
      told: [
        aFinding({ n: 52, outlet: "Reform" }),
        aFinding({ n: 52, outlet: "Reuters", language: "en", at: 0.2 }),
        aFinding({ n: { n: 50, qualifier: "at_least" }, outlet: "Zerkalo", language: "ru", at: 0.5 }),
      ],
      events: 1,
    },
    {
      why: "names that come later enrich the round",
      told: [
        aFinding({ n: 14, people: ["p:1"] }),
        aFinding({ people: ["p:1", "p:2", "p:3"], at: 1 }),
        aFinding({ people: ["p:4"], at: 1, releaseKind: "pardon" }),
        aFinding({ n: 14, people: names(1, 14), at: 6 }),
      ],
      events: 1,
    },
    {
      why: "conflicting numbers of one round stand side by side when they share a name",
      told: [14, 6, 5, 4].map((n, i) => aFinding({ n, people: ["p:1"], outlet: `Outlet${String(i)}` })),
      events: 1,
    },
    {
      why: "rounds of different size are different when no name is in both",
      told: [aFinding({ n: 14 }), aFinding({ n: 52, at: 1 })],
      events: 2,
    },
    {
      why: "two whole lists without a common name are two happenings of one size",
      told: [
        aFinding({ kind: "arrest", n: 5, people: names(1, 5) }),
        aFinding({ kind: "arrest", n: 5, people: names(11, 5), outlet: "Zerkalo" }),
      ],
      events: 2,
    },
    {
      why: "a different court date keeps two trials of one person apart",
      told: [
        aFinding({ kind: "sentence", people: ["p:1"], at: 4, on: 2 }),
        aFinding({ kind: "sentence", people: ["p:1"], at: 4.2, on: 3 }),
      ],
      events: 2,
    },
    {
      why: "a term served on the day of a round is a release of its own",
      told: [
        aFinding({ n: 52, people: ["p:1"] }),
        aFinding({ people: ["p:9"], releaseKind: "term_served", outlet: "Viasna" }),
      ],
      events: 2,
    },
    {
      why: "rounds far apart are not united by a text that names people of both",
      told: [
        aFinding({ n: 14, people: ["p:1", "p:2"] }),
        aFinding({ n: 52, people: ["p:3", "p:4"], at: 60 }),
        aFinding({ people: ["p:1", "p:3"], at: 80 }),
      ],
      events: 2,
    },
    {
      why: "the number of a round a week later means that round",
      told: [aFinding({ n: 52 }), aFinding({ n: 52, at: 7 })],
      events: 1,
    },
    {
      why: "the state of people who are free does not hide a new round",
      told: [
        aFinding({ n: 14, people: ["p:1", "p:2"] }),
        aFinding({ n: 52, people: ["p:1", "p:50", "p:51"], at: 80 }),
      ],
      events: 2,
    },
    {
      why: "small unnamed detentions in two towns are two",
      told: [
        aFinding({ kind: "arrest", n: 2, title: "У Брэсце затрымалі двух чалавек" }),
        aFinding({ kind: "arrest", n: 2, title: "У Гродне затрыманыя муж і жонка", outlet: "Zerkalo" }),
      ],
      events: 2,
    },
  ];

test.each(CASES)("$why", ({ told, events }) => {
  expect(finalOf(mergeAll(told))).toHaveLength(events);
  expect(finalOf(mergeAll([...told].reverse()))).toEqual(finalOf(mergeAll(told)));
});

describe("a release that is taken back for one of many", () => {
  const round = aFinding({ n: 52, people: names(1, 20), tier: "primary", outlet: "Viasna" });

  test("the round stays, without the one who is back in prison", () => {
    const back = aFinding({
      kind: "not_released",
      people: ["p:7"],
      at: 0.4,
      tier: "primary",
      outlet: "Viasna",
    });
    for (const order of [
      [round, back],
      [back, round],
    ]) {
      const [event, ...others] = mergeAll(order);
      expect(others).toEqual([]);
      expect(event).toMatchObject({ kind: "release", certainty: "confirmed", count: { n: 52 } });
      expect(event?.details).toEqual({ returned: "Імя p:7" });
      expect(event?.people.map((it) => it.personId)).not.toContain("p:7");
      expect(event?.people).toHaveLength(19);
    }
  });

  test("a primary source is heard although the classifier wants a moderator to look", () => {
    const told = {
      kind: "not_released",
      people: ["p:7"],
      tier: "primary",
      outlet: "Viasna",
      route: "review",
    } as const;
    expect(mergeAll([round, aFinding({ ...told, at: 0.4 })])[0]?.details).toEqual({ returned: "Імя p:7" });
  });

  test("one outlet's denial only disputes it", () => {
    const denial = aFinding({ kind: "not_released", people: ["p:7"], at: 0.4 });
    const [event] = mergeAll([round, denial]);
    expect(event?.people).toHaveLength(20);
    expect(event?.details).toEqual({ disputed: "Імя p:7" });
  });

  test("a true release months later is new", () => {
    const back = aFinding({
      kind: "not_released",
      people: ["p:7"],
      at: 0.4,
      tier: "primary",
      outlet: "Viasna",
    });
    const health = aFinding({
      people: ["p:7"],
      at: 150,
      releaseKind: "health",
      tier: "primary",
      outlet: "Viasna",
    });
    expect(mergeAll([round, back, health]).map((it) => it.people.length)).toEqual([19, 1]);
  });
});

test("a text from before a release does not repeat it", () => {
  const hope = aFinding({ people: ["p:1"], at: 0, route: "review" });
  const release = aFinding({ people: ["p:1"], at: 120, tier: "primary", outlet: "Viasna" });
  expect(mergeAll([hope, release])).toHaveLength(2);
});

test("a release after a doubtful arrest waits for a moderator", () => {
  const doubtful = aFinding({ kind: "arrest", people: ["p:1"], at: 20, route: "review" });
  const events = mergeAll([aFinding({ people: ["p:1"] }), doubtful, aFinding({ people: ["p:1"], at: 40 })]);
  expect(events.flatMap((it) => it.reports.flatMap((report) => report.reasons))).toContain(
    "merge:state_unsure",
  );
});

describe("a false release", () => {
  const rumour = aFinding({ people: ["p:1"], outlet: "Reform" });

  test("is retracted by a primary source", () => {
    const denial = aFinding({
      kind: "not_released",
      people: ["p:1"],
      tier: "primary",
      outlet: "Viasna",
      at: 0.2,
    });
    expect(mergeAll([rumour, denial])).toMatchObject([{ kind: "release", certainty: "retracted" }]);
  });

  test("is retracted by the outlet that told it", () => {
    const denial = aFinding({ kind: "not_released", people: ["p:1"], outlet: "Reform", at: 0.2 });
    expect(mergeAll([rumour, denial])).toMatchObject([{ kind: "release", certainty: "retracted" }]);
  });

  test("is disputed by another outlet", () => {
    const denial = aFinding({ kind: "not_released", people: ["p:1"], outlet: "Zerkalo", at: 0.2 });
    expect(mergeAll([rumour, denial])).toMatchObject([{ kind: "release", certainty: "disputed" }]);
  });

  test("a denial of nothing that was told stands alone", () => {
    const denial = aFinding({ kind: "not_released", people: ["p:3"], outlet: "Zerkalo" });
    expect(mergeAll([rumour, denial]).map((it) => it.kind)).toEqual(["release", "not_released"]);
  });
});

describe("what was written before it happened", () => {
  const expected = { people: ["p:1"], tier: "analysis", outlet: "Pozirk", route: "review" } as const;
  const freed = { people: ["p:1"], tier: "primary", outlet: "Viasna", at: 150 } as const;

  test.each([
    { why: "by an analyst months ago", told: [aFinding(expected)] },
    {
      why: "by several, whom the classifier doubted",
      told: [1, 30, 60].map((at) => aFinding({ people: ["p:1"], route: "review", at })),
    },
    { why: "the week before", told: [aFinding({ ...expected, at: 145 })] },
  ])("$why makes a release neither a recap nor a part of it", ({ told }) => {
    const release = aFinding({ ...freed, id: "release:1:0" });
    const event = mergeAll([...told, release]).find((it) =>
      it.reports.some((report) => report.findingId === release.id),
    );
    expect(event?.reports.map((report) => report.reasons)).toEqual([["test"]]);
    expect(event?.certainty).toBe("confirmed");
    expect(finalOf(mergeAll([release, ...told]))).toEqual(finalOf(mergeAll([...told, release])));
  });
});
