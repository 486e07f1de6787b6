/** A whole name: its words with their readings, keys and parts. */
import { type GivenMatch, givenNamesNear, givenNamesOf, heardOf, initialsOf } from "./given-names.ts";
import { type HeardWord, type KnownWord, paradigmsOf } from "./inflection.ts";
import { type RawWord, wordsOf } from "./letters.ts";
import { soundsOf } from "./phonemes.ts";
import { skeletonsOf } from "./skeleton.ts";

/** A word as a query or a text has it, in any case form. */
export interface QueryWord {
  readonly text: string;
  readonly mixed: boolean;
  /** `Т.` */
  readonly isInitial: boolean;
  /** What its first letter may be in the scripts, as `initialsOf` gives it. */
  readonly initials: readonly string[];
  readonly heard: readonly HeardWord[];
  readonly keys: readonly string[];
  /** The given names that it surely is. */
  readonly given: readonly GivenMatch[];
  /** The father's names when it has a patronymic's ending. */
  readonly fathers: readonly number[] | null;
}

export type NamePart = "given" | "patronymic" | "surname";

/** A word of the register, in its dictionary form. */
export interface NameWord {
  readonly part: NamePart;
  readonly readings: readonly KnownWord[];
  readonly keys: readonly string[];
  readonly given: readonly number[];
  readonly fathers: readonly number[];
  readonly initials: readonly string[];
}

export interface KnownName {
  readonly text: string;
  readonly words: readonly NameWord[];
}

const MAX_WORDS = 6;
const MALE_PATRONYMIC = /(?:[oae]v)?[iy][Cq156]$/u;
const FEMALE_PATRONYMIC = /(?:[oaei][vu]|[iy][Cq15])na$/u;
const MIN_PATRONYMIC = 5;
/** Case endings that may follow a patronymic. */
const PATRONYMIC_CASE = /(?<=[Cq156])(?:[aeuo]|[aeo]m)$|(?<=n)(?:[yieuo]|[aoe][J4])$/u;

/** @returns the given names of the father, empty when unknown; null when the word is no patronymic */
function fathersOf(sounds: string): number[] | null {
  const nominative = sounds.replace(PATRONYMIC_CASE, (_, at: number) =>
    sounds.charAt(at - 1) === "n" ? "a" : "",
  );
  const stem = [MALE_PATRONYMIC, FEMALE_PATRONYMIC]
    .filter((ending) => ending.test(nominative))
    .map((ending) => nominative.replace(ending, ""))[0];
  if (stem === undefined || nominative.length < MIN_PATRONYMIC || stem.length < 2) return null;
  // A patronymic is made from the father's genitive: Паўла-віч, Юр'я.
  const heard = heardOf(`${stem}a`);
  return givenNamesOf([heard], skeletonsOf(stem)).map(({ name }) => name);
}

function queryWord(raw: RawWord): QueryWord | null {
  const heard = soundsOf(raw.text).map(heardOf);
  const first = heard[0];
  if (first === undefined) return null;
  const { text, mixed } = raw;
  const initials = initialsOf(text, first.sounds, raw.initial);
  if (raw.initial)
    return { text, mixed, isInitial: true, initials, heard, keys: [], given: [], fathers: null };
  const keys = new Set<string>();
  for (const word of heard) {
    for (const { stem } of word.splits) for (const key of skeletonsOf(stem)) keys.add(key);
  }
  const given = givenNamesOf(heard, keys);
  return {
    text,
    mixed,
    isInitial: false,
    initials,
    heard,
    keys: [...keys],
    given,
    fathers: fathersOf(first.sounds),
  };
}

/** @returns at most `limit` words; the rest of a long text is not looked at */
export function hearName(text: string, limit = MAX_WORDS): QueryWord[] {
  return wordsOf(text)
    .slice(0, limit)
    .map(queryWord)
    .filter((word) => word !== null);
}

/** The given names that a mistyped word may be. */
export function guessGiven(word: QueryWord): readonly GivenMatch[] {
  if (word.isInitial) return [];
  const keys = word.heard.flatMap(({ sounds }) => skeletonsOf(sounds));
  return givenNamesNear(word.heard, keys);
}

/** The parts of a name by the words' look; official lists write the surname first or last. */
function partsOf(words: readonly QueryWord[]): NamePart[] {
  const last = words.length - 1;
  const isGiven = (at: number) => (words[at]?.given.length ?? 0) > 0;
  if (last <= 0) return words.map(() => "surname");
  const fatherAt = words.findIndex(
    (word, at) => at > 0 && word.fathers !== null && word.fathers.length > 0 && isGiven(at - 1) && last >= 2,
  );
  let givenAt = 0;
  if (fatherAt > 0) givenAt = fatherAt - 1;
  else if (!isGiven(0) && isGiven(last)) givenAt = last;
  else if (!isGiven(0) && last >= 2 && isGiven(1) && words[last]?.fathers !== null) givenAt = 1;
  const patronymicAt =
    fatherAt > 0 ? fatherAt : givenAt + 1 < last && words[givenAt + 1]?.fathers ? givenAt + 1 : -1;
  return words.map((_, at) => (at === givenAt ? "given" : at === patronymicAt ? "patronymic" : "surname"));
}

function knownWord(word: QueryWord, part: NamePart): NameWord {
  const readings = word.heard.map(({ sounds }) => ({ sounds, paradigms: paradigmsOf(sounds) }));
  const stems = readings.flatMap(({ sounds, paradigms }) => [sounds, ...paradigms.map(({ stem }) => stem)]);
  return {
    part,
    readings,
    keys: [...new Set(stems.flatMap(skeletonsOf))],
    given: part === "given" ? word.given.map(({ name }) => name) : [],
    fathers: part === "patronymic" ? (word.fathers ?? []) : [],
    initials: word.initials,
  };
}

export function knownName(text: string): KnownName {
  const words = hearName(text);
  const parts = partsOf(words);
  return { text, words: words.map((word, at) => knownWord(word, parts[at] ?? "surname")) };
}
