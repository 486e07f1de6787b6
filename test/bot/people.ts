import type { CaseEvent, Report } from "../../src/domain/event.ts";
import type { NamedPerson } from "../../src/domain/finding.ts";
import type { Person, PersonRecord } from "../../src/domain/person.ts";
import { onDay } from "../../src/domain/time.ts";

/** Invented people: their surnames say so in every language. */
function aRecord(changes: Partial<PersonRecord> = {}): PersonRecord {
  return {
    trackerId: "test-list",
    recordId: "1",
    url: "https://list.example/person/1",
    names: ["Марыя Прыкладная", "Мария Прикладная", "Maryia Prykladnaja"],
    gender: "female",
    birthDate: { value: "1982-04-24", precision: "day" },
    recognition: "recognised",
    recognitionRaw: "active",
    declarationUrl: null,
    detainedOn: { value: "2022-05-12", precision: "day" },
    charges: [
      { code: "342", part: "1", raw: "ч. 1 ст. 342" },
      { code: "361-1", part: null, raw: "ст. 361-1" },
    ],
    verdict: {
      date: { value: "2022-11-02", precision: "day" },
      decisionRaw: "6 лет 6 месяцев",
      months: 78,
      baseUnits: null,
      penalty: "colony",
      penaltyRaw: "колония",
      judgeRaw: null,
      appealDate: null,
    },
    custody: "colony",
    facility: { id: "IK-4", raw: "ИК №4", addressRaw: null },
    penaltyStart: { value: "2022-12-01", precision: "day" },
    release: null,
    diedOn: null,
    onStateList: true,
    clusters: [],
    descriptionRaw: null,
    rowHash: "1",
    ...changes,
  };
}

export function aPerson(record: Partial<PersonRecord> = {}, changes: Partial<Person> = {}): Person {
  const whole = aRecord(record);
  return {
    id: `${whole.trackerId}:${whole.recordId}`,
    record: whole,
    presence: "listed",
    aliases: [],
    embargo: false,
    firstSeenOn: "2022-06-01",
    lastSeenOn: "2026-08-30",
    ...changes,
  };
}

/** Two more, so that a search may find several: same surname, other given names. */
export const SIARHEI = aPerson({
  recordId: "2",
  names: ["Сяргей Прыкладны", "Сергей Прикладный", "Siarhei Prykladny"],
  gender: "male",
  birthDate: { value: "1975", precision: "year" },
  custody: "remand",
  facility: { id: "SIZO-1", raw: "СИЗО №1", addressRaw: null },
  verdict: null,
  penaltyStart: null,
  onStateList: false,
});

export const ALES = aPerson({
  recordId: "3",
  names: ["Алесь Прыкладны", "Алесь Прикладный", "Ales Prykladny"],
  gender: "male",
  birthDate: { value: "1990-12-03", precision: "day" },
});

export function aReport(outlet: string, changes: Partial<Report> = {}): Report {
  return {
    findingId: `f-${outlet}`,
    said: { kind: "release", happenedOn: onDay("2025-06-21"), releaseKind: null, modifiers: [], details: {} },
    origin: {
      type: "feed",
      sourceId: outlet.toLowerCase(),
      outlet,
      tier: "media",
      url: `https://${outlet.toLowerCase()}.example/news/1`,
      title: `Навіна ад ${outlet}`,
      language: "be",
      publishedAt: new Date("2025-06-21T12:00:00Z"),
    },
    count: null,
    people: [],
    cites: [],
    reasons: [],
    route: "alert",
    standing: "fresh",
    receivedAt: new Date("2025-06-21T12:05:00Z"),
    ...changes,
  };
}

export function aPrimaryReport(changes: Partial<Report> = {}): Report {
  const report = aReport("Viasna", changes);
  return { ...report, origin: { ...report.origin, tier: "primary" } };
}

export function named(name: string, personId: string | null = null): NamedPerson {
  return { personId, name, suspicious: false };
}

export function anEvent(changes: Partial<CaseEvent> = {}): CaseEvent {
  return {
    id: "ev1",
    version: 1,
    kind: "release",
    people: [named("Марыя Прыкладная", "test-list:1")],
    count: null,
    happenedOn: onDay("2025-06-21"),
    releaseKind: "pardon",
    modifiers: ["forced_exile"],
    certainty: "confirmed",
    reports: [aPrimaryReport()],
    details: {},
    note: null,
    ruling: "none",
    embargoUntil: null,
    createdAt: new Date("2025-06-21T12:05:00Z"),
    updatedAt: new Date("2025-06-21T12:05:00Z"),
    ...changes,
  };
}
