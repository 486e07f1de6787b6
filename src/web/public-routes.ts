import { type Context, Hono } from "hono";
import { cors } from "hono/cors";
import { etag } from "hono/etag";

import { EVENT_KINDS } from "../domain/kind.ts";
import { LANGUAGES, type Language } from "../domain/language.ts";
import { eventView, personView } from "./api-views.ts";
import { cursorOf, placeIn } from "./cursor.ts";
import { atomFeed, jsonFeed, lastModified, rssFeed } from "./feeds.ts";
import { dayOf, startOf } from "../domain/time.ts";
import { OPENAPI } from "./openapi.ts";
import { packed } from "./packed.ts";
import { type EventQuery, type Published, type PublicPorts, published, withPeople } from "./published.ts";

const IN_FEED = 60;
const USUAL_LIMIT = 50;
const MOST = 200;
const KEPT_MS = 30_000;
const CACHED = "public, max-age=60";
const A_DAY = /^\d{4}-\d{2}-\d{2}$/u;
/** The register's ids are that long at most. */
const ID_LENGTH = 40;

/** What organisations, programs and people without Telegram read. Answers carry an ETag and may be kept a minute. */
export function publicRoutes(ports: PublicPorts): Hono {
  const web = new Hono();
  const written = keptFeeds(ports);
  for (const path of ["/feed.xml", "/feed.atom", "/feed.json", "/openapi.json", "/api/*"])
    web.use(path, cors(), packed(), etag(), cacheable);

  web.get("/feed.xml", (c) => feed(c, written, "application/rss+xml; charset=utf-8", rssFeed));
  web.get("/feed.atom", (c) => feed(c, written, "application/atom+xml; charset=utf-8", atomFeed));
  web.get("/feed.json", (c) => feed(c, written, "application/feed+json; charset=utf-8", jsonFeed));
  web.get("/openapi.json", (c) => c.json(OPENAPI));
  web.get("/api/events", async (c) => {
    const language = languageOf(c);
    const query = queryOf(c);
    if (language === null || query === null) return badRequest(c);
    const { events, optionsIn, next } = await published(ports, query);
    const options = optionsIn(language);
    const cursor = next === null ? null : cursorOf(next);
    if (cursor !== null) c.header("link", `<${nextPage(c, cursor)}>; rel="next"`);
    return c.json({ events: events.map((event) => eventView(event, options)), next: cursor });
  });
  web.get("/api/people/:id", async (c) => {
    const language = languageOf(c);
    if (language === null) return badRequest(c);
    const id = c.req.param("id");
    const person = id.length > ID_LENGTH ? null : await ports.reading.person(id);
    if (person === null) return c.json({ error: "nobody is known by this id" }, 404);
    const found = await withPeople(ports, await ports.reading.eventsOf(person.id, ports.clock.now()));
    const list = ports.listName(person.record.trackerId);
    const options = found.optionsIn(language);
    return c.json({
      person: personView(person, list, language, ports.allowedHosts),
      events: found.events.slice(0, MOST).map((event) => eventView(event, options)),
    });
  });
  for (const path of [
    "/feed.xml",
    "/feed.atom",
    "/feed.json",
    "/openapi.json",
    "/api/events",
    "/api/people/:id",
  ])
    web.all(path, (c) => c.json({ error: "only GET is answered" }, 405, { allow: "GET, HEAD, OPTIONS" }));
  return web;
}

async function cacheable(c: Context, next: () => Promise<void>): Promise<void> {
  await next();
  if (c.res.status === 200) c.header("cache-control", CACHED);
}

type Write = (published: Published, language: Language, self: string) => string;

async function feed(c: Context, written: KeptFeeds, type: string, write: Write): Promise<Response> {
  const language = languageOf(c);
  if (language === null) return badRequest(c);
  const { body, changedAt } = await written(`${type} ${language} ${addressOf(c)}`, (found) =>
    write(found, language, `${addressOf(c)}?lang=${language}`),
  );
  const headers = { "content-type": type, ...(changedAt === null ? {} : { "last-modified": changedAt }) };
  // Only the very date that was given: what was withdrawn may make a feed older than it was.
  const isKnown = changedAt !== null && c.req.header("if-modified-since") === changedAt;
  if (isKnown && c.req.header("if-none-match") === undefined)
    return c.body(null, 304, { ...headers, "cache-control": CACHED });
  return c.body(body, 200, headers);
}

const HOST = /^[a-z\d.-]{1,200}(?::\d{1,5})?$/iu;

/** Where the reader found it, as far as a proxy tells; else relative. */
function addressOf(c: Context): string {
  const { pathname } = new URL(c.req.url);
  const host = c.req.header("x-forwarded-host") ?? c.req.header("host") ?? "";
  if (!HOST.test(host)) return pathname.slice(1);
  const scheme = c.req.header("x-forwarded-proto") === "https" ? "https" : "http";
  return `${scheme}://${host.toLowerCase()}${pathname}`;
}

interface WrittenFeed {
  readonly body: string;
  /** As HTTP writes it; null: it never held anything. */
  readonly changedAt: string | null;
}

type KeptFeeds = (key: string, write: (found: Published) => string) => Promise<WrittenFeed>;

/** Languages and types at a few addresses; more are nobody's but a stranger's who makes them up. */
const MOST_WRITTEN = 64;

/**
 * The newest events, asked for anew after half a minute; who asks meanwhile shares the answer. A feed that says
 * something else than before has changed now, also when what was in it was withdrawn.
 */
function keptFeeds(ports: PublicPorts): KeptFeeds {
  let kept: { readonly atMs: number; readonly found: Promise<Published> } | null = null;
  const written = new Map<string, WrittenFeed & { readonly of: Published }>();
  function newest(): Promise<Published> {
    const nowMs = ports.clock.now().getTime();
    if (kept !== null && Math.abs(nowMs - kept.atMs) < KEPT_MS) return kept.found;
    const mine = {
      atMs: nowMs,
      found: published(ports, { limit: IN_FEED, kinds: null, since: null, before: null }),
    };
    kept = mine;
    mine.found.catch(() => {
      if (kept === mine) kept = null;
    });
    return mine.found;
  }
  return async (key, write) => {
    const found = await newest();
    const before = written.get(key);
    if (before?.of === found) return before;
    const body = write(found);
    const first = lastModified(found)?.toUTCString() ?? null;
    const changedAt =
      before === undefined
        ? first
        : before.body === body
          ? before.changedAt
          : ports.clock.now().toUTCString();
    if (written.size >= MOST_WRITTEN) written.clear();
    written.set(key, { body, changedAt, of: found });
    return { body, changedAt };
  };
}

/** English when none is named; null for one that is not ours. */
function languageOf(c: Context): Language | null {
  const asked = c.req.query("lang");
  return asked === undefined ? "en" : (LANGUAGES.find((each) => each === asked) ?? null);
}

function queryOf(c: Context): EventQuery | null {
  const limit = numberIn(c.req.query("limit") ?? String(USUAL_LIMIT));
  const since = c.req.query("since") ?? null;
  const asked = c.req.queries("kind")?.flatMap((each) => each.split(",")) ?? null;
  const kinds = asked === null ? null : EVENT_KINDS.filter((kind) => asked.includes(kind));
  const cursor = c.req.query("before") ?? null;
  const before = cursor === null ? null : placeIn(cursor);
  if (limit === null || limit < 1 || limit > MOST) return null;
  if (since !== null && !isDay(since)) return null;
  if (asked !== null && kinds?.length !== new Set(asked).size) return null;
  if (cursor !== null && before === null) return null;
  return { limit, kinds, since, before };
}

function numberIn(text: string): number | null {
  return /^\d{1,4}$/u.test(text) ? Number(text) : null;
}

/** The calendar knows it: 2026-02-30 would be asked for in vain. */
function isDay(text: string): boolean {
  const at = A_DAY.test(text) ? startOf(text) : null;
  return at !== null && !Number.isNaN(at.getTime()) && dayOf(at) === text;
}

/** The same question for the page behind, relative to the path: a proxy may serve it elsewhere. */
function nextPage(c: Context, cursor: string): string {
  const asked = new URLSearchParams(c.req.query());
  asked.set("before", cursor);
  return `?${asked.toString()}`;
}

function badRequest(c: Context): Response {
  return c.json({ error: "a parameter is wrong; see /openapi.json" }, 400);
}
