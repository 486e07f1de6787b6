import type { Classification, ItemToClassify } from "../domain/finding.ts";
import type { ItemStore } from "../ports/event-store.ts";
import { findingsOf } from "./findings.ts";

/** Enough for one wake; the rest waits for the next turn, so that a flood cannot hold up the conveyor. */
const BATCH = 200;

export interface ClassifyPorts {
  readonly items: ItemStore;
  readonly classifier: { classify(item: ItemToClassify): Classification };
}

/** Takes items whose text nobody has judged yet and stores what they say. @returns how many */
export async function classifyItems({ items, classifier }: ClassifyPorts): Promise<number> {
  const waiting = await items.unclassified(BATCH);
  for (const item of waiting) {
    const classification = classifier.classify(item);
    await items.saveClassification(item, classification, findingsOf(item, classification));
  }
  return waiting.length;
}
