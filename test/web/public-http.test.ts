import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { startWebServer, type WebServer } from "../../src/web/server.ts";
import { aWorld, portsOf, type World } from "../bot/fixture.ts";
import { anEvent } from "../bot/people.ts";

let server: WebServer;
let world: World;
let nowMs: number;
let isDown: boolean;
let failures: unknown[];

beforeEach(async () => {
  nowMs = Date.parse("2025-06-22T09:00:00Z");
  isDown = false;
  failures = [];
  world = aWorld({
    events: [
      anEvent(),
      anEvent({ id: "arrest", kind: "arrest", releaseKind: null, modifiers: [] }),
      anEvent({ id: "pardon", kind: "pardon" }),
    ],
  });
  server = await startWebServer({
    host: "127.0.0.1",
    port: 0,
    readiness: async () => ({ ready: true, checks: {} }),
    webhook: null,
    publicPorts: {
      get reading() {
        if (isDown) throw DOWN;
        return portsOf(world).reading;
      },
      clock: { now: () => new Date(nowMs) },
      allowedHosts: new Set(["viasna.example"]),
      listName: () => "Спіс",
    },
    failed: (error) => failures.push(error),
  });
});

afterEach(() => server.close());

function ask(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Response> {
  return fetch(`http://127.0.0.1:${String(server.port)}${path}`, { method, headers });
}

async function eventsOf(path: string): Promise<readonly string[]> {
  const { events } = (await (await ask(path)).json()) as { events: readonly { readonly id: string }[] };
  return events.map(({ id }) => id);
}

const DOWN = new Error("a password stands in these words");

test("what fails is told to the operator, and to the caller only that it did", async () => {
  isDown = true;
  const answer = await ask("/api/events");
  expect([answer.status, await answer.json()]).toEqual([500, { error: "internal error" }]);
  expect(failures).toEqual([DOWN]);
  expect((await ask("/livez")).status).toBe(200);
});

const FEEDS = ["/feed.xml", "/feed.atom", "/feed.json"];

describe("feed readers", () => {
  test.each(FEEDS)("%s is not sent again to who knows its date", async (path) => {
    const date = (await ask(path)).headers.get("last-modified") ?? "";
    const again = await ask(path, { "if-modified-since": date });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    expect(again.headers.get("cache-control")).toContain("max-age");
    expect((await ask(path, { "if-modified-since": "Mon, 01 Jan 2035 00:00:00 GMT" })).status).toBe(200);
    const otherTag = { "if-modified-since": date, "if-none-match": '"other"' };
    expect((await ask(path, otherTag)).status, "the tag counts more than the date").toBe(200);
  });

  test.each(FEEDS)(
    "%s has changed when something was withdrawn, though all that is left is older",
    async (path) => {
      const first = await ask(path);
      const date = first.headers.get("last-modified") ?? "";
      world.events.splice(1, 1);
      nowMs += 60_000;
      const then = await ask(path, { "if-modified-since": date });
      expect(then.status).toBe(200);
      expect(await then.text()).not.toContain("Prykladnaja arrested");
      expect(Date.parse(then.headers.get("last-modified") ?? "")).toBe(nowMs);
    },
  );

  test.each(FEEDS)("%s is compressed for who asks so, and says the same", async (path) => {
    const plain = await ask(path, { "accept-encoding": "identity" });
    const packed = await ask(path, { "accept-encoding": "gzip" });
    expect([plain, packed].map(({ headers }) => headers.get("content-encoding"))).toEqual([null, "gzip"]);
    expect(packed.headers.get("vary")).toMatch(/accept-encoding/iu);
    expect(await packed.text()).toBe(await plain.text());
    const tag = packed.headers.get("etag") ?? "";
    expect((await ask(path, { "accept-encoding": "gzip", "if-none-match": tag })).status).toBe(304);
  });

  test.each(FEEDS)("%s says where it is served, behind a proxy too", async (path) => {
    const port = String(server.port);
    expect(await (await ask(`${path}?lang=be`)).text()).toContain(`http://127.0.0.1:${port}${path}?lang=be`);
    const proxied = { "x-forwarded-proto": "https", "x-forwarded-host": "feeds.example" };
    expect(await (await ask(path, proxied)).text()).toContain(`https://feeds.example${path}`);
    const hostile = await (await ask(path, { "x-forwarded-host": 'x"><script>' })).text();
    expect(hostile).not.toContain("<script");
  });

  test("a feed is asked for at a thousand made-up addresses without being kept for each", async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        ask("/feed.xml", { "x-forwarded-host": `h${String(n)}.example` }),
      ),
    );
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(await answers[199]?.text()).toContain("http://h199.example/feed.xml");
  });
});

describe("programs", () => {
  test.each([
    "limit=0x10",
    "limit=1e2",
    "limit=+1",
    "since=2026-02-30",
    "since=2026-13-01",
    "since=0000-00-00",
    "kind=release&kind=nonsense",
  ])("%s is refused, not guessed", async (query) => {
    expect((await ask(`/api/events?${query}`)).status).toBe(400);
  });

  test("kinds may be asked for one after another or with commas", async () => {
    for (const query of ["kind=arrest&kind=pardon", "kind=arrest,pardon"])
      expect((await eventsOf(`/api/events?${query}`)).toSorted()).toEqual(["arrest", "pardon"]);
  });

  test.each(["POST", "PUT", "DELETE"])("%s is told what is answered", async (method) => {
    for (const path of [...FEEDS, "/api/events", "/api/people/x", "/openapi.json"]) {
      const answer = await ask(path, {}, method);
      expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
    }
  });
});
