import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { isPublicAddress } from "../../src/sources/http-address.ts";
import { createHttpFetcher, userAgent } from "../../src/sources/http-fetcher.ts";
import { freshForOf, retryAfterMs, validatorsOf } from "../../src/sources/http-freshness.ts";
import { createHttpGate } from "../../src/sources/http-gate.ts";
import { aRequest, failureOf, fetcherContract } from "../contracts/fetcher.ts";
import { aServer } from "./hostile-server.ts";

const create = (allowPrivate: readonly string[]) =>
  createHttpFetcher({
    userAgent: userAgent("1.2.3"),
    allowPrivate,
    perHost: 1,
    total: 6,
    connectMs: 500,
    totalMs: 700,
  });

describe("the fetcher", () => {
  fetcherContract({ create });

  test.each([
    ["gzip", gzipSync("body")],
    ["br", brotliCompressSync("body")],
    ["deflate", deflateSync("body")],
    ["gzip", Buffer.from("body")],
    ["identity", Buffer.from("body")],
  ])("reads a body in %s", async (coding, bytes) => {
    const server = await aServer((_, response) =>
      response.writeHead(200, { "content-encoding": coding }).end(bytes),
    );
    const fetcher = create([server.host]);
    expect(await fetcher.fetch(aRequest(server.url))).toMatchObject({ bytes: Buffer.from("body") });
    await fetcher.close();
    await server.close();
  });

  test("stops unpacking a bomb at the cap", async () => {
    const server = await aServer((_, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(50_000_000))),
    );
    const fetcher = create([server.host]);
    expect(failureOf(await fetcher.fetch(aRequest(server.url)))).toBe("too_large");
    await fetcher.close();
    await server.close();
  });

  test("says who it is", () => {
    expect(userAgent("0.1.0")).toBe("Navoli/0.1.0 (+https://github.com/navoli/navoli)");
  });
});

test.each([
  ["93.184.216.34", true],
  ["2606:2800:220:1:248:1893:25c8:1946", true],
  ["127.0.0.1", false],
  ["10.1.2.3", false],
  ["172.16.0.1", false],
  ["192.168.0.1", false],
  ["100.64.0.1", false],
  ["169.254.169.254", false],
  ["0.0.0.0", false],
  ["255.255.255.255", false],
  ["224.0.0.1", false],
  ["192.0.2.1", false],
  ["198.18.0.1", false],
  ["::", false],
  ["::1", false],
  ["::127.0.0.1", false],
  ["::ffff:127.0.0.1", false],
  ["::ffff:8.8.8.8", true],
  ["64:ff9b::7f00:1", false],
  ["2002:7f00:1::", false],
  ["2001::1", false],
  ["fe80::1", false],
  ["fc00::1", false],
  ["fec0::1", false],
  ["ff02::1", false],
  ["not an address", false],
])("address %s is public: %s", (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic);
});

const now = new Date("2026-11-05T10:00:00Z");

test.each([
  ["120", 120_000],
  [" 7 ", 7000],
  ["Thu, 05 Nov 2026 10:10:00 GMT", 600_000],
  ["Thu, 05 Nov 2026 09:00:00 GMT", null],
  ["-5", null],
  ["soon", null],
  [null, null],
])("Retry-After %s is %s ms", (value, expected) => {
  expect(retryAfterMs(value, now)).toBe(expected);
});

test("Expires counts from the server's own clock", () => {
  const headers = { expires: "Thu, 05 Nov 2026 12:00:00 GMT", date: "Thu, 05 Nov 2026 11:00:00 GMT" };
  expect(freshForOf(headers, now).expiresMs).toBe(3_600_000);
});

test("max-age counts less what caches used up", () => {
  expect(freshForOf({ "cache-control": "public, max-age=600", age: "100" }, now).maxAgeMs).toBe(500_000);
  expect(freshForOf({ "cache-control": "s-maxage=600" }, now).maxAgeMs).toBeNull();
});

test("an answer that is stale at once leaves no validators", () => {
  expect(validatorsOf({ etag: '"a"', expires: "0" })).toEqual({ etag: null, lastModified: null });
});

test("the gate lets hosts pass side by side, and no more than its total", async () => {
  const gate = createHttpGate({
    perHost: 1,
    total: 2,
    gapMs: 0,
    nowMs: () => 0,
    sleep: async () => undefined,
  });
  const started: string[] = [];
  const finish: (() => void)[] = [];
  const go = async (host: string): Promise<void> =>
    gate.run(host, async () => {
      started.push(host);
      await new Promise<void>((done) => finish.push(done));
    });
  const all = [go("a"), go("a"), go("b"), go("c")];
  await Promise.resolve();
  expect(started).toEqual(["a", "b"]);
  for (let n = 0; n < 4; n += 1) {
    finish[n]?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all(all);
  expect(started).toEqual(["a", "b", "a", "c"]);
});

test("starts are spread out: each waits a gap longer than the one before", async () => {
  const waits: number[] = [];
  const sleep = async (ms: number): Promise<void> => void waits.push(ms);
  const gate = createHttpGate({ perHost: 1, total: 6, gapMs: 20, nowMs: () => 0, sleep });
  await Promise.all(["a", "b", "c", "d"].map((host) => gate.run(host, async () => undefined)));
  expect(waits).toEqual([20, 40, 60]);
});
