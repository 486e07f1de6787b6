import { generateAtomFeed, generateJsonFeed, generateRssFeed } from "feedsmith";

import type { Language } from "../domain/language.ts";
import { instant } from "../domain/time.ts";
import { textsIn } from "../locales/texts.ts";
import { type Entry, entryOf, type Published } from "./published.ts";

const TITLE = "На волі";
/** Where readers find what this is; the feeds themselves may be served from anywhere. */
const HOME = "https://github.com/navoli/navoli";

const NEVER = instant(0);

/** RSS 2.0; `self` is where it is served. */
export function rssFeed(published: Published, language: Language, self: string): string {
  const entries = entriesOf(published, language);
  const newest = newestOf(entries);
  return generateRssFeed({
    title: TITLE,
    link: HOME,
    description: textsIn(language).start.shortDescription,
    language,
    atom: { links: [{ rel: "self", type: "application/rss+xml", href: self }] },
    ...(newest === null ? {} : { lastBuildDate: newest }),
    items: entries.map((entry) => ({
      title: entry.title,
      ...(entry.url === null ? {} : { link: entry.url }),
      description: entry.html,
      categories: [{ name: textsIn(language).vocabulary.kinds[entry.kind] }],
      guid: { value: entry.id, isPermaLink: false },
      pubDate: entry.publishedAt,
    })),
  });
}

/** An IRI that stays the same wherever the feed is served from, as Atom asks. */
const URN = "urn:x-navoli";

/** Atom 1.0; `newest` stands in where the feed holds nothing: an Atom feed must say when it changed last. */
export function atomFeed(published: Published, language: Language, self: string): string {
  const entries = entriesOf(published, language);
  const { vocabulary, start } = textsIn(language);
  return generateAtomFeed({
    id: `${URN}:events:${language}`,
    title: { value: TITLE },
    subtitle: { value: start.shortDescription },
    updated: newestOf(entries) ?? NEVER,
    authors: [{ name: TITLE, uri: HOME }],
    links: [
      { rel: "self", type: "application/atom+xml", href: self },
      { rel: "alternate", type: "text/html", href: HOME },
    ],
    xml: { lang: language },
    entries: entries.map((entry) => ({
      id: `${URN}:event:${entry.id}`,
      title: { value: entry.title },
      content: { type: "html", value: entry.html },
      ...(entry.url === null ? {} : { links: [{ rel: "alternate", href: entry.url }] }),
      categories: [{ term: entry.kind, label: vocabulary.kinds[entry.kind] }],
      published: entry.publishedAt,
      updated: entry.updatedAt,
    })),
  });
}

/** JSON Feed 1.1 */
export function jsonFeed(published: Published, language: Language, self: string): string {
  const feed: unknown = generateJsonFeed({
    title: TITLE,
    home_page_url: HOME,
    ...(URL.canParse(self) ? { feed_url: self } : {}),
    description: textsIn(language).start.shortDescription,
    language,
    items: entriesOf(published, language).map((entry) => ({
      id: entry.id,
      title: entry.title,
      ...(entry.url === null ? {} : { url: entry.url }),
      content_html: entry.html,
      date_published: entry.publishedAt,
      date_modified: entry.updatedAt,
      tags: [entry.kind],
    })),
  });
  return JSON.stringify(feed);
}

/** When anything of it changed last; null when it holds nothing. */
export function lastModified({ events }: Published): Date | null {
  return newestOf(events);
}

function entriesOf({ events, optionsIn }: Published, language: Language): readonly Entry[] {
  const options = optionsIn(language);
  return events.map((event) => entryOf(event, options));
}

function newestOf(parts: readonly { readonly updatedAt: Date }[]): Date | null {
  return parts.reduce<Date | null>(
    (newest, { updatedAt }) => (newest === null || updatedAt > newest ? updatedAt : newest),
    null,
  );
}
