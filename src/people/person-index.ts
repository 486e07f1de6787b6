/** The register held in memory for search: any spelling of a name → the people it may be. */
import type { Mention } from "../domain/finding.ts";
import { linkText } from "./link-text.ts";
import { type WordCache, knownName } from "./name.ts";
import { namePostings, postingsAmong } from "./postings.ts";
import { calledSo, search, searchExact } from "./search.ts";
import { type Hit, type Verdict, judge } from "./verdict.ts";

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

/** Whom an answer may be about: a set of ids, or a map by them. */
export type Among = Pick<ReadonlySet<string>, "has" | "size">;

export interface PeopleIndex {
  readonly size: number;
  /**
   * @param limit the most candidates to give, 5 unless told
   * @param among the answer is as if nobody else were known: it must not tell of people under embargo
   */
  find(query: string, limit?: number, among?: Among): NameMatch;
  /** Everybody of this given name and nothing else, in the order of their names; nobody when it is no given name. */
  called(given: string, among?: Among): readonly string[];
  /** Adds a person, or replaces all names of one. */
  upsert(person: IndexedPerson): void;
  remove(id: string): void;
  /** The people named in running text, in their order; unknown names too. */
  link(text: string): readonly Mention[];
}

const MAX_CANDIDATES = 5;
const YEAR = /(?<!\d)(?:19[2-9]|20[01])\d(?!\d)/u;
const OTHER_YEAR = 0.5;
const MAX_SCORE = 1000;

function scoreOf(distance: number): number {
  return Math.round(MAX_SCORE / (1 + distance)) / MAX_SCORE;
}

export function buildPeopleIndex(entries: Iterable<IndexedPerson>): PeopleIndex {
  const postings = namePostings();
  const cache: WordCache = new Map();
  const people = new Map<string, { person: IndexedPerson; places: readonly number[] }>();

  let changes = 0;
  function remove(id: string): void {
    changes += 1;
    for (const place of people.get(id)?.places ?? []) postings.remove(place);
    people.delete(id);
  }
  function upsert(person: IndexedPerson): void {
    remove(person.id);
    const places = [...new Set(person.names)].map((name) =>
      postings.add({ id: person.id, name: knownName(name, cache) }),
    );
    people.set(person.id, { person, places });
  }
  /** A year of birth in the query decides between namesakes. */
  function byYear(hits: readonly Hit[], query: string): readonly Hit[] {
    const year = YEAR.exec(query)?.[0];
    if (year === undefined) return hits;
    const fits = ({ id }: Hit): boolean => String(people.get(id)?.person.birthYear ?? year) === year;
    const dated = hits.map((hit) => (fits(hit) ? hit : { ...hit, distance: hit.distance + OTHER_YEAR }));
    return dated.sort((a, b) => a.distance - b.distance);
  }
  /** The circle asked for last, and whether anybody stands outside: looked at again when people change. */
  let circle: { readonly among: Among; readonly changes: number; readonly isWhole: boolean } | null = null;
  function postingsFor(among: Among | undefined): typeof postings {
    if (among === undefined) return postings;
    if (circle?.among !== among || circle.changes !== changes)
      circle = { among, changes, isWhole: [...people.keys()].every((id) => among.has(id)) };
    return circle.isWhole ? postings : postingsAmong(postings, among);
  }
  const nameOf = (id: string): string => people.get(id)?.person.names[0] ?? "";
  for (const entry of entries) upsert(entry);
  return {
    get size() {
      return people.size;
    },
    find(query, limit = MAX_CANDIDATES, among) {
      const hits = byYear(search(postingsFor(among), query), query);
      return { verdict: judge(hits), candidates: hits.slice(0, limit).map((hit) => candidate(hit, nameOf)) };
    },
    called: (given, among) => byName(calledSo(postingsFor(among), given), nameOf),
    upsert,
    remove,
    link: (text) => linkText(text, (words) => searchExact(postings, words)),
  };
}

function candidate({ id, distance }: Hit, nameOf: (id: string) => string): Candidate {
  return { id, name: nameOf(id), score: scoreOf(distance) };
}

function byName(ids: ReadonlySet<string>, nameOf: (id: string) => string): readonly string[] {
  return [...ids].sort((a, b) => nameOf(a).localeCompare(nameOf(b), "be"));
}
