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
  /** Its second element, or -1: what is looked at first, and mostly last. */
  readonly second: number;
  /** Words that may stand before each element; empty when none may before any. */
  readonly gaps: readonly number[];
}

/** What a word may be: elements of phrases, and the phrases that such an element opens, in their order. */
interface Known {
  readonly elements: readonly number[];
  readonly opened: readonly Phrase[];
}

/** Words of one sort, whatever their letters. */
interface Sort {
  /** Elements that any such word fits. */
  readonly always: Known;
  /** Words met before: news repeat their words, and prefixes cost most. */
  readonly met: Map<string, Known>;
}

export interface PhraseIndex {
  readonly exact: ReadonlyMap<string, readonly number[]>;
  readonly prefix: ReadonlyMap<string, readonly number[]>;
  readonly plain: Sort;
  /** They fit elements such as `#` and `#|political`. */
  readonly numbers: Sort;
  /** Parts of a person's name fit `&`. */
  readonly names: Sort;
  readonly byFirst: readonly (readonly Phrase[])[];
  readonly longestPrefix: number;
  readonly seen: Sightings;
}

/** Where in a sentence each element was seen last: nearly all phrases whose first word stands there lack the second. */
interface Sightings {
  /** By element: the place, counted on through all sentences, so that nothing needs clearing between them. */
  readonly last: Int32Array;
  next: number;
}

/** `x{a,b}y` → xay, xby; several braces multiply. */
function expand(word: string): string[] {
  const open = word.indexOf("{");
  if (open < 0) return [word];
  const close = word.indexOf("}", open);
  if (close < 0) throw new RangeError(`unclosed brace in the lexicon: ${word}`);
  const stem = word.slice(0, open);
  const endings = word.slice(open + 1, close).split(",");
  if (close === word.length - 1) return endings.map((ending) => stem + ending);
  return expand(word.slice(close + 1)).flatMap((rest) => endings.map((ending) => stem + ending + rest));
}

function withParadigms(text: string, paradigms: Readonly<Record<string, string>>): string {
  if (!text.includes("@")) return text;
  return text.replace(/@(\p{L}+)/gu, (_, name: string) => `{${paradigms[name] ?? ""}}`);
}

/** Splits on `|` outside braces, which none of the lexicons nests. */
function alternatives(element: string): string[] {
  if (!element.includes("|")) return expand(element);
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
  const opening: Phrase[][] = [];

  const elementId = (element: string): number => {
    const known = ids.get(element);
    if (known !== undefined) return known;
    const id = ids.size;
    ids.set(element, id);
    opening.push([]);
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
        if (phrase !== null) opening[phrase.elements[0] ?? 0]?.push(phrase);
      }
    }
  }
  const byFirst = opening.map(fitted);
  return {
    exact: fittedLists(exact),
    prefix: fittedLists(prefix),
    plain: { always: knownOf([], byFirst), met: new Map() },
    numbers: { always: knownOf(numeric, byFirst), met: new Map() },
    names: { always: knownOf(naming, byFirst), met: new Map() },
    byFirst,
    longestPrefix: [...prefix.keys()].reduce((longest, { length }) => Math.max(longest, length), 0),
    seen: { last: new Int32Array(ids.size).fill(-1), next: 0 },
  };
}

const NONE: readonly never[] = [];

/** A list that grew keeps room for sixteen more, and there are tens of thousands: they are copied when they are whole. */
function fitted<T>(list: readonly T[]): readonly T[] {
  return list.length === 0 ? NONE : list.slice();
}

function fittedLists(map: Map<string, readonly number[]>): ReadonlyMap<string, readonly number[]> {
  for (const [key, list] of map) if (list.length > 1) map.set(key, fitted(list));
  return map;
}

/** Texts are split at hyphens, so «з|з-пад варты» becomes «з варты» and «з пад варты». */
function unhyphened(line: string): string[] {
  if (!line.includes("-")) return [line];
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
    if (part.length === 2 && /^_\d$/u.test(part)) {
      gap = Number(part.slice(1));
    } else {
      elements.push(elementId(part));
      gaps.push(gap);
      gap = 0;
    }
  }
  if (elements.length === 0) return null;
  const hasGaps = gaps.some((words) => words > 0);
  return { tag, elements: fitted(elements), second: elements[1] ?? -1, gaps: hasGaps ? fitted(gaps) : NONE };
}

/** What a token is beside its letters. */
export interface TokenMarks {
  /** A number, in digits or in words. */
  readonly isNumber: (token: Token) => boolean;
  /** Part of a person's name. */
  readonly isName: (token: Token) => boolean;
}

export function findPhrases(tokens: readonly Token[], index: PhraseIndex, marks: TokenMarks): Hit[] {
  const knownAt = tokens.map((token) => knownAs(token, index, marks));
  const { last } = index.seen;
  const base = sight(index.seen, knownAt);
  const hits: Hit[] = [];
  for (let start = 0; start < knownAt.length; start += 1) {
    for (const phrase of knownAt[start]?.opened ?? []) {
      if (phrase.second >= 0 && (last[phrase.second] ?? -1) <= base + start) continue;
      const end = matchRest(phrase, 1, start, knownAt);
      if (end >= 0) hits.push({ tag: phrase.tag, start, end });
    }
  }
  return hits;
}

/** Places are 32-bit: after so many they start anew. */
const MAX_PLACE = 1 << 30;

/** @returns the place of the sentence's first token */
function sight(seen: Sightings, knownAt: readonly Known[]): number {
  if (seen.next > MAX_PLACE) {
    seen.last.fill(-1);
    seen.next = 0;
  }
  const base = seen.next;
  seen.next += knownAt.length;
  for (let at = 0; at < knownAt.length; at += 1) {
    for (const element of knownAt[at]?.elements ?? []) seen.last[element] = base + at;
  }
  return base;
}

function knownAs(token: Token, index: PhraseIndex, { isNumber, isName }: TokenMarks): Known {
  const sort = isNumber(token) ? index.numbers : isName(token) ? index.names : index.plain;
  return sort.met.get(token.word) ?? lookUp(token.word, sort, index);
}

/** Words that are kept; hostile texts bring ever new ones. */
const KEPT = 20_000;
/** Of a word that is kept. Characters. */
const LONGEST_KEPT = 40;

function lookUp(word: string, { always, met }: Sort, index: PhraseIndex): Known {
  const found = [...always.elements, ...(index.exact.get(word) ?? [])];
  const longest = Math.min(word.length, index.longestPrefix);
  for (let length = 2; length <= longest; length += 1) {
    const ids = index.prefix.get(word.slice(0, length));
    if (ids !== undefined) found.push(...ids);
  }
  const known = found.length === always.elements.length ? always : knownOf(found, index.byFirst);
  if (met.size >= KEPT) met.clear();
  if (word.length <= LONGEST_KEPT) met.set(word, known);
  return known;
}

function knownOf(elements: readonly number[], byFirst: readonly (readonly Phrase[])[]): Known {
  return { elements, opened: elements.flatMap((element) => byFirst[element] ?? []) };
}

/** The last token of the phrase, or -1. The gap before an element is at most a few words, so this stays small. */
function matchRest(phrase: Phrase, at: number, before: number, knownAt: readonly Known[]): number {
  const element = phrase.elements[at];
  if (element === undefined) return before;
  const reach = before + 1 + (phrase.gaps[at] ?? 0);
  for (let next = before + 1; next <= reach; next += 1) {
    if (knownAt[next]?.elements.includes(element) === true) {
      const end = matchRest(phrase, at + 1, next, knownAt);
      if (end >= 0) return end;
    }
  }
  return -1;
}
