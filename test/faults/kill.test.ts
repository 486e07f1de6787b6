import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { killInFanOut } from "../support/killing.ts";
import { FakeTelegram } from "../support/telegram.ts";

let telegram: FakeTelegram;

beforeEach(async () => {
  telegram = new FakeTelegram({ latencyMs: 57 });
  await telegram.listen();
});

afterEach(() => telegram.close());

describe("a process that dies within a fan-out", () => {
  test("by kill -9 loses nobody and repeats at most what was in flight", { timeout: 180_000 }, async () => {
    const lanes = 3;
    const result = await killInFanOut(telegram, {
      recipients: 100,
      kills: 3,
      lanes,
      ratePerSecond: 50,
      killWithinMs: 400,
      signal: "SIGKILL",
    });
    expect(result.lost).toBe(0);
    expect(result.repeated).toBeLessThanOrEqual(result.kills * lanes);
    expect(result.integrity).toBe("ok");
    expect(result.counts).toEqual({ sent: 100 });
  });

  test("by SIGTERM repeats nothing and goes on after a start", { timeout: 180_000 }, async () => {
    const result = await killInFanOut(telegram, {
      recipients: 60,
      kills: 1,
      lanes: 3,
      ratePerSecond: 50,
      killWithinMs: 300,
      signal: "SIGTERM",
    });
    expect(result).toMatchObject({ lost: 0, repeated: 0, integrity: "ok" });
    expect(result.slowestEndMs).toBeLessThan(10_000);
  });
});
