import { expect, test } from "vitest";
import { isTooOld } from "../src/node-version.mjs";

test.each([
  ["20.20.2", true],
  ["22.14.0", true],
  ["22.18.0", false],
  ["24.21.0", false],
])("Node %s is too old: %s", (version, expected) => {
  expect(isTooOld(version)).toBe(expected);
});
