import type { CaseEvent, Report } from "../domain/event.ts";
import { ROUND_DAYS, SAME_DAYS, groupOf, kindsAround } from "./groups.ts";
import { tokenOf, type SameName } from "./identity.ts";
import { dayNumber } from "./node.ts";

/**
 * The events that have to be looked at together when this report comes: those that it may belong to, and those that
 * they may belong to. Chosen generously and cheaply; `place` decides.
 */
export function related(
  report: Report,
  candidates: readonly CaseEvent[],
  same: SameName,
): readonly CaseEvent[] {
  const chosen = new Set<CaseEvent>();
  const waiting: CaseEvent[] = candidates.filter((event) => isRelated(report, event, same));
  for (let event = waiting.pop(); event !== undefined; event = waiting.pop()) {
    if (chosen.has(event)) continue;
    chosen.add(event);
    const tokens = new Set(event.reports.flatMap((it) => it.people).map(tokenOf));
    for (const other of candidates) {
      if (!chosen.has(other) && mayTouch(event, other, tokens)) waiting.push(other);
    }
  }
  return candidates.filter((event) => chosen.has(event));
}

function isRelated(report: Report, event: CaseEvent, same: SameName): boolean {
  const around = kindsAround(report.said.kind);
  if (!around.includes(event.kind)) return false;
  const mine = report.people.filter((person) => !person.suspicious);
  if (isOfSameText(report, event) || event.reports.some((it) => sharesPerson(mine, it.people, same)))
    return true;
  const gap = Math.max(
    0,
    dayNumber(report.said.happenedOn.from) - dayNumber(event.happenedOn.to),
    dayNumber(event.happenedOn.from) - dayNumber(report.said.happenedOn.to),
  );
  return isNameless(report) && gap <= ROUND_DAYS
    ? true
    : gap <= ROUND_DAYS &&
        event.reports.some(isNameless) &&
        groupOf(event.kind) === groupOf(report.said.kind);
}

function isOfSameText(report: Report, event: CaseEvent): boolean {
  const prefix = textOf(report.findingId);
  return prefix !== null && event.reports.some((it) => textOf(it.findingId) === prefix);
}

function textOf(findingId: string): string | null {
  const parts = findingId.split(":");
  return parts.length < 3 ? null : parts.slice(0, -2).join(":");
}

/** It can be likened to another without a name of both: it gives no name, or more people than names. */
function isNameless(report: Report): boolean {
  return report.people.length === 0 || (report.count?.n ?? 0) > report.people.length;
}

function sharesPerson(
  mine: readonly Report["people"][number][],
  theirs: readonly Report["people"][number][],
  same: SameName,
): boolean {
  return mine.some((person) =>
    theirs.some((other) =>
      person.personId !== null && other.personId !== null
        ? person.personId === other.personId
        : !other.suspicious && same(person.name, other.name),
    ),
  );
}

function mayTouch(event: CaseEvent, other: CaseEvent, tokens: ReadonlySet<string>): boolean {
  if (!kindsAround(event.kind).includes(other.kind)) return false;
  if (other.reports.some((report) => report.people.some((person) => tokens.has(tokenOf(person)))))
    return true;
  if (groupOf(event.kind) !== "release" || groupOf(other.kind) !== "release") return false;
  const gap = Math.abs(dayNumber(event.happenedOn.from) - dayNumber(other.happenedOn.from));
  return gap <= SAME_DAYS && (event.reports.some(isNameless) || other.reports.some(isNameless));
}
