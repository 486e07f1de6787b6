import type { Alert, Message } from "../../src/domain/alert.ts";
import type { Delivery, DeliveryTarget } from "../../src/domain/delivery.ts";
import type { CaseEvent, Report } from "../../src/domain/event.ts";
import type { Classification, Finding, Origin } from "../../src/domain/finding.ts";
import type { Person, PersonRecord } from "../../src/domain/person.ts";
import type { SourceState } from "../../src/domain/source.ts";
import { newSubscriber } from "../../src/domain/subscriber.ts";
import type { Subscriber } from "../../src/domain/subscriber.ts";
import { HOUR_MS, later, onDay } from "../../src/domain/time.ts";
import type { Recipient } from "../../src/ports/outbox.ts";
import type { NewItem, SnapshotMeta, TrackerPoll } from "../../src/ports/source-store.ts";

/** Values for the contracts of the store; all people and outlets are invented. */
export const NOON = new Date("2026-03-10T12:00:00Z");
export const at = (hours: number): Date => later(NOON, hours * HOUR_MS);

export function aSourceState(over: Partial<SourceState> = {}): SourceState {
  return {
    sourceId: "paper",
    learnedUrl: null,
    redirectTo: null,
    redirectSeen: 0,
    validators: { etag: 'W/"1"', lastModified: null },
    bodyHash: "b0",
    nextCheckAt: at(1),
    lastCheckAt: NOON,
    lastSuccessAt: null,
    lastNewItemAt: null,
    usualGapMs: 3_600_000,
    failures: 0,
    health: "ok",
    reason: null,
    keyBy: "guid",
    primed: true,
    blindTold: false,
    ...over,
  };
}

export function aNewItem(n: number, over: Partial<NewItem> = {}): NewItem {
  return {
    id: `item-${String(n)}`,
    sourceId: "paper",
    outlet: "Paper",
    tier: "media",
    key: `https://paper.example/?p=${String(n)}`,
    altKey: `?p=${String(n)}`,
    url: `https://paper.example/news/${String(n)}`,
    title: `Навіна ${String(n)}`,
    summary: "Кароткі тэкст",
    language: "be",
    publishedAt: at(-n),
    firstSeenAt: NOON,
    revision: 1,
    standing: "fresh",
    textHash: `h${String(n)}`,
    ...over,
  };
}

export const CLASSIFIED: Classification = {
  language: "be",
  script: "cyrillic",
  labels: ["release"],
  route: "alert",
  people: [],
  count: { n: 2, qualifier: "exact" },
  reasons: ["verb:выйшлі"],
  findings: [],
};

export function anOrigin(over: Partial<Origin> = {}): Origin {
  return {
    type: "feed",
    sourceId: "paper",
    outlet: "Paper",
    tier: "media",
    url: "https://paper.example/news/1",
    title: "Выйшаў на волю Прыкладны",
    language: "be",
    publishedAt: at(-1),
    ...over,
  };
}

export function aFinding(id: string, over: Partial<Finding> = {}): Finding {
  return {
    id,
    kind: "release",
    route: "alert",
    standing: "fresh",
    people: [{ personId: "list:1", name: "Ян Прыкладны", suspicious: false }],
    count: null,
    happenedOn: onDay("2026-03-10"),
    releaseKind: "term_served",
    modifiers: [],
    cites: [],
    reasons: ["verb"],
    confidence: 0.9,
    details: { facility: "IK-0" },
    origin: anOrigin(),
    foundAt: NOON,
    ...over,
  };
}

export function aReport(over: Partial<Report> = {}): Report {
  return {
    findingId: "f1",
    origin: anOrigin(),
    said: {
      kind: "release",
      happenedOn: onDay("2026-03-10"),
      releaseKind: null,
      modifiers: [],
      details: {},
    },
    count: null,
    people: [{ personId: "list:1", name: "Ян Прыкладны", suspicious: false }],
    cites: [],
    reasons: [],
    route: "alert",
    standing: "fresh",
    receivedAt: NOON,
    ...over,
  };
}

export function anEvent(id: string, over: Partial<CaseEvent> = {}): CaseEvent {
  return {
    id,
    version: 1,
    kind: "release",
    people: [{ personId: "list:1", name: "Ян Прыкладны", suspicious: false }],
    count: null,
    happenedOn: onDay("2026-03-10"),
    releaseKind: null,
    modifiers: [],
    certainty: "confirmed",
    reports: [aReport()],
    details: {},
    note: null,
    ruling: "none",
    embargoUntil: null,
    createdAt: NOON,
    updatedAt: NOON,
    ...over,
  };
}

export function anAlert(event: CaseEvent, over: Partial<Alert> = {}): Alert {
  return {
    id: `${event.id}:${String(event.version)}`,
    event,
    purpose: "new",
    urgency: "urgent",
    createdAt: NOON,
    expiresAt: at(12),
    ...over,
  };
}

export function aTarget(chatId: number, over: Partial<DeliveryTarget> = {}): DeliveryTarget {
  return {
    chatId,
    threadId: null,
    language: "be",
    discreet: false,
    silent: false,
    deleteAfterHours: null,
    ...over,
  };
}

export function aRecipient(chatId: number, over: Partial<Recipient> = {}): Recipient {
  return { target: aTarget(chatId), priority: 2, notBefore: null, ...over };
}

export const chatsOf = (deliveries: readonly Delivery[]): number[] =>
  deliveries.map(({ target }) => target.chatId).toSorted((a, b) => a - b);

export const MESSAGE: Message = {
  html: "<b>Волю</b>",
  buttons: [[{ text: "Крыніца", url: "https://paper.example/" }]],
};

export function aSubscriber(chatId: number, over: Partial<Subscriber> = {}): Subscriber {
  return { ...newSubscriber({ chatId, threadId: null }, "be"), subscribed: true, ...over };
}

export function aRecord(recordId: string, over: Partial<PersonRecord> = {}): PersonRecord {
  return {
    trackerId: "list",
    recordId,
    url: `https://list.example/${recordId}`,
    names: [`Ян Прыкладны ${recordId}`],
    gender: "male",
    birthDate: { value: "1990", precision: "year" },
    recognition: "recognised",
    recognitionRaw: "прызнаны",
    declarationUrl: null,
    detainedOn: { value: "2024-05-17", precision: "day" },
    charges: [{ code: "342", part: null, raw: "арт. 342" }],
    verdict: null,
    custody: "colony",
    facility: { id: "IK-0", raw: "ПК-0", addressRaw: null },
    penaltyStart: null,
    release: null,
    diedOn: null,
    onStateList: false,
    clusters: [],
    descriptionRaw: null,
    rowHash: `row-${recordId}`,
    ...over,
  };
}

export function aPerson(recordId: string, over: Partial<Person> = {}): Person {
  return {
    id: `list:${recordId}`,
    record: aRecord(recordId),
    presence: "listed",
    aliases: [],
    embargo: false,
    firstSeenOn: "2026-03-10",
    lastSeenOn: "2026-03-10",
    ...over,
  };
}

export function aMeta(over: Partial<SnapshotMeta> = {}): SnapshotMeta {
  return {
    trackerId: "list",
    fetchedAt: NOON,
    bodyHash: "snap-1",
    rows: 2,
    statusCounts: { recognised: 2 },
    ...over,
  };
}

export function aTrackerPoll(over: Partial<TrackerPoll> = {}): TrackerPoll {
  return {
    state: aSourceState({ sourceId: "list" }),
    meta: aMeta(),
    people: [aPerson("1"), aPerson("2")],
    absent: [],
    findings: [],
    reviews: [],
    notices: [],
    ...over,
  };
}
