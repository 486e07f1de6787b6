/**
 * What the second judge sees: words, pairs of words and pieces of words, each hashed to a bucket, and which tags of
 * the lexicons a sentence holds, alone and two by two. Words come folded, so that both Belarusian orthographies and
 * both scripts give the same features; names of people are all one word, for nothing follows from how somebody is
 * called.
 */
import type { Reading } from "../claims.ts";
import type { ItemReading } from "../read-item.ts";
import type { Token } from "../text.ts";

/** Buckets of the model; a power of two. */
export const BUCKETS = 1 << 16;
const PIECES = [3, 4, 5] as const;
/** Sentences of the summary that are seen, and words of each: later ones are background. */
const LEAD = 2;
const MAX_WORDS = 40;
const TITLE_SEED = 0x811c9dc5;
const LEAD_SEED = 0x1b873593;
/** Tags must not land where words do. */
const TAG_SEED = 0x2545f491;
/** A tag stands for hundreds of words, so it weighs as much as several pieces of one … */
const TAG_COPIES = 6;
/** … and so do two that meet: «asked» beside «freed» is no release. */
const PAIR_SEED = 0x01234567;
const PAIR_COPIES = 2;
/** A word with the one before the last: what is put between them matters less. */
const SKIP_SEED = 0x5bd1e995;
const PRIME = 0x01000193;

type Seen = Pick<ItemReading, "readings" | "isName">;

/** Bucket numbers, with repetitions. */
export function featuresOf({ readings, isName }: Seen): Uint16Array {
  const features: number[] = [];
  const titles = readings.filter(({ sentence }) => sentence.inTitle);
  const lead = readings.filter(({ sentence }) => !sentence.inTitle).slice(0, LEAD);
  const seen = titles.length > 0 ? titles : lead;
  for (const reading of seen) addReading(reading, isName, TITLE_SEED, features);
  if (titles.length > 0) for (const reading of lead) addReading(reading, isName, LEAD_SEED, features);
  return Uint16Array.from(features);
}

function addReading(
  reading: Reading,
  isName: (token: Token) => boolean,
  seed: number,
  features: number[],
): void {
  const { sentence } = reading;
  let before = hash("^", seed);
  let beforeThat = before;
  for (const token of sentence.tokens.slice(0, MAX_WORDS)) {
    const word = isName(token) ? "&" : /^\d/u.test(token.raw) ? "0" : token.word;
    const whole = hash(word, seed);
    features.push(bucket(whole), bucket(hash(word, before)), bucket(hash(word, beforeThat ^ SKIP_SEED)));
    beforeThat = before;
    before = whole;
    if (word.length > 3) addPieces(`_${word}_`, seed, features);
  }
  features.push(bucket(hash(sentence.question ? "?" : "$", before)));
  addTags([...tagsOf(reading)].sort(), seed, features);
}

function addTags(tags: readonly string[], seed: number, features: number[]): void {
  const add = (whole: number, copies: number): void => {
    for (let copy = 1; copy <= copies; copy += 1) features.push(bucket(Math.imul(whole ^ copy, PRIME)));
  };
  for (const [at, tag] of tags.entries()) {
    add(hash(tag, seed ^ TAG_SEED), TAG_COPIES);
    const first = hash(`${tag}+`, seed ^ PAIR_SEED);
    for (const other of tags.slice(at + 1)) add(hash(other, first), PAIR_COPIES);
  }
}

function tagsOf(reading: Reading): ReadonlySet<string> {
  const tags = new Set<string>();
  for (const { tag } of reading.hits) if (!tag.startsWith("ground.")) tags.add(tag);
  for (const { kind, form, negated } of reading.claims) tags.add(`${negated ? "not " : ""}${kind}.${form}`);
  return tags;
}

function addPieces(padded: string, seed: number, features: number[]): void {
  for (const length of PIECES) {
    for (let at = 0; at + length <= padded.length; at += 1) {
      features.push(bucket(hash(padded.slice(at, at + length), seed + length)));
    }
  }
}

/** FNV-1a over UTF-16 units, started from a seed so that one text gives different buckets by its place. */
function hash(text: string, seed: number): number {
  let value = seed;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), PRIME);
  return value;
}

function bucket(value: number): number {
  return (value ^ (value >>> 16)) & (BUCKETS - 1);
}
