import type { CaseEvent, Report } from "../domain/event.ts";
import type { NamedPerson } from "../domain/finding.ts";
import { isAlike, isLike } from "./alike.ts";
import { DayIndex, put, type Span } from "./day-index.ts";
import { Entry, isNameless, type Shape } from "./entry.ts";
import { ROUND_DAYS } from "./groups.ts";
import { Naming, tokenOf, type NameJudge } from "./identity.ts";
import { NameBook } from "./name-book.ts";
import { reportFacts, type ReportFacts } from "./node.ts";
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
  naming(person: NamedPerson): Iterable<Candidate>;
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
  readonly #days = new DayIndex<Indexed>();
  readonly #namelessDays = new DayIndex<Indexed>();
  readonly #byFinding = new Map<string, Set<Indexed>>();
  readonly #byToken = new Map<string, Set<Indexed>>();
  /** By names that are no person of the register, and by those that are. */
  readonly #byLooseName = new Map<string, Set<Indexed>>();
  readonly #byKnownName = new Map<string, Set<Indexed>>();
  readonly #byText = new Map<string, Set<Indexed>>();
  readonly #facts = new WeakMap<Report, ReportFacts>();
  readonly #sortings = new WeakMap<CaseEvent, string>();
  #naming: Naming<ReportFacts> | null = null;
  /** What may tell the same although no name is in both: found once, from both sides. */
  readonly #alike = new Map<Candidate, Set<Indexed>>();
  #asked = 0;

  constructor(judge: NameJudge) {
    this.judge = judge;
    this.#names = new NameBook(judge);
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
    function* among(...found: readonly (Iterable<Indexed> | undefined)[]): Generator<Indexed> {
      for (const some of found) for (const it of some ?? []) if (it.asked === asked) yield it;
    }
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
      has: (findingId) => [...among(this.#byFinding.get(findingId))].length > 0,
      alike: (candidate) => among(this.#alike.get(candidate)),
      alikeEntry: (entry) => among(this.#alikeTo(entry)),
      naming: (person) => among(...this.#namingOf(person)),
      byText: (text) => among(this.#byText.get(text)),
    };
  }

  /** One of two ids of the register is another person; letters of two scripts are nobody but themselves. */
  *#namingOf(person: NamedPerson): Generator<Iterable<Indexed> | undefined> {
    yield this.#byToken.get(tokenOf(person));
    if (person.suspicious) return;
    const bearers = (name: string): readonly (ReadonlySet<Indexed> | undefined)[] =>
      person.personId === null
        ? [this.#byLooseName.get(name), this.#byKnownName.get(name)]
        : [this.#byLooseName.get(name)];
    const isBorne = (name: string): boolean => {
      for (const some of bearers(name)) {
        for (const it of some ?? []) if (it.asked === this.#asked) return true;
      }
      return false;
    };
    for (const name of this.#names.twins(person.name, isBorne)) yield* bearers(name);
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

  #daysOf({ nameless }: Entry): readonly DayIndex<Indexed>[] {
    return nameless ? [this.#days, this.#namelessDays] : [this.#days];
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

  #near(span: Span, { nameless }: Entry): readonly Indexed[] {
    return [...(nameless ? this.#days : this.#namelessDays).around(span, ROUND_DAYS)];
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
