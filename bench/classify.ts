import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { createClassifier } from "../src/classify/classifier.ts";
import { openModel, type ModelFile } from "../src/classify/model/linear.ts";
import type { ItemToClassify } from "../src/domain/finding.ts";
import { buildPeopleIndex } from "../src/people/person-index.ts";
import { CORPUS, readLabelled } from "./labelled.ts";

const ROUNDS = 5;
const WEIGHTS = new URL("../src/classify/model/weights.json", import.meta.url);

/** Two headlines and two summaries glued: as long as items of feeds are. */
function items(): ItemToClassify[] {
  const rows = readLabelled(CORPUS).map((row) => row.item);
  return rows.map((item, at) => {
    const other = rows[(at * 7 + 3) % rows.length]?.title ?? "";
    const third = rows[(at * 11 + 5) % rows.length]?.title ?? "";
    return { ...item, summary: `${item.summary} ${other}. ${third}.` };
  });
}

/** Time of the processor, so that other work on the machine does not count. */
function microsecondsEach(items: readonly ItemToClassify[], work: (item: ItemToClassify) => unknown): number {
  for (const item of items) work(item);
  const before = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round += 1) for (const item of items) work(item);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / (ROUNDS * items.length);
}

/** Every word of a plain list in a text: the least that any reading of it costs. */
function keywords(): (item: ItemToClassify) => boolean {
  const words =
    /вызвал|памілав|затрым|арыштав|освобо|помилов|задерж|арестов|freed|releas|pardon|arrest|detain/iu;
  return ({ title, summary }) => words.test(title) || words.test(summary);
}

export async function run(print: (line: string) => void): Promise<void> {
  const text = readFileSync(WEIGHTS, "utf8");
  let start = performance.now();
  openModel(JSON.parse(text) as ModelFile);
  print(
    `model loaded in ${(performance.now() - start).toFixed(1)} ms, ${(text.length / 1024).toFixed(0)} KiB`,
  );
  const people = buildPeopleIndex([]);
  start = performance.now();
  const classifier = createClassifier({ link: (it) => people.link(it) });
  print(`classifier with its lexicons ready in ${(performance.now() - start).toFixed(1)} ms`);
  const all = items();
  const whole = microsecondsEach(all, (item) => classifier.classify(item));
  const short = microsecondsEach(
    readLabelled(CORPUS).map((row) => row.item),
    (item) => classifier.classify(item),
  );
  const bare = microsecondsEach(all, keywords());
  print(`a headline with its summary, if it has one: ${short.toFixed(0)} µs of the processor`);
  print(
    `with two sentences more: ${whole.toFixed(0)} µs (a plain keyword list ${bare.toFixed(1)} µs, ${(whole / bare).toFixed(0)} times)`,
  );
  const hostile = [
    "вызвалілі ".repeat(10_000),
    "1 ".repeat(50_000),
    "A:".repeat(50_000),
    "<b>".repeat(33_000),
  ];
  let slowest = 0;
  for (const summary of hostile) {
    start = performance.now();
    classifier.classify({
      title: "Палітвязень на волі",
      summary,
      outlet: null,
      language: null,
      tier: null,
      publishedAt: null,
    });
    slowest = Math.max(slowest, performance.now() - start);
  }
  print(`100 kB of hostile text: at most ${slowest.toFixed(1)} ms`);
  return Promise.resolve();
}
