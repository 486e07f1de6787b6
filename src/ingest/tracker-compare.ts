import type { Person, PersonRecord, TrackerSnapshot } from "../domain/person.ts";
import { diffRecord, missingRow, newRow } from "./tracker-diff.ts";
import type { DiffTime, TrackerEvent } from "./tracker-event.ts";
import { standingOf } from "./tracker-facts.ts";
import { Doubles, doubtfulCases, ownCases, type ReviewCase } from "./tracker-reviews.ts";

/** A record as it was last seen; `absent` when the last snapshot did not have it. */
type KnownRecord = Pick<Person, "record" | "presence">;

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
  readonly #doubles = new Doubles();
  readonly #fresh: PersonRecord[] = [];
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
      this.#doubles.add(record);
      this.#own.push(...ownCases(record, this.#time.today));
      const known = this.#before.get(record.recordId);
      // A row that comes back is compared with what it said last: being back is no news.
      if (known === undefined) {
        this.#fresh.push(record);
        this.#events.push(newRow(record, this.#time));
      } else this.#events.push(...diffRecord(known.record, record, this.#time));
    }
    return this.#compared < this.#after.records.length;
  }

  finish(): Comparison {
    const missing = this.#missing();
    const renumbered = this.#renumbered(missing);
    const twins = new Set(renumbered.flatMap(({ recordIds }) => recordIds));
    for (const record of this.#fresh) {
      const isTold = standingOf(record) === "active";
      if (isTold && this.#doubles.twinsOf(record).length > 0) twins.add(record.recordId);
    }
    const events = [
      ...this.#events.map((event) => holdTwin(event, twins)),
      ...missing
        .filter(({ presence }) => presence === "listed")
        .map(({ record }) => missingRow(record.recordId)),
    ];
    const reviews = [
      ...this.#own,
      ...this.#doubles.cases(),
      ...doubtfulCases(this.#after),
      ...renumbered,
      ...casesOf(events),
    ];
    return { events, reviews: distinct(reviews), absent: missing.map(({ record }) => record.recordId) };
  }

  #missing(): readonly KnownRecord[] {
    const present = new Set(this.#after.records.map(({ recordId }) => recordId));
    for (const { recordId } of this.#after.doubtful ?? []) if (recordId !== null) present.add(recordId);
    return [...this.#before.values()].filter(({ record }) => !present.has(record.recordId));
  }

  /** The same person under a new id: the old row went as the new one came. */
  #renumbered(missing: readonly KnownRecord[]): readonly ReviewCase[] {
    if (this.#fresh.length === 0 || missing.length === 0) return [];
    const doubles = new Doubles();
    for (const { record } of missing) doubles.add(record);
    return this.#fresh.flatMap((record) => {
      const recordIds = doubles.twinsOf(record);
      const code = "SAME_NAME_TOKENS_AND_DOB" as const;
      return recordIds.length > 0 ? [{ recordIds: [...recordIds, record.recordId], code }] : [];
    });
  }
}

/** A new row of a person whom another record names too: entered twice, or back in prison under a new id. */
function holdTwin(event: TrackerEvent, twins: ReadonlySet<string>): TrackerEvent {
  if (!event.push || event.event !== "new_row_active" || !twins.has(event.recordId)) return event;
  return { ...event, push: false, review: event.review ?? "SAME_NAME_TOKENS_AND_DOB" };
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
