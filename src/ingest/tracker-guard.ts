import type { PersonRecord, TrackerSnapshot } from "../domain/person.ts";
import { cellOf, standingOf, type Standing } from "./tracker-facts.ts";

/** Fewer rows than this share of the last snapshot: something was cut. One missing row is always borne. */
const ROWS_KEPT = 0.9;
/** So many known ids may go at once although new ones make up for them. */
const IDS_LOST = 0.2;
const IDS_LOST_FLOOR = 3;
const ROWS_GAINED = 0.1;
const ROWS_GAINED_FLOOR = 10;
/** A column that was emptied for a quarter of those who had a value was lost, not corrected. */
const VALUES_LOST = 0.25;
const VALUES_LOST_FLOOR = 5;
/** Status alone changed, nothing else in the row: a few may be late book-keeping, a third of a status is a fault. */
const BARE_FLIPS = 1 / 3;
const BARE_FLIPS_FLOOR = 3;
/** The largest round ever freed 250 at once; more than half of all prisoners at once is for a person to believe. */
const RELEASED_AT_ONCE = 300;

const KEPT_COLUMNS = ["birthday", "arrested", "articles", "decision", "verdict_date", "declaration"] as const;

/**
 * May a snapshot take the place of the last one? Fails closed.
 * @param before the records that the last snapshot listed; none when there is no last snapshot
 * @returns null when it may, else why not, in English and without names
 */
export function guardSnapshot(before: readonly PersonRecord[], after: TrackerSnapshot): string | null {
  if (before.length === 0) return null;
  const now = new Map(after.records.map((record) => [record.recordId, record]));
  const unread = new Set((after.doubtful ?? []).map(({ recordId }) => recordId));
  const rows = after.records.length + (after.doubtful ?? []).length;
  const pairs = before.flatMap((old) => {
    const current = now.get(old.recordId);
    return current === undefined ? [] : [[old, current] as const];
  });
  const missing = before.filter(({ recordId }) => !now.has(recordId) && !unread.has(recordId)).length;
  return (
    rowsFault(before.length, rows) ??
    idsFault(before.length, missing) ??
    flipsFault(before, pairs) ??
    columnsFault(pairs)
  );
}

function percent(part: number, whole: number): string {
  return `${String(Math.round((100 * part) / whole))} %`;
}

function rowsFault(before: number, after: number): string | null {
  const of = `${String(after)} rows, ${String(before)} before`;
  if (after < before * ROWS_KEPT && before - after > 1)
    return `row count fell by ${percent(before - after, before)}: ${of}`;
  const gained = after - before;
  return gained > Math.max(ROWS_GAINED_FLOOR, before * ROWS_GAINED) ? `row count jumped: ${of}` : null;
}

function idsFault(before: number, missing: number): string | null {
  return missing > Math.max(IDS_LOST_FLOOR, before * IDS_LOST)
    ? `${String(missing)} of ${String(before)} known records are missing`
    : null;
}

type Pair = readonly [PersonRecord, PersonRecord];

function flipsFault(before: readonly PersonRecord[], pairs: readonly Pair[]): string | null {
  const counts: Record<Standing, number> = { active: 0, former: 0, np: 0 };
  for (const record of before) counts[standingOf(record)] += 1;
  const bare = new Map<string, { n: number; limit: number }>();
  let released = 0;
  for (const [old, now] of pairs) {
    const [from, to] = [standingOf(old), standingOf(now)];
    if (from === to) continue;
    if (from === "active") released += 1;
    if (!isBareFlip(old, now)) continue;
    const key = `${from} to ${to}`;
    const limit = Math.max(BARE_FLIPS_FLOOR, Math.min(counts[from], counts[to]) * BARE_FLIPS);
    bare.set(key, { n: (bare.get(key)?.n ?? 0) + 1, limit });
  }
  for (const [key, { n, limit }] of bare) {
    if (n > limit)
      return `status counts jumped: ${String(n)} rows went from ${key} and nothing else changed in them`;
  }
  return released > RELEASED_AT_ONCE && released > counts.active / 2
    ? `status counts jumped: ${String(released)} of ${String(counts.active)} active rows are so no more`
    : null;
}

/** Nothing that a real release, recognition or detention brings changed with the status. */
function isBareFlip(old: PersonRecord, now: PersonRecord): boolean {
  return JSON.stringify(tracesOf(old)) === JSON.stringify(tracesOf(now));
}

function tracesOf(record: PersonRecord): readonly unknown[] {
  const { descriptionRaw, declarationUrl, detainedOn, facility, diedOn, verdict } = record;
  return [
    descriptionRaw,
    declarationUrl,
    detainedOn,
    facility?.raw,
    cellOf(record, "prison"),
    cellOf(record, "release_date"),
    diedOn,
    verdict?.date,
    verdict?.decisionRaw,
  ];
}

function columnsFault(pairs: readonly Pair[]): string | null {
  const changed = pairs.filter(([old, now]) => old.rowHash !== now.rowHash);
  if (changed.length <= VALUES_LOST_FLOOR) return null;
  for (const column of KEPT_COLUMNS) {
    const lost = changed.filter(
      ([old, now]) => cellOf(old, column) !== "" && cellOf(now, column) === "",
    ).length;
    if (lost <= VALUES_LOST_FLOOR) continue;
    const had = pairs.filter(([old]) => cellOf(old, column) !== "").length;
    if (lost > had * VALUES_LOST) {
      return `column ${column} was emptied in ${String(lost)} of ${String(had)} rows`;
    }
  }
  return null;
}
