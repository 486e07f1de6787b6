import type { Transformer } from "grammy";
import { describe, expect, test } from "vitest";

import { waitWhenTold } from "../../src/bot/wait-when-told.ts";

type Previous = Parameters<Transformer>[0];

/** Telegram that takes `limit` calls and refuses what comes before a pause of 2 s is over. */
function aLimit(limit: number) {
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
  const transformer = waitWhenTold({
    nowMs: () => now,
    sleep: async (ms) => {
      waits.push(ms);
      await Promise.resolve();
      now = Math.max(now, ms);
    },
  });
  const send = () => transformer(previous, "sendMessage", { chat_id: 1, text: "" }, undefined);
  return { send, counts, waits };
}

describe("too many requests", () => {
  test("what is refused waits as long as told and is sent then", async () => {
    const { send, counts, waits } = aLimit(1);
    expect(await send()).toMatchObject({ ok: true });
    expect(await send()).toMatchObject({ ok: true });
    expect(counts).toEqual({ sent: 2, refused: 1 });
    expect(waits[0]).toBe(2000);
  });

  test("answers that wait together leave one after another, not as the next burst", async () => {
    const { send, waits } = aLimit(10);
    await Promise.all(Array.from({ length: 14 }, send));
    expect(waits.slice(0, 4)).toEqual([2000, 2040, 2080, 2120]);
  });

  test("nobody is kept waiting for long", async () => {
    const transformer = waitWhenTold({ nowMs: () => 0, sleep: () => Promise.reject(new Error("waits")) });
    const refusal = { ok: false, error_code: 429, description: "", parameters: { retry_after: 3600 } };
    const previous = (async () => refusal) as unknown as Previous;
    expect(await transformer(previous, "sendMessage", { chat_id: 1, text: "" }, undefined)).toEqual(refusal);
  });
});
