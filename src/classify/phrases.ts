import type { Token } from "./text.ts";
import type { Lexicon, Tag } from "./tag.ts";

/** A phrase found in a sentence: tokens `start` up to and with `end`. */
export interface Hit {
  readonly tag: Tag;
  readonly start: number;
  readonly end: number;
}

interface Phrase {
  readonly tag: Tag;
  readonly elements: readonly number[];
  /** Words that may stand before each element. */
  readonly gaps: readonly number[];
}

export interface PhraseIndex {
  readonly exact: ReadonlyMap<string, readonly number[]>;
  readonly prefix: ReadonlyMap<string, readonly number[]>;
  /** Elements that a number fits, such as `#` and `#|political`. */
  readonly numeric: readonly number[];
  /** Elements that a person's name fits: `&`. */
  readonly naming: readonly number[];
  /** Words met before with their elements: news repeat their words, and prefixes cost most. */
  readonly met: Map<string, readonly number[]>;
  readonly byFirst: readonly (readonly Phrase[])[];
  readonly longestPrefix: number;
}

/** `x{a,b}y` → xay, xby; several braces multiply. */
function expand(word: string): string[] {
  const open = word.indexOf("{");
  if (open < 0) return [word];
  const close = word.indexOf("}", open);
  if (close < 0) throw new RangeError(`unclosed brace in the lexicon: ${word}`);
  const endings = word.slice(open + 1, close).split(",");
  return expand(word.slice(close + 1)).flatMap((rest) =>
    endings.map((ending) => word.slice(0, open) + ending + rest),
  );
}

function withParadigms(text: string, paradigms: Readonly<Record<string, string>>): string {
  return text.replace(/@(\p{L}+)/gu, (_, name: string) => `{${paradigms[name] ?? ""}}`);
}

/** Splits on `|` outside braces, which none of the lexicons nests. */
function alternatives(element: string): string[] {
  return element.split("|").flatMap(expand);
}

/**
 * Prepares lexicons for search: each word of a text is looked up once, whatever the number of phrases.
 *
 * @param fold the folding that texts will undergo; words of the lexicon undergo it too
 */
export function indexPhrases(
  lexicons: readonly Lexicon[],
  paradigms: Readonly<Record<string, string>>,
  fold: (word: string) => string,
): PhraseIndex {
  const ids = new Map<string, number>();
  const exact = new Map<string, number[]>();
  const prefix = new Map<string, number[]>();
  const numeric: number[] = [];
  const naming: number[] = [];
  const byFirst: Phrase[][] = [];

  const elementId = (element: string): number => {
    const known = ids.get(element);
    if (known !== undefined) return known;
    const id = ids.size;
    ids.set(element, id);
    byFirst.push([]);
    for (const word of alternatives(element)) {
      if (word === "#" || word === "&") {
        (word === "#" ? numeric : naming).push(id);
        continue;
      }
      const isPrefix = word.endsWith("*");
      const key = fold(isPrefix ? word.slice(0, -1) : word);
      push(isPrefix ? prefix : exact, key, id);
    }
    return id;
  };

  for (const lexicon of lexicons) {
    for (const [tag, text] of Object.entries(lexicon)) {
      for (const line of withParadigms(text, paradigms).split(/[\n;]/u).flatMap(unhyphened)) {
        const phrase = parsePhrase(tag as Tag, line, elementId);
        if (phrase !== null) byFirst[phrase.elements[0] ?? 0]?.push(phrase);
      }
    }
  }
  const longestPrefix = Math.max(0, ...[...prefix.keys()].map((key) => key.length));
  return { exact, prefix, numeric, naming, met: new Map(), byFirst, longestPrefix };
}

/** Texts are split at hyphens, so «з|з-пад варты» becomes «з варты» and «з пад варты». */
function unhyphened(line: string): string[] {
  const parts = line.trim().split(/\s+/u);
  const at = parts.findIndex((part) => part.includes("-"));
  if (at < 0) return [line];
  const choices = (parts[at] ?? "").split("|");
  const whole = choices.filter((choice) => !choice.includes("-"));
  const split = choices.filter((choice) => choice.includes("-")).map((choice) => choice.replaceAll("-", " "));
  const variants = whole.length > 0 ? [whole.join("|"), ...split] : split;
  return variants.flatMap((variant) =>
    unhyphened([...parts.slice(0, at), variant, ...parts.slice(at + 1)].join(" ")),
  );
}

function push(map: Map<string, number[]>, key: string, id: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [id]);
  else if (!list.includes(id)) list.push(id);
}

function parsePhrase(tag: Tag, line: string, elementId: (element: string) => number): Phrase | null {
  const elements: number[] = [];
  const gaps: number[] = [];
  let gap = 0;
  for (const part of line.trim().split(/\s+/u)) {
    if (part === "") continue;
    if (/^_\d$/u.test(part)) {
      gap = Number(part.slice(1));
    } else {
      elements.push(elementId(part));
      gaps.push(gap);
      gap = 0;
    }
  }
  return elements.length === 0 ? null : { tag, elements, gaps };
}

/** What a token is beside its letters. */
export interface TokenMarks {
  /** A number, in digits or in words. */
  readonly isNumber: (token: Token) => boolean;
  /** Part of a person's name. */
  readonly isName: (token: Token) => boolean;
}

export function findPhrases(tokens: readonly Token[], index: PhraseIndex, marks: TokenMarks): Hit[] {
  const elementsAt = tokens.map((token) => elementsOf(token, index, marks));
  const hits: Hit[] = [];
  for (let start = 0; start < tokens.length; start += 1) {
    for (const element of elementsAt[start] ?? []) {
      for (const phrase of index.byFirst[element] ?? []) {
        const end = matchRest(phrase, 1, start, elementsAt);
        if (end >= 0) hits.push({ tag: phrase.tag, start, end });
      }
    }
  }
  return hits;
}

function elementsOf(token: Token, index: PhraseIndex, { isNumber, isName }: TokenMarks): readonly number[] {
  const known = index.met.get(token.word) ?? lookUp(token.word, index);
  if (isNumber(token)) return [...index.numeric, ...known];
  return isName(token) ? [...index.naming, ...known] : known;
}

/** Words that are kept; hostile texts bring ever new ones. */
const KEPT = 20_000;
/** Of a word that is kept. Characters. */
const LONGEST_KEPT = 40;

function lookUp(word: string, index: PhraseIndex): readonly number[] {
  const found: number[] = [...(index.exact.get(word) ?? [])];
  const longest = Math.min(word.length, index.longestPrefix);
  for (let length = 2; length <= longest; length += 1) {
    const ids = index.prefix.get(word.slice(0, length));
    if (ids !== undefined) found.push(...ids);
  }
  if (index.met.size >= KEPT) index.met.clear();
  if (word.length <= LONGEST_KEPT) index.met.set(word, found);
  return found;
}

/** The last token of the phrase, or -1. The gap before an element is at most a few words, so this stays small. */
function matchRest(
  phrase: Phrase,
  at: number,
  before: number,
  elementsAt: readonly (readonly number[])[],
): number {
  const element = phrase.elements[at];
  if (element === undefined) return before;
  const reach = before + 1 + (phrase.gaps[at] ?? 0);
  for (let next = before + 1; next <= reach; next += 1) {
    if (elementsAt[next]?.includes(element) === true) {
      const end = matchRest(phrase, at + 1, next, elementsAt);
      if (end >= 0) return end;
    }
  }
  return -1;
}
