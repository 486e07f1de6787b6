import type { CaseEvent, Report } from "../domain/event.ts";
import type { NamedPerson } from "../domain/finding.ts";
import { Entry } from "./entry.ts";
import type { NameJudge } from "./identity.ts";
import { reportFacts, type ReportFacts } from "./node.ts";

/** An event with what was prepared for comparing it. */
export interface Candidate {
  readonly event: CaseEvent;
  readonly entry: Entry;
}

/** The candidates of one finding, found by what they have in common with something. */
export interface Candidates {
  readonly all: readonly Candidate[];
  nameless(): Iterable<Candidate>;
  byToken(token: string): Iterable<Candidate>;
  byNameKey(key: string): Iterable<Candidate>;
  byText(text: string): Iterable<Candidate>;
  /** Which events were found to name this person, or not to, for findings before. The asker adds to it. */
  answersOf(person: NamedPerson): Map<Candidate, boolean>;
}

/** The names of a round come again in every report of it. */
const MOST_NAMES = 500;

/**
 * What was prepared for comparing is kept as long as an event is the same: in a batch most candidates come again and
 * again, unchanged. One index over all of them answers for each finding's own candidates.
 */
export class MergeMemory {
  readonly judge: NameJudge;
  readonly #known = new Map<string, Indexed>();
  readonly #nameless = new Set<Indexed>();
  readonly #byToken = new Map<string, Set<Indexed>>();
  readonly #byNameKey = new Map<string, Set<Indexed>>();
  readonly #byText = new Map<string, Set<Indexed>>();
  readonly #facts = new WeakMap<Report, ReportFacts>();
  readonly #answers = new Map<string, Map<Candidate, boolean>>();
  #asked = 0;

  constructor(judge: NameJudge) {
    this.judge = judge;
  }

  factsOf(report: Report): ReportFacts {
    const known = this.#facts.get(report);
    if (known !== undefined) return known;
    const facts = reportFacts(report);
    this.#facts.set(report, facts);
    return facts;
  }

  candidates(events: readonly CaseEvent[]): Candidates {
    const asked = ++this.#asked;
    const all: Indexed[] = [];
    for (const event of events) {
      if (event.reports.length === 0) continue;
      const known = this.#known.get(event.id);
      // A version never changes; the store may give another copy of it each time.
      const indexed = known?.event.version === event.version ? known : this.#add(event, known);
      indexed.asked = asked;
      all.push(indexed);
    }
    const among = (found: Iterable<Indexed> | undefined): Candidate[] => {
      const mine: Candidate[] = [];
      for (const it of found ?? []) if (it.asked === asked) mine.push(it);
      return mine;
    };
    return {
      all,
      nameless: () => among(this.#nameless),
      byToken: (token) => among(this.#byToken.get(token)),
      byNameKey: (key) => among(this.#byNameKey.get(key)),
      byText: (text) => among(this.#byText.get(text)),
      answersOf: (person) => this.#answersOf(person),
    };
  }

  #answersOf({ personId, name }: NamedPerson): Map<Candidate, boolean> {
    if (this.#answers.size >= MOST_NAMES) this.#answers.clear();
    const key = `${personId === null ? "" : "#"}${name}`;
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const answers = new Map<Candidate, boolean>();
    this.#answers.set(key, answers);
    return answers;
  }

  #add(event: CaseEvent, older: Indexed | undefined): Indexed {
    if (older !== undefined) this.#forget(older);
    const entry = new Entry(
      event.kind,
      event.reports.map((it) => this.factsOf(it)),
      this.judge,
    );
    const indexed = { event, entry, asked: 0 };
    this.#known.set(event.id, indexed);
    if (entry.nameless) this.#nameless.add(indexed);
    for (const token of entry.tokens) put(this.#byToken, token, indexed);
    for (const key of entry.nameKeys) put(this.#byNameKey, key, indexed);
    for (const text of entry.texts) put(this.#byText, text, indexed);
    return indexed;
  }

  #forget(indexed: Indexed): void {
    const { entry } = indexed;
    this.#nameless.delete(indexed);
    for (const token of entry.tokens) this.#byToken.get(token)?.delete(indexed);
    for (const key of entry.nameKeys) this.#byNameKey.get(key)?.delete(indexed);
    for (const text of entry.texts) this.#byText.get(text)?.delete(indexed);
  }
}

interface Indexed extends Candidate {
  /** The number of the finding whose candidate it was last. */
  asked: number;
}

function put(index: Map<string, Set<Indexed>>, key: string, indexed: Indexed): void {
  const bucket = index.get(key);
  if (bucket === undefined) index.set(key, new Set([indexed]));
  else bucket.add(indexed);
}
