import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { identify } from "../../src/ingest/identity.ts";
import { createFeedReader } from "../../src/sources/feed-reader.ts";
import { CHARSET_FAULTS, MARKUP_FAULTS, REFUSED, atom, items, rss } from "./feed-faults.ts";
import type { Fault } from "./feed-faults.ts";

const reader = createFeedReader({ now: () => new Date("2026-11-22T00:00:00Z") });
const read = async (text: string) => reader.read(Buffer.from(text), "text/xml");
const firstOf = async (text: string) => {
  const reading = await read(text);
  return reading.ok ? reading.items[0] : undefined;
};

const titlesOf = async ({ bytes, contentType }: Fault): Promise<readonly string[] | null> => {
  const reading = await reader.read(bytes, contentType);
  return reading.ok ? identify(reading.items, "guid", null).map(({ parsed }) => parsed.title) : null;
};

describe("a person reads the same titles", () => {
  test.each(CHARSET_FAULTS)("charset: $name", async (fault) => {
    expect(await titlesOf(fault)).toEqual(fault.titles);
  });
  test.each(MARKUP_FAULTS)("markup: $name", async (fault) => {
    expect(await titlesOf(fault)).toEqual(fault.titles);
  });
});

test.each(REFUSED)("$name is refused with its reason", async ({ bytes, contentType }) => {
  const reading = await reader.read(bytes, contentType);
  expect(reading.ok ? "read" : reading.reason).toMatch(/^(?!read$).{5,120}$/u);
});

test("whatever is done to a feed, reading it ends with a value", async () => {
  const originals = [...CHARSET_FAULTS, ...MARKUP_FAULTS, ...REFUSED].map(({ bytes }) => Buffer.from(bytes));
  const scraps = ["<", "</item>", "<item>", "]]>", "<![CDATA[", "&", "<!--", "\0", "<!DOCTYPE x [", "<a><b>"];
  const change = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.integer({ min: 0, max: 80 }),
    scrap: fc.oneof(fc.constantFrom(...scraps), fc.string({ unit: "binary", maxLength: 8 })),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...originals),
      fc.array(change, { minLength: 1, maxLength: 6 }),
      async (bytes, changes) => {
        const broken = changes.reduce((before, { at, cut, scrap }) => {
          const place = Math.floor(at * before.length);
          return Buffer.concat([before.subarray(0, place), Buffer.from(scrap), before.subarray(place + cut)]);
        }, bytes);
        const reading = await reader.read(broken, null);
        expect(typeof reading.ok).toBe("boolean");
      },
    ),
    { numRuns: 1000 },
  );
});

test("titles are well-formed text on one line, whatever they held", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary", maxLength: 60 }), async (noise) => {
      const title =
        (await firstOf(rss(items({}, [`Загаловак ${noise.replace(/[<&\]]/gu, "")}`]))))?.title ?? "";
      expect(title.startsWith("Загаловак")).toBe(true);
      expect(title.isWellFormed()).toBe(true);
      expect(title).not.toMatch(/\p{Cc}/u);
    }),
    { numRuns: 200 },
  );
});

test.each([
  [
    "Atom's link to the page",
    '<link rel="self" href="https://a.example/s"/><link rel="alternate" href="https://a.example/p"/>',
    "https://a.example/p",
  ],
  [
    "Atom's link without relation",
    '<link href="https://a.example/p"/><link rel="enclosure" href="https://a.example/m"/>',
    "https://a.example/p",
  ],
  [
    "HTML before other kinds",
    '<link rel="alternate" type="application/json" href="https://a.example/j"/><link rel="alternate" type="text/html" href="https://a.example/p"/>',
    "https://a.example/p",
  ],
  ["xml:base of the link", '<link xml:base="https://b.example/x/" href="../p"/>', "https://b.example/p"],
  ["no link but an id that is one", "<id>https://a.example/p</id>", "https://a.example/p"],
  ["a link that is a script", '<link href="javascript:alert(1)"/>', null],
])("link: %s", async (_why, links, expected) => {
  expect((await firstOf(atom(`<entry><title>t</title>${links}</entry>`)))?.url).toBe(expected);
});

test.each([
  ["as text", "<link>https://a.example/p</link>", "https://a.example/p"],
  ["in CDATA with line ends", "<link><![CDATA[\n https://a.example/p \n]]></link>", "https://a.example/p"],
  [
    "with ampersands escaped once too often",
    "<link>https://a.example/?a=1&amp;amp;b=2</link>",
    "https://a.example/?a=1&b=2",
  ],
  [
    "with Cyrillic letters, as written",
    "<link>https://a.example/навіны/1</link>",
    "https://a.example/навіны/1",
  ],
  ["relative to the channel", "<link>/p</link>", "https://ex.org/p"],
  ["without scheme", "<link>//a.example/p</link>", "https://a.example/p"],
  ["only in a guid", "<guid>https://a.example/p</guid>", "https://a.example/p"],
  ["not in a guid that is none", '<guid isPermaLink="false">https://a.example/p</guid>', null],
  [
    "the original behind a counter",
    "<link>https://feeds.example/~r/1</link><feedburner:origLink>https://a.example/p</feedburner:origLink>",
    "https://a.example/p",
  ],
])("link of RSS: %s", async (_why, link, expected) => {
  expect((await firstOf(rss(items({ link: () => link, guid: () => "" }, ["t"]))))?.url).toBe(expected);
});

test.each([
  ["minutes", "<ttl>90</ttl>", 90 * 60_000],
  [
    "the syndication module",
    "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>",
    1_800_000,
  ],
  ["rubbish", "<ttl>often</ttl>", null],
])("what the feed asks: %s", async (_why, asked, expected) => {
  const reading = await read(rss(asked + items()));
  expect(reading).toMatchObject({ ok: true, ttlMs: expected });
});

test("an item without a title is called by its text", async () => {
  const item = await firstOf(
    rss("<item><description>&lt;p&gt;Вызвалены Прыкладны.&lt;/p&gt;</description></item>"),
  );
  expect(item).toMatchObject({ title: "Вызвалены Прыкладны.", summary: "Вызвалены Прыкладны." });
});

test("the summary is plain text, of the whole text where there is no description", async () => {
  const whole =
    "<content:encoded><![CDATA[<p>Першы</p><p>Другі &amp; трэці</p><script>x()</script>]]></content:encoded>";
  const item = await firstOf(rss(items({ rest: () => whole }, ["t"])));
  expect(item?.summary).toBe("Першы Другі & трэці");
});

test("the first date that can be read counts", async () => {
  const item = await firstOf(
    rss(items({ date: () => "<pubDate>soon</pubDate><dc:date>2026-11-05T10:00:00Z</dc:date>" }, ["t"])),
  );
  expect(item?.publishedAt).toEqual(new Date("2026-11-05T10:00:00Z"));
});

test("items that said the same are one", async () => {
  const reading = await read(rss(items().repeat(2)));
  expect(reading.ok && identify(reading.items, "guid", null)).toHaveLength(12);
});
