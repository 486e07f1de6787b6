import type { Classification, ItemToClassify, Mention } from "../domain/finding.ts";
import type { Reading } from "./claims.ts";
import { decide } from "./decide.ts";
import { judge } from "./judge.ts";
import { phrasesByLanguage } from "./lexicons.ts";
import { featuresOf } from "./model/features.ts";
import { openModel, type LinearModel } from "./model/linear.ts";
import weights from "./model/weights.json" with { type: "json" };
import { within } from "./named.ts";
import { readItem, type ReadingTools } from "./read-item.ts";
import { reportedFindings } from "./reported.ts";
import { scopeOf } from "./scope.ts";

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

export function createClassifier({ link, model = openModel(weights) }: ClassifierParts): Classifier {
  const phrasesOf = phrasesByLanguage();
  return { classify: (item) => classify(item, { link, model, phrasesOf }) };
}

interface Tools extends ReadingTools {
  readonly model: LinearModel;
}

function classify(item: ItemToClassify, tools: Tools): Classification {
  const read = readItem(item, tools);
  const { text, titleLength, language, script, readings, mentions } = read;
  const registered = mentions.some((mention) => mention.personId !== null && mention.start < titleLength);
  const scope = scopeOf(item, language, readings, registered);
  const judgement = judge(readings, {
    scope,
    named: (reading: Reading) => within(reading, mentions).length > 0,
  });
  const ruling = decide(judgement, tools.model.judge(featuresOf(read)), item, scope);
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
