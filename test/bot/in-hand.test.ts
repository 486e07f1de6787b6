import fc from "fast-check";
import type { Update } from "grammy/types";
import { expect, test } from "vitest";

import { createInHand } from "../../src/bot/in-hand.ts";

function aMessage(updateId: number, chatId: number): Update {
  return {
    update_id: updateId,
    message: {
      message_id: updateId,
      date: 0,
      chat: { id: chatId, type: "private", first_name: "Test" },
      text: "x",
    },
  } as Update;
}

function chatOf(update: Update): number {
  return update.message?.chat.id ?? 0;
}

test("whatever takes how long: a chat's updates go in order, none is lost, none is forgotten too early", async () => {
  const anUpdate = fc.record({ chat: fc.integer({ min: 1, max: 4 }), turns: fc.integer({ min: 0, max: 9 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(anUpdate, { maxLength: 40 }), async (list) => {
      const updates = list.map(({ chat }, n) => aMessage(n + 10, chat));
      const begun: number[] = [];
      const done = new Set<number>();
      const inHand = createInHand({
        handleWithinMs: 60_000,
        onSlow: () => undefined,
        handle: async (update) => {
          begun.push(update.update_id);
          for (let turn = 0; turn < (list[update.update_id - 10]?.turns ?? 0); turn += 1)
            await Promise.resolve();
          done.add(update.update_id);
          for (let id = 10; id < inHand.offset(); id += 1) expect(done.has(id)).toBe(true);
        },
      });
      // Telegram gives again what was not confirmed.
      inHand.take(updates.slice(0, 15));
      inHand.take(updates);
      await inHand.settled(60_000);
      expect(done.size).toBe(updates.length);
      for (const chat of [1, 2, 3, 4]) {
        const ids = updates.filter((update) => chatOf(update) === chat).map(({ update_id: id }) => id);
        expect(begun.filter((id) => ids.includes(id))).toEqual(ids);
      }
      expect(inHand.offset()).toBe(updates.length === 0 ? 0 : 10 + updates.length);
    }),
    { numRuns: 60 },
  );
});

test("a handler that hangs holds up its own chat only, and not for ever", async () => {
  const handled: number[] = [];
  const slow: number[] = [];
  const inHand = createInHand({
    handleWithinMs: 50,
    onSlow: ({ update_id: id }) => slow.push(id),
    handle: (update) => {
      if (update.update_id === 1) return new Promise(() => undefined);
      handled.push(update.update_id);
      return Promise.resolve();
    },
  });
  inHand.take([aMessage(1, 7), aMessage(2, 7), aMessage(3, 8)]);
  await inHand.settled(1);
  expect(handled).toEqual([3]);
  expect(inHand.offset()).toBe(1);
  await inHand.settled(10_000);
  expect([handled, slow, inHand.offset()]).toEqual([[3, 2], [1], 4]);
});

test("after a quiet week Telegram may begin with lower numbers", async () => {
  const handled: number[] = [];
  const inHand = createInHand({
    handleWithinMs: 1000,
    onSlow: () => undefined,
    handle: async ({ update_id: id }) => void handled.push(id),
  });
  inHand.take([aMessage(900, 1)]);
  await inHand.settled(1000);
  inHand.startAnew();
  inHand.take([aMessage(5, 1)]);
  await inHand.settled(1000);
  expect(handled).toEqual([900, 5]);
});
