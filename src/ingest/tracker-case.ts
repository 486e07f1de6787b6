import type { Facility, PersonRecord, Verdict } from "../domain/person.ts";
import { isFuture, isLater } from "./tracker-dates.ts";
import { trackerEvent, type DiffTime, type TrackerEvent } from "./tracker-event.ts";
import { foldWords, isRecent, standingOf } from "./tracker-facts.ts";
import { addedClauses, lifeSignsOf } from "./tracker-words.ts";

/** Verdicts become known late; older ones are filled-in details. */
const VERDICT_NEWS_DAYS = 180;
const APPEAL_NEWS_DAYS = 90;

function isDecided(verdict: Verdict | null): verdict is Verdict {
  return verdict !== null && (verdict.date !== null || verdict.decisionRaw !== null);
}

function codesOf(record: PersonRecord): ReadonlySet<string> {
  return new Set(record.charges.flatMap(({ code }) => code ?? []));
}

/** The verdict is another one: its own date is later than the one before. */
function isNewDate(before: Verdict | null, after: Verdict): boolean {
  const old = before?.date ?? null;
  return old !== null && isLater(after.date, old);
}

function meansTheSame(a: Verdict, b: Verdict): boolean {
  const isSameTerm = a.months === b.months && a.baseUnits === b.baseUnits && a.penalty === b.penalty;
  if (!isSameTerm) return false;
  const isNumbered = a.months !== null || a.baseUnits !== null || a.penalty === "fine";
  return isNumbered || foldWords(a.decisionRaw ?? "") === foldWords(b.decisionRaw ?? "");
}

function told(verdict: Verdict): { readonly to?: string } {
  const words = [verdict.decisionRaw, verdict.penaltyRaw].filter((part) => part !== null).join(", ");
  return words === "" ? {} : { to: words };
}

/** What changed before the court: a first verdict, a further one, an appeal, a new case in custody, new articles. */
export function courtEvents(
  before: PersonRecord,
  after: PersonRecord,
  time: DiffTime,
): readonly TrackerEvent[] {
  const case411 = caseAdded(before, after, time);
  if (case411 !== null) return [case411];
  const verdict = verdictEvents(before, after, time);
  return verdict.length > 0 ? verdict : chargeEvents(before, after);
}

/** A new case under article 411, opened in custody to add years. */
function caseAdded(before: PersonRecord, after: PersonRecord, time: DiffTime): TrackerEvent | null {
  if (codesOf(before).has("411")) return null;
  const isInText = lifeSignsOf(addedClauses(before.descriptionRaw, after.descriptionRaw)).includes(
    "case_411",
  );
  const isInArticles = codesOf(after).has("411") && before.charges.length > 0;
  if (!isInText && !isInArticles) return null;
  const { verdict } = after;
  const date = verdict !== null && isNewDate(before.verdict, verdict) ? verdict.date : null;
  const isInside = standingOf(after) !== "former";
  return trackerEvent(after.recordId, "case_411", isInside && !isFuture(date, time.today), {
    date,
    ...(verdict === null ? {} : told(verdict)),
  });
}

function verdictEvents(before: PersonRecord, after: PersonRecord, time: DiffTime): readonly TrackerEvent[] {
  const [old, now] = [before.verdict, after.verdict];
  if (!isDecided(now)) return [];
  if (!isDecided(old)) return isVerdictNews(after, now, time) ? [verdictEvent(after, now, time)] : [];
  if (isSentToPrison(old, now)) {
    const date = isNewDate(old, now) ? now.date : null;
    return [
      trackerEvent(after.recordId, "regime_tightened", !isFuture(date, time.today), { date, ...told(now) }),
    ];
  }
  if (isNewDate(old, now)) return [verdictEvent(after, now, time)];
  const appeal = appealEvent(after, old, now, time);
  if (appeal !== null) return [appeal];
  const isChanged = old.decisionRaw !== null && now.decisionRaw !== null && !meansTheSame(old, now);
  if (!isChanged) return [];
  // Another term without any date: a typing error put right or a court that we know nothing of.
  const more = { field: "decision", review: "SENTENCE_CHANGED", ...told(now) } as const;
  return [trackerEvent(after.recordId, "correction", false, more)];
}

/** The same term, to be served in a closed prison from now on. */
function isSentToPrison(old: Verdict, now: Verdict): boolean {
  return now.penalty === "prison_regime" && old.penalty === "colony" && now.months === old.months;
}

function isVerdictNews(record: PersonRecord, verdict: Verdict, time: DiffTime): boolean {
  if (verdict.date === null) return standingOf(record) !== "former";
  return isRecent(verdict.date, time.today, VERDICT_NEWS_DAYS);
}

function verdictEvent(record: PersonRecord, verdict: Verdict, time: DiffTime): TrackerEvent {
  const isEarly = isFuture(verdict.date, time.today);
  return trackerEvent(record.recordId, "verdict", !isEarly, {
    date: verdict.date,
    ...told(verdict),
    ...(isEarly ? { review: "FUTURE_VERDICT_DATE" as const } : {}),
  });
}

function appealEvent(record: PersonRecord, old: Verdict, now: Verdict, time: DiffTime): TrackerEvent | null {
  const date = now.appealDate;
  const isNew = date !== null && (old.appealDate === null || isLater(date, old.appealDate));
  if (!isNew || isFuture(date, time.today) || !isRecent(date, time.today, APPEAL_NEWS_DAYS)) return null;
  return trackerEvent(record.recordId, "appeal", true, {
    date,
    ...(meansTheSame(old, now) ? {} : told(now)),
  });
}

/** Articles added to articles that were known. Filled-in ones are no news. */
function chargeEvents(before: PersonRecord, after: PersonRecord): readonly TrackerEvent[] {
  const known = codesOf(before);
  const added = [...codesOf(after)].filter((code) => !known.has(code));
  if (known.size === 0 || added.length === 0 || standingOf(after) === "former") return [];
  return [trackerEvent(after.recordId, "charge", true, { to: added.join(", ") })];
}

function isSameFacility(a: Facility, b: Facility): boolean {
  return a.id !== null && b.id !== null ? a.id === b.id : foldWords(a.raw) === foldWords(b.raw);
}

/** Moved from one place to another. A place spelled anew or only now known is no move. */
export function transferEvents(before: PersonRecord, after: PersonRecord): readonly TrackerEvent[] {
  if (standingOf(after) === "former") return [];
  const [from, to] = [placeOf(before), placeOf(after)];
  if (from === null || to === null || isSamePlace(before, after)) return [];
  const areKnown = before.facility?.id !== null && after.facility?.id !== null;
  if (areKnown || before.custody !== after.custody) {
    return [trackerEvent(after.recordId, "transfer", true, { from, to })];
  }
  return [trackerEvent(after.recordId, "correction", false, { field: "prison", from, to })];
}

function placeOf(record: PersonRecord): string | null {
  if (record.facility !== null) return record.facility.raw;
  return record.custody === "at_liberty_before_sentence" ? (record.cells?.["prison"] ?? "") : null;
}

function isSamePlace(before: PersonRecord, after: PersonRecord): boolean {
  if (before.facility === null || after.facility === null) return before.facility === after.facility;
  return isSameFacility(before.facility, after.facility);
}

/** What the text newly speaks of. It gives no day and may tell of long ago: moderators look first. */
export function lifeEvents(before: PersonRecord, after: PersonRecord): readonly TrackerEvent[] {
  return lifeSignsOf(addedClauses(before.descriptionRaw, after.descriptionRaw)).flatMap((sign) =>
    // Told elsewhere, by stronger evidence than a phrase.
    sign === "re_arrest" || sign === "case_411" ? [] : [trackerEvent(after.recordId, sign, false)],
  );
}
