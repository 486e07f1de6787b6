import type { SourceFailure } from "../domain/failure.ts";
import type { Notice } from "../domain/notice.ts";
import type { SourceState, TrackerSource, Validators } from "../domain/source.ts";
import { HOUR_MS, later } from "../domain/time.ts";
import { healthByFailure, healthNotices } from "./health.ts";
import type { Outcome } from "./poll.ts";
import { waitAfterFailure, waitAfterSuccess } from "./schedule.ts";

/** A list of some megabytes that changes once a day: four requests a day are enough. */
const EVERY_MS = 6 * HOUR_MS;
/** A list that said 410 is looked at once a week. */
const GONE_WAIT_MS = 7 * 24 * HOUR_MS;

export interface TrackerCircumstances {
  readonly tracker: TrackerSource;
  readonly now: Date;
  /** 0 ≤ x < 1. */
  readonly chance: number;
}

export interface TrackerAnswer {
  readonly validators: Validators;
  readonly bodyHash: string | null;
  readonly retryAfterMs: number | null;
  /** The list says something new. */
  readonly isNews: boolean;
}

/** The list was taken over or is the one that we have. */
export function afterSnapshot(
  state: SourceState,
  answer: TrackerAnswer,
  { tracker, now, chance }: TrackerCircumstances,
): Outcome {
  const pace = {
    everyMs: tracker.everyMs ?? EVERY_MS,
    tier: "primary",
    usualGapMs: null,
    silenceMs: null,
  } as const;
  const wishes = { ttlMs: null, maxAgeMs: null, expiresMs: null, retryAfterMs: answer.retryAfterMs };
  const after: SourceState = {
    ...state,
    validators: answer.validators,
    bodyHash: answer.bodyHash,
    health: "ok",
    reason: null,
    failures: 0,
    primed: true,
    lastCheckAt: now,
    lastSuccessAt: now,
    lastNewItemAt: answer.isNews ? now : state.lastNewItemAt,
    nextCheckAt: later(now, Math.round(waitAfterSuccess(pace, wishes, chance))),
  };
  return withNotices(tracker, state, after);
}

export function afterTrackerFailure(
  state: SourceState,
  failure: SourceFailure,
  { tracker, now, chance }: TrackerCircumstances,
): Outcome {
  const failures = state.failures + 1;
  const every = tracker.everyMs ?? EVERY_MS;
  const waitMs =
    failure.kind === "gone" ? GONE_WAIT_MS : waitAfterFailure(every, failures, failure.retryAfterMs, chance);
  const after: SourceState = {
    ...state,
    ...healthByFailure(failure),
    failures,
    lastCheckAt: now,
    nextCheckAt: later(now, Math.round(waitMs)),
  };
  return withNotices(tracker, state, after);
}

/**
 * A snapshot that is not taken over. Validators stay those of the last good one, so that a 304 means that one.
 * Moderators are told once: not again while the reason is the same.
 */
export function afterHold(
  state: SourceState,
  held: { readonly bodyHash: string; readonly reason: string },
  { tracker, now, chance }: TrackerCircumstances,
): Outcome {
  const failures = state.failures + 1;
  const isTold = state.health === "broken" && state.reason === held.reason;
  const after: SourceState = {
    ...state,
    bodyHash: held.bodyHash,
    health: "broken",
    reason: held.reason,
    failures,
    blindTold: true,
    lastCheckAt: now,
    nextCheckAt: later(
      now,
      Math.round(waitAfterFailure(tracker.everyMs ?? EVERY_MS, failures, null, chance)),
    ),
  };
  return { state: after, notices: isTold ? [] : [heldNotice(tracker, held, now)] };
}

function heldNotice(
  { id, outlet }: TrackerSource,
  { bodyHash, reason }: { readonly bodyHash: string; readonly reason: string },
  now: Date,
): Notice {
  return {
    key: `snapshot_held:${id}:${bodyHash.slice(0, 12)}:${now.toISOString()}`,
    code: "snapshot_held",
    facts: { tracker: id, outlet, reason },
  };
}

function withNotices(tracker: TrackerSource, before: SourceState, after: SourceState): Outcome {
  const source = { id: tracker.id, outlet: tracker.outlet, tier: "primary" } as const;
  const told = healthNotices(source, before, after);
  return { state: { ...after, blindTold: told.blindTold }, notices: told.notices };
}
