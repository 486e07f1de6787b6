import { setTimeout as pause } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { parseFeed } from "feedsmith";
import Parser from "rss-parser";
import type { FeedSource, SourceState } from "../src/domain/source.ts";
import { pollDueFeeds } from "../src/ingest/step.ts";
import { createFeedReader } from "../src/sources/feed-reader.ts";
import { createHttpFetcher, userAgent } from "../src/sources/http-fetcher.ts";
import { aSource, memoryStore } from "../test/ingest/polling.ts";
import { CHARSET_FAULTS, MARKUP_FAULTS, REFUSED, rss } from "../test/sources/feed-faults.ts";
import { aServer } from "../test/sources/hostile-server.ts";

type Print = (line: string) => void;

/** The figures of fetching and reading feeds. */
export async function run(print: Print): Promise<void> {
  await speed(print);
  await faults(print);
  await malformed(print);
  await hostileBodies(print);
  await rounds(print);
  await hostileServers(print);
}

const reader = createFeedReader({ now: () => new Date() });

/** 200 items with whole texts, 1.3 MB: an ordinary newsroom's feed. */
function bigFeed(): string {
  const sentence = "Палітвязень Прыкладны выйшаў на волю, паведаміў «Узор». ";
  const body = Array.from({ length: 200 }, (_, n) => {
    const text = `<p>${sentence.repeat(9)}</p><p><b>Раней</b> ${sentence.repeat(10)} &nbsp;</p>`.repeat(3);
    return `<item><title>Навіна ${String(n)} &amp; іншае</title><link>https://ex.org/n/${String(n)}</link><guid>id-${String(n)}</guid><pubDate>Thu, 05 Nov 2026 10:00:00 GMT</pubDate><description>${sentence.repeat(3)}</description><content:encoded><![CDATA[${text}]]></content:encoded></item>`;
  });
  return rss(body.join(""));
}

async function speed(print: Print): Promise<void> {
  const text = bigFeed();
  const bytes = Buffer.from(text);
  const rssParser = new Parser();
  const ours: number[] = [];
  const feedsmith: number[] = [];
  const theirs: number[] = [];
  // Turn by turn, so that whatever else the machine does hits all alike.
  for (let turn = 0; turn < 15; turn += 1) {
    ours.push(await timed(async () => reader.read(bytes, "application/rss+xml; charset=utf-8")));
    feedsmith.push(await timed(async () => Promise.resolve(parseFeed(bytes.toString()))));
    theirs.push(await timed(async () => rssParser.parseString(bytes.toString())));
  }
  const [a, b, c] = [median(ours), median(feedsmith), median(theirs)];
  print(
    `feed of 200 items, ${(bytes.length / 1e6).toFixed(2)} MB: read in ${a.toFixed(1)} ms (median of 15)`,
  );
  print(`  feedsmith alone ${b.toFixed(1)} ms, ratio ${(a / b).toFixed(2)} (to hold: at most 1.5)`);
  print(`  rss-parser alone ${c.toFixed(1)} ms, ratio ${(a / c).toFixed(2)}`);
}

async function faults(print: Print): Promise<void> {
  const all = [...CHARSET_FAULTS, ...MARKUP_FAULTS, ...REFUSED];
  const score = { ours: 0, feedsmith: 0, rssParser: 0 };
  for (const { bytes, contentType, titles } of all) {
    const reading = await reader.read(bytes, contentType);
    const wanted = JSON.stringify(titles);
    if (JSON.stringify(reading.ok ? reading.items.map(({ title }) => title) : null) === wanted)
      score.ours += 1;
    if (JSON.stringify(titlesByFeedsmith(Buffer.from(bytes).toString())) === wanted) score.feedsmith += 1;
    if (JSON.stringify(await titlesByRssParser(Buffer.from(bytes).toString())) === wanted)
      score.rssParser += 1;
  }
  const of = `of ${String(all.length)}`;
  print(`faulty feeds read as a person reads them: ${String(score.ours)} ${of}`);
  print(
    `  feedsmith alone ${String(score.feedsmith)} ${of}, rss-parser alone ${String(score.rssParser)} ${of}`,
  );
}

function titlesByFeedsmith(text: string): readonly unknown[] | null {
  try {
    const { feed } = parseFeed(text);
    const items = "entries" in feed ? feed.entries : "items" in feed ? feed.items : [];
    return (items ?? []).map((item) => item?.title);
  } catch {
    return null;
  }
}

async function titlesByRssParser(text: string): Promise<readonly unknown[] | null> {
  try {
    return (await new Parser().parseString(text)).items.map(({ title }) => title);
  } catch {
    return null;
  }
}

async function malformed(print: Print): Promise<void> {
  const originals = [...CHARSET_FAULTS, ...MARKUP_FAULTS, ...REFUSED].map(({ bytes }) => Buffer.from(bytes));
  const scraps = ["<", "</item>", "<item>", "]]>", "<![CDATA[", "&", "<!--", "\0", "<!DOCTYPE x [", "<a><b>"];
  const chance = seeded(7);
  let crashes = 0;
  let slowest = 0;
  for (let n = 0; n < 1000; n += 1) {
    let bytes = originals[Math.floor(chance() * originals.length)] ?? Buffer.alloc(0);
    for (let change = 0; change < 5; change += 1) {
      const at = Math.floor(chance() * bytes.length);
      const scrap = scraps[Math.floor(chance() * scraps.length)] ?? "";
      const cut = at + Math.floor(chance() * 60);
      bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(scrap), bytes.subarray(cut)]);
    }
    try {
      slowest = Math.max(slowest, await timed(async () => reader.read(bytes, null)));
    } catch {
      crashes += 1;
    }
  }
  print(
    `1000 malformed feeds: ${String(crashes)} crashes, slowest ${slowest.toFixed(0)} ms (to hold: 0, 1000 ms)`,
  );
}

async function hostileBodies(print: Print): Promise<void> {
  const fill = (scrap: string): Buffer =>
    Buffer.from(`<rss><channel><item><title>${scrap.repeat(10_000_000 / Buffer.byteLength(scrap))}`);
  const bodies: readonly (readonly [string, Uint8Array])[] = [
    ["200,000 nested tags", Buffer.from(`<rss><channel>${"<a>".repeat(200_000)}`)],
    [
      "billion laughs",
      Buffer.from('<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><channel/></rss>'),
    ],
    ["gzip bomb, 500 MB", gzipSync(Buffer.alloc(500_000_000))],
    ["10 MB of <", fill("<")],
    ["10 MB of &", fill("&")],
    ["10 MB of open CDATA", fill("<![CDATA[")],
    ["10 MB of open comments", fill("<!--")],
    ["10 MB of items", fill("</title></item><item><title>")],
    ["10 MB of markup", fill("&lt;p&gt;тэкст&amp;nbsp;")],
    ["10 MB of one high byte", Buffer.alloc(10_000_000, 0xe9)],
    ["10 MB of open brackets", Buffer.alloc(10_000_000, "[")],
  ];
  let slowest = 0;
  let longestBlock = 0;
  for (const [, bytes] of bodies) {
    const block = watchBlocks();
    slowest = Math.max(slowest, await timed(async () => reader.read(bytes, null)));
    longestBlock = Math.max(longestBlock, block());
  }
  print(
    `${String(bodies.length)} hostile bodies of up to 10 MB: slowest ${slowest.toFixed(0)} ms, others waited at most ${longestBlock.toFixed(0)} ms at a stretch`,
  );
}

/** @returns call it to learn the longest time in which nothing else could run */
function watchBlocks(): () => number {
  let last = performance.now();
  let longest = 0;
  const look = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const timer = setInterval(look, 1);
  return () => {
    look();
    clearInterval(timer);
    return longest;
  };
}

async function rounds(print: Print): Promise<void> {
  const server = await aServer((request, response) => {
    server.requests.length = 0;
    if (request.headers["if-none-match"] !== undefined) response.writeHead(304).end();
    else response.writeHead(200, { etag: '"a"', "content-type": "application/rss+xml" }).end(rss());
  });
  const sources = Array.from({ length: 60 }, (_, n) =>
    aSource({ id: `feed-${String(n)}`, url: `${server.url}/${String(n)}` }),
  );
  const fetcher = createHttpFetcher({
    userAgent: userAgent("0.0.0"),
    allowPrivate: [server.host],
    perHost: 1,
    total: 6,
    connectMs: 10_000,
    totalMs: 20_000,
  });
  const world = poller(sources, fetcher);
  await world.round();
  const first = world.writes();
  const ms = await timed(world.round);
  print(
    `a round over 60 local feeds, all unchanged: ${ms.toFixed(0)} ms (to hold: 1000), ${String(world.writes().states - first.states)} due times and ${String(world.writes().polls - first.polls)} other rows written`,
  );
  await memory(print, world.round);
  await fetcher.close();
  await server.close();
}

async function memory(print: Print, round: () => Promise<void>): Promise<void> {
  const used = (): number => {
    globalThis.gc?.();
    return process.memoryUsage().heapUsed / 1e6;
  };
  for (let n = 0; n < 20; n += 1) await round();
  const before = used();
  const rssBefore = process.memoryUsage().rss / 1e6;
  for (let n = 0; n < 1000; n += 1) await round();
  const grown = used() - before;
  const grownRss = process.memoryUsage().rss / 1e6 - rssBefore;
  print(
    `1000 more rounds: heap ${grown >= 0 ? "+" : ""}${grown.toFixed(1)} MB, resident ${grownRss >= 0 ? "+" : ""}${grownRss.toFixed(0)} MB`,
  );
}

function poller(sources: readonly FeedSource[], fetcher: ReturnType<typeof createHttpFetcher>) {
  const store = memoryStore();
  let now = Date.now();
  let serial = 0;
  let states = 0;
  const saveState = store.saveState.bind(store);
  store.saveState = async (state: SourceState, notices) => {
    states += 1;
    await saveState(state, notices);
  };
  return {
    writes: () => ({ states, polls: store.polls.length }),
    round: async (): Promise<void> => {
      now += 25 * 3_600_000;
      await pollDueFeeds({
        sources,
        store,
        fetcher,
        reader,
        clock: { now: () => new Date(now) },
        ids: { next: () => String((serial += 1)) },
        log: { info: () => undefined, warn: () => undefined, error: () => undefined },
        random: { next: () => 0.5 },
      });
    },
  };
}

async function hostileServers(print: Print): Promise<void> {
  const bomb = gzipSync(Buffer.alloc(200_000_000));
  const servers = await Promise.all([
    aServer((_, response) => {
      const more = (): void => {
        while (response.write(Buffer.alloc(65_536)));
        response.once("drain", more);
      };
      more();
    }),
    aServer((_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(bomb)),
    aServer((_, response) => {
      const drip = setInterval(() => response.write("x"), 100);
      response.on("close", () => {
        clearInterval(drip);
      });
    }),
    aServer(() => undefined),
    aServer((_, response) => response.writeHead(302, { location: "/" }).end()),
  ]);
  const healthy = await aServer((_, response) => response.end(rss()));
  const all = [...servers, healthy];
  const fetcher = createHttpFetcher({
    userAgent: userAgent("0.0.0"),
    allowPrivate: all.map(({ host }) => host),
    perHost: 1,
    total: 6,
    connectMs: 10_000,
    totalMs: 3_000,
  });
  const validators = { etag: null, lastModified: null };
  const fetch = async (url: string): Promise<unknown> =>
    fetcher.fetch({ url, validators, accept: "*/*", maxBytes: 10 * 1024 * 1024 });
  const hostile = servers.map(async ({ url }) => timed(async () => fetch(url)));
  const healthyMs = await timed(async () => fetch(healthy.url));
  const slowest = Math.max(...(await Promise.all(hostile)));
  await pause(200);
  const left = all.reduce((sum, server) => sum + server.openSockets(), 0);
  print(
    `endless, bombing, slow, silent and circling servers, 3 s allowed: the last ended after ${slowest.toFixed(0)} ms, sockets left ${String(left)}; a healthy feed meanwhile took ${healthyMs.toFixed(0)} ms`,
  );
  await fetcher.close();
  await Promise.all(all.map(async (server) => server.close()));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
