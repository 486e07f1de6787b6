import { beforeEach, describe, expect, test } from "vitest";
import type { Finding } from "../../src/domain/finding.ts";
import type { Moderator } from "../../src/domain/moderator.ts";
import { aFinding, aPerson, aSourceState, aTrackerPoll, at, NOON } from "./samples.ts";
import type { MakeStores, Stores } from "./stores.ts";

const line = (action: string) => ({ at: NOON, who: "M1", action, subject: "list:1", facts: {} });

const ada: Moderator = {
  who: "M1",
  telegramId: 5_000_000_001,
  role: "admin",
  secret: "MFRGGZDF",
  enrolled: true,
  lastStep: 7,
  wrongCodes: 1,
  lockedUntil: at(1),
  sessionUntil: null,
  waiting: { text: "/post release", at: NOON },
  shownIn: 12,
  version: 0,
};

export function deskStoreContract(name: string, makeStores: MakeStores): void {
  describe(`the moderators' desk, ${name}`, () => {
    let stores: Stores;
    beforeEach(async () => {
      stores = await makeStores();
    });

    test("a case waits with its people until it is settled, once", async () => {
      const { desk, trackers } = stores;
      const reviews = [
        { trackerId: "list", code: "SAME_URL_TWO_IDS", recordIds: ["2", "1"] },
        { trackerId: "list", code: "DEATH_CLAIM", recordIds: ["1"] },
      ];
      await trackers.saveSnapshot(aTrackerPoll({ reviews }));
      const [death, double] = await desk.reviews(10);
      expect([death?.code, double?.code]).toEqual(["DEATH_CLAIM", "SAME_URL_TWO_IDS"]);
      expect(double?.people.map(({ id }) => id)).toEqual([aPerson("1").id, aPerson("2").id]);
      const id = death?.id ?? "";
      expect(await desk.settleReview(id, line("review:death"), aFinding("post:1"))).toBe("saved");
      expect(await desk.settleReview(id, line("review:death"), aFinding("post:2"))).toBe("gone");
      expect((await stores.events.unmerged(10)).map((it) => it.id)).toEqual(["post:1"]);
      await trackers.saveSnapshot(aTrackerPoll({ reviews }));
      expect(await desk.reviews(10)).toMatchObject([{ code: "SAME_URL_TWO_IDS" }]);
      expect(await stores.audit.newest(5)).toMatchObject([{ action: "review:death" }]);
    });

    test("only the held list that was seen is thrown away", async () => {
      const { desk, trackers } = stores;
      const held = { trackerId: "list", fetchedAt: NOON, body: new Uint8Array([1]), reason: "fewer rows" };
      await trackers.holdSnapshot(held, aSourceState({ sourceId: "list" }), []);
      expect(await desk.snapshots()).toEqual([{ trackerId: "list", fetchedAt: NOON, reason: "fewer rows" }]);
      expect(await desk.dropSnapshot("list", at(1), line("list:dropped"))).toBe("gone");
      expect(await desk.dropSnapshot("list", NOON, line("list:dropped"))).toBe("saved");
      expect(await trackers.heldSnapshot("list")).toBeNull();
    });

    test("sources are muted and heard again", async () => {
      const { desk } = stores;
      await desk.setMuted("b", true, line("mute"));
      await desk.setMuted("a", true, line("mute"));
      await desk.setMuted("a", true, line("mute"));
      expect(await desk.muted()).toEqual(["a", "b"]);
      await desk.setMuted("b", false, line("unmute"));
      expect(await desk.muted()).toEqual(["a"]);
    });

    test("what a muted source says waits until it is heard again", async () => {
      const { desk, events } = stores;
      const said = (id: string, sourceId: string): Finding => {
        const finding = aFinding(id);
        return { ...finding, origin: { ...finding.origin, sourceId } };
      };
      await desk.setMuted("loud", true, line("mute"));
      for (const finding of [said("a:1:0", "loud"), said("b:1:0", "calm"), said("c:1:0", "loud")]) {
        await events.saveFinding(finding, line("test"));
      }
      const ids = (found: readonly Finding[]): readonly string[] => found.map(({ id }) => id);
      expect(ids(await events.unmerged(1))).toEqual(["b:1:0"]);
      expect(ids(await desk.heldBack(9))).toEqual(["c:1:0", "a:1:0"]);
      await desk.setMuted("loud", false, line("unmute"));
      expect(ids(await events.unmerged(9))).toEqual(["a:1:0", "b:1:0", "c:1:0"]);
      expect(await desk.heldBack(9)).toEqual([]);
    });

    test("a moderator is read as saved, and saved by one at a time", async () => {
      const { moderators } = stores;
      expect(await moderators.save(ada)).toBe("saved");
      expect(await moderators.save(ada)).toBe("conflict");
      const [read] = await moderators.all();
      expect(read).toEqual({ ...ada, version: 1 });
      expect(await moderators.save({ ...ada, version: 1, role: "none" }, line("role"))).toBe("saved");
      expect(await moderators.save({ ...ada, version: 1 }, line("role"))).toBe("conflict");
      expect((await stores.audit.newest(9)).map(({ action }) => action)).toEqual(["role"]);
      expect(await moderators.all()).toMatchObject([{ role: "none", version: 2 }]);
    });
  });
}
