import { expect, test } from "vitest";

import { countsBySources } from "../../src/alert/facts.ts";
import { aFinding, mergeAll } from "../merge/finding.ts";

const told = (findings: Parameters<typeof mergeAll>[0]): readonly string[] =>
  mergeAll(findings).flatMap((event) =>
    countsBySources(event).map(({ count, outlets }) => `${String(count.n)} ${outlets.join(", ")}`),
  );

test("who lists some of a round that it tells of does not contradict itself", () => {
  const people = ["p:1", "p:2", "p:3"];
  const viasna = { outlet: "Viasna", tier: "primary" } as const;
  expect(told([aFinding({ ...viasna, n: 52 }), aFinding({ ...viasna, n: 3, people, at: 0.1 })])).toEqual([
    "52 Viasna",
  ]);
});

test("whoever counts others than the rest is shown beside them", () => {
  const people = ["p:1", "p:2", "p:3"];
  expect(told([aFinding({ n: 14, people }), aFinding({ n: 3, people, outlet: "Reuters", at: 0.1 })])).toEqual(
    expect.arrayContaining(["14 Reform", "3 Reuters"]),
  );
});
