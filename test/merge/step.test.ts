import { expect, test } from "vitest";
import type { Finding } from "../../src/domain/finding.ts";
import { createMerger, mergeFindings } from "../../src/merge/step.ts";
import { rejected } from "../../src/moderate/ruling.ts";
import { fixedClock, openInMemory, storesOn } from "../store/support.ts";
import { aFinding, finalOf } from "./finding.ts";

const LINE = { who: "test", action: "test", subject: "test", facts: {} };

function aDesk() {
  const clock = fixedClock();
  const { events: store } = storesOn(openInMemory(clock), clock);
  let serial = 0;
  const ids = { next: () => `event${String(++serial)}` };
  const log = { info() {}, warn() {}, error() {} };
  const post = (finding: Finding) => store.saveFinding(finding, { ...LINE, at: clock.now() });
  const all = async () => {
    const found = await Promise.all(
      Array.from({ length: serial }, (_, n) => store.byId(`event${String(n + 1)}`)),
    );
    return found.flatMap((event) => (event === null || event.reports.length === 0 ? [] : [event]));
  };
  return { store, post, all, clock, ports: { store, clock, ids, log } };
}

const REPORTS = [
  ...[0, 1, 2, 3].map((n) =>
    aFinding({ id: `a${String(n)}:1:0`, kind: "arrest", people: [`p:${String(n)}`], at: n }),
  ),
  ...[0, 1, 2, 3].map((n) => aFinding({ id: `b${String(n)}:1:0`, people: [`p:${String(n)}`], at: 10 + n })),
  aFinding({ id: "round:1:0", n: 14, people: ["p:1", "p:2", "Янка Прыкладны"], at: 11 }),
  aFinding({
    id: "late:1:0",
    n: 14,
    people: ["p:7", "Yanka Prykladny"],
    at: 13,
    outlet: "Viasna",
    tier: "primary",
  }),
];

test("it is the same whether reports come at once, one by one, or each to a process that has just begun", async () => {
  const [atOnce, oneByOne, restarted] = [aDesk(), aDesk(), aDesk()];
  const merger = createMerger(oneByOne.ports);
  for (const report of REPORTS) await atOnce.post(report);
  await mergeFindings(atOnce.ports);
  for (const report of REPORTS) {
    await oneByOne.post(report);
    await merger();
    await restarted.post(report);
    await mergeFindings(restarted.ports);
  }
  const expected = finalOf(await restarted.all());
  expect(finalOf(await oneByOne.all())).toEqual(expected);
  expect(finalOf(await atOnce.all())).toEqual(expected);
});

test("what a moderator rules between two runs is known to the next", async () => {
  const { store, post, all, clock, ports } = aDesk();
  const merger = createMerger(ports);
  await post(aFinding({ id: "first:1:0", people: ["p:1"], at: 0 }));
  await merger();
  const [event] = await all();
  if (event === undefined) throw new Error("no event");
  await store.saveRuling(rejected(event, clock.now()), { ...LINE, at: clock.now() });
  await post(aFinding({ id: "second:1:0", people: ["p:1"], at: 1, outlet: "Zerkalo" }));
  await merger();
  expect(await all()).toMatchObject([{ ruling: "rejected", reports: [{}, {}] }]);
});

test("a report that another process merged meanwhile is left as it is, and what follows is read anew", async () => {
  const { store, post, all, ports } = aDesk();
  const reports = [0, 1, 2].map((n) =>
    aFinding({
      id: `r${String(n)}:1:0`,
      people: ["p:1"],
      at: n / 4,
      outlet: ["Reform", "Zerkalo", "Reuters"][n] ?? "",
    }),
  );
  for (const report of reports) await post(report);
  let isFirst = true;
  const racing = {
    ...store,
    saveMerge: async (outcome: Parameters<typeof store.saveMerge>[0]) => {
      if (isFirst) {
        isFirst = false;
        await store.saveMerge({ ...outcome, events: outcome.events.map((it) => ({ ...it, id: "event9" })) });
      }
      return store.saveMerge(outcome);
    },
  };
  await mergeFindings({ ...ports, store: racing });
  expect(await all()).toEqual([]);
  expect(await store.byId("event9")).toMatchObject({ version: 3, reports: [{}, {}, {}] });
  expect(await store.unmerged(9)).toEqual([]);
});
