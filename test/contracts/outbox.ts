import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { correctionIdOf } from "../../src/domain/alert.ts";
import type { Alert } from "../../src/domain/alert.ts";
import type { Delivery, Settlement } from "../../src/domain/delivery.ts";
import { MINUTE_MS, later } from "../../src/domain/time.ts";
import type { Recipient } from "../../src/ports/outbox.ts";
import {
  aFinding,
  anAlert,
  anEvent,
  aRecipient,
  aSubscriber,
  aTarget,
  at,
  chatsOf,
  MESSAGE,
  NOON,
} from "./samples.ts";
import type { MakeStores, Stores } from "./stores.ts";

const LINE = { at: NOON, who: "M1", action: "post", subject: "x", facts: {} };
const LEASE_MS = 60_000;
const NOTE = correctionIdOf("e1:2");
const sentAs = (messageId: number | null, when = NOON): Settlement => ({
  state: "sent",
  messageId,
  at: when,
});
const again = (over: Partial<Settlement & { state: "queued" }> = {}): Settlement => ({
  state: "queued",
  dueAt: at(1),
  unsure: false,
  tried: true,
  reason: "busy",
  ...over,
});

export function outboxContract(name: string, makeStores: MakeStores): void {
  describe(`alerts on their way, ${name}`, () => {
    let stores: Stores;
    beforeEach(async () => {
      stores = await makeStores();
    });
    /** Stores the event's version with its alert. */
    const decide = async (version: number, over: Partial<Alert> = {}, id = "e1"): Promise<Alert> => {
      const event = anEvent(id, { version });
      const alert = anAlert(event, { purpose: version === 1 ? "new" : "update", ...over });
      const findingId = `p:${id}:${String(version)}`;
      await stores.events.saveFinding(aFinding(findingId), LINE);
      await stores.events.saveMerge({ findingId, outcome: "created", events: [event] });
      const decision = { kind: "publish", urgency: alert.urgency, reason: "" } as const;
      await stores.events.saveDecision(event, decision, alert, []);
      return alert;
    };
    const enqueue = async (alert: Pick<Alert, "id" | "expiresAt">, recipients: Recipient[], done = true) =>
      stores.alerts.enqueue(alert, recipients, done);
    const claim = async (now = NOON, limit = 100): Promise<readonly Delivery[]> =>
      stores.outbox.claimDue(now, limit, LEASE_MS);
    /** The sender died, and its lease ran out. */
    const crash = () => stores.outbox.recover(later(NOON, LEASE_MS));
    const send = async (delivery: Delivery, messageId: number | null, when = NOON): Promise<void> => {
      expect(await stores.outbox.markSending(delivery.id, when)).toBe(true);
      await stores.outbox.settle(delivery.id, sentAs(messageId, when));
    };
    const sendAll = async (now = NOON): Promise<number> => {
      const due = await claim(now);
      for (const delivery of due) {
        const { act, target } = delivery;
        await send(delivery, act.kind === "edit" ? act.messageId : target.chatId * 10, now);
      }
      return due.length;
    };

    test("alerts wait until their recipients are written down: corrections, then urgent, then oldest", async () => {
      const plain = await decide(1, { urgency: "ordinary" }, "plain");
      const second = await decide(1, { createdAt: at(1) }, "second");
      const first = await decide(1, {}, "first");
      const wrong = await decide(
        1,
        { urgency: "correction", purpose: "retraction", createdAt: at(2) },
        "wrong",
      );

      expect(await stores.alerts.unspread(9)).toEqual([wrong, first, second, plain]);
      expect(await stores.alerts.unspread(2)).toHaveLength(2);
      await enqueue(wrong, [], false);
      await enqueue(first, [], true);
      expect((await stores.alerts.unspread(9)).map(({ id }) => id)).toEqual([
        "wrong:1",
        "second:1",
        "plain:1",
      ]);
    });

    test("a digest is made of the new alerts of a span", async () => {
      const one = await decide(1, { createdAt: at(-24) }, "one");
      await decide(1, { createdAt: NOON }, "late");
      await decide(1, { createdAt: at(-2), purpose: "update" }, "update");

      expect(await stores.alerts.createdBetween(at(-24), NOON)).toEqual([one]);
    });

    test("until when digests are written down outlives its writer", async () => {
      expect(await stores.alerts.digestRuns()).toBeNull();
      for (const until of [1, 2]) {
        const runs = { until: NOON.getTime() + until, gaps: [{ from: 1, to: NOON.getTime() }] };
        await stores.alerts.saveDigestRuns(runs);
        expect(await stores.alerts.digestRuns()).toEqual(runs);
      }
    });

    test("texts are found by language and mode, and written over", async () => {
      const text = { language: "be", discreet: false, message: MESSAGE } as const;
      await stores.alerts.saveTexts("e1:1", [{ ...text, message: { html: "раней", buttons: [] } }]);
      await stores.alerts.saveTexts("e1:1", [
        text,
        { ...text, discreet: true, message: { html: "!", buttons: [] } },
      ]);

      expect(await stores.outbox.text("e1:1", "be", false)).toEqual(MESSAGE);
      expect(await stores.outbox.text("e1:1", "be", true)).toEqual({ html: "!", buttons: [] });
      expect(await stores.outbox.text("e1:1", "en", false)).toBeNull();
      expect(await stores.outbox.text("e2:1", "be", false)).toBeNull();
    });

    test("a delivery comes out as its recipient went in", async () => {
      const alert = await decide(1);
      const target = aTarget(-1_001_234_567_890, {
        threadId: 77,
        language: "ru",
        discreet: true,
        silent: true,
        deleteAfterHours: 24,
      });
      await enqueue(alert, [{ target, priority: 1, notBefore: null }]);

      const [delivery, ...others] = await claim();
      expect(others).toEqual([]);
      expect(delivery).toEqual({
        id: expect.any(String) as string,
        alertId: "e1:1",
        target,
        act: { kind: "send" },
        priority: 1,
        unsureTries: 0,
        attempts: 0,
        expiresAt: at(12),
      });
    });

    test("a recipient who is written down twice gets one message; another topic is another recipient", async () => {
      const alert = await decide(1);
      await enqueue(alert, [aRecipient(1), aRecipient(1)], false);
      await enqueue(alert, [aRecipient(1), { ...aRecipient(1), target: aTarget(1, { threadId: 5 }) }]);

      expect(await claim()).toHaveLength(2);
    });

    test("who got an earlier version, or waits for it, gets no second message", async () => {
      await enqueue(await decide(1), [aRecipient(1), aRecipient(2)]);
      const [first] = await claim(NOON, 1);
      if (first === undefined) throw new Error("nothing due");
      await send(first, 10);
      await enqueue(
        await decide(2, { purpose: "new" }),
        [1, 2, 3].map((chat) => aRecipient(chat)),
      );

      const waiting = await claim(at(1));
      expect(waiting).toHaveLength(2);
      expect(chatsOf([...waiting, first])).toEqual([1, 2, 3]);
    });

    test("who was told of an event, in whatever version, is known; whom it never reached was not told", async () => {
      await enqueue(
        await decide(1),
        [1, 2, 3].map((chat) => aRecipient(chat)),
      );
      for (const { id, target } of await claim()) {
        if (target.chatId === 3) continue;
        await stores.outbox.markSending(id, NOON);
        await stores.outbox.settle(
          id,
          target.chatId === 1 ? sentAs(10) : { state: "gone", reason: "blocked" },
        );
      }
      const chats = [4, 3, 2, 1].map((chatId) => ({ chatId, threadId: null }));

      expect(await stores.alerts.told("e1:2", chats)).toEqual([false, true, false, true]);
      expect(await stores.alerts.told("e1:2", [{ chatId: 1, threadId: 5 }])).toEqual([false]);
      expect(await stores.alerts.told("e2:1", chats)).toEqual([false, false, false, false]);
      expect(await stores.alerts.told("e1:1", [])).toEqual([]);
    });

    test("who was never reached may be written down again", async () => {
      await enqueue(await decide(1, { expiresAt: at(1) }), [aRecipient(1)]);
      await stores.outbox.purge(at(2));
      const second = await decide(2, { purpose: "new" });
      await stores.alerts.enqueueEdits(second, { notify: false });
      await enqueue(second, [aRecipient(1)]);

      expect(await claim(at(2))).toMatchObject([
        { alertId: "e1:2", target: { chatId: 1 }, expiresAt: at(12) },
      ]);
    });

    test("a digest needs no alert of its own", async () => {
      await enqueue({ id: "digest-x:1", expiresAt: at(2) }, [aRecipient(1, { priority: 4 })], true);
      expect(await claim()).toMatchObject([{ alertId: "digest-x:1", priority: 4 }]);
    });

    test("a chat gets one digest of a span, though it is planned again with other content", async () => {
      const digest = (content: number, chats: number[]) =>
        enqueue(
          { id: `digest-daily-7:${String(content)}`, expiresAt: at(12) },
          chats.map((chatId) => aRecipient(chatId, { priority: 4 })),
        );
      await digest(111, [1]);
      await digest(222, [2]);
      const [first] = await claim();
      if (first === undefined) throw new Error("nothing is due");
      await stores.outbox.markSending(first.id, NOON);
      await stores.outbox.settle(first.id, { state: "sent", messageId: 7, at: NOON });
      await digest(333, [1, 2, 3]);
      const rest = await claim(at(1), 10);
      const [mine, other] = first.target.chatId === 1 ? [1, 222] : [2, 111];
      const told = rest.map(({ alertId, target }) => `${alertId} ${String(target.chatId)}`);
      expect(told.toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
        `digest-daily-7:${String(other)} ${String(3 - mine)}`,
        "digest-daily-7:333 3",
      ]);
    });

    test("a notice is told once, to all moderators, before all else", async () => {
      const notice = { key: "blind:paper:1", code: "source_blind", facts: { hours: 3 } } as const;
      await enqueue(await decide(1), [aRecipient(5, { priority: 0 })]);
      await stores.alerts.saveNotice(notice);
      await stores.alerts.saveNotice(notice);
      expect(await stores.alerts.unspreadNotices(9)).toEqual([notice]);

      const texts = [{ language: "be", discreet: false, message: MESSAGE }] as const;
      await stores.alerts.enqueueNotice(notice, texts, [aRecipient(8), aRecipient(9)]);
      await stores.alerts.enqueueNotice(notice, texts, [aRecipient(8), aRecipient(9)]);

      expect(await stores.alerts.unspreadNotices(9)).toEqual([]);
      const due = await claim();
      expect(chatsOf(due)).toEqual([5, 8, 9]);
      const told = due.find(({ target }) => target.chatId === 8);
      expect(told).toMatchObject({ priority: 0 });
      expect(await stores.outbox.text(String(told?.alertId), "be", false)).toEqual(MESSAGE);
      await stores.alerts.saveNotice(notice);
      expect(await stores.alerts.unspreadNotices(9)).toEqual([]);
    });

    test("claims follow priority, then the order of writing, and hide what they take", async () => {
      const alert = await decide(1);
      await enqueue(alert, [aRecipient(31, { priority: 3 }), aRecipient(32, { priority: 3 })], false);
      await enqueue(alert, [aRecipient(33, { priority: 3 }), aRecipient(11, { priority: 1 })], false);
      await enqueue(alert, [aRecipient(1, { priority: 0 })]);

      expect(chatsOf(await claim(NOON, 2))).toEqual([1, 11]);
      expect(chatsOf(await claim(NOON, 2))).toEqual([31, 32]);
      expect(chatsOf(await claim(NOON, 9))).toEqual([33]);
      expect(await claim()).toEqual([]);
      expect(await claim(later(NOON, LEASE_MS - 1))).toEqual([]);
      expect(await claim(later(NOON, LEASE_MS))).toHaveLength(5);
    });

    test("rows for later wait, also when the clock was set back; others are due whatever it says", async () => {
      await enqueue(await decide(1), [aRecipient(1), aRecipient(2, { notBefore: at(3) })]);

      expect(chatsOf(await claim(at(-3)))).toEqual([1]);
      expect(chatsOf(await claim(at(3)))).toContain(2);
    });

    test("a claim that was lost neither sends nor settles", async () => {
      await enqueue(await decide(1), [aRecipient(1)]);
      const [early] = await claim();
      const [late] = await claim(later(NOON, LEASE_MS));
      if (early === undefined || late === undefined) throw new Error("nothing due");

      expect(await stores.outbox.markSending(early.id, NOON)).toBe(false);
      await stores.outbox.settle(early.id, { state: "gone", reason: "403" });
      expect(await stores.outbox.markSending(late.id, NOON)).toBe(true);
      expect(await stores.outbox.markSending(late.id, NOON)).toBe(false);
      expect(await stores.outbox.counts()).toEqual({ sending: 1 });
      expect(await stores.outbox.markSending("nonsense", NOON)).toBe(false);
    });

    test.each<{ why: string; settlement: Settlement; counts: object }>([
      { why: "sent", settlement: sentAs(5), counts: { sent: 1 } },
      { why: "gone", settlement: { state: "gone", reason: "403" }, counts: { gone: 1 } },
      { why: "expired", settlement: { state: "expired", reason: "late" }, counts: { expired: 1 } },
      { why: "unsure", settlement: { state: "unsure", reason: "reset" }, counts: { unsure: 1 } },
    ])("a delivery that is $why is over", async ({ settlement, counts }) => {
      await enqueue(await decide(1), [aRecipient(1)]);
      const [delivery] = await claim();
      await stores.outbox.markSending(String(delivery?.id), NOON);
      await stores.outbox.settle(String(delivery?.id), settlement);
      await stores.outbox.settle(String(delivery?.id), again());

      expect(await stores.outbox.counts()).toEqual(counts);
      expect(await claim(at(6))).toEqual([]);
    });

    test("a delivery that must wait comes back with its tries counted", async () => {
      await enqueue(await decide(1), [aRecipient(1)]);
      const expected = [
        { settlement: again({ unsure: true }), tries: { attempts: 1, unsureTries: 1 } },
        { settlement: again({ dueAt: at(2) }), tries: { attempts: 2, unsureTries: 1 } },
        { settlement: again({ dueAt: at(3), tried: false }), tries: { attempts: 2, unsureTries: 1 } },
      ];
      for (const [hours, { settlement, tries }] of expected.entries()) {
        const [delivery] = await claim(at(hours));
        await stores.outbox.markSending(String(delivery?.id), at(hours));
        await stores.outbox.settle(String(delivery?.id), settlement);
        expect(await claim(later(at(hours + 1), -1))).toEqual([]);
        const back = await claim(at(hours + 1), 1);
        expect(back).toMatchObject([tries]);
        await stores.outbox.settle(String(back[0]?.id), again({ dueAt: at(hours + 1), tried: false }));
      }
    });

    test("several are settled and marked with one commit; what was cancelled is not given back", async () => {
      await enqueue(
        await decide(1),
        [1, 2, 3].map((chat) => aRecipient(chat)),
      );
      const due = await claim();
      const [a, b, c] = due.map(({ id }) => id);
      if (a === undefined || b === undefined || c === undefined) throw new Error("nothing due");
      await stores.outbox.markSending(a, NOON);

      const marked = await stores.outbox.writeDown(
        [{ id: a, settlement: sentAs(1) }],
        [b, c, "nonsense"],
        NOON,
      );
      expect(marked).toEqual([b, c]);
      expect(await stores.outbox.counts()).toEqual({ sent: 1, sending: 2 });
    });

    test("a chat that moved gets its message there, once", async () => {
      const alert = await decide(1);
      await enqueue(alert, [aRecipient(-5)]);
      const [delivery] = await claim();
      await stores.outbox.markSending(String(delivery?.id), NOON);
      await stores.outbox.settle(String(delivery?.id), { state: "moved", toChatId: -1005 });
      await enqueue(alert, [aRecipient(-1005)]);

      expect(await claim()).toMatchObject([{ target: { chatId: -1005 }, attempts: 0 }]);
    });

    test("a crash in flight costs a try; digests are never sent twice", async () => {
      await enqueue(await decide(1), [aRecipient(1), aRecipient(2), aRecipient(4, { priority: 4 })]);
      const due = await claim();
      for (const { id, target } of due) if (target.chatId !== 2) await stores.outbox.markSending(id, NOON);

      expect(await crash()).toEqual({ resent: 1, unsure: 1 });
      const after = await claim(later(NOON, LEASE_MS));
      const tries = after.map(
        ({ target, attempts, unsureTries }) =>
          `${String(target.chatId)}: ${String(attempts)}, ${String(unsureTries)}`,
      );
      expect(new Set(tries)).toEqual(new Set(["1: 1, 0", "2: 0, 0"]));
      expect(await crash()).toEqual({ resent: 0, unsure: 0 });
    });

    test("what a crash left in flight is due at once, also when the clock was set back since", async () => {
      await enqueue(await decide(1), [aRecipient(1)]);
      const [delivery] = await claim();
      await stores.outbox.markSending(String(delivery?.id), NOON);
      await crash();

      expect(await claim(at(-3))).toMatchObject([{ target: { chatId: 1 }, attempts: 1 }]);
    });

    test("while senders run, only what a lease that ran out left in flight is taken back", async () => {
      await stores.outbox.recover(NOON);
      await enqueue(await decide(1), [aRecipient(1), aRecipient(2)]);
      const [first] = await claim(NOON, 1);
      const [second] = await claim(later(NOON, LEASE_MS / 2), 1);
      if (first === undefined || second === undefined) throw new Error("nothing due");
      await stores.outbox.markSending(first.id, NOON);
      await stores.outbox.markSending(second.id, later(NOON, LEASE_MS / 2));

      expect(await stores.outbox.recover(later(NOON, LEASE_MS - 1))).toEqual({ resent: 0, unsure: 0 });
      expect(await crash()).toEqual({ resent: 1, unsure: 0 });
      // Whoever still waited for the answer comes too late to say so.
      await stores.outbox.settle(first.id, sentAs(5));
      await stores.outbox.settle(second.id, sentAs(6));
      expect(await stores.outbox.counts()).toEqual({ queued: 1, sent: 1 });
    });

    test("a row that crash after crash leaves in flight is given up", async () => {
      await enqueue(await decide(1), [aRecipient(1)]);
      let crashes = 0;
      for (; crashes < 50; crashes++) {
        const [delivery] = await claim();
        if (delivery === undefined) break;
        await stores.outbox.markSending(delivery.id, NOON);
        await crash();
      }

      expect(crashes).toBe(10);
      expect(await stores.outbox.counts()).toEqual({ unsure: 1 });
    });

    test("what is too late is closed, by a claim or by the purge, and never given out", async () => {
      await enqueue(
        await decide(1, { expiresAt: at(1) }),
        [1, 2, 3].map((chat) => aRecipient(chat)),
      );
      await enqueue(await decide(1, {}, "e2"), [aRecipient(9)]);

      expect(chatsOf(await claim(at(1), 2))).toEqual([9]);
      expect(await stores.outbox.counts()).toEqual({ expired: 3, queued: 1 });

      await enqueue(await decide(1, { expiresAt: at(2) }, "e3"), [aRecipient(4)]);
      expect(await stores.outbox.purge(at(2))).toEqual({ purged: 0, expired: 1 });
    });

    test("a week after it was done nothing is left of a delivery", async () => {
      await enqueue(await decide(1), [aRecipient(1), aRecipient(2)]);
      const [first] = await claim(NOON, 1);
      if (first !== undefined) await send(first, 10);

      expect(await stores.outbox.purge(at(7 * 24 - 1))).toEqual({ purged: 0, expired: 1 });
      expect(await stores.outbox.purge(at(7 * 24))).toEqual({ purged: 1, expired: 0 });
      expect(await stores.outbox.purge(at(15 * 24))).toEqual({ purged: 1, expired: 0 });
      expect(await stores.outbox.counts()).toEqual({});
    });

    test("the texts of a digest go with its last row, those of an alert stay for its versions", async () => {
      const texts = [{ language: "be", discreet: false, message: MESSAGE }] as const;
      await stores.alerts.saveTexts("digest-x:1", texts);
      await stores.alerts.saveTexts("e1:1", texts);
      await enqueue({ id: "digest-x:1", expiresAt: at(12) }, [aRecipient(1)]);
      await enqueue(await decide(1), [aRecipient(1)]);
      await sendAll();
      await stores.outbox.purge(at(6 * 24));
      expect(await stores.outbox.text("digest-x:1", "be", false)).toEqual(MESSAGE);

      await stores.outbox.purge(at(8 * 24));
      expect(await stores.outbox.text("digest-x:1", "be", false)).toBeNull();
      expect(await stores.outbox.text("e1:1", "be", false)).toEqual(MESSAGE);
    });

    test("the words of a digest go when its last reader was erased, not while it is being written", async () => {
      const texts = [{ language: "be", discreet: false, message: MESSAGE }] as const;
      const words = () => stores.outbox.text("digest-x:1", "be", false);
      await stores.alerts.saveDigest("digest-x:1", [{ id: "e1", version: 1 }], texts);
      await stores.outbox.purge(NOON);
      await enqueue({ id: "digest-x:1", expiresAt: at(12) }, [aRecipient(1), aRecipient(2)]);
      await stores.subscribers.erase(1);
      await stores.outbox.purge(at(1));
      await stores.outbox.purge(at(2));
      expect(await words()).toEqual(MESSAGE);

      await stores.subscribers.erase(2);
      await stores.outbox.purge(at(3));
      expect(await words()).toEqual(MESSAGE);
      await stores.outbox.purge(at(4));
      expect(await words()).toBeNull();
    });

    test("the gate stays shut over a restart", async () => {
      expect(await stores.outbox.shutUntil()).toBeNull();
      await stores.outbox.shut(60 * MINUTE_MS, NOON);
      await stores.outbox.shut(60 * MINUTE_MS, at(1));
      expect(await stores.outbox.shutUntil()).toEqual(at(2));
    });

    test("a shorter wait that is told later ends no longer one", async () => {
      await stores.outbox.shut(60_000, NOON);
      await stores.outbox.shut(5000, later(NOON, 1000));
      expect(await stores.outbox.shutUntil()).toEqual(later(NOON, 60_000));
      await stores.outbox.shut(90_000, later(NOON, 2000));
      expect(await stores.outbox.shutUntil()).toEqual(later(NOON, 92_000));
    });

    test("an update edits what was delivered and takes the place of what waits", async () => {
      await enqueue(
        await decide(1),
        [1, 2].map((chat) => aRecipient(chat)),
        false,
      );
      await enqueue({ id: "e1:1", expiresAt: at(12) }, [aRecipient(3, { notBefore: at(5) })]);
      const [first, second] = await claim();
      if (first === undefined || second === undefined) throw new Error("nothing due");
      await send(first, 11);
      const update = await decide(2, { expiresAt: at(20) });

      expect(await stores.alerts.enqueueEdits(update, { notify: false })).toBe(3);
      expect(await stores.alerts.enqueueEdits(update, { notify: false })).toBe(0);
      expect(await stores.outbox.markSending(second.id, NOON), "it holds the old text").toBe(false);

      const due = await claim(at(1));
      expect(due).toHaveLength(2);
      expect(due.find(({ act }) => act.kind === "edit")).toMatchObject({
        alertId: "e1:2",
        target: first.target,
        act: { kind: "edit", messageId: 11 },
        expiresAt: at(20),
      });
      expect(due.find(({ act }) => act.kind === "send")).toMatchObject({
        alertId: "e1:2",
        target: second.target,
      });
      expect(chatsOf(await claim(at(5)))).toContain(3);
      expect(await stores.alerts.unspread(9), "enqueue closes it").toHaveLength(1);
    });

    test("a retraction edits, tells exactly those who were told, and drops what waits", async () => {
      await enqueue(
        await decide(1),
        [1, 2, 3, 4].map((chat) => aRecipient(chat)),
      );
      const due = await claim();
      const of = (chatId: number): Delivery => {
        const found = due.find(({ target }) => target.chatId === chatId);
        if (found === undefined) throw new Error("not due");
        return found;
      };
      await send(of(1), 11);
      await stores.outbox.markSending(of(2).id, NOON);
      await stores.outbox.settle(of(2).id, { state: "unsure", reason: "reset" });
      await stores.outbox.settle(of(3).id, { state: "gone", reason: "403" });
      const wrong = await decide(2, { purpose: "retraction", urgency: "correction" });

      expect(await stores.alerts.enqueueEdits(wrong, { notify: true })).toBe(3);
      expect(await stores.alerts.enqueueEdits(wrong, { notify: true })).toBe(0);
      await enqueue(wrong, []);

      const told = await claim();
      const acts = told.map(
        ({ target, act, priority }) => `${String(target.chatId)}: ${act.kind}, ${String(priority)}`,
      );
      expect(new Set(acts)).toEqual(new Set(["1: edit, 0", "1: send, 0", "2: send, 0"]));
      expect(acts).toHaveLength(3);
      expect(await stores.outbox.markSending(of(4).id, NOON)).toBe(false);
      expect(await stores.alerts.unspread(9)).toEqual([]);
    });

    test.each<{ why: string; settlement: Settlement; expected: string[] }>([
      { why: "arrives", settlement: sentAs(11), expected: ["edit 11", "send"] },
      { why: "may have arrived", settlement: { state: "unsure", reason: "" }, expected: ["send"] },
      { why: "may have arrived, to be resent", settlement: again({ unsure: true }), expected: ["send"] },
      { why: "did not arrive", settlement: again(), expected: [] },
      { why: "reaches nobody", settlement: { state: "gone", reason: "" }, expected: [] },
    ])("a message in flight that $why is followed up by the retraction", async ({ settlement, expected }) => {
      await enqueue(await decide(1), [aRecipient(1)]);
      const [delivery] = await claim();
      await stores.outbox.markSending(String(delivery?.id), NOON);
      const wrong = await decide(2, { purpose: "retraction", urgency: "correction" });
      await stores.alerts.enqueueEdits(wrong, { notify: true });
      await stores.outbox.settle(String(delivery?.id), settlement);

      const due = await claim(at(2));
      const acts = due.map(({ act }) => (act.kind === "edit" ? `edit ${String(act.messageId)}` : act.kind));
      expect(new Set(acts)).toEqual(new Set(expected));
      expect(due.map(({ act, alertId }) => alertId === (act.kind === "edit" ? "e1:2" : NOTE))).not.toContain(
        false,
      );
    });

    test("a message in flight over a crash is followed up by a retraction too", async () => {
      await enqueue(await decide(1), [aRecipient(1)]);
      const [delivery] = await claim();
      await stores.outbox.markSending(String(delivery?.id), NOON);
      const wrong = await decide(2, { purpose: "retraction", urgency: "correction" });
      await stores.alerts.enqueueEdits(wrong, { notify: true });
      await crash();

      expect(await claim()).toMatchObject([{ alertId: NOTE, act: { kind: "send" }, priority: 0 }]);
    });

    test("a message in flight that must be sent again is sent in the later version", async () => {
      await enqueue(await decide(1), [aRecipient(1)]);
      const [delivery] = await claim();
      await stores.outbox.markSending(String(delivery?.id), NOON);
      await stores.alerts.enqueueEdits(await decide(2), { notify: false });
      await stores.outbox.settle(String(delivery?.id), again());

      expect(await claim(at(1))).toMatchObject([{ alertId: "e1:2", act: { kind: "send" }, attempts: 1 }]);
    });

    test("recipients who are written down late for an overtaken version hear of the later one", async () => {
      const first = await decide(1);
      await enqueue(first, [aRecipient(1)], false);
      const update = await decide(2);
      await stores.alerts.enqueueEdits(update, { notify: false });
      await enqueue(first, [aRecipient(2)]);
      expect((await claim()).map(({ alertId }) => alertId)).toEqual(["e1:2", "e1:2"]);

      await stores.alerts.enqueueEdits(await decide(3, { purpose: "retraction" }), { notify: true });
      await enqueue(first, [aRecipient(3)]);
      await enqueue(update, [aRecipient(4)]);
      expect(await claim(), "nobody was told: nobody needs to hear").toEqual([]);
    });

    test("each message is edited by every later version, through one row", async () => {
      await enqueue(await decide(1), [aRecipient(1), aRecipient(2)]);
      await sendAll();
      await stores.alerts.enqueueEdits(await decide(2), { notify: false });
      // The third version comes before the second was shown.
      await stores.alerts.enqueueEdits(await decide(3), { notify: false });
      expect(await sendAll(at(3))).toBe(2);
      await stores.alerts.enqueueEdits(await decide(4), { notify: false });
      expect(await sendAll(at(4))).toBe(2);

      expect(await stores.outbox.counts()).toEqual({ sent: 4 });
      expect(await stores.alerts.enqueueEdits(await decide(5), { notify: false })).toBe(2);
      expect(await claim(at(6))).toMatchObject([{ alertId: "e1:5" }, { alertId: "e1:5" }]);
    });

    test("the words of a correction have a text of their own, which no later version edits", async () => {
      await enqueue(await decide(1), [aRecipient(1), aRecipient(2, { notBefore: at(5) })]);
      await sendAll();
      await stores.alerts.enqueueEdits(await decide(2, { urgency: "correction" }), { notify: true });
      const due = await claim();
      expect(new Set(due.map(({ act, alertId }) => `${act.kind} ${alertId}`))).toEqual(
        new Set(["edit e1:2", `send ${NOTE}`]),
      );
      for (const delivery of due) await send(delivery, delivery.act.kind === "edit" ? 10 : 77);

      expect(await stores.alerts.enqueueEdits(await decide(3), { notify: false })).toBe(2);
      expect(await claim(at(1))).toMatchObject([{ alertId: "e1:3", act: { kind: "edit", messageId: 10 } }]);
      const last = await decide(4, { purpose: "retraction", urgency: "correction" });
      await stores.alerts.enqueueEdits(last, { notify: true });
      const told = await claim(at(2));
      expect(told.map(({ act }) => act)).toContainEqual({ kind: "edit", messageId: 10 });
      expect(told.map(({ act }) => act)).not.toContainEqual({ kind: "edit", messageId: 77 });
      expect(told.filter(({ act }) => act.kind === "send")).toMatchObject([
        { alertId: correctionIdOf("e1:4"), target: { chatId: 1 } },
      ]);
    });

    test("who waits when a part is taken back hears of it corrected, and of nothing else", async () => {
      const first = await decide(1);
      await enqueue(first, [aRecipient(1, { notBefore: at(1) })], false);
      await stores.alerts.enqueueEdits(await decide(2, { urgency: "correction" }), { notify: true });
      await enqueue(first, [aRecipient(2)]);

      expect(await claim(at(1))).toMatchObject([
        { alertId: "e1:2", act: { kind: "send" } },
        { alertId: "e1:2", act: { kind: "send" } },
      ]);
    });

    test("a message in flight over two versions is followed up by the correction between them", async () => {
      await enqueue(await decide(1), [aRecipient(1)]);
      const [delivery] = await claim();
      await stores.outbox.markSending(String(delivery?.id), NOON);
      await stores.alerts.enqueueEdits(await decide(2, { urgency: "correction" }), { notify: true });
      await stores.alerts.enqueueEdits(await decide(3), { notify: false });
      await stores.outbox.settle(String(delivery?.id), sentAs(11));

      const due = await claim();
      expect(new Set(due.map(({ act, alertId }) => `${act.kind} ${alertId}`))).toEqual(
        new Set(["edit e1:3", `send ${NOTE}`]),
      );
    });

    test("who read it in a digest is told of the correction, once; who read it corrected is not", async () => {
      const digest = (n: number, version: number) => ({
        id: `digest-${String(n)}:1`,
        expiresAt: at(12),
        told: [{ id: "e1", version }],
      });
      const write = async ({ id, expiresAt, told }: ReturnType<typeof digest>, chats: number[]) => {
        await stores.alerts.saveDigest(id, told, []);
        const recipients = chats.map((chat) => aRecipient(chat, { priority: 4 }));
        await stores.alerts.enqueue({ id, expiresAt }, recipients, false);
      };
      await enqueue(await decide(1), [aRecipient(1)]);
      await write(digest(1, 1), [1, 2]);
      await sendAll();
      await write(digest(2, 1), [3, 4, 5, 6]);
      const flying = await claim();
      const of = (chatId: number): string =>
        String(flying.find(({ target }) => target.chatId === chatId)?.id);
      for (const chatId of [3, 4, 5]) await stores.outbox.markSending(of(chatId), NOON);
      await stores.alerts.enqueueEdits(await decide(2, { purpose: "retraction" }), { notify: true });
      await write(digest(3, 2), [7]);
      await stores.outbox.settle(of(3), sentAs(33));
      await stores.outbox.settle(of(4), { state: "unsure", reason: "reset" });
      await stores.outbox.settle(of(5), { state: "gone", reason: "403" });

      const told = (await claim()).filter(({ alertId }) => alertId === NOTE);
      expect(chatsOf(told)).toEqual([1, 2, 3, 4]);
      for (const { id } of told) await stores.outbox.markSending(id, NOON);
      await crash();
      // Chat 6 gets its digest now, and the correction behind it.
      while ((await sendAll(at(1))) > 0);
      const { sent } = await stores.outbox.counts();
      expect(sent).toBe(1 + 2 + 1 + 1 + 5 + 1 + 1);
    });

    test("the notice of a retraction is edited when it is taken back", async () => {
      await enqueue(await decide(1), [aRecipient(1)]);
      await sendAll();
      await stores.alerts.enqueueEdits(await decide(2, { purpose: "retraction" }), { notify: true });
      const due = await claim();
      for (const delivery of due) await send(delivery, delivery.act.kind === "edit" ? 10 : 77);
      await stores.alerts.enqueueEdits(await decide(3), { notify: false });

      const edits = (await claim(at(1))).map(({ act }) => act);
      expect(edits).toHaveLength(2);
      expect(edits).toEqual(
        expect.arrayContaining([10, 77].map((messageId) => ({ kind: "edit", messageId }))),
      );
    });

    test("an edit that is in flight while a still later version comes is made once more", async () => {
      await enqueue(await decide(1), [aRecipient(1)]);
      await sendAll();
      await stores.alerts.enqueueEdits(await decide(2), { notify: false });
      const [edit] = await claim();
      await stores.outbox.markSending(String(edit?.id), NOON);
      await stores.alerts.enqueueEdits(await decide(3), { notify: false });
      await stores.outbox.settle(String(edit?.id), sentAs(10));

      expect(await claim()).toMatchObject([{ alertId: "e1:3", act: { kind: "edit", messageId: 10 } }]);
    });

    test("an overtaken version edits nothing any more", async () => {
      await enqueue(await decide(1), [aRecipient(1)]);
      await sendAll();
      const second = await decide(2);
      await stores.alerts.enqueueEdits(await decide(3), { notify: false });

      expect(await stores.alerts.enqueueEdits(second, { notify: true })).toBe(0);
      expect(await claim()).toMatchObject([{ alertId: "e1:3" }]);
    });

    test("an event's edits touch no other event", async () => {
      await enqueue(await decide(1), [aRecipient(1)]);
      await enqueue(await decide(1, {}, "e2"), [aRecipient(1)]);
      await sendAll();

      expect(await stores.alerts.enqueueEdits(await decide(2), { notify: false })).toBe(1);
    });

    test("what was sent to a chat is known for a week, to who knows the chat", async () => {
      await stores.subscribers.save(aSubscriber(1, { chat: { chatId: 1, threadId: 5 } }));
      await enqueue(await decide(1), [
        aRecipient(1),
        aRecipient(2),
        { ...aRecipient(1), target: aTarget(1, { threadId: 5 }) },
      ]);
      for (const delivery of await claim())
        await send(delivery, 100 * delivery.target.chatId + (delivery.target.threadId ?? 0));
      const wrong = await decide(2, { purpose: "retraction", expiresAt: at(60) });
      await stores.alerts.enqueueEdits(wrong, { notify: true });
      for (const delivery of await claim(at(40))) {
        await send(delivery, delivery.act.kind === "edit" ? delivery.act.messageId : 900, at(40));
      }
      await stores.outbox.noteSent(aTarget(1, { deleteAfterHours: 24 }), 333, at(40));
      const sorted = async (chatId: number, since: Date) =>
        [...(await stores.outbox.sentTo(chatId, since))].toSorted((a, b) => a - b);

      expect(await sorted(1, at(-1))).toEqual([100, 105, 333, 900]);
      expect(await sorted(1, at(30))).toContain(900);
      expect(await sorted(2, at(-1))).toEqual([200, 900]);
      expect(await sorted(3, at(-1))).toEqual([]);
    });

    test("a group that moved hears of corrections; its old messages are out of reach", async () => {
      await stores.subscribers.save(aSubscriber(-5));
      const target = aTarget(-5, { deleteAfterHours: 2 });
      await enqueue(await decide(1), [{ ...aRecipient(-5), target }]);
      await enqueue(await decide(1, {}, "e2"), [aRecipient(-5, { notBefore: at(1) })]);
      for (const delivery of await claim()) await send(delivery, 50);
      expect(await stores.outbox.dueDeletions(at(2), 9)).toHaveLength(1);
      await stores.subscribers.move(-5, -1005);

      expect(await stores.outbox.dueDeletions(at(2), 9)).toEqual([]);
      expect(await stores.outbox.sentTo(-1005, at(-1))).toEqual([]);
      expect(await claim(at(1))).toMatchObject([{ alertId: "e2:1", target: { chatId: -5 } }]);
      await stores.alerts.enqueueEdits(await decide(2, { purpose: "retraction" }), { notify: true });
      expect(await claim(at(1))).toMatchObject([{ alertId: NOTE, target: { chatId: -1005 } }]);
      await stores.subscribers.erase(-1005);
      expect(await stores.outbox.counts()).toEqual({ queued: 1 });
    });

    test("all parts of a long message are edited, deleted in time, and known to who forgets", async () => {
      const target = aTarget(1, { deleteAfterHours: 2 });
      await enqueue(await decide(1), [{ ...aRecipient(1), target }]);
      const [delivery] = await claim();
      await stores.outbox.markSending(String(delivery?.id), NOON);
      const sent = { state: "sent", messageId: 2 ** 31 - 1, moreIds: [11, 12], at: NOON } as const;
      await stores.outbox.settle(String(delivery?.id), sent);

      const ids = [11, 12, 2 ** 31 - 1];
      const inOrder = (list: readonly number[]) => [...list].toSorted((a, b) => a - b);
      expect(inOrder(await stores.outbox.sentTo(1, at(-1)))).toEqual(ids);
      const due = await stores.outbox.dueDeletions(at(2), 9);
      expect(inOrder(due.map(({ messageId }) => messageId))).toEqual(ids);
      await stores.alerts.enqueueEdits(await decide(2), { notify: false });
      expect((await claim()).map(({ act }) => act)).toEqual([
        { kind: "edit", messageId: 2 ** 31 - 1, moreIds: [11, 12] },
      ]);
    });

    test("of a chat that was erased meanwhile no message is noted", async () => {
      const target = aTarget(1, { deleteAfterHours: 1 });
      await stores.subscribers.save(aSubscriber(1));
      await enqueue(await decide(1), [{ ...aRecipient(1), target }]);
      const [flying] = await claim();
      if (flying === undefined) throw new Error("nothing is due");
      await stores.outbox.markSending(flying.id, NOON);
      await stores.outbox.noteSent(target, 11, NOON);
      await stores.subscribers.erase(1);

      await stores.outbox.settle(flying.id, { state: "sent", messageId: 12, at: NOON });
      await stores.outbox.noteSent(target, 12, NOON);
      expect(await stores.outbox.dueDeletions(at(9), 9)).toEqual([]);
      expect(await stores.outbox.sentTo(1, at(-1))).toEqual([]);
    });

    test("messages are deleted after the hours that their reader chose", async () => {
      const target = aTarget(1, { deleteAfterHours: 2 });
      await enqueue(await decide(1), [{ ...aRecipient(1), target }, aRecipient(2)]);
      for (const delivery of await claim()) await send(delivery, 10 * delivery.target.chatId);
      for (const chatId of [1, 3]) await stores.subscribers.save(aSubscriber(chatId));
      await stores.outbox.noteSent(aTarget(1, { deleteAfterHours: 1 }), 12, NOON);
      await stores.outbox.noteSent(aTarget(3), 31, NOON);

      expect(await stores.outbox.dueDeletions(later(at(1), -MINUTE_MS), 9)).toEqual([]);
      const due = await stores.outbox.dueDeletions(at(2), 9);
      expect(due).toMatchObject([
        { chatId: 1, messageId: 12 },
        { chatId: 1, messageId: 10 },
      ]);
      expect(await stores.outbox.dueDeletions(at(2), 1)).toHaveLength(1);
      await stores.outbox.markDeleted(due.map(({ id }) => id));
      await stores.outbox.markDeleted(["nonsense"]);
      expect(await stores.outbox.dueDeletions(at(9), 9)).toEqual([]);
    });

    test(
      "whatever the order of writing and claiming, each recipient is claimed exactly once",
      { timeout: 90_000 },
      async () => {
        let round = 0;
        const recipient = fc.record({ chat: fc.integer({ min: 1, max: 30 }), priority: fc.nat({ max: 4 }) });
        await fc.assert(
          fc.asyncProperty(
            fc.array(fc.array(recipient, { maxLength: 12 }), { minLength: 1, maxLength: 5 }),
            fc.integer({ min: 1, max: 9 }),
            async (batches, limit) => {
              round += 1;
              const alert = await decide(1, {}, `p${String(round)}`);
              const claimed: number[] = [];
              const drain = async (most: number): Promise<void> => {
                const due = await claim(NOON, most);
                for (const delivery of due) await send(delivery, 1);
                claimed.push(...due.map(({ target }) => target.chatId));
              };
              for (const batch of batches) {
                await enqueue(
                  alert,
                  batch.map(({ chat, priority }) => aRecipient(chat, { priority })),
                  false,
                );
                await drain(limit);
              }
              await drain(1000);
              const wanted = new Set(batches.flat().map(({ chat }) => chat));
              expect(claimed.toSorted((a, b) => a - b)).toEqual([...wanted].toSorted((a, b) => a - b));
            },
          ),
          { numRuns: 40 },
        );
      },
    );

    test(
      "whatever happens on the way, everybody ends up with one message in its newest version",
      { timeout: 90_000 },
      async () => {
        let round = 0;
        const step = fc.record({
          what: fc.constantFrom(
            "version",
            "correct",
            "write",
            "send",
            "send",
            "fly",
            "land",
            "retry",
            "crash",
          ),
          n: fc.integer({ min: 1, max: 6 }),
        });
        await fc.assert(
          fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
            round += 1;
            const model = new OutboxModel(stores, (version, over) =>
              decide(version, over, `m${String(round)}`),
            );
            await model.run([{ what: "version", n: 1 }, { what: "write", n: 6 }, ...steps]);
            await model.finish();

            expect(model.outdated()).toEqual([]);
            expect(model.unexplainedRepeats()).toEqual([]);
            expect(model.missed()).toEqual([]);
            expect(model.uncorrected()).toEqual([]);
            expect(model.needlesslyCorrected()).toEqual([]);
          }),
          { numRuns: 80 },
        );
      },
    );
  });
}

type DecideVersion = (version: number, over: Partial<Alert>) => Promise<Alert>;

/** Plays the deliverer and remembers what each chat sees. */
class OutboxModel {
  readonly #stores: Stores;
  readonly #decide: DecideVersion;
  #alert: Alert | null = null;
  #version = 0;
  #flying: Delivery[] = [];
  #messages = 0;
  readonly #wanted = new Set<number>();
  /** By message: whose it is, and which alert's text it shows. */
  readonly #seen = new Map<number, { chatId: number; alertId: string; firstId: string }>();
  /** The words of corrections that chats got: `<alert> to <chat>`. */
  readonly #corrected: string[] = [];
  #correction: Alert | null = null;
  readonly #crashedOn = new Set<number>();

  constructor(stores: Stores, decideVersion: DecideVersion) {
    this.#stores = stores;
    this.#decide = decideVersion;
  }

  async run(steps: readonly { readonly what: string; readonly n: number }[]): Promise<void> {
    for (const { what, n } of steps) {
      if (what === "version") await this.#next(false);
      if (what === "correct") await this.#next(true);
      if (what === "write") await this.#write(n);
      if (what === "send") await this.#land(await this.#start(n));
      if (what === "fly") this.#flying.push(...(await this.#start(n)));
      if (what === "land") await this.#land(this.#flying.splice(0, n));
      if (what === "retry") {
        for (const { id } of this.#flying.splice(0, n))
          await this.#stores.outbox.settle(id, again({ dueAt: NOON }));
      }
      if (what === "crash") {
        for (const { target } of this.#flying.splice(0)) this.#crashedOn.add(target.chatId);
        await this.#stores.outbox.recover(later(NOON, LEASE_MS));
      }
    }
  }

  async finish(): Promise<void> {
    await this.#land(this.#flying.splice(0));
    for (let due = await this.#start(50); due.length > 0; due = await this.#start(50)) await this.#land(due);
  }

  outdated(): unknown[] {
    return [...this.#seen.values()].filter(({ alertId }) => alertId !== this.#alert?.id);
  }

  unexplainedRepeats(): number[] {
    const chats = [...this.#seen.values()].map(({ chatId }) => chatId);
    return chats.filter((chat, place) => chats.indexOf(chat) !== place && !this.#crashedOn.has(chat));
  }

  missed(): number[] {
    const reached = new Set([...this.#seen.values()].map(({ chatId }) => chatId));
    return [...this.#wanted].filter((chat) => !reached.has(chat));
  }

  /** Who was told before the last correction and did not hear of it. */
  uncorrected(): unknown[] {
    const correction = this.#correction;
    if (correction === null) return [];
    return [...this.#seen.values()].filter(
      ({ chatId, firstId }) =>
        versionOf(firstId) < correction.event.version &&
        this.#corrected.filter((told) => told === `${correction.id} to ${String(chatId)}`).length === 0,
    );
  }

  /** Who heard of a correction twice, or without having been told the wrong thing, and no crash explains it. */
  needlesslyCorrected(): string[] {
    const first = new Map<number, number>();
    for (const { chatId, firstId } of this.#seen.values()) {
      first.set(chatId, Math.min(first.get(chatId) ?? Infinity, versionOf(firstId)));
    }
    return this.#corrected.filter((told, place) => {
      const [id = "", chat = ""] = told.split(" to ");
      if (this.#crashedOn.has(Number(chat))) return false;
      return (
        this.#corrected.indexOf(told) !== place || (first.get(Number(chat)) ?? Infinity) >= versionOf(id)
      );
    });
  }

  async #next(corrects: boolean): Promise<void> {
    this.#version += 1;
    this.#alert = await this.#decide(this.#version, corrects ? { urgency: "correction" } : {});
    if (corrects) this.#correction = this.#alert;
    await this.#stores.alerts.enqueueEdits(this.#alert, { notify: corrects });
  }

  async #write(n: number): Promise<void> {
    if (this.#alert === null) return;
    const chats = Array.from({ length: n }, (_, at) => at + 1 + (this.#version % 3));
    for (const chat of chats) this.#wanted.add(chat);
    await this.#stores.alerts.enqueue(
      this.#alert,
      chats.map((chat) => aRecipient(chat)),
      false,
    );
  }

  async #start(n: number): Promise<Delivery[]> {
    const due = await this.#stores.outbox.claimDue(NOON, n, LEASE_MS);
    const started = await this.#stores.outbox.writeDown(
      [],
      due.map(({ id }) => id),
      NOON,
    );
    return due.filter(({ id }) => started.includes(id));
  }

  async #land(deliveries: readonly Delivery[]): Promise<void> {
    for (const { id, alertId, act, target } of deliveries) {
      this.#messages += 1;
      if (alertId.endsWith(":note")) {
        this.#corrected.push(`${alertId.slice(0, -":note".length)} to ${String(target.chatId)}`);
        await this.#stores.outbox.settle(id, sentAs(this.#messages * 1000 + target.chatId));
        continue;
      }
      const messageId = act.kind === "edit" ? act.messageId : this.#messages * 1000 + target.chatId;
      const firstId = this.#seen.get(messageId)?.firstId ?? alertId;
      this.#seen.set(messageId, { chatId: target.chatId, alertId, firstId });
      await this.#stores.outbox.settle(id, sentAs(messageId));
    }
  }
}

function versionOf(alertId: string): number {
  return Number(alertId.split(":").at(-1));
}
