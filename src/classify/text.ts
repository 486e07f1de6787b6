import type { ItemToClassify } from "../domain/finding.ts";

/** Longer titles are no headlines. Characters. */
const MAX_TITLE = 600;
/** News tell what happened at once; the rest is background, and input may be hostile. Characters. */
const MAX_SUMMARY = 3000;

export interface Token {
  readonly raw: string;
  /** Lower case, folded for its language: what lexicons know. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
  /** A comma, dash, colon or bracket stands before it. */
  readonly afterBreak: boolean;
  /** Inside quotation marks. */
  readonly quoted: boolean;
}

export interface Sentence {
  readonly text: string;
  readonly start: number;
  readonly tokens: readonly Token[];
  readonly question: boolean;
  readonly inTitle: boolean;
}

/** What is read and linked; offsets of mentions point into it. */
export function textOf(item: Pick<ItemToClassify, "title" | "summary">): string {
  return `${blank(item.title.slice(0, MAX_TITLE))}\n${blank(item.summary.slice(0, MAX_SUMMARY))}`;
}

/** Markup and invisible signs become spaces of the same length, so that offsets stay. */
function blank(text: string): string {
  return text
    .replace(/<(?:!--)?\/?[a-z][^<>]{0,400}>/giu, (tag) => " ".repeat(tag.length))
    .replace(/&(?:nbsp|laquo|raquo|quot|amp|mdash|ndash|#\d{1,6}|#x[\da-f]{1,5});/giu, (it) =>
      " ".repeat(it.length),
    )
    .replace(/[\p{Cf}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}/gu, " ");
}

/** Words of one sentence that are read. */
const MAX_TOKENS = 120;

const SENTENCE_END = /[.!?…]+(?=[\s"»”)]|$)|\n|;(?=\s)/gu;
const ABBREVIATION =
  /(?:^|[\s(.])(?:\p{L}|гг|ст|арт|чл|руб|тыс|млн|вул|ул|им|ім|mr|mrs|ms|dr|no|st|gen|sen|vs|prof)$/iu;

/** Sentences with their tokens. @param fold makes words comparable in the text's language */
export function sentencesOf(text: string, titleLength: number, fold: (word: string) => string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  const add = (end: number, mark: string): void => {
    const part = text.slice(start, end);
    const tokens = tokensOf(part, start, fold);
    if (tokens.length > 0) {
      sentences.push({
        text: part,
        start,
        tokens,
        question: mark.includes("?"),
        inTitle: start < titleLength,
      });
    }
    start = end + mark.length;
  };
  for (const match of text.matchAll(SENTENCE_END)) {
    if (match.index < start) continue;
    const mark = match[0];
    if (mark === "." && ABBREVIATION.test(text.slice(Math.max(start, match.index - 8), match.index)))
      continue;
    add(match.index, mark);
  }
  add(text.length, "");
  return sentences;
}

const WORD =
  /\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)?|[\p{L}\p{M}]+(?:['’ʼ`‘][\p{L}\p{M}]+)*/gu;
const BREAK = /[,:;()—–]|\s-\s/u;

function tokensOf(text: string, offset: number, fold: (word: string) => string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  let depth = 0;
  for (const match of text.matchAll(WORD)) {
    if (tokens.length === MAX_TOKENS) break;
    const between = text.slice(end, match.index);
    // Mostly one space parts two words.
    const parted = between !== " ";
    if (parted) depth = quoteDepth(between, depth);
    const raw = match[0];
    end = match.index + raw.length;
    tokens.push({
      raw,
      word: fold(raw),
      start: offset + match.index,
      end: offset + end,
      afterBreak: parted && BREAK.test(between),
      quoted: depth > 0,
    });
  }
  return tokens;
}

function quoteDepth(between: string, before: number): number {
  let depth = before;
  for (const sign of between) {
    if ("«“„".includes(sign)) depth += 1;
    else if ("»”".includes(sign)) depth = Math.max(0, depth - 1);
    else if (sign === '"') depth = depth > 0 ? 0 : 1;
  }
  return depth;
}
