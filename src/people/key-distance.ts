/** Edit distance between two short keys, by Myers' and Hyyrö's bit-parallel algorithm: fast enough to try thousands. */

const WORD_BITS = 32;
/** Keys are written in capital letters: five bits tell them apart. */
const LETTER = 31;

/** A key prepared for many comparisons. Not for keys over 32 characters: they are cut. */
export interface KeyProbe {
  readonly length: number;
  readonly masks: Int32Array;
  /** Which letters the key has, as bits. */
  readonly letters: number;
}

/** The letters of a key as bits: cheap to compare before anything else. */
export function lettersOf(key: string): number {
  let letters = 0;
  for (let at = 0; at < key.length; at++) letters |= 1 << (key.charCodeAt(at) & LETTER);
  return letters;
}

function bitsOf(mask: number): number {
  const pairs = mask - ((mask >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Whether two keys' letters allow so few errors: each changes at most two of them. */
export function mayBeNear(a: number, b: number, errors: number): boolean {
  return bitsOf(a ^ b) <= errors * 2;
}

export function probeOf(key: string): KeyProbe {
  const length = Math.min(key.length, WORD_BITS);
  const masks = new Int32Array(LETTER + 1);
  for (let at = 0; at < length; at++) {
    const code = key.charCodeAt(at) & LETTER;
    masks[code] = (masks[code] ?? 0) | (1 << at);
  }
  return { length, masks, letters: lettersOf(key) };
}

/** @returns the number of letters to change, add, drop or swap with a neighbour */
export function probeDistance(probe: KeyProbe, key: string): number {
  if (probe.length === 0) return key.length;
  let positive = -1;
  let negative = 0;
  let diagonal = 0;
  let lastMatch = 0;
  let distance = probe.length;
  const top = 1 << (probe.length - 1);
  for (let at = 0; at < key.length; at++) {
    const match = probe.masks[key.charCodeAt(at) & LETTER] ?? 0;
    const swapped = ((~diagonal & match) << 1) & lastMatch;
    diagonal = (((match & positive) + positive) ^ positive) | match | negative | swapped;
    let plus = negative | ~(diagonal | positive);
    let minus = diagonal & positive;
    if ((plus & top) !== 0) distance++;
    else if ((minus & top) !== 0) distance--;
    plus = (plus << 1) | 1;
    minus <<= 1;
    positive = minus | ~(diagonal | plus);
    negative = plus & diagonal;
    lastMatch = match;
  }
  return distance;
}
