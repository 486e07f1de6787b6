import type { CaseEvent, Report } from "../domain/event.ts";
import { gapDays } from "./cluster.ts";
import { countsAreClose } from "./counts.ts";
import { ROUND_DAYS, SAME_DAYS, groupOf, kindsAround, rulesOf, type Group } from "./groups.ts";
import { tokenOf, type SameName } from "./identity.ts";
import { dayNumber } from "./node.ts";
import { titlesAreAlike } from "./titles.ts";

/** What of an event decides whether it has to be looked at together with another. */
interface Outline {
  readonly group: Group;
  readonly reports: readonly Report[];
  readonly tokens: ReadonlySet<string>;
  readonly texts: ReadonlySet<string>;
  /** The days that its reports name, recaps' too: an arrest that comes to light in between makes them news. */
  readonly spans: readonly { readonly from: number; readonly to: number }[];
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
  const outlines = new Map(candidates.map((event) => [event, outline(groupOf(event.kind), event.reports)]));
  const self = outline(groupOf(report.said.kind), [report]);
  const chosen = new Set<CaseEvent>();
  const waiting = [...outlines].filter(([, it]) => touches(self, it) || sharesName(self, it, same));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [event, its] = next;
    if (chosen.has(event)) continue;
    chosen.add(event);
    for (const entry of outlines) if (!chosen.has(entry[0]) && touches(its, entry[1])) waiting.push(entry);
  }
  return candidates.filter((event) => chosen.has(event));
}

function outline(group: Group, reports: readonly Report[]): Outline {
  const spans = new Map(
    reports.map(({ said: { happenedOn } }) => [`${happenedOn.from} ${happenedOn.to}`, happenedOn]),
  );
  return {
    group,
    reports,
    tokens: new Set(reports.flatMap((report) => report.people).map(tokenOf)),
    texts: new Set(reports.map((report) => textOf(report.findingId))),
    spans: [...spans.values()].map(({ from, to }) => ({ from: dayNumber(from), to: dayNumber(to) })),
    nameless: reports.some(
      (report) => report.people.length === 0 || (report.count?.n ?? 0) > report.people.length,
    ),
  };
}

function textOf(findingId: string): string {
  return findingId.split(":").slice(0, -2).join(":");
}

function touches(a: Outline, b: Outline): boolean {
  const [kind] = rulesOf(b.group).kinds;
  if (kind === undefined || !kindsAround(rulesOf(a.group).kinds[0] ?? kind).includes(kind)) return false;
  if (intersects(a.tokens, b.tokens) || intersects(a.texts, b.texts)) return true;
  if (!a.nameless && !b.nameless) return false;
  const gap = Math.min(...a.spans.flatMap((one) => b.spans.map((other) => gapDays(one, other))));
  if (a.group === "arrest" || b.group === "arrest")
    return a.group === b.group && gap <= SAME_DAYS && alike(a, b);
  return gap <= ROUND_DAYS && (isRelease(a) ? isRelease(b) : a.group === b.group && alike(a, b));
}

function isRelease({ group }: Outline): boolean {
  return group === "release" || group === "not_released";
}

function intersects(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  for (const each of small) if (each !== "" && large.has(each)) return true;
  return false;
}

function alike(a: Outline, b: Outline): boolean {
  return a.reports.some((one) =>
    b.reports.some(
      (other) => countsAreClose(one.count, other.count) || titlesAreAlike(one.origin, other.origin),
    ),
  );
}

/** Names as written, against all of another event; the register's ids are compared already. */
function sharesName(self: Outline, event: Outline, same: SameName): boolean {
  const mine = self.reports.flatMap((report) => report.people).filter((person) => !person.suspicious);
  if (
    mine.length === 0 ||
    !kindsAround(rulesOf(self.group).kinds[0] ?? "release").some((kind) => groupOf(kind) === event.group)
  ) {
    return false;
  }
  return event.reports.some((report) =>
    report.people.some(
      (other) =>
        !other.suspicious &&
        mine.some(
          (person) => (person.personId === null || other.personId === null) && same(person.name, other.name),
        ),
    ),
  );
}
