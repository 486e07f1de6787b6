import type { CaseEvent, Fix, Report } from "../domain/event.ts";
import type { HeadCount, NamedPerson } from "../domain/finding.ts";
import type { EventKind } from "../domain/kind.ts";
import { SECOND_MS, later } from "../domain/time.ts";

/** From this size on one moderator alone tells nobody. */
const ROUND_SIZE = 5;

/** A moderator may still take it back before it leaves. */
export const COOL_OFF_MS = 30 * SECOND_MS;

/** What cannot be unsaid needs two people: a death, and a release or arrest of many. */
export function needsTwo(event: Pick<CaseEvent, "kind" | "count" | "people">): boolean {
  return event.kind === "death" || Math.max(event.count?.n ?? 0, event.people.length) >= ROUND_SIZE;
}

/** The moderators whose own posts are in it, by alias. */
export function authorsOf(event: CaseEvent): readonly string[] {
  const marks = event.reports
    .filter((report) => report.origin.type === "moderator")
    .flatMap((it) => it.reasons);
  return marks.filter((mark) => mark.startsWith("by:")).map((mark) => mark.slice(3));
}

/**
 * Nobody but a moderator says it surely, and it is of the things that need two: neither a planted volunteer nor a
 * stolen phone shall tell it, not even with a planted report beside it.
 */
export function waitsForSecond(event: CaseEvent): boolean {
  const firstHand = event.reports.some(
    ({ origin, route, standing }) =>
      origin.type !== "moderator" && origin.tier === "primary" && route === "alert" && standing !== "flood",
  );
  return event.ruling !== "approved" && needsTwo(event) && authorsOf(event).length > 0 && !firstHand;
}

export function approved(event: CaseEvent, now: Date): CaseEvent {
  return next(event, now, {
    ruling: "approved",
    certainty: "confirmed",
    embargoUntil: later(now, COOL_OFF_MS),
  });
}

/** Takes an approval back while it cools off. */
export function unapproved(event: CaseEvent, now: Date): CaseEvent {
  return next(event, now, { ruling: "none", certainty: "unconfirmed", embargoUntil: null });
}

export function rejected(event: CaseEvent, now: Date): CaseEvent {
  return next(event, now, { ruling: "rejected" });
}

/** @param why shown to those who were told; null when a moderator gives none */
export function retracted(event: CaseEvent, why: string | null, now: Date): CaseEvent {
  return next(event, now, { ruling: "retracted", certainty: "retracted", note: why ?? event.note });
}

/** @param until null lifts the embargo */
export function embargoed(event: CaseEvent, until: Date | null, now: Date): CaseEvent {
  return next(event, now, { embargoUntil: until });
}

/** What a moderator sets right; absent parts stay. */
export interface Correction {
  readonly kind?: EventKind;
  readonly people?: readonly NamedPerson[];
  readonly count?: HeadCount | null;
  readonly note?: string | null;
}

/** Reports that come later do not change again what is settled here. */
export function corrected(
  event: CaseEvent,
  change: Correction,
  id: string,
  by: string,
  now: Date,
): CaseEvent {
  const fixes: readonly Fix[] = [
    ...(change.kind === undefined ? [] : ["fixed:kind" as const]),
    ...(change.people === undefined ? [] : ["fixed:people" as const]),
    ...(change.count === undefined ? [] : ["fixed:count" as const]),
  ];
  const kind = change.kind ?? event.kind;
  const people = change.people ?? event.people;
  const count = change.count === undefined ? event.count : change.count;
  const note = change.note === undefined ? event.note : change.note;
  if (fixes.length === 0) return next(event, now, { note });
  const earlier = event.reports.flatMap((report) => report.reasons).filter((it) => it.startsWith("fixed:"));
  const { happenedOn, releaseKind, modifiers } = event;
  const report: Report = {
    findingId: `fix:${id}`,
    origin: moderatorOrigin("", now),
    said: { kind, happenedOn, releaseKind, modifiers, details: {} },
    count,
    people,
    cites: [],
    reasons: [...new Set([...fixes, ...earlier]), `by:${by}`],
    route: "alert",
    standing: "fresh",
    receivedAt: now,
  };
  return next(event, now, { kind, people, count, note, reports: [...event.reports, report] });
}

export function moderatorOrigin(title: string, now: Date, url: string | null = null): Report["origin"] {
  return {
    type: "moderator",
    sourceId: "moderators",
    outlet: "Navoli",
    tier: "primary",
    url,
    title,
    language: "und",
    publishedAt: now,
  };
}

/** Two events that are one: the first takes over all reports of the second. */
export function united(into: CaseEvent, other: CaseEvent, now: Date): readonly [CaseEvent, CaseEvent] {
  const known = new Set(into.people.map((person) => person.personId ?? person.name));
  const added = other.people.filter((person) => !known.has(person.personId ?? person.name));
  const reports = [...into.reports, ...other.reports].map((report) => ({
    ...report,
    reasons: report.reasons.includes("moderator:merged")
      ? report.reasons
      : [...report.reasons, "moderator:merged"],
  }));
  return [
    next(into, now, { people: [...into.people, ...added], count: into.count ?? other.count, reports }),
    next(other, now, { reports: [], details: { mergedInto: into.id } }),
  ];
}

/** The event as it is without a moderator's post; null when the post has left. */
export function withoutPost(event: CaseEvent, findingId: string, now: Date): CaseEvent | null {
  const posted = event.reports.find((report) => report.findingId === findingId);
  if (posted === undefined || now.getTime() - posted.origin.publishedAt.getTime() >= COOL_OFF_MS) return null;
  const reports = event.reports.filter((report) => report !== posted);
  if (reports.length === 0) return rejected(event, now);
  const people = reports.flatMap((report) => report.people);
  const isNamed = (person: NamedPerson): boolean =>
    people.some((it) => it.name === person.name || (it.personId !== null && it.personId === person.personId));
  const firstHand = reports.some((report) => report.origin.tier === "primary" && report.route === "alert");
  return next(event, now, {
    reports,
    people: event.people.filter(isNamed),
    certainty: firstHand ? event.certainty : "unconfirmed",
  });
}

function next(event: CaseEvent, now: Date, change: Partial<CaseEvent>): CaseEvent {
  return { ...event, ...change, version: event.version + 1, updatedAt: now };
}
