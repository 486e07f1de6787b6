import type { PersonRecord, TrackerSnapshot } from "../domain/person.ts";
import { diffRecord, missingRow, newRow } from "./tracker-diff.ts";
import type { DiffTime, TrackerEvent } from "./tracker-event.ts";
import { doublesOf, doubtfulCases, ownCases, type ReviewCase } from "./tracker-reviews.ts";

/** A record as it was last seen; `isListed` is false when the last snapshot did not have it. */
export interface KnownRecord {
  readonly record: PersonRecord;
  readonly isListed: boolean;
}

export interface Comparison {
  readonly events: readonly TrackerEvent[];
  readonly reviews: readonly ReviewCase[];
  /** Record ids that the new snapshot does not have. */
  readonly absent: readonly string[];
}

/** What a snapshot says that was not known before. Row and column order mean nothing. */
export class SnapshotComparison {
  readonly #before: ReadonlyMap<string, KnownRecord>;
  readonly #after: TrackerSnapshot;
  readonly #time: DiffTime;
  readonly #events: TrackerEvent[] = [];
  readonly #own: ReviewCase[] = [];
  #compared = 0;

  constructor(before: ReadonlyMap<string, KnownRecord>, after: TrackerSnapshot, time: DiffTime) {
    this.#before = before;
    this.#after = after;
    this.#time = time;
  }

  /** Compares the next rows, so that the caller may let other work go between. False when all are done. */
  compareNext(rows: number): boolean {
    const slice = this.#after.records.slice(this.#compared, this.#compared + rows);
    this.#compared += slice.length;
    for (const record of slice) {
      this.#own.push(...ownCases(record, this.#time.today));
      const known = this.#before.get(record.recordId);
      // A row that comes back is compared with what it said last: being back is no news.
      if (known === undefined) this.#events.push(newRow(record, this.#time));
      else this.#events.push(...diffRecord(known.record, record, this.#time));
    }
    return this.#compared < this.#after.records.length;
  }

  finish(): Comparison {
    const present = new Set(this.#after.records.map(({ recordId }) => recordId));
    const unread = new Set((this.#after.doubtful ?? []).map(({ recordId }) => recordId));
    const missing = [...this.#before.values()].filter(
      ({ record }) => !present.has(record.recordId) && !unread.has(record.recordId),
    );
    const events = [
      ...this.#events.map((event) => this.#holdDouble(event)),
      ...missing.filter(({ isListed }) => isListed).map(({ record }) => missingRow(record.recordId)),
    ];
    return {
      events,
      reviews: distinct([
        ...this.#own,
        ...doublesOf(this.#after.records),
        ...doubtfulCases(this.#after),
        ...this.#doublesWithMissing(missing),
        ...casesOf(events),
      ]),
      absent: missing.map(({ record }) => record.recordId),
    };
  }

  /** A new row of a person whom another record names too: entered twice, or back in prison under a new id. */
  #holdDouble(event: TrackerEvent): TrackerEvent {
    if (!event.push || event.event !== "new_row_active" || !this.#doubles().has(event.recordId)) return event;
    return { ...event, push: false, review: event.review ?? "SAME_NAME_TOKENS_AND_DOB" };
  }

  #doubled: ReadonlySet<string> | null = null;

  #doubles(): ReadonlySet<string> {
    this.#doubled ??= this.#findDoubles();
    return this.#doubled;
  }

  #findDoubles(): ReadonlySet<string> {
    const known = new Map([...this.#before].map(([id, { record }]) => [id, record]));
    for (const record of this.#after.records) known.set(record.recordId, record);
    const cases = doublesOf([...known.values()]).filter(({ code }) => code === "SAME_NAME_TOKENS_AND_DOB");
    return new Set(cases.flatMap(({ recordIds }) => recordIds));
  }

  /** The same person under a new id: the old row went as the new one came. */
  #doublesWithMissing(missing: readonly KnownRecord[]): readonly ReviewCase[] {
    const fresh = this.#after.records.filter(({ recordId }) => !this.#before.has(recordId));
    if (fresh.length === 0 || missing.length === 0) return [];
    return doublesOf([...missing.map(({ record }) => record), ...fresh]).filter(
      ({ code }) => code === "SAME_NAME_TOKENS_AND_DOB",
    );
  }
}

/** Cases that only the change shows. Those about the snapshot itself are among its own. */
function casesOf(events: readonly TrackerEvent[]): readonly ReviewCase[] {
  return events.flatMap(({ recordId, review }) =>
    review === undefined || review === "SAME_NAME_TOKENS_AND_DOB"
      ? []
      : [{ recordIds: [recordId], code: review }],
  );
}

function distinct(cases: readonly ReviewCase[]): readonly ReviewCase[] {
  return [...new Map(cases.map((one) => [`${one.code} ${one.recordIds.join(" ")}`, one])).values()];
}
