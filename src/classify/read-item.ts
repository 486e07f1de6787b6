import type { Classification, ItemToClassify, Mention } from "../domain/finding.ts";
import { readSentence, type Reading } from "./claims.ts";
import { foldWord } from "./fold.ts";
import { readLanguage } from "./language.ts";
import { numberOf } from "./numbers.ts";
import { findPhrases, type Hit, type PhraseIndex } from "./phrases.ts";
import { sentencesOf, textOf, type Sentence, type Token } from "./text.ts";

/** An item with everything that both judges look at. */
export interface ItemReading {
  readonly text: string;
  readonly titleLength: number;
  readonly language: Classification["language"];
  readonly script: Classification["script"];
  readonly readings: readonly Reading[];
  readonly mentions: readonly Mention[];
  /** Whether a token is part of a person's name. */
  readonly isName: (token: Token) => boolean;
}

export interface ReadingTools {
  /** People whom a text names, with offsets into it. */
  readonly link: (text: string) => readonly Mention[];
  readonly phrasesOf: (language: Classification["language"]) => PhraseIndex;
}

/** Names far down a text are background, and looking for them costs most. Characters. */
const MAX_LINKED = 2400;
/** Sentences that are read; a hostile text has thousands. */
const MAX_SENTENCES = 40;

export function readItem(
  item: Pick<ItemToClassify, "title" | "summary" | "language">,
  { link, phrasesOf }: ReadingTools,
): ItemReading {
  const text = textOf(item);
  const titleLength = text.indexOf("\n");
  const { language, script } = readLanguage(text, item.language);
  const sentences = sentencesOf(text, titleLength, (word) => foldWord(word, language));
  const mentions = link(text.slice(0, MAX_LINKED));
  const isName = (token: Token): boolean =>
    mentions.some((mention) => token.start >= mention.start && token.start < mention.end);
  const index = phrasesOf(language);
  const readings = sentences
    .slice(0, MAX_SENTENCES)
    .map((sentence) => readSentence(sentence, hitsOf(sentence, index, isName)));
  return { text, titleLength, language, script, readings, mentions, isName };
}

/** What a name happens to look like («Кот», «Раман») says nothing; that it is a known one may. */
function hitsOf(sentence: Sentence, index: PhraseIndex, isName: (token: Token) => boolean): Hit[] {
  const { tokens } = sentence;
  return findPhrases(tokens, index, { isNumber, isName }).filter(({ tag, start, end }) => {
    // «Помилована Анна Тестова»: the verb that opens a headline has a capital letter too.
    if (tag === "by" || (start === 0 && (tag.includes(".") || OPENS.has(tag)))) return true;
    for (let at = start; at <= end; at += 1) {
      const token = tokens[at];
      if (token !== undefined && !isName(token)) return true;
    }
    return false;
  });
}

/** «Иранскую правозащитницу …», «Если Лукашенко …»: the first word of a sentence, no name. */
const OPENS: ReadonlySet<Hit["tag"]> = new Set(["foreign", "cond"]);

/** For phrases halves count too: «паўтара года», "2.5 years". */
function isNumber(token: Token): boolean {
  return numberOf(token) !== null || /^\d{1,3}[.,]\d{1,2}$/u.test(token.raw) || HALVES.test(token.word);
}
const HALVES = /^(?:паутар[аы]|полтор[аы]|полутора|півтора)$/u;
