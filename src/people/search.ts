/** The look-up: exact keys first, then keys with typing errors, then other keyboard layouts. */
import { otherLayouts } from "./keyboard.ts";
import { cleanName } from "./letters.ts";
import { SURE_GIVEN, fit } from "./match.ts";
import { type QueryWord, guessGiven, hearName } from "./name.ts";
import type { NamePostings, Slot } from "./postings.ts";
import type { Hit } from "./verdict.ts";

/** At this distance, in typing errors, nothing better is looked for. */
const GOOD = 0.6;
/** Characters; what is longer is a text and no name. */
const LONGEST_QUERY = 500;
const MOST_TRIED = 400;
/** Of the names with typing errors, the likeliest by their keys. */
const MOST_WIDE = 60;
const FEW = 12;
const ONE_ERROR = 1.4;
const KEY_ERRORS = 3;
const SHORT_KEY_ERRORS = 2;
const SHORT_KEY = 3;
/** Prices, in typing errors, of a place before its sounds are looked at. */
const OTHER_GIVEN = 1.5;
const FITTING_INITIAL = 0.1;

/** @returns each person once, by the best of the names, the nearest first */
function nearest(hits: readonly Hit[]): Hit[] {
  const best = new Map<string, Hit>();
  for (const hit of hits) {
    if (hit.distance < (best.get(hit.id)?.distance ?? Infinity)) best.set(hit.id, hit);
  }
  return [...best.values()].sort((a, b) => a.distance - b.distance);
}

/** Fits each place once. */
function tryPlaces(postings: NamePostings, words: readonly QueryWord[], places: Iterable<number>): Hit[] {
  const hits: Hit[] = [];
  let tried = 0;
  for (const place of new Set(places)) {
    const slot = postings.slot(place);
    if (slot === undefined) continue;
    if (++tried > MOST_TRIED) break;
    const fitted = fit(words, slot.name);
    if (fitted.distance !== Infinity) hits.push({ id: slot.id, name: slot.name, words, ...fitted });
  }
  return nearest(hits);
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

/** @returns the people whose name has one of the words in some spelling or case, the nearest first */
export function searchExact(postings: NamePostings, words: readonly QueryWord[]): Hit[] {
  return tryPlaces(postings, words, exactPlaces(postings, words));
}

function isWithin(hits: readonly Hit[], distance: number): boolean {
  return (hits[0]?.distance ?? Infinity) <= distance;
}

/** How far the given name of a place is from what the query may mean. */
function givenPrice(words: readonly QueryWord[], { name }: Slot): number {
  let least = OTHER_GIVEN;
  for (const { part, given, initials } of name.words) {
    if (part !== "given") continue;
    for (const word of words) {
      if (word.isInitial && word.initials.some((letter) => initials.includes(letter)))
        least = Math.min(least, FITTING_INITIAL);
      for (const { name: row, distance } of word.given)
        if (given.includes(row)) least = Math.min(least, distance);
    }
  }
  return least;
}

/** Places by what they cost before their sounds are looked at. */
interface Offers {
  readonly add: (place: number, price: number) => void;
  /** The cheapest. */
  readonly take: () => number[];
}

function offers(): Offers {
  const prices = new Map<number, number>();
  return {
    add: (place, price) => {
      if (price < (prices.get(place) ?? Infinity)) prices.set(place, price);
    },
    take: () => {
      const cheapest = Array.from(prices).sort((a, b) => a[1] - b[1]);
      return cheapest.slice(0, MOST_WIDE).map(([place]) => place);
    },
  };
}

/** Where the surname has one typing error at most, whatever the given name. */
function nearPlaces(postings: NamePostings, words: readonly QueryWord[]): number[] {
  const offered = offers();
  const addAll = (places: Iterable<number>, errors: number): void => {
    for (const place of new Set(places)) {
      const slot = postings.slot(place);
      if (slot !== undefined) offered.add(place, errors + givenPrice(words, slot));
    }
  };
  addAll(
    words.flatMap(({ keys }) => keys.flatMap((key) => postings.withKey(key))),
    0,
  );
  addAll(
    words.flatMap(({ fullKeys }) => fullKeys.flatMap((key) => postings.nearKey(key))),
    1,
  );
  return offered.take();
}

/** Where the surname has more typing errors, and the given name is known, or the best guess. */
function namesakePlaces(postings: NamePostings, words: readonly QueryWord[]): number[] {
  const offered = offers();
  for (const word of words) {
    const probes = words.filter((other) => other !== word).flatMap((other) => other.probes);
    for (const probe of probes) {
      const errors = probe.length <= SHORT_KEY ? SHORT_KEY_ERRORS : KEY_ERRORS;
      for (const { name, distance } of word.given) {
        const offer = (place: number, price: number): void => offered.add(place, price + distance);
        postings.ofGiven(name, [probe], distance <= SURE_GIVEN ? errors : SHORT_KEY_ERRORS, offer);
      }
      for (const key of word.wholeKeys) postings.ofGiven(key, [probe], errors, offered.add);
    }
  }
  return offered.take();
}

function searchWide(postings: NamePostings, words: readonly QueryWord[], isSure: boolean): readonly Hit[] {
  const guessed = isSure ? words : words.map((word) => ({ ...word, given: guessGiven(word) }));
  const near = nearPlaces(postings, guessed);
  const hits = tryPlaces(postings, guessed, near);
  if (isWithin(hits, ONE_ERROR)) return hits;
  const known = new Set(near);
  const others = namesakePlaces(postings, guessed).filter((place) => !known.has(place));
  return nearest([...hits, ...tryPlaces(postings, guessed, others)]);
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

/** @returns the ids of everybody whose given name is the query's only word */
export function calledSo(postings: NamePostings, query: string): ReadonlySet<string> {
  const words = query.length > LONGEST_QUERY ? [] : hearName(query);
  const [word] = words;
  if (word === undefined || words.length > 1 || word.isInitial) return new Set();
  const rows = word.given.filter(({ distance }) => distance <= SURE_GIVEN).map(({ name }) => name);
  const places = rows.flatMap((row) => postings.withGiven(row));
  return new Set(places.map((place) => postings.slot(place)?.id).filter((id) => id !== undefined));
}
