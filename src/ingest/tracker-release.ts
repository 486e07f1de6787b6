import type { PartialDate, PersonRecord } from "../domain/person.ts";
import { isFuture, isLater, overlap } from "./tracker-dates.ts";
import { trackerEvent, type DiffTime, type TrackerEvent } from "./tracker-event.ts";
import { cellOf, isPlaceOut, isRecent, releaseDateOf, standingOf } from "./tracker-facts.ts";
import {
  addedClauses,
  clausesOf,
  lifeSignsOf,
  releaseKindOf,
  releaseModifiersOf,
  saysRefusedToLeave,
  saysReleased,
} from "./tracker-words.ts";

/** Older happenings that the list learns of late are history, not news. */
const NEWS_DAYS = 90;
/** A detention so long ago is told as a recognition only. */
export const DETENTION_NEWS_DAYS = 30;

/** What one row's change of status, place and dates means for the person's liberty. */
export function libertyEvents(
  before: PersonRecord,
  after: PersonRecord,
  time: DiffTime,
): readonly TrackerEvent[] {
  const [from, to] = [standingOf(before), standingOf(after)];
  if (from === "active" && to === "former") return [releaseOf(before, after, time)];
  if (from === "former" && to === "active") return [backInside(before, after, time)];
  if (from === "np" && to === "active") return recognised(before, after, time);
  if (from === "np" && to === "former") return formerAfterAll(before, after, time);
  if (from !== to) return [withdrawn(after)];
  return to === "former" ? stillFormer(before, after, time) : stillListed(before, after, time);
}

function releaseOf(before: PersonRecord, after: PersonRecord, time: DiffTime): TrackerEvent {
  const added = addedClauses(before.descriptionRaw, after.descriptionRaw);
  if (saysRefusedToLeave(added)) {
    return trackerEvent(after.recordId, "deportation_refused", false, {
      date: releaseDate(before, after, time),
      releaseKind: releaseKindOf(added),
      review: "REFUSED_TO_LEAVE",
    });
  }
  const clauses = [...added, ...clausesOf(cellOf(after, "prison"))];
  const date = releaseDate(before, after, time);
  const future = isFuture(date, time.today);
  return trackerEvent(after.recordId, "release", !future && isNews(date, time), {
    date,
    releaseKind: releaseKindOf(clauses),
    modifiers: releaseModifiersOf(clauses),
    ...(future ? { review: "FUTURE_RELEASE_DATE" as const } : {}),
  });
}

function isNews(date: PartialDate | null, time: DiffTime): boolean {
  return date === null || isRecent(date, time.today, NEWS_DAYS);
}

/** The list's release date, unless it belongs to an earlier release: before the detention, or there long since. */
function releaseDate(before: PersonRecord, after: PersonRecord, time: DiffTime): PartialDate | null {
  const date = releaseDateOf(after);
  if (date === null || isLater(after.detainedOn, date)) return null;
  const old = releaseDateOf(before);
  const isLeftOver = old !== null && overlap(old, date) && !isRecent(date, time.today, DETENTION_NEWS_DAYS);
  return isLeftOver ? null : date;
}

/** Detained on a day that the list did not give before, and later than any that it gave. */
function isNewDetention(before: PersonRecord, after: PersonRecord): boolean {
  if (after.detainedOn === null) return false;
  return before.detainedOn === null || isLater(after.detainedOn, before.detainedOn);
}

function backInside(before: PersonRecord, after: PersonRecord, time: DiffTime): TrackerEvent {
  const isDated = before.detainedOn !== null || isRecent(after.detainedOn, time.today, NEWS_DAYS);
  const isNewDate = isDated && isNewDetention(before, after);
  const added = addedClauses(before.descriptionRaw, after.descriptionRaw);
  const isInside = after.facility !== null && before.facility === null;
  if (!isNewDate && !isInside && !lifeSignsOf(added).includes("re_arrest")) {
    // Nothing but the status: the list takes an error back, or knows more than it shows.
    return trackerEvent(after.recordId, "correction", false, {
      field: "status",
      review: "BACK_WITHOUT_DETENTION",
    });
  }
  const date = isNewDate ? after.detainedOn : null;
  const future = isFuture(after.detainedOn, time.today);
  return trackerEvent(after.recordId, "re_arrest", !future && isNews(date, time), {
    date,
    ...(after.facility === null ? {} : { to: after.facility.raw }),
    ...(future ? { review: "FUTURE_DETENTION_DATE" as const } : {}),
  });
}

function recognised(before: PersonRecord, after: PersonRecord, time: DiffTime): readonly TrackerEvent[] {
  const recognition = trackerEvent(
    after.recordId,
    "recognition",
    true,
    after.declarationUrl === null ? {} : { to: after.declarationUrl },
  );
  return [recognition, ...detention(before, after, time)];
}

function detention(before: PersonRecord, after: PersonRecord, time: DiffTime): readonly TrackerEvent[] {
  const date = after.detainedOn;
  if (!isNewDetention(before, after) || !isRecent(date, time.today, DETENTION_NEWS_DAYS)) return [];
  return isFuture(date, time.today)
    ? [trackerEvent(after.recordId, "detention", false, { date, review: "FUTURE_DETENTION_DATE" })]
    : [trackerEvent(after.recordId, "detention", true, { date })];
}

/** Recognised when already out, unless the same change shows that the person came out just now. */
function formerAfterAll(before: PersonRecord, after: PersonRecord, time: DiffTime): readonly TrackerEvent[] {
  const recognition = trackerEvent(after.recordId, "recognised_ex_post_facto", false);
  return cameOutNow(before, after, time) ? [releaseOf(before, after, time), recognition] : [recognition];
}

function cameOutNow(before: PersonRecord, after: PersonRecord, time: DiffTime): boolean {
  if (isPlaceOut(before) || releaseDateOf(before) !== null) return false;
  const date = releaseDateOf(after);
  if (date !== null) return isRecent(date, time.today, DETENTION_NEWS_DAYS);
  return before.facility !== null && isPlaceOut(after);
}

function withdrawn(after: PersonRecord): TrackerEvent {
  return trackerEvent(after.recordId, "correction", false, { field: "status", review: "STATUS_WITHDRAWN" });
}

function stillFormer(before: PersonRecord, after: PersonRecord, time: DiffTime): readonly TrackerEvent[] {
  const isBack =
    before.detainedOn !== null &&
    isNewDetention(before, after) &&
    isRecent(after.detainedOn, time.today, NEWS_DAYS);
  const added = addedClauses(before.descriptionRaw, after.descriptionRaw);
  if (!isBack && !lifeSignsOf(added).includes("re_arrest")) return [];
  const date = isBack ? after.detainedOn : null;
  return [trackerEvent(after.recordId, "re_arrest", false, { date, review: "DETAINED_BUT_FORMER" })];
}

/** Still `active` or still `np`: the place, the dates or the text may speak of liberty all the same. */
function stillListed(before: PersonRecord, after: PersonRecord, time: DiffTime): readonly TrackerEvent[] {
  if (isPlaceOut(after) && !isPlaceOut(before)) return [releaseOf(before, after, time)];
  if (standingOf(after) === "np") {
    return cameOutNow(before, after, time)
      ? [releaseOf(before, after, time)]
      : detention(before, after, time);
  }
  const added = addedClauses(before.descriptionRaw, after.descriptionRaw);
  if (saysRefusedToLeave(added)) return [releaseOf(before, after, time)];
  const date = releaseDateOf(after);
  const isDateNew = date !== null && releaseDateOf(before)?.value !== date.value;
  if (isDateNew && isFuture(date, time.today)) {
    const more = { field: "release_date", review: "FUTURE_RELEASE_DATE" } as const;
    return [trackerEvent(after.recordId, "detail_fill", false, more)];
  }
  // The status says inside, the date or the text says outside: nobody is told before a moderator looked.
  const isOutByDate = isDateNew && !isLater(after.detainedOn, date);
  if (!isOutByDate && !saysReleased(added)) return [];
  const release = releaseOf(before, after, time);
  return [{ ...release, push: false, review: release.review ?? "RELEASED_BUT_ACTIVE" }];
}
