import { HOUR_MS } from "../domain/time.ts";

/** A digest's words are stored before its rows, all within minutes. */
const WRITTEN_WITHIN_MS = HOUR_MS;

/**
 * The words of a digest tell what one reader follows, so they go when the last reader was erased. As long as a digest
 * is being written it has no readers yet: only one that stays without them is dropped.
 */
export class UnreadDigests {
  #since = new Map<string, number>();

  /**
   * @param found all digests without a row at this moment
   * @returns those that have been without one for an hour
   */
  toDrop(found: readonly string[], now: Date): string[] {
    const since = new Map(found.map((id) => [id, this.#since.get(id) ?? now.getTime()]));
    this.#since = since;
    return found.filter((id) => now.getTime() - (since.get(id) ?? 0) >= WRITTEN_WITHIN_MS);
  }
}
