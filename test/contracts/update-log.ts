import { beforeEach, describe, expect, test } from "vitest";
import type { UpdateLog } from "../../src/ports/replicas.ts";
import { aSubscriber, at, NOON } from "./samples.ts";
import type { Stores } from "./stores.ts";

export type StoresWithUpdates = Stores & { readonly updates: UpdateLog };

export function updateLogContract(name: string, makeStores: () => Promise<StoresWithUpdates>): void {
  describe(`updates of Telegram, ${name}`, () => {
    let stores: StoresWithUpdates;
    beforeEach(async () => {
      stores = await makeStores();
    });
    const chats = async () => (await stores.subscribers.all()).map(({ chat }) => chat.chatId);

    test("an update that comes again has no second effect", async () => {
      let handled = 0;
      const handle = async () => {
        handled += 1;
        await stores.subscribers.save(aSubscriber(handled));
      };
      expect(await stores.updates.once(7, handle)).toBe("handled");
      expect(await stores.updates.once(7, handle)).toBe("repeated");
      expect(await stores.updates.once(8, handle)).toBe("handled");
      expect(await chats()).toEqual(expect.arrayContaining([1, 2]));
      expect(handled).toBe(2);
    });

    test("one that only asked is not answered again", async () => {
      let answered = 0;
      const answer = async () => void (answered += 1);
      expect([await stores.updates.once(7, answer), await stores.updates.once(7, answer)]).toEqual([
        "handled",
        "repeated",
      ]);
      expect(answered).toBe(1);
    });

    test("copies that come at the same time wait for the first", async () => {
      const order: string[] = [];
      const handle = async () => {
        order.push("begun");
        await new Promise((resolve) => setTimeout(resolve, 20));
        order.push("done");
      };
      const outcomes = await Promise.all([1, 2, 3].map(() => stores.updates.once(7, handle)));
      expect(outcomes.toSorted()).toEqual(["handled", "repeated", "repeated"]);
      expect(order).toEqual(["begun", "done"]);
    });

    test("one whose handler failed before its first effect may come again", async () => {
      await expect(stores.updates.once(7, () => Promise.reject(new Error("no network")))).rejects.toThrow(
        "no network",
      );
      expect(await stores.updates.once(7, async () => stores.subscribers.save(aSubscriber(1)))).toBe(
        "handled",
      );
    });

    test("one whose handler failed after its first effect has it once", async () => {
      const broken = async () => {
        await stores.subscribers.save(aSubscriber(1));
        throw new Error("killed");
      };
      await expect(stores.updates.once(7, broken)).rejects.toThrow("killed");
      expect(await stores.updates.once(7, async () => stores.subscribers.erase(1))).toBe("repeated");
      expect(await chats()).toEqual([1]);
    });

    test("is forgotten when Telegram cannot repeat it any more", async () => {
      await stores.updates.once(7, async () => stores.subscribers.save(aSubscriber(1)));
      // Two days from the end of its day, for nothing but the day is kept.
      for (const kept of [NOON, at(49), at(60)]) expect(await stores.updates.forget(kept)).toBe(0);
      expect(await stores.updates.forget(at(61))).toBe(1);
    });
  });
}
