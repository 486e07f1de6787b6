import { describe, expect, test } from "vitest";
import type { Gate } from "../../src/deliver/gate.ts";
import { createSharedGate } from "../../src/deliver/shared-gate.ts";

const NOW = new Date("2026-11-05T12:00:00Z");

/** The row that all replicas share, and the time that they share in this test. */
function aSharedGate(ratePerSecond = 25) {
  const shared = { nowMs: 0, nextFreeMs: 0, shutUntilMs: 0, asked: 0 };
  const replica = (): Gate =>
    createSharedGate({
      ratePerSecond,
      nowMs: () => shared.nowMs,
      persist: async (forMs) => {
        shared.shutUntilMs = shared.nowMs + forMs;
      },
      takePlaces: async (wanted, intervalMs) => {
        shared.asked += 1;
        const firstMs = Math.max(shared.nowMs, shared.nextFreeMs);
        shared.nextFreeMs = firstMs + wanted * intervalMs;
        return {
          firstInMs: firstMs - shared.nowMs,
          shutForMs: Math.max(0, shared.shutUntilMs - shared.nowMs),
        };
      },
    });
  return { shared, replica };
}

async function sendsOf(
  gates: readonly Gate[],
  shared: { nowMs: number },
  seconds: number,
): Promise<number[]> {
  const sent: number[] = [];
  for (shared.nowMs = 0; shared.nowMs < seconds * 1000; shared.nowMs += 5) {
    for (const gate of gates) {
      await gate.prepare(3);
      for (let taken = gate.take(3); taken > 0; taken -= 1) sent.push(shared.nowMs);
    }
  }
  return sent;
}

describe("the gate that replicas share", () => {
  test.each([1, 2, 3])(
    "%i replicas send 25 a second together, and never more in any second",
    async (count) => {
      const { shared, replica } = aSharedGate();
      const sent = await sendsOf(Array.from({ length: count }, replica), shared, 20);
      const most = Math.max(
        ...sent.map((from) => sent.filter((at) => at >= from && at < from + 1000).length),
      );
      expect(sent.length / 20).toBeGreaterThanOrEqual(24);
      expect(most).toBeLessThanOrEqual(26);
    },
  );

  test("a replica that dies takes a few places with it, not more", async () => {
    const { shared, replica } = aSharedGate();
    const [alive, dying] = [replica(), replica()];
    await dying.prepare(100);
    await alive.prepare(1);
    expect(alive.waitMs()).toBeLessThanOrEqual(120);
    expect(shared.asked).toBe(2);
  });

  test("a place that was missed is not made up for", async () => {
    const { shared, replica } = aSharedGate();
    const gate = replica();
    await gate.prepare(3);
    shared.nowMs = 10_000;
    expect(gate.take(3)).toBe(0);
  });

  test("what Telegram tells one replica shuts the gate for the others", async () => {
    const { shared, replica } = aSharedGate();
    const [told, other] = [replica(), replica()];
    await told.shut(10, NOW);
    await other.prepare(1);
    shared.nowMs = 9_000;
    expect([told.take(1), other.take(1)]).toEqual([0, 0]);
    shared.nowMs = 10_300;
    await other.prepare(1);
    expect(other.take(1)).toBe(1);
  });

  test("without anything to send no place is asked for", async () => {
    const { shared, replica } = aSharedGate();
    await replica().prepare(0);
    expect(shared.asked).toBe(0);
  });
});
