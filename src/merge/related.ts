import type { CaseEvent, Report } from "../domain/event.ts";
import type { HeadCount, NamedPerson, Origin } from "../domain/finding.ts";
import type { EventKind } from "../domain/kind.ts";
import { addDays, type Day } from "../domain/time.ts";
import { countsAreClose } from "./counts.ts";
import { ROUND_DAYS, ROUND_SIZE, SAME_DAYS, groupOf, kindsAround, type Group } from "./groups.ts";
import type { NameJudge } from "./identity.ts";
import { titlesAreAlike } from "./titles.ts";

/** What of an event, or of the report that comes, decides whether it has to be looked at together with another. */
interface Outline {
  readonly group: Group;
  readonly kinds: ReadonlySet<EventKind>;
  readonly ids: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  /** Some report gives no name, or more people than names: it can be likened to others without a common name. */
  readonly nameless: boolean;
  readonly shapes: readonly Shape[];
  /** The first and the last day on which something alike can have been. */
  readonly from: Day;
  readonly to: Day;
}

/** What likens a report to others without a common name. Days are compared as text: this is the inmost loop. */
interface Shape {
  readonly near: readonly [Day, Day];
  readonly far: readonly [Day, Day];
  readonly next: readonly [Day, Day];
  readonly count: HeadCount | null;
  readonly size: number;
  readonly vague: boolean;
  /** Of a report without names: only such are known again by their title. */
  readonly titled: Origin | null;
}

/**
 * The events that have to be looked at together when this report comes: those that it may belong to, those that they
 * may belong to, and so on. Chosen generously and cheaply; `place` decides. As the relation is the same from both
 * sides, what is left out can change nothing.
 */
export function related(
  report: Report,
  candidates: readonly CaseEvent[],
  judge: NameJudge,
): readonly CaseEvent[] {
  const self = outline(groupOf(report.said.kind), [report]);
  const text = textOf(report.findingId);
  const names = namesOf(report, judge);
  const first = candidates.filter(
    (event) => self.kinds.has(event.kind) && (touches(self, event) || isOfText(event, text) || names(event)),
  );
  return first.length === 0 ? first : closure(first, candidates);
}

/** A candidate, prepared for being found from others. */
interface Entry {
  readonly event: CaseEvent;
  readonly nameless: boolean;
  readonly from: Day;
  readonly to: Day;
}

/** All that hangs together with the first ones. */
function closure(first: readonly CaseEvent[], candidates: readonly CaseEvent[]): readonly CaseEvent[] {
  const entries = candidates.map(entryOf);
  const byPerson = new Map<string, CaseEvent[]>();
  for (const event of candidates) {
    for (const token of tokensOf(event)) {
      const bucket = byPerson.get(token);
      if (bucket === undefined) byPerson.set(token, [event]);
      else bucket.push(event);
    }
  }
  const chosen = new Set<CaseEvent>();
  const waiting = [...first];
  for (let event = waiting.pop(); event !== undefined; event = waiting.pop()) {
    if (chosen.has(event)) continue;
    chosen.add(event);
    const its = outline(groupOf(event.kind), event.reports);
    for (const token of tokensOf(event)) {
      for (const other of byPerson.get(token) ?? []) if (its.kinds.has(other.kind)) waiting.push(other);
    }
    for (const entry of entries) {
      if (!chosen.has(entry.event) && isAlike(its, entry)) waiting.push(entry.event);
    }
  }
  return candidates.filter((event) => chosen.has(event));
}

function entryOf(event: CaseEvent): Entry {
  const [first] = event.reports;
  let [from, to] = [first?.said.happenedOn.from ?? "", first?.said.happenedOn.to ?? ""];
  for (const { said } of event.reports) {
    if (said.happenedOn.from < from) from = said.happenedOn.from;
    if (said.happenedOn.to > to) to = said.happenedOn.to;
  }
  return { event, nameless: event.reports.some(isNameless), from, to };
}

function tokensOf(event: CaseEvent): ReadonlySet<string> {
  return new Set(
    event.reports.flatMap((report) => report.people.map(({ personId, name }) => personId ?? `~${name}`)),
  );
}

function isAlike(its: Outline, { event, nameless, from, to }: Entry): boolean {
  if (!(its.nameless || nameless) || to < its.from || from > its.to || !its.kinds.has(event.kind))
    return false;
  return isAlikeEvent(its, event);
}

function outline(group: Group, reports: readonly Report[]): Outline {
  const people = reports.flatMap((report) => report.people);
  const shapes = new Map<string, Report>();
  for (const report of reports) {
    const { from, to } = report.said.happenedOn;
    const { n, qualifier } = report.count ?? { n: 0, qualifier: "" };
    const titled = report.people.length === 0 ? report.findingId : "";
    shapes.set(`${from} ${to} ${String(n)} ${qualifier} ${String(report.people.length)} ${titled}`, report);
  }
  const all = [...shapes.values()].map(shapeOf);
  return {
    group,
    kinds: new Set(kindsAround(group)),
    ids: new Set(people.flatMap(({ personId }) => (personId === null ? [] : [personId]))),
    names: new Set(people.map(({ name }) => name)),
    nameless: reports.some(isNameless),
    shapes: all,
    from: all.map((shape) => shape.far[0]).reduce((a, b) => (a < b ? a : b), "9999"),
    to: all.map((shape) => shape.far[1]).reduce((a, b) => (a > b ? a : b), ""),
  };
}

function shapeOf(report: Report): Shape {
  const { from, to } = report.said.happenedOn;
  const around = (days: number): readonly [Day, Day] => [addDays(from, -days), addDays(to, days)];
  return {
    near: around(SAME_DAYS),
    far: around(ROUND_DAYS),
    next: around(1),
    count: report.count,
    size: sizeOf(report),
    vague: isVague(report),
    titled: report.people.length === 0 ? report.origin : null,
  };
}

function isNameless(report: Report): boolean {
  return report.people.length === 0 || (report.count?.n ?? 0) > report.people.length;
}

/** An edited text gives findings again. */
function textOf(findingId: string): string {
  const end = findingId.lastIndexOf(":", findingId.lastIndexOf(":") - 1);
  return findingId.slice(0, end + 1);
}

function isOfText(event: CaseEvent, text: string): boolean {
  return text.length > 1 && event.reports.some((report) => report.findingId.startsWith(text));
}

function touches(self: Outline, event: CaseEvent): boolean {
  for (const report of event.reports) {
    for (const { personId, name } of report.people) {
      if (personId === null ? self.names.has(name) : self.ids.has(personId)) return true;
    }
  }
  return (self.nameless || event.reports.some(isNameless)) && isAlikeEvent(self, event);
}

function isAlikeEvent(self: Outline, event: CaseEvent): boolean {
  const group = groupOf(event.kind);
  return event.reports.some((report) =>
    self.shapes.some((shape) => mayBeAlike(shape, self.group, report, group)),
  );
}

/** The same happening although no name may be in both. */
function mayBeAlike(one: Shape, group: Group, other: Report, otherGroup: Group): boolean {
  if (!isWithin(other, one.far)) return false;
  const size = Math.max(one.size, sizeOf(other));
  // A denial without names takes back a round.
  if (group !== otherGroup) {
    return size >= ROUND_SIZE && (group === "not_released" || otherGroup === "not_released");
  }
  if (!isWithin(other, one.near)) {
    return size >= ROUND_SIZE && one.count !== null && one.count.n === other.count?.n;
  }
  if (countsAreClose(one.count, other.count)) return true;
  if (group === "release" && size >= ROUND_SIZE) return true;
  if (group === "release" && one.vague && isVague(other) && isWithin(other, one.next)) return true;
  if (one.titled === null && other.people.length > 0) return false;
  return one.titled !== null && titlesAreAlike(one.titled, other.origin);
}

function isWithin({ said: { happenedOn } }: Report, [from, to]: readonly [Day, Day]): boolean {
  return happenedOn.to >= from && happenedOn.from <= to;
}

function sizeOf({ count, people }: Report): number {
  return Math.max(count?.n ?? 0, people.length);
}

function isVague({ count, people }: Report): boolean {
  return people.length === 0 && (count?.n ?? 0) < 2;
}

/** Names as written, against all of another event; the register's ids are compared already. */
function namesOf(report: Report, judge: NameJudge): (event: CaseEvent) => boolean {
  const mine = report.people.filter((person) => !person.suspicious);
  const keys = new Set(mine.flatMap((person) => judge.keys(person.name)));
  const some = mine.some((person) => judge.keys(person.name).length === 0);
  const isNamed = (other: NamedPerson): boolean => {
    if (other.suspicious) return false;
    const its = judge.keys(other.name);
    if (!some && its.length > 0 && !its.some((key) => keys.has(key))) return false;
    return mine.some(
      ({ personId, name }) => (personId === null || other.personId === null) && judge.same(name, other.name),
    );
  };
  return mine.length === 0 ? () => false : (event) => event.reports.some((each) => each.people.some(isNamed));
}
