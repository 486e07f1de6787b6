import type { PartialDate, PersonRecord, TrackerSnapshot } from "../domain/person.ts";
import type { Day } from "../domain/time.ts";
import { isFuture } from "./tracker-dates.ts";
import type { ReviewCode } from "./tracker-event.ts";
import { isClaimedDead, isEmbargoed, nameKey, releaseDateOf } from "./tracker-facts.ts";

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
    ["FUTURE_RELEASE_DATE", releaseDateOf(record)],
  ];
  const codes: readonly ReviewCode[] = [
    ...(isClaimedDead(record) ? (["DEATH_CLAIM"] as const) : []),
    ...(isEmbargoed(record) ? (["EMBARGO"] as const) : []),
    ...dates.flatMap(([code, date]) => (isFuture(date, today) ? [code] : [])),
  ];
  return codes.map((code) => ({ recordIds: [record.recordId], code }));
}

/** Which records share a page, or a name and a birth date: they may be one person. Grows row by row. */
export class Doubles {
  readonly #pages = new Map<string, PersonRecord[]>();
  readonly #people = new Map<string, PersonRecord[]>();

  add(record: PersonRecord): void {
    if (record.url !== null) push(this.#pages, record.url, record);
    const key = identityOf(record);
    if (key !== null) push(this.#people, key, record);
  }

  /** Ids of other records with the same name and birth date. */
  twinsOf(record: PersonRecord): readonly string[] {
    const key = identityOf(record);
    const namesakes = key === null ? [] : (this.#people.get(key) ?? []);
    return namesakes.map(({ recordId }) => recordId).filter((id) => id !== record.recordId);
  }

  cases(): readonly ReviewCase[] {
    return [
      ...casesIn(this.#pages, "SAME_URL_TWO_IDS"),
      ...casesIn(this.#people, "SAME_NAME_TOKENS_AND_DOB"),
    ];
  }
}

function identityOf(record: PersonRecord): string | null {
  return record.birthDate === null ? null : `${nameKey(record)}|${record.birthDate.value}`;
}

function push(groups: Map<string, PersonRecord[]>, key: string, record: PersonRecord): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [record]);
  else group.push(record);
}

function casesIn(
  groups: ReadonlyMap<string, readonly PersonRecord[]>,
  code: ReviewCode,
): readonly ReviewCase[] {
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => ({ recordIds: group.map(({ recordId }) => recordId), code }));
}

/** Rows that are there and cannot be read. */
export function doubtfulCases(snapshot: TrackerSnapshot): readonly ReviewCase[] {
  return (snapshot.doubtful ?? []).map(({ recordId, code }) => ({
    recordIds: recordId === null ? [] : [recordId],
    code: code === "SAME_ID_TWO_ROWS" ? "SAME_ID_TWO_ROWS" : "UNREADABLE_ROW",
  }));
}
