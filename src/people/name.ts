/** A whole name: its words with their readings, keys and parts. */
import { type GivenMatch, givenNamesNear, givenNamesOf, initialsOf } from "./given-names.ts";
import { type HeardWord, type KnownWord, paradigmsOf, Reading, splitsOf } from "./inflection.ts";
import { type KeyProbe, probeOf } from "./key-distance.ts";
import { type RawWord, wordsOf } from "./letters.ts";
import { soundsOf } from "./phonemes.ts";
import { fullKeysOf, skeletonsOf } from "./skeleton.ts";

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
  /** The keys of the whole word, without taking any ending off. */
  readonly wholeKeys: readonly string[];
  /** Every sound of the whole word. */
  readonly fullKeys: readonly string[];
  readonly probes: readonly KeyProbe[];
  /** The given names that it surely is. */
  readonly given: readonly GivenMatch[];
  /** The father's names when it has a patronymic's ending. */
  readonly fathers: readonly number[] | null;
}

export type NamePart = "given" | "patronymic" | "surname";

/** A word of the register, in its dictionary form. */
export interface NameWord {
  readonly text: string;
  readonly part: NamePart;
  readonly readings: readonly KnownWord[];
  /** First the key of the form itself. */
  readonly keys: readonly string[];
  /** Every sound of the form itself. */
  readonly fullKeys: readonly string[];
  readonly given: readonly number[];
  readonly fathers: readonly number[];
  readonly initials: readonly string[];
}

export interface KnownName {
  readonly text: string;
  readonly words: readonly NameWord[];
}

/** Words that many names share, by text and part: read once. */
export type WordCache = Map<string, NameWord>;

const MAX_WORDS = 6;
const NOMINATIVE = 0.025;
const MALE_PATRONYMIC = /[oaeE]v[iy][Cq156]$|[iy][Cq6]$/u;
const FEMALE_PATRONYMIC = /(?:[oaeEi][vu]|[iy][Cq15])na$/u;
const MIN_PATRONYMIC = 5;
/** Case endings that may follow a patronymic. */
const PATRONYMIC_CASE = /(?<=[Cq156])(?:[aeEuo]|[aeEo]m)$|(?<=n)(?:[yieEuo]|[aoeE][J4])$/u;

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
  const heard = { sounds: `${stem}a`, splits: splitsOf(`${stem}a`) };
  return givenNamesOf([heard], skeletonsOf(stem)).map(({ name }) => name);
}

function hear(sounds: string): HeardWord {
  return { sounds, splits: splitsOf(sounds) };
}

function keysOf(heard: readonly HeardWord[]): string[] {
  const keys = new Set<string>();
  for (const { splits } of heard) {
    for (const { stem } of splits) for (const key of skeletonsOf(stem)) keys.add(key);
  }
  return [...keys];
}

function queryWord(raw: RawWord): QueryWord | null {
  const heard = soundsOf(raw.text).map(hear);
  const first = heard[0];
  if (first === undefined) return null;
  const { text, mixed } = raw;
  const initials = initialsOf(text, first.sounds, raw.initial);
  if (raw.initial)
    return {
      text,
      mixed,
      isInitial: true,
      initials,
      heard,
      keys: [],
      wholeKeys: [],
      fullKeys: [],
      probes: [],
      given: [],
      fathers: null,
    };
  const keys = keysOf(heard);
  const given = givenNamesOf(heard, keys);
  const wholeKeys = [...new Set(heard.flatMap(({ sounds }) => skeletonsOf(sounds)))];
  const fullKeys = [...new Set(heard.flatMap(({ sounds }) => fullKeysOf(sounds)))];
  const probes = fullKeys.map(probeOf);
  const fathers = fathersOf(first.sounds);
  return {
    text,
    mixed,
    isInitial: false,
    initials,
    heard,
    keys,
    wholeKeys,
    fullKeys,
    probes,
    given,
    fathers,
  };
}

/** Words that many names share, as they were heard: read once. */
export type HeardWords = Map<string, QueryWord | null>;

function heardWord(raw: RawWord, heard: HeardWords): QueryWord | null {
  const key = [raw.text, raw.initial, raw.mixed].join();
  const known = heard.get(key);
  if (known !== undefined) return known;
  const word = queryWord(raw);
  heard.set(key, word);
  return word;
}

/**
 * @param heard shared by names that are heard one after the other
 * @returns at most `limit` words; the rest of a long text is not looked at
 */
export function hearName(text: string, limit = MAX_WORDS, heard?: HeardWords): QueryWord[] {
  return wordsOf(text)
    .slice(0, limit)
    .map((raw) => (heard === undefined ? queryWord(raw) : heardWord(raw, heard)))
    .filter((word) => word !== null);
}

/** The given names that a mistyped word may be. */
export function guessGiven(word: QueryWord): readonly GivenMatch[] {
  return word.isInitial ? [] : givenNamesNear(word.heard, word.wholeKeys);
}

/** A register's word before its part is known. */
interface Draft {
  readonly text: string;
  readonly sounds: readonly string[];
}

/** A register has the nominative: Алеся is no Алесь there. */
function givenOf(draft: Draft | undefined): number[] {
  const heard = (draft?.sounds ?? []).map(hear);
  const found = givenNamesOf(heard, keysOf(heard));
  const nearest = (found[0]?.distance ?? 0) + NOMINATIVE;
  return found.filter(({ distance }) => distance <= nearest).map(({ name }) => name);
}

function fathersOfDraft(draft: Draft | undefined): number[] | null {
  const [first] = draft?.sounds ?? [];
  return first === undefined ? null : fathersOf(first);
}

/** The parts of a name by the words' look; official lists write the surname first or last. */
function partsOf(words: readonly Draft[], isGiven: (at: number) => boolean): NamePart[] {
  const last = words.length - 1;
  if (last <= 0) return words.map(() => "surname");
  const isFather = (at: number): boolean => (fathersOfDraft(words[at])?.length ?? 0) > 0;
  let givenAt = 0;
  let fatherAt = -1;
  if (last >= 2) {
    fatherAt = words.findIndex((_, at) => at > 0 && isFather(at) && isGiven(at - 1));
    if (fatherAt > 0) givenAt = fatherAt - 1;
    else if (!isGiven(0) && isGiven(1) && fathersOfDraft(words[last]) !== null) givenAt = 1;
  }
  if (fatherAt < 0 && givenAt === 0 && !isGiven(0) && isGiven(last)) givenAt = last;
  if (fatherAt < 0 && givenAt + 1 < last && fathersOfDraft(words[givenAt + 1]) !== null)
    fatherAt = givenAt + 1;
  return words.map((_, at) => (at === givenAt ? "given" : at === fatherAt ? "patronymic" : "surname"));
}

const NONE: readonly never[] = [];

/** Without the room that a list keeps for growth, the empty ones all in one: a register holds 100,000 of them. */
function exact<T>(list: readonly T[]): readonly T[] {
  return list.length === 0 ? NONE : list.slice();
}

function nameWord({ text, sounds }: Draft, part: NamePart): NameWord {
  const stems = [...sounds, ...sounds.flatMap((reading) => paradigmsOf(reading).map(({ stem }) => stem))];
  return {
    text,
    part,
    readings: exact(sounds.map((reading) => new Reading(reading))),
    keys: exact([...new Set(stems.flatMap(skeletonsOf))]),
    fullKeys: exact([...new Set(sounds.flatMap(fullKeysOf))]),
    given: part === "given" ? exact(givenOf({ text, sounds })) : NONE,
    fathers: part === "patronymic" ? exact(fathersOfDraft({ text, sounds }) ?? NONE) : NONE,
    initials: part === "surname" ? NONE : exact(initialsOf(text, sounds[0] ?? "", false)),
  };
}

/** @param cache shared by the names of one register */
export function knownName(text: string, cache: WordCache = new Map()): KnownName {
  const drafts = wordsOf(text)
    .slice(0, MAX_WORDS)
    .map((word): Draft => ({ text: word.text, sounds: soundsOf(word.text) }))
    .filter(({ sounds }) => sounds.length > 0);
  const read = (draft: Draft, part: NamePart): NameWord => {
    const key = `${part} ${draft.text}`;
    const known = cache.get(key) ?? nameWord(draft, part);
    if (part !== "surname") cache.set(key, known);
    return known;
  };
  const isGiven = (at: number): boolean => {
    const draft = drafts[at];
    return draft !== undefined && (cache.get(`given ${draft.text}`)?.given ?? givenOf(draft)).length > 0;
  };
  const parts = partsOf(drafts, isGiven);
  return { text, words: drafts.map((draft, at) => read(draft, parts[at] ?? "surname")) };
}
