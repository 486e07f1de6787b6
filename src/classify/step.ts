import type { Classification, Finding, ItemToClassify } from "../domain/finding.ts";
import type { Item } from "../domain/item.ts";
import type { Advisor, AdvisorAnswer } from "../ports/advisor.ts";
import type { ItemStore } from "../ports/event-store.ts";
import { isWorthAdvice, withAdvice } from "./advise.ts";
import { findingsOf } from "./findings.ts";

/** Enough for one wake; the rest waits for the next turn, so that a flood cannot hold up the conveyor. */
const BATCH = 200;
/** Questions at once; what waits beyond them goes on without advice. */
const ASKED = 4;

export interface ClassifyPorts {
  readonly items: ItemStore;
  readonly classifier: { classify(item: ItemToClassify): Classification };
}

interface Judged {
  readonly item: Item;
  readonly classification: Classification;
  readonly findings: readonly Finding[];
}

/**
 * Takes items whose text nobody has judged yet and stores what they say.
 *
 * @param options.leaveForAdvice items that an advisor may be asked about stay for `adviseItems`
 * @returns how many were stored
 */
export async function classifyItems(
  ports: ClassifyPorts,
  { leaveForAdvice }: { readonly leaveForAdvice: boolean } = { leaveForAdvice: false },
): Promise<number> {
  let stored = 0;
  for (const judged of await judgeWaiting(ports)) {
    if (leaveForAdvice && isWorthAdvice(judged.item, judged.findings)) continue;
    await save(ports, judged);
    stored += 1;
  }
  return stored;
}

/**
 * Stores what was left, with an advisor's vote where there was time to ask. Its answer is read by moderators only.
 *
 * @returns how many were stored
 */
export async function adviseItems(ports: ClassifyPorts & { readonly advisor: Advisor }): Promise<number> {
  const waiting = await judgeWaiting(ports);
  const asked = waiting.filter(({ item, findings }) => isWorthAdvice(item, findings)).slice(0, ASKED);
  const answers = await Promise.all(
    asked.map(({ item }) => ask(ports.advisor, item).then((answer) => [item.id, answer] as const)),
  );
  const answerOf = new Map(answers);
  for (const judged of waiting) {
    const answer = answerOf.get(judged.item.id);
    await save(
      ports,
      answer === undefined ? judged : { ...judged, findings: withAdvice(judged.findings, answer) },
    );
  }
  return waiting.length;
}

/** The public text and nothing else of what we know. */
function ask(advisor: Advisor, { title, summary, outlet, language }: Item): Promise<AdvisorAnswer> {
  return advisor.advise({ title, summary, outlet, language });
}

async function judgeWaiting({ items, classifier }: ClassifyPorts): Promise<Judged[]> {
  const waiting = await items.unclassified(BATCH);
  return waiting.map((item) => {
    const classification = classifier.classify(item);
    return { item, classification, findings: findingsOf(item, classification) };
  });
}

function save({ items }: ClassifyPorts, { item, classification, findings }: Judged): Promise<void> {
  return items.saveClassification(item, classification, findings);
}
