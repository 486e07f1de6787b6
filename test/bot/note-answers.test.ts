import { Api } from "grammy";
import { afterEach, beforeEach, expect, test } from "vitest";

import { noteAnswers } from "../../src/bot/note-answers.ts";
import { HOUR_MS, later } from "../../src/domain/time.ts";
import { aTarget, openDelivering } from "../support/delivering.ts";
import type { Delivering } from "../support/delivering.ts";
import { aSubscriber } from "../contracts/samples.ts";
import { FakeTelegram } from "../support/telegram.ts";

let telegram: FakeTelegram;
let all: Delivering;
let api: Api;

beforeEach(async () => {
  telegram = new FakeTelegram();
  all = await openDelivering({ root: await telegram.listen() });
  api = new Api("1:test", { apiRoot: telegram.root });
  api.config.use(
    noteAnswers({
      outbox: all.outbox,
      wishesOf: (chatId, threadId) =>
        chatId === 1 ? null : aTarget(chatId, { threadId, deleteAfterHours: chatId === 2 ? 5 : null }),
      clock: all.clock,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    }),
  );
});

afterEach(async () => {
  await all.close();
  await telegram.close();
});

test("answers are noted for deletion where they are to be deleted, and nowhere else", async () => {
  // Of a chat that is not stored, or was erased meanwhile, no trace is kept.
  await all.subscribers.save(aSubscriber(2));
  for (const chatId of [1, 2, 3]) await api.sendMessage(chatId, "answer");
  await api.sendChatAction(2, "typing");
  const inSixHours = later(all.clock.now(), 6 * HOUR_MS);
  const due = await all.outbox.dueDeletions(inSixHours, 10);
  expect(due.map(({ chatId }) => chatId)).toEqual([2]);
  expect(due[0]?.messageId).toBe(telegram.sentTo(2)[0]?.messageId);
});

test("a refused answer is an error as without it", async () => {
  telegram.blocked.add(2);
  await expect(api.sendMessage(2, "answer")).rejects.toThrow("blocked");
});
