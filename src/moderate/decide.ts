import type { Alert } from "../domain/alert.ts";
import type { CaseEvent, Decision, Report, Urgency } from "../domain/event.ts";
import { dayOf, daysBetween } from "../domain/time.ts";
import { COOL_OFF_MS, isDeniedByOneModerator, needsTwo, waitsForSecond, wasPassedOver } from "./ruling.ts";
import { correctionExpiresAt, expiresAt, isStale } from "./expiry.ts";

/** What is done with a version of an event, and the alert that comes of it. */
export interface Verdict {
  readonly decision: Decision;
  readonly alert: Alert | null;
}

/** What must be known beyond the event itself. */
export interface Known {
  /** The newest alert of this event; null when it was never told. */
  readonly lastAlert: Alert | null;
  readonly now: Date;
  /** One of its people is embargoed in the register. */
  readonly personEmbargo: boolean;
  /** Those who tell it report too much at once. */
  readonly flood: boolean;
  /** Without the sources that a moderator muted nobody would tell it. */
  readonly muted: boolean;
}

/**
 * Publish, hold for a moderator, keep or ignore: the only place where it is decided that subscribers are told.
 *
 * An unconfirmed event is published, too; its alert reaches only those who asked for such. When it becomes confirmed
 * it is told once more as `new`: the first get an edit, all others the news.
 */
export function decide(event: CaseEvent, known: Known): Verdict | null {
  const { lastAlert, now } = known;
  if (event.reports.length === 0) return silent("ignore", "merged");
  if (event.ruling === "rejected") return silent("ignore", "rejected");
  if (event.certainty === "retracted") return retract(event, lastAlert, now);
  if (event.embargoUntil !== null && event.embargoUntil > now) return silent("hold", "embargo");
  if (event.ruling === "none" && coolsOff(event, now)) return null;
  // Also what was told may come to name somebody who must not be named.
  if (known.personEmbargo && event.ruling !== "approved") return silent("hold", "person_embargo");
  if (lastAlert !== null) return decideTold(event, lastAlert, known);
  if (event.ruling === "approved") return tell(event, "new", urgencyOf(event), "approved", now);
  return decideUntold(event, known);
}

function retract(event: CaseEvent, lastAlert: Alert | null, now: Date): Verdict {
  if (lastAlert === null) return silent("ignore", "retracted");
  if (lastAlert.purpose === "retraction") return silent("record", "nothing_new");
  return tell(event, "retraction", "correction", "retracted", now);
}

function decideTold(event: CaseEvent, lastAlert: Alert, { now, muted, flood }: Known): Verdict {
  if (lastAlert.purpose === "retraction") {
    return event.ruling === "approved"
      ? tell(event, "new", urgencyOf(event), "approved", now)
      : silent("hold", "retracted_before");
  }
  const told = lastAlert.event;
  if (shownOf(told) === shownOf(event)) return silent("record", "nothing_new");
  const isBigger = !needsTwo(told) && hasPostSince(told, event);
  if ((told.certainty !== "confirmed" || isBigger) && waitsForSecond(event))
    return silent("hold", "second_person");
  if (isDeniedByOneModerator(event) && event.ruling !== "approved") return silent("hold", "denied");
  if (told.certainty !== "confirmed" && muted && event.ruling !== "approved") return silent("hold", "muted");
  if (told.certainty !== "confirmed" && event.certainty === "confirmed" && !isOld(event, now)) {
    if (flood && event.ruling !== "approved") return silent("hold", "flood");
    return tell(event, "new", urgencyOf(event), "confirmed", now);
  }
  if (takesBack(told, event)) return tell(event, "update", "correction", "taken_back", now);
  return tell(event, "update", "ordinary", "changed", now);
}

/** One moderator's post may not make many of the few that were told. */
function hasPostSince(told: CaseEvent, event: CaseEvent): boolean {
  const known = new Set(told.reports.map((report) => report.findingId));
  return event.reports.some(
    ({ findingId, reasons }) => reasons.includes("moderator:post") && !known.has(findingId),
  );
}

/** Somebody who was told free is not: silence would leave a family rejoicing. */
function takesBack(told: CaseEvent, event: CaseEvent): boolean {
  const { returned } = event.details;
  return returned !== undefined && returned !== told.details["returned"];
}

function decideUntold(event: CaseEvent, { now, flood, muted }: Known): Verdict {
  const doubt = doubtOf(event, flood);
  if (isHistory(event.reports)) return silent("record", "history");
  if (muted) return silent("hold", "muted");
  if (doubt !== null) return silent("hold", doubt);
  if (event.reports.every((report) => report.origin.tier === "analysis")) return silent("record", "analysis");
  if (event.kind === "not_released") return silent("record", "not_released");
  if (isOld(event, now)) return silent("record", "old");
  return tell(event, "new", urgencyOf(event), event.certainty, now);
}

/** Why a moderator must look first; null when nobody must. */
function doubtOf(event: CaseEvent, flood: boolean): string | null {
  // First, so that moderators get a notice of it anew.
  if (wasPassedOver(event)) return "ignored_before";
  if (event.kind === "death") return "death";
  if (waitsForSecond(event)) return "second_person";
  if (event.kind === "deal") return "deal";
  if (event.certainty === "disputed") return "disputed";
  if (flood || event.reports.every((report) => report.standing === "flood")) return "flood";
  if (event.people.length > 0 && event.people.every((person) => person.suspicious)) return "suspicious_name";
  if (event.reports.every((report) => report.route === "review" || report.standing === "flood"))
    return "review";
  return isCorrectedOnTheDesk(event.reports) ? "corrected" : doubtOfMerge(event.reports);
}

/** What was edited in the queue stays there until it is published; a post that its author mends goes its way. */
function isCorrectedOnTheDesk(reports: readonly Report[]): boolean {
  const marks = reports.flatMap((report) => (report.origin.type === "moderator" ? report.reasons : []));
  return marks.some((mark) => mark.startsWith("fixed:")) && !marks.includes("moderator:post");
}

/** What merging could not tell: a release of people who are free, an arrest of people who are held. */
function doubtOfMerge(reports: readonly Report[]): string | null {
  const marks = reports.flatMap((report) => report.reasons);
  return (
    ["known_people", "already_held", "state_unsure"].find((doubt) => marks.includes(`merge:${doubt}`)) ?? null
  );
}

/**
 * What was there before we began to listen is no news, however often it is told later. Who it was is news where only a
 * number was told: it may be somebody else, too.
 */
function isHistory(reports: readonly Report[]): boolean {
  const fresh = reports.filter((report) => report.standing !== "history");
  if (fresh.length === 0) return true;
  const first = Math.min(...fresh.map(published));
  const known = reports.filter(
    (report) => report.standing === "history" && published(report) < first && tellsItself(report),
  );
  if (known.length === 0) return false;
  return (
    known.some(namesSomebody) || !fresh.some((report) => namesSomebody(report) && isSaidOutright(report))
  );
}

function namesSomebody({ people }: Report): boolean {
  return people.length > 0;
}

/** Doubtful reports, recaps and denials do not make it known. */
function tellsItself(report: Report): boolean {
  return isSaidOutright(report) && !report.reasons.some((reason) => reason.startsWith("merge:"));
}

function isSaidOutright({ route, origin }: Report): boolean {
  return route === "alert" && origin.tier !== "analysis";
}

function published(report: Report): number {
  return report.origin.publishedAt.getTime();
}

/** The finding of a post carries its instant. */
function coolsOff(event: CaseEvent, now: Date): boolean {
  return event.reports.some(
    ({ origin, reasons }) =>
      origin.type === "moderator" &&
      reasons.includes("moderator:post") &&
      now.getTime() - origin.publishedAt.getTime() < COOL_OFF_MS &&
      now >= origin.publishedAt,
  );
}

function isOld(event: CaseEvent, now: Date): boolean {
  return isStale(daysBetween(event.happenedOn.to, dayOf(now)));
}

function urgencyOf(event: CaseEvent): Urgency {
  return ["release", "pardon", "deportation", "death"].includes(event.kind) ? "urgent" : "ordinary";
}

/** All that a reader of the message sees. More reports alone are no reason to edit what thousands have read. */
function shownOf(event: CaseEvent): string {
  const { kind, people, count, happenedOn, releaseKind, modifiers, certainty, details, note } = event;
  const counts = new Set(event.reports.flatMap((report) => (report.count === null ? [] : [report.count.n])));
  const names = people.map((person) => person.personId ?? person.name).sort();
  const facts = Object.entries(details).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([
    kind,
    names,
    count,
    [...counts].sort((a, b) => a - b),
    happenedOn,
    releaseKind,
    [...modifiers].sort(),
    certainty,
    facts,
    note,
  ]);
}

function silent(kind: "record" | "hold" | "ignore", reason: string): Verdict {
  return { decision: { kind, reason }, alert: null };
}

function tell(
  event: CaseEvent,
  purpose: Alert["purpose"],
  urgency: Urgency,
  reason: string,
  now: Date,
): Verdict {
  return {
    decision: { kind: "publish", urgency, reason },
    alert: {
      id: `${event.id}:${String(event.version)}`,
      event,
      purpose,
      urgency,
      createdAt: now,
      expiresAt: urgency === "correction" ? correctionExpiresAt(now) : expiresAt(event.kind, now),
    },
  };
}
