import type { Classification, ClassifiedFinding, ItemToClassify, Mention } from "../domain/finding.ts";
import type { EventKind, Kind, Route } from "../domain/kind.ts";
import { citesOf } from "./cites.ts";
import { readSentence, type Reading } from "./claims.ts";
import { foldWord } from "./fold.ts";
import { releaseGround, releaseModifiers } from "./ground.ts";
import { judge, type Judgement } from "./judge.ts";
import { readLanguage } from "./language.ts";
import { phrasesByLanguage } from "./lexicons.ts";
import { numberOf } from "./numbers.ts";
import { headCount } from "./people.ts";
import { findPhrases, type PhraseIndex } from "./phrases.ts";
import { scopeOf } from "./scope.ts";
import { sentencesOf, textOf } from "./text.ts";
import { daySaid } from "./time.ts";

export interface Classifier {
  /** Pure: the same item gives the same answer. Never throws, whatever the text. */
  classify(item: ItemToClassify): Classification;
}

export interface ClassifierParts {
  /** People whom a text names, with offsets into it. */
  readonly link: (text: string) => readonly Mention[];
}

/** Sentences that are read; a hostile text has thousands. */
const MAX_SENTENCES = 40;

export function createClassifier({ link }: ClassifierParts): Classifier {
  const phrasesOf = phrasesByLanguage();
  return { classify: (item) => classify(item, link, phrasesOf) };
}

function classify(
  item: ItemToClassify,
  link: ClassifierParts["link"],
  phrasesOf: (language: Classification["language"]) => PhraseIndex,
): Classification {
  const text = textOf(item);
  const { language, script } = readLanguage(text, item.language);
  const index = phrasesOf(language);
  const titleLength = text.indexOf("\n");
  const readings = sentencesOf(text, titleLength, (word) => foldWord(word, language))
    .slice(0, MAX_SENTENCES)
    .map((sentence) =>
      readSentence(
        sentence,
        findPhrases(sentence.tokens, index, (token) => numberOf(token) !== null),
      ),
    );
  const mentions = link(text);
  const registered = mentions.some((mention) => mention.personId !== null && mention.start < titleLength);
  const scope = scopeOf(item, language, readings, registered);
  const judgement = judge(readings, { scope, named: (reading) => mentions.some((mention) => isWithin(mention, reading)) });
  const route = routeOf(judgement, item);
  const findings = findingsOf(item, text, readings, mentions, judgement, route);
  return {
    language,
    script,
    labels: judgement.labels,
    route,
    people: mentions,
    count: findings[0]?.count ?? null,
    reasons: judgement.reasons,
    findings,
  };
}

function isWithin(mention: Mention, { sentence }: Reading): boolean {
  return mention.start >= sentence.start && mention.end <= sentence.start + sentence.text.length;
}

const ALARMING: ReadonlySet<Kind> = new Set<Kind>(["release", "pardon", "arrest"]);

function routeOf(judgement: Judgement, item: ItemToClassify): Route {
  const alarming = judgement.labels.some((label) => ALARMING.has(label));
  if (judgement.main === null) return alarming ? "review" : "ignore";
  if (
    alarming &&
    judgement.fresh &&
    judgement.inTitle &&
    item.tier !== "analysis" &&
    !judgement.labels.includes("not_released") &&
    !judgement.labels.includes("death")
  )
    return "alert";
  return "review";
}

function findingsOf(
  item: ItemToClassify,
  text: string,
  readings: readonly Reading[],
  mentions: readonly Mention[],
  judgement: Judgement,
  route: Route,
): ClassifiedFinding[] {
  const kinds = judgement.labels.filter(
    (label): label is EventKind => label !== "commentary" && label !== "unrelated",
  );
  const main =
    judgement.main === null
      ? null
      : { reading: judgement.main.reading, claim: judgement.main.asserted.claim };
  const count = headCount(main, readings, mentions);
  const said = readings.slice(0, 4).map((reading) => daySaid(reading.sentence, item.publishedAt));
  return judgement.labels.map((kind) => ({
    kind,
    route,
    people: mentions,
    count,
    happenedOn: said.find((day) => day !== null) ?? null,
    releaseKind: kind === "release" || kind === "pardon" ? releaseGround(readings.slice(0, 4)) : null,
    modifiers: kind === "release" || kind === "pardon" ? releaseModifiers(readings.slice(0, 4), kinds) : [],
    cites: citesOf(text),
    reasons: judgement.reasons,
    confidence: 0.5,
  }));
}
