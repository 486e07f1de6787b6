import type { Classification, ClassifiedFinding, Finding, Mention, NamedPerson } from "../domain/finding.ts";
import type { Item } from "../domain/item.ts";
import { EVENT_KINDS, type EventKind, type Kind } from "../domain/kind.ts";
import type { TextLanguage } from "../domain/language.ts";
import { dayOf, onDay } from "../domain/time.ts";
import { nominative } from "../people/nominative.ts";

/** What an item's classification leaves for the next stage: findings that are about an event and not noise. */
export function findingsOf(item: Item, classification: Classification): readonly Finding[] {
  return classification.findings.flatMap((finding, n) => {
    const kind = eventKind(finding.kind);
    if (kind === null || finding.route === "ignore") return [];
    return [{ ...stored(item, classification, finding), kind, route: finding.route, id: findingId(item, n) }];
  });
}

function findingId(item: Item, n: number): string {
  return `${item.id}:${String(item.revision)}:${String(n)}`;
}

function stored(
  item: Item,
  { language }: Classification,
  finding: ClassifiedFinding,
): Omit<Finding, "id" | "kind" | "route"> {
  return {
    standing: item.standing,
    people: finding.people.map((mention) => named(mention, language)),
    count: finding.count,
    happenedOn: finding.happenedOn ?? onDay(dayOf(item.publishedAt)),
    releaseKind: finding.releaseKind,
    modifiers: finding.modifiers,
    cites: finding.cites,
    reasons: finding.reasons,
    confidence: finding.confidence,
    details: {},
    origin: {
      type: "feed",
      sourceId: item.sourceId,
      outlet: item.outlet,
      tier: item.tier,
      url: item.url,
      title: item.title,
      language,
      publishedAt: item.publishedAt,
    },
    foundAt: item.firstSeenAt,
  };
}

/** A name with letters of two scripts is shown as it was written: that is what is suspicious. */
function named({ text, personId, suspicious }: Mention, language: TextLanguage): NamedPerson {
  return { personId, name: suspicious ? text : nominative(text, language), suspicious };
}

function eventKind(kind: Kind): EventKind | null {
  return EVENT_KINDS.find((known) => known === kind) ?? null;
}
