import type { DigestWishes } from "./subscriber.ts";
import { HOUR_MS, instant } from "./time.ts";

/** When digests were looked after: what was missed is told from it. In UTC ms. */
export interface DigestRuns {
  /** Digests that were due until then are written down. */
  readonly until: number;
  /** Long times in which nobody looked, oldest first. */
  readonly gaps: readonly DigestGap[];
}

export interface DigestGap {
  readonly from: number;
  readonly to: number;
}

/** The digests that are written down, for who chooses others. */
export interface DigestEnds {
  /** Later than the clock says where that was set back into a time whose digests are written down. */
  readonly now: Date;
  /** When the last digest of such wishes ended that is written down. */
  last(wishes: DigestWishes): Date;
}

/** A clock that goes back by more had run ahead before, and what was noted by it says nothing. */
const SET_BACK_MS = 3 * HOUR_MS;

/** Was the clock set back into a time whose digests are written down? */
export function isSetBack({ until }: DigestRuns, now: Date): boolean {
  const aheadMs = until - now.getTime();
  return aheadMs > 0 && aheadMs <= SET_BACK_MS;
}

/** What is decided now belongs to no digest that is written down, though the clock was set back since. */
export function countedAt(runs: DigestRuns | null, now: Date): Date {
  return runs !== null && isSetBack(runs, now) ? instant(runs.until) : now;
}
