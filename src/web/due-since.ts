import type { Figures } from "../ports/figures.ts";

/**
 * Since when the delivery that waits longest has been due. What the store cannot date (a digest, a notice) counts
 * from when it was first seen to wait.
 *
 * @returns null when none is due
 */
export function createDueSince(figures: Pick<Figures, "due">): (now: Date) => Promise<Date | null> {
  let seen: Date | null = null;
  return async (now) => {
    const due = await figures.due(now);
    seen = due.waits ? (seen ?? now) : null;
    return due.since ?? seen;
  };
}
