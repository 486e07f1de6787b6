import type { CaseEvent, Report } from "../domain/event.ts";
import type { HeadCount, NamedPerson, Origin } from "../domain/finding.ts";
import { gapDays } from "./cluster.ts";
import { countsAreClose } from "./counts.ts";
import { ROUND_DAYS, ROUND_SIZE, SAME_DAYS, groupOf, kindsAround, type Group } from "./groups.ts";
import type { NameJudge } from "./identity.ts";
import { dayNumber } from "./node.ts";
import { titlesAreAlike } from "./titles.ts";

/** What of a report likens it to others without a common name. Days are counted from 1970-01-01. */
interface Shape {
  readonly from: number;
  readonly to: number;
  readonly count: HeadCount | null;
  readonly size: number;
  readonly vague: boolean;
  /** Reports that name different people are not known again by their titles. */
  readonly named: boolean;
  readonly origin: Origin;
}

/** A candidate, or the report that comes, prepared for being compared. */
class Entry {
  readonly group: Group;
  readonly reports: readonly Report[];
  /** Some report gives no name, or more people than names: it can be likened to others without a common name. */
  readonly nameless: boolean;
  readonly from: number;
  readonly to: number;
  #shapes: readonly Shape[] | null = null;

  constructor(group: Group, reports: readonly Report[]) {
    this.group = group;
    this.reports = reports;
    this.nameless = reports.some(isNameless);
    let [from, to] = [Infinity, -Infinity];
    for (const { said } of reports) {
      from = Math.min(from, dayNumber(said.happenedOn.from));
      to = Math.max(to, dayNumber(said.happenedOn.to));
    }
    this.from = from;
    this.to = to;
  }

  /** Made when asked for: most candidates are told apart by their days alone. */
  get shapes(): readonly Shape[] {
    this.#shapes ??= shapesOf(this.reports);
    return this.#shapes;
  }
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
  const group = groupOf(report.said.kind);
  const self = new Entry(group, [report]);
  const around = new Set(kindsAround(group));
  const text = textOf(report.findingId);
  const names = namesOf(report, judge);
  const mayBeAlike = ({ kind, reports }: CaseEvent): boolean =>
    (self.nameless || reports.some(isNameless)) && isAlike(self, new Entry(groupOf(kind), reports));
  const first = candidates.filter(
    (event) => around.has(event.kind) && (names(event) || isOfText(event, text) || mayBeAlike(event)),
  );
  return first.length === 0 ? first : closure(first, candidates);
}

/** All that hangs together with the first ones. */
function closure(first: readonly CaseEvent[], candidates: readonly CaseEvent[]): readonly CaseEvent[] {
  const entries = candidates.map((event) => ({
    event,
    entry: new Entry(groupOf(event.kind), event.reports),
  }));
  const entryOf = new Map(entries.map(({ event, entry }) => [event, entry]));
  const nameless = entries.filter(({ entry }) => entry.nameless);
  const byPerson = new Map<string, CaseEvent[]>();
  for (const event of candidates) {
    for (const token of tokensOf(event)) {
      const bucket = byPerson.get(token);
      if (bucket === undefined) byPerson.set(token, [event]);
      else if (bucket.at(-1) !== event) bucket.push(event);
    }
  }
  const chosen = new Set<CaseEvent>();
  const waiting = [...first];
  for (let event = waiting.pop(); event !== undefined; event = waiting.pop()) {
    const entry = entryOf.get(event);
    if (chosen.has(event) || entry === undefined) continue;
    chosen.add(event);
    const around = new Set(kindsAround(event.kind));
    for (const token of new Set(tokensOf(event))) {
      for (const other of byPerson.get(token) ?? []) {
        if (!chosen.has(other) && around.has(other.kind)) waiting.push(other);
      }
    }
    for (const other of entry.nameless ? entries : nameless) {
      if (chosen.has(other.event) || !around.has(other.event.kind)) continue;
      if (isAlike(entry, other.entry)) waiting.push(other.event);
    }
  }
  return candidates.filter((event) => chosen.has(event));
}

function* tokensOf({ reports }: CaseEvent): Generator<string> {
  for (const report of reports) for (const { personId, name } of report.people) yield personId ?? name;
}

/** A round's reports repeat each other. */
function shapesOf(reports: readonly Report[]): readonly Shape[] {
  const shapes = new Map<string, Shape>();
  for (const report of reports) {
    const shape = shapeOf(report);
    const { count, size, vague } = shape;
    const title = shape.named ? "" : report.findingId;
    const key =
      reports.length < 4 ? String(shapes.size) : [shape.from, shape.to, count?.n, size, vague, title].join();
    shapes.set(key, shape);
  }
  return [...shapes.values()];
}

function shapeOf({ said: { happenedOn }, count, people, origin }: Report): Shape {
  return {
    from: dayNumber(happenedOn.from),
    to: dayNumber(happenedOn.to),
    count,
    size: Math.max(count?.n ?? 0, people.length),
    vague: people.length === 0 && (count?.n ?? 0) < 2,
    named: people.length > 0,
    origin,
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

function isOfText({ reports }: CaseEvent, text: string): boolean {
  return text.length > 1 && reports.some((report) => report.findingId.startsWith(text));
}

/** The same happening although no name may be in both. */
function isAlike(a: Entry, b: Entry): boolean {
  if (!(a.nameless || b.nameless) || gapDays(a, b) > ROUND_DAYS) return false;
  return a.shapes.some((one) => b.shapes.some((other) => mayBeOne(one, a.group, other, b.group)));
}

function mayBeOne(one: Shape, group: Group, other: Shape, otherGroup: Group): boolean {
  const gap = gapDays(one, other);
  if (gap > ROUND_DAYS) return false;
  const size = Math.max(one.size, other.size);
  // A denial without names takes back a round.
  if (group !== otherGroup) {
    return size >= ROUND_SIZE && (group === "not_released" || otherGroup === "not_released");
  }
  if (gap > SAME_DAYS) return size >= ROUND_SIZE && one.count !== null && one.count.n === other.count?.n;
  if (countsAreClose(one.count, other.count)) return true;
  if (group === "release" && (size >= ROUND_SIZE || (one.vague && other.vague && gap <= 1))) return true;
  return !(one.named && other.named) && titlesAreAlike(one.origin, other.origin);
}

/** The register's ids, and names as written, against all of another event. */
function namesOf(report: Report, judge: NameJudge): (event: CaseEvent) => boolean {
  const ids = new Set(report.people.map((person) => person.personId));
  const byKey = new Map<string, NamedPerson[]>();
  for (const person of report.people) {
    if (person.suspicious) continue;
    const keys = judge.keys(person.name);
    for (const key of keys.length === 0 ? [""] : keys) byKey.set(key, [...(byKey.get(key) ?? []), person]);
  }
  const isSame = (one: NamedPerson, other: NamedPerson): boolean =>
    (one.personId === null || other.personId === null) && judge.same(one.name, other.name);
  const isNamed = (other: NamedPerson): boolean => {
    if (other.personId !== null && ids.has(other.personId)) return true;
    if (other.suspicious) return report.people.some((one) => one.suspicious && one.name === other.name);
    const keys = judge.keys(other.name);
    if (keys.length === 0) return report.people.some((one) => !one.suspicious && isSame(one, other));
    return [...keys, ""].some((key) => byKey.get(key)?.some((one) => isSame(one, other)) === true);
  };
  return report.people.length === 0
    ? () => false
    : ({ reports }) => reports.some((each) => each.people.some(isNamed));
}
