import { expect, test } from "vitest";
import { decideEvents } from "../../src/moderate/step.ts";
import { mergeFindings } from "../../src/merge/step.ts";
import { aFinding, aPerson, aTrackerPoll, NOON } from "../contracts/samples.ts";
import { fixedClock, openInMemory, storesOn } from "../store/support.ts";

const AUDIT = { at: NOON, who: "test", action: "test", subject: "test", facts: {} };
const silent = { info() {}, warn() {}, error() {} };

/** The register with one person under embargo, and the stages from findings to alerts. */
async function aDesk() {
  const clock = fixedClock();
  const stores = storesOn(openInMemory(clock), clock);
  const secret = aPerson("2");
  await stores.trackers.saveSnapshot(aTrackerPoll({ people: [aPerson("1"), secret] }));
  await stores.register.setEmbargo(secret.id, true);
  let serial = 0;
  return {
    secret,
    open: aPerson("1"),
    async report(id: string, personIds: readonly string[]) {
      const people = personIds.map((personId) => ({
        personId,
        name: `Прыкладны ${personId}`,
        suspicious: false,
      }));
      await stores.events.saveFinding(aFinding(id, { people, foundAt: clock.now() }), AUDIT);
      const ids = { next: () => `event${String(++serial)}` };
      await mergeFindings({ store: stores.events, clock, ids, log: silent });
      await decideEvents({
        store: stores.events,
        clock,
        log: silent,
        reading: stores.reading,
        desk: stores.desk,
        digests: stores.alerts,
      });
      const alerts = await stores.alerts.unspread(10);
      for (const alert of alerts) await stores.alerts.enqueue(alert, [], true);
      return alerts;
    },
    held: async () => (await stores.events.held(10)).map(({ reason }) => reason),
  };
}

test("a report of somebody under embargo alerts nobody and waits for a moderator", async () => {
  const desk = await aDesk();
  expect(await desk.report("item:1:0", [desk.secret.id])).toEqual([]);
  expect(await desk.held()).toEqual(["person_embargo"]);
});

test("an event that was told does not come to name somebody under embargo by itself", async () => {
  const desk = await aDesk();
  expect(await desk.report("item:1:0", [desk.open.id])).toHaveLength(1);
  expect(await desk.report("other:1:0", [desk.open.id, desk.secret.id])).toEqual([]);
  expect(await desk.held()).toEqual(["person_embargo"]);
});
