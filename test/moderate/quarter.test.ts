import { describe, expect, test } from "vitest";
import type { Alert } from "../../src/domain/alert.ts";
import type { CaseEvent } from "../../src/domain/event.ts";
import { mergeFindings } from "../../src/merge/step.ts";
import { createNameJudge } from "../../src/merge/names.ts";
import { decideEvents } from "../../src/moderate/step.ts";
import { finalOf, mergeAll } from "../merge/finding.ts";
import { fixedClock, openInMemory, storesOn } from "../store/support.ts";
import { aQuarter, type Quarter } from "./quarter.ts";

/** One subscriber: what came as a message, by event, and what was edited. */
class Inbox {
  readonly messages: { readonly event: CaseEvent; readonly purpose: string }[] = [];
  readonly #has = new Set<string>();
  readonly #unconfirmed: boolean;

  constructor(unconfirmed: boolean) {
    this.#unconfirmed = unconfirmed;
  }

  receive({ event, purpose, urgency }: Alert): void {
    const has = this.#has.has(event.id);
    const wanted = event.certainty === "confirmed" || this.#unconfirmed;
    if (purpose === "new" && !has && wanted) {
      this.#has.add(event.id);
      this.messages.push({ event, purpose });
    } else if (purpose !== "new" && urgency === "correction" && has) {
      this.messages.push({ event, purpose });
    }
  }
}

/** Which happenings an event tells. */
function happeningsOf(event: CaseEvent): readonly string[] {
  return [...new Set(event.reports.map((report) => report.findingId.split("/")[0] ?? ""))];
}

async function live({
  reports,
}: Quarter): Promise<{ sure: Inbox; eager: Inbox; events: readonly CaseEvent[] }> {
  const clock = fixedClock(reports[0]?.foundAt);
  const stores = storesOn(openInMemory(clock), clock);
  const { events: store } = stores;
  const silent = { info() {}, warn() {}, error() {} };
  let serial = 0;
  const ids = { next: () => `event${String(++serial)}` };
  const [sure, eager] = [new Inbox(false), new Inbox(true)];
  const told = new Set<string>();
  for (const report of reports) {
    clock.set(report.foundAt);
    await store.saveFinding(report, {
      at: clock.now(),
      who: "test",
      action: "test",
      subject: "test",
      facts: {},
    });
    await mergeFindings({ store, clock, ids, log: silent });
    await decideEvents({
      store,
      clock,
      log: silent,
      reading: stores.reading,
      desk: stores.desk,
      digests: stores.alerts,
    });
    for (const alert of await stores.alerts.unspread(20)) {
      if (told.has(alert.id)) continue;
      told.add(alert.id);
      sure.receive(alert);
      eager.receive(alert);
      await stores.alerts.enqueue(alert, [], true);
    }
  }
  const all = await Promise.all(
    Array.from({ length: serial }, (_, i) => store.byId(`event${String(i + 1)}`)),
  );
  return {
    sure,
    eager,
    events: all.filter((event) => event !== null && event.reports.length > 0) as CaseEvent[],
  };
}

describe("a quarter", async () => {
  const quarter = aQuarter(7);
  const { sure, eager, events } = await live(quarter);
  const newsTo = (inbox: Inbox, id: string): number =>
    inbox.messages.filter(({ event, purpose }) => purpose === "new" && happeningsOf(event).includes(id))
      .length;

  test("has the size of a real one", () => {
    expect(quarter.reports.length).toBeGreaterThanOrEqual(300);
  });

  test("tells each happening once, misses none and mixes none up", () => {
    const confirmed = quarter.happenings.filter((it) => it.confirmed);
    const wrong = confirmed
      .filter((it) => newsTo(sure, it.id) !== 1)
      .map((it) => [it.id, newsTo(sure, it.id)]);
    expect(wrong).toEqual([]);
    const mixed = events.map(happeningsOf).filter((ids) => ids.length > 1);
    expect(mixed).toEqual([]);
    expect(events).toHaveLength(quarter.happenings.length);
  });

  test("tells what one outlet says only to those who asked for it", () => {
    const lone = quarter.happenings.filter((it) => !it.confirmed);
    expect(lone.length).toBeGreaterThan(5);
    expect(lone.map((it) => newsTo(sure, it.id)).filter((n) => n > 0)).toEqual([]);
    expect(lone.map((it) => newsTo(eager, it.id)).filter((n) => n !== 1)).toEqual([]);
  });

  test("takes false releases back from exactly those who were told", () => {
    const back = (inbox: Inbox): readonly string[] =>
      inbox.messages.filter((it) => it.purpose === "retraction").flatMap(({ event }) => happeningsOf(event));
    expect(back(sure)).toEqual([]);
    expect(back(eager)).toEqual(["false1", "false2"]);
  });

  test("corrects a round when one of its people is back in prison, and tells his true release", () => {
    const corrections = sure.messages.filter((it) => it.purpose === "update");
    expect(corrections.map(({ event }) => happeningsOf(event))).toEqual([["round52"]]);
    const [round] = events.filter((event) => happeningsOf(event).includes("round52"));
    expect(round?.count?.n).toBe(52);
    expect(round?.people).toHaveLength(51);
    expect(newsTo(sure, "health")).toBe(1);
  });

  test("ends the same in any order of arrival", () => {
    const { reports } = quarter;
    const judge = createNameJudge();
    const forward = finalOf(mergeAll(reports, judge));
    const shuffled = reports.toSorted((a, b) => (hash(a.id) < hash(b.id) ? -1 : 1));
    expect(finalOf(mergeAll(shuffled, judge))).toEqual(forward);
  });
});

function hash(text: string): number {
  return Array.from(text).reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003, 7);
}
