import { beforeEach, describe, expect, test } from "vitest";
import type { Subscriber } from "../../src/domain/subscriber.ts";
import { aRecipient, aSubscriber, at, chatsOf, NOON } from "./samples.ts";
import type { SubscriberStore } from "../../src/ports/subscriber-store.ts";
import type { MakeStores, Stores } from "./stores.ts";

export function subscriberStoreContract(name: string, makeStores: MakeStores): void {
  describe(`subscribers, ${name}`, () => {
    let stores: Stores;
    beforeEach(async () => {
      stores = await makeStores();
    });
    const save = (...list: Subscriber[]) => Promise.all(list.map((one) => stores.subscribers.save(one)));
    const everybody = async (): Promise<number[]> =>
      (await stores.subscribers.all()).map(({ chat }) => chat.chatId).toSorted((a, b) => a - b);

    test("a subscriber is read as it was written, and written over", async () => {
      const changed = aSubscriber(7, {
        follows: ["list:1", "list:2"],
        quiet: { from: 22, to: 7 },
        timeZone: "Europe/Warsaw",
        discreet: true,
        deleteAfterHours: 24,
      });
      await save(aSubscriber(7));
      await save(changed);

      expect(await stores.subscribers.find(7, null)).toEqual(changed);
      expect(await stores.subscribers.all()).toEqual([changed]);
      expect(await stores.subscribers.find(8, null)).toBeNull();
    });

    test("two changes of one chat at once both hold, also when it is new", async () => {
      const follow = (personId: string) =>
        stores.subscribers.change({ chatId: 7, threadId: null }, (found) => {
          const before = found ?? aSubscriber(7);
          return { ...before, follows: [...before.follows, personId] };
        });
      const many = Array.from({ length: 8 }, (_, n) => `list:${String(n)}`);
      await Promise.all(many.map(follow));

      const found = await stores.subscribers.find(7, null);
      expect(found?.follows.toSorted()).toEqual(many);
    });

    test("a change sees its own topic only, may leave all as it is, and tells what is stored", async () => {
      const topic = { chatId: -100, threadId: 5 };
      await save(aSubscriber(-100), { ...aSubscriber(-100, { language: "ru" }), chat: topic });
      const change: SubscriberStore["change"] = (chat, decide) => stores.subscribers.change(chat, decide);
      const seen: unknown[] = [];

      expect(await change({ chatId: 9, threadId: null }, () => null)).toBeNull();
      const left = await change(topic, (found) => {
        seen.push(found);
        return null;
      });
      expect([left, ...seen]).toMatchObject([{ language: "ru" }, { language: "ru" }]);
      const changed = await change(topic, (found) => (found === null ? null : { ...found, silent: true }));
      expect(changed).toMatchObject({ language: "ru", silent: true });
      expect(await stores.subscribers.find(-100, 5)).toEqual(changed);
      expect(await stores.subscribers.find(-100, null)).toMatchObject({ language: "be", silent: false });
    });

    test("a change takes back that the chat was gone", async () => {
      await save(aSubscriber(1));
      await stores.subscribers.markGone(1, NOON);
      await stores.subscribers.change({ chatId: 1, threadId: null }, (found) => found);

      expect(await everybody()).toEqual([1]);
    });

    test("since when a chat waits for digests is kept to the minute", async () => {
      const waits = aSubscriber(1, { rhythm: "weekly", digestSince: at(2), digestChosenAt: at(3) });
      await save(waits, aSubscriber(2));

      expect(await stores.subscribers.find(1, null)).toEqual(waits);
      expect(await stores.subscribers.find(2, null)).toMatchObject({
        digestSince: null,
        digestChosenAt: null,
      });
    });

    test("topics of a group have settings of their own and go together", async () => {
      const topics = [null, 5, 6].map((threadId) => aSubscriber(-100, { chat: { chatId: -100, threadId } }));
      await save(...topics);
      await save({ ...aSubscriber(-100, { language: "ru" }), chat: { chatId: -100, threadId: 5 } });

      expect(await stores.subscribers.all()).toHaveLength(3);
      expect(await stores.subscribers.find(-100, 5)).toMatchObject({ language: "ru" });
      expect(await stores.subscribers.find(-100, 6)).toMatchObject({ language: "be" });
      expect(await stores.subscribers.find(-100, 9)).toBeNull();

      await stores.subscribers.erase(-100);
      expect(await stores.subscribers.all()).toEqual([]);
    });

    test("more than a thousand are read, whoever follows however many", { timeout: 60_000 }, async () => {
      const many = Array.from({ length: 1100 }, (_, n) => aSubscriber(n + 1));
      await save(...many);
      const busy = aSubscriber(1, { follows: Array.from({ length: 5000 }, (_, n) => `list:${String(n)}`) });
      await save(busy);

      expect(await stores.subscribers.all()).toHaveLength(1100);
      expect(await stores.subscribers.find(1, null)).toEqual(busy);
    });

    test("who is erased is gone with everything that waits, and may come again", async () => {
      await save(aSubscriber(1, { follows: ["list:1"] }), aSubscriber(2));
      const alert = { id: "digest-x:1", expiresAt: at(12) };
      await stores.alerts.enqueue(alert, [aRecipient(1), aRecipient(2)], true);
      await stores.alerts.enqueue({ ...alert, id: "digest-y:1" }, [aRecipient(1)], true);
      const [held] = (await stores.outbox.claimDue(NOON, 9, 1000)).filter(
        ({ target }) => target.chatId === 1,
      );
      await stores.subscribers.erase(1);
      await stores.subscribers.erase(1);
      await stores.subscribers.erase(99);

      expect(await everybody()).toEqual([2]);
      expect(await stores.subscribers.find(1, null)).toBeNull();
      expect(await stores.outbox.markSending(String(held?.id), NOON)).toBe(false);
      expect(chatsOf(await stores.outbox.claimDue(at(1), 9, 1000))).toEqual([2]);

      await save(aSubscriber(1));
      expect(await stores.subscribers.find(1, null)).toEqual(aSubscriber(1));
    });

    test("a group that became a supergroup keeps its settings", async () => {
      await save(aSubscriber(-5, { language: "en" }), aSubscriber(-5, { chat: { chatId: -5, threadId: 3 } }));
      await stores.subscribers.move(-5, -1005);
      await stores.subscribers.move(-6, -1006);

      expect(await stores.subscribers.find(-5, null)).toBeNull();
      expect(await stores.subscribers.find(-1005, null)).toMatchObject({
        language: "en",
        chat: { chatId: -1005 },
      });
      expect(await stores.subscribers.all()).toHaveLength(2);
    });

    test("a group that subscribed anew before it moved keeps its newer settings", async () => {
      await save(aSubscriber(-5, { language: "en" }), aSubscriber(-1005, { language: "ru" }));
      await stores.subscribers.move(-5, -1005);

      expect(await stores.subscribers.all()).toMatchObject([{ language: "ru" }]);
    });

    test("a chat that blocks the bot is silent at once, erased after three days, and back when it comes back", async () => {
      await save(aSubscriber(1), aSubscriber(2), aSubscriber(3));
      await stores.subscribers.markGone(1, NOON);
      await stores.subscribers.markGone(2, NOON);
      await stores.subscribers.markGone(9, NOON);
      expect(await everybody()).toEqual([3]);
      expect(await stores.subscribers.find(1, null), "its settings wait").toMatchObject({
        subscribed: false,
      });
      const inChange: unknown[] = [];
      await stores.subscribers.change({ chatId: 1, threadId: null }, (found) => {
        inChange.push(found?.subscribed);
        return null;
      });
      expect(inChange).toEqual([false]);

      await save(aSubscriber(1));
      expect(await everybody()).toEqual([1, 3]);
      expect(await stores.subscribers.eraseGone(at(2 * 24))).toBe(0);
      await stores.subscribers.markGone(2, at(2 * 24));
      expect(await stores.subscribers.eraseGone(at(3 * 24))).toBe(1);
      expect(await stores.subscribers.find(2, null)).toBeNull();
      expect(await everybody()).toEqual([1, 3]);
    });

    test("what waits for a chat that blocks the bot is not sent any more, also where a worker holds it", async () => {
      const alert = { id: "digest-x:1", expiresAt: at(12) };
      await save(aSubscriber(1), aSubscriber(2), { ...aSubscriber(1), chat: { chatId: 1, threadId: 5 } });
      const inTopic = aRecipient(1);
      const waiting = [1, 2].map((chatId) => aRecipient(chatId, { notBefore: at(5) }));
      await stores.alerts.enqueue(alert, waiting, true);
      await stores.alerts.enqueue(
        { ...alert, id: "digest-y:1" },
        [{ ...inTopic, target: { ...inTopic.target, threadId: 5 } }],
        true,
      );
      const [held] = await stores.outbox.claimDue(NOON, 9, 60_000);
      await stores.subscribers.markGone(1, NOON);

      expect(await stores.outbox.counts()).toEqual({ gone: 2, queued: 1 });
      expect(held === undefined ? null : await stores.outbox.markSending(held.id, NOON)).toBe(false);
      await save(aSubscriber(1));
      expect(chatsOf(await stores.outbox.claimDue(at(6), 9, 60_000))).toEqual([2]);
    });

    test("whatever tells a chat something is found when it blocks the bot, one digest among many too", async () => {
      await save(aSubscriber(1), aSubscriber(2));
      const ids = [
        "e1:2",
        "e1:2:note",
        "e10:1",
        "digest-daily-100:5",
        "digest-daily-1001:9",
        "digest-weekly-100:5",
      ];
      const others = [
        "digest-daily-100:4",
        "digest-daily-100:51",
        "digest-daily-1001:1",
        "digest-weekly-100:77",
      ];
      for (const id of [...ids, "notice:held:7", "notice:x"]) {
        await stores.alerts.enqueue({ id, expiresAt: at(12) }, [aRecipient(1)], true);
      }
      for (const [n, id] of others.entries()) {
        await stores.alerts.enqueue({ id, expiresAt: at(12) }, [aRecipient(2 + n)], true);
      }
      await stores.subscribers.markGone(1, NOON);
      expect(await stores.outbox.counts()).toEqual({ gone: 8, queued: 4 });
      await stores.subscribers.markGone(2, NOON);
      expect(await stores.outbox.counts()).toEqual({ gone: 9, queued: 3 });
      await stores.subscribers.erase(1);
      expect(await stores.outbox.counts()).toEqual({ gone: 1, queued: 3 });
    });
  });
}
