import { createHash } from "node:crypto";
import type { AuditLine } from "../ports/event-store.ts";

const FIRST_HASH = "0".repeat(64);
const PAGE_ROWS = 1000;

export interface ChainedLine extends AuditLine {
  /** From 1, without a gap. */
  readonly n: number;
  readonly hash: string;
}

/**
 * Each line's hash covers the one before: a line that is changed or taken out breaks all that follow.
 *
 * @param last the hash of the line before; null: this is the first
 */
export function chained(last: string | null, line: AuditLine): Omit<ChainedLine, "n"> {
  return { ...lineFrom(line), hash: hashOf(last ?? FIRST_HASH, line) };
}

export function lineFrom({ at, who, action, subject, facts }: AuditLine): AuditLine {
  return { at, who, action, subject, facts };
}

/** @param page up to `limit` lines after that number, in their order */
export async function verifyChain(
  page: (after: number, limit: number) => Promise<readonly ChainedLine[]>,
): Promise<{ ok: boolean; lines: number; brokenAt: number | null }> {
  let lines = 0;
  let previous = FIRST_HASH;
  let brokenAt: number | null = null;
  for (let after = 0; ;) {
    const rows = await page(after, PAGE_ROWS);
    for (const row of rows) {
      lines += 1;
      // Numbers without a gap: the first lines could be cut off otherwise.
      if (brokenAt === null && (row.n !== lines || row.hash !== hashOf(previous, row))) brokenAt = lines;
      previous = row.hash;
      after = row.n;
    }
    if (rows.length < PAGE_ROWS) return { ok: brokenAt === null, lines, brokenAt };
  }
}

function hashOf(previous: string, { at, who, action, subject, facts }: AuditLine): string {
  const sorted = Object.entries(facts).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const line = JSON.stringify([previous, at.getTime(), who, action, subject, sorted]);
  return createHash("sha256").update(line).digest("hex");
}
