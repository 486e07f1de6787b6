import { beforeEach, describe, expect, test } from "vitest";
import type { CaseEvent, Decision } from "../../src/domain/event.ts";
import { onDay } from "../../src/domain/time.ts";
import { aFinding, anAlert, anEvent, anOrigin, aReport, aTrackerPoll, at, NOON } from "./samples.ts";
import type { MakeStores, Stores } from "./stores.ts";

const LINE = { at: NOON, who: "M1", action: "post", subject: "x", facts: {} };
const RECORD: Decision = { kind: "record", reason: "history" };
const ALL = { limit: 50, kinds: null, since: null, unconfirmed: false, now: NOON };

export function readingContract(name: string, makeStores: MakeStores): void {
  describe(`reading, ${name}`, () => {
    let stores: Stores;
    beforeEach(async () => {
      stores = await makeStores();
      await stores.trackers.saveSnapshot(aTrackerPoll());
    });
    let posts = 0;
    const tell = async (event: CaseEvent, decision: Decision | null = RECORD): Promise<void> => {
      posts += 1;
      const findingId = `p${String(posts)}`;
      await stores.events.saveFinding(aFinding(findingId), LINE);
      await stores.events.saveMerge({ findingId, outcome: "created", events: [event] });
      if (decision !== null) await stores.events.saveDecision(event, decision, null, []);
    };
    const shown = async (over: Partial<Parameters<Stores["reading"]["events"]>[0]> = {}): Promise<string[]> =>
      (await stores.reading.events({ ...ALL, ...over })).map(({ id }) => id);

    test.each<{ why: string; event: Partial<CaseEvent>; decision?: Decision | null; visible: boolean }>([
      { why: "confirmed and recorded", event: {}, visible: true },
      { why: "disputed", event: { certainty: "disputed" }, visible: true },
      {
        why: "published",
        event: {},
        decision: { kind: "publish", urgency: "urgent", reason: "" },
        visible: true,
      },
      { why: "unconfirmed", event: { certainty: "unconfirmed" }, visible: false },
      { why: "retracted", event: { certainty: "retracted" }, visible: false },
      { why: "rejected by a moderator", event: { ruling: "rejected" }, visible: false },
      { why: "retracted by a moderator", event: { ruling: "retracted" }, visible: false },
      { why: "under embargo", event: { embargoUntil: at(1) }, visible: false },
      { why: "after its embargo", event: { embargoUntil: at(-1) }, visible: true },
      { why: "held", event: {}, decision: { kind: "hold", reason: "death" }, visible: false },
      { why: "ignored", event: {}, decision: { kind: "ignore", reason: "old" }, visible: false },
      { why: "not decided yet", event: {}, decision: null, visible: false },
      { why: "merged into another", event: { details: { mergedInto: "e2" } }, visible: false },
    ])("an event that is $why is shown: $visible", async ({ event, decision = RECORD, visible }) => {
      await tell(anEvent("e1", event), decision);

      expect(await shown()).toEqual(visible ? ["e1"] : []);
      expect(await stores.reading.eventsOf("list:1", NOON)).toHaveLength(visible ? 1 : 0);
    });

    test("unconfirmed ones are shown to who asks for them, and one by one, as retracted ones are", async () => {
      await tell(anEvent("e1", { certainty: "unconfirmed" }));
      await tell(anEvent("e2", { certainty: "retracted" }));
      await tell(anEvent("e3", { ruling: "rejected" }));
      await tell(anEvent("e4", { embargoUntil: at(1) }));

      expect(await shown({ unconfirmed: true })).toEqual(["e1"]);
      expect(await stores.reading.event("e1")).toMatchObject({ id: "e1" });
      expect(await stores.reading.event("e2")).toMatchObject({ id: "e2" });
      expect(await stores.reading.event("e3")).toBeNull();
      expect(await stores.reading.event("e4")).toBeNull();
      expect(await stores.reading.event("e9")).toBeNull();
    });

    test("who taps under an alert gets what was told while a newer version is held, and what it was merged into", async () => {
      const told = anEvent("e1", { note: "told" });
      await tell(told, null);
      await stores.events.saveDecision(
        told,
        { kind: "publish", urgency: "urgent", reason: "" },
        anAlert(told),
        [],
      );
      await tell(anEvent("e1", { version: 2, note: "held" }), { kind: "hold", reason: "second_person" });
      expect(await stores.reading.event("e1")).toEqual(told);

      await tell(anEvent("e2"));
      await tell(anEvent("e1", { version: 3, reports: [], details: { mergedInto: "e2" } }), {
        kind: "ignore",
        reason: "merged",
      });
      expect(await stores.reading.event("e1")).toMatchObject({ id: "e2" });

      await tell(anEvent("loop", { details: { mergedInto: "loop" } }));
      expect(await stores.reading.event("loop")).toBeNull();
    });

    test("events come newest first, of the kinds, since the day, as many as asked", async () => {
      await tell(anEvent("old", { happenedOn: onDay("2025-06-21") }));
      await tell(anEvent("new", { happenedOn: onDay("2026-03-09") }));
      await tell(anEvent("newer", { happenedOn: onDay("2026-03-09"), createdAt: at(1), kind: "arrest" }));

      expect(await shown()).toEqual(["newer", "new", "old"]);
      expect(await shown({ limit: 2 })).toEqual(["newer", "new"]);
      expect(await shown({ kinds: ["release"] })).toEqual(["new", "old"]);
      expect(await shown({ since: "2026-03-09" })).toEqual(["newer", "new"]);
      expect(await shown({ kinds: [] })).toEqual([]);
    });

    test("pages follow one another by place, each event on one page, also within one day and one instant", async () => {
      const ids = ["a", "b", "c", "d", "e", "f"];
      for (const [n, id] of ids.entries()) {
        await tell(
          anEvent(id, { happenedOn: onDay(n < 4 ? "2026-03-09" : "2026-03-10"), createdAt: at(n % 2) }),
        );
      }
      const whole = await stores.reading.events(ALL);
      expect(whole).toHaveLength(6);
      for (const limit of [1, 2, 4]) {
        const seen: string[] = [];
        for (let last = undefined as CaseEvent | undefined; ;) {
          const before = last && { day: last.happenedOn.to, createdAt: last.createdAt, id: last.id };
          const page = await stores.reading.events({ ...ALL, limit, ...(before && { before }) });
          seen.push(...page.map(({ id }) => id));
          last = page.at(-1);
          if (last === undefined) break;
        }
        expect(seen).toEqual(whole.map(({ id }) => id));
      }
    });

    test("the limit counts what is shown, however much is left out before", async () => {
      await stores.register.setEmbargo("list:2", true);
      for (let n = 0; n < 60; n++) {
        const people = [{ personId: "list:2", name: "Тайны", suspicious: false }];
        await tell(anEvent(`hidden-${String(n)}`, { people, happenedOn: onDay("2026-03-10") }));
      }
      await tell(anEvent("open", { happenedOn: onDay("2026-01-01") }));

      expect(await shown({ limit: 1 })).toEqual(["open"]);
    });

    test("a person under embargo is nowhere to be read, but known to the index", async () => {
      const secret = { personId: "list:2", name: "Тайны Прыкладны", suspicious: false };
      const open = { personId: "list:1", name: "Ян Прыкладны", suspicious: false };
      await tell(
        anEvent("both", {
          people: [open, secret],
          reports: [
            aReport({ people: [open] }),
            aReport({ people: [open, secret], origin: anOrigin({ title: "Выйшаў Тайны Прыкладны" }) }),
          ],
        }),
      );
      await tell(anEvent("alone", { people: [secret], reports: [aReport({ people: [secret] })] }));
      await stores.register.setEmbargo("list:2", true);

      const events = await stores.reading.events(ALL);
      expect(events).toMatchObject([{ id: "both", people: [open] }]);
      expect(JSON.stringify(events)).not.toContain("Тайны");
      expect(await stores.reading.event("alone")).toBeNull();
      expect(await stores.reading.eventsOf("list:2", NOON)).toEqual([]);
      expect(await stores.reading.person("list:2")).toBeNull();
      expect(await stores.reading.people()).toMatchObject([{ embargo: false }, { embargo: true }]);

      await stores.register.setEmbargo("list:2", false);
      expect(await stores.reading.event("alone")).not.toBeNull();
    });
  });
}

export function switchesContract(name: string, makeStores: MakeStores): void {
  describe(`switches, ${name}`, () => {
    test("one moderator halts, two different ones resume", async () => {
      const { switches, audit } = await makeStores();
      expect(await switches.halted()).toBeNull();
      expect(await switches.resume("M1", NOON)).toBe("not_halted");

      await switches.halt("M1", NOON);
      expect(await switches.halted()).toEqual({ since: NOON, by: "M1", resumeAskedBy: null });
      expect(await switches.resume("M2", NOON)).toBe("second_needed");
      expect(await switches.resume("M2", NOON)).toBe("second_needed");
      expect(await switches.halted()).toMatchObject({ resumeAskedBy: "M2" });
      expect(await switches.resume("M1", NOON)).toBe("resumed");
      expect(await switches.halted()).toBeNull();
      expect((await audit.newest(9)).map(({ who, action }) => `${who} ${action}`)).toEqual([
        "M1 resume",
        "M2 resume:asked",
        "M2 resume:asked",
        "M1 halt",
      ]);
    });

    test("a halt that comes again takes back a resume that was asked for", async () => {
      const { switches } = await makeStores();
      await switches.halt("M1", NOON);
      await switches.resume("M2", NOON);
      await switches.halt("M3", at(1));

      expect(await switches.halted()).toEqual({ since: NOON, by: "M3", resumeAskedBy: null });
      expect(await switches.resume("M1", NOON)).toBe("second_needed");
    });
  });
}
