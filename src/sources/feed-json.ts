import { z } from "zod";
import type { FeedReading, ParsedItem } from "../domain/item.ts";
import { Draft } from "./feed-draft.ts";

/** JSON Feed 1.0 and 1.1, with a truncated one salvaged up to its last whole item. */

const MAX_ITEMS = 5000;
/** A feed needs five; a bomb has millions, and the engine's parser is slow to give up. */
const MAX_DEPTH = 200;

/** Nothing is taken for granted: each field may hold anything. */
const text = z.union([z.string(), z.number().transform(String)]).catch("");
const itemSchema = z.looseObject({
  id: text.default(""),
  url: text.default(""),
  external_url: text.default(""),
  title: text.default(""),
  summary: text.default(""),
  content_text: text.default(""),
  content_html: text.default(""),
  date_published: text.default(""),
  date_modified: text.default(""),
});
const feedSchema = z.looseObject({
  title: text.default(""),
  home_page_url: text.default(""),
  items: z.array(z.unknown()),
});

export function readJsonFeed(body: string, today: Date): FeedReading {
  if (isTooDeep(body)) return { ok: false, reason: `JSON nested deeper than ${String(MAX_DEPTH)}` };
  const feed = feedSchema.safeParse(parsed(body) ?? { items: wholeItems(body), title: titleBefore(body) });
  if (!feed.success) return { ok: false, reason: "JSON that is no feed" };
  const { title, items, home_page_url: home } = feed.data;
  const base = URL.canParse(home) ? home : null;
  const found = items.slice(0, MAX_ITEMS).map((item) => readItem(item, base, today));
  const kept = found.filter((item) => item !== null);
  if (kept.length === 0 && !/jsonfeed\.org/u.test(body.slice(0, 500))) {
    return { ok: false, reason: "JSON that is no feed" };
  }
  return { ok: true, title: title.trim(), items: kept, ttlMs: null };
}

function readItem(raw: unknown, base: string | null, today: Date): ParsedItem | null {
  const item = itemSchema.safeParse(raw);
  if (!item.success) return null;
  const draft = new Draft(base);
  const { data } = item;
  draft.add("guid", 0, data.id);
  draft.add("link", 0, data.url);
  draft.add("link", 1, data.external_url);
  draft.add("title", 0, data.title);
  draft.add("summary", 0, data.summary);
  draft.add("summary", 1, data.content_text);
  draft.add("summary", 2, data.content_html);
  draft.add("date", 0, data.date_published);
  draft.add("date", 1, data.date_modified);
  return draft.finished(base, today);
}

function parsed(body: string): unknown {
  try {
    // Control characters inside strings are the usual fault; none of them means anything between values.
    return JSON.parse(body.replace(/\p{Cc}+/gu, " ")) as unknown;
  } catch {
    return null;
  }
}

function isTooDeep(body: string): boolean {
  let depth = 0;
  for (const bracket of body.matchAll(/[[\]{}]/gu)) {
    depth += bracket[0] === "[" || bracket[0] === "{" ? 1 : -1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

function titleBefore(body: string): string {
  return (
    /"title"\s*:\s*"([^"\\]{1,200})"/u.exec(body.slice(0, Math.max(0, body.indexOf('"items"'))))?.[1] ?? ""
  );
}

/** The objects of `items` that close before the body ends. */
function wholeItems(body: string): unknown[] | null {
  const start = /"items"\s*:\s*\[/u.exec(body);
  if (start === null) return null;
  const items: unknown[] = [];
  let depth = 0;
  let opened = 0;
  let quoted = false;
  for (let at = start.index + start[0].length; at < body.length && items.length < MAX_ITEMS; at += 1) {
    const char = body[at];
    if (quoted) {
      if (char === "\\") at += 1;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === "{" || char === "[") {
      if (depth === 0) opened = at;
      depth += 1;
    } else if (char === "}" || char === "]") {
      depth -= 1;
      if (depth < 0) break;
      const item = depth === 0 ? parsed(body.slice(opened, at + 1)) : null;
      if (item !== null) items.push(item);
    }
  }
  return items;
}
