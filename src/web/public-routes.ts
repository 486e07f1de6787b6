import { type Context, Hono } from "hono";
import { cors } from "hono/cors";
import { etag } from "hono/etag";

import { EVENT_KINDS } from "../domain/kind.ts";
import { LANGUAGES, type Language } from "../domain/language.ts";
import { eventView, personView } from "./api-views.ts";
import { cursorOf, placeIn } from "./cursor.ts";
import { atomFeed, jsonFeed, lastModified, rssFeed } from "./feeds.ts";
import { OPENAPI } from "./openapi.ts";
import { type EventQuery, type Published, type PublicPorts, published, withPeople } from "./published.ts";

const IN_FEED = 60;
const USUAL_LIMIT = 50;
const MOST = 200;
const KEPT_MS = 30_000;
const CACHED_SECONDS = 60;
const A_DAY = /^\d{4}-\d{2}-\d{2}$/u;
/** The register's ids are that long at most. */
const ID_LENGTH = 40;

/** What organisations, programs and people without Telegram read. Answers carry an ETag and may be kept a minute. */
export function publicRoutes(ports: PublicPorts): Hono {
  const web = new Hono();
  const newest = keptNewest(ports);
  for (const path of ["/feed.xml", "/feed.atom", "/feed.json", "/openapi.json", "/api/*"])
    web.use(path, cors(), etag(), cacheable);

  web.get("/feed.xml", (c) => feed(c, newest, "application/rss+xml; charset=utf-8", rssFeed));
  web.get("/feed.atom", (c) => feed(c, newest, "application/atom+xml; charset=utf-8", atomFeed));
  web.get("/feed.json", (c) => feed(c, newest, "application/feed+json; charset=utf-8", jsonFeed));
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
  return web;
}

async function cacheable(c: Context, next: () => Promise<void>): Promise<void> {
  await next();
  if (c.res.status === 200) c.header("cache-control", `public, max-age=${String(CACHED_SECONDS)}`);
}

async function feed(
  c: Context,
  newest: () => Promise<Newest>,
  type: string,
  write: (published: Published, language: Language) => string,
): Promise<Response> {
  const language = languageOf(c);
  if (language === null) return badRequest(c);
  const { found, written } = await newest();
  const key = `${type} ${language}`;
  const body = written.get(key) ?? write(found, language);
  written.set(key, body);
  const changedAt = lastModified(found);
  return c.body(body, 200, {
    "content-type": type,
    ...(changedAt === null ? {} : { "last-modified": changedAt.toUTCString() }),
  });
}

interface Newest {
  readonly found: Published;
  /** What was made of them, by type and language. */
  readonly written: Map<string, string>;
}

/** The newest events, asked for anew after half a minute; who asks meanwhile shares the answer. */
function keptNewest(ports: PublicPorts): () => Promise<Newest> {
  let kept: { readonly atMs: number; readonly newest: Promise<Newest> } | null = null;
  return () => {
    const nowMs = ports.clock.now().getTime();
    if (kept !== null && Math.abs(nowMs - kept.atMs) < KEPT_MS) return kept.newest;
    const newest = published(ports, { limit: IN_FEED, kinds: null, since: null, before: null }).then(
      (found) => ({
        found,
        written: new Map<string, string>(),
      }),
    );
    const mine = { atMs: nowMs, newest };
    kept = mine;
    newest.catch(() => {
      if (kept === mine) kept = null;
    });
    return newest;
  };
}

/** English when none is named; null for one that is not ours. */
function languageOf(c: Context): Language | null {
  const asked = c.req.query("lang");
  return asked === undefined ? "en" : (LANGUAGES.find((each) => each === asked) ?? null);
}

function queryOf(c: Context): EventQuery | null {
  const limit = Number(c.req.query("limit") ?? USUAL_LIMIT);
  const since = c.req.query("since") ?? null;
  const asked = c.req.query("kind")?.split(",") ?? null;
  const kinds = asked === null ? null : EVENT_KINDS.filter((kind) => asked.includes(kind));
  const cursor = c.req.query("before") ?? null;
  const before = cursor === null ? null : placeIn(cursor);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST) return null;
  if (since !== null && !A_DAY.test(since)) return null;
  if (asked !== null && kinds?.length !== new Set(asked).size) return null;
  if (cursor !== null && before === null) return null;
  return { limit, kinds, since, before };
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
