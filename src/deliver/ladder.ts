import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../domain/time.ts";

/** Waits before each try: the first at once, then longer and longer. */
const LADDER_MS: readonly number[] = [
  0,
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
];

/**
 * How long to wait before the next try.
 *
 * @param attempts tries already made, from 0
 * @returns milliseconds, or null when no further try is worth it
 */
export function retryAfterMs(attempts: number): number | null {
  return LADDER_MS[attempts] ?? null;
}
