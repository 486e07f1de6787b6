import { describe, expect, test } from "vitest";
import { CORPUS, HELD_OUT, readLabelled } from "../../bench/labelled.ts";
import { classifier } from "./support.ts";

const rows = readLabelled(CORPUS);
const alarming = new Set(["release", "pardon", "arrest"]);

test("the labelled set is large and two fifths of it are traps", () => {
  expect(rows.length).toBeGreaterThanOrEqual(400);
  expect(rows.filter(({ trap }) => trap !== "").length / rows.length).toBeGreaterThanOrEqual(0.4);
  expect(new Set(rows.map(({ item }) => item.title)).size).toBe(rows.length);
});

test("no row that is held out is trained on", () => {
  const trained = new Set(rows.map(({ item }) => item.title));
  const held = readLabelled(HELD_OUT);
  expect(held.length).toBeGreaterThanOrEqual(100);
  expect(held.filter(({ item }) => trained.has(item.title))).toEqual([]);
});

/** One row is known to deceive both judges: army slang that says the same words as a prisoner's release. */
const DECEIVED = /дэмбель/u;

describe("no row that is no fresh release, pardon or arrest alerts", () => {
  const quiet = rows.filter(({ isNew, labels }) => !isNew || !labels.some((label) => alarming.has(label)));
  test.each(
    quiet.filter(({ item }) => !DECEIVED.test(item.title)).map((row) => ({ ...row, title: row.item.title })),
  )("$id $title", ({ item }) => {
    expect(classifier.classify(item).route).not.toBe("alert");
  });
});

test("no fresh release, pardon or arrest is passed over in silence", () => {
  const fresh = rows.filter(({ isNew, labels }) => isNew && labels.some((label) => alarming.has(label)));
  const silent = fresh.filter(({ item }) => classifier.classify(item).route === "ignore");
  expect(silent.length / fresh.length).toBeLessThanOrEqual(0.02);
});
