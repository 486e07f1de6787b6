import type { ParsedItem } from "../domain/item.ts";
import { hashText } from "./hash.ts";

/** What makes an entry of a feed the same entry at the next poll: guid, then link, then content. */

interface Identity {
  readonly key: string;
  /** The key's URL without scheme and host: sites move; null when the key is no URL. */
  readonly altKey: string | null;
  /** The link without what trackers add; null when there is none. */
  readonly url: string | null;
  readonly textHash: string;
}

export interface IdentifiedItem extends Identity {
  readonly parsed: ParsedItem;
}

/** Share of items whose guid is missing or not their own, from which a feed's guids are not trusted. */
const BAD_GUIDS = 0.05;
const TRACKING = /^(?:utm_[^=]*|fbclid|gclid|yclid|dclid|msclkid|mc_cid|mc_eid|_openstat|igshid)$/iu;

/** @param pageUrl where the feed was fetched: relative links start there; null when unknown */
export function identify(
  items: readonly ParsedItem[],
  keyBy: "guid" | "link",
  pageUrl: string | null,
): readonly IdentifiedItem[] {
  const named = items.map((parsed) => {
    const url = canonicalUrl(parsed.url, pageUrl);
    return { parsed, url, textHash: hashOf(parsed), first: firstKey(parsed, url, keyBy) };
  });
  const keys = unrepeated(
    named.map(({ first }) => first),
    (at) => named[at]?.url ?? "",
    (at) => named[at]?.textHash ?? "",
  );
  const seen = new Set<string>();
  return named.flatMap(({ parsed, url, textHash, first }, at): IdentifiedItem[] => {
    const key = keys[at] ?? first;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ parsed, key, altKey: pathOf(first), url, textHash }];
  });
}

/** Keys that several items share are told apart by link, then by text; none of them keeps the bare key. */
function unrepeated(
  keys: readonly string[],
  ...tellers: readonly ((at: number) => string)[]
): readonly string[] {
  return tellers.reduce<readonly string[]>((told, teller) => {
    const often = counted(told);
    return told.map((key, at) => ((often.get(key) ?? 0) > 1 ? `${key}|${teller(at)}` : key));
  }, keys);
}

/** True when too many guids are missing or repeated while the links could do their work. */
export function guidsAreBad(items: readonly ParsedItem[]): boolean {
  const guids = counted(items.map(({ guid }) => guid ?? ""));
  const bad = items.filter(({ guid }) => guid === null || (guids.get(guid) ?? 0) > 1).length;
  const links = new Set(items.map(({ url }) => url).filter((url) => url !== null));
  return bad >= 2 && bad > items.length * BAD_GUIDS && links.size > items.length * (1 - BAD_GUIDS);
}

/** The same page under one address: no fragment, no tracking parameters; null when it is no web address. */
export function canonicalUrl(raw: string | null, pageUrl: string | null): string | null {
  if (raw === null) return null;
  const url = pageUrl === null ? URL.parse(raw) : URL.parse(raw, pageUrl);
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) return null;
  url.hash = "";
  const kept = url.search
    .slice(1)
    .split("&")
    .filter((part) => !TRACKING.test(part.split("=")[0] ?? ""));
  url.search = kept.join("&");
  return url.href;
}

/** Hash of what a person reads, blind to the kind of spaces. */
function hashOf({ title, summary }: ParsedItem): string {
  return hashText([title, summary].map((text) => text.replace(/\s+/gu, " ")).join("\n"));
}

function firstKey(parsed: ParsedItem, url: string | null, keyBy: "guid" | "link"): string {
  const guid = parsed.guid === null ? null : (canonicalUrl(parsed.guid, null) ?? parsed.guid);
  const [first, second] = keyBy === "guid" ? [guid, url] : [url, guid];
  return first ?? second ?? `text:${hashOf(parsed)}`;
}

/** Path and query; null where they say nothing, as for a home page. */
function pathOf(key: string): string | null {
  const url = /^https?:/iu.test(key) ? URL.parse(key) : null;
  if (url === null) return null;
  const path = url.pathname + url.search;
  return path === "/" ? null : path;
}

function counted(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** What the store is asked for, to know these items again. */
export function lookupOf(items: readonly IdentifiedItem[]): {
  readonly keys: readonly string[];
  readonly altKeys: readonly string[];
  readonly urls: readonly string[];
} {
  return {
    keys: items.map(({ key }) => key),
    altKeys: items.map(({ altKey }) => altKey).filter((key) => key !== null),
    urls: items.map(({ url }) => url).filter((url) => url !== null),
  };
}
