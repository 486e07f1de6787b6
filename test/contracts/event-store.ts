import { beforeEach, describe, expect, test } from "vitest";
import type { CaseEvent, Decision } from "../../src/domain/event.ts";
import { onDay } from "../../src/domain/time.ts";
import { aFinding, aNewItem, anAlert, anEvent, aSourceState, at, CLASSIFIED, NOON } from "./samples.ts";
import type { MakeStores, Stores } from "./stores.ts";

const PUBLISH: Decision = { kind: "publish", urgency: "urgent", reason: "primary" };
const HOLD: Decision = { kind: "hold", reason: "death" };
const RECORD: Decision = { kind: "record", reason: "history" };
const LINE = { at: NOON, who: "M1", action: "approve", subject: "e1", facts: { version: 2 } };

export function itemStoreContract(name: string, makeStores: MakeStores): void {
  describe(`items, ${name}`, () => {
    let stores: Stores;
    beforeEach(async () => {
      stores = await makeStores();
      const added = [aNewItem(1, { firstSeenAt: at(1) }), aNewItem(2)];
      await stores.sources.savePoll({ state: aSourceState(), added, edited: [], rekeyed: [], notices: [] });
    });

    test("items wait for the classifier, first seen first", async () => {
      expect((await stores.items.unclassified(9)).map(({ id }) => id)).toEqual(["item-2", "item-1"]);
      expect(await stores.items.unclassified(1)).toHaveLength(1);
    });

    test("a classification is stored once, with its findings", async () => {
      const [item] = await stores.items.unclassified(1);
      if (item === undefined) throw new Error("no item");
      await stores.items.saveClassification(item, CLASSIFIED, [aFinding("item-2:1:0")]);
      await stores.items.saveClassification(item, CLASSIFIED, [
        aFinding("item-2:1:0"),
        aFinding("item-2:1:1"),
      ]);

      expect((await stores.items.unclassified(9)).map(({ id }) => id)).toEqual(["item-1"]);
      expect(await stores.events.unmerged(9)).toEqual([aFinding("item-2:1:0")]);
    });

    test("what was classified while the text was edited waits on", async () => {
      const [item] = await stores.items.unclassified(1);
      if (item === undefined) throw new Error("no item");
      const edit = { id: item.id, title: "Новы", summary: "", textHash: "x", revision: 2 };
      const poll = { state: aSourceState(), added: [], edited: [edit], rekeyed: [], notices: [] };
      await stores.sources.savePoll(poll);
      await stores.items.saveClassification(item, CLASSIFIED, [aFinding("item-2:1:0")]);

      expect(await stores.items.unclassified(9)).toHaveLength(2);
      expect(await stores.events.unmerged(9)).toEqual([]);
    });

    test.each([
      "item-2",
      "https://paper.example/?p=2",
      "https://paper.example/news/2",
      "paper.example/news/2/",
    ])("an item's way is traced from %s", async (asked) => {
      const item = (await stores.items.unclassified(1))[0];
      if (item === undefined) throw new Error("no item");
      await stores.items.saveClassification(item, CLASSIFIED, [aFinding("item-2:1:0")]);
      await stores.events.saveMerge({ findingId: "item-2:1:0", outcome: "created", events: [anEvent("e1")] });
      await stores.events.saveDecision(anEvent("e1"), PUBLISH, null, []);

      expect(await stores.items.trace(asked)).toEqual({
        item,
        classification: CLASSIFIED,
        findings: [aFinding("item-2:1:0")],
        events: [anEvent("e1")],
        decisions: [{ eventId: "e1", version: 1, ...PUBLISH }],
      });
    });

    test("an unknown link has no trace", async () => {
      expect(await stores.items.trace("https://nowhere.example/")).toBeNull();
      expect(await stores.items.trace("")).toBeNull();
    });
  });
}

export function eventStoreContract(name: string, makeStores: MakeStores): void {
  describe(`events, ${name}`, () => {
    let stores: Stores;
    beforeEach(async () => {
      stores = await makeStores();
    });
    let posts = 0;
    const merge = async (...events: CaseEvent[]): ReturnType<Stores["events"]["saveMerge"]> => {
      posts += 1;
      const findingId = `post:${String(posts)}`;
      await stores.events.saveFinding(aFinding(findingId), LINE);
      return stores.events.saveMerge({ findingId, outcome: "created", events });
    };
    const near = (over: Partial<Parameters<Stores["events"]["near"]>[0]>) =>
      stores.events.near({ kinds: [], from: "2026-01-01", to: "2026-12-31", personIds: [], ...over });
    const ids = (events: readonly { readonly id: string }[]): string[] => events.map(({ id }) => id);

    test("findings wait in the order in which they came until they are merged", async () => {
      await stores.events.saveFinding(aFinding("post:b"), LINE);
      await stores.events.saveFinding(aFinding("post:a"), LINE);
      expect(await stores.events.unmerged(9)).toEqual([aFinding("post:b"), aFinding("post:a")]);

      await stores.events.saveMerge({ findingId: "post:b", outcome: "recap", events: [] });
      expect(ids(await stores.events.unmerged(9))).toEqual(["post:a"]);
    });

    test("an event is read as it was written, instants and all", async () => {
      const event = anEvent("e1", {
        embargoUntil: at(3),
        note: "слова",
        details: { a: "2026-01-01T00:00:00Z" },
      });
      await merge(event);

      expect(await stores.events.byId("e1")).toEqual(event);
      expect(await stores.events.byId("e2")).toBeNull();
    });

    test("a merge on a version that is no longer the newest is refused as a whole", async () => {
      await merge(anEvent("e1"));
      expect(await merge(anEvent("e1", { version: 2, note: "ours" }))).toBe("saved");
      const late = anEvent("e1", { version: 2, note: "late" });
      await stores.events.saveFinding(aFinding("late"), LINE);

      const outcome = { findingId: "late", outcome: "enriched", events: [anEvent("e9"), late] } as const;
      expect(await stores.events.saveMerge(outcome)).toBe("conflict");
      expect(await stores.events.byId("e9")).toBeNull();
      expect(await stores.events.byId("e1")).toMatchObject({ note: "ours" });
      expect(ids(await stores.events.unmerged(9))).toEqual(["late"]);
    });

    test("a merge that was saved before changes nothing", async () => {
      const outcome = { findingId: "post:x", outcome: "created", events: [anEvent("e1")] } as const;
      await stores.events.saveFinding(aFinding("post:x"), LINE);
      await stores.events.saveMerge(outcome);

      expect(await stores.events.saveMerge({ ...outcome, events: [anEvent("e2")] })).toBe("known");
      expect(await stores.events.byId("e2")).toBeNull();
    });

    test("near events are of the kinds within the days, or about the people whenever", async () => {
      await merge(
        anEvent("march", { createdAt: at(2) }),
        anEvent("span", {
          happenedOn: { from: "2026-02-20", to: "2026-03-02", precision: "between_snapshots" },
        }),
        anEvent("arrest", { kind: "arrest", people: [] }),
        anEvent("old", {
          happenedOn: onDay("2021-05-05"),
          people: [
            { personId: "list:7", name: "Т. Прыкладная", suspicious: false },
            { personId: null, name: "Хтосьці", suspicious: false },
          ],
        }),
      );

      expect(ids(await near({ kinds: ["release"], from: "2026-03-02", to: "2026-03-10" }))).toEqual([
        "span",
        "march",
      ]);
      expect(ids(await near({ kinds: ["release", "arrest"], from: "2026-03-10", to: "2026-03-10" }))).toEqual(
        ["arrest", "march"],
      );
      expect(ids(await near({ personIds: ["list:7", "list:8"] }))).toEqual(["old"]);
      expect(ids(await near({ kinds: ["release"], from: "2026-03-03", to: "2026-03-09" }))).toEqual([]);
    });

    test("a person who is taken out of an event no longer leads to it", async () => {
      await merge(anEvent("e1"));
      await merge(anEvent("e1", { version: 2, people: [] }));

      expect(await near({ personIds: ["list:1"] })).toEqual([]);
    });

    test("each version waits for its decision; deciding twice makes one alert", async () => {
      await merge(anEvent("e1"));
      const event = anEvent("e1");
      await stores.events.saveDecision(event, PUBLISH, anAlert(event), []);
      await stores.events.saveDecision(event, HOLD, anAlert(event, { purpose: "update" }), []);

      expect(await stores.events.undecided(NOON, 9)).toEqual([]);
      expect(await stores.alerts.unspread(9)).toEqual([anAlert(event)]);
      expect(await stores.events.lastAlert("e1")).toEqual(anAlert(event));
      expect(await stores.events.held(9)).toEqual([]);

      const second = anEvent("e1", { version: 2, createdAt: at(1) });
      await merge(second);
      expect(await stores.events.undecided(NOON, 9)).toEqual([second]);
      await stores.events.saveDecision(second, PUBLISH, anAlert(second, { purpose: "update" }), []);
      expect(await stores.events.lastAlert("e1")).toMatchObject({ id: "e1:2", purpose: "update" });
      expect(await stores.events.lastAlert("e2")).toBeNull();
    });

    test("a decision on an overtaken version alerts nobody", async () => {
      await merge(anEvent("e1"));
      await merge(anEvent("e1", { version: 2 }));
      await stores.events.saveDecision(anEvent("e1"), PUBLISH, anAlert(anEvent("e1")), []);

      expect(await stores.alerts.unspread(9)).toEqual([]);
      expect(await stores.events.undecided(NOON, 9)).toMatchObject([{ version: 2 }]);
    });

    test("what was decided under an embargo is decided once more when it ends", async () => {
      const event = anEvent("e1", { embargoUntil: at(2) });
      await merge(event);
      await stores.events.saveDecision(event, HOLD, null, []);
      expect(await stores.events.undecided(at(1), 9)).toEqual([]);
      expect(await stores.events.undecided(at(2), 9)).toEqual([event]);

      stores.setNow(at(2));
      await stores.events.saveDecision(event, PUBLISH, anAlert(event), []);
      expect(await stores.events.undecided(at(3), 9)).toEqual([]);
      expect(await stores.alerts.unspread(9)).toHaveLength(1);
    });

    test("held are events whose newest version a moderator must see and has not ruled on", async () => {
      const events = [1, 2, 3].map((n) => anEvent(`e${String(n)}`, { createdAt: at(-n) }));
      await merge(...events);
      for (const event of events) {
        await stores.events.saveDecision(event, HOLD, null, [
          { key: `held:${event.id}:1`, code: "event_held", facts: {} },
        ]);
      }
      expect(await stores.events.held(9)).toMatchObject([
        { event: { id: "e3" }, reason: "death" },
        { event: { id: "e2" } },
        { event: { id: "e1" } },
      ]);
      expect(await stores.alerts.unspreadNotices(9)).toHaveLength(3);

      const ruled = anEvent("e3", { version: 2, ruling: "rejected", createdAt: at(-3) });
      expect(await stores.events.saveRuling(ruled, LINE)).toBe("saved");
      expect(await stores.events.saveRuling(ruled, LINE)).toBe("conflict");
      await stores.events.saveDecision(ruled, HOLD, null, []);
      await merge(anEvent("e2", { version: 2, createdAt: at(-2) }));

      expect((await stores.events.held(9)).map(({ event }) => event.id)).toEqual(["e1"]);
      expect(await stores.events.held(0)).toEqual([]);
    });

    test("a refused ruling leaves no line in the audit log", async () => {
      await merge(anEvent("e1"));
      const before = (await stores.audit.newest(99)).length;
      await stores.events.saveRuling(anEvent("e1", { version: 7 }), LINE);

      expect(await stores.audit.newest(99)).toHaveLength(before);
    });

    test("what is recorded alerts nobody", async () => {
      await merge(anEvent("e1"));
      await stores.events.saveDecision(anEvent("e1"), RECORD, null, []);

      expect(await stores.alerts.unspread(9)).toEqual([]);
      expect(await stores.events.undecided(NOON, 9)).toEqual([]);
    });
  });
}

export function auditLogContract(name: string, makeStores: MakeStores): void {
  describe(`the audit log, ${name}`, () => {
    test("lines are read newest first and chained", async () => {
      const { audit } = await makeStores();
      expect(await audit.verify()).toEqual({ ok: true, lines: 0, brokenAt: null });
      await audit.append(LINE);
      await audit.append({ ...LINE, who: "M2", facts: { b: 1, a: "x" } });

      expect(await audit.newest(1)).toEqual([{ ...LINE, who: "M2", facts: { b: 1, a: "x" } }]);
      expect(await audit.verify()).toEqual({ ok: true, lines: 2, brokenAt: null });
    });
  });
}
