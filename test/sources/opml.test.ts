import { expect, test } from "vitest";
import { idForFeed, opmlOf, readOpml } from "../../src/sources/opml.ts";
import { aSource } from "../ingest/polling.ts";

test("what is exported is read again", () => {
  const feeds = [
    aSource({ outlet: 'Узор & "Ко" <be>', tier: "primary" }),
    aSource({ id: "two", url: "https://two.example/?a=1&b=2", status: "broken", note: "HTTP 403" }),
  ];
  expect(readOpml(opmlOf(feeds, "Navoli"))).toEqual([
    {
      id: "one",
      title: 'Узор & "Ко" <be>',
      url: "https://one.example/rss",
      language: "be",
      tier: "primary",
      isBroken: false,
      note: null,
    },
    {
      id: "two",
      title: "One",
      url: "https://two.example/?a=1&b=2",
      language: "be",
      tier: "media",
      isBroken: true,
      note: "HTTP 403",
    },
  ]);
});

test("folders are walked, and outlines without a web address are left out", () => {
  const opml = `<?xml version="1.0"?><OPML version="1.0"><body><outline text="Folder"><outline text="A" xmlUrl="https://a.example/rss"/>
    <outline text="B" XMLURL='https://b.example/rss'></outline><outline text="C" xmlUrl="file:///etc/passwd"/></outline></body></OPML>`;
  expect(readOpml(opml)?.map(({ title, tier }) => [title, tier])).toEqual([
    ["A", null],
    ["B", null],
  ]);
});

test.each(["", "<html></html>", "{}"])("%s is no OPML", (text) => {
  expect(readOpml(text)).toBeNull();
});

test("a feed without an id is called by its site", () => {
  const feed = {
    title: "",
    url: "https://www.a.example/rss",
    language: null,
    tier: null,
    id: null,
    isBroken: false,
    note: null,
  };
  expect(idForFeed(feed, new Set())).toBe("a.example");
  expect(idForFeed(feed, new Set(["a.example", "a.example-2"]))).toBe("a.example-3");
});
