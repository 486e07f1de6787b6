import { generateJsonFeed, generateRssFeed } from "feedsmith";

import type { Language } from "../domain/language.ts";
import { textsIn } from "../locales/texts.ts";
import { type Entry, entryOf, type Published } from "./published.ts";

const TITLE = "На волі";
/** Where readers find what this is; the feeds themselves may be served from anywhere. */
const HOME = "https://github.com/navoli/navoli";

/** RSS 2.0 */
export function rssFeed(published: Published, language: Language): string {
  const entries = entriesOf(published, language);
  const newest = newestOf(entries);
  return generateRssFeed({
    title: TITLE,
    link: HOME,
    description: textsIn(language).start.shortDescription,
    language,
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

/** JSON Feed 1.1 */
export function jsonFeed(published: Published, language: Language): string {
  const feed: unknown = generateJsonFeed({
    title: TITLE,
    home_page_url: HOME,
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
