/**
 * A name in whole numbers: the consonants of each of its words, three bits each from the top, ten at most. Thousands
 * of names are sifted by these before any is compared.
 */
export type Sketch = readonly number[];

/** Words of a name that a shelf keeps beside each other in memory; a name of more is never sifted out. */
const WORDS = 4;
const BITS = 3;
const MOST_LETTERS = 10;

/** @param classes up to seven letters, of which the words consist */
export function sketchOf(words: readonly string[], classes: string): Sketch {
  return words.map((word) => {
    let code = 0;
    for (let at = 0; at < MOST_LETTERS; at++) {
      code = (code << BITS) | (at < word.length ? classes.indexOf(word.charAt(at)) + 1 : 0);
    }
    return code;
  });
}

/** Does one word begin with the other, as far as is kept of them? */
function isStart(one: number, other: number): boolean {
  const differing = one ^ other;
  if (differing === 0) return true;
  const first = 7 << (BITS * Math.floor((31 - Math.clz32(differing)) / BITS));
  return (one & first) === 0 || (other & first) === 0;
}

/** Names in the order in which they came, with their sketches beside them. */
export class Shelf {
  readonly #names: string[] = [];
  /** How many words, then the words, for each name. */
  readonly #codes: number[] = [];

  get length(): number {
    return this.#names.length;
  }

  /** @param sketch null: nothing is known of it */
  add(name: string, sketch: Sketch | null): void {
    this.#names.push(name);
    const isKept = sketch !== null && sketch.length <= WORDS;
    this.#codes.push(isKept ? sketch.length : -1);
    for (let at = 0; at < WORDS; at++) this.#codes.push(sketch?.[at] ?? 0);
  }

  at(index: number): string {
    return this.#names[index] ?? "";
  }

  /**
   * Notes all from `start` on that may be the same as a name: two of its words, or the only one, begin with a word of
   * theirs or are begun by one.
   */
  sift(sketch: Sketch | null, start: number, found: string[]): void {
    for (let index = start; index < this.#names.length; index++) {
      if (sketch === null || this.#fits(sketch, index)) found.push(this.at(index));
    }
  }

  #fits(sketch: Sketch, index: number): boolean {
    const codes = this.#codes;
    const first = index * (WORDS + 1);
    const words = codes[first] ?? -1;
    if (words < 0) return true;
    const needed = Math.min(2, sketch.length, words);
    let agreeing = 0;
    for (const word of sketch) {
      for (let at = first + 1; at <= first + words; at++) {
        if (!isStart(word, codes[at] ?? 0)) continue;
        if (++agreeing >= needed) return true;
        break;
      }
    }
    return agreeing >= needed;
  }
}
