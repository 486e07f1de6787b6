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

function ownCases(record: PersonRecord, today: Day): readonly ReviewCode[] {
  const dates: readonly (readonly [ReviewCode, PartialDate | null])[] = [
    ["FUTURE_BIRTH_DATE", record.birthDate],
    ["FUTURE_DETENTION_DATE", record.detainedOn],
    ["FUTURE_VERDICT_DATE", record.verdict?.date ?? null],
    ["FUTURE_RELEASE_DATE", record.release?.date ?? null],
  ];
  return [
    ...(isClaimedDead(record) ? (["DEATH_CLAIM"] as const) : []),
    ...(isEmbargoed(record) ? (["EMBARGO"] as const) : []),
    ...dates.flatMap(([code, date]) => (isFuture(date, today) ? [code] : [])),
  ];
}

/** People of whom nothing may be told by itself because two records may be one person. */
export function doublesOf(records: readonly PersonRecord[]): readonly ReviewCase[] {
  const pages = groupBy(records, (record) => record.url);
  const people = groupBy(records, (record) =>
    record.birthDate === null ? null : `${nameKey(record)}|${record.birthDate.value}`,
  );
  return [
    ...pages.map((recordIds) => ({ recordIds, code: "SAME_URL_TWO_IDS" as const })),
    ...people.map((recordIds) => ({ recordIds, code: "SAME_NAME_TOKENS_AND_DOB" as const })),
  ];
}

function groupBy(
  records: readonly PersonRecord[],
  keyOf: (record: PersonRecord) => string | null,
): readonly (readonly string[])[] {
  const groups = new Map<string, string[]>();
  for (const record of records) {
    const key = keyOf(record);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [record.recordId]);
    else group.push(record.recordId);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** All that a snapshot itself gives moderators to settle. */
export function reviewsOf(snapshot: TrackerSnapshot, today: Day): readonly ReviewCase[] {
  const own = snapshot.records.flatMap((record) =>
    ownCases(record, today).map((code) => ({ recordIds: [record.recordId], code })),
  );
  const doubtful = (snapshot.doubtful ?? []).map(({ recordId, code }) => ({
    recordIds: recordId === null ? [] : [recordId],
    code: code === "SAME_ID_TWO_ROWS" ? ("SAME_ID_TWO_ROWS" as const) : ("UNREADABLE_ROW" as const),
  }));
  return [...own, ...doublesOf(snapshot.records), ...doubtful];
}
