import type { SourceState, Tier } from "../domain/source.ts";
import { DAY_MS, HOUR_MS, later, MINUTE_MS } from "../domain/time.ts";

/** When a source is asked again. All durations in milliseconds. */

const FLOOR_MS = 5 * MINUTE_MS;
const CEILING_MS = DAY_MS;
/** Publishers accept a conditional request an hour; a release told a day late is no news. */
const PRIMARY_CEILING_MS = HOUR_MS;
const UNKNOWN_PACE_MS = 30 * MINUTE_MS;
/** Polls between two usual items. */
const POLLS_A_GAP = 2;
/** A source that has been silent for long is asked less often: a tenth of its silence counts as its gap. */
const SILENCE_SHARE = 0.1;
/** Sources of one rhythm drift apart by up to this share. */
const SPREAD = 0.1;
const JITTER = 0.2;
/** A wake-up that comes a little early must not cost a fixed interval a whole round. */
const EARLY_MS = 200;
/** A clock is corrected by less all the time. */
const SET_BACK_MS = 2 * MINUTE_MS;

/**
 * Has its time come? Also when its last poll lies ahead of us: the clock was set back, or that of the replica that
 * asked was ahead, and until it has caught up nobody would hear of anything.
 */
export function isDue(
  { lastCheckAt, nextCheckAt }: Pick<SourceState, "lastCheckAt" | "nextCheckAt">,
  now: Date,
): boolean {
  return nextCheckAt <= now || (lastCheckAt !== null && lastCheckAt > later(now, SET_BACK_MS));
}

export interface Pace {
  readonly everyMs: number | null;
  readonly tier: Tier;
  readonly usualGapMs: number | null;
  /** Since the newest item; null when there never was one. */
  readonly silenceMs: number | null;
}

/** What feed and server ask; each null when it asks nothing. */
export interface Wishes {
  readonly ttlMs: number | null;
  readonly maxAgeMs: number | null;
  readonly expiresMs: number | null;
  readonly retryAfterMs: number | null;
}

/**
 * Wait after an answer.
 *
 * @param chance 0 ≤ x < 1, spreads sources that share a rhythm
 */
export function waitAfterSuccess(pace: Pace, wishes: Wishes, chance: number): number {
  if (pace.everyMs !== null) return Math.max(fixedWait(pace.everyMs), wishes.retryAfterMs ?? 0);
  const own = adaptiveInterval(pace) * (1 + SPREAD * chance);
  const asked = Math.max(
    wishes.ttlMs ?? 0,
    wishes.maxAgeMs ?? 0,
    wishes.expiresMs ?? 0,
    wishes.retryAfterMs ?? 0,
  );
  return Math.min(Math.max(own, asked), CEILING_MS);
}

/**
 * Wait after a failure: doubles each time, up to a day, ±20 %; never below what the server asked.
 *
 * @param failures in a row, from 1
 */
export function waitAfterFailure(
  everyMs: number | null,
  failures: number,
  retryAfterMs: number | null,
  chance: number,
): number {
  const base = everyMs ?? FLOOR_MS;
  const backoff = Math.min(base * 2 ** Math.min(failures - 1, 30), Math.max(CEILING_MS, base));
  const jittered = backoff * (1 - JITTER + 2 * JITTER * chance);
  return Math.max(jittered, fixedWait(base), Math.min(retryAfterMs ?? 0, CEILING_MS));
}

/**
 * How long a 429 or 503 keeps the other sources of its host waiting: as long as the server asked; where it
 * named no time a minute that doubles, and never longer than the source itself waits.
 *
 * @param failures in a row, from 1
 */
export function hostBlock(everyMs: number | null, failures: number, retryAfterMs: number | null): number {
  if (retryAfterMs !== null) return Math.min(retryAfterMs, CEILING_MS);
  return Math.min(waitAfterFailure(everyMs, failures, null, 0), MINUTE_MS * 2 ** Math.min(failures - 1, 10));
}

/** Half the usual gap, within 5 minutes and a day (an hour for primary sources). */
export function adaptiveInterval({ tier, usualGapMs, silenceMs }: Pace): number {
  const ceiling = tier === "primary" ? PRIMARY_CEILING_MS : CEILING_MS;
  if (usualGapMs === null) return Math.min(UNKNOWN_PACE_MS, ceiling);
  const gap = Math.max(usualGapMs, (silenceMs ?? 0) * SILENCE_SHARE);
  return Math.min(Math.max(gap / POLLS_A_GAP, FLOOR_MS), ceiling);
}

/**
 * The usual time between two items: the mean over the newest, without the longest tenth (nights, holidays).
 *
 * @param instants of the newest items, any order
 * @returns null when they are too few to tell
 */
export function usualGap(instants: readonly Date[]): number | null {
  const times = [...new Set(instants.map((at) => at.getTime()))].toSorted((a, b) => b - a).slice(0, 50);
  const gaps = times.slice(1).map((time, at) => (times[at] ?? time) - time);
  const ordinary = gaps.toSorted((a, b) => a - b).slice(0, Math.ceil(gaps.length * 0.9));
  if (ordinary.length < 2) return null;
  return Math.round(ordinary.reduce((sum, gap) => sum + gap, 0) / ordinary.length);
}

function fixedWait(everyMs: number): number {
  return everyMs - Math.min(EARLY_MS, everyMs / 10);
}
