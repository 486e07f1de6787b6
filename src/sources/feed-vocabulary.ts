/**
 * Element names of RSS 0.9–2.0, RDF, Atom 0.3–1.0 and the modules that feeds mix in → what they mean for an
 * item. Lower ranks are asked first.
 */

export type Field = "title" | "link" | "guid" | "date" | "summary";

export interface Meaning {
  readonly field: Field;
  readonly rank: number;
}

export type Vocabulary =
  "core" | "atom" | "dc" | "content" | "media" | "itunes" | "sy" | "burner" | "yandex" | "other";

const dates: Readonly<Record<string, Meaning>> = {
  pubdate: { field: "date", rank: 0 },
  published: { field: "date", rank: 0 },
  issued: { field: "date", rank: 1 },
  date: { field: "date", rank: 2 },
  created: { field: "date", rank: 3 },
  updated: { field: "date", rank: 4 },
  modified: { field: "date", rank: 5 },
};

const atom: Readonly<Record<string, Meaning>> = {
  ...dates,
  title: { field: "title", rank: 0 },
  link: { field: "link", rank: 0 },
  id: { field: "guid", rank: 1 },
  summary: { field: "summary", rank: 0 },
  content: { field: "summary", rank: 2 },
};

const MEANINGS: Readonly<Record<Vocabulary, Readonly<Record<string, Meaning>>>> = {
  core: {
    ...atom,
    guid: { field: "guid", rank: 0 },
    description: { field: "summary", rank: 0 },
    fulltext: { field: "summary", rank: 3 },
  },
  atom: Object.fromEntries(
    Object.entries(atom).map(([name, { field, rank }]) => [name, { field, rank: rank + 0.5 }]),
  ),
  dc: {
    ...dates,
    title: { field: "title", rank: 2 },
    identifier: { field: "guid", rank: 3 },
    description: { field: "summary", rank: 1 },
  },
  content: { encoded: { field: "summary", rank: 2 } },
  media: { title: { field: "title", rank: 4 }, description: { field: "summary", rank: 4 } },
  itunes: { title: { field: "title", rank: 3 }, summary: { field: "summary", rank: 3 } },
  burner: { origlink: { field: "link", rank: -1 } },
  yandex: { "full-text": { field: "summary", rank: 3 } },
  sy: {},
  other: {},
};

/** Parts of an item or a channel whose own title, link or date is not the item's. */
export const CONTAINERS: ReadonlySet<string> = new Set([
  "source",
  "author",
  "contributor",
  "image",
  "textinput",
  "cloud",
]);

const BY_URI: readonly (readonly [RegExp, Vocabulary])[] = [
  [/purl\.org\/rss\/1\.0\/modules\/content/u, "content"],
  [/purl\.org\/rss\/1\.0\/modules\/syndication/u, "sy"],
  [/purl\.org\/rss\/1\.0\/modules/u, "other"],
  [/purl\.org\/rss\/1\.0|netscape\.com\/rdf|rdf-syntax-ns|userland\.com|harvard\.edu|rssboard\.org/u, "core"],
  [/www\.w3\.org\/2005\/atom|purl\.org\/atom\/ns/u, "atom"],
  [/purl\.org\/dc\//u, "dc"],
  [/search\.yahoo\.com\/mrss/u, "media"],
  [/itunes\.(?:apple\.)?com/u, "itunes"],
  [/feedburner|pheedo/u, "burner"],
  [/news\.yandex/u, "yandex"],
];

/** What a prefix means where it was not declared, or with an address that nobody knows. */
const BY_PREFIX: Readonly<Record<string, Vocabulary>> = {
  rdf: "core",
  rss: "core",
  atom: "atom",
  atom10: "atom",
  atom03: "atom",
  a10: "atom",
  dc: "dc",
  dcterms: "dc",
  content: "content",
  media: "media",
  itunes: "itunes",
  sy: "sy",
  syn: "sy",
  feedburner: "burner",
  pheedo: "burner",
  yandex: "yandex",
};

export function vocabularyOf(prefix: string, uri: string | undefined): Vocabulary {
  if (uri !== undefined) {
    const known = BY_URI.find(([pattern]) => pattern.test(uri.toLowerCase()));
    if (known !== undefined) return known[1];
  }
  return BY_PREFIX[prefix] ?? "other";
}

export function meaningOf(vocabulary: Vocabulary, name: string): Meaning | null {
  const names = MEANINGS[vocabulary];
  return Object.hasOwn(names, name) ? (names[name] ?? null) : null;
}

/** How well a link's relation says «the page of this item»; null when it is something else. */
export function rankOfRelation(rel: string, type: string): number | null {
  if (rel === "" || rel === "alternate") return /^$|html/u.test(type) ? 1 : 2;
  if (
    /^(?:self|edit.*|hub|enclosure|replies|next|prev.*|first|last|license|search|payment|up|service.*)$/u.test(
      rel,
    )
  ) {
    return null;
  }
  return 3;
}
