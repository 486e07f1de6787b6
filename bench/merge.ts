import type { CaseEvent } from "../src/domain/event.ts";
import type { Finding } from "../src/domain/finding.ts";
import { addDays } from "../src/domain/time.ts";
import { kindsAround } from "../src/merge/groups.ts";
import { merge } from "../src/merge/merge.ts";
import { MergeMemory } from "../src/merge/memory.ts";
import { createNameJudge } from "../src/merge/names.ts";
import { daysAround } from "../src/merge/step.ts";
import { aFinding } from "../test/merge/finding.ts";
import { mergeStored } from "./merge-stored.ts";

const STORED = 10_000;
const REPORTS = 1000;
const YEAR = 365;
/** Each begins with nothing remembered. The first is the slowest: its code is not all compiled. */
const REPETITIONS = 3;

const GIVEN = ["Алесь", "Мікола", "Марыя", "Ганна", "Ігар", "Вольга", "Сяргей", "Юлія", "Пятро", "Таццяна"];
const STEMS = [
  "Бар",
  "Вал",
  "Гры",
  "Дуб",
  "Жук",
  "Зен",
  "Кал",
  "Лап",
  "Мар",
  "Наў",
  "Пят",
  "Рак",
  "Сак",
  "Тар",
  "Хад",
  "Шпак",
];
const MIDDLES = [
  "ада",
  "ера",
  "оль",
  "ука",
  "іма",
  "ана",
  "еда",
  "оша",
  "уня",
  "апа",
  "ібо",
  "эга",
  "ота",
  "уза",
  "аві",
  "оха",
];
const ENDINGS = ["бровіч", "льскі", "менка", "ранчык", "сюк", "цэвіч", "шкоў", "янок"];

/** Invented people, thousands of them, of whom one half has an id of the register. */
function person(n: number): {
  readonly personId: string | null;
  readonly name: string;
  readonly suspicious: boolean;
} {
  const [given, first, second, ending] = [GIVEN, STEMS, MIDDLES, ENDINGS].map((list, i) => {
    const step = [1, 10, 160, 2560][i] ?? 1;
    return list[Math.floor(n / step) % list.length] ?? "";
  });
  const name = `${given ?? ""} ${first ?? ""}${(second ?? "").toLowerCase()}${ending ?? ""}`;
  return { personId: n % 2 === 0 ? `viasna:${String(n)}` : null, name, suspicious: false };
}

/** Arrests, sentences and releases of a year, one in ten without a name. */
function report(n: number, day: number): Finding {
  const kinds = ["arrest", "sentence", "release", "arrest", "regime"] as const;
  const people = n % 10 === 0 ? [] : [person((n * 7919) % 20_000)];
  return aFinding({
    id: `item${String(n)}:1:0`,
    kind: kinds[n % 5] ?? "arrest",
    people,
    at: day,
    title: `Навіна ${String(n)}`,
  });
}

/** A hundred reports of one round of 123, each with a part of the names. */
function round(n: number, day: number, first = 0): Finding {
  const people = Array.from({ length: 40 }, (_, i) => person(((n * 17 + i * 3) % 123) * 11 + first));
  return aFinding({ id: `round${String(n)}:1:0`, n: 123, people, at: day + n / 200, releaseKind: "deal" });
}

/** Other reports of the same year, and another round. */
function warming(): readonly Finding[] {
  return [
    ...Array.from({ length: 300 }, (_, n) => report(STORED + REPORTS + n, YEAR - 1 - (n % 100))),
    ...Array.from({ length: 60 }, (_, n) => ({
      ...round(n, YEAR - 90, 9000),
      id: `earlier${String(n)}:1:0`,
    })),
  ];
}

export async function run(print: (line: string) => void): Promise<void> {
  const before = [...storedEvents().values()];
  print(`${String(STORED)} events stored, ${String(REPORTS)} reports, of which 100 are of one round`);
  const means: number[] = [];
  for (let n = 0; n < REPETITIONS; n++) {
    means.push(runInMemory(print, new Map(before.map((event) => [event.id, event]))));
  }
  print(`mean of a report: ${means.map((ms) => ms.toFixed(2)).join(", ")} ms in ${String(REPETITIONS)} runs`);
  await mergeStored(print, before, warming(), {
    "a report of one person": (offset) =>
      Array.from({ length: 300 }, (_, n) => report(STORED + 4000 + offset * 300 + n, YEAR - 1 - (n % 100))),
    "a report of 40 names of a round of 123": (offset) =>
      Array.from({ length: 50 }, (_, n) => round(offset * 50 + n, YEAR - 40)),
  });
}

/** Ten thousand events as they would be if each report had come alone. */
function storedEvents(): Map<string, CaseEvent> {
  const store = new Map<string, CaseEvent>();
  for (let n = 0; n < STORED; n++)
    put(
      store,
      merge(report(n, (n / STORED) * YEAR), [], new Date(0), () => `e${String(n)}`, {
        same: () => false,
        mayBeSame: () => false,
        keys: () => [],
        probes: () => [],
      }).events,
    );
  return store;
}

/** @returns milliseconds a report */
function runInMemory(print: (line: string) => void, store: Map<string, CaseEvent>): number {
  const findings = [
    ...Array.from({ length: REPORTS - 100 }, (_, n) => report(STORED + n, YEAR - 1 - (n % 100))),
    ...Array.from({ length: 100 }, (_, n) => round(n, YEAR - 40)),
  ];
  const judge = createNameJudge();
  const memory = new MergeMemory(judge);
  let id = STORED;
  let looked = 0;
  // A process that has run for a while: its code is compiled, the events of these weeks were read before.
  for (const finding of warming()) {
    put(
      store,
      merge(finding, near(store, finding), finding.foundAt, () => `e${String(++id)}`, judge, memory).events,
    );
  }
  const times: number[] = [];
  const [ofSingles, ofRounds]: [number[], number[]] = [[], []];
  for (const finding of findings) {
    const candidates = near(store, finding);
    looked += candidates.length;
    const cpu = process.cpuUsage();
    const start = performance.now();
    const { events } = merge(finding, candidates, finding.foundAt, () => `e${String(++id)}`, judge, memory);
    times.push(performance.now() - start);
    const { user, system } = process.cpuUsage(cpu);
    (finding.people.length > 1 ? ofRounds : ofSingles).push((user + system) / 1000);
    put(store, events);
  }
  const mean = meanOf(times);
  const spent = [...ofSingles, ...ofRounds];
  times.sort((a, b) => a - b);
  print(
    `mean ${mean.toFixed(3)} ms, median ${(times[times.length >> 1] ?? 0).toFixed(3)} ms, p99 ${(times[Math.floor(times.length * 0.99)] ?? 0).toFixed(3)} ms a report (limit: mean 1 ms), ${(looked / findings.length).toFixed(0)} candidates each`,
  );
  print(
    `CPU time: mean ${meanOf(spent).toFixed(3)} ms a report; ${meanOf(ofSingles).toFixed(3)} ms of one person, ${meanOf(ofRounds).toFixed(3)} ms of 40 names of a round of 123`,
  );
  return mean;
}

function meanOf(times: readonly number[]): number {
  return times.reduce((sum, ms) => sum + ms, 0) / times.length;
}

/** What the store gives: by kind, day and register id. */
function near(store: ReadonlyMap<string, CaseEvent>, finding: Finding): CaseEvent[] {
  const kinds = new Set(kindsAround(finding.kind));
  const ids = new Set(finding.people.map((it) => it.personId));
  const { back, ahead } = daysAround(finding);
  const from = addDays(finding.happenedOn.from, -back);
  const to = addDays(finding.happenedOn.to, ahead);
  const found: CaseEvent[] = [];
  for (const event of store.values()) {
    const { kind, happenedOn, people } = event;
    const isNear = happenedOn.to >= from && happenedOn.from <= to;
    if (!kinds.has(kind)) continue;
    if (isNear || people.some((it) => it.personId !== null && ids.has(it.personId))) found.push(event);
  }
  return found;
}

function put(store: Map<string, CaseEvent>, events: readonly CaseEvent[]): void {
  for (const event of events) store.set(event.id, event);
}
