/**
 * Whom does a report say it happened to? `npm run bench -- people-of` prints how many of the names that the main finding
 * gives are right and how many of the right ones it gives, on `test/corpus/people.tsv`. Rules were mended after reading
 * faults of odd rows only; the even rows' figure is the honest one. `--odd` and `--even` list faults of that half.
 */
import { readFileSync } from "node:fs";
import { createClassifier } from "../src/classify/classifier.ts";
import type { Classification, ClassifiedFinding } from "../src/domain/finding.ts";
import { compareNames } from "../src/people/compare-names.ts";
import { buildPeopleIndex } from "../src/people/person-index.ts";

const PEOPLE = new URL("../test/corpus/people.tsv", import.meta.url);

type Print = (line: string) => void;

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly people: readonly string[];
  readonly count: number | null;
  readonly title: string;
  readonly summary: string;
}
interface Measured {
  readonly row: Row;
  /** The main finding's names, each person once. */
  readonly got: readonly string[];
  readonly wrong: readonly string[];
  readonly missed: readonly string[];
  readonly count: number | null;
  readonly kindRight: boolean;
}

function readRows(): Row[] {
  const [header = "", ...lines] = readFileSync(PEOPLE, "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  const columns = header.split("\t");
  return lines.map((line) => {
    const cells = line.split("\t");
    const cell = (name: string): string => cells[columns.indexOf(name)] ?? "";
    return {
      id: cell("id"),
      kind: cell("kind"),
      people: cell("people")
        .split("|")
        .filter((name) => name !== ""),
      count: cell("count") === "" ? null : Number(cell("count")),
      title: cell("title"),
      summary: cell("summary"),
    };
  });
}

const isSame = (a: string, b: string): boolean => compareNames(a, b).verdict === "same";

/** The same person in two forms is one. */
function onceEach(names: readonly string[]): string[] {
  const kept: string[] = [];
  for (const name of names) if (!kept.some((it) => isSame(it, name))) kept.push(name);
  return kept;
}

function mainFinding({ findings, labels }: Classification): ClassifiedFinding | undefined {
  return findings.find(({ kind }) => kind === labels[0]) ?? findings[0];
}

function measure(row: Row, classify: (row: Row) => Classification): Measured {
  const result = classify(row);
  const main = mainFinding(result);
  const got = onceEach((main?.people ?? []).map(({ text }) => text));
  return {
    row,
    got,
    wrong: got.filter((name) => !row.people.some((it) => isSame(it, name))),
    missed: row.people.filter((name) => !got.some((it) => isSame(it, name))),
    count: main?.count?.n ?? null,
    kindRight: main?.kind === row.kind,
  };
}

const total = (rows: readonly Measured[], of: (it: Measured) => number): number =>
  rows.reduce((sum, it) => sum + of(it), 0);
const share = (part: number, whole: number): string =>
  `${(part / Math.max(1, whole)).toFixed(3)} (${String(part)}/${String(whole)})`;

function report(name: string, rows: readonly Measured[], print: Print): void {
  const got = total(rows, (it) => it.got.length);
  const wanted = total(rows, (it) => it.row.people.length);
  const right = wanted - total(rows, (it) => it.missed.length);
  const wrong = total(rows, (it) => it.wrong.length);
  const exact = rows.filter((it) => it.wrong.length + it.missed.length === 0).length;
  const counted = rows.filter((it) => it.count === it.row.count).length;
  const kinds = rows.filter((it) => it.kindRight).length;
  print(
    `${name}: names right of those given ${share(got - wrong, got)}, given of those wanted ${share(right, wanted)}`,
  );
  print(
    `${name}: items with exactly the right people ${share(exact, rows.length)}, ` +
      `right head count ${share(counted, rows.length)}, right kind ${share(kinds, rows.length)}`,
  );
}

function faults(rows: readonly Measured[], print: Print): void {
  for (const { row, wrong, missed, count, kindRight } of rows) {
    const said = [
      ...(wrong.length > 0 ? [`FALSE ${wrong.join(", ")}`] : []),
      ...(missed.length > 0 ? [`missed ${missed.join(", ")}`] : []),
      ...(count === row.count ? [] : [`count ${String(count)} for ${String(row.count)}`]),
      ...(kindRight ? [] : [`kind is not ${row.kind}`]),
    ];
    if (said.length > 0) print(`  ${row.id} ${said.join("; ")}: ${row.title} ‖ ${row.summary}`);
  }
}

export function run(print: Print, options: readonly string[] = []): Promise<void> {
  const index = buildPeopleIndex([]);
  const classifier = createClassifier({ link: (text) => index.link(text) });
  const rows = readRows().map((row) =>
    measure(row, ({ title, summary }) =>
      classifier.classify({ title, summary, outlet: null, language: null, tier: null, publishedAt: null }),
    ),
  );
  const odd = rows.filter((_, at) => at % 2 === 0);
  const even = rows.filter((_, at) => at % 2 === 1);
  report("odd rows", odd, print);
  report("even rows, never read", even, print);
  if (options.includes("--odd")) faults(odd, print);
  if (options.includes("--even")) faults(even, print);
  return Promise.resolve();
}
