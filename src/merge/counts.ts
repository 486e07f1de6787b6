import type { HeadCount } from "../domain/finding.ts";

/** Counts of one round differ by up to a fifth between sources. */
const TOLERANCE = 0.2;

/** @returns false when one of them gives no number */
export function countsAreClose(a: HeadCount | null, b: HeadCount | null): boolean {
  if (a === null || b === null) return false;
  const larger = Math.max(a.n, b.n);
  if (Math.abs(a.n - b.n) <= larger * TOLERANCE) return true;
  return isOpen(a, b) || isOpen(b, a);
}

/** «больш за 50» is no contradiction to 52, and none to 60. */
function isOpen(hedged: HeadCount, other: HeadCount): boolean {
  const slack = hedged.n * TOLERANCE * 2;
  if (hedged.qualifier === "at_least") return other.n >= hedged.n && other.n - hedged.n <= slack;
  return hedged.qualifier === "at_most" && other.n <= hedged.n && hedged.n - other.n <= slack;
}
