/** The register held in memory for search: any spelling of a name → the people it may be. */
import type { Mention } from "../domain/finding.ts";
import { linkText } from "./link-text.ts";
import { knownName } from "./name.ts";
import { namePostings } from "./postings.ts";
import { search, searchExact } from "./search.ts";
import { type Verdict, judge } from "./verdict.ts";

export interface IndexedPerson {
  readonly id: string;
  /** First the form to show; then other scripts and the spellings that moderators added. */
  readonly names: readonly string[];
  readonly birthYear?: number | null;
}

export interface Candidate {
  readonly id: string;
  readonly name: string;
  /** 1: the same name; it falls with every difference. */
  readonly score: number;
}

export interface NameMatch {
  readonly verdict: Verdict;
  readonly candidates: readonly Candidate[];
}

export interface PeopleIndex {
  readonly size: number;
  /** @param limit the most candidates to give, 5 unless told */
  find(query: string, limit?: number): NameMatch;
  /** Adds a person, or replaces all names of one. */
  upsert(person: IndexedPerson): void;
  remove(id: string): void;
  /** The people named in running text, in their order; unknown names too. */
  link(text: string): readonly Mention[];
}

const MAX_CANDIDATES = 5;
const MAX_SCORE = 1000;

function scoreOf(distance: number): number {
  return Math.round(MAX_SCORE / (1 + distance)) / MAX_SCORE;
}

export function buildPeopleIndex(entries: Iterable<IndexedPerson>): PeopleIndex {
  const postings = namePostings();
  const people = new Map<string, { person: IndexedPerson; places: readonly number[] }>();

  function remove(id: string): void {
    for (const place of people.get(id)?.places ?? []) postings.remove(place);
    people.delete(id);
  }
  function upsert(person: IndexedPerson): void {
    remove(person.id);
    const places = [...new Set(person.names)].map((name) =>
      postings.add({ id: person.id, name: knownName(name) }),
    );
    people.set(person.id, { person, places });
  }
  for (const entry of entries) upsert(entry);
  return {
    get size() {
      return people.size;
    },
    find(query, limit = MAX_CANDIDATES) {
      const hits = search(postings, query);
      const candidates = hits.slice(0, limit).map(({ id, distance }) => ({
        id,
        name: people.get(id)?.person.names[0] ?? "",
        score: scoreOf(distance),
      }));
      return { verdict: judge(hits), candidates };
    },
    upsert,
    remove,
    link: (text) => linkText(text, (words) => searchExact(postings, words)),
  };
}
