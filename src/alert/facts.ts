import { countsAPart, type CaseEvent, type Report } from "../domain/event.ts";
import type { HeadCount, NamedPerson } from "../domain/finding.ts";
import type { Person } from "../domain/person.ts";
import { TIERS } from "../domain/source.ts";

/** One number with those who give it. */
export interface CountBySources {
  readonly count: HeadCount;
  readonly outlets: readonly string[];
}

/** The different head counts of an event, the leading one first, then the larger ones. Never summed. */
export function countsBySources(event: CaseEvent): readonly CountBySources[] {
  const groups = new Map<string, { count: HeadCount; outlets: Set<string> }>();
  for (const report of event.reports) {
    if (report.count === null || !countsTheWhole(report, event)) continue;
    const key = keyOf(report.count);
    const group = groups.get(key) ?? { count: report.count, outlets: new Set<string>() };
    groups.set(key, group);
    group.outlets.add(report.origin.outlet);
  }
  const leading = event.count === null ? null : keyOf(event.count);
  return [...groups.values()]
    .map(({ count, outlets }) => ({ count, outlets: [...outlets] }))
    .toSorted((a, b) => rank(b, leading) - rank(a, leading) || b.count.n - a.count.n);
}

/** A report on some of many, or on somebody who was not freed, says nothing of how many there were. */
function countsTheWhole(report: Report, event: CaseEvent): boolean {
  const { count, said } = report;
  if (said.kind === "not_released" && event.kind !== "not_released") return false;
  if (countsAPart(report, event.reports)) return false;
  return count?.n !== 1 || (event.count?.n ?? 1) === 1;
}

function keyOf(count: HeadCount): string {
  return `${count.qualifier} ${String(count.n)}`;
}

function rank({ count }: CountBySources, leading: string | null): number {
  return keyOf(count) === leading ? 1 : 0;
}

/** One report for each outlet: the one with a link, else the earliest. Who documents the cases comes first. */
export function outletsOf(event: CaseEvent): readonly Report[] {
  const byOutlet = new Map<string, Report>();
  for (const report of event.reports) {
    const known = byOutlet.get(report.origin.outlet);
    const isBetter = known === undefined || (known.origin.url === null && report.origin.url !== null);
    if (isBetter) byOutlet.set(report.origin.outlet, report);
  }
  return [...byOutlet.values()].toSorted((a, b) => weightOf(a) - weightOf(b));
}

function weightOf({ origin }: Report): number {
  return TIERS.indexOf(origin.tier);
}

export type Footing = "primary" | "moderators" | "two" | "record";

/** What makes an event sure. */
export function footingOf(event: CaseEvent): Footing {
  if (event.ruling === "approved") return "moderators";
  if (event.reports.some(({ origin }) => origin.type === "moderator")) return "moderators";
  if (event.reports.some(({ origin }) => origin.type === "feed" && origin.tier === "primary"))
    return "primary";
  const listed = event.reports.filter(({ origin }) => origin.type === "tracker").length;
  if (listed === 0) return "two";
  return listed === event.reports.length ? "record" : "primary";
}

/** People of the register whom the caller looked up, by id. */
export type KnownPeople = ReadonlyMap<string, Pick<Person, "record">>;

export function recordOf(person: NamedPerson, known: KnownPeople | undefined): Person["record"] | null {
  return person.personId === null ? null : (known?.get(person.personId)?.record ?? null);
}
