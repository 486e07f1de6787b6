import { beforeEach, describe, expect, test } from "vitest";
import { listSays } from "../../src/domain/card-edit.ts";
import type { CardEdit, CardValue, PersonRecord } from "../../src/domain/person.ts";
import { aMeta, aPerson, aRecord, aTrackerPoll, at, NOON } from "./samples.ts";
import type { MakeStores, Stores } from "./stores.ts";

const FREE = {
  field: "status",
  custody: "free_abroad",
  since: { value: "2026-03-09", precision: "day" },
} as const;
const PLACE: CardValue = {
  field: "place",
  facility: { id: "IK-4", raw: "ПК №4", addressRaw: null },
};

const line = (action: string) => ({ at: NOON, who: "M1", action, subject: "list:1", facts: {} });

/** One message about the first of the two people in the list. */
function aChange(change: string, values: readonly CardValue[], over: Partial<CardEdit> = {}): CardEdit[] {
  const { record } = aPerson("1");
  return values.map((value) => ({
    change,
    personId: "list:1",
    value,
    source: "https://paper.example/1",
    by: "M1",
    agreedBy: null,
    at: NOON,
    listSaid: listSays(record, value.field),
    state: "draft",
    ...over,
  }));
}

const LONG_AGO = at(-24);
const NOW_STANDS = { state: "stands", agreedBy: null, at: at(1) } as const;

export function cardEditsContract(name: string, makeStores: MakeStores): void {
  describe(`edits of cards, ${name}`, () => {
    let stores: Stores;
    beforeEach(async () => {
      stores = await makeStores();
      await stores.trackers.saveSnapshot(aTrackerPoll());
    });

    /** The list as it comes next, with another word about the first person. */
    const nextList = (hours: number, over: Partial<PersonRecord>) =>
      stores.trackers.saveSnapshot(
        aTrackerPoll({
          meta: aMeta({ fetchedAt: at(hours), bodyHash: `snap-${String(hours)}` }),
          people: [aPerson("1", { record: aRecord("1", over) })],
        }),
      );
    const stand = async (change: string, values: readonly CardValue[]): Promise<void> => {
      const draft = aChange(change, values);
      await stores.cards.saveDraft(draft, LONG_AGO);
      expect(await stores.cards.advance(draft, NOW_STANDS, line("card"))).toBe("saved");
    };
    const custody = async (): Promise<string | undefined> =>
      (await stores.reading.person("list:1"))?.record.custody;

    test("what stands is read wherever people are, with its source; the list's own record stays as it is", async () => {
      const { reading, trackers, cards } = stores;
      const listed = (await reading.person("list:1"))?.record;
      const version = await reading.registerVersion();
      await stand("c1", [FREE, PLACE]);

      const person = await reading.person("list:1");
      expect(person).toMatchObject({
        record: {
          custody: "free_abroad",
          release: { date: { value: "2026-03-09" } },
          facility: { id: "IK-4" },
        },
      });
      expect(person?.edits?.map(({ value }) => value.field)).toEqual(["status", "place"]);
      expect(person?.edits?.[0]).toMatchObject({
        source: "https://paper.example/1",
        by: "M1",
        at: at(1),
        state: "stands",
      });
      expect((await reading.people())[0]).toEqual(person);
      expect((await reading.people({ after: null, limit: 1 }))[0]).toEqual(person);
      expect((await reading.people())[1]?.edits).toBeUndefined();
      expect((await trackers.records("list"))[0]?.record).toEqual(listed);
      expect((await cards.behind("list:1"))?.person.record).toEqual(listed);
      expect(await reading.registerVersion()).toBeGreaterThan(version);
    });

    test("what is written and what waits for another moderator changes no card", async () => {
      const { cards, reading, audit } = stores;
      const before = await reading.person("list:1");
      const draft = aChange("c1", [PLACE, FREE]);
      await cards.saveDraft(draft, LONG_AGO);
      await cards.saveDraft(draft, LONG_AGO);
      expect(await cards.change("c1")).toHaveLength(2);
      expect(await cards.asked()).toEqual([]);
      expect(await cards.advance(draft, { state: "asked", agreedBy: null, at: NOON }, line("ask:card"))).toBe(
        "saved",
      );
      expect((await cards.asked()).map((change) => change.length)).toEqual([2]);
      expect(await reading.person("list:1")).toEqual(before);

      const asked = await cards.change("c1");
      const agreed = { state: "stands", agreedBy: "M2", at: at(1) } as const;
      expect(await cards.advance(asked, agreed, line("card:agreed"))).toBe("saved");
      expect(await cards.asked()).toEqual([]);
      expect((await reading.person("list:1"))?.edits?.[0]).toMatchObject({ by: "M1", agreedBy: "M2" });
      expect((await audit.newest(9)).map(({ action }) => action)).toEqual(["card:agreed", "ask:card"]);
    });

    test("of two who settle the same only one does, and the log has one line", async () => {
      const { cards, audit } = stores;
      const draft = aChange("c1", [PLACE]);
      await cards.saveDraft(draft, LONG_AGO);
      const both = await Promise.all([
        cards.advance(draft, NOW_STANDS, line("card")),
        cards.drop(draft, line("card:refused")),
      ]);
      expect(both.toSorted()).toEqual(["gone", "saved"]);
      expect(await cards.advance(draft, NOW_STANDS, line("card"))).toBe("gone");
      expect(await cards.drop(aChange("other", [PLACE]), null)).toBe("gone");
      expect(await audit.newest(9)).toHaveLength(1);
      expect(await audit.verify()).toMatchObject({ ok: true });
    });

    test("a later edit of a field takes the place of the one before; the other fields stay", async () => {
      await stand("c1", [FREE, PLACE]);
      await stand("c2", [{ ...FREE, custody: "free_in_belarus" }]);

      const edits = (await stores.reading.person("list:1"))?.edits ?? [];
      expect(edits.map(({ change, value }) => [change, value.field])).toEqual([
        ["c2", "status"],
        ["c1", "place"],
      ]);
      expect(await custody()).toBe("free_in_belarus");
    });

    test("an edit is taken back, once, and the card says what the list says", async () => {
      const { cards, reading } = stores;
      const listed = await reading.person("list:1");
      await stand("c1", [FREE, PLACE]);
      const version = await reading.registerVersion();
      expect(await cards.takeBack("c1", "status", line("card:undone"))).toBe("saved");
      expect(await cards.takeBack("c1", "status", line("card:undone"))).toBe("gone");
      expect(await custody()).toBe(listed?.record.custody);
      expect(await reading.registerVersion()).toBeGreaterThan(version);
      expect(await cards.takeBack("c1", "place", line("card:undone"))).toBe("saved");
      expect(await reading.person("list:1")).toEqual(listed);
    });

    test("when the list says something new of a field its edit ends for good, with a notice and a line; others stay", async () => {
      const { alerts, audit, cards } = stores;
      await stand("c1", [FREE, PLACE]);
      await nextList(1, { rowHash: "other", descriptionRaw: "нешта іншае" });
      expect(await custody()).toBe("free_abroad");
      await nextList(2, { custody: "prison_regime" });
      expect(await custody()).toBe("prison_regime");
      await nextList(3, {});
      expect(await custody()).toBe(aRecord("1").custody);

      expect((await cards.behind("list:1"))?.edits.map(({ value }) => value.field)).toEqual(["place"]);
      expect((await stores.reading.person("list:1"))?.record.facility?.id).toBe("IK-4");
      expect(await alerts.unspreadNotices(9)).toMatchObject([
        { code: "card_ended", facts: { field: "status", command: "/card list:1" } },
      ]);
      expect((await audit.newest(9))[0]).toMatchObject({
        who: "list",
        action: "card:ended",
        subject: "list:1",
      });
      expect(await audit.verify()).toMatchObject({ ok: true });
    });

    test("what was written before the list said something new cannot stand any more", async () => {
      const draft = aChange("c1", [FREE]);
      await stores.cards.saveDraft(draft, LONG_AGO);
      await nextList(1, { custody: "prison_regime" });
      expect(await stores.cards.advance(draft, NOW_STANDS, line("card"))).toBe("overtaken");
      expect(await custody()).toBe("prison_regime");
      expect(await stores.audit.newest(9)).toEqual([]);
    });

    test("who leaves the list keeps the edits", async () => {
      await stand("c1", [FREE]);
      const meta = aMeta({ fetchedAt: at(24), bodyHash: "snap-2" });
      await stores.trackers.saveSnapshot(aTrackerPoll({ meta, people: [], absent: ["list:1"] }));
      expect(await stores.reading.person("list:1")).toMatchObject({
        presence: "absent",
        record: { custody: "free_abroad" },
      });
    });

    test("forgotten drafts and askings go, what stands does not", async () => {
      const { cards } = stores;
      await stand("c1", [PLACE]);
      await cards.saveDraft(aChange("c2", [FREE]), LONG_AGO);
      await cards.saveDraft(aChange("c3", [FREE], { at: at(30) }), at(6));
      expect((await cards.behind("list:1"))?.edits.map(({ change }) => change)).toEqual(["c1", "c3"]);
      expect(await cards.change("c2")).toEqual([]);
      expect(await cards.behind("list:9")).toBeNull();
    });
  });
}
