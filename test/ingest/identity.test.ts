import { expect, test } from "vitest";
import { hashBytes, hashText } from "../../src/ingest/hash.ts";
import { canonicalUrl, guidsAreBad, identify } from "../../src/ingest/identity.ts";
import { editsOf, recognise, rekeyingsOf } from "../../src/ingest/recognise.ts";
import type { Known } from "../../src/ingest/recognise.ts";
import type { ParsedItem } from "../../src/domain/item.ts";
import { anItem } from "./polling.ts";

const keysOf = (items: readonly ParsedItem[], keyBy: "guid" | "link" = "guid") =>
  identify(items, keyBy, "https://one.example/rss").map(({ key }) => key);

test.each<[string, Partial<ParsedItem>, string]>([
  ["the guid first", {}, "id-1"],
  ["then the link", { guid: null }, "https://one.example/n/1"],
  ["then the content", { guid: null, url: null }, `text:${hashText("Навіна 1\n")}`],
  [
    "a guid that is a link loses what trackers add",
    { guid: "https://one.example/a?utm_source=rss&b=1#c" },
    "https://one.example/a?b=1",
  ],
])("an item is known by %s", (_why, over, expected) => {
  expect(keysOf([anItem(1, over)])).toEqual([expected]);
});

test("a feed whose guids lie is known by its links", () => {
  expect(keysOf([anItem(1)], "link")).toEqual(["https://one.example/n/1"]);
});

test("items that share a guid are told apart, in whatever order they come", () => {
  const shared = [anItem(1, { guid: "x" }), anItem(2, { guid: "x" })];
  const keys = ["x|https://one.example/n/1", "x|https://one.example/n/2"];
  expect(keysOf(shared)).toEqual(keys);
  expect(keysOf(shared.toReversed())).toEqual(keys.toReversed());
});

test("items that share guid and link are told apart by their text, and a true double is one", () => {
  const one = anItem(1, { guid: "x", url: "https://one.example/" });
  const two = { ...one, title: "Іншая" };
  expect(keysOf([one, two, one])).toHaveLength(2);
});

test.each([
  ["https://a.example/x?utm_source=rss&utm_medium=feed#top", "https://a.example/x"],
  ["https://a.example/x?fbclid=1&id=2", "https://a.example/x?id=2"],
  ["/n/1", "https://one.example/n/1"],
  ["HTTPS://A.Example:443/x", "https://a.example/x"],
  ["mailto:a@b.example", null],
])("%s is the page %s", (raw, expected) => {
  expect(canonicalUrl(raw, "https://one.example/rss")).toBe(expected);
});

test.each([
  ["all missing", [anItem(1, { guid: null }), anItem(2, { guid: null })], true],
  ["all the same", [anItem(1, { guid: "x" }), anItem(2, { guid: "x" })], true],
  [
    "one of many missing",
    Array.from({ length: 30 }, (_, n) => anItem(n, n === 0 ? { guid: null } : {})),
    false,
  ],
  [
    "bad ones, but the links are no better",
    [1, 2, 3].map((n) => anItem(n, { guid: null, url: "https://a.example/" })),
    false,
  ],
  ["good ones", [anItem(1), anItem(2)], false],
])("guids are not trusted when they are %s", (_why, items, expected) => {
  expect(guidsAreBad(items)).toBe(expected);
});

function known(items: readonly ParsedItem[]): readonly Known[] {
  return identify(items, "guid", null).map(({ key, altKey, url, textHash }, n) => ({
    id: `stored-${String(n)}`,
    key,
    altKey,
    url,
    textHash,
    revision: 1,
  }));
}

const again = (before: readonly ParsedItem[], after: readonly ParsedItem[]) =>
  recognise(identify(after, "guid", null), known(before));

const permalink = (url: string, n = 1) => anItem(n, { guid: url, url });

test.each<[string, ParsedItem, ParsedItem]>([
  ["from http to https", permalink("http://a.example/n/1"), permalink("https://a.example/n/1")],
  ["to another host", permalink("https://a.example/n/1"), permalink("https://b.example/n/1")],
  ["of guid with the same link", anItem(1), anItem(1, { guid: "tag:other,1" })],
  ["from guid to none", anItem(1), anItem(1, { guid: null })],
])("a change %s is the same item", (_why, before, after) => {
  const { fresh, rekeyed, edited } = again([before], [after]);
  expect([fresh.length, rekeyed.length, edited.length]).toEqual([0, 1, 0]);
});

test("a change of kind and text at once is an edit and a new key", () => {
  const recognised = again([anItem(1)], [anItem(1, { guid: "new", title: "Іншая" })]);
  expect(editsOf(recognised)).toMatchObject([{ id: "stored-0", title: "Іншая", revision: 2 }]);
  expect(rekeyingsOf(recognised)).toMatchObject([{ id: "stored-0", key: "new" }]);
});

test.each<[string, readonly ParsedItem[], readonly ParsedItem[]]>([
  ["the known one still appears under its own key", [anItem(1)], [anItem(1), anItem(1, { guid: "other" })]],
  [
    "many share the link",
    [anItem(1)],
    [anItem(2, { url: anItem(1).url }), anItem(3, { url: anItem(1).url })],
  ],
  [
    "the link is the home page",
    [anItem(1, { url: "https://a.example/" })],
    [anItem(2, { url: "https://a.example/" })],
  ],
])("a shared link means nothing when %s", (_why, before, after) => {
  const { fresh } = again(before, after);
  expect(fresh.length).toBe(after.filter(({ guid }) => guid !== "id-1").length);
});

test("kinds of spaces make no edit", () => {
  expect(again([anItem(1, { title: "а б" })], [anItem(1, { title: "а\u00a0б" })]).edited).toEqual([]);
});

test("fingerprints differ for every small change", () => {
  const texts = Array.from({ length: 2000 }, (_, n) => `Навіна ${String(n)}`);
  expect(new Set(texts.map(hashText)).size).toBe(2000);
  const bytes = Array.from({ length: 2000 }, (_, n) => Uint8Array.of(n & 255, n >> 8, 0));
  expect(new Set(bytes.map(hashBytes)).size).toBe(2000);
  expect(hashBytes(new Uint8Array(3))).not.toBe(hashBytes(new Uint8Array(4)));
});
