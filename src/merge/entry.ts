import type { Report } from "../domain/event.ts";
import type { EventKind } from "../domain/kind.ts";
import type { HeadCount, NamedPerson, Origin } from "../domain/finding.ts";
import { groupOf, kindsAround, type Group } from "./groups.ts";
import type { NameJudge } from "./identity.ts";
import { dayNumber, type ReportFacts } from "./node.ts";

/** What of a report likens it to others without a common name. Days are counted from 1970-01-01. */
export interface Shape {
  readonly from: number;
  readonly to: number;
  readonly count: HeadCount | null;
  readonly size: number;
  readonly vague: boolean;
  /** Reports that name different people are not known again by their titles. */
  readonly named: boolean;
  readonly origin: Origin;
}

/** A person as one or more reports write the name, with the keys by which it is compared. */
export interface Written {
  readonly person: NamedPerson;
  readonly keys: readonly string[];
}

/** A candidate, or the report that comes, prepared for being compared. */
export class Entry {
  readonly kind: EventKind;
  readonly group: Group;
  readonly reports: readonly Report[];
  /** Some report gives no name, or more people than names: it can be likened to others without a common name. */
  readonly nameless: boolean;
  readonly from: number;
  readonly to: number;
  /** Everybody whom the reports name, each way of writing once. */
  readonly people: readonly Written[];
  /** All are people of the register. */
  readonly linked: boolean;
  /** What two names of one person have in common; «» of a name that says too little. */
  readonly nameKeys: ReadonlySet<string>;
  /** The texts from which the reports were read: an edited text gives findings again. */
  readonly texts: ReadonlySet<string>;
  readonly findingIds: ReadonlySet<string>;
  /** The register's ids, else names as written. */
  readonly tokens: ReadonlySet<string>;
  readonly around: ReadonlySet<EventKind>;
  #shapes: readonly Shape[] | null = null;

  constructor(kind: EventKind, facts: readonly ReportFacts[], judge: NameJudge) {
    const reports = facts.map(({ report }) => report);
    this.kind = kind;
    this.group = groupOf(kind);
    this.around = new Set(kindsAround(kind));
    this.reports = reports;
    this.nameless = reports.some(isNameless);
    let [from, to] = [Infinity, -Infinity];
    for (const each of facts) {
      from = Math.min(from, each.from);
      to = Math.max(to, each.to);
    }
    this.from = from;
    this.to = to;
    this.findingIds = new Set(reports.map((report) => report.findingId));
    this.people = everybody(facts).map((person) => ({ person, keys: judge.keys(person.name) }));
    this.linked = this.people.every(({ person }) => person.personId !== null);
    this.nameKeys = new Set(this.people.flatMap(({ keys }) => (keys.length === 0 ? [""] : keys)));
    this.texts = new Set(reports.map(({ findingId }) => textOf(findingId)).filter((text) => text.length > 1));
    this.tokens = new Set(this.people.map(({ person: { personId, name } }) => personId ?? name));
  }

  /** Made when asked for: most candidates are told apart by their days alone. */
  get shapes(): readonly Shape[] {
    this.#shapes ??= shapesOf(this.reports);
    return this.#shapes;
  }
}

function everybody(facts: readonly ReportFacts[]): readonly NamedPerson[] {
  const [only] = facts;
  if (facts.length === 1 && only !== undefined) return only.report.people;
  const people = new Map<string, NamedPerson>();
  for (const { report, written } of facts) {
    for (const [index, key] of written.entries()) {
      const person = report.people[index];
      if (person !== undefined && !people.has(key)) people.set(key, person);
    }
  }
  return [...people.values()];
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

/** `<item>:` of `<item>:<revision>:<n>`. */
function textOf(findingId: string): string {
  const end = findingId.lastIndexOf(":", findingId.lastIndexOf(":") - 1);
  return findingId.slice(0, end + 1);
}
