import { describe, expect, test } from "vitest";
import { addressesOf, learnAddress } from "../../src/ingest/address.ts";
import { healthByFailure, healthBySilence, sourceReport } from "../../src/ingest/health.ts";
import { firstState } from "../../src/ingest/poll.ts";
import {
  adaptiveInterval,
  hostBlock,
  isDue,
  usualGap,
  waitAfterFailure,
  waitAfterSuccess,
} from "../../src/ingest/schedule.ts";
import { START, aSource } from "./polling.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ago = (ms: number) => new Date(START.getTime() - ms);
const NO_WISHES = { ttlMs: null, maxAgeMs: null, expiresMs: null, retryAfterMs: null };

test.each([
  ["a busy feed", { usualGapMs: MINUTE, silenceMs: MINUTE }, 5 * MINUTE],
  ["an ordinary one", { usualGapMs: HOUR, silenceMs: HOUR }, 30 * MINUTE],
  ["a slow one", { usualGapMs: 20 * DAY, silenceMs: DAY }, DAY],
  ["a slow primary one", { usualGapMs: 20 * DAY, silenceMs: DAY, tier: "primary" as const }, HOUR],
  ["one that fell silent", { usualGapMs: HOUR, silenceMs: 10 * DAY }, 12 * HOUR],
  ["an unknown one", { usualGapMs: null, silenceMs: null }, 30 * MINUTE],
])("%s is asked at its own pace", (_why, pace, expected) => {
  expect(adaptiveInterval({ everyMs: null, tier: "media", ...pace })).toBe(expected);
});

test.each([
  ["its time has come", 5 * MINUTE, 0, true],
  ["its time has not come", 4 * MINUTE, -MINUTE, false],
  ["the clock was corrected by a minute", -MINUTE, -6 * MINUTE, false],
  ["the clock was set back by hours", -3 * HOUR, -3 * HOUR - 5 * MINUTE, true],
])("when %s, due: %s after the last poll, %s after the time", (_why, sinceLastMs, sinceTimeMs, expected) => {
  const state = { lastCheckAt: ago(sinceLastMs), nextCheckAt: ago(sinceTimeMs) };
  expect(isDue(state, START)).toBe(expected);
});

test("what was never asked waits for its time only", () => {
  expect(isDue({ lastCheckAt: null, nextCheckAt: ago(-HOUR) }, START)).toBe(false);
});

test("sources of one rhythm drift apart, and never below the floor", () => {
  const pace = { everyMs: null, tier: "media" as const, usualGapMs: MINUTE, silenceMs: 0 };
  expect(waitAfterSuccess(pace, NO_WISHES, 0)).toBe(5 * MINUTE);
  expect(waitAfterSuccess(pace, NO_WISHES, 0.5)).toBe(5.25 * MINUTE);
});

test("no wish is followed for longer than a day", () => {
  const pace = { everyMs: null, tier: "media" as const, usualGapMs: MINUTE, silenceMs: 0 };
  expect(waitAfterSuccess(pace, { ...NO_WISHES, ttlMs: 30 * DAY }, 0)).toBe(DAY);
});

test.each([
  [1, 0.5, 5 * MINUTE],
  [2, 0.5, 10 * MINUTE],
  [2, 0, 8 * MINUTE],
  [2, 0.999, 12 * MINUTE],
  [1, 0, 5 * MINUTE],
  [50, 0.5, DAY],
])("failure %i waits, with chance %d, about %i ms", (failures, chance, expected) => {
  expect(Math.round(waitAfterFailure(null, failures, null, chance) / MINUTE) * MINUTE).toBeCloseTo(
    expected,
    -4,
  );
});

test.each([
  ["the time that it named", null, 1, 100_000, 100_000],
  ["a minute when it named none", null, 1, null, MINUTE],
  ["longer when it refuses again", null, 3, null, 4 * MINUTE],
  ["no longer than the source itself", 1000, 1, null, 900],
] as const)("a host that refuses is left alone for %s", (_why, everyMs, failures, retryAfterMs, expected) => {
  expect(hostBlock(everyMs, failures, retryAfterMs)).toBe(expected);
});

describe("the usual gap", () => {
  test("is the mean without the longest tenth: nights do not count", () => {
    const hours = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 34];
    expect(usualGap(hours.map((hour) => ago(hour * HOUR)))).toBe(HOUR);
  });
  test.each([[[]], [[START]], [[START, START, START]], [[START, ago(HOUR)]]])(
    "is unknown of %j",
    (instants) => {
      expect(usualGap(instants)).toBeNull();
    },
  );
});

test.each([
  ["a short silence", HOUR, HOUR, "ok"],
  ["a habit", 4 * HOUR, HOUR, "quiet"],
  ["a night", 10 * HOUR, MINUTE, "quiet"],
  ["more than any habit", 2 * DAY, HOUR, "stale"],
  ["a slow feed's week", 7 * DAY, 3 * DAY, "quiet"],
  ["a slow feed's month", 30 * DAY, 3 * DAY, "stale"],
])("%s", (_why, silence, gap, expected) => {
  expect(healthBySilence(ago(silence), gap, START).health).toBe(expected);
});

test.each([
  [{ kind: "challenge", status: 403 }, "blocked"],
  [{ kind: "http_status", status: 403 }, "blocked"],
  [{ kind: "http_status", status: 451 }, "blocked"],
  [{ kind: "throttled", status: 429 }, "blocked"],
  [{ kind: "http_status", status: 500 }, "broken"],
  [{ kind: "unreadable", status: 200 }, "broken"],
  [{ kind: "timeout", status: null }, "broken"],
  [{ kind: "gone", status: 410 }, "gone"],
] as const)("%o is %s", (failure, expected) => {
  expect(healthByFailure({ reason: "r", retryAfterMs: null, ...failure }).health).toBe(expected);
});

test("a report tells the silence of now, not of the last poll", () => {
  const state = {
    ...firstState("one", START),
    health: "ok" as const,
    lastNewItemAt: START,
    usualGapMs: HOUR,
  };
  const later = new Date(START.getTime() + 3 * DAY);
  expect(sourceReport(aSource(), state, later)).toMatchObject({
    state: "stale",
    reason: "no new item for 3 days, usually every 60 minutes",
    lastNewItem: START,
    usualGapMs: HOUR,
  });
});

test("a report of a broken source gives its note, and of an unasked one says so", () => {
  expect(sourceReport(aSource({ status: "broken", note: "HTTP 403" }), undefined, START)).toMatchObject({
    state: "broken",
    reason: "HTTP 403",
  });
  expect(sourceReport(aSource(), undefined, START)).toMatchObject({
    state: "quiet",
    reason: "not asked yet",
  });
});

test("a learned address that fails for long is forgotten", () => {
  const state = { ...firstState("one", START), learnedUrl: "https://one.example/new" };
  expect(addressesOf(aSource(), state)).toEqual(["https://one.example/new"]);
  expect(addressesOf(aSource(), { ...state, failures: 3 })).toEqual(["https://one.example/rss"]);
});

test("a redirect that changes its mind starts from one", () => {
  const before = { learnedUrl: null, redirectTo: "https://one.example/a", redirectSeen: 20 };
  const after = learnAddress(
    aSource(),
    before,
    "https://one.example/rss",
    "https://one.example/b",
    new Set(),
  );
  expect(after).toEqual({ learnedUrl: null, redirectTo: "https://one.example/b", redirectSeen: 1 });
});
