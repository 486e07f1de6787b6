/** Edit distance between two short keys, by Myers' bit-parallel algorithm: fast enough to try thousands. */

const WORD_BITS = 32;
const CODES = 128;

/** A key prepared for many comparisons. Not for keys over 32 characters: they are cut. */
export interface KeyProbe {
  readonly length: number;
  readonly masks: Int32Array;
}

export function probeOf(key: string): KeyProbe {
  const length = Math.min(key.length, WORD_BITS);
  const masks = new Int32Array(CODES);
  for (let at = 0; at < length; at++) {
    const code = key.charCodeAt(at) % CODES;
    masks[code] = (masks[code] ?? 0) | (1 << at);
  }
  return { length, masks };
}

/** @returns the number of letters to change, add or drop */
export function probeDistance(probe: KeyProbe, key: string): number {
  if (probe.length === 0) return key.length;
  let positive = -1;
  let negative = 0;
  let distance = probe.length;
  const top = 1 << (probe.length - 1);
  for (let at = 0; at < key.length; at++) {
    const match = probe.masks[key.charCodeAt(at) % CODES] ?? 0;
    const carry = (((match & positive) + positive) ^ positive) | match;
    let plus = negative | ~(carry | positive);
    let minus = positive & carry;
    if ((plus & top) !== 0) distance++;
    else if ((minus & top) !== 0) distance--;
    plus = (plus << 1) | 1;
    minus <<= 1;
    const vertical = match | negative;
    positive = minus | ~(vertical | plus);
    negative = plus & vertical;
  }
  return distance;
}
