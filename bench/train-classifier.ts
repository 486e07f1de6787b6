/**
 * Trains the classifier's second judge from `test/corpus/items.tsv` and writes `src/classify/model/weights.json`.
 * Nothing is random and sums are taken in a fixed order: the same rows give the same bytes.
 */
import { writeFileSync } from "node:fs";
import { phrasesByLanguage } from "../src/classify/lexicons.ts";
import { BUCKETS, featuresOf } from "../src/classify/model/features.ts";
import { MODEL_VERSION, softmax, type ModelFile } from "../src/classify/model/linear.ts";
import { readItem, type ReadingTools } from "../src/classify/read-item.ts";
import { KINDS } from "../src/domain/kind.ts";
import { buildPeopleIndex } from "../src/people/person-index.ts";
import { CORPUS, readLabelled, type LabelledItem } from "./labelled.ts";

const EPOCHS = 30;
const RATE = 0.2;
/** What share of a row's features is hidden at each look, so that no single word of a row is leant on. */
const HIDDEN = 0.6;
const DECAY = 2e-5;
/** What the main label weighs when a row has several. */
const MAIN_SHARE = 0.65;

interface Example {
  readonly features: Uint16Array;
  readonly target: Float64Array;
}

/** Names are found without any register: the model must not know whom we know. */
function readingTools(): ReadingTools {
  const people = buildPeopleIndex([]);
  return { link: (text) => people.link(text), phrasesOf: phrasesByLanguage() };
}

function examplesOf(row: LabelledItem, tools: ReadingTools): Example[] {
  const { title, summary } = row.item;
  const texts = summary === "" ? [""] : [summary, ""];
  return texts.map((part) => {
    const read = readItem({ title, summary: part, language: null }, tools);
    return { features: featuresOf(read), target: targetOf(row) };
  });
}

function targetOf(row: LabelledItem): Float64Array {
  const target = new Float64Array(KINDS.length);
  const rest = row.labels.length > 1 ? (1 - MAIN_SHARE) / (row.labels.length - 1) : 0;
  for (const [at, label] of row.labels.entries())
    target[KINDS.indexOf(label)] = at === 0 ? 1 - rest * (row.labels.length - 1) : rest;
  return target;
}

/** Numbers from a fixed seed, 0 … 1. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 0x1_0000_0000;
  };
}

/** Reads each row once, however often it is trained on. */
export function exampleReader(): (row: LabelledItem) => readonly Example[] {
  const tools = readingTools();
  const read = new Map<string, readonly Example[]>();
  return (row) => {
    const known = read.get(row.id) ?? examplesOf(row, tools);
    read.set(row.id, known);
    return known;
  };
}

/** Multinomial logistic regression by AdaGrad; weights end as signed bytes. */
export function trainModel(rows: readonly LabelledItem[], examplesFrom = exampleReader()): ModelFile {
  const examples = rows.flatMap((row) => examplesFrom(row));
  const size = KINDS.length;
  const weights = new Float64Array(BUCKETS * size);
  const squares = new Float64Array(BUCKETS * size).fill(0.1);
  const bias = new Float64Array(size);
  const next = sequence(20260101);
  const order = examples.map((_, at) => at);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (let at = order.length - 1; at > 0; at -= 1) {
      const other = Math.floor(next() * (at + 1));
      [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
    }
    for (const at of order) {
      const example = examples[at];
      if (example === undefined) continue;
      const features = example.features.filter(() => next() >= HIDDEN);
      step({ ...example, features }, weights, squares, bias);
    }
  }
  return pack(weights, bias);
}

function step(
  { features, target }: Example,
  weights: Float64Array,
  squares: Float64Array,
  bias: Float64Array,
): void {
  const size = KINDS.length;
  const value = 1 / Math.sqrt(Math.max(1, features.length));
  const logits = [...bias];
  for (const bucket of features) {
    for (let kind = 0; kind < size; kind += 1)
      logits[kind] = (logits[kind] ?? 0) + (weights[bucket * size + kind] ?? 0) * value;
  }
  const shares = softmax(logits);
  const slopes = shares.map((share, kind) => (share - (target[kind] ?? 0)) * value);
  for (const [kind, share] of shares.entries())
    bias[kind] = (bias[kind] ?? 0) - 0.02 * (share - (target[kind] ?? 0));
  // Bucket by bucket, for the kinds of one lie side by side in memory.
  for (const bucket of features) {
    const row = bucket * size;
    for (let kind = 0; kind < size; kind += 1) {
      const at = row + kind;
      const gradient = (slopes[kind] ?? 0) + DECAY * (weights[at] ?? 0);
      const square = (squares[at] ?? 0) + gradient * gradient;
      squares[at] = square;
      weights[at] = (weights[at] ?? 0) - (RATE * gradient) / Math.sqrt(square);
    }
  }
}

function pack(weights: Float64Array, bias: Float64Array): ModelFile {
  let top = 0;
  for (const weight of weights) top = Math.max(top, Math.abs(weight));
  const scale = top === 0 ? 1 : top / 127;
  const bytes = Buffer.alloc(weights.length);
  for (const [at, weight] of weights.entries()) bytes.writeInt8(Math.round(weight / scale), at);
  return {
    version: MODEL_VERSION,
    kinds: KINDS,
    buckets: BUCKETS,
    scale,
    bias: [...bias],
    weights: bytes.toString("base64"),
  };
}

const TARGET = new URL("../src/classify/model/weights.json", import.meta.url);

if (process.argv[1] === import.meta.filename) {
  const rows = readLabelled(CORPUS);
  writeFileSync(TARGET, `${JSON.stringify(trainModel(rows))}\n`);
  process.stdout.write(`${String(rows.length)} rows → ${TARGET.pathname}\n`);
}
