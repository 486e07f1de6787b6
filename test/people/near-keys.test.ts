import { expect, test } from "vitest";
import { nearKeys } from "../../src/people/near-keys.ts";

const KEYS = Array.from({ length: 5000 }, (_, n) => `K${(n * 7919).toString(5).padStart(6, "0")}`);

/** What remains of a key without one of its letters, or with all. */
function remainders(key: string): Set<string> {
  const shorter = Array.from(key, (_, left) => key.slice(0, left) + key.slice(left + 1));
  return new Set([key, ...shorter]);
}

test("among thousands of keys those one letter apart are found, until they are dropped", () => {
  const index = nearKeys();
  for (const [place, key] of KEYS.entries()) index.add(key, place);
  for (const asked of KEYS.filter((_, at) => at % 997 === 0)) {
    const wanted = remainders(asked);
    const near = KEYS.flatMap((key, place) =>
      [...remainders(key)].some((left) => wanted.has(left)) ? [place] : [],
    );
    expect(index.near(asked).toSorted((a, b) => a - b)).toEqual(near);
    for (const place of near) index.drop(KEYS[place] ?? "", place);
    expect(index.near(asked)).toEqual([]);
    for (const place of near) index.add(KEYS[place] ?? "", place);
  }
});

test("a key keeps all its places, however many", () => {
  const index = nearKeys();
  const places = Array.from({ length: 100 }, (_, place) => place);
  for (const place of places) index.add("KZLN", place);
  expect(index.near("KZLM")).toEqual(places);
});
