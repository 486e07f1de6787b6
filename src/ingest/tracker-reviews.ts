import type { PartialDate, PersonRecord, TrackerSnapshot } from "../domain/person.ts";
import type { Day } from "../domain/time.ts";
import { isFuture } from "./tracker-dates.ts";
import type { ReviewCode } from "./tracker-event.ts";
import { isClaimedDead, isEmbargoed, nameKey } from "./tracker-facts.ts";

/** A case for moderators: which records, and why. */
export interface ReviewCase {
  readonly recordIds: readonly string[];
  readonly code: ReviewCode;
}

/** What one record itself gives moderators to settle. */
export function ownCases(record: PersonRecord, today: Day): readonly ReviewCase[] {
  const dates: readonly (readonly [ReviewCode, PartialDate | null])[] = [
    ["FUTURE_BIRTH_DATE", record.birthDate],
    ["FUTURE_DETENTION_DATE", record.detainedOn],
    ["FUTURE_VERDICT_DATE", record.verdict?.date ?? null],
    ["FUTURE_RELEASE_DATE", record.release?.date ?? null],
  ];
  const codes: readonly ReviewCode[] = [
    ...(isClaimedDead(record) ? (["DEATH_CLAIM"] as const) : []),
    ...(isEmbargoed(record) ? (["EMBARGO"] as const) : []),
    ...dates.flatMap(([code, date]) => (isFuture(date, today) ? [code] : [])),
  ];
  return codes.map((code) => ({ recordIds: [record.recordId], code }));
}

/** People of whom nothing may be told by itself because two records may be one person. */
export function doublesOf(records: readonly PersonRecord[]): readonly ReviewCase[] {
  const pages = groupBy(records, (record) => record.url);
  // Names are folded only where birth dates agree: that is a tenth of the list.
  const people = groupBy(records, ({ birthDate }) => birthDate?.value ?? null).flatMap((sameDay) =>
    groupBy(sameDay, nameKey),
  );
  return [
    ...pages.map((group) => ({ recordIds: idsOf(group), code: "SAME_URL_TWO_IDS" as const })),
    ...people.map((group) => ({ recordIds: idsOf(group), code: "SAME_NAME_TOKENS_AND_DOB" as const })),
  ];
}

function idsOf(records: readonly PersonRecord[]): readonly string[] {
  return records.map(({ recordId }) => recordId);
}

/** Groups of more than one. */
function groupBy(
  records: readonly PersonRecord[],
  keyOf: (record: PersonRecord) => string | null,
): readonly (readonly PersonRecord[])[] {
  const groups = Map.groupBy(records, keyOf);
  groups.delete(null);
  return [...groups.values()].filter((group) => group.length > 1);
}

/** Rows that are there and cannot be read. */
export function doubtfulCases(snapshot: TrackerSnapshot): readonly ReviewCase[] {
  return (snapshot.doubtful ?? []).map(({ recordId, code }) => ({
    recordIds: recordId === null ? [] : [recordId],
    code: code === "SAME_ID_TWO_ROWS" ? "SAME_ID_TWO_ROWS" : "UNREADABLE_ROW",
  }));
}
