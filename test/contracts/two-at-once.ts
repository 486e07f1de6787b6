import { beforeEach, describe, expect, test } from "vitest";
import { listSays } from "../../src/domain/card-edit.ts";
import type { CaseEvent, Decision } from "../../src/domain/event.ts";
import type { Moderator } from "../../src/domain/moderator.ts";
import {
  aFinding,
  aNewItem,
  anAlert,
  anEvent,
  aPerson,
  aSourceState,
  aTrackerPoll,
  at,
  NOON,
} from "./samples.ts";
import type { Stores } from "./stores.ts";

const ROUNDS = 12;
const PUBLISH: Decision = { kind: "publish", urgency: "urgent", reason: "primary" };
const LINE = { at: NOON, who: "M1", action: "approve", subject: "e1", facts: {} };
const ADA: Moderator = {
  who: "M1",
  telegramId: 5_000_000_001,
  role: "admin",
  secret: "MFRGGZDF",
  enrolled: true,
  lastStep: 7,
  wrongCodes: 0,
  lockedUntil: null,
  sessionUntil: null,
  waiting: null,
  shownIn: null,
  version: 0,
};

type Pair = readonly [Stores, Stores];

/** Two replicas that do the same, or what excludes each other, at the same time. */
export function twoAtOnceContract(name: string, makeTwo: () => Promise<Pair>): void {
  describe(`two at once, ${name}`, () => {
    let both: Pair;
    beforeEach(async () => {
      both = await makeTwo();
    });
    /** What each of the two gave, sorted: who was first does not matter. */
    const atOnce = async <T>(work: (stores: Stores, which: number) => Promise<T>): Promise<T[]> =>
      (await Promise.all(both.map(work))).toSorted((a, b) => String(a).localeCompare(String(b)));
    const merged = async (findingId: string, event: CaseEvent): Promise<void> => {
      await both[0].events.saveFinding(aFinding(findingId), LINE);
      await both[0].events.saveMerge({ findingId, outcome: "created", events: [event] });
    };

    test("the same poll leaves its items once", async () => {
      const added = Array.from({ length: 40 }, (_, n) => aNewItem(n));
      const poll = { state: aSourceState(), added, edited: [], rekeyed: [], notices: [] };
      await atOnce(({ sources }) => sources.savePoll(poll));

      expect(await both[0].items.unclassified(99)).toHaveLength(40);
    });

    test("an item that is added and another that takes its key are one entry or two, never a fault", async () => {
      for (let n = 0; n < ROUNDS; n++) {
        const quiet = { state: aSourceState(), added: [], edited: [], rekeyed: [], notices: [] };
        const [old, added] = [aNewItem(2 * n), aNewItem(2 * n + 1)];
        await both[0].sources.savePoll({ ...quiet, added: [old] });
        const rekeyed = [{ id: old.id, key: added.key, altKey: null }];
        await atOnce(({ sources }, which) =>
          sources.savePoll(which === 0 ? { ...quiet, added: [added] } : { ...quiet, rekeyed }),
        );
        const known = await both[0].sources.knownItems("paper", {
          keys: [added.key],
          altKeys: [],
          urls: [],
        });
        expect(known).toHaveLength(1);
      }
    });

    test("the same finding is merged once", async () => {
      for (let n = 0; n < ROUNDS; n++) {
        const id = `f${String(n)}`;
        await both[0].events.saveFinding(aFinding(id), LINE);
        const said = await atOnce(({ events }, which) =>
          events.saveMerge({
            findingId: id,
            outcome: "created",
            events: [anEvent(`e${String(n)}-${String(which)}`)],
          }),
        );
        expect(said).toEqual(["known", "saved"]);
        expect(await both[1].events.undecided(NOON, 99)).toHaveLength(n + 1);
      }
      expect(await both[1].events.unmerged(9)).toEqual([]);
    });

    test("two findings about one event make one next version; the other is told to read again", async () => {
      await merged("f", anEvent("e1"));
      for (let version = 2; version < ROUNDS; version++) {
        const next = anEvent("e1", { version });
        const said = await atOnce(async ({ events }, which) => {
          const findingId = `f${String(version)}-${String(which)}`;
          await events.saveFinding(aFinding(findingId), LINE);
          return events.saveMerge({ findingId, outcome: "enriched", events: [next] });
        });
        expect(said).toEqual(["conflict", "saved"]);
        expect(await both[0].events.unmerged(99)).toHaveLength(version - 1);
      }
    });

    test("a first version is made once", async () => {
      for (let n = 0; n < ROUNDS; n++) {
        const event = anEvent(`e${String(n)}`);
        const said = await atOnce(async ({ events }, which) => {
          const findingId = `f${String(n)}-${String(which)}`;
          await events.saveFinding(aFinding(findingId), LINE);
          return events.saveMerge({ findingId, outcome: "created", events: [event] });
        });
        expect(said).toEqual(["conflict", "saved"]);
      }
    });

    test("a version is decided once, and alerts once", async () => {
      for (let n = 0; n < ROUNDS; n++) {
        const event = anEvent(`e${String(n)}`);
        await merged(`f${String(n)}`, event);
        const notice = { key: `held:${String(n)}`, code: "event_held", facts: {} } as const;
        const decide = ({ events }: Stores, which: number): Promise<void> =>
          which === 0
            ? events.saveDecision(event, PUBLISH, anAlert(event), [notice])
            : events.saveDecision(event, { kind: "hold", reason: "death" }, null, [notice]);
        await atOnce(decide);
        await atOnce(decide);
        expect(await both[0].events.undecided(NOON, 99)).toEqual([]);
      }
      // Either told or held, whichever came first; never both.
      const told = (await both[0].alerts.unspread(99)).map((alert) => alert.event.id);
      const held = (await both[0].events.held(99)).map(({ event }) => event.id);
      expect(new Set([...told, ...held]).size).toBe(ROUNDS);
      expect(told.length + held.length).toBe(ROUNDS);
      expect(await both[0].alerts.unspreadNotices(99)).toHaveLength(ROUNDS);
    });

    test("of two rulings on one version one counts, with its line", async () => {
      await merged("f", anEvent("e1"));
      for (let version = 2; version < ROUNDS; version++) {
        const before = (await both[0].audit.newest(99)).length;
        const said = await atOnce(({ events }, which) =>
          events.saveRuling(anEvent("e1", { version, ruling: which === 0 ? "approved" : "rejected" }), LINE),
        );
        expect(said).toEqual(["conflict", "saved"]);
        expect(await both[0].audit.newest(99)).toHaveLength(before + 1);
      }
    });

    test("lines of the audit log are numbered without a gap and chained", async () => {
      const lines = 4 * ROUNDS;
      await Promise.all(
        Array.from({ length: lines }, (_, n) =>
          both[n % 2 === 0 ? 0 : 1].audit.append({ ...LINE, facts: { n } }),
        ),
      );
      expect(await both[0].audit.verify()).toEqual({ ok: true, lines, brokenAt: null });
    });

    test("the register's version counts each change, and no name is lost", async () => {
      await both[0].trackers.saveSnapshot(aTrackerPoll());
      const before = await both[0].reading.registerVersion();
      await Promise.all(
        Array.from({ length: ROUNDS }, (_, n) =>
          both[n % 2 === 0 ? 0 : 1].register.addAlias("list:1", `Jan ${String(n)}`),
        ),
      );
      await atOnce(({ trackers }) => trackers.saveSnapshot(aTrackerPoll({ people: [aPerson("1")] })));

      expect(await both[1].reading.registerVersion()).toBe(before + ROUNDS + 2);
      expect((await both[1].reading.person("list:1"))?.aliases).toHaveLength(ROUNDS);
    });

    test("an edit of a card that two agree to at once stands once, and both replicas show it", async () => {
      await both[0].trackers.saveSnapshot(aTrackerPoll());
      const behind = await both[0].cards.behind("list:1");
      const edit = {
        change: "c1",
        personId: "list:1",
        value: { field: "sentence", months: 24 },
        source: "https://paper.example/1",
        by: "M1",
        agreedBy: null,
        at: NOON,
        listSaid: behind === null ? "" : listSays(behind.person.record, "sentence"),
        state: "draft",
      } as const;
      await both[0].cards.saveDraft([edit], NOON);
      const version = await both[1].reading.registerVersion();
      const to = { state: "stands", agreedBy: null, at: NOON } as const;
      expect(await atOnce(({ cards }) => cards.advance([edit], to, LINE))).toEqual(["gone", "saved"]);
      expect(await both[1].reading.registerVersion()).toBe(version + 1);
      for (const { reading } of both) {
        expect((await reading.person("list:1"))?.record.verdict?.months).toBe(24);
      }
      expect(await both[0].audit.newest(9)).toHaveLength(1);
    });

    test("a moderator is saved by one of two, and a case settled by one", async () => {
      expect(await atOnce(({ moderators }) => moderators.save(ADA))).toEqual(["conflict", "saved"]);
      expect(await atOnce(({ moderators }) => moderators.save({ ...ADA, version: 1 }))).toEqual([
        "conflict",
        "saved",
      ]);
      const reviews = [{ trackerId: "list", code: "DEATH_CLAIM", recordIds: ["1"] }];
      await both[0].trackers.saveSnapshot(aTrackerPoll({ reviews }));
      const [review] = await both[0].desk.reviews(1);
      expect(await atOnce(({ desk }) => desk.settleReview(review?.id ?? "", LINE, null))).toEqual([
        "gone",
        "saved",
      ]);
    });

    test("two who resume at once resume; who asks twice does not", async () => {
      await both[0].switches.halt("M1", NOON);
      expect(await atOnce(({ switches }) => switches.resume("M2", NOON))).toEqual([
        "second_needed",
        "second_needed",
      ]);
      await atOnce(({ switches }, which) => switches.halt("M1", at(which)));
      const said = await atOnce(({ switches }, which) => switches.resume(which === 0 ? "M2" : "M3", NOON));
      expect(said).toEqual(["resumed", "second_needed"]);
      expect(await both[0].switches.halted()).toBeNull();
    });
  });
}
