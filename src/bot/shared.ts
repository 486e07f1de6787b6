/** Longer than a flood needs to share it, shorter than anybody notices. */
const KEPT_MS = 1000;

/**
 * What all chats are told alike and what is dear to gather: gathered once a second at most, however many ask.
 * What failed is asked for anew.
 *
 * @param nowMs monotonic milliseconds
 */
export function shared<T>(
  gather: () => Promise<T>,
  nowMs: () => number = () => performance.now(),
): () => Promise<T> {
  let kept: { readonly atMs: number; readonly answer: Promise<T> } | null = null;
  return () => {
    if (kept !== null && nowMs() - kept.atMs < KEPT_MS) return kept.answer;
    const mine = { atMs: nowMs(), answer: gather() };
    kept = mine;
    mine.answer.catch(() => {
      if (kept === mine) kept = null;
    });
    return mine.answer;
  };
}
