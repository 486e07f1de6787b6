import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CORPUS, readLabelled } from "../../bench/labelled.ts";
import { trainModel } from "../../bench/train-classifier.ts";
import { openModel } from "../../src/classify/model/linear.ts";

const SHIPPED = new URL("../../src/classify/model/weights.json", import.meta.url);

test(
  "training again from the project's rows gives the shipped model to the byte",
  { timeout: 180_000 },
  () => {
    const again = `${JSON.stringify(trainModel(readLabelled(CORPUS)))}\n`;
    expect(again === readFileSync(SHIPPED, "utf8")).toBe(true);
  },
);

test("the shipped model is small", () => {
  expect(readFileSync(SHIPPED).length).toBeLessThan(2_000_000);
});

test("a model of another version is refused", () => {
  expect(() => openModel({ version: 0, kinds: [], buckets: 1, scale: 1, bias: [], weights: "" })).toThrow(
    RangeError,
  );
});
