/** Are two names one person's? For merging records: register against tracker, list against list. */
import { formDistance, paradigmsOf } from "./inflection.ts";
import { soundDistance } from "./distance.ts";
import { mayBeInitial } from "./given-names.ts";
import { type HeardWords, type QueryWord, hearName } from "./name.ts";
import { inLatin, lacksVowels } from "./other-scripts.ts";

export interface NameComparison {
  /** 0 nothing in common … 1 the same name. */
  readonly score: number;
  readonly verdict: "same" | "unsure" | "different";
}

const SAME = 0.8;
const DIFFERENT = 0.6;

/** Titles and suffixes say nothing about who it is. */
const TITLES =
  /^(?:mr|mrs|ms|miss|dr|prof|sir|dame|lord|lady|rev|hon|gen|col|capt|lt|sgt|maj|sheikh|shaikh|sheik|haji|hajji|hajj|mullah|maulana|ayatollah|baroness|baron|king|queen|prince|princess|emir|pope|saint|president|senator|shri|sri|smt|mohtarma|спн|сп|д-р|праф|проф)$/u;
const SUFFIXES = /^(?:jr|sr|ii|iii|iv|phd|md|esq|junior|senior)$/u;
/** Particles come and go between spellings. */
const PARTICLES =
  /^(?:al|el|ul|ur|bin|ben|bint|ibn|abu|de|da|di|del|della|dos|do|du|la|le|van|von|der|den|ter|zu|af|av|y|e|аль|эль|ибн|бин|бен|фон|ван|дер|де|оглы|оглу|кызы|улы)$/u;

/** A typing error in a word of ten sounds matters less than in one of four. */
const SOUNDS_PER_ERROR = 0.55;
const OTHER_GIVEN = 0.4;
const OTHER_FATHER = 0.2;
const SAME_GIVEN = 0.95;
const FITTING_INITIAL = 0.85;
const MAX_WORDS = 8;
const PAIRED = 0.45;
const PARTICLE_WEIGHT = 0.15;
const INITIAL_WEIGHT = 0.5;
const SPARE = 0.06;
const SPARE_SHORT = 0.02;
const MAX_SPARE = 0.2;
const OTHER_ORDER = 0.02;
const BARE = 0.62;

function initialAlike(a: QueryWord, b: QueryWord): number {
  const [short, long] = a.isInitial ? [a, b] : [b, a];
  const fits =
    short.initials.some((letter) => long.initials.includes(letter)) ||
    long.given.some(({ name }) => mayBeInitial(short.initials, name));
  return fits ? FITTING_INITIAL : 0;
}

function sharesGiven(a: QueryWord, b: QueryWord): boolean {
  return a.given.some(({ name }) => b.given.some((other) => other.name === name));
}

const CYRILLIC = /\p{Script=Cyrillic}/u;

function soundsApart(a: QueryWord, b: QueryWord): { distance: number; length: number } {
  const inflected = CYRILLIC.test(a.text) && CYRILLIC.test(b.text);
  let best = { distance: Infinity, length: 1 };
  for (const one of a.heard) {
    for (const two of b.heard) {
      let distance = soundDistance(one.sounds, two.sounds);
      if (inflected) {
        const forward = formDistance(
          one,
          { sounds: two.sounds, paradigms: paradigmsOf(two.sounds) },
          distance,
        );
        const back = formDistance(two, { sounds: one.sounds, paradigms: paradigmsOf(one.sounds) }, distance);
        distance = Math.min(distance, forward, back);
      }
      if (distance < best.distance)
        best = { distance, length: Math.max(one.sounds.length, two.sounds.length) };
    }
  }
  return best;
}

/** How alike two words are, 0…1. */
function alike(a: QueryWord, b: QueryWord): number {
  if (a.isInitial || b.isInitial) return initialAlike(a, b);
  const { distance, length } = soundsApart(a, b);
  const bySound = Math.max(0, 1 - distance / (length * SOUNDS_PER_ERROR));
  if (sharesGiven(a, b)) return Math.max(SAME_GIVEN, bySound);
  if (a.given.length > 0 && b.given.length > 0) return Math.min(OTHER_GIVEN, bySound);
  const [fathers, others] = [a.fathers ?? [], b.fathers ?? []];
  if (fathers.length === 0 || others.length === 0) return bySound;
  const shared = fathers.some((father) => others.includes(father));
  return shared ? Math.max(SAME_GIVEN, bySound) : Math.min(OTHER_FATHER, bySound);
}

const LONGEST_PARTICLE = 5;

function weightOf({ text, isInitial }: QueryWord): number {
  if (text.length <= LONGEST_PARTICLE && PARTICLES.test(text)) return PARTICLE_WEIGHT;
  return isInitial ? INITIAL_WEIGHT : 1;
}

/** Lays the words of the shorter name on the longer one's so that they are most alike. */
function layOut(short: readonly QueryWord[], long: readonly QueryWord[]): (readonly [number, number])[] {
  const table = short.map((a) => long.map((b) => alike(a, b)));
  let best: { total: number; pairs: (readonly [number, number])[] } = { total: -1, pairs: [] };
  const lay = (at: number, total: number, pairs: (readonly [number, number])[]): void => {
    if (total + (short.length - at) <= best.total) return;
    if (at === short.length) {
      if (total > best.total) best = { total, pairs };
      return;
    }
    const weight = weightOf(short[at] ?? (short[0] as QueryWord));
    for (const [place, likeness] of (table[at] ?? []).entries()) {
      if (pairs.some(([taken]) => taken === place)) continue;
      lay(at + 1, total + likeness * weight, [...pairs, [place, likeness]]);
    }
  };
  lay(0, 0, []);
  return best.pairs;
}

/** A word that is less like every other one keeps two names from being the same, however alike the rest is. */
const LEAST_OF_SAME = 0.59;

function hasStranger(short: readonly QueryWord[], long: readonly QueryWord[]): boolean {
  return short.some(
    (word) => weightOf(word) > PARTICLE_WEIGHT && !long.some((other) => alike(word, other) >= LEAST_OF_SAME),
  );
}

function laid(short: readonly QueryWord[], long: readonly QueryWord[]): number {
  const pairs = layOut(short, long);
  let sum = 0;
  let weights = 0;
  let least = 1;
  for (const [at, [, likeness]] of pairs.entries()) {
    const word = short[at];
    const weight = word === undefined ? 0 : weightOf(word);
    sum += likeness * weight;
    weights += weight;
    if (weight > PARTICLE_WEIGHT) least = Math.min(least, likeness);
  }
  if (weights === 0) return 0;
  const taken = new Set(pairs.map(([place]) => place));
  const spare = long.filter((_, at) => !taken.has(at));
  const extra = spare.reduce(
    (total, word) => total + (weightOf(word) < 1 || word.fathers ? SPARE_SHORT : SPARE),
    0,
  );
  const places = pairs.filter(([, likeness]) => likeness >= PAIRED).map(([place]) => place);
  const inOrder = places.every((place, at) => at === 0 || place > (places[at - 1] ?? 0));
  const bare = short.filter((word) => weightOf(word) === 1).length < 2 && long.length > 1 && short.length < 2;
  const score =
    (sum / weights) * ((1 + least) / 2) - Math.min(MAX_SPARE, extra) - (inOrder ? 0 : OTHER_ORDER);
  return bare ? Math.min(BARE, score) : score;
}

const MAX_JOINED = 5;
const MIN_JOINED = 2;

/** The name with two neighbouring words written as one, or all: Jin Ping, Jinping. */
function joinings(name: string): string[] {
  const words = name.split(/[\s-]+/u).filter((word) => word !== "");
  if (words.length > MAX_JOINED) return [];
  const pairs = words.flatMap((word, at) => {
    const next = words[at + 1];
    if (next === undefined || Math.min(word.length, next.length) < MIN_JOINED || /[.,]/u.test(word + next))
      return [];
    return [[...words.slice(0, at), word + next.toLowerCase(), ...words.slice(at + 2)].join(" ")];
  });
  return words.length > 2 && pairs.length > 0 ? [...pairs, words.join("").toLowerCase()] : pairs;
}

const SERVANT = /(?<!\p{L})abd[aeiou]?[lr]?[\s-]+(?:(?:[aeu][lrnstz]|[aeu](?:sh|th))[\s-]+)?(?=\p{L}{3})/giu;

function heardWords(name: string, known?: HeardWords): QueryWord[] {
  const words = hearName(inLatin(name).replace(SERVANT, "abdul"), MAX_WORDS, known);
  const isTitle = (at: number): boolean => {
    const text = words[at]?.text ?? "";
    return (at === 0 && TITLES.test(text)) || (at === words.length - 1 && SUFFIXES.test(text));
  };
  const plain = words.filter((_, at) => words.length < 3 || !isTitle(at));
  return plain.filter((word) => word.heard.length > 0);
}

type Words = readonly QueryWord[];

/** @param onlySame what cannot be the same need not be compared to the end: any score below `SAME` may come back */
function compareWords(a: Words, b: Words, onlySame: boolean): number {
  if (a.length === 0 || b.length === 0) return 0;
  const lay = (short: Words, long: Words): number =>
    onlySame && hasStranger(short, long) ? 0 : laid(short, long);
  if (a.length === b.length) return Math.max(lay(a, b), lay(b, a));
  return a.length < b.length ? lay(a, b) : lay(b, a);
}

/** Arabic and Hebrew write no short vowels, so they are taken from the other name too. */
function withoutVowels(word: QueryWord): QueryWord {
  const heard = word.heard.map(({ sounds, splits }) => {
    const bare = sounds.replace(/(?<=.)[aeEiouyJj04]/gu, "");
    return { sounds: bare === "" ? sounds : bare, splits };
  });
  return { ...word, heard };
}

/**
 * Symmetric: which name comes first does not matter.
 *
 * @param known words that were heard before; shared by many comparisons
 */
export function compareNames(a: string, b: string, known?: HeardWords): NameComparison {
  const rounded = scoreOf(a, b, false, known);
  return {
    score: rounded,
    verdict: rounded >= SAME ? "same" : rounded >= DIFFERENT ? "unsure" : "different",
  };
}

/** Is the verdict of `compareNames` «same»? Most pairs are not, and that is found sooner. */
export function areSameNames(a: string, b: string, known?: HeardWords): boolean {
  return scoreOf(a, b, true, known) >= SAME;
}

function scoreOf(a: string, b: string, onlySame: boolean, known?: HeardWords): number {
  const bare = lacksVowels(a) || lacksVowels(b);
  const heard = (name: string): QueryWord[] =>
    bare ? heardWords(name, known).map(withoutVowels) : heardWords(name, known);
  const [one, two] = [heard(a), heard(b)];
  let score = compareWords(one, two, onlySame);
  if (score < SAME) {
    for (const joined of joinings(a)) score = Math.max(score, compareWords(heard(joined), two, onlySame));
    for (const joined of joinings(b)) score = Math.max(score, compareWords(one, heard(joined), onlySame));
  }
  return Math.max(0, Math.round(score * 1000) / 1000);
}
