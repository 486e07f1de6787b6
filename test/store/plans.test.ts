import { expect, test } from "vitest";
import { fixedClock, openInMemory, storesOn } from "./support.ts";
import { NOON } from "../contracts/samples.ts";

/** What SQLite does for the statements that `work` prepares. */
async function plansOf(work: (stores: ReturnType<typeof storesOn>) => Promise<unknown>): Promise<string[]> {
  const clock = fixedClock();
  const sqlite = openInMemory(clock);
  const client = sqlite.db.$client;
  const asked: string[] = [];
  const prepare = client.prepare.bind(client);
  client.prepare = ((sql: string) => {
    asked.push(sql);
    return prepare(sql);
  }) as typeof client.prepare;
  await work(storesOn(sqlite, clock));
  const plans = asked
    .filter((sql) => /^select|^\s*with/i.test(sql))
    .flatMap((sql) => {
      const values: unknown[] = Array.from({ length: sql.split("?").length - 1 }, () => null);
      return prepare<unknown[], { detail: string }>(`explain query plan ${sql}`).all(...values);
    })
    .map(({ detail }) => detail);
  sqlite.close();
  return plans;
}

const ALL = { limit: 5, since: null, unconfirmed: false, now: NOON };

test.each<{ what: string; work: (stores: ReturnType<typeof storesOn>) => Promise<unknown> }>([
  { what: "the newest events", work: ({ reading }) => reading.events({ ...ALL, kinds: null }) },
  { what: "events of a kind", work: ({ reading }) => reading.events({ ...ALL, kinds: ["release"] }) },
  { what: "events of a person", work: ({ reading }) => reading.eventsOf("list:1", NOON) },
  { what: "what moderators said of a card", work: ({ cards }) => cards.behind("list:1") },
  { what: "edits that wait", work: ({ cards }) => cards.asked() },
  { what: "a page of people", work: ({ reading }) => reading.people({ after: "list:1", limit: 5 }) },
  { what: "undecided events", work: ({ events }) => events.undecided(NOON, 5) },
  { what: "held events", work: ({ events }) => events.held(5) },
  { what: "unmerged findings", work: ({ events }) => events.unmerged(5) },
  { what: "unclassified items", work: ({ items }) => items.unclassified(5) },
  { what: "an item's trace", work: ({ items }) => items.trace("https://paper.example/1") },
  { what: "due deliveries", work: ({ outbox }) => outbox.claimDue(NOON, 5, 1000) },
  { what: "deletions", work: ({ outbox }) => outbox.dueDeletions(NOON, 5) },
  {
    what: "events nearby",
    work: ({ events }) =>
      events.near({ kinds: ["release"], from: "2026-01-01", to: "2026-02-01", personIds: ["list:1"] }),
  },
  {
    what: "known items",
    work: ({ sources }) => sources.knownItems("paper", { keys: ["a"], altKeys: ["b"], urls: ["c"] }),
  },
])("$what are found without walking through a table", async ({ work }) => {
  const walks = (await plansOf(work)).filter((detail) => /^SCAN (?!.*(INDEX|VIRTUAL))/.test(detail));
  expect(walks).toEqual([]);
});

test("the newest events come in their order from the index, unsorted", async () => {
  const plans = await plansOf(({ reading }) => reading.events({ ...ALL, kinds: null }));
  expect(plans.filter((detail) => detail.includes("events"))).toEqual([
    "SCAN events USING INDEX events_newest",
  ]);
});
