import type { CaseEvent, Report } from "../domain/event.ts";
import { gapDays } from "./cluster.ts";
import { countsAreClose } from "./counts.ts";
import { ROUND_DAYS, SAME_DAYS, groupOf, kindsAround, type Group } from "./groups.ts";
import { tokenOf, type SameName } from "./identity.ts";
import { dayNumber } from "./node.ts";
import { titlesAreAlike } from "./titles.ts";

/** What of an event, or of the report that comes, decides whether it has to be looked at together with another. */
interface Outline {
  readonly group: Group;
  readonly around: ReadonlySet<Group>;
  readonly reports: readonly Report[];
  readonly tokens: ReadonlySet<string>;
  readonly texts: ReadonlySet<string>;
  /** Some report gives no name, or more people than names: it can be likened to others without a common name. */
  readonly nameless: boolean;
}

/**
 * The events that have to be looked at together when this report comes: those that it may belong to, those that they
 * may belong to, and so on. Chosen generously and cheaply; `place` decides. As the relation is the same from both
 * sides, what is left out can change nothing.
 */
export function related(
  report: Report,
  candidates: readonly CaseEvent[],
  same: SameName,
): readonly CaseEvent[] {
  const self = outline(groupOf(report.said.kind), [report]);
  const chosen = new Set<CaseEvent>();
  const waiting = candidates.filter((event) => touches(self, event) || sharesName(self, event, same));
  for (let event = waiting.pop(); event !== undefined; event = waiting.pop()) {
    if (chosen.has(event)) continue;
    chosen.add(event);
    const its = outline(groupOf(event.kind), event.reports);
    for (const other of candidates) if (!chosen.has(other) && touches(its, other)) waiting.push(other);
  }
  return candidates.filter((event) => chosen.has(event));
}

function outline(group: Group, reports: readonly Report[]): Outline {
  return {
    group,
    around: new Set(kindsAround(group).map(groupOf)),
    reports,
    tokens: new Set(reports.flatMap((report) => report.people).map(tokenOf)),
    texts: new Set(reports.map((report) => textOf(report.findingId)).filter((text) => text !== "")),
    nameless: reports.some(isNameless),
  };
}

function isNameless(report: Report): boolean {
  return report.people.length === 0 || (report.count?.n ?? 0) > report.people.length;
}

function textOf(findingId: string): string {
  const end = findingId.lastIndexOf(":", findingId.lastIndexOf(":") - 1);
  return end <= 0 ? "" : findingId.slice(0, end);
}

function touches(self: Outline, event: CaseEvent): boolean {
  const group = groupOf(event.kind);
  if (!self.around.has(group)) return false;
  for (const report of event.reports) {
    if (self.texts.has(textOf(report.findingId))) return true;
    for (const person of report.people) if (self.tokens.has(tokenOf(person))) return true;
  }
  return (self.nameless || event.reports.some(isNameless)) && mayBeAlike(self, group, event.reports);
}

/** The same happening although no name may be in both. Recaps' days count, too: what comes between may make them news. */
function mayBeAlike(self: Outline, group: Group, reports: readonly Report[]): boolean {
  const bothReleases = isRelease(self.group) && isRelease(group);
  if (!bothReleases && self.group !== group) return false;
  const most = group === "arrest" ? SAME_DAYS : ROUND_DAYS;
  return reports.some((other) =>
    self.reports.some(
      (one) =>
        gapDays(span(one), span(other)) <= most &&
        (bothReleases || countsAreClose(one.count, other.count) || titlesAreAlike(one.origin, other.origin)),
    ),
  );
}

function isRelease(group: Group): boolean {
  return group === "release" || group === "not_released";
}

function span({ said: { happenedOn } }: Report): { readonly from: number; readonly to: number } {
  return { from: dayNumber(happenedOn.from), to: dayNumber(happenedOn.to) };
}

/** Names as written, against all of another event; the register's ids are compared already. */
function sharesName(self: Outline, event: CaseEvent, same: SameName): boolean {
  if (!self.around.has(groupOf(event.kind))) return false;
  for (const report of event.reports) {
    for (const other of report.people) {
      if (other.suspicious) continue;
      for (const one of self.reports) {
        for (const person of one.people) {
          if (person.suspicious || (person.personId !== null && other.personId !== null)) continue;
          if (same(person.name, other.name)) return true;
        }
      }
    }
  }
  return false;
}
