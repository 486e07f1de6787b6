/** How well a query's words fit one name of the register. */
import { mayBeInitial } from "./given-names.ts";
import { soundDistance } from "./distance.ts";
import { formDistance } from "./inflection.ts";
import { probeDistance } from "./key-distance.ts";
import type { KnownName, NameWord, QueryWord } from "./name.ts";

/** Prices in typing errors. */
const FAR = 3;
const OTHER_GIVEN = 2.5;
const LEAST_OTHER_GIVEN = 2;
const MISTYPED_GIVEN = 0.3;
const SOUND_SHARE = 0.25;
const OTHER_FATHER = 1.5;
/** Beyond it a given name is guessed. */
export const SURE_GIVEN = 0.4;
/** So near to a name of the table that its own sounds need not be looked at. */
const SAME_GIVEN = 0.06;
const BY_INITIAL = 0.12;
const OBLIQUE_SLACK = 0.02;
const OBLIQUE_BESIDE_INITIAL = 0.35;
const NO_GIVEN = 0.25;
const NO_PATRONYMIC = 0.01;
const UNKNOWN_PATRONYMIC = 0.02;
const SPARE_INITIAL = 0.03;
const HALF_SURNAME = 0.25;
const SPARE_WORD = 0.9;
const OTHER_ORDER = 0.06;
/** A word too many beside a given name too few: another person's name. */
const OTHER_PERSON = 1.4;
const MOST_KEY_ERRORS = 3;

export interface Fit {
  /** In typing errors, all words together. */
  readonly distance: number;
  readonly surname: number;
  /** `near`: the same with a typing error, perhaps. */
  readonly given: "same" | "missing" | "initial" | "near" | "other";
  /** For each word of the query its place in the name, -1 for a word too many. */
  readonly taken: readonly number[];
}

const NO_FIT: Fit = { distance: Infinity, surname: Infinity, given: "other", taken: [] };

function near(query: QueryWord, word: NameWord): boolean {
  for (const key of query.keys) {
    if (word.keys.includes(key)) return true;
  }
  for (const probe of query.probes) {
    for (const other of word.fullKeys) {
      if (Math.abs(probe.length - other.length) > MOST_KEY_ERRORS) continue;
      if (probeDistance(probe, other) <= MOST_KEY_ERRORS) return true;
    }
  }
  return false;
}

function bySound(query: QueryWord, word: NameWord, limit: number): number {
  if (!near(query, word)) return FAR;
  let best = limit;
  for (const reading of word.readings) {
    for (const heard of query.heard) best = Math.min(best, formDistance(heard, reading, best));
  }
  return best;
}

function asInitial(letters: readonly string[], word: NameWord): number {
  const known = word.given.length > 0 ? word.given : word.fathers;
  if (word.part === "surname") return FAR;
  const fits =
    letters.some((letter) => word.initials.includes(letter)) ||
    known.some((name) => mayBeInitial(letters, name));
  return fits ? (word.part === "given" ? BY_INITIAL : NO_PATRONYMIC) : OTHER_GIVEN;
}

function asGiven(query: QueryWord, word: NameWord): number {
  let same = Infinity;
  for (const { name, distance } of query.given)
    if (word.given.includes(name)) same = Math.min(same, distance);
  if (same <= SAME_GIVEN) return same;
  const bySounds = Math.min(same, bySound(query, word, OTHER_GIVEN));
  if (same <= SURE_GIVEN) return bySounds;
  const best = Math.min(...query.given.map(({ distance }) => distance));
  if (best > SURE_GIVEN || word.given.length === 0) return bySounds;
  // Itself no name of the table: as well a mistyped other one.
  if (best > SAME_GIVEN) return Math.min(OTHER_GIVEN, bySounds + MISTYPED_GIVEN);
  // Two names that both exist: never the same person, though «Ария» may have lost an М.
  return Math.min(OTHER_GIVEN, LEAST_OTHER_GIVEN + bySounds * SOUND_SHARE);
}

function asPatronymic(query: QueryWord, word: NameWord): number {
  if (query.fathers === null) return FAR;
  if (query.fathers.some((father) => word.fathers.includes(father))) return 0;
  if (query.fathers.length > 0 && word.fathers.length > 0) return OTHER_FATHER;
  return Math.min(OTHER_FATHER, bySound(query, word, OTHER_FATHER));
}

/** With an initial a name stands in the nominative: «Мяснікова Л.» is a woman, not a man in the genitive. */
function besideInitial(query: QueryWord, word: NameWord): number {
  const distance = bySound(query, word, FAR);
  const nominative = Math.min(
    ...word.readings.flatMap((reading) =>
      query.heard.map(({ sounds }) => soundDistance(sounds, reading.sounds)),
    ),
  );
  return nominative <= distance + OBLIQUE_SLACK ? distance : distance + OBLIQUE_BESIDE_INITIAL;
}

function wordDistance(query: QueryWord, word: NameWord, initials: boolean): number {
  if (query.isInitial) return asInitial(query.initials, word);
  if (word.part === "given") return asGiven(query, word);
  if (word.part === "patronymic") return asPatronymic(query, word);
  return initials ? besideInitial(query, word) : bySound(query, word, FAR);
}

function spare(query: QueryWord): number {
  if (query.isInitial) return SPARE_INITIAL;
  const isPatronymic = query.fathers !== null && query.fathers.length > 0 && query.given.length === 0;
  return isPatronymic ? UNKNOWN_PATRONYMIC : SPARE_WORD;
}

/** What it costs that the query lacks a word of the name. */
function missing(name: KnownName, taken: readonly number[], spares: readonly number[]): number {
  const spared = taken.flatMap((place, word) => (place < 0 ? [spares[word] ?? SPARE_WORD] : []));
  const otherPerson = spared.some((price) => price !== UNKNOWN_PATRONYMIC);
  const otherFather = spared.includes(UNKNOWN_PATRONYMIC);
  let cost = 0;
  let surnames = 0;
  let lacking = 0;
  for (const [at, { part }] of name.words.entries()) {
    const present = taken.includes(at);
    if (part === "surname") surnames++;
    if (present) continue;
    if (part === "surname") lacking++;
    else if (part === "given") cost += NO_GIVEN + (otherPerson ? OTHER_PERSON : 0);
    else cost += otherFather ? OTHER_FATHER : NO_PATRONYMIC;
  }
  if (surnames > 0) cost += lacking === surnames ? FAR : lacking * HALF_SURNAME;
  return cost;
}

interface Assignment {
  cost: number;
  taken: readonly number[];
}

/** Tries every way to lay the query's words on the name's words; both are few. */
function assign(
  costs: readonly (readonly number[])[],
  spares: readonly number[],
  name: KnownName,
): Assignment {
  let best: Assignment = { cost: Infinity, taken: [] };
  const lay = (at: number, cost: number, taken: readonly number[]): void => {
    if (cost >= best.cost) return;
    if (at === costs.length) {
      const placed = taken.filter((place) => place >= 0);
      const inOrder = placed.every((place, index) => index === 0 || place > (placed[index - 1] ?? 0));
      const total = cost + missing(name, taken, spares) + (inOrder ? 0 : OTHER_ORDER);
      if (total < best.cost) best = { cost: total, taken };
      return;
    }
    for (const [place, price] of (costs[at] ?? []).entries()) {
      if (price < FAR && !taken.includes(place)) lay(at + 1, cost + price, [...taken, place]);
    }
    lay(at + 1, cost + (spares[at] ?? SPARE_WORD), [...taken, -1]);
  };
  lay(0, 0, []);
  return best;
}

function givenFit(price: number, word: QueryWord | undefined): Fit["given"] {
  if (price >= LEAST_OTHER_GIVEN) return "other";
  if (price > SURE_GIVEN) return "near";
  return word?.isInitial === true ? "initial" : "same";
}

/** @returns how far the query lies from the name; `NO_FIT` when no word of it is the surname */
export function fit(query: readonly QueryWord[], name: KnownName): Fit {
  const initials = query.some(({ isInitial }) => isInitial);
  const costs = query.map((word) => name.words.map((known) => wordDistance(word, known, initials)));
  const spares = query.map(spare);
  const { cost, taken } = assign(costs, spares, name);
  if (cost === Infinity) return NO_FIT;
  let surname = Infinity;
  let given: Fit["given"] = "missing";
  for (const [at, place] of taken.entries()) {
    const part = name.words[place]?.part;
    const price = costs[at]?.[place] ?? FAR;
    if (part === "surname") surname = Math.min(surname, price);
    if (part === "given") given = givenFit(price, query[at]);
    // «Сергей Тихановский» is not Віталь Ціханоўскі with a word too many.
    if (part === undefined && spares[at] !== UNKNOWN_PATRONYMIC && given === "missing") given = "other";
  }
  return { distance: cost, surname, given, taken };
}
