import type { IdentifiedItem } from "./identity.ts";

/** What is stored of an item, as far as knowing it again goes. */
export interface Known {
  readonly id: string;
  readonly key: string;
  readonly altKey: string | null;
  readonly url: string | null;
  readonly textHash: string;
  readonly revision: number;
}

export interface Recognised {
  readonly fresh: readonly IdentifiedItem[];
  /** Stored ones whose text changed. */
  readonly edited: readonly { readonly item: IdentifiedItem; readonly known: Known }[];
  /** Stored ones that come under another key from now on. */
  readonly rekeyed: readonly { readonly item: IdentifiedItem; readonly known: Known }[];
  readonly matches: number;
}

/**
 * Which items of a document are stored already: by key, else by the key's path (the site moved, or went from
 * http to https), else by link (the feed changed its guids). The looser ways hold only where they are
 * unique in the document and the stored item does not appear under its own key.
 */
export function recognise(items: readonly IdentifiedItem[], known: readonly Known[]): Recognised {
  const present = new Set(items.map(({ key }) => key));
  const byKey = new Map(known.map((stored) => [stored.key, stored]));
  const lost = known.filter(({ key }) => !present.has(key));
  const byAlt = new Map(lost.flatMap((stored) => (stored.altKey === null ? [] : [[stored.altKey, stored]])));
  const byUrl = new Map(lost.flatMap((stored) => (stored.url === null ? [] : [[stored.url, stored]])));
  const altOnce = once(items.map(({ altKey }) => altKey));
  const urlOnce = once(items.map(({ url }) => url));
  const taken = new Set<string>();

  const loosely = ({ altKey, url }: IdentifiedItem): Known | undefined => {
    const moved = altKey !== null && altOnce.has(altKey) ? byAlt.get(altKey) : undefined;
    const found = moved ?? (url !== null && urlOnce.has(url) && !isHome(url) ? byUrl.get(url) : undefined);
    if (found === undefined || taken.has(found.id)) return undefined;
    taken.add(found.id);
    return found;
  };

  const paired = items.map((item) => ({ item, known: byKey.get(item.key) ?? loosely(item) }));
  const matched = paired.flatMap(({ item, known: stored }) =>
    stored === undefined ? [] : [{ item, known: stored }],
  );
  return {
    fresh: paired.filter((pair) => pair.known === undefined).map(({ item }) => item),
    edited: matched.filter(({ item, known: stored }) => item.textHash !== stored.textHash),
    rekeyed: matched.filter(({ item, known: stored }) => item.key !== stored.key),
    matches: matched.length,
  };
}

/** The edited texts as they are stored; each is a revision more. */
export function editsOf({ edited }: Recognised): readonly {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly textHash: string;
  readonly revision: number;
}[] {
  return edited.map(({ item, known: { id, revision } }) => ({
    id,
    title: item.parsed.title,
    summary: item.parsed.summary,
    textHash: item.textHash,
    revision: revision + 1,
  }));
}

export function rekeyingsOf({ rekeyed }: Recognised): readonly {
  readonly id: string;
  readonly key: string;
  readonly altKey: string | null;
}[] {
  return rekeyed.map(({ item: { key, altKey }, known: { id } }) => ({ id, key, altKey }));
}

function once(values: readonly (string | null)[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const value of values) {
    if (value === null) continue;
    if (seen.has(value)) twice.add(value);
    seen.add(value);
  }
  for (const value of twice) seen.delete(value);
  return seen;
}

function isHome(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed === null || parsed.pathname + parsed.search === "/";
}
