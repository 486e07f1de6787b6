import type { TrackerSnapshot } from "../../src/domain/person.ts";
import { DEMO_COLUMNS } from "../../src/demo/register.ts";
import { startOf } from "../../src/domain/time.ts";
import { SnapshotComparison, type Comparison } from "../../src/ingest/tracker-compare.ts";
import { createSnapshotReader } from "../../src/sources/tracker-reader.ts";

/**
 * Invented people in the columns of Viasna's export. Surnames say that they are examples («Прыкладны», «Тэставая»).
 */
export const COLUMNS = DEMO_COLUMNS;

export type Row = Readonly<Partial<Record<(typeof COLUMNS)[number], string>>>;

const ENDINGS = ["Прыкладны", "Тэставы", "Узорны", "Выдуманы", "Умоўны", "Пробны"];
const GIVEN = ["Янка", "Пятро", "Алесь", "Зміцер", "Мікола", "Сымон", "Віктар"];

/** A prisoner with everything filled in; `over` changes what a test is about. */
export function aRow(n: number, over: Row = {}): Row {
  const given = GIVEN[n % GIVEN.length] ?? "";
  return {
    id: String(50_000 + n),
    url: `https://prisoners.spring96.org/ru/person/prykladny-${String(n)}`,
    name: `${given} ${ENDINGS[n % ENDINGS.length] ?? ""}-${String(n)}`,
    status: "active",
    gender: "male",
    photo: "FALSE",
    description: "осужден по политическому делу",
    birthday: `19${String(60 + (n % 40))}-0${String(1 + (n % 9))}-1${String(n % 10)}`,
    arrested: "2024-02-03",
    articles: "ст. 342 Уголовного кодекса — Организация и подготовка действий, грубо нарушающих порядок",
    prison: "Исправительная колония №15\n213105, Выдуманск, ул. Тестовая 1",
    declaration: "https://spring96.org/ru/news/1",
    decision: "3 года",
    penalty: "лишение свободы в колонии общего режима",
    judge: "Тестовый Судья",
    verdict_date: "2024-06-11",
    ...over,
  };
}

/** Twelve prisoners, four of them former, four without status: enough for the guards to judge shares. */
export function aList(): readonly Row[] {
  const status = ["active", "former", "np"];
  return Array.from({ length: 12 }, (_, n) => {
    const kind = status[n % 3] ?? "active";
    return kind === "active" ? aRow(n) : aRow(n, { status: kind, prison: "", declaration: "" });
  });
}

/** The list with one row changed or, with null, left out. */
export function withRow(list: readonly Row[], n: number, over: Row | null): readonly Row[] {
  return list.flatMap((row, at) => (at !== n ? [row] : over === null ? [] : [{ ...row, ...over }]));
}

function quoted(value: string, delimiter: string): string {
  return /["\n\r]/u.test(value) || value.includes(delimiter) ? `"${value.replaceAll('"', '""')}"` : value;
}

export interface CsvShape {
  readonly columns?: readonly (typeof COLUMNS)[number][];
  readonly headings?: readonly string[];
  readonly delimiter?: string;
  readonly newline?: string;
  readonly bom?: boolean;
}

/** The rows as an export would write them. */
export function toCsv(rows: readonly Row[], shape: CsvShape = {}): string {
  const { columns = COLUMNS, delimiter = ",", newline = "\n", bom = false } = shape;
  const headings = shape.headings ?? columns;
  const lines = [
    headings,
    ...rows.map((row) => columns.map((column) => quoted(row[column] ?? "", delimiter))),
  ];
  return `${bom ? "\ufeff" : ""}${lines.map((fields) => `${fields.join(delimiter)}${newline}`).join("")}`;
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The day of the newer snapshot in the tests. */
const TODAY = "2026-11-22";
export const AT = startOf(TODAY);

/** Reads rows as an export and gives its records; throws when the reader refuses it. */
export async function snapshotOf(rows: readonly Row[], shape: CsvShape = {}): Promise<TrackerSnapshot> {
  const reader = createSnapshotReader();
  const reading = await reader.read("viasna-csv", "list", bytesOf(toCsv(rows, shape)), "text/csv", AT);
  if (!reading.ok) throw new Error(reading.reason);
  return reading.snapshot;
}

/** What two exports differ in; guards are not asked. */
export async function comparisonOf(before: readonly Row[], after: readonly Row[]): Promise<Comparison> {
  const [old, now] = [await snapshotOf(before), await snapshotOf(after)];
  const known = new Map(
    old.records.map((record) => [record.recordId, { record, presence: "listed" as const }]),
  );
  const comparison = new SnapshotComparison(known, now, { since: "2026-11-21", today: TODAY });
  comparison.compareNext(now.records.length);
  return comparison.finish();
}
