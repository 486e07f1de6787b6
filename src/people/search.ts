/** The look-up: exact keys first, then keys with typing errors, then other keyboard layouts. */
import { otherLayouts } from "./keyboard.ts";
import { cleanName } from "./letters.ts";
import { SURE_GIVEN, fit } from "./match.ts";
import { type QueryWord, guessGiven, hearName } from "./name.ts";
import type { NamePostings } from "./postings.ts";
import type { Hit } from "./verdict.ts";

/** At this distance, in typing errors, nothing better is looked for. */
const GOOD = 0.6;
const ONE_ERROR = 1.4;
/** Characters; what is longer is a text and no name. */
const LONGEST_QUERY = 500;
const MOST_TRIED = 400;
const FEW = 12;
const KEY_ERRORS = 3;
/** Where every surname is looked at, with errors in the given name besides. */
const MORE_KEY_ERRORS = 2;
const LONG_KEY = 5;
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
      best.set(slot.id, { id: slot.id, name: slot.name, words, ...fitted });
  }
  return [...best.values()].sort((a, b) => a.distance - b.distance);
}

/**
 * Of many bearers of a surname those whose given name is one of the query's or that no table knows, and a few
 * others to offer: a frequent surname costs no more than a rare one.
 */
function likely(
  postings: NamePostings,
  words: readonly QueryWord[],
  places: readonly number[],
): readonly number[] {
  if (places.length <= FEW) return places;
  const given = new Set(words.flatMap((word) => word.given.map(({ name }) => name)));
  if (given.size === 0) return places;
  const fitting = places.filter((place) =>
    postings
      .slot(place)
      ?.name.words.some((word) =>
        word.part === "given" && word.given.length > 0
          ? word.given.some((name) => given.has(name))
          : word.part === "given",
      ),
  );
  return [...fitting, ...places.slice(0, FEW)];
}

function exactPlaces(postings: NamePostings, words: readonly QueryWord[]): readonly number[] {
  const places = words.flatMap((word) => word.keys.flatMap((key) => postings.withKey(key)));
  return likely(postings, words, places);
}

function namesakes(postings: NamePostings, words: readonly QueryWord[]): number[] {
  return words.flatMap((word) => {
    const keys = words.filter((other) => other !== word).flatMap(({ wholeKeys }) => wholeKeys);
    if (keys.length === 0) return [];
    const isKnown = word.given.some(({ distance }) => distance <= SURE_GIVEN);
    const names = [...word.given.map(({ name }) => name), ...(isKnown ? [] : word.wholeKeys)];
    return names.flatMap((name) => postings.ofGiven(name, keys, KEY_ERRORS, MOST_NEAR));
  });
}

function nearPlaces(postings: NamePostings, words: readonly QueryWord[]): number[] {
  return words.flatMap(({ wholeKeys }) => wholeKeys.flatMap((key) => postings.nearKey(key)));
}

/** @returns the people whose name has one of the words in some spelling or case, the nearest first */
export function searchExact(postings: NamePostings, words: readonly QueryWord[]): Hit[] {
  return tryPlaces(postings, words, exactPlaces(postings, words));
}

function isWithin(hits: readonly Hit[], distance: number): boolean {
  return (hits[0]?.distance ?? Infinity) <= distance;
}

/** With a sure given name only its bearers are looked at; else every surname, with guesses at the given name. */
function searchWide(postings: NamePostings, words: readonly QueryWord[], isSure: boolean): readonly Hit[] {
  const full = words.filter((word) => !word.isInitial);
  const found = exactPlaces(postings, words);
  if (isSure)
    return tryPlaces(postings, words, [
      ...namesakes(postings, full),
      ...found,
      ...likely(postings, words, nearPlaces(postings, full)),
    ]);
  const rare = tryPlaces(postings, words, [...namesakes(postings, full), ...found]);
  if (isWithin(rare, ONE_ERROR)) return rare;
  const guessed = words.map((word) => ({ ...word, given: guessGiven(word) }));
  const keys = full.flatMap(({ wholeKeys }) => wholeKeys).filter(({ length }) => length >= LONG_KEY);
  const places = [
    ...namesakes(postings, guessed),
    ...postings.nearAny(keys, MORE_KEY_ERRORS, MOST_NEAR),
    ...found,
  ];
  return tryPlaces(postings, guessed, places);
}

/** @returns the people whom a query may mean, the nearest first */
export function search(postings: NamePostings, query: string): readonly Hit[] {
  if (query.length > LONGEST_QUERY) return [];
  const words = hearName(query);
  const exact = searchExact(postings, words);
  if (isWithin(exact, GOOD)) return exact;
  const isSure = words.length < 2 || words.some(({ given }) => given.length > 0);
  const layouts = isSure && words.length > 1 ? [] : otherLayouts(cleanName(query));
  for (const text of layouts) {
    const other = searchExact(postings, hearName(text));
    if (isWithin(other, GOOD)) return other;
  }
  return searchWide(postings, words, isSure);
}
