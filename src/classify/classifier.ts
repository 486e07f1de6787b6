import type { Classification, ItemToClassify, Mention } from "../domain/finding.ts";
import { readSentence, type Reading } from "./claims.ts";
import { decide } from "./decide.ts";
import { reportedFindings } from "./reported.ts";
import { foldWord } from "./fold.ts";
import { judge } from "./judge.ts";
import { readLanguage } from "./language.ts";
import { phrasesByLanguage } from "./lexicons.ts";
import { featuresOf } from "./model/features.ts";
import { openModel, type LinearModel } from "./model/linear.ts";
import weights from "./model/weights.json" with { type: "json" };
import { numberOf } from "./numbers.ts";
import { within } from "./people.ts";
import { findPhrases, type PhraseIndex } from "./phrases.ts";
import { scopeOf } from "./scope.ts";
import { sentencesOf, textOf, type Token } from "./text.ts";

export interface Classifier {
  /** Pure: the same item gives the same answer. Never throws, whatever the text. */
  classify(item: ItemToClassify): Classification;
}

export interface ClassifierParts {
  /** People whom a text names, with offsets into it. */
  readonly link: (text: string) => readonly Mention[];
  /** The second judge; the product's own when absent. Measuring gives one that has not seen the rows. */
  readonly model?: LinearModel;
}

/** Names far down a text are background, and looking for them costs most. Characters. */
const MAX_LINKED = 2400;
/** Sentences that are read; a hostile text has thousands. */
const MAX_SENTENCES = 40;

export function createClassifier({ link, model = openModel(weights) }: ClassifierParts): Classifier {
  const phrasesOf = phrasesByLanguage();
  return { classify: (item) => classify(item, { link, model, phrasesOf }) };
}

interface Tools {
  readonly link: ClassifierParts["link"];
  readonly model: LinearModel;
  readonly phrasesOf: (language: Classification["language"]) => PhraseIndex;
}

function classify(item: ItemToClassify, { link, model, phrasesOf }: Tools): Classification {
  const text = textOf(item);
  const titleLength = text.indexOf("\n");
  const { language, script } = readLanguage(text, item.language);
  const index = phrasesOf(language);
  const sentences = sentencesOf(text, titleLength, (word) => foldWord(word, language)).slice(
    0,
    MAX_SENTENCES,
  );
  const readings = sentences.map((sentence) =>
    readSentence(sentence, findPhrases(sentence.tokens, index, isNumber)),
  );
  const mentions = link(text.slice(0, MAX_LINKED));
  const registered = mentions.some((mention) => mention.personId !== null && mention.start < titleLength);
  const scope = scopeOf(item, language, readings, registered);
  const judgement = judge(readings, {
    scope,
    named: (reading: Reading) => within(reading, mentions).length > 0,
  });
  const ruling = decide(judgement, model.judge(featuresOf(sentences)), item, scope);
  const findings = reportedFindings({ item, text, readings, mentions }, judgement, ruling);
  return {
    language,
    script,
    labels: ruling.labels,
    route: ruling.route,
    people: mentions,
    count: findings[0]?.count ?? null,
    reasons: ruling.reasons,
    findings,
  };
}

function isNumber(token: Token): boolean {
  return numberOf(token) !== null;
}
