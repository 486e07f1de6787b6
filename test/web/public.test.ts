import { parseAtomFeed, parseJsonFeed, parseRssFeed } from "feedsmith";
import RssParser from "rss-parser";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";

import { listSays, withEdits } from "../../src/domain/card-edit.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import { createFeedReader } from "../../src/sources/feed-reader.ts";
import { startWebServer, type WebServer } from "../../src/web/server.ts";
import { aWorld, portsOf, type World } from "../bot/fixture.ts";
import { anEvent, aPerson, aPrimaryReport, aReport, named } from "../bot/people.ts";

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

/** Moderators say that she is free, and when her term ends. */
function anEditedPerson() {
  const person = aPerson();
  const since = { value: "2025-06-20", precision: "day" } as const;
  const values = [
    [{ field: "status", custody: "free_abroad", since }, "https://viasna.example/1"],
    [{ field: "term_end", on: { value: "2027-05", precision: "month" } }, "https://other.example/1"],
  ] as const;
  const at = new Date("2025-06-21T10:00:00Z");
  const edits = values.map(([value, source]) => {
    const listSaid = listSays(person.record, value.field);
    const by = { by: "M1", agreedBy: "M2", at };
    return { change: "c", personId: person.id, value, source, ...by, listSaid, state: "stands" as const };
  });
  return withEdits(person, edits);
}

beforeEach(async () => {
  world = aWorld({
    events: [
      anEvent(),
      round,
      anEvent({ id: "arrest", kind: "arrest", releaseKind: null, modifiers: [] }),
      anEvent({ id: "quarrel", certainty: "disputed" }),
    ],
  });
  server = await started();
});

function started(): Promise<WebServer> {
  const { reading, clock } = portsOf(world);
  return startWebServer({
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
}

async function restarted(): Promise<WebServer> {
  await server.close();
  return started();
}

afterEach(() => server.close());

function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`http://127.0.0.1:${String(server.port)}${path}`, { headers });
}

interface Described {
  readonly components: { readonly schemas: object };
  readonly paths: Readonly<
    Record<
      string,
      {
        readonly get: {
          readonly responses: {
            readonly "200": { readonly content: Readonly<Record<string, { readonly schema: object }>> };
          };
        };
      }
    >
  >;
}

/** As JSON Schema that allows nothing but what it names. */
function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strict);
  if (typeof schema !== "object" || schema === null) return schema;
  const parts = Object.entries(schema).map(([key, value]) => [
    key,
    key === "$ref" ? String(value).replace("#/components/schemas/", "#/$defs/") : strict(value),
  ]);
  const whole = Object.fromEntries(parts) as Record<string, unknown>;
  return "properties" in whole && "type" in whole ? { ...whole, additionalProperties: false } : whole;
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

    const answer = await get(`/feed.atom?lang=${language}`);
    expect(answer.headers.get("content-type")).toContain("application/atom+xml");
    const atom = parseAtomFeed(await answer.text());
    expect(atom.entries?.map(({ id }) => id)).toEqual([
      "urn:x-navoli:event:ev1",
      "urn:x-navoli:event:round",
      "urn:x-navoli:event:arrest",
    ]);
    expect(atom.entries?.map(({ title }) => title?.value)).toEqual(parsed.items?.map(({ title }) => title));
    expect(atom.xml?.lang).toBe(language);
  });

  test("say in Atom what Atom wants said: who, when it changed, where it is, in which form the text is", async () => {
    const atom = parseAtomFeed(await (await get("/feed.atom?lang=ru")).text());
    expect(atom).toMatchObject({
      id: "urn:x-navoli:events:ru",
      title: { value: "На волі" },
      updated: "2025-06-21T12:05:00.000Z",
      authors: [{ name: "На волі" }],
    });
    expect(atom.links?.find(({ rel }) => rel === "self")?.href).toBe(
      `http://127.0.0.1:${String(server.port)}/feed.atom?lang=ru`,
    );
    expect(atom.entries?.[0]).toMatchObject({
      content: { type: "html" },
      published: "2025-06-21T12:05:00.000Z",
      updated: "2025-06-21T12:05:00.000Z",
      categories: [{ term: "release", label: "Освобождение" }],
      links: [{ href: "https://viasna.example/news/1" }],
    });
    world.events = [];
    server = await restarted();
    expect(parseAtomFeed(await (await get("/feed.atom")).text())).toMatchObject({
      updated: "1970-01-01T00:00:00.000Z",
    });
  });

  test.each(["/feed.xml?lang=be", "/feed.atom?lang=be"])("are read by rss-parser, %s", async (path) => {
    const read = await new RssParser().parseString(await (await get(path)).text());
    expect(read.title).toBe("На волі");
    expect(read.items.map(({ title }) => title)).toMatchObject([
      "Вызвалена Марыя Прыкладная",
      "Вызвалена 14 чалавек",
      expect.stringContaining("Марыя Прыкладная"),
    ]);
    expect(read.items[0]).toMatchObject({
      link: "https://viasna.example/news/1",
      isoDate: "2025-06-21T12:05:00.000Z",
    });
    expect(read.items[0]?.content).toContain("<b>Вызвалена Марыя Прыкладная</b>");
    expect(read.items[1]?.content).toContain("&lt;b&gt;Хітры &amp; Ганна");
  });

  test("are read by the bot's own reader, with what hostile names hold as words", async () => {
    const reader = createFeedReader({ now: () => new Date("2025-06-22T09:00:00Z") });
    for (const path of ["/feed.xml?lang=be", "/feed.atom?lang=be", "/feed.json?lang=be"]) {
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

  test.each(["/feed.xml", "/feed.atom", "/feed.json", "/api/events"])(
    "are not sent again while they are the same: %s",
    async (path) => {
      const first = await get(path);
      const etag = first.headers.get("etag") ?? "";
      expect(etag).not.toBe("");
      expect(first.headers.get("cache-control")).toBe("public, max-age=60");
      expect((await get(path, { "if-none-match": etag })).status).toBe(304);
      expect((await get(`${path}?lang=be`, { "if-none-match": etag })).status).toBe(200);
    },
  );
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

  test("has pages: each event stands on one, whatever the size, and the last page says so", async () => {
    const all = Array.from({ length: 7 }, (_, n) =>
      anEvent({ id: `e${String(n)}`, certainty: n === 3 ? "disputed" : "confirmed" }),
    );
    world.events = all;
    const confirmed = all.filter(({ certainty }) => certainty === "confirmed").map(({ id }) => id);
    for (const limit of [1, 2, 3, 6, 50]) {
      const seen: string[] = [];
      let path: string | null = `/api/events?lang=be&limit=${String(limit)}`;
      for (let pages = 0; path !== null && pages < 10; pages += 1) {
        const answer: Response = await get(path);
        const page = (await answer.json()) as EventAnswer & { readonly next: string | null };
        seen.push(...page.events.map(({ id }) => id));
        expect(page.events.length).toBe(Math.min(limit, confirmed.length - seen.length + page.events.length));
        const link = /^<([^>]+)>; rel="next"$/u.exec(answer.headers.get("link") ?? "")?.[1] ?? null;
        expect(new URLSearchParams(link?.slice(1)).get("before")).toBe(page.next);
        path = link === null ? null : `/api/events${link}`;
      }
      expect(seen).toEqual(confirmed);
    }
  });

  test("takes the first day", async () => {
    const { events } = (await (await get("/api/events?since=2025-06-22")).json()) as EventAnswer;
    expect(events).toEqual([]);
  });

  test.each([
    "/api/events?before=x",
    "/api/events?before=2025-06-21.1.<b>",
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

  test("says of a person what is the moderators' word, by which source; a site that is no source is only named", async () => {
    world.people[0] = anEditedPerson();
    const { person } = (await (await get("/api/people/test-list:1?lang=en")).json()) as {
      readonly person: { readonly edits: readonly object[] };
    };
    expect(person).toMatchObject({
      custody: "free_abroad",
      custodyInWords: "free, abroad",
      facility: null,
      release: { date: { value: "2025-06-20" } },
      termEndsOn: { value: "2027-05" },
    });
    expect(person.edits).toEqual([
      {
        field: "status",
        editedOn: "2025-06-21",
        source: { host: "viasna.example", url: "https://viasna.example/1" },
        listSaid: "colony; detained 2022-05-12",
      },
      expect.objectContaining({ source: { host: "other.example", url: null } }),
    ]);
    expect(JSON.stringify(person)).not.toContain("M1");
  });

  test("describes itself, every path of it answers", async () => {
    const description = (await (await get("/openapi.json")).json()) as { readonly paths: object };
    const paths = Object.keys(description.paths);
    expect(paths).toHaveLength(5);
    for (const path of paths) expect((await get(path.replace("{id}", "test-list:1"))).status).toBe(200);
  });

  test("is described truly: answers have no field that is not described, and all that are required", async () => {
    world.people[0] = anEditedPerson();
    const { components, paths } = (await (await get("/openapi.json")).json()) as Described;
    const $defs = strict(components.schemas);
    for (const [path, asked] of [
      ["/api/events", "/api/events?limit=2&lang=be"],
      ["/api/people/{id}", "/api/people/test-list:1?lang=ru"],
    ] as const) {
      const described = paths[path]?.get.responses["200"].content["application/json"]?.schema;
      const schema = z.fromJSONSchema({ ...(strict(described) as object), $defs } as never);
      expect(schema.safeParse(await (await get(asked)).json()).error).toBeUndefined();
    }
  });

  test("health stays beside it", async () => {
    expect(await (await get("/livez")).json()).toEqual({ live: true });
    expect((await get("/nothing")).status).toBe(404);
  });
});
