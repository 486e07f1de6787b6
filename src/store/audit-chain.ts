import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { AuditLine } from "../domain/audit-line.ts";
import type { Keys } from "./seal.ts";

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

/**
 * The end of the chain, under a seal that only the holder of DATA_KEY can make: lines that are cut off from the end, or
 * added there by somebody else, do not fit it.
 */
export interface AuditHead {
  /** How many lines there are. */
  readonly n: number;
  /** Of the last line. */
  readonly hash: string;
  /** Where it was found to be broken when a line was written behind that; null: it never was. */
  readonly brokenAt: number | null;
  readonly seal: string;
}

type LastLine = Pick<ChainedLine, "n" | "hash">;

/** Of an empty log, in a new database. */
export function firstHead(keys: HeadKeys): AuditHead {
  return sealed(keys, { n: 0, hash: FIRST_HASH, brokenAt: null });
}

/**
 * The head behind a fresh line. A fault that it finds stays in it: the next line must not hide that others were cut off.
 *
 * @param before what stands in the database; null: nothing, which is a fault too
 * @param last the line before; null: there was none
 */
export function nextHead(
  keys: HeadKeys,
  before: AuditHead | null,
  last: LastLine | null,
  fresh: LastLine,
): AuditHead {
  const { n, hash } = fresh;
  return sealed(keys, { n, hash, brokenAt: breakOf(keys, before, last) });
}

/** Under another key. @param lost what to seal when there is no head, for a log from before there were any */
export function resealedHead(
  keys: HeadKeys,
  next: HeadKeys,
  before: AuditHead | null,
  last: LastLine | null,
): AuditHead {
  const { n, hash } = last ?? { n: 0, hash: FIRST_HASH };
  const brokenAt = before === null ? null : breakOf(keys, before, last);
  return sealed(next, { n, hash, brokenAt });
}

function breakOf(keys: HeadKeys, head: AuditHead | null, last: LastLine | null): number | null {
  const { n, hash } = last ?? { n: 0, hash: FIRST_HASH };
  if (head === null || !isSealed(keys, head)) return n + 1;
  if (head.brokenAt !== null) return head.brokenAt;
  if (head.n !== n) return Math.min(head.n, n) + 1;
  return head.hash === hash ? null : n;
}

type HeadKeys = Pick<Keys, "auditHead">;

function sealed(keys: HeadKeys, head: Omit<AuditHead, "seal">): AuditHead {
  return { ...head, seal: sealOf(keys, head) };
}

function isSealed(keys: HeadKeys, head: AuditHead): boolean {
  const [given, made] = [Buffer.from(head.seal), Buffer.from(sealOf(keys, head))];
  return given.length === made.length && timingSafeEqual(given, made);
}

function sealOf({ auditHead }: HeadKeys, { n, hash, brokenAt }: Omit<AuditHead, "seal">): string {
  return createHmac("sha256", auditHead)
    .update(JSON.stringify([n, hash, brokenAt]))
    .digest("hex");
}

export interface ChainReading {
  /** Up to `limit` lines after that number, in their order. */
  readonly page: (after: number, limit: number) => Promise<readonly ChainedLine[]>;
  readonly head: () => Promise<AuditHead | null>;
}

/** Lines may be written meanwhile: those read reach the head of before, and the head of after reaches them. */
export async function verifyChain(
  keys: HeadKeys,
  { page, head }: ChainReading,
): Promise<{ ok: boolean; lines: number; brokenAt: number | null }> {
  const before = await head();
  const end = before !== null && isSealed(keys, before) ? before : null;
  let lines = 0;
  let previous = FIRST_HASH;
  const faults: number[] = [];
  for (
    let rows = await page(0, PAGE_ROWS);
    rows.length > 0;
    rows = await page(rows.at(-1)?.n ?? 0, PAGE_ROWS)
  ) {
    for (const row of rows) {
      lines += 1;
      // Numbers without a gap: the first lines could be cut off otherwise.
      const isNext = row.n === lines && row.hash === hashOf(previous, row);
      if (!isNext || (row.n === end?.n && row.hash !== end.hash)) faults.push(lines);
      previous = row.hash;
    }
  }
  const after = await head();
  for (const each of [before, after]) {
    if (each === null || !isSealed(keys, each)) faults.push(lines + 1);
    else if (each.brokenAt !== null) faults.push(each.brokenAt);
  }
  if (end !== null && end.n > lines) faults.push(lines + 1);
  if (after !== null && after.n < lines) faults.push(after.n + 1);
  const brokenAt = faults.length === 0 ? null : faults.reduce((a, b) => Math.min(a, b));
  return { ok: brokenAt === null, lines, brokenAt };
}

function hashOf(previous: string, { at, who, action, subject, facts }: AuditLine): string {
  const sorted = Object.entries(facts).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const line = JSON.stringify([previous, at.getTime(), who, action, subject, sorted]);
  return createHash("sha256").update(line).digest("hex");
}
