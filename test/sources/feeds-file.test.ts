import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { feedsFileText, parseFeedsFile } from "../../src/sources/feeds-file.ts";

const parse = (file: unknown) => parseFeedsFile(JSON.stringify(file));
const feed = { id: "a", outlet: "A", url: "https://a.example/rss", language: "be", tier: "media" };

test("the list of the project is in order, and every broken source says why", () => {
  const reading = parseFeedsFile(readFileSync(new URL("../../feeds.json", import.meta.url), "utf8"));
  if (!reading.ok) throw new Error(reading.faults.join("\n"));
  const { feeds, trackers } = reading.sources;
  expect(feeds.length).toBeGreaterThan(30);
  expect(trackers).not.toEqual([]);
  expect(feeds.filter(({ status, note }) => status === "broken" && note === null)).toEqual([]);
});

test("defaults are filled in", () => {
  expect(
    parse({ feeds: [feed], trackers: [{ id: "t", kind: "viasna-csv", url: "https://a.example/csv" }] }),
  ).toEqual({
    ok: true,
    sources: {
      feeds: [{ ...feed, mirrors: [], everyMs: null, status: "active", note: null }],
      trackers: [
        {
          id: "t",
          outlet: "t",
          kind: "viasna-csv",
          url: "https://a.example/csv",
          mirrors: [],
          everyMs: null,
          status: "active",
          note: null,
        },
      ],
    },
  });
});

test.each([
  ["1s", 1000],
  ["90s", 90_000],
  ["5m", 300_000],
  ["6h", 21_600_000],
  ["1d", 86_400_000],
])("every %s is %i ms", (every, ms) => {
  expect(parse({ feeds: [{ ...feed, every }] })).toMatchObject({ sources: { feeds: [{ everyMs: ms }] } });
});

describe("a fault is named with the path of its field", () => {
  test.each<[string, unknown, string]>([
    ["no JSON", "{", "no JSON"],
    ["an unknown field", { feeds: [{ ...feed, colour: 1 }] }, "feeds[0].colour: unknown field"],
    ["an unknown field of the file", { feeds: [], sources: [] }, "sources: unknown field"],
    ["no address", { feeds: [{ ...feed, url: undefined }] }, "feeds[0].url:"],
    ["another scheme", { feeds: [{ ...feed, url: "file:///etc/passwd" }] }, "feeds[0].url:"],
    ["an address with a password", { feeds: [{ ...feed, url: "https://a:b@c.example/" }] }, "feeds[0].url:"],
    [
      "a mirror that is none",
      { feeds: [{ ...feed, mirrors: ["https://m.example/", "m"] }] },
      "feeds[0].mirrors[1]:",
    ],
    ["an unknown tier", { feeds: [feed, { ...feed, id: "b", tier: "best" }] }, "feeds[1].tier:"],
    ["a duration without unit", { feeds: [{ ...feed, every: "5" }] }, "feeds[0].every:"],
    ["a duration of nothing", { feeds: [{ ...feed, every: "0s" }] }, "feeds[0].every:"],
    ["a number for a duration", { feeds: [{ ...feed, every: 5 }] }, "feeds[0].every:"],
    [
      "an unknown kind of tracker",
      { trackers: [{ id: "t", kind: "pdf", url: "https://a.example/" }] },
      "trackers[0].kind:",
    ],
    [
      "an id twice",
      { feeds: [feed], trackers: [{ id: "a", kind: "viasna-csv", url: "https://a.example/" }] },
      'trackers[0].id: "a" is taken',
    ],
    ["a list in place of the file", [], "file:"],
  ])("%s", (_why, file, expected) => {
    const reading = typeof file === "string" ? parseFeedsFile(file) : parse(file);
    expect(reading).toMatchObject({ ok: false, faults: [expect.stringContaining(expected)] });
  });
});

test("all faults are told at once", () => {
  const reading = parse({ feeds: [{ ...feed, url: "x", tier: "y" }], trackers: [{}] });
  expect(reading).toMatchObject({ ok: false });
  expect(reading.ok ? 0 : reading.faults.length).toBeGreaterThanOrEqual(5);
});

test("writing and reading the list changes nothing", () => {
  const reading = parse({ feeds: [{ ...feed, every: "90s", mirrors: ["https://m.example/"], note: "n" }] });
  if (!reading.ok) throw new Error("refused");
  expect(parseFeedsFile(feedsFileText(reading.sources))).toEqual(reading);
});
