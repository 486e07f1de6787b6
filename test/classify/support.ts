import { createClassifier } from "../../src/classify/classifier.ts";
import type { Classification, ItemToClassify } from "../../src/domain/finding.ts";
import { instant } from "../../src/domain/time.ts";
import { buildPeopleIndex } from "../../src/people/person-index.ts";

const people = buildPeopleIndex([]);
export const classifier = createClassifier({ link: (text) => people.link(text) });

export function anItem(title: string, rest: Partial<ItemToClassify> = {}): ItemToClassify {
  return {
    title,
    summary: "",
    outlet: "Вясна",
    language: null,
    tier: "media",
    publishedAt: instant(Date.UTC(2026, 2, 10, 12)),
    ...rest,
  };
}

export function read(title: string, rest: Partial<ItemToClassify> = {}): Classification {
  return classifier.classify(anItem(title, rest));
}
