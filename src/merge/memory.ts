import type { CaseEvent, Report } from "../domain/event.ts";
import type { NamedPerson } from "../domain/finding.ts";
import { isAlike, isLike } from "./alike.ts";
import { DayIndex, put, type Span } from "./day-index.ts";
import { Entry, isNameless, type Shape, type Written } from "./entry.ts";
import { ROUND_DAYS, type Group } from "./groups.ts";
import { Naming, type NameJudge } from "./identity.ts";
import { NameBook } from "./name-book.ts";
import { nodeOf, reportFacts, type Node, type ReportFacts } from "./node.ts";
import { Placing } from "./place.ts";

/** An event with what was prepared for comparing it. */
export interface Candidate {
  readonly event: CaseEvent;
  readonly entry: Entry;
}

/** The candidates of one finding, found by what they have in common with something. */
export interface Candidates {
  /** In the order in which the store gave them. */
  inOrder(some: Iterable<Candidate>): readonly Candidate[];
  /** Was this finding merged before? */
  has(findingId: string): boolean;
  /** What may tell the same although no name is in both. */
  alike(candidate: Candidate): Iterable<Candidate>;
  alikeEntry(entry: Entry): Iterable<Candidate>;
  /** Events that name this person, in whatever letters. */
  naming(written: Written): readonly Candidate[];
  byText(text: string): Iterable<Candidate>;
}

/**
 * What was prepared for comparing is kept as long as an event is the same: in a batch most candidates come again and
 * again, unchanged. One index over all of them answers for each finding's own candidates.
 */
export class MergeMemory {
  readonly judge: NameJudge;
  readonly placing = new Placing();
  readonly #known = new Map<string, Indexed>();
  readonly #names: NameBook;
  readonly #days = new Map<Group, DayIndex<Indexed>>();
  readonly #namelessDays = new Map<Group, DayIndex<Indexed>>();
  readonly #byFinding = new Map<string, Set<Indexed>>();
  readonly #byToken = new Map<string, Set<Indexed>>();
  /** By names that are no person of the register, and by those that are. */
  readonly #byLooseName = new Map<string, Set<Indexed>>();
  readonly #byKnownName = new Map<string, Set<Indexed>>();
  readonly #byText = new Map<string, Set<Indexed>>();
  readonly #facts = new WeakMap<Report, ReportFacts>();
  readonly #sortings = new WeakMap<CaseEvent, string>();
  #naming: Naming<ReportFacts> | null = null;
  #nodesOf: Naming<ReportFacts> | null = null;
  readonly #nodes = new Map<ReportFacts, Node>();
  /** What may tell the same although no name is in both: found once, from both sides. */
  readonly #alike = new Map<Candidate, Set<Indexed>>();
  #asked = 0;

  constructor(judge: NameJudge) {
    this.judge = judge;
    this.#names = new NameBook(judge);
  }

  /** How many events are remembered. */
  get size(): number {
    return this.#known.size;
  }

  factsOf(report: Report): ReportFacts {
    const known = this.#facts.get(report);
    if (known !== undefined) return known;
    const facts = reportFacts(report);
    this.#facts.set(report, facts);
    return facts;
  }

  /** Who is who among the people of these and of a report beside them. */
  naming(near: readonly Candidate[], facts: ReportFacts): Naming<ReportFacts> {
    const people = new Map<string, NamedPerson>();
    for (const { entry } of near) for (const it of entry.people) people.set(it.written, it.person);
    for (const [index, person] of facts.report.people.entries()) {
      const written = facts.written[index];
      if (written !== undefined) people.set(written, person);
    }
    if (this.#naming?.isOf(people) !== true) this.#naming = new Naming(people, this.judge);
    return this.#naming;
  }

  /** Reports of a round come again beside each of its reports, named alike: each is made ready once. */
  nodeOf(facts: ReportFacts, ruled: CaseEvent | null, naming: Naming<ReportFacts>): Node {
    if (ruled !== null) return nodeOf(facts, ruled, naming);
    if (this.#nodesOf !== naming) {
      this.#nodesOf = naming;
      this.#nodes.clear();
    }
    const known = this.#nodes.get(facts);
    if (known !== undefined) return known;
    const node = nodeOf(facts, null, naming);
    this.#nodes.set(facts, node);
    return node;
  }

  /** How the reports of this version were sorted when it came out unchanged; null when it never did. */
  sortingOf(event: CaseEvent): string | null {
    return this.#sortings.get(event) ?? null;
  }

  noteSorting(event: CaseEvent, sorting: string): void {
    this.#sortings.set(event, sorting);
  }

  candidates(events: readonly CaseEvent[]): Candidates {
    const asked = ++this.#asked;
    let at = 0;
    for (const event of events) {
      if (event.reports.length === 0) continue;
      const known = this.#known.get(event.id);
      // A version never changes; the store may give another copy of it each time.
      const indexed = known?.event.version === event.version ? known : this.#remember(event, known);
      indexed.asked = asked;
      indexed.at = at++;
    }
    const among = (found: Iterable<Indexed>): readonly Indexed[] => {
      const those: Indexed[] = [];
      for (const it of found) if (it.asked === asked) those.push(it);
      return those;
    };
    const places = (some: Iterable<Candidate>): readonly Indexed[] => {
      const chosen: Indexed[] = [];
      for (const { event } of some) {
        const indexed = this.#known.get(event.id);
        if (indexed !== undefined) chosen.push(indexed);
      }
      return chosen.sort((a, b) => a.at - b.at);
    };
    return {
      inOrder: places,
      has: (findingId) => among(this.#byFinding.get(findingId) ?? []).length > 0,
      alike: (candidate) => among(this.#alike.get(candidate) ?? []),
      alikeEntry: (entry) => among(this.#alikeTo(entry)),
      naming: (written) => this.#namingOf(written, asked),
      byText: (text) => among(this.#byText.get(text) ?? []),
    };
  }

  /** One of two ids of the register is another person; letters of two scripts are nobody but themselves. */
  #namingOf({ person, token }: Written, asked: number): readonly Indexed[] {
    const found: Indexed[] = [];
    const take = (some: ReadonlySet<Indexed> | undefined): void => {
      if (some !== undefined) for (const it of some) if (it.asked === asked) found.push(it);
    };
    take(this.#byToken.get(token));
    if (person.suspicious) return found;
    const isLoose = person.personId === null;
    const isBorne = (name: string): boolean =>
      isAsked(this.#byLooseName.get(name), asked) || (isLoose && isAsked(this.#byKnownName.get(name), asked));
    for (const name of this.#names.twins(person.name, isBorne)) {
      take(this.#byLooseName.get(name));
      if (isLoose) take(this.#byKnownName.get(name));
    }
    return found;
  }

  #remember(event: CaseEvent, known: Indexed | undefined): Indexed {
    const facts = event.reports.map((it) => this.factsOf(it));
    if (known !== undefined) {
      if (this.#grow(known, event, facts)) return known;
      this.#forget(known);
    }
    const entry = new Entry(event.kind, facts);
    const indexed: Indexed = { event, entry, asked: 0, at: 0 };
    this.#known.set(event.id, indexed);
    this.#index(indexed);
    for (const other of this.#alikeTo(entry)) this.#link(indexed, other);
    for (const days of this.#daysOf(entry)) days.add(indexed, entry);
    return indexed;
  }

  /** A round of hundreds comes again with every report of it: only what is new in it is looked at. */
  #grow(indexed: Indexed, event: CaseEvent, facts: readonly ReportFacts[]): boolean {
    const { entry } = indexed;
    const fresh = facts.filter(({ report }) => !entry.findingIds.has(report.findingId));
    const isWhole = facts.length - fresh.length === entry.findingIds.size && event.kind === entry.kind;
    if (!isWhole || (!entry.nameless && fresh.some(({ report }) => isNameless(report)))) return false;
    const { from, to } = entry;
    const shapes = fresh.map((each) => entry.take(each)).filter((shape) => shape !== null);
    if (from !== entry.from || to !== entry.to) {
      for (const days of this.#daysOf(entry)) {
        days.delete(indexed, { from, to });
        days.add(indexed, entry);
      }
    }
    for (const shape of shapes) for (const other of this.#likes(shape, entry)) this.#link(indexed, other);
    indexed.event = event;
    if (fresh.length > 0) this.#index(indexed);
    return true;
  }

  #index(indexed: Indexed): void {
    const { looseNames, knownNames } = indexed.entry;
    for (const names of [looseNames, knownNames]) for (const name of names) this.#names.add(name);
    for (const [index, keys] of this.#keysOf(indexed.entry)) {
      for (const key of keys) put(index, key, indexed);
    }
  }

  #keysOf(entry: Entry): readonly (readonly [Map<string, Set<Indexed>>, Iterable<string>])[] {
    return [
      [this.#byFinding, entry.findingIds],
      [this.#byToken, entry.tokens],
      [this.#byLooseName, entry.looseNames],
      [this.#byKnownName, entry.knownNames],
      [this.#byText, entry.texts],
    ];
  }

  #daysOf({ nameless, group }: Entry): readonly DayIndex<Indexed>[] {
    const indexes = nameless ? [this.#days, this.#namelessDays] : [this.#days];
    return indexes.map((byGroup) => {
      const known = byGroup.get(group);
      if (known !== undefined) return known;
      const made = new DayIndex<Indexed>();
      byGroup.set(group, made);
      return made;
    });
  }

  #link(one: Indexed, other: Indexed): void {
    if (one === other) return;
    put(this.#alike, one, other);
    put(this.#alike, other, one);
  }

  #alikeTo(entry: Entry): readonly Indexed[] {
    return this.#near(entry, entry).filter((other) => isAlike(entry, other.entry));
  }

  #likes(shape: Shape, entry: Entry): readonly Indexed[] {
    return this.#near(shape, entry).filter((other) => isLike(shape, entry, other.entry));
  }

  /** A denial may be about what stands in any group: see `isAlike`. */
  #near(span: Span, { nameless, group }: Entry): readonly Indexed[] {
    const byGroup = nameless ? this.#days : this.#namelessDays;
    const groups = group === "not_released" ? byGroup.keys() : [group, "not_released" as const];
    const found: Indexed[] = [];
    for (const each of groups) {
      for (const it of byGroup.get(each)?.around(span, ROUND_DAYS) ?? []) found.push(it);
    }
    return found;
  }

  #forget(indexed: Indexed): void {
    const { entry } = indexed;
    for (const other of this.#alike.get(indexed) ?? []) this.#alike.get(other)?.delete(indexed);
    this.#alike.delete(indexed);
    for (const days of this.#daysOf(entry)) days.delete(indexed, entry);
    for (const [index, keys] of this.#keysOf(entry)) {
      for (const key of keys) index.get(key)?.delete(indexed);
    }
  }
}

interface Indexed extends Candidate {
  event: CaseEvent;
  /** The number of the finding whose candidate it was last. */
  asked: number;
  /** Its place among these candidates. */
  at: number;
}

function isAsked(some: ReadonlySet<Indexed> | undefined, asked: number): boolean {
  if (some === undefined) return false;
  for (const it of some) if (it.asked === asked) return true;
  return false;
}
