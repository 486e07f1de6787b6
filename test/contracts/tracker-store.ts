import { beforeEach, describe, expect, test } from "vitest";
import { aFinding, aMeta, aPerson, aRecord, aSourceState, aTrackerPoll, at, NOON } from "./samples.ts";
import type { MakeStores, Stores } from "./stores.ts";

export function trackerStoreContract(name: string, makeStores: MakeStores): void {
  describe(`the register, ${name}`, () => {
    let stores: Stores;
    beforeEach(async () => {
      stores = await makeStores();
    });

    test("a snapshot is read as it was written", async () => {
      await stores.trackers.saveSnapshot(aTrackerPoll());

      expect(await stores.trackers.lastSnapshot("list")).toEqual(aMeta());
      expect(await stores.trackers.lastSnapshot("other")).toBeNull();
      expect(await stores.trackers.records("list")).toEqual(
        [aPerson("1"), aPerson("2")].map((person) => ({ person, record: person.record })),
      );
      expect(await stores.trackers.records("other")).toEqual([]);
      expect(await stores.reading.snapshots()).toEqual([aMeta()]);
      expect(await stores.sources.states()).toMatchObject([{ sourceId: "list" }]);
    });

    test("who is unchanged was seen in the newest snapshot; who is missing keeps the day before and is absent", async () => {
      await stores.trackers.saveSnapshot(aTrackerPoll());
      const nextDay = aMeta({ fetchedAt: at(24), bodyHash: "snap-2" });
      await stores.trackers.saveSnapshot(aTrackerPoll({ meta: nextDay, people: [], absent: [] }));
      const dayAfter = aMeta({ fetchedAt: at(48), bodyHash: "snap-3" });
      await stores.trackers.saveSnapshot(aTrackerPoll({ meta: dayAfter, people: [], absent: ["list:2"] }));

      expect(await stores.reading.person("list:1")).toMatchObject({
        presence: "listed",
        lastSeenOn: "2026-03-12",
      });
      expect(await stores.reading.person("list:2")).toMatchObject({
        presence: "absent",
        lastSeenOn: "2026-03-11",
      });
    });

    test("a changed row keeps what moderators added and the day of its first sight", async () => {
      await stores.trackers.saveSnapshot(aTrackerPoll());
      await stores.register.addAlias("list:1", "Jan Pryk");
      await stores.register.addAlias("list:1", "Jan Pryk");
      await stores.register.setEmbargo("list:2", true);
      const people = ["1", "2"].map((id) =>
        aPerson(id, { record: aRecord(id, { custody: "free_abroad" }), firstSeenOn: "2026-03-11" }),
      );
      await stores.trackers.saveSnapshot(aTrackerPoll({ people }));

      expect(await stores.reading.people()).toMatchObject([
        {
          record: { custody: "free_abroad" },
          aliases: ["Jan Pryk"],
          embargo: false,
          firstSeenOn: "2026-03-10",
        },
        { record: { custody: "free_abroad" }, aliases: [], embargo: true },
      ]);
    });

    test("what a moderator added can be taken away, and nothing else with it", async () => {
      const { register, reading } = stores;
      await stores.trackers.saveSnapshot(aTrackerPoll());
      await register.addAlias("list:1", "Jan Pryk");
      await register.addAlias("list:1", "Yan Pryk");
      await register.setSame("list:2", "list:1");
      await register.removeAlias("list:1", "Jan Pryk");
      await register.removeAlias("list:1", "Nobody");
      await register.removeAlias("list:9", "Yan Pryk");

      expect(await reading.person("list:1")).toMatchObject({ aliases: ["Yan Pryk"], others: ["list:2"] });
    });

    test("records of one person are shown and told as one, until they are parted", async () => {
      const { trackers, register, reading, events } = stores;
      await trackers.saveSnapshot(aTrackerPoll());
      await register.addAlias("list:2", "Jan Pryk");
      await register.setSame("list:2", "list:1");
      expect(await reading.people()).toMatchObject([
        { id: "list:1", aliases: [], others: ["list:2"] },
        { id: "list:2", aliases: ["Jan Pryk"], sameAs: "list:1" },
      ]);
      expect(await reading.person("list:2")).toMatchObject({ id: "list:1" });
      const people = [{ personId: "list:2", name: "Jan", suspicious: false }];
      const line = { at: NOON, who: "M1", action: "test", subject: "test", facts: {} };
      await events.saveFinding({ ...aFinding("post:1"), people }, line);
      expect((await events.unmerged(9))[0]?.people).toMatchObject([{ personId: "list:1", name: "Jan" }]);

      await trackers.saveSnapshot(aTrackerPoll());
      await register.setSame("list:9", "list:1");
      await register.setSame("list:2", null);
      const parted = await reading.people();
      expect(parted.map(({ sameAs, others }) => [sameAs, others])).toEqual([
        [undefined, undefined],
        [undefined, undefined],
      ]);
      expect(parted[1]?.aliases).toEqual(["Jan Pryk"]);
      expect((await events.unmerged(9))[0]?.people).toMatchObject([{ personId: "list:2" }]);
    });

    test("the register's version grows with every change, and only then", async () => {
      const versions = [await stores.reading.registerVersion()];
      const step = async (work: Promise<void>): Promise<void> => {
        await work;
        versions.push(await stores.reading.registerVersion());
      };
      await step(stores.trackers.saveSnapshot(aTrackerPoll()));
      await step(stores.trackers.saveSnapshot(aTrackerPoll({ people: [] })));
      await step(stores.trackers.saveSnapshot(aTrackerPoll({ people: [], absent: ["list:1"] })));
      await step(stores.register.addAlias("list:1", "Jan"));
      await step(stores.register.addAlias("list:9", "nobody"));
      await step(stores.register.removeAlias("list:1", "Jan"));
      await step(stores.register.removeAlias("list:1", "Jan"));
      await step(stores.register.setEmbargo("list:1", true));

      expect(versions.map((version, n) => version > (versions[n - 1] ?? -1))).toEqual([
        true,
        true,
        false,
        true,
        true,
        false,
        true,
        false,
        true,
      ]);
    });

    test("findings, reviews and notices come with it, each once", async () => {
      const notice = { key: "n", code: "snapshot_held", facts: {} } as const;
      const poll = aTrackerPoll({
        findings: [aFinding("list:s1:1:0")],
        reviews: [
          { trackerId: "list", recordIds: ["1", "2"], code: "DOUBLE" },
          { trackerId: "list", recordIds: ["2", "1"], code: "DOUBLE" },
        ],
        notices: [notice],
      });
      await stores.trackers.saveSnapshot(poll);
      await stores.trackers.saveSnapshot(poll);

      expect(await stores.events.unmerged(9)).toEqual([aFinding("list:s1:1:0")]);
      expect(await stores.alerts.unspreadNotices(9)).toEqual([notice]);
    });

    test("people are read in the order of their ids, page by page", async () => {
      await stores.trackers.saveSnapshot(aTrackerPoll({ people: ["3", "1", "2"].map((id) => aPerson(id)) }));
      const page = async (after: string | null) =>
        (await stores.trackers.records("list", { after, limit: 2 })).map(({ person }) => person.id);

      expect(await page(null)).toEqual(["list:1", "list:2"]);
      expect(await page("list:2")).toEqual(["list:3"]);
      expect(await page("list:3")).toEqual([]);
      expect((await stores.trackers.records("list")).map(({ person }) => person.id)).toEqual([
        "list:1",
        "list:2",
        "list:3",
      ]);
    });

    test("the last refused snapshot waits until one is taken over", async () => {
      const held = { trackerId: "list", fetchedAt: at(1), body: new Uint8Array([1, 2]), reason: "halved" };
      expect(await stores.trackers.heldSnapshot("list")).toBeNull();
      await stores.trackers.holdSnapshot(held, aSourceState({ sourceId: "list" }), []);
      const later = { ...held, fetchedAt: at(2), body: new Uint8Array([3]) };
      await stores.trackers.holdSnapshot(later, aSourceState({ sourceId: "list" }), []);

      const found = await stores.trackers.heldSnapshot("list");
      expect(found).toMatchObject({ trackerId: "list", fetchedAt: at(2), reason: "halved" });
      expect([...(found?.body ?? [])]).toEqual([3]);

      await stores.trackers.saveSnapshot(aTrackerPoll());
      expect(await stores.trackers.heldSnapshot("list")).toBeNull();
    });

    test("a refused snapshot changes nobody", async () => {
      await stores.trackers.saveSnapshot(aTrackerPoll());
      const held = { trackerId: "list", fetchedAt: at(1), body: new Uint8Array([1, 2]), reason: "halved" };
      const state = aSourceState({ sourceId: "list", reason: "halved" });
      await stores.trackers.holdSnapshot(held, state, []);
      await stores.trackers.holdSnapshot(held, state, []);

      expect(await stores.trackers.lastSnapshot("list")).toEqual(aMeta());
      expect(await stores.reading.people()).toHaveLength(2);
      expect(await stores.sources.states()).toMatchObject([{ reason: "halved" }]);
    });
  });
}
