import type { CaseEvent, Report } from "../domain/event.ts";
import type { NamedPerson } from "../domain/finding.ts";
import { isAlike, isLike } from "./alike.ts";
import { Bearers } from "./bearers.ts";
import type { Cluster } from "./cluster.ts";
import { DayIndex, put, type Span } from "./day-index.ts";
import { Entry, isNameless, type Shape, type Written } from "./entry.ts";
import { ROUND_DAYS, ROUND_SIZE, SAME_DAYS, type Group } from "./groups.ts";
import { Naming, type NameJudge } from "./identity.ts";
import { nodeOf, reportFacts, type Node, type ReportFacts } from "./node.ts";
import { Placing } from "./place.ts";
import { areSame } from "./sequence.ts";

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
  /** The same by the very version that was read: this is asked for hundreds of events with every report. */
  readonly #byVersion = new Map<CaseEvent, Indexed>();
  readonly #bearers: Bearers<Indexed>;
  readonly #days = new Map<Group, DayIndex<Indexed>>();
  readonly #namelessDays = new Map<Group, DayIndex<Indexed>>();
  /** Of those that tell of so many that reports of other days may mean them. */
  readonly #roundDays = new Map<Group, DayIndex<Indexed>>();
  readonly #byFinding = new Map<string, Set<Indexed>>();
  readonly #byText = new Map<string, Set<Indexed>>();
  readonly #facts = new WeakMap<Report, ReportFacts>();
  readonly #sortings = new WeakMap<CaseEvent, Cluster>();
  #naming: Naming<ReportFacts> | null = null;
  #named: Named | null = null;
  #nodesOf: Naming<ReportFacts> | null = null;
  readonly #nodes = new Map<ReportFacts, Node>();
  /** What may tell the same although no name is in both: found once, from both sides. */
  readonly #alike = new Map<Candidate, Set<Indexed>>();
  #asked = 0;

  constructor(judge: NameJudge) {
    this.judge = judge;
    this.#bearers = new Bearers(judge);
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
    const counts = near.map(({ entry }) => entry.people.length);
    const before = this.#named;
    // A round comes again with every report of it, and most of its reports name nobody new.
    if (before !== null && areSame(near, before.near) && areSame(counts, before.counts)) {
      if (facts.written.every((each) => before.naming.has(each))) return before.naming;
    }
    const people = new Map<string, NamedPerson>();
    for (const { entry } of near) for (const it of entry.people) people.set(it.written, it.person);
    const known = people.size;
    for (const [index, person] of facts.report.people.entries()) {
      const written = facts.written[index];
      if (written !== undefined) people.set(written, person);
    }
    if (this.#naming?.isOf(people) !== true) this.#naming = new Naming(people, this.judge);
    this.#named = people.size === known ? { near, counts, naming: this.#naming } : null;
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
  sortingOf(event: CaseEvent): Cluster | null {
    return this.#sortings.get(event) ?? null;
  }

  noteSorting(event: CaseEvent, sorting: Cluster): void {
    this.#sortings.set(event, sorting);
  }

  candidates(events: readonly CaseEvent[]): Candidates {
    const asked = ++this.#asked;
    let at = 0;
    for (const event of events) {
      const indexed = this.#byVersion.get(event) ?? this.#recall(event);
      if (indexed === null) continue;
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
      naming: (written) => this.#bearers.of(written, asked),
      byText: (text) => among(this.#byText.get(text) ?? []),
    };
  }

  /** A version never changes, though the store may give another copy of it. @returns null for one without reports */
  #recall(event: CaseEvent): Indexed | null {
    if (event.reports.length === 0) return null;
    const known = this.#known.get(event.id);
    if (known?.event.version === event.version) return known;
    if (known !== undefined) this.#byVersion.delete(known.event);
    const indexed = this.#remember(event, known);
    this.#byVersion.set(event, indexed);
    return indexed;
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
    const before = this.#daysOf(entry);
    const shapes = fresh.map((each) => entry.take(each)).filter((shape) => shape !== null);
    const now = this.#daysOf(entry);
    if (from !== entry.from || to !== entry.to || now.length > before.length) {
      for (const days of before) days.delete(indexed, { from, to });
      for (const days of now) days.add(indexed, entry);
    }
    for (const shape of shapes) for (const other of this.#likes(shape, entry)) this.#link(indexed, other);
    indexed.event = event;
    if (fresh.length > 0) this.#index(indexed);
    return true;
  }

  #index(indexed: Indexed): void {
    this.#bearers.add(indexed);
    for (const [index, keys] of this.#keysOf(indexed.entry)) {
      for (const key of keys) put(index, key, indexed);
    }
  }

  #keysOf(entry: Entry): readonly (readonly [Map<string, Set<Indexed>>, Iterable<string>])[] {
    return [
      [this.#byFinding, entry.findingIds],
      [this.#byText, entry.texts],
    ];
  }

  #daysOf({ nameless, group, size }: Entry): readonly DayIndex<Indexed>[] {
    const indexes = [this.#days];
    if (nameless) indexes.push(this.#namelessDays);
    if (size >= ROUND_SIZE) indexes.push(this.#roundDays);
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
    return this.#near(entry, entry, (other) => isAlike(entry, other));
  }

  #likes(shape: Shape, entry: Entry): readonly Indexed[] {
    return this.#near(shape, entry, (other) => isLike(shape, entry, other));
  }

  /** A denial may be about what stands in any group: see `isAlike`. */
  #near(
    span: Span,
    { nameless, group, size }: Entry,
    isWanted: (other: Entry) => boolean,
  ): readonly Indexed[] {
    const byGroup = nameless ? this.#days : this.#namelessDays;
    const groups = group === "not_released" ? this.#days.keys() : [group, "not_released" as const];
    const found: Indexed[] = [];
    const take = (it: Indexed): void => {
      if (isWanted(it.entry)) found.push(it);
    };
    for (const each of groups) {
      byGroup.get(each)?.around(span, size >= ROUND_SIZE ? ROUND_DAYS : SAME_DAYS, take);
      if (size < ROUND_SIZE) this.#roundDays.get(each)?.around(span, ROUND_DAYS, take);
    }
    return found;
  }

  #forget(indexed: Indexed): void {
    const { entry } = indexed;
    for (const other of this.#alike.get(indexed) ?? []) this.#alike.get(other)?.delete(indexed);
    this.#alike.delete(indexed);
    for (const days of this.#daysOf(entry)) days.delete(indexed, entry);
    this.#bearers.delete(indexed);
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

/** A naming of all people of these candidates, when each had so many, and of nobody else. */
interface Named {
  readonly near: readonly Candidate[];
  readonly counts: readonly number[];
  readonly naming: Naming<ReportFacts>;
}
