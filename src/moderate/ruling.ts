import type { CaseEvent, Fix, Report } from "../domain/event.ts";
import type { HeadCount, NamedPerson } from "../domain/finding.ts";
import type { EventKind } from "../domain/kind.ts";
import { SECOND_MS, later } from "../domain/time.ts";
import { compareNames } from "../people/compare-names.ts";

/** From this size on one moderator alone tells nobody. */
const ROUND_SIZE = 5;

/** A moderator may still take it back before it leaves. */
export const COOL_OFF_MS = 30 * SECOND_MS;

/** One of many posts by which a moderator would tell of as many people as need two. */
export const SPLIT = "moderator:split";

type Told = Pick<CaseEvent, "kind" | "count" | "people"> & { readonly reports?: CaseEvent["reports"] };

/** What cannot be unsaid needs two people: a death, and a release or arrest of many, also one after another. */
export function needsTwo({ kind, count, people, reports = [] }: Told): boolean {
  if (kind === "death" || Math.max(count?.n ?? 0, people.length) >= ROUND_SIZE) return true;
  return reports.some(({ origin, reasons }) => origin.type === "moderator" && reasons.includes(SPLIT));
}

const FREED: ReadonlySet<EventKind> = new Set<EventKind>(["release", "pardon", "deportation"]);

/** Releases, pardons and deportations are told in one another's words; all else is of one kind with itself only. */
export function isOneKind(a: Pick<CaseEvent, "kind">, b: Pick<CaseEvent, "kind">): boolean {
  return a.kind === b.kind || (FREED.has(a.kind) && FREED.has(b.kind));
}

/**
 * A release becomes something else, or something else a release, or somebody is named no more: whoever was told reads
 * that it was not so. Another spelling of a name unsays nothing.
 */
export function unsays(told: Happening, next: Happening): boolean {
  if (!isOneKind(told, next)) return true;
  return told.people.some((person) => !next.people.some((other) => mayBeOne(person, other)));
}

type Happening = Pick<CaseEvent, "kind" | "people">;

function mayBeOne(person: NamedPerson, other: NamedPerson): boolean {
  if (person.personId !== null && other.personId !== null) return person.personId === other.personId;
  return compareNames(person.name, other.name).verdict !== "different";
}

/**
 * Does this post, with those of the same moderator shortly before, tell of so many people that it needs two?
 *
 * @param before how many people the posts before told of
 */
export function splits(before: number, { count, people }: Pick<CaseEvent, "count" | "people">): boolean {
  return before > 0 && before + Math.max(count?.n ?? 0, people.length) >= ROUND_SIZE;
}

/** The moderators whose own posts are in it, by alias. */
function authorsOf(event: CaseEvent): readonly string[] {
  return event.reports.flatMap(authorOf);
}

export function authorOf({ origin, reasons }: Report): readonly string[] {
  if (origin.type !== "moderator") return [];
  return reasons.filter((mark) => mark.startsWith("by:")).map((mark) => mark.slice(3));
}

const POSTS: readonly string[] = ["moderator:post", "moderator:review"];

/** Another moderator posted just this: who approves it is the second. What was added since is nobody's word yet. */
export function isPostedByAnother(event: CaseEvent, who: string): boolean {
  return event.reports.some((report) => {
    const isPost = report.reasons.some((reason) => POSTS.includes(reason));
    const [author] = authorOf(report);
    if (!isPost || author === undefined || author === who || report.said.kind !== event.kind) return false;
    const size = Math.max(report.count?.n ?? 0, report.people.length);
    return (
      (event.count?.n ?? 0) <= size && event.people.every((person) => report.people.some(isSame(person)))
    );
  });
}

function isSame(person: NamedPerson): (other: NamedPerson) => boolean {
  return ({ personId, name }) =>
    person.personId === null ? name === person.name : personId === person.personId;
}

/** The moderators who posted that it is not so. */
export function deniersOf(event: CaseEvent): readonly string[] {
  return event.reports.filter(({ reasons }) => reasons.includes("merge:denial")).flatMap(authorOf);
}

/** One moderator's word against what was told: to take it back needs another. */
export function isDeniedByOneModerator(event: CaseEvent): boolean {
  const denials = event.reports.filter(({ reasons }) => reasons.includes("merge:denial"));
  return denials.length > 0 && denials.every(({ origin }) => origin.type === "moderator");
}

/**
 * Nobody but a moderator says it surely, and it is of the things that need two: neither a planted volunteer nor a
 * stolen phone shall tell it, not even with a planted report beside it, nor many in the wake of one who is free.
 */
export function waitsForSecond(event: CaseEvent): boolean {
  const firstHand = event.reports.some(
    ({ said, count, people, origin, route, standing }) =>
      origin.type !== "moderator" &&
      origin.tier === "primary" &&
      route === "alert" &&
      standing !== "flood" &&
      needsTwo({ kind: said.kind, count, people }),
  );
  return event.ruling !== "approved" && needsTwo(event) && authorsOf(event).length > 0 && !firstHand;
}

/** An embargo that a moderator set goes on. */
export function approved(event: CaseEvent, now: Date): CaseEvent {
  return next(event, now, {
    ruling: "approved",
    certainty: "confirmed",
    embargoUntil: laterOf(event.embargoUntil, later(now, COOL_OFF_MS)),
  });
}

function laterOf(one: Date | null, other: Date): Date {
  return one !== null && one > other ? one : other;
}

/** It was approved as it was: changed by one moderator before it left, it waits for two again. */
function voided(before: CaseEvent, after: CaseEvent, told: boolean): CaseEvent {
  if (told || before.ruling !== "approved" || !(needsTwo(before) || needsTwo(after))) return after;
  return { ...after, ruling: "none", certainty: "unconfirmed" };
}

/** Takes an approval back while it cools off. */
export function unapproved(event: CaseEvent, now: Date): CaseEvent {
  return next(event, now, { ruling: "none", certainty: "unconfirmed", embargoUntil: null });
}

/** Passed over as it is: what is reported of it from now on was not looked at. */
export function rejected(event: CaseEvent, now: Date): CaseEvent {
  const reports = event.reports.map((report) => ({
    ...report,
    reasons: [...withoutIgnored(report), `${IGNORED}${event.certainty}`],
  }));
  return next(event, now, { ruling: "rejected", reports });
}

const IGNORED = "ignored:";

function withoutIgnored({ reasons }: Report): readonly string[] {
  return reasons.filter((mark) => !mark.startsWith(IGNORED));
}

export function wasPassedOver({ reports }: CaseEvent): boolean {
  return reports.some(({ reasons }) => reasons.some((mark) => mark.startsWith(IGNORED)));
}

/**
 * One moderator passed it over, and since then somebody reports it who makes it surer: a primary source, another
 * moderator, or the outlet that confirms it. Then it is no more that moderator's alone to say.
 */
export function isToldSince(event: CaseEvent): boolean {
  if (event.ruling !== "rejected" || !wasPassedOver(event)) return false;
  const marks = event.reports.flatMap(({ reasons }) => reasons);
  const isNowConfirmed = event.certainty === "confirmed" && !marks.includes(`${IGNORED}confirmed`);
  return event.reports.some(
    ({ reasons, standing, origin }) =>
      !reasons.some((mark) => mark.startsWith(IGNORED) || mark.startsWith("merge:")) &&
      standing === "fresh" &&
      (origin.tier === "primary" || isNowConfirmed),
  );
}

/** What was passed over waits again, by a moderator's hand. */
export function reopened(event: CaseEvent, now: Date): CaseEvent {
  const reports = event.reports.map((report) => ({ ...report, reasons: withoutIgnored(report) }));
  return next(event, now, { ruling: "none", reports });
}

/** The same by news of it: that it was passed over is not forgotten, so it is not told without a moderator. */
export function broughtBack(event: CaseEvent, now: Date): CaseEvent {
  return next(event, now, { ruling: "none" });
}

/** @param why shown to those who were told; null when a moderator gives none */
export function retracted(event: CaseEvent, why: string | null, now: Date): CaseEvent {
  return next(event, now, { ruling: "retracted", certainty: "retracted", note: why ?? event.note });
}

/** @param until null lifts the embargo; what was approved then cools off again before it leaves */
export function embargoed(event: CaseEvent, until: Date | null, now: Date): CaseEvent {
  const cooled = later(now, COOL_OFF_MS);
  return next(event, now, { embargoUntil: event.ruling === "approved" ? laterOf(until, cooled) : until });
}

/** What a moderator sets right; absent parts stay. */
export interface Correction {
  readonly kind?: EventKind;
  readonly people?: readonly NamedPerson[];
  readonly count?: HeadCount | null;
  readonly note?: string | null;
}

/**
 * Reports that come later do not change again what is settled here.
 *
 * @param fix its id, who makes it, and whether subscribers were told of the event
 */
export function corrected(
  event: CaseEvent,
  change: Correction,
  { id, by, told }: { readonly id: string; readonly by: string; readonly told: boolean },
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
  if (fixes.length === 0) return voided(event, next(event, now, { note }), told);
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
  const after = next(event, now, { kind, people, count, note, reports: [...event.reports, report] });
  return voided(event, after, told);
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

/**
 * Two events that are one: the first takes over all reports of the second.
 *
 * @param told were subscribers told of the first?
 */
export function united(
  into: CaseEvent,
  other: CaseEvent,
  told: boolean,
  now: Date,
): readonly [CaseEvent, CaseEvent] {
  const known = new Set(into.people.map((person) => person.personId ?? person.name));
  const added = other.people.filter((person) => !known.has(person.personId ?? person.name));
  const reports = [...into.reports, ...other.reports].map((report) => ({
    ...report,
    reasons: report.reasons.includes("moderator:merged")
      ? report.reasons
      : [...report.reasons, "moderator:merged"],
  }));
  const union = next(into, now, {
    people: [...into.people, ...added],
    count: into.count ?? other.count,
    reports,
  });
  return [voided(into, union, told), next(other, now, { reports: [], details: { mergedInto: into.id } })];
}

/** The event as it is without a moderator's post; null when the post has left. */
export function withoutPost(event: CaseEvent, findingId: string, now: Date): CaseEvent | null {
  const posted = event.reports.find((report) => report.findingId === findingId);
  if (posted === undefined || now.getTime() - posted.origin.publishedAt.getTime() >= COOL_OFF_MS) return null;
  const reports = event.reports.filter((report) => report !== posted);
  // Nothing is left that a better post of the same could be added to, unheard.
  if (reports.length === 0) return next(event, now, { reports });
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
