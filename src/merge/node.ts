import { FIXES, type CaseEvent, type Report } from "../domain/event.ts";
import { DAY_MS, type Day } from "../domain/time.ts";
import { tokenOf, type Naming } from "./identity.ts";
import { ROUND_SIZE, groupOf, type Group } from "./groups.ts";
import { Title } from "./titles.ts";

/** What of a report is the same beside whatever other reports. Days are counted from 1970-01-01. */
export interface ReportFacts {
  readonly report: Report;
  readonly group: Group;
  readonly from: number;
  readonly to: number;
  /** The court's date, when the report surely gives it and not just its own day; null otherwise. */
  readonly courtDay: number | null;
  /**
   * 0 tells by itself; 1 tells, with a date of weeks or more; 2 is doubtful: it joins what others say and never
   * brings two events together.
   */
  readonly weight: 0 | 1 | 2;
  readonly item: ItemOfFinding | null;
  readonly title: Title;
  /** Its people as `identify` knows them. */
  readonly tokens: readonly string[];
  /** The same with the name as written. */
  readonly written: readonly string[];
  /** A moderator put it where it is, or corrected what it says. */
  readonly settled: boolean;
}

/** One report, made ready for comparing. */
export interface Node extends ReportFacts {
  readonly keys: ReadonlySet<string>;
  /** The key of each of the report's people, in their order. */
  readonly keyOfEach: readonly string[];
  /** The event that a moderator ruled on holds its reports together; null: free. */
  readonly pin: string | null;
  /** One moderator posted it of many and no other agreed yet: it is mixed with nothing that is known. */
  readonly alone: boolean;
  /** The pinned event was rejected or retracted. */
  readonly closed: boolean;
}

/** Which text a finding was read from: an edited text gives findings again. */
export interface ItemOfFinding {
  readonly key: string;
  readonly revision: string;
  readonly n: string;
}

const WIDE_DAYS = 7;

export function reportFacts(report: Report): ReportFacts {
  const { happenedOn } = report.said;
  const from = dayNumber(happenedOn.from);
  const to = Math.max(from, dayNumber(happenedOn.to));
  const group = groupOf(report.said.kind);
  const tokens = report.people.map(tokenOf);
  const doubtful = group === "not_released" ? isUnheard(report) : isDoubtful(report);
  return {
    report,
    group,
    from,
    to,
    courtDay: group === "sentence" || group === "charge" ? courtDay(report, from, to) : null,
    weight: doubtful ? 2 : to - from > WIDE_DAYS ? 1 : 0,
    item: report.origin.type === "feed" ? itemOf(report.findingId) : null,
    title: new Title(report.origin),
    tokens,
    written: tokens.map((token, index) => `${token}\n${report.people[index]?.name ?? ""}`),
    settled: isSettled(report),
  };
}

/** @param ruled the event in which the report was, when a moderator settled something about it; else null */
export function nodeOf(facts: ReportFacts, ruled: CaseEvent | null, naming: Naming<ReportFacts>): Node {
  return {
    ...facts,
    ...naming.keysOf(facts, facts.tokens),
    pin: ruled?.id ?? null,
    closed: ruled !== null && (ruled.ruling === "rejected" || ruled.ruling === "retracted"),
    alone: ruled === null && isBigPost(facts.report),
  };
}

/** Days since 1970-01-01, counted and not parsed: this is asked for every report of every candidate. */
export function dayNumber(day: Day): number {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7));
  // Years that begin in March put the leap day last.
  const y = month <= 2 ? year - 1 : year;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + Number(day.slice(8, 10)) - 1;
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - 719_468;
}

/** From this size on a post needs a second moderator; one that is marked is part of such a one. */
function isBigPost({ origin, reasons, count, people }: Report): boolean {
  if (origin.type !== "moderator" || !reasons.includes("moderator:post")) return false;
  return Math.max(count?.n ?? 0, people.length) >= ROUND_SIZE || reasons.includes("moderator:split");
}

/** A moderator's correction. */
export function isFix(report: Report): boolean {
  return report.origin.type === "moderator" && FIXES.some((fix) => report.reasons.includes(fix));
}

/** A moderator put these reports together, or corrected what they say: they stay together. */
function isSettled(report: Report): boolean {
  return isFix(report) || report.reasons.includes("moderator:merged");
}

/** Reports that by themselves tell nobody anything. */
export function isDoubtful(report: Report): boolean {
  return report.route === "review" || isUnheard(report);
}

/** Not even beside others: floods, opinions, and names in letters of two scripts. */
export function isUnheard({ standing, origin, people }: Report): boolean {
  return (
    standing === "flood" ||
    origin.tier === "analysis" ||
    (people.length > 0 && people.every((person) => person.suspicious))
  );
}

/**
 * The order in which reports are placed, the same whatever order they came in: the surest first, then by day, by
 * instant of publication and by id.
 */
export function canonically(a: Node, b: Node): number {
  return (
    a.weight - b.weight ||
    a.from - b.from ||
    a.report.origin.publishedAt.getTime() - b.report.origin.publishedAt.getTime() ||
    compareText(a.report.findingId, b.report.findingId)
  );
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A text that gives no date is given its own day, so only another day is surely the court's. */
function courtDay(report: Report, from: number, to: number): number | null {
  if (from !== to) return null;
  const own = Math.floor(report.origin.publishedAt.getTime() / DAY_MS);
  return report.origin.type === "tracker" || own !== from ? from : null;
}

/** `<item>:<revision>:<n>`; the item's id may hold colons. */
function itemOf(findingId: string): ItemOfFinding | null {
  const parts = findingId.split(":");
  if (parts.length < 3) return null;
  const [revision, n] = parts.slice(-2);
  return { key: parts.slice(0, -2).join(":"), revision: revision ?? "", n: n ?? "" };
}
