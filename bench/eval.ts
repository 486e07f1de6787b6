/**
 * Measures the classifier on labelled rows: `npm run eval` on the project's own, `npm run eval -- FILE` on others.
 * The model never sees the row that it is asked about: rows are dealt to ten folds and each fold is judged by a
 * model that was trained on the other nine. With `--shipped` the model of the product is used; that is honest only for
 * a FILE of other rows.
 */
import { pathToFileURL } from "node:url";
import { createClassifier } from "../src/classify/classifier.ts";
import { buildPeopleIndex } from "../src/people/person-index.ts";
import { KINDS, type Kind } from "../src/domain/kind.ts";
import type { Classification, Mention } from "../src/domain/finding.ts";
import { openModel } from "../src/classify/model/linear.ts";
import { CORPUS, HELD_OUT, readLabelled, type LabelledItem } from "./labelled.ts";
import { ordinaryItems } from "./ordinary.ts";
import { exampleReader, trainModel } from "./train-classifier.ts";

interface Judged {
  readonly row: LabelledItem;
  readonly got: Classification;
}
/** Each is judged by a model of the others. */
const FOLDS = 10;

type Print = (line: string) => void;

const percent = (part: number, whole: number): string => (whole === 0 ? "—" : (part / whole).toFixed(3));

function perLabel(
  judged: readonly Judged[],
  of: (labels: readonly Kind[]) => readonly Kind[],
  print: Print,
): number {
  let sum = 0;
  let kinds = 0;
  for (const kind of KINDS) {
    const want = judged.filter(({ row }) => of(row.labels).includes(kind)).length;
    const got = judged.filter(({ got: it }) => of(it.labels).includes(kind)).length;
    const both = judged.filter(
      ({ row, got: it }) => of(row.labels).includes(kind) && of(it.labels).includes(kind),
    ).length;
    const f1 = want + got === 0 ? 0 : (2 * both) / (want + got);
    if (want > 0) {
      sum += f1;
      kinds += 1;
    }
    print(
      `${kind.padEnd(17)} P ${percent(both, got)}  R ${percent(both, want)}  F1 ${f1.toFixed(3)}  (${String(want)})`,
    );
  }
  return sum / kinds;
}

function alarms(judged: readonly Judged[], kinds: readonly Kind[], name: string, print: Print): void {
  const wanted = judged.filter(
    ({ row }) =>
      row.isNew && row.labels.some((it) => kinds.includes(it)) && !row.labels.includes("not_released"),
  );
  const alerted = judged.filter(
    ({ got }) => got.route === "alert" && got.labels.some((it) => kinds.includes(it)),
  );
  const right = alerted.filter(({ row }) => row.isNew && row.labels.some((it) => kinds.includes(it)));
  const caught = wanted.filter(({ got }) => got.route === "alert");
  const seen = wanted.filter(({ got }) => got.route !== "ignore");
  print(
    `${name}: alert precision ${percent(right.length, alerted.length)} (${String(right.length)}/${String(alerted.length)}), ` +
      `alert recall ${percent(caught.length, wanted.length)}, alert or review ${percent(seen.length, wanted.length)} (${String(wanted.length)})`,
  );
}

function confusion(judged: readonly Judged[], print: Print): void {
  const cells = new Map<string, number>();
  for (const { row, got } of judged) {
    const key = `${row.labels[0] ?? ""} → ${got.labels[0] ?? ""}`;
    if (row.labels[0] !== got.labels[0]) cells.set(key, (cells.get(key) ?? 0) + 1);
  }
  for (const [key, n] of [...cells].toSorted((a, b) => b[1] - a[1]))
    print(`  ${String(n).padStart(3)}  ${key}`);
}

function counts(judged: readonly Judged[], print: Print): void {
  const several = judged.filter(
    ({ row }) => (row.count ?? 0) >= 2 && row.labels[0] !== "commentary" && row.labels[0] !== "unrelated",
  );
  const exact = several.filter(({ row, got }) => got.count?.n === row.count);
  const ones = several.filter(({ got }) => got.count?.n === 1);
  print(
    `head count where ≥ 2: exact ${percent(exact.length, several.length)} (${String(several.length)}), a group made one ${String(ones.length)}`,
  );
  const single = judged.filter(({ row }) => row.count === 1);
  const multiplied = single.filter(({ got }) => (got.count?.n ?? 1) > 1);
  print(`one person made several: ${String(multiplied.length)} of ${String(single.length)}`);
  for (const { row, got } of [...several.filter((it) => !exact.includes(it)), ...multiplied])
    print(`  ${row.id} want ${String(row.count)} got ${String(got.count?.n)}: ${row.item.title}`);
}

function report(judged: readonly Judged[], print: Print): void {
  print("main label");
  const main = perLabel(judged, (labels) => labels.slice(0, 1), print);
  const all = perLabel(
    judged,
    (labels) => labels,
    () => undefined,
  );
  print(`macro-F1: main label ${main.toFixed(3)}, all labels ${all.toFixed(3)}`);
  alarms(judged, ["release", "pardon"], "release or pardon", print);
  alarms(judged, ["arrest"], "arrest", print);
  counts(judged, print);
  const language = judged.filter(
    ({ row, got }) => row.language === got.language || (row.language === "de" && got.language === "und"),
  );
  print(`language: ${percent(language.length, judged.length)}`);
  print("confusion of main labels (wanted → got)");
  confusion(judged, print);
  for (const { row, got } of judged) {
    const wrong = row.labels[0] !== got.labels[0];
    const falseAlarm =
      got.route === "alert" &&
      !(row.isNew && row.labels.some((it) => ["release", "pardon", "arrest"].includes(it)));
    const missed =
      row.isNew &&
      row.labels.some((it) => ["release", "pardon", "arrest"].includes(it)) &&
      got.route !== "alert";
    if (!wrong && !falseAlarm && !missed && row.labels.join() === got.labels.join()) continue;
    const mark = falseAlarm ? "FALSE ALARM" : missed ? "MISSED" : wrong ? "WRONG" : "labels";
    print(
      `${mark} ${row.id} [${row.labels.join("|")}] → [${got.labels.join("|")}] ${got.route}: ${row.item.title} ‖ ${row.item.summary}`,
    );
    print(`    ${got.reasons.join("; ")}`);
  }
}

/** Alarms among ordinary news, by the product's own model. */
function ordinary(link: (text: string) => readonly Mention[], print: Print): void {
  const classifier = createClassifier({ link });
  const items = ordinaryItems();
  const alarmed = items.filter(({ title, outlet }) => {
    const item = { title, summary: "", outlet, language: null, tier: null, publishedAt: null };
    return classifier.classify(item).route === "alert";
  });
  const sentences = new Set(items.map(({ title }) => title)).size;
  print(
    `ordinary news: ${String(alarmed.length)} alarms in ${String(items.length)} items, ${String(sentences)} different sentences`,
  );
  for (const { title, outlet } of alarmed) print(`  ALARM ${outlet ?? "no outlet"}: ${title}`);
}

/** Rows that the model never sees, by the product's own model. */
function heldOut(link: (text: string) => readonly Mention[], print: Print): void {
  const classifier = createClassifier({ link });
  const judged = readLabelled(HELD_OUT).map((row) => ({ row, got: classifier.classify(row.item) }));
  const macro = perLabel(
    judged,
    (labels) => labels.slice(0, 1),
    () => undefined,
  );
  print(`held out (${String(judged.length)} rows): macro-F1 of main labels ${macro.toFixed(3)}`);
  alarms(judged, ["release", "pardon"], "  release or pardon", print);
  alarms(judged, ["arrest"], "  arrest", print);
}

export function evaluate(args: readonly string[], print: Print): void {
  const [file] = args.filter((arg) => !arg.startsWith("--"));
  const rows = readLabelled(file === undefined ? CORPUS : pathToFileURL(file));
  const people = buildPeopleIndex([]);
  const link = (text: string): readonly Mention[] => people.link(text);
  const folds = file === undefined && !args.includes("--shipped") ? FOLDS : 1;
  const judged: Judged[] = [];
  const examples = exampleReader();
  for (let fold = 0; fold < folds; fold += 1) {
    const seen = rows.filter((_, at) => at % folds !== fold);
    const classifier =
      folds === 1
        ? createClassifier({ link })
        : createClassifier({ link, model: openModel(trainModel(seen, examples)) });
    for (const [at, row] of rows.entries())
      if (at % folds === fold) judged.push({ row, got: classifier.classify(row.item) });
  }
  report(judged, print);
  if (file !== undefined) return;
  heldOut(link, print);
  ordinary(link, print);
}

if (process.argv[1] === import.meta.filename)
  evaluate(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`));
