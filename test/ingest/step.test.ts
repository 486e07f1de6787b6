import { expect, test } from "vitest";
import { later } from "../../src/domain/time.ts";
import { START, aSource, aWorld, anItem } from "./polling.ts";
import type { Served } from "./polling.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const list = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => anItem(from + n));

test("the first poll of a feed is silent: what it holds is history", async () => {
  const world = aWorld([aSource()], () => ({ items: list(0, 20) }));
  const rows = await world.poll();
  expect(rows).toMatchObject([{ sourceId: "one", outcome: "news", added: 20 }]);
  expect(world.store.items.map(({ standing }) => standing)).toEqual(Array(20).fill("history"));
});

test("what comes later is fresh, and all items of one poll are first seen at the same instant", async () => {
  const world = aWorld([aSource()], (_, n) => ({ items: n === 1 ? list(2, 10) : list(0, 10) }));
  await world.poll();
  world.pass(2 * HOUR);
  await world.poll();
  const fresh = world.store.items.filter(({ standing }) => standing === "fresh");
  expect(fresh.map(({ key }) => key)).toEqual(["id-0", "id-1"]);
  expect(new Set(fresh.map(({ firstSeenAt }) => firstSeenAt.getTime()))).toEqual(
    new Set([world.now().getTime()]),
  );
});

test("a first poll that fails does not make the next one speak", async () => {
  const world = aWorld([aSource()], (_, n) =>
    n === 1 ? { failure: { kind: "timeout" } } : { items: list(0, 3) },
  );
  await world.poll();
  world.pass(HOUR);
  await world.poll();
  expect(world.store.items.map(({ standing }) => standing)).toEqual(["history", "history", "history"]);
});

test("validators are sent back to the byte and saved only with a feed that could be read", async () => {
  const validators = { etag: 'W/"odd ""', lastModified: "yesterday-ish" };
  const world = aWorld([aSource()], (_, n) => {
    if (n === 1) return { items: list(0, 3), validators };
    if (n === 2) return { refused: "a web page", validators: { etag: "wrong", lastModified: null } };
    return { unchanged: true, validators };
  });
  for (let round = 0; round < 3; round += 1) {
    await world.poll();
    world.pass(3 * HOUR);
  }
  expect(world.requests.map(({ request }) => request.validators.etag)).toEqual([
    null,
    validators.etag,
    validators.etag,
  ]);
  expect(world.state().validators).toEqual(validators);
});

test("the same body again is no news and is not read again", async () => {
  const world = aWorld([aSource()], () => ({ items: list(0, 3) }));
  await world.poll();
  world.pass(3 * HOUR);
  const rows = await world.poll();
  expect(rows[0]?.outcome).toBe("unchanged");
  expect(world.store.polls).toHaveLength(1);
});

test("nothing is asked before its persisted time, however often the poller wakes", async () => {
  const world = aWorld([aSource()], () => ({ items: list(0, 3) }));
  await world.poll();
  const due = world.state().nextCheckAt;
  world.pass(MINUTE);
  expect(await world.poll()).toEqual([]);
  world.pass(due.getTime() - world.now().getTime());
  expect(await world.poll()).toHaveLength(1);
});

test.each<{ why: string; served: Served; atLeast: number }>([
  { why: "the floor", served: { items: list(0, 3) }, atLeast: 5 * MINUTE },
  { why: "ttl", served: { items: list(0, 3), ttlMs: 7 * HOUR }, atLeast: 7 * HOUR },
  { why: "max-age", served: { items: list(0, 3), fresh: { maxAgeMs: 7 * HOUR } }, atLeast: 7 * HOUR },
  { why: "Expires", served: { items: list(0, 3), fresh: { expiresMs: 7 * HOUR } }, atLeast: 7 * HOUR },
  {
    why: "Retry-After on success",
    served: { items: list(0, 3), fresh: { retryAfterMs: 7 * HOUR } },
    atLeast: 7 * HOUR,
  },
  {
    why: "Retry-After on refusal",
    served: { failure: { kind: "throttled", retryAfterMs: 7 * HOUR } },
    atLeast: 7 * HOUR,
  },
])("$why is obeyed", async ({ served, atLeast }) => {
  const world = aWorld([aSource()], () => served);
  await world.poll();
  expect(world.state().nextCheckAt.getTime() - START.getTime()).toBeGreaterThanOrEqual(atLeast);
});

test("a feed's ttl still counts after a 304, which has no body to read it from", async () => {
  const world = aWorld([aSource()], (_, n) =>
    n === 1 ? { items: list(0, 3), ttlMs: 7 * HOUR } : { unchanged: true },
  );
  await world.live(24 * 60);
  expect(world.requests).toHaveLength(4);
});

test("a fixed interval stands in place of pace and wishes, but not of Retry-After", async () => {
  const world = aWorld([aSource({ everyMs: 1000 })], (_, n) =>
    n === 3
      ? { failure: { kind: "throttled", retryAfterMs: 30_000 } }
      : { items: list(0, 3), ttlMs: HOUR, fresh: { maxAgeMs: HOUR } },
  );
  for (let second = 0; second < 20; second += 1) {
    await world.poll();
    world.pass(1000);
  }
  expect(world.requests).toHaveLength(3);
});

test("failures double the wait up to a day, and a success ends that", async () => {
  const world = aWorld([aSource()], (_, n) =>
    n < 14 ? { failure: { kind: "unreachable" } } : { items: list(0, 3) },
  );
  await world.live(6 * 24 * 60);
  const gaps = world.requests
    .slice(1, 13)
    .map(({ at }, n) => at.getTime() - (world.requests[n]?.at.getTime() ?? 0));
  expect(gaps[0]).toBe(5 * MINUTE);
  expect(gaps[3]).toBe(40 * MINUTE);
  expect(Math.max(...gaps)).toBe(24 * HOUR);
  expect(world.state()).toMatchObject({ failures: 0, lastSuccessAt: world.state().lastCheckAt });
});

test("429 blocks the whole host: its other sources wait, those of other hosts do not", async () => {
  const sources = [
    aSource(),
    aSource({ id: "two", url: "https://one.example/other" }),
    aSource({ id: "three", url: "https://three.example/rss" }),
  ];
  const world = aWorld(sources, (url) =>
    url.includes("one.example")
      ? { failure: { kind: "throttled", retryAfterMs: HOUR } }
      : { items: list(0, 3) },
  );
  const rows = await world.poll();
  expect(rows.map(({ outcome }) => outcome).toSorted()).toEqual(["failed", "news", "waiting"]);
  expect(world.requests.filter(({ request }) => request.url.includes("one.example"))).toHaveLength(1);
  for (const id of ["one", "two"]) {
    expect(world.state(id).nextCheckAt.getTime()).toBeGreaterThanOrEqual(START.getTime() + HOUR);
  }
});

test("mirrors are asked in their order when the main address is blocked, and with their own validators", async () => {
  const source = aSource({ mirrors: ["https://m1.example/rss", "https://m2.example/rss"] });
  const world = aWorld([source], (url) => {
    if (url !== "https://m2.example/rss") return { failure: { kind: "challenge" } };
    return { items: list(0, 3), validators: { etag: "m2", lastModified: null } };
  });
  await world.poll();
  world.pass(3 * HOUR);
  await world.poll();
  expect(world.requests.map(({ request }) => [request.url, request.validators.etag])).toEqual([
    ["https://one.example/rss", null],
    ["https://m1.example/rss", null],
    ["https://m2.example/rss", null],
    ["https://m2.example/rss", "m2"],
  ]);
  expect(world.state()).toMatchObject({ failures: 0, health: "quiet" });
});

test("the main address gets another chance while a mirror answers", async () => {
  const source = aSource({ everyMs: MINUTE, mirrors: ["https://m1.example/rss"] });
  const world = aWorld([source], (url, n) =>
    url === source.url && n === 1 ? { failure: { kind: "http_status", status: 403 } } : { items: list(0, n) },
  );
  await world.live(30);
  expect(world.requests.filter(({ request }) => request.url === source.url).length).toBeGreaterThan(10);
  expect(world.state().learnedUrl).toBeNull();
});

test("410 disables a source, tells moderators once and asks no mirror", async () => {
  const world = aWorld([aSource({ mirrors: ["https://m1.example/rss"] })], () => ({
    failure: { kind: "gone", status: 410 },
  }));
  await world.live(24 * 60);
  expect(world.requests).toHaveLength(1);
  expect(world.state().health).toBe("gone");
  expect(world.store.notices.map(({ code }) => code)).toEqual(["source_gone"]);
});

test("moderators hear once that a primary source went blind, and once that it is back", async () => {
  const world = aWorld([aSource({ tier: "primary" })], (_, n) =>
    n === 1 || n > 8
      ? { items: list(0, n).map((item) => ({ ...item, publishedAt: null })) }
      : { failure: { kind: "http_status", status: 403, reason: "HTTP 403" } },
  );
  await world.live(3 * 24 * 60);
  expect(world.store.notices.map(({ code }) => code)).toEqual(["source_blind", "source_back"]);
  expect(world.store.notices[0]?.facts).toMatchObject({ source: "one", outlet: "One", reason: "HTTP 403" });
});

test("a primary source that falls silent far beyond its habit counts as blind", async () => {
  const world = aWorld([aSource({ tier: "primary" })], (_, n) =>
    n === 1 ? { items: list(0, 30) } : { unchanged: true },
  );
  await world.live(3 * 24 * 60);
  expect(world.state()).toMatchObject({ health: "stale" });
  expect(world.state().reason).toMatch(/^no new item for .* usually every/u);
  expect(world.store.notices.map(({ code }) => code)).toEqual(["source_blind"]);
});

test("a single failure, and a media source, alarm nobody", async () => {
  const world = aWorld(
    [aSource({ tier: "primary" }), aSource({ id: "two", url: "https://two.example/" })],
    (url, n) => (url.includes("two") || n === 2 ? { failure: { kind: "timeout" } } : { items: list(0, n) }),
  );
  await world.live(24 * 60);
  expect(world.store.notices).toEqual([]);
});

test("a feed that suddenly holds nothing is broken, not quiet", async () => {
  const world = aWorld([aSource()], (_, n) => ({ items: n === 1 ? list(0, 3) : [] }));
  await world.poll();
  world.pass(3 * HOUR);
  await world.poll();
  expect(world.state()).toMatchObject({ health: "broken", reason: "no items where there were some" });
});

test("a feed that changes all its guids alerts nothing and keeps its items", async () => {
  const world = aWorld([aSource()], (_, n) => ({
    items: list(0, 20).map((item) => (n === 1 ? item : { ...item, guid: `new-${String(item.guid)}` })),
  }));
  await world.poll();
  world.pass(3 * HOUR);
  await world.poll();
  expect(world.store.items).toHaveLength(20);
  expect(world.store.items[0]?.key).toBe("new-id-0");
});

test("a feed that changes all guids and links alerts nothing old", async () => {
  const world = aWorld([aSource()], (_, n) => ({
    items: list(0, 20).map((item) =>
      n === 1
        ? item
        : { ...item, guid: `x-${String(item.guid)}`, url: `https://one.example/neu/${String(item.guid)}` },
    ),
  }));
  await world.poll();
  world.pass(3 * HOUR);
  await world.poll();
  expect(world.store.items.filter(({ standing }) => standing === "fresh")).toEqual([]);
});

test("an edited title updates the item in a new revision", async () => {
  const world = aWorld([aSource()], (_, n) => ({
    items: [anItem(1, { title: n === 1 ? "Суд" : "Суд: вызвалены" }), anItem(2)],
  }));
  await world.poll();
  world.pass(3 * HOUR);
  const rows = await world.poll();
  expect(rows).toMatchObject([{ added: 0, edited: 1 }]);
  expect(world.store.items).toMatchObject([{ title: "Суд: вызвалены", revision: 2 }, { revision: 1 }]);
});

test("dates of the future and missing ones become the time of first sight", async () => {
  const world = aWorld([aSource()], () => ({
    items: [anItem(1, { publishedAt: later(START, 48 * HOUR) }), anItem(2, { publishedAt: null })],
  }));
  await world.poll();
  expect(world.store.items.map(({ publishedAt }) => publishedAt)).toEqual([START, START]);
});

test("a permanent redirect is learned only after it was seen again and again", async () => {
  const moved = "https://one.example/new";
  const world = aWorld([aSource({ everyMs: MINUTE })], () => ({ items: list(0, 3), permanentUrl: moved }));
  await world.live(20);
  expect(world.requests.every(({ request }) => request.url !== moved)).toBe(true);
  await world.live(20);
  expect(world.requests.at(-1)?.request.url).toBe(moved);
});

test.each([
  { why: "from https to http", to: "http://one.example/new" },
  { why: "to the address of another source", to: "https://two.example/rss" },
])("a redirect $why is never learned", async ({ to }) => {
  const sources = [
    aSource({ everyMs: MINUTE }),
    aSource({ id: "two", url: "https://two.example/rss", status: "broken" }),
  ];
  const world = aWorld(sources, () => ({ items: list(0, 3), permanentUrl: to }));
  await world.live(60);
  expect(world.state().learnedUrl).toBeNull();
});

test("broken sources are listed and not asked", async () => {
  const world = aWorld([aSource({ status: "broken", note: "HTTP 403" })], () => ({ items: [] }));
  await world.live(60);
  expect(world.requests).toEqual([]);
});

test("a source whose poll still runs is not asked a second time", async () => {
  const world = aWorld([aSource()], () => ({ items: list(0, 3) }));
  expect(await world.poll(new Set(["one"]))).toEqual([]);
});

test("what cannot be stored concerns that source only", async () => {
  const sources = [aSource(), aSource({ id: "two", url: "https://two.example/rss" })];
  const world = aWorld(sources, () => ({ items: list(0, 3) }));
  world.store.failFor = "one";
  const rows = await world.poll();
  const outcomes = Object.fromEntries(rows.map(({ sourceId, outcome }) => [sourceId, outcome]));
  expect(outcomes).toEqual({ one: "failed", two: "news" });
});
