import { parseJsonFeed, parseRssFeed } from "feedsmith";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { LANGUAGES } from "../../src/domain/language.ts";
import { createFeedReader } from "../../src/sources/feed-reader.ts";
import { startWebServer, type WebServer } from "../../src/web/server.ts";
import { aWorld, portsOf, type World } from "../bot/fixture.ts";
import { anEvent, aPrimaryReport, aReport, named } from "../bot/people.ts";

let server: WebServer;
let world: World;

const round = anEvent({
  id: "round",
  people: [named("Сяргей Прыкладны", "test-list:2"), named("<b>Хітры & Ганна")],
  count: { n: 14, qualifier: "exact" },
  reports: [
    aPrimaryReport({ count: { n: 14, qualifier: "exact" } }),
    aReport("Reuters", { count: { n: 5, qualifier: "exact" } }),
  ],
});

beforeEach(async () => {
  world = aWorld({
    events: [
      anEvent(),
      round,
      anEvent({ id: "arrest", kind: "arrest", releaseKind: null, modifiers: [] }),
      anEvent({ id: "quarrel", certainty: "disputed" }),
    ],
  });
  const { reading, clock } = portsOf(world);
  server = await startWebServer({
    host: "127.0.0.1",
    port: 0,
    readiness: async () => ({ ready: true, checks: {} }),
    webhook: null,
    publicPorts: {
      reading,
      clock,
      allowedHosts: new Set(["viasna.example", "reuters.example"]),
      listName: () => "Спіс Вясны",
    },
  });
});

afterEach(() => server.close());

function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`http://127.0.0.1:${String(server.port)}${path}`, { headers });
}

interface EventAnswer {
  readonly events: readonly {
    readonly id: string;
    readonly title: string;
    readonly counts: readonly { readonly count: { readonly n: number } }[];
  }[];
}

describe("public feeds", () => {
  test.each(LANGUAGES)("are read by feed readers, in %s", async (language) => {
    const rss = await get(`/feed.xml?lang=${language}`);
    expect(rss.headers.get("content-type")).toContain("application/rss+xml");
    const xml = await rss.text();
    const parsed = parseRssFeed(xml);
    expect(parsed.items?.map(({ guid }) => guid?.value)).toEqual(["ev1", "round", "arrest"]);
    expect(parsed.language).toBe(language);

    const json = parseJsonFeed(await (await get(`/feed.json?lang=${language}`)).text());
    expect(json.items?.map(({ id }) => id)).toEqual(["ev1", "round", "arrest"]);
    expect(json.items?.map(({ title }) => title)).toEqual(parsed.items?.map(({ title }) => title));
  });

  test("are read by the bot's own reader, with what hostile names hold as words", async () => {
    const reader = createFeedReader({ now: () => new Date("2025-06-22T09:00:00Z") });
    for (const path of ["/feed.xml?lang=be", "/feed.json?lang=be"]) {
      const answer = await get(path);
      const read = await reader.read(
        new Uint8Array(await answer.arrayBuffer()),
        answer.headers.get("content-type"),
      );
      expect(read.ok).toBe(true);
      if (!read.ok) continue;
      expect(read.items).toHaveLength(3);
      expect(read.items[1]?.title).toContain("14");
      expect(JSON.stringify(read.items[1])).toContain("Прыкладны");
    }
    const xml = await (await get("/feed.xml?lang=be")).text();
    expect(xml).not.toContain("<b>Хітры");
  });

  test("are not sent again while they are the same", async () => {
    const first = await get("/feed.xml");
    const etag = first.headers.get("etag") ?? "";
    expect(etag).not.toBe("");
    expect(first.headers.get("cache-control")).toBe("public, max-age=60");
    expect((await get("/feed.xml", { "if-none-match": etag })).status).toBe(304);
    expect((await get("/feed.xml?lang=be", { "if-none-match": etag })).status).toBe(200);
  });
});

describe("the public interface", () => {
  test("gives confirmed events only, every count with who gives it", async () => {
    const { events } = (await (await get("/api/events?lang=ru")).json()) as EventAnswer;
    expect(events.map(({ id }) => id)).toEqual(["ev1", "round", "arrest"]);
    expect(events[1]?.counts.map(({ count }) => count.n)).toEqual([14, 5]);
    expect(events[1]?.title).toContain("14 человек");
  });

  test("takes kinds and a limit", async () => {
    const { events } = (await (await get("/api/events?kind=arrest&limit=1")).json()) as EventAnswer;
    expect(events.map(({ id }) => id)).toEqual(["arrest"]);
  });

  test.each([
    "/api/events?limit=0",
    "/api/events?limit=x",
    "/api/events?kind=party",
    "/api/events?since=today",
    "/feed.xml?lang=xx",
  ])("refuses %s", async (path) => expect((await get(path)).status).toBe(400));

  test("tells about a person what the list publishes of the case, and no more", async () => {
    const answer = await get("/api/people/test-list:1?lang=en");
    const body = await answer.text();
    expect(JSON.parse(body)).toMatchObject({
      person: { id: "test-list:1", custody: "colony", list: { name: "Спіс Вясны" } },
      events: [{ id: "ev1" }, { id: "arrest" }],
    });
    expect(body).not.toContain("description");
    expect((await get("/api/people/test-list:999")).status).toBe(404);
    expect((await get(`/api/people/${"x".repeat(500)}`)).status).toBe(404);
  });

  test("describes itself, every path of it answers", async () => {
    const description = (await (await get("/openapi.json")).json()) as { readonly paths: object };
    const paths = Object.keys(description.paths);
    expect(paths).toHaveLength(4);
    for (const path of paths) expect((await get(path.replace("{id}", "test-list:1"))).status).toBe(200);
  });

  test("health stays beside it", async () => {
    expect(await (await get("/livez")).json()).toEqual({ live: true });
    expect((await get("/nothing")).status).toBe(404);
  });
});
