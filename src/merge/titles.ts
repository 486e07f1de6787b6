import type { Origin } from "../domain/finding.ts";

const LIKE = 0.6;
const LONG = 4;

/** A title made ready for being compared with many; its words are read when first asked for. */
export class Title {
  readonly #text: string;
  readonly #language: Origin["language"];
  #words: ReadonlySet<string> | null = null;

  constructor({ title, language }: Pick<Origin, "title" | "language">) {
    this.#text = title;
    this.#language = language;
  }

  /** Alike titles may have different keys, the same title has one. */
  get key(): string {
    return `${this.#language} ${this.#text}`;
  }

  /** Do two titles of one language share most of their longer words? */
  isLike(other: Title): boolean {
    if (this.#language !== other.#language) return false;
    if (this.#text === other.#text) return this.#text !== "";
    const [first, second] = [this.#longWords(), other.#longWords()];
    if (first.size < 3 || second.size < 3) return false;
    if (Math.min(first.size, second.size) < LIKE * Math.max(first.size, second.size)) return false;
    let shared = 0;
    for (const word of first) if (second.has(word)) shared++;
    return shared / (first.size + second.size - shared) >= LIKE;
  }

  #longWords(): ReadonlySet<string> {
    this.#words ??= longWords(this.#text);
    return this.#words;
  }
}

function longWords(title: string): ReadonlySet<string> {
  const words = title.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
  return new Set(words.filter((word) => word.length >= LONG));
}
