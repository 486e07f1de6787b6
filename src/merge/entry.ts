import { isCountedOff, type Report } from "../domain/event.ts";
import type { EventKind } from "../domain/kind.ts";
import type { HeadCount, NamedPerson } from "../domain/finding.ts";
import { groupOf, kindsAround, type Group } from "./groups.ts";
import { dayNumber, type ReportFacts } from "./node.ts";
import type { Title } from "./titles.ts";

/** What of a report likens it to others without a common name. Days are counted from 1970-01-01. */
export interface Shape {
  readonly from: number;
  readonly to: number;
  readonly count: HeadCount | null;
  readonly size: number;
  readonly vague: boolean;
  /** Reports that name different people are not known again by their titles. */
  readonly named: boolean;
  readonly title: Title;
}

/** A person as one or more reports write the name. */
export interface Written {
  readonly person: NamedPerson;
  /** As `identify` knows the person. */
  readonly token: string;
  /** Token and name: the same for whoever is written the same. */
  readonly written: string;
}

/** A candidate, or the report that comes, prepared for being compared. It grows with its event. */
export class Entry {
  readonly kind: EventKind;
  readonly group: Group;
  readonly around: ReadonlySet<EventKind>;
  /** Some report gives no name, or more people than names: it can be likened to others without a common name. */
  nameless = false;
  /** How many people the largest of its reports tells of. */
  size = 0;
  from = Infinity;
  to = -Infinity;
  /** Everybody whom the reports name, each way of writing once. */
  readonly people: Written[] = [];
  /** Names as written, of people who are not known from the register, and of those who are. */
  readonly looseNames = new Set<string>();
  readonly knownNames = new Set<string>();
  /** The texts from which the reports were read: an edited text gives findings again. */
  readonly texts = new Set<string>();
  readonly findingIds = new Set<string>();
  /** Its people as `identify` knows them. */
  readonly tokens = new Set<string>();
  readonly #written = new Set<string>();
  readonly #shapes = new Map<string, Shape>();

  constructor(kind: EventKind, facts: readonly ReportFacts[]) {
    this.kind = kind;
    this.group = groupOf(kind);
    this.around = new Set(kindsAround(kind));
    for (const each of facts) this.take(each);
  }

  /** A round's reports repeat each other; each shape stands here once. */
  get shapes(): Iterable<Shape> {
    return this.#shapes.values();
  }

  /** @returns the report's shape when it is a new one */
  take(facts: ReportFacts): Shape | null {
    const { report } = facts;
    this.nameless ||= isNameless(report);
    this.from = Math.min(this.from, facts.from);
    this.to = Math.max(this.to, facts.to);
    this.findingIds.add(report.findingId);
    const text = textOf(report.findingId);
    if (text.length > 1) this.texts.add(text);
    for (const [index, written] of facts.written.entries()) {
      const person = report.people[index];
      const token = facts.tokens[index];
      if (person === undefined || token === undefined || this.#written.has(written)) continue;
      this.#name({ person, token, written });
    }
    const shape = shapeOf(facts);
    this.size = Math.max(this.size, shape.size);
    const { from, to, count, size, vague, title } = shape;
    const key = [from, to, count?.n, count?.qualifier, size, vague, title.key].join();
    if (this.#shapes.has(key)) return null;
    this.#shapes.set(key, shape);
    return shape;
  }

  #name(each: Written): void {
    const { person, token, written } = each;
    this.#written.add(written);
    this.people.push(each);
    this.tokens.add(token);
    if (person.suspicious) return;
    (person.personId === null ? this.looseNames : this.knownNames).add(person.name);
  }
}

function shapeOf({ report: { said, count, people }, title }: ReportFacts): Shape {
  return {
    from: dayNumber(said.happenedOn.from),
    to: dayNumber(said.happenedOn.to),
    count,
    size: Math.max(count?.n ?? 0, people.length),
    vague: people.length === 0 && (count?.n ?? 0) < 2,
    named: people.length > 0,
    title,
  };
}

export function isNameless({ people, count }: Report): boolean {
  return people.length === 0 || (count?.n ?? 0) > people.length || isCountedOff({ count, people });
}

/** `<item>:` of `<item>:<revision>:<n>`. */
function textOf(findingId: string): string {
  const end = findingId.lastIndexOf(":", findingId.lastIndexOf(":") - 1);
  return findingId.slice(0, end + 1);
}
