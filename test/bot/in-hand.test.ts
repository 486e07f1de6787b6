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

const pause = (): Promise<void> => Promise.resolve();

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
        pause,
        onSlow: () => undefined,
        handle: async (update) => {
          begun.push(update.update_id);
          for (let turn = 0; turn < (list[update.update_id - 10]?.turns ?? 0); turn += 1)
            await Promise.resolve();
          done.add(update.update_id);
          for (let id = 10; id < inHand.offset(); id += 1) expect(done.has(id)).toBe(true);
          return "handled";
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
    pause,
    onSlow: ({ update_id: id }) => slow.push(id),
    handle: (update) => {
      if (update.update_id === 1) return new Promise(() => undefined);
      handled.push(update.update_id);
      return Promise.resolve("handled");
    },
  });
  inHand.take([aMessage(1, 7), aMessage(2, 7), aMessage(3, 8)]);
  await inHand.settled(1);
  expect(handled).toEqual([3]);
  expect(inHand.offset()).toBe(1);
  await inHand.settled(10_000);
  expect([handled, slow, inHand.offset()]).toEqual([[3, 2], [1], 4]);
});

test("what the store cannot note stays unconfirmed for however long, and goes on when it is back", async () => {
  let isAway = true;
  let tries = 0;
  const slow: number[] = [];
  const handled: number[] = [];
  const inHand = createInHand({
    handleWithinMs: 20,
    pause: () => new Promise((resolve) => setTimeout(resolve, 5)),
    onSlow: ({ update_id: id }) => slow.push(id),
    handle: async ({ update_id: id }) => {
      tries += 1;
      if (isAway) return "away";
      handled.push(id);
      return "handled";
    },
  });
  inHand.take([aMessage(1, 7), aMessage(2, 7), aMessage(3, 8)]);
  // Many times as long as a handler may take.
  await expect.poll(() => tries, { timeout: 10_000 }).toBeGreaterThan(40);
  expect([inHand.offset(), handled, slow, inHand.size()]).toEqual([1, [], [], 3]);
  isAway = false;
  await inHand.settled(10_000);
  expect([inHand.offset(), handled.toSorted((a, b) => a - b), slow]).toEqual([4, [1, 2, 3], []]);
});

test("after a quiet week Telegram may begin with lower numbers", async () => {
  const handled: number[] = [];
  const inHand = createInHand({
    handleWithinMs: 1000,
    pause,
    onSlow: () => undefined,
    handle: async ({ update_id: id }) => {
      handled.push(id);
      return "handled";
    },
  });
  inHand.take([aMessage(900, 1)]);
  await inHand.settled(1000);
  inHand.startAnew();
  inHand.take([aMessage(5, 1)]);
  await inHand.settled(1000);
  expect(handled).toEqual([900, 5]);
});
