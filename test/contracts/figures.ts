import { beforeEach, describe, expect, test } from "vitest";
import type { CaseEvent } from "../../src/domain/event.ts";
import { later, SECOND_MS } from "../../src/domain/time.ts";
import type { Figures } from "../../src/ports/figures.ts";
import { anAlert, anEvent, anOrigin, aRecipient, aReport, at, NOON } from "./samples.ts";
import type { Stores } from "./stores.ts";

export type StoresWithFigures = Stores & { readonly figures: Figures };

/** What operators' figures read of a store. */
export function figuresContract(name: string, makeStores: () => Promise<StoresWithFigures>): void {
  describe(`figures, ${name}`, () => {
    let stores: StoresWithFigures;
    beforeEach(async () => {
      stores = await makeStores();
    });

    async function told(event: CaseEvent, over: Parameters<typeof anAlert>[1] = {}): Promise<string> {
      const alert = anAlert(event, over);
      await stores.events.saveMerge({ findingId: `f-${alert.id}`, outcome: "created", events: [event] });
      await stores.events.saveDecision(event, { kind: "publish", urgency: "urgent", reason: "" }, alert, []);
      return alert.id;
    }

    async function written(alertId: string, ...recipients: ReturnType<typeof aRecipient>[]): Promise<void> {
      await stores.alerts.enqueue({ id: alertId, expiresAt: at(12) }, recipients, true);
    }

    async function sendOne(): Promise<void> {
      const [row] = await stores.outbox.claimDue(NOON, 1, 60_000);
      const id = String(row?.id);
      await stores.outbox.markSending(id, NOON);
      await stores.outbox.settle(id, { state: "sent", messageId: 1, at: at(1) });
    }

    test("with nothing in the queue nothing is due", async () => {
      expect(await stores.figures.due(NOON)).toEqual({ waits: false, since: null });
      expect(await stores.figures.flying()).toEqual([]);
      expect(await stores.figures.keyFits()).toBe(true);
    });

    test("an alert's rows are due since it was decided to tell it", async () => {
      await written(await told(anEvent("e1"), { createdAt: at(-2) }), aRecipient(1));
      await written(await told(anEvent("e2"), { createdAt: at(-1) }), aRecipient(1, { priority: 0 }));
      expect(await stores.figures.due(NOON)).toEqual({ waits: true, since: at(-2) });
    });

    test("a row with a time is due from then on, and a digest without one nobody knows since when", async () => {
      const alertId = await told(anEvent("e1"), { createdAt: at(-2) });
      await written(alertId, aRecipient(1, { notBefore: at(3) }));
      expect(await stores.figures.due(at(2))).toEqual({ waits: false, since: null });
      expect(await stores.figures.due(at(4))).toEqual({ waits: true, since: at(3) });
      await written("digest-x:1", aRecipient(2, { priority: 4 }));
      expect(await stores.figures.due(at(2))).toEqual({ waits: true, since: null });
      expect(await stores.figures.due(at(4))).toEqual({ waits: true, since: at(3) });
    });

    test("what somebody has in hand is not due", async () => {
      await written(await told(anEvent("e1")), aRecipient(1));
      const [row] = await stores.outbox.claimDue(NOON, 1, 60_000);
      expect(await stores.figures.due(NOON)).toEqual({ waits: false, since: null });
      expect(await stores.figures.flying()).toEqual([]);
      await stores.outbox.markSending(String(row?.id), NOON);
      expect(await stores.figures.flying()).toEqual(["e1:1"]);
    });

    test("news are as old as the first of their fresh reports", async () => {
      const reports = [
        aReport({ standing: "history", origin: anOrigin({ publishedAt: at(-90) }), receivedAt: at(-80) }),
        aReport({ origin: anOrigin({ publishedAt: at(-3) }), receivedAt: at(-1) }),
        aReport({ origin: anOrigin({ publishedAt: at(-4) }), receivedAt: NOON }),
      ];
      const alertId = await told(anEvent("e1", { reports }), { createdAt: later(NOON, SECOND_MS) });
      expect(await stores.figures.news(alertId)).toEqual({
        publishedAt: at(-4),
        firstSeenAt: at(-1),
        decidedAt: later(NOON, SECOND_MS),
        delivered: false,
      });
    });

    test("news that somebody has are known to be delivered; a later version's rows count for its update", async () => {
      const first = await told(anEvent("e1"));
      const other = await told(anEvent("e2"));
      await written(first, aRecipient(1), aRecipient(2));
      await sendOne();
      expect(await stores.figures.news(first)).toMatchObject({ delivered: true });
      expect(await stores.figures.news(other)).toMatchObject({ delivered: false });
      const update = await told(anEvent("e1", { version: 2 }), { purpose: "update" });
      expect(await stores.figures.news(update)).toMatchObject({ delivered: true });
      const second = await told(anEvent("e1", { version: 3 }));
      expect(await stores.figures.news(second)).toMatchObject({ delivered: false });
    });

    test("a retraction, a digest and a notice are no news", async () => {
      await told(anEvent("e1"));
      const retraction = await told(anEvent("e1", { version: 2 }), { purpose: "retraction" });
      for (const id of [retraction, "digest-x:1", "circuit_open:1"]) {
        expect(await stores.figures.news(id)).toBe(null);
      }
    });
  });
}
