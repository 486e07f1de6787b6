/** Running text → its capitalised words in runs, with their places. */
import { MAX_NAME_LENGTH } from "./letters.ts";

/** A word of a text that may belong to a name. */
export interface TextWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** First in a sentence or line, where every word has a capital. */
  readonly opens: boolean;
  /** `А.` */
  readonly initial: boolean;
}

/** Capitalised words with nothing but spaces between them, and what stands before. */
export interface NameRun {
  readonly words: readonly TextWord[];
  /** Up to three lower-case words directly before, nearest last; empty after a full stop. */
  readonly before: readonly string[];
  /** Stands in quotation marks as a whole: a newspaper, a case, a party. */
  readonly quoted: boolean;
  /** The lower-case word directly after, or "". */
  readonly after: string;
}

const WORD = /[\p{L}\p{M}]+(?:['’ʼ`ʹ‑-][\p{L}\p{M}]+)*/gu;
const CAPITAL = /^\p{Lu}/u;
const SPACE = /^[ \t\u00a0\u202f]+$/u;
const AFTER_INITIAL = /^\.[ \t\u00a0\u202f]*$/u;
const SENTENCE_END = /[.!?…:\n\r•—–|»"”)]/u;
const OPENING = /[«“„"]$/u;
const CLOSING = /^[»”“"]/u;
const NEXT_WORD = /^[ \t\u00a0\u202f]+(\p{Ll}[\p{L}’'-]*)/u;
const MAX_AFTER = 32;
const MAX_BEFORE = 3;
const MAX_RUN = 12;

interface Draft {
  words: TextWord[];
  before: string[];
}

function isInitial(text: string, following: string): boolean {
  return following.startsWith(".") && text.length <= 2 && CAPITAL.test(text) && !/^\p{Lu}{2}$/u.test(text);
}

/** @returns the runs of a text in their order */
export function nameRuns(text: string): NameRun[] {
  const runs: NameRun[] = [];
  let draft: Draft | null = null;
  let before: string[] = [];
  let last = 0;
  let lastInitial = false;
  const close = (): void => {
    const words = draft?.words ?? [];
    const [first] = words;
    const end = words.at(-1);
    if (draft !== null && first !== undefined && end !== undefined) {
      const quoted =
        OPENING.test(text.slice(Math.max(0, first.start - 1), first.start)) &&
        CLOSING.test(text.slice(end.end));
      const after = NEXT_WORD.exec(text.slice(end.end, end.end + MAX_AFTER))?.[1] ?? "";
      runs.push({ words, before: draft.before, quoted, after });
    }
    draft = null;
  };
  for (const match of text.matchAll(WORD)) {
    const word = match[0];
    const start = match.index;
    const end = start + word.length;
    const between = text.slice(last, start);
    const joined =
      SPACE.test(between) || (lastInitial && AFTER_INITIAL.test(between)) || (lastInitial && between === ".");
    if (!joined || (draft !== null && draft.words.length >= MAX_RUN)) close();
    const opens = last === 0 || (!lastInitial && SENTENCE_END.test(between));
    if (!joined && /[.!?\n\r]/u.test(between)) before = [];
    const initial = isInitial(word, text.slice(end, end + 1));
    if (CAPITAL.test(word) && word.length < MAX_NAME_LENGTH) {
      draft ??= { words: [], before: [...before] };
      draft.words.push({ text: word, start, end, opens, initial });
    } else close();
    before = [...before.slice(1 - MAX_BEFORE), word.toLowerCase()];
    last = end;
    lastInitial = initial;
  }
  close();
  return runs;
}
