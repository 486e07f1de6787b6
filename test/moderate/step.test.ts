import { expect, test } from "vitest";
import { later, MINUTE_MS } from "../../src/domain/time.ts";
import { mergeFindings } from "../../src/merge/step.ts";
import { decideEvents } from "../../src/moderate/step.ts";
import { aFinding, aPerson, aTrackerPoll, NOON } from "../contracts/samples.ts";
import { fixedClock, openInMemory, storesOn } from "../store/support.ts";

const AUDIT = { at: NOON, who: "test", action: "test", subject: "test", facts: {} };
const silent = { info() {}, warn() {}, error() {} };

test("what a long batch decides after a digest was written down stands in the next one", async () => {
  const clock = fixedClock();
  const { events, alerts, trackers, reading, desk } = storesOn(openInMemory(clock), clock);
  await trackers.saveSnapshot(aTrackerPoll({ people: [aPerson("1"), aPerson("2")] }));
  for (const { id: personId } of [aPerson("1"), aPerson("2")]) {
    const people = [{ personId, name: `Прыкладны ${personId}`, suspicious: false }];
    await events.saveFinding(aFinding(`${personId}:1:0`, { people, foundAt: clock.now() }), AUDIT);
  }
  let serial = 0;
  await mergeFindings({
    store: events,
    clock,
    ids: { next: () => `event${String((serial += 1))}` },
    log: silent,
  });
  const began = clock.now();
  const store: typeof events = {
    ...events,
    async saveDecision(...decision) {
      await events.saveDecision(...decision);
      clock.set(later(clock.now(), MINUTE_MS));
    },
  };
  expect(await decideEvents({ store, clock, log: silent, reading, desk, digests: alerts })).toBe(2);
  const digestEnd = later(began, MINUTE_MS / 2);
  expect(await alerts.createdBetween(began, digestEnd)).toHaveLength(1);
  expect(await alerts.createdBetween(digestEnd, later(digestEnd, MINUTE_MS))).toHaveLength(1);
});
