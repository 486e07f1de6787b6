/**
 * What the second judge sees: words, pairs of words and pieces of words, each hashed to a bucket. Words come folded,
 * so that both Belarusian orthographies and both scripts give the same features.
 */
import type { Sentence } from "../text.ts";

/** Buckets of the model; a power of two. */
export const BUCKETS = 1 << 15;
const PIECES = [3, 4, 5] as const;
/** Sentences of the summary that are seen, and words of each: later ones are background. */
const LEAD = 2;
const MAX_WORDS = 40;
const TITLE_SEED = 0x811c9dc5;
const LEAD_SEED = 0x1b873593;
const PRIME = 0x01000193;

/** Bucket numbers, with repetitions. @param sentences of a whole item, title first */
export function featuresOf(sentences: readonly Sentence[]): Uint16Array {
  const features: number[] = [];
  const titles = sentences.filter((sentence) => sentence.inTitle);
  const lead = sentences.filter((sentence) => !sentence.inTitle).slice(0, LEAD);
  const seen = titles.length > 0 ? titles : lead;
  for (const sentence of seen) addSentence(sentence, TITLE_SEED, features);
  if (titles.length > 0) for (const sentence of lead) addSentence(sentence, LEAD_SEED, features);
  return Uint16Array.from(features);
}

function addSentence(sentence: Sentence, seed: number, features: number[]): void {
  let before = hash("^", seed);
  for (const token of sentence.tokens.slice(0, MAX_WORDS)) {
    const word = /^\d/u.test(token.raw) ? "0" : token.word;
    const whole = hash(word, seed);
    features.push(bucket(whole), bucket(hash(word, before)));
    before = whole;
    if (word.length > 3) addPieces(`_${word}_`, seed, features);
  }
  features.push(bucket(hash(sentence.question ? "?" : "$", before)));
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
  return (value ^ (value >>> 15)) & (BUCKETS - 1);
}
