import type { PersonRecord } from "../domain/person.ts";
import { cellsKey } from "./tracker-columns.ts";
import { courtEvents, lifeEvents, transferEvents } from "./tracker-case.ts";
import { isFuture } from "./tracker-dates.ts";
import { detailEvents } from "./tracker-details.ts";
import { trackerEvent, type DiffTime, type TrackerEvent, type TrackerEventName } from "./tracker-event.ts";
import {
  isClaimedDead,
  isEmbargoed,
  isMarkedDead,
  isPlaceOut,
  isRecent,
  releaseDateOf,
  standingOf,
} from "./tracker-facts.ts";
import { DETENTION_NEWS_DAYS, libertyEvents } from "./tracker-release.ts";
import { addedClauses, saysDied } from "./tracker-words.ts";

/** What became of one row that both snapshots have. An unchanged row gives nothing. */
export function diffRecord(
  before: PersonRecord,
  after: PersonRecord,
  time: DiffTime,
): readonly TrackerEvent[] {
  if (before.rowHash === after.rowHash || isOnlyReadAnew(before, after)) return [];
  const events = newsOf(before, after, time);
  return keepQuiet(after, [...events, ...detailEvents(before, after, events)]);
}

/** The same words, read by a newer version of this program: what it understands better is no news. */
function isOnlyReadAnew({ cells: before }: PersonRecord, { cells: after }: PersonRecord): boolean {
  return before !== undefined && after !== undefined && cellsKey(before) === cellsKey(after);
}

function newsOf(before: PersonRecord, after: PersonRecord, time: DiffTime): readonly TrackerEvent[] {
  if (isNewlyDead(before, after)) {
    const more = { date: after.diedOn, review: "DEATH_CLAIM" } as const;
    return [trackerEvent(after.recordId, "death", false, more)];
  }
  // Whoever is dead on the list is not released by a change of status.
  if (isMarkedDead(after)) return [];
  const liberty = libertyEvents(before, after, time);
  const isMoved = liberty.some(({ event }) => event !== "recognition" && event !== "detail_fill");
  return [
    ...liberty,
    ...(liberty.some(({ event }) => event === "re_arrest") ? [] : courtEvents(before, after, time)),
    ...(isMoved || isPlaceOut(after) ? [] : transferEvents(before, after)),
    ...lifeEvents(before, after).filter(({ event }) => !isToldByRelease(event, liberty)),
  ];
}

function isNewlyDead(before: PersonRecord, after: PersonRecord): boolean {
  if (isMarkedDead(after)) return !isMarkedDead(before) && !isClaimedDead(before);
  return saysDied(addedClauses(before.descriptionRaw, after.descriptionRaw)) && !isClaimedDead(before);
}

/** «вывезен за границу» is part of the release. */
function isToldByRelease(event: TrackerEventName, liberty: readonly TrackerEvent[]): boolean {
  return event === "left_country" && liberty.length > 0;
}

/** Nothing is told of people whom the list marks as not to be published. */
function keepQuiet(record: PersonRecord, events: readonly TrackerEvent[]): readonly TrackerEvent[] {
  if (!isEmbargoed(record)) return events;
  return events.map((event) => ({ ...event, push: false, review: event.review ?? "EMBARGO" }));
}

/** A row that the list did not have before. */
export function newRow(record: PersonRecord, time: DiffTime): TrackerEvent {
  const [event] = keepQuiet(record, [newRowEvent(record, time)]);
  return event ?? newRowEvent(record, time);
}

function newRowEvent(record: PersonRecord, time: DiffTime): TrackerEvent {
  const { recordId, detainedOn } = record;
  if (isClaimedDead(record)) {
    return trackerEvent(recordId, nameOfNewRow(record), false, { as: ["death"], review: "DEATH_CLAIM" });
  }
  const standing = standingOf(record);
  if (standing === "former") {
    return trackerEvent(recordId, "new_row_former", false, { as: ["recognised_ex_post_facto"] });
  }
  const isEarly = isFuture(detainedOn, time.today);
  const isDetention = !isEarly && isRecent(detainedOn, time.today, DETENTION_NEWS_DAYS);
  const review = isEarly ? { review: "FUTURE_DETENTION_DATE" as const } : {};
  const date = isDetention ? { date: detainedOn } : {};
  if (standing === "np") {
    return trackerEvent(recordId, "new_row_np", false, {
      as: isDetention ? ["detention"] : [],
      ...date,
      ...review,
    });
  }
  const isOut = isPlaceOut(record) || releaseDateOf(record) !== null;
  const as: readonly TrackerEventName[] = isDetention ? ["detention", "recognition"] : ["recognition"];
  return trackerEvent(recordId, "new_row_active", !isEarly && !isOut, { as, ...date, ...review });
}

function nameOfNewRow(record: PersonRecord): TrackerEventName {
  const standing = standingOf(record);
  return standing === "active" ? "new_row_active" : standing === "former" ? "new_row_former" : "new_row_np";
}

/** A row that is missing: never a release, told to nobody. */
export function missingRow(recordId: string): TrackerEvent {
  return trackerEvent(recordId, "row_missing", false);
}
