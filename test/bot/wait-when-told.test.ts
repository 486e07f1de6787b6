import type { Transformer } from "grammy";
import { describe, expect, test } from "vitest";

import { createAnswerPace, waitWhenTold } from "../../src/bot/wait-when-told.ts";

type Previous = Parameters<Transformer>[0];

/** Telegram that takes `limit` calls and refuses what comes before a pause of 2 s is over. */
function aLimit(limit: number, alertsLeave = false) {
  let now = 0;
  let taken = 0;
  let refusedUntil = 0;
  const counts = { sent: 0, refused: 0 };
  const waits: number[] = [];
  const previous = (async () => {
    await Promise.resolve();
    if (now < refusedUntil || ++taken > limit) {
      if (now >= refusedUntil) {
        refusedUntil = now + 2000;
        taken = 0;
      }
      counts.refused += 1;
      return { ok: false, error_code: 429, description: "", parameters: { retry_after: 2 } };
    }
    counts.sent += 1;
    return { ok: true, result: true };
  }) as unknown as Previous;
  const pace = createAnswerPace({
    nowMs: () => now,
    sleep: async (ms) => {
      waits.push(ms);
      await Promise.resolve();
      now += ms;
      if (alertsLeave) pace.alertLeaves();
    },
  });
  const transformer = waitWhenTold(pace);
  let chatId = 0;
  /** To another chat each time. */
  const send = () => transformer(previous, "sendMessage", { chat_id: (chatId += 1), text: "" }, undefined);
  return { send, counts, waits, pace };
}

describe("too many requests", () => {
  test("what is refused waits as long as told and is sent then", async () => {
    const { send, counts, waits } = aLimit(1);
    expect(await send()).toMatchObject({ ok: true });
    expect(await send()).toMatchObject({ ok: true });
    expect(counts).toEqual({ sent: 2, refused: 1 });
    expect(waits[0], "alerts go first").toBe(2500);
  });

  test("answers that wait together leave one after another, not as the next burst", async () => {
    const { send, waits } = aLimit(10);
    await Promise.all(Array.from({ length: 15 }, send));
    // The first who was refused does not know yet that all are.
    expect(waits.slice(1, 5)).toEqual([2500, 40, 40, 40]);
  });

  test("while alerts leave, answers take what is left over", async () => {
    const { send, waits } = aLimit(10, true);
    await Promise.all(Array.from({ length: 15 }, send));
    expect(waits.slice(1, 5)).toEqual([2500, 700, 700, 700]);
  });

  test("answers wait for what an alert was told too", async () => {
    const { send, waits, pace } = aLimit(10);
    pace.told(3, 71);
    pace.told(3, 72);
    await send();
    expect(waits).toEqual([3500]);
  });

  test("a group that has had its twenty messages a minute holds up nobody else", async () => {
    const { send, waits, counts, pace } = aLimit(10);
    pace.told(40, -5);
    pace.told(41, -5);
    await Promise.all(Array.from({ length: 5 }, send));
    expect([counts, waits]).toEqual([{ sent: 5, refused: 0 }, []]);
    expect(await pace.place(-5)).toBe(false);
  });

  test("nobody is kept waiting for long", async () => {
    const pace = createAnswerPace({ nowMs: () => 0, sleep: () => Promise.reject(new Error("waits")) });
    const transformer = waitWhenTold(pace);
    const refusal = { ok: false, error_code: 429, description: "", parameters: { retry_after: 3600 } };
    const previous = (async () => refusal) as unknown as Previous;
    expect(await transformer(previous, "sendMessage", { chat_id: 1, text: "" }, undefined)).toEqual(refusal);
  });
});
