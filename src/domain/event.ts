import type { EventKind, ReleaseKind, ReleaseModifier } from "./kind.ts";
import type { HeadCount, NamedPerson, Origin } from "./finding.ts";
import type { DaySpan } from "./time.ts";

/** `unconfirmed`: one media source. `confirmed`: a primary source, two independent ones, or a moderator. */
export const CERTAINTIES = ["unconfirmed", "confirmed", "disputed", "retracted"] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** What one report itself says; the event's own values are drawn anew from all reports with each one that comes. */
export interface Claim {
  readonly kind: EventKind;
  readonly happenedOn: DaySpan;
  readonly releaseKind: ReleaseKind | null;
  readonly modifiers: readonly ReleaseModifier[];
  readonly details: Readonly<Record<string, string>>;
}

/** One report of an event. Counts stand side by side and are never summed. */
export interface Report {
  readonly findingId: string;
  readonly origin: Origin;
  readonly said: Claim;
  readonly count: HeadCount | null;
  readonly people: readonly NamedPerson[];
  readonly cites: readonly string[];
  readonly reasons: readonly string[];
  readonly route: "alert" | "review";
  readonly standing: "fresh" | "history" | "flood";
  readonly receivedAt: Date;
}

/**
 * Reasons of a moderator's report that settles part of an event: later reports do not change that part any more.
 * Such a report is a correction; it does not make an event confirmed, an approval does.
 */
export const FIXES = ["fixed:kind", "fixed:people", "fixed:count"] as const;
export type Fix = (typeof FIXES)[number];

/** Something that happened to one or more people, as far as is known. `version` grows with every change. */
export interface CaseEvent {
  readonly id: string;
  readonly version: number;
  readonly kind: EventKind;
  readonly people: readonly NamedPerson[];
  /** The count to lead with; all counts stay on the reports. */
  readonly count: HeadCount | null;
  readonly happenedOn: DaySpan;
  readonly releaseKind: ReleaseKind | null;
  readonly modifiers: readonly ReleaseModifier[];
  readonly certainty: Certainty;
  readonly reports: readonly Report[];
  /**
   * Besides facts of the sources: `returned` names, comma-separated, who was reported free and is not;
   * `disputed` of whom one source denies it; `mergedInto` the event that took over all reports.
   */
  readonly details: Readonly<Record<string, string>>;
  /** A moderator's words that are shown with it; null when none. */
  readonly note: string | null;
  /** What a moderator decided stays decided: set by approve, reject, retract, ignore. */
  readonly ruling: "none" | "approved" | "rejected" | "retracted";
  /** Never shown or sent before; null when there is no embargo. */
  readonly embargoUntil: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/**
 * A list of those known by now counts whom it names, not the round: when its own outlet tells of clearly more, and when
 * the number was only counted off the names and anybody tells of more.
 */
export function countsAPart(
  { count, people, origin }: Pick<Report, "count" | "people" | "origin">,
  reports: readonly Pick<Report, "count" | "origin">[],
): boolean {
  if (count === null || !namesAll({ count, people })) return false;
  const countedOff = isCountedOff({ count, people });
  return reports.some((other) => {
    const n = other.count?.n ?? 0;
    return countedOff ? n > count.n : other.origin.outlet === origin.outlet && n * CLOSE > count.n;
  });
}

/** Counts of one round differ by up to a fifth. */
const CLOSE = 0.8;

/** «At least so many», for so many are named: no number of its own. */
export function isCountedOff({ count, people }: Pick<Report, "count" | "people">): boolean {
  return count?.qualifier === "at_least" && namesAll({ count, people });
}

/** Does it name nearly all whom it counts? */
export function namesAll({ count, people }: Pick<Report, "count" | "people">): boolean {
  return count !== null && count.n > 1 && people.length >= count.n * 0.9;
}

/** What is done with one version of an event. */
export type Decision =
  | { readonly kind: "publish"; readonly urgency: Urgency; readonly reason: string }
  /** Shown in `/latest` and on cards, alerts nobody. */
  | { readonly kind: "record"; readonly reason: string }
  | { readonly kind: "hold"; readonly reason: string }
  | { readonly kind: "ignore"; readonly reason: string };

export type Urgency = "correction" | "urgent" | "ordinary";
