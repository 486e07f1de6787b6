import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { ChatPace } from "../../src/deliver/chat-pace.ts";
import { Circuit } from "../../src/deliver/circuit.ts";
import { createGate, paceOf } from "../../src/deliver/gate.ts";
import { retryAfterMs } from "../../src/deliver/ladder.ts";
import { plainMessage, plainText } from "../../src/deliver/plain.ts";
import { settle } from "../../src/deliver/settle.ts";
import { MESSAGE_MOST, splitHtml } from "../../src/deliver/split.ts";
import type { Delivery, SendResult } from "../../src/domain/delivery.ts";
import { HOUR_MS, later, MINUTE_MS, SECOND_MS } from "../../src/domain/time.ts";
import { aTarget } from "../support/delivering.ts";
import { parseTelegramHtml } from "../support/telegram-html.ts";

const now = new Date("2026-11-22T10:00:00Z");
const inMs = (ms: number): Date => later(now, ms);

function aDelivery(change: Partial<Delivery> = {}): Delivery {
  return {
    id: "d",
    alertId: "e:1",
    target: aTarget(1000),
    act: { kind: "send" },
    priority: 2,
    unsureTries: 0,
    attempts: 0,
    expiresAt: inMs(48 * HOUR_MS),
    ...change,
  };
}

describe("what becomes of a delivery", () => {
  const lost: SendResult = { kind: "unsure", reason: "ECONNRESET" };
  const refused: SendResult = { kind: "notSent", reason: "refused_400" };
  const edit = { kind: "edit", messageId: 5 } as const;

  test.each<{ why: string; delivery?: Partial<Delivery>; result: SendResult; expected: object }>([
    { why: "it arrived", result: { kind: "sent", messageId: 7 }, expected: { state: "sent", messageId: 7 } },
    {
      why: "an edit that changes nothing is done",
      delivery: { act: edit },
      result: { kind: "unchanged" },
      expected: { state: "sent", messageId: 5 },
    },
    {
      why: "told to wait: untried, after that time",
      result: { kind: "busy", retryAfterSeconds: 30 },
      expected: { state: "queued", dueAt: inMs(30 * SECOND_MS), tried: false, unsure: false },
    },
    {
      why: "told to wait beyond its life",
      result: { kind: "busy", retryAfterSeconds: 43_837 },
      delivery: { expiresAt: inMs(HOUR_MS) },
      expected: { state: "expired" },
    },
    {
      why: "no network: untried",
      result: { kind: "offline", reason: "ENOTFOUND" },
      expected: { state: "queued", tried: false, unsure: false },
    },
    { why: "blocked", result: { kind: "gone", reason: "forbidden" }, expected: { state: "gone" } },
    {
      why: "a group that moved",
      result: { kind: "moved", toChatId: -1005 },
      expected: { state: "moved", toChatId: -1005 },
    },
    {
      why: "an urgent alert whose reply was lost is sent once more",
      result: lost,
      expected: { state: "queued", dueAt: inMs(5 * SECOND_MS), unsure: true, tried: true },
    },
    {
      why: "but not twice",
      delivery: { unsureTries: 1, attempts: 1 },
      result: lost,
      expected: { state: "unsure" },
    },
    { why: "a digest never", delivery: { priority: 4 }, result: lost, expected: { state: "unsure" } },
    {
      why: "an edit may be repeated",
      delivery: { act: edit, unsureTries: 0, attempts: 2 },
      result: lost,
      expected: { state: "queued", dueAt: inMs(30 * MINUTE_MS), unsure: false },
    },
    {
      why: "a refusal climbs the ladder",
      delivery: { attempts: 1 },
      result: refused,
      expected: { state: "queued", dueAt: inMs(5 * MINUTE_MS), tried: true },
    },
    {
      why: "a refusal ends with the ladder",
      delivery: { attempts: 6 },
      result: refused,
      expected: { state: "expired" },
    },
    {
      why: "a refusal ends with its life",
      delivery: { attempts: 3, expiresAt: inMs(HOUR_MS) },
      result: refused,
      expected: { state: "expired" },
    },
  ])("$why", ({ delivery, result, expected }) => {
    expect(settle(aDelivery(delivery), result, now)).toMatchObject(expected);
  });

  test("tries again at once, then after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, then no more", () => {
    const waits = Array.from({ length: 8 }, (_, attempts) => retryAfterMs(attempts));
    expect(waits).toEqual([0, 5000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000, null]);
  });
});

describe("the gate", () => {
  test.each([1, 5, 28, 99, 100, 500, 1000])(
    "never lets more than the rate pass in a second, and nearly the rate in the long run (%i/s)",
    (ratePerSecond) => {
      let nowMs = 0;
      const gate = aGate(ratePerSecond, () => nowMs);
      const taken: number[] = [];
      for (nowMs = 0; nowMs < 20_000; nowMs += 1) {
        for (let n = gate.take(1000); n > 0; n -= 1) taken.push(nowMs);
      }
      const most = Math.max(
        ...taken.map((from, at) => taken.slice(at).filter((each) => each < from + 1000).length),
      );
      expect(most).toBeLessThanOrEqual(ratePerSecond);
      expect(taken.length / 20).toBeGreaterThanOrEqual(ratePerSecond * 0.95);
    },
  );

  test("is shut for all until retry_after has passed, on a timer that no clock moves", async () => {
    let nowMs = 0;
    const kept: number[] = [];
    const gate = createGate({
      ratePerSecond: 28,
      nowMs: () => nowMs,
      shutUntil: null,
      now,
      persist: async (forMs) => void kept.push(forMs),
    });
    expect(gate.take(1)).toBe(1);
    await gate.shut(10, now);
    nowMs = 10_000;
    expect(gate.take(1)).toBe(0);
    nowMs = 10_300;
    expect(gate.take(1)).toBe(1);
    expect(kept[0]).toBeGreaterThanOrEqual(10_000);
  });

  test("stays shut when an earlier run was told to wait", () => {
    const gate = createGate({
      ratePerSecond: 28,
      nowMs: () => 5,
      shutUntil: inMs(MINUTE_MS),
      now,
      persist: async () => undefined,
    });
    expect(gate.waitMs()).toBe(MINUTE_MS);
  });

  test("probes a dead network after 1, 2, 4 … 30 s, and from the start again once it lives", () => {
    const gate = aGate(28, () => 0);
    expect([1, 2, 3, 4, 5, 6, 7].map(() => gate.offline())).toEqual([
      1000, 2000, 4000, 8000, 16_000, 30_000, 30_000,
    ]);
    gate.online();
    expect(gate.offline()).toBe(1000);
  });

  test("has places at the distance of the rate", () => {
    expect(paceOf(20)).toMatchObject({ intervalMs: 50, toleranceMs: 50 });
  });
});

function aGate(ratePerSecond: number, nowMs: () => number) {
  return createGate({ ratePerSecond, nowMs, shutUntil: null, now, persist: async () => undefined });
}

describe("the pace of one chat", () => {
  test("is a message a second, each waiting one with a place of its own", () => {
    const pace = new ChatPace();
    expect([pace.take(1, 0), pace.take(1, 0), pace.take(1, 0), pace.take(2, 0)]).toEqual([0, 1000, 2000, 0]);
    expect(pace.take(1, 1000)).toBe(0);
  });

  test("is 20 a minute in a group", () => {
    const pace = new ChatPace();
    const passed: number[] = [];
    for (let nowMs = 0; nowMs < 120_000; nowMs += 500) {
      if (pace.take(-1, nowMs) === 0) passed.push(nowMs);
    }
    expect(passed).toHaveLength(40);
  });

  test("forgets quiet chats", () => {
    const pace = new ChatPace();
    for (let chat = 1; chat <= 20_000; chat += 1) expect(pace.take(chat, chat)).toBe(0);
    expect(pace.take(20_000, 20_000)).toBeGreaterThan(0);
  });
});

describe("the circuit", () => {
  const bad: SendResult = { kind: "notSent", reason: "refused_401" };
  const good: SendResult = { kind: "sent", messageId: 1 };

  test("opens after 20 in a row, once, and closes with the first success", () => {
    const circuit = new Circuit();
    const opened = Array.from({ length: 25 }, () => circuit.note(bad, 0));
    expect(opened.filter((each) => each)).toHaveLength(1);
    expect(opened.indexOf(true)).toBe(19);
    expect([circuit.lanes(3, 0), circuit.lanes(3, MINUTE_MS), circuit.waitMs(0)]).toEqual([0, 1, MINUTE_MS]);
    circuit.note(bad, MINUTE_MS);
    expect(circuit.waitMs(MINUTE_MS)).toBe(2 * MINUTE_MS);
    circuit.note(good, 3 * MINUTE_MS);
    expect([circuit.isOpen, circuit.lanes(3, 3 * MINUTE_MS)]).toEqual([false, 3]);
  });

  test("does not count what is nobody's fault", () => {
    const circuit = new Circuit();
    for (let n = 0; n < 100; n += 1) circuit.note({ kind: "offline", reason: "ENOTFOUND" }, n);
    for (let n = 0; n < 19; n += 1) circuit.note(bad, n);
    circuit.note({ kind: "gone", reason: "forbidden" }, 0);
    for (let n = 0; n < 19; n += 1) circuit.note(bad, n);
    expect(circuit.isOpen).toBe(false);
  });
});

const htmlParts = fc.array(
  fc.oneof(
    fc.constantFrom("<b>", "<i>", "<blockquote expandable>", '<a href="https://e.example/?a=1&amp;b=2">'),
    fc.constantFrom("</>", "</>", " ", "\n", "\n\n", "&lt;", "&amp;", "&quot;"),
    fc.string({ unit: "grapheme", maxLength: 12 }).map((text) => text.replaceAll(/[<>&"]/gu, "?")),
    fc.constantFrom("Вызвалены Прыкладны", "слова ", "x".repeat(70)),
  ),
  { maxLength: 120 },
);

/** Closes what is open where the list says `</>`, so that the markup is well-formed. */
function wellFormed(parts: readonly string[]): string {
  const open: string[] = [];
  let made = "";
  for (const part of parts) {
    const opening = /^<([a-z]+)/u.exec(part);
    if (opening?.[1] !== undefined) open.push(opening[1]);
    made += part === "</>" ? (open.length > 0 ? `</${open.pop() ?? ""}>` : "") : part;
    if (open.length > 3) made += `</${open.pop() ?? ""}>`;
  }
  return (
    made +
    open
      .toReversed()
      .map((name) => `</${name}>`)
      .join("")
  );
}

const words = (html: string): string => {
  const read = parseTelegramHtml(html);
  if (!read.ok) throw new Error(read.description);
  return read.text.replaceAll(/\s+/gu, "");
};

describe("a long text", () => {
  test("is cut into parts that Telegram takes and that say the same", () => {
    fc.assert(
      fc.property(htmlParts, fc.integer({ min: 400, max: 900 }), (parts, most) => {
        const html = wellFormed(parts);
        const cut = splitHtml(html, most);
        for (const part of cut) expect(part.length).toBeLessThanOrEqual(most);
        expect(cut.map(words).join("")).toBe(words(html));
      }),
      { numRuns: 300 },
    );
  });

  test("is cut between words where there are words", () => {
    const parts = splitHtml(`<b>${"слова ".repeat(2000)}</b>`);
    expect(parts.length).toBeGreaterThan(2);
    for (const part of parts) {
      expect(part.length).toBeLessThanOrEqual(MESSAGE_MOST);
      expect(part).toMatch(/^<b>слова.*слова ?<\/b>$/su);
    }
  });

  test("of one short line stays one", () => {
    expect(splitHtml("<b>a</b> &amp; b")).toEqual(["<b>a</b> &amp; b"]);
  });

  test.each([
    ["<b>a</b> &lt;script&gt; &amp;amp;", "a <script> &amp;"],
    ["<b>broken &amp; long", "broken & long"],
    ["1 < 2 <a href='x'>y</a>", "1 < 2 y"],
  ])("loses only its markup as plain text: %s", (html, expected) => {
    expect(plainText(html)).toBe(expected);
    expect(parseTelegramHtml(plainMessage({ html, buttons: [] }).html).ok).toBe(true);
  });
});
