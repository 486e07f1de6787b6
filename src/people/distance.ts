/** How far two words lie apart in sound: 0 the same, about 1 for every typing error. */

const SIZE = 128;

/** Sounds that spellings of one name exchange, with the price of the exchange in typing errors. */
const NEAR: readonly (readonly [string, string, number])[] = [
  ["a", "o", 0.03],
  ["a", "e", 0.08],
  ["e", "o", 0.12],
  ["E", "e", 0.02],
  ["E", "a", 0.1],
  ["E", "o", 0.45],
  ["E", "i", 0.4],
  ["E", "y", 0.35],
  ["E", "u", 0.7],
  ["i", "y", 0.02],
  ["e", "i", 0.4],
  ["e", "y", 0.3],
  ["a", "i", 0.6],
  ["a", "y", 0.6],
  ["o", "i", 0.7],
  ["o", "y", 0.7],
  ["o", "u", 0.45],
  ["a", "u", 0.6],
  ["e", "u", 0.7],
  ["i", "u", 0.6],
  ["y", "u", 0.6],
  ["u", "v", 0.08],
  ["j", "J", 0],
  ["j", "0", 0.3],
  ["j", "i", 0.4],
  ["j", "4", 0],
  ["0", "J", 0.06],
  ["0", "4", 0.06],
  ["0", "i", 0.06],
  ["0", "y", 0.06],
  ["J", "i", 0.06],
  ["J", "y", 0.06],
  ["J", "e", 0.3],
  ["4", "J", 0],
  ["4", "i", 0.06],
  ["4", "Z", 0.06],
  ["4", "3", 0.3],
  ["g", "h", 0],
  ["h", "x", 0.06],
  ["g", "x", 0.35],
  ["q", "C", 0],
  ["q", "x", 0.02],
  ["q", "h", 0.06],
  ["q", "k", 0.3],
  ["q", "S", 0.3],
  ["q", "1", 0.15],
  ["k", "g", 0.6],
  ["k", "x", 0.5],
  ["T", "c", 0.02],
  ["T", "t", 0.03],
  ["T", "s", 0.5],
  ["c", "t", 0.4],
  ["c", "s", 0.5],
  ["c", "C", 0.35],
  ["T", "C", 0.3],
  ["1", "c", 0],
  ["1", "T", 0],
  ["1", "t", 0.12],
  ["1", "C", 0.1],
  ["1", "k", 0.12],
  ["1", "s", 0.25],
  ["1", "2", 0.25],
  ["2", "s", 0],
  ["2", "S", 0.1],
  ["2", "z", 0.1],
  ["2", "3", 0.15],
  ["2", "7", 0.05],
  ["2", "Z", 0.4],
  ["3", "z", 0],
  ["3", "Z", 0.1],
  ["3", "c", 0.1],
  ["3", "T", 0.1],
  ["3", "t", 0.15],
  ["5", "C", 0],
  ["5", "c", 0.04],
  ["5", "T", 0.05],
  ["5", "t", 0.15],
  ["5", "q", 0.05],
  ["5", "1", 0.05],
  ["5", "6", 0.05],
  ["3", "8", 0.05],
  ["3", "1", 0.2],
  ["3", "s", 0.4],
  ["6", "C", 0.02],
  ["6", "t", 0.04],
  ["6", "T", 0.04],
  ["6", "q", 0.04],
  ["7", "S", 0.02],
  ["7", "s", 0.04],
  ["8", "Z", 0.02],
  ["8", "z", 0.04],
  ["s", "z", 0.5],
  ["s", "S", 0.4],
  ["z", "Z", 0.4],
  ["S", "Z", 0.5],
  ["C", "S", 0.5],
  ["v", "f", 0.4],
  ["v", "b", 0.7],
  ["b", "p", 0.6],
  ["d", "t", 0.6],
  ["d", "Z", 0.6],
  ["m", "n", 0.7],
  ["v", "l", 0.7],
];

function substitutions(): Float64Array {
  const table = new Float64Array(SIZE * SIZE).fill(1);
  for (let sound = 0; sound < SIZE; sound++) table[sound * SIZE + sound] = 0;
  for (const [a, b, price] of NEAR) {
    table[a.charCodeAt(0) * SIZE + b.charCodeAt(0)] = price;
    table[b.charCodeAt(0) * SIZE + a.charCodeAt(0)] = price;
  }
  return table;
}
const SUBSTITUTION = substitutions();

/** The price of taking one sound for another, 0 … 1. */
export function soundPrice(a: string, b: string): number {
  return SUBSTITUTION[a.charCodeAt(0) * SIZE + b.charCodeAt(0)] ?? 1;
}

const GLIDE = "J".charCodeAt(0);
const LATIN_J = "4".charCodeAt(0);
const SOFT = "j".charCodeAt(0);
const IYA = "0".charCodeAt(0);
const V = "v".charCodeAt(0);
const U = "u".charCodeAt(0);
const CH = "C".charCodeAt(0);
const ZH = "Z".charCodeAt(0);
const T = "t".charCodeAt(0);
const VOWEL_CODES: ReadonlySet<number> = new Set(Array.from("aoeEiyu", (vowel) => vowel.charCodeAt(0)));

/** Яна is not Анна, Діана not Дана; but Елена, Андреева and Рабкоў may have their й or not. */
function glideGap(word: string, at: number): number {
  const next = word.charAt(at + 1);
  if (next === "" || next === "e" || next === "E" || !"aou".includes(next)) return 0.04;
  if (word.charCodeAt(at) === IYA) return 0.5;
  return at > 0 && "rtsz".includes(word.charAt(at - 1)) ? 0.06 : 0.3;
}

/** Latin letters seldom tell whether a consonant is soft; only «ню» and «ну» are never one. */
function softGap(word: string, at: number): number {
  return word.charAt(at + 1) === "u" && !"lrCSZ".includes(word.charAt(at - 1)) ? 0.2 : 0.02;
}

/** The price of a sound that only one of the words has. */
function gap(word: string, at: number): number {
  const sound = word.charCodeAt(at);
  if (sound === SOFT) return softGap(word, at);
  if (sound === GLIDE || sound === LATIN_J || sound === IYA) return glideGap(word, at);
  if (sound === V) {
    // Вольскі and Ольский, Белавус and Белоус
    const next = word.charCodeAt(at + 1);
    if (at === 0 && VOWEL_CODES.has(next)) return 0.35;
    if (next === U) return 0.08;
  }
  // щ is шч in Belarusian, сч in some Russian names, and German sch
  if (sound === CH && word.charAt(at - 1) === "S") return 0.25;
  // дж written as dz
  if (sound === ZH && word.charAt(at - 1) === "d") return 0.3;
  if (sound === T && at > 0 && "s2".includes(word.charAt(at - 1)) && word.charAt(at + 1) === "n") return 0.1;
  return 1;
}

const TRANSPOSITION = 0.95;
/** Swapped letters may also be spelled differently: Tsh, Цыг. */
const MAX_SWAP = 0.3;
const MAX_LENGTH = 40;
/** A swap reaches back over two letters of up to two sounds each. */
const ROWS = 5;

/** Where the letter begins whose last sound stands before `end`: «е» is two sounds, a glide and a vowel. */
function letterStart(word: string, end: number): number {
  const glide = end > 1 ? word.charCodeAt(end - 2) : 0;
  return (glide === SOFT || glide === GLIDE) && VOWEL_CODES.has(word.charCodeAt(end - 1)) ? end - 2 : end - 1;
}

function gaps(word: string, length: number): number[] {
  const prices: number[] = [];
  for (let at = 0; at < length; at++) prices.push(gap(word, at));
  return prices;
}

function substitution(a: number, b: number): number {
  return SUBSTITUTION[a * SIZE + b] ?? 1;
}

/**
 * Weighted edit distance with neighbouring swaps.
 *
 * @param limit a distance beyond it need not be exact: any number above `limit` may come back
 */
export function soundDistance(a: string, b: string, limit = Infinity): number {
  if (a === b) return 0;
  const width = Math.min(b.length, MAX_LENGTH);
  const height = Math.min(a.length, MAX_LENGTH);
  const gapsB = gaps(b, width);
  const first = [0];
  for (let j = 0, total = 0; j < width; j++) first.push((total += gapsB[j] ?? 1));
  const rows: number[][] = [first, [], [], [], []];
  let last = first;
  for (let i = 1; i <= height; i++) {
    const row = rows[i % ROWS] ?? [];
    const codeA = a.charCodeAt(i - 1);
    const gapA = gap(a, i - 1);
    const middleA = letterStart(a, i);
    let best = (row[0] = (last[0] ?? 0) + gapA);
    for (let j = 1; j <= width; j++) {
      const codeB = b.charCodeAt(j - 1);
      let cost = (last[j - 1] ?? 0) + substitution(codeA, codeB);
      cost = Math.min(cost, (last[j] ?? 0) + gapA, (row[j - 1] ?? 0) + (gapsB[j - 1] ?? 1));
      if (cost > TRANSPOSITION && middleA > 0 && j > 1) {
        const middleB = letterStart(b, j);
        const swap =
          substitution(codeA, b.charCodeAt(middleB - 1)) + substitution(a.charCodeAt(middleA - 1), codeB);
        if (middleB > 0 && swap < MAX_SWAP) {
          const before = rows[letterStart(a, middleA) % ROWS]?.[letterStart(b, middleB)] ?? 0;
          cost = Math.min(cost, before + TRANSPOSITION + swap);
        }
      }
      row[j] = cost;
      if (cost < best) best = cost;
    }
    if (best > limit + TRANSPOSITION) return best;
    last = row;
  }
  return last[width] ?? 0;
}
