/** The look-up: exact keys first, then keys with typing errors, then other keyboard layouts. */
import { otherLayouts } from "./keyboard.ts";
import { cleanName } from "./letters.ts";
import { fit } from "./match.ts";
import { type QueryWord, guessGiven, hearName } from "./name.ts";
import type { NamePostings } from "./postings.ts";
import type { Hit } from "./verdict.ts";

/** At this distance, in typing errors, nothing better is looked for. */
const GOOD = 0.6;
const MOST_TRIED = 400;
const MANY = 100;
const KEY_ERRORS = 3;
const MOST_NEAR = 60;

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
  return [...best.values()].sort((a, b) => a.distance - b.distance);
}

/** Puts those first whose given name is one of the query's, so that a frequent surname cannot hide them. */
function likelyFirst(
  postings: NamePostings,
  words: readonly QueryWord[],
  places: readonly number[],
): readonly number[] {
  if (places.length <= MANY) return places;
  const given = new Set(words.flatMap((word) => word.given.map(({ name }) => name)));
  const likely = places.filter((place) =>
    postings.slot(place)?.name.words.some((word) => word.given.some((name) => given.has(name))),
  );
  return [...likely, ...places];
}

function exactPlaces(postings: NamePostings, words: readonly QueryWord[]): readonly number[] {
  const places = words.flatMap((word) => word.keys.flatMap((key) => postings.withKey(key)));
  return likelyFirst(postings, words, places);
}

/** The words with the given names that they may be with typing errors. */
function guessed(words: readonly QueryWord[]): QueryWord[] {
  if (words.length < 2) return [...words];
  return words.map((word) => (word.given.length > 0 ? word : { ...word, given: guessGiven(word) }));
}

function fuzzyPlaces(postings: NamePostings, words: readonly QueryWord[]): readonly number[] {
  const full = words.filter((word) => !word.isInitial);
  const places: number[] = [];
  for (const word of full) {
    const keys = full.filter((other) => other !== word).flatMap((other) => other.keys);
    if (keys.length === 0) continue;
    for (const { name } of word.given) places.push(...postings.ofGiven(name, keys, KEY_ERRORS, MOST_NEAR));
  }
  for (const word of full) for (const key of word.keys) places.push(...postings.nearKey(key));
  return likelyFirst(postings, words, places);
}

/** @returns the people whose name has one of the words in some spelling or case, the nearest first */
export function searchExact(postings: NamePostings, words: readonly QueryWord[]): Hit[] {
  return tryPlaces(postings, words, exactPlaces(postings, words));
}

function searchWide(postings: NamePostings, words: readonly QueryWord[]): Hit[] {
  const hits = searchExact(postings, words);
  if ((hits[0]?.distance ?? Infinity) <= GOOD) return hits;
  const wider = guessed(words);
  return tryPlaces(postings, wider, [...exactPlaces(postings, words), ...fuzzyPlaces(postings, wider)]);
}

/** @returns the people whom a query may mean, the nearest first */
export function search(postings: NamePostings, query: string): Hit[] {
  const hits = searchWide(postings, hearName(query));
  if ((hits[0]?.distance ?? Infinity) <= GOOD) return hits;
  for (const text of otherLayouts(cleanName(query))) {
    const other = searchExact(postings, hearName(text));
    if ((other[0]?.distance ?? Infinity) <= GOOD) return other;
  }
  return hits;
}
