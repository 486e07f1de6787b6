import { Parser } from "htmlparser2";
import type { FeedSource, Tier } from "../domain/source.ts";
import { plainText } from "./feed-plain.ts";

/** OPML 2.0: the list of feeds as every reader exchanges it. What OPML has no word for goes into `navoli…` attributes. */

const MAX_OUTLINES = 2000;
const TIERS_KNOWN: readonly Tier[] = ["primary", "media", "state", "analysis"];

/** One outline with a feed's address. */
export interface OpmlFeed {
  readonly title: string;
  readonly url: string;
  readonly language: string | null;
  readonly tier: Tier | null;
  readonly id: string | null;
  readonly isBroken: boolean;
  readonly note: string | null;
}

/** @returns the feeds of all folders; null when the text is no OPML */
export function readOpml(text: string): readonly OpmlFeed[] | null {
  const feeds: OpmlFeed[] = [];
  let isOpml = false;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === "opml") isOpml = true;
        const feed = name === "outline" ? feedOf(attributes) : null;
        if (feed !== null && feeds.length < MAX_OUTLINES) feeds.push(feed);
      },
    },
    { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  parser.write(text);
  parser.end();
  return isOpml ? feeds : null;
}

export function opmlOf(feeds: readonly FeedSource[], title: string): string {
  const outlines = feeds.map((feed) => {
    const attributes = {
      type: "rss",
      text: feed.outlet,
      title: feed.outlet,
      xmlUrl: feed.url,
      language: feed.language,
      navoliId: feed.id,
      navoliTier: feed.tier,
      ...(feed.status === "broken" ? { navoliStatus: "broken" } : {}),
      ...(feed.note === null ? {} : { description: feed.note }),
    };
    const written = Object.entries(attributes).map(([name, value]) => `${name}="${escaped(value)}"`);
    return `    <outline ${written.join(" ")}/>`;
  });
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<opml version="2.0">`,
    `  <head>`,
    `    <title>${escaped(title)}</title>`,
    `  </head>`,
    `  <body>`,
    ...outlines,
    `  </body>`,
    `</opml>`,
    "",
  ].join("\n");
}

/** An id for feeds.json, from the outlet's site when the list names none. */
export function idForFeed(feed: OpmlFeed, taken: ReadonlySet<string>): string {
  const host = URL.parse(feed.url)?.hostname.replace(/^(?:www|feeds|rss|news)\./u, "") ?? "feed";
  const wish = (feed.id ?? host)
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/gu, "-")
    .replace(/^[^a-z0-9]+/u, "");
  const base = wish.slice(0, 56) || "feed";
  if (!taken.has(base)) return base;
  for (let number = 2; ; number += 1) {
    const id = `${base}-${String(number)}`;
    if (!taken.has(id)) return id;
  }
}

function feedOf(attributes: Readonly<Record<string, string>>): OpmlFeed | null {
  const url = (attributes["xmlurl"] ?? "").trim();
  if (!/^https?:\/\//iu.test(url) || !URL.canParse(url)) return null;
  const title = plainText(attributes["title"] ?? attributes["text"] ?? "", 200);
  const tier = TIERS_KNOWN.find((known) => known === attributes["navolitier"]) ?? null;
  return {
    title: title === "" ? (URL.parse(url)?.hostname ?? url) : title,
    url,
    language: attributes["language"]?.toLowerCase().slice(0, 2) ?? null,
    tier,
    id: attributes["navoliid"] ?? null,
    isBroken: attributes["navolistatus"] === "broken",
    note: plainText(attributes["description"] ?? "", 300) || null,
  };
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replace(/\p{Cc}/gu, " ");
}
