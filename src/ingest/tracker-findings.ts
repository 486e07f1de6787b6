import type { Finding } from "../domain/finding.ts";
import type { EventKind } from "../domain/kind.ts";
import type { Person, PersonRecord } from "../domain/person.ts";
import type { TrackerSource } from "../domain/source.ts";
import type { Day, DaySpan } from "../domain/time.ts";
import { spanOf } from "./tracker-dates.ts";
import type { TrackerEvent, TrackerEventName } from "./tracker-event.ts";

/** A list documents itself what it says: there is nothing to be unsure of but errors of typing. */
const CONFIDENCE = 0.95;

/** Which kinds of report a change of the list makes; those without any are kept in the register only. */
const KINDS_OF: Readonly<Partial<Record<TrackerEventName, EventKind>>> = {
  release: "release",
  deportation_refused: "not_released",
  detention: "arrest",
  re_arrest: "arrest",
  recognition: "recognition",
  charge: "charge",
  verdict: "sentence",
  appeal: "sentence",
  case_411: "charge",
  transfer: "regime",
  regime_tightened: "regime",
  shizo: "regime",
  pkt: "regime",
  incommunicado_start: "incommunicado",
  death: "death",
};

function kindsOf(event: TrackerEvent): readonly EventKind[] {
  if (event.event === "release" && event.releaseKind === "pardon") return ["pardon"];
  if (event.event === "case_411" && event.date !== null) return ["sentence"];
  const names = event.event === "new_row_active" ? (event.as ?? []) : [event.event];
  return names.flatMap((name) => KINDS_OF[name] ?? []);
}

export interface FindingContext {
  readonly tracker: TrackerSource;
  /** Tells this snapshot from others: the same change found twice is one finding. */
  readonly snapshotKey: string;
  /** The day on which the record was last seen as it was before; null for a new row. */
  readonly since: Day | null;
  readonly foundAt: Date;
  readonly today: Day;
}

/** What a record's events become on their way to be merged, alerted or looked at. */
export function findingsOf(
  person: Person,
  events: readonly TrackerEvent[],
  context: FindingContext,
): readonly Finding[] {
  const made = events.flatMap((event) => kindsOf(event).map((kind) => ({ event, kind })));
  // Sent to a prison and moved there is one happening.
  const distinct = made.filter(
    ({ kind, event: { push } }, n) =>
      made.findIndex((other) => other.kind === kind && other.event.push === push) === n,
  );
  return distinct.map(({ event, kind }, n) => findingOf(person, event, kind, n, context));
}

function findingOf(
  person: Person,
  event: TrackerEvent,
  kind: EventKind,
  n: number,
  context: FindingContext,
): Finding {
  const { record } = person;
  const { tracker, snapshotKey, foundAt } = context;
  const name = record.names[0] ?? record.recordId;
  const isOnlyRecognition = event.event === "new_row_active" && kind === "recognition";
  return {
    id: `${tracker.id}:${snapshotKey}:${record.recordId}:${String(n)}`,
    kind,
    route: event.push ? "alert" : "review",
    standing: "fresh",
    people: [{ personId: person.id, name, suspicious: false }],
    count: null,
    happenedOn: isOnlyRecognition ? spanBetween(context) : happenedOn(event, context),
    releaseKind: event.releaseKind,
    modifiers: event.modifiers,
    cites: [],
    reasons: [`tracker:${event.event}`, ...(event.review === undefined ? [] : [`review:${event.review}`])],
    confidence: CONFIDENCE,
    details: detailsOf(record, event, kind),
    origin: {
      type: "tracker",
      sourceId: tracker.id,
      outlet: tracker.outlet,
      tier: "primary",
      url: record.url ?? tracker.url,
      title: name,
      language: "und",
      publishedAt: foundAt,
    },
    foundAt,
  };
}

function happenedOn({ date }: TrackerEvent, context: FindingContext): DaySpan {
  return date === null ? spanBetween(context) : spanOf(date);
}

function spanBetween({ since, today }: FindingContext): DaySpan {
  return { from: since ?? today, to: today, precision: "between_snapshots" };
}

function detailsOf(
  record: PersonRecord,
  event: TrackerEvent,
  kind: EventKind,
): Readonly<Record<string, string>> {
  const { facility, verdict, charges } = record;
  const details: Record<string, string> = {};
  const isAboutPlace = kind === "arrest" || kind === "regime";
  if (isAboutPlace && facility !== null) details["facility"] = facility.raw;
  if (event.event === "transfer" && event.to !== undefined) details["facility"] = event.to;
  if (event.event === "transfer" && event.from !== undefined) details["from"] = event.from;
  if (kind === "sentence" && verdict?.decisionRaw) details["sentence"] = verdict.decisionRaw;
  const codes = charges.flatMap(({ code }) => code ?? []);
  const isAboutCase = kind === "sentence" || kind === "charge" || kind === "arrest";
  if (isAboutCase && codes.length > 0) details["article"] = codes.join(", ");
  return details;
}
