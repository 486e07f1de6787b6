/** The register held in memory for search: any spelling of a name → the people it may be. */
import type { Mention } from "../domain/finding.ts";
import { otherLayouts } from "./keyboard.ts";
import { cleanName } from "./letters.ts";
import { linkText } from "./link-text.ts";
import { type Fit, fit } from "./match.ts";
import { type QueryWord, guessGiven, hearName, knownName } from "./name.ts";
import { type NamePostings, namePostings } from "./postings.ts";

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

/** `one`: safe to show or to link. `several`: let the person choose. `none`: the nearest names, only as such. */
export interface NameMatch {
  readonly verdict: "one" | "several" | "none";
  readonly candidates: readonly Candidate[];
}

export interface PeopleIndex {
  readonly size: number;
  /** @param limit the most candidates to give, 5 unless told */
  find(query: string, limit?: number): NameMatch;
  /** Adds a person or replaces all names of one. */
  upsert(person: IndexedPerson): void;
  remove(id: string): void;
  /** The people named in running text, in their order; unknown full names too. */
  link(text: string): readonly Mention[];
}

/** A person who may be meant. */
export interface Hit extends Fit {
  readonly id: string;
}

/** All in typing errors. */
const GOOD = 0.6;
const SURE_SURNAME = 0.36;
const SURE = 0.6;
const LEAD = 0.2;
const WORTH_CHOOSING = 1.4;
const MOST_TRIED = 400;

function scoreOf(distance: number): number {
  return Math.round(1000 / (1 + distance)) / 1000;
}

function byDistance(a: Hit, b: Hit): number {
  return a.distance - b.distance;
}

/** Fits each place once and keeps each person's best name. */
function tryPlaces(postings: NamePostings, words: readonly QueryWord[], places: Iterable<number>): Hit[] {
  const best = new Map<string, Hit>();
  let tried = 0;
  for (const place of new Set(places)) {
    const slot = postings.slot(place);
    if (slot === undefined) continue;
    if (++tried > MOST_TRIED) break;
    const fitted = fit(words, slot.name);
    if (fitted.distance < (best.get(slot.id)?.distance ?? Infinity))
      best.set(slot.id, { id: slot.id, ...fitted });
  }
  return [...best.values()].sort(byDistance);
}

/** Puts those first whose given name is one of the query's, so that a frequent surname cannot hide them. */
function likelyFirst(
  postings: NamePostings,
  words: readonly QueryWord[],
  places: readonly number[],
): readonly number[] {
  if (places.length <= MOST_TRIED / 4) return places;
  const given = new Set(words.flatMap((word) => word.given.map(({ name }) => name)));
  const likely = places.filter((place) =>
    postings.slot(place)?.name.words.some((word) => word.given.some((name) => given.has(name))),
  );
  return [...likely, ...places];
}

function fuzzyPlaces(postings: NamePostings, words: readonly QueryWord[]): number[] {
  const places: number[] = [];
  const full = words.filter((word) => word.initial === "");
  for (const word of full) {
    const others = full.filter((other) => other !== word).flatMap(({ heard }) => heard);
    const own = word.heard.flatMap(({ sounds }) => sounds);
    if (own.length === 0) continue;
    const given = word.given.length > 0 ? word.given : full.length > 1 ? guessGiven(word) : [];
    const keys = full.filter((other) => other !== word).flatMap((other) => other.keys);
    if (others.length > 0) {
      for (const { name } of given) places.push(...postings.ofGiven(name, keys, 2));
    }
  }
  for (const word of full) for (const key of word.keys) places.push(...postings.nearKey(key));
  return places;
}

/** @returns the people whom the words may mean, the nearest first */
export function search(postings: NamePostings, words: readonly QueryWord[]): Hit[] {
  const exact = words.flatMap((word) => word.keys.flatMap((key) => postings.withKey(key)));
  const hits = tryPlaces(postings, words, likelyFirst(postings, words, exact));
  if ((hits[0]?.distance ?? Infinity) <= GOOD) return hits;
  const wider = tryPlaces(
    postings,
    words,
    likelyFirst(postings, words, [...exact, ...fuzzyPlaces(postings, words)]),
  );
  return wider;
}

/** @returns the verdict on hits that are sorted by distance */
export function judge(hits: readonly Hit[]): NameMatch["verdict"] {
  const [first, second] = hits;
  if (first === undefined || first.distance > WORTH_CHOOSING) return "none";
  const lead = (second?.distance ?? Infinity) - first.distance;
  const sure = first.distance <= SURE && first.surname <= SURE_SURNAME && first.given !== "other";
  return sure && lead >= LEAD ? "one" : "several";
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
  function lookUp(query: string): Hit[] {
    const hits = search(postings, hearName(query));
    if ((hits[0]?.distance ?? Infinity) <= GOOD) return hits;
    const others = otherLayouts(cleanName(query)).map((text) => search(postings, hearName(text)));
    const better =
      others.sort((a, b) => (a[0]?.distance ?? Infinity) - (b[0]?.distance ?? Infinity))[0] ?? [];
    return (better[0]?.distance ?? Infinity) <= GOOD ? better : hits;
  }
  for (const entry of entries) upsert(entry);
  return {
    get size() {
      return people.size;
    },
    find(query, limit = 5) {
      const hits = lookUp(query);
      const candidates = hits.slice(0, limit).map(({ id, distance }) => ({
        id,
        name: people.get(id)?.person.names[0] ?? "",
        score: scoreOf(distance),
      }));
      return { verdict: judge(hits), candidates };
    },
    upsert,
    remove,
    link: (text) => linkText(text, postings),
  };
}
