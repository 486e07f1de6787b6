import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";

import { createHttpFetcher } from "../../src/sources/http-fetcher.ts";
import { createPing, type Ping } from "../../src/system/ping.ts";

const SECRET = "3f1c-secret-of-nobody";
let asked: string[] = [];
let status = 200;
let server: Server;
let nowMs = 0;
let logged: string[] = [];
let fetcher: ReturnType<typeof createHttpFetcher>;

beforeEach(async () => {
  asked = [];
  logged = [];
  status = 200;
  nowMs = 0;
  server = createServer((request, response) => {
    asked.push(`${request.method ?? ""} ${request.url ?? ""}`);
    response.writeHead(status).end("OK");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterEach(async () => {
  await fetcher.close();
  server.closeAllConnections();
  server.close();
});

function address(): string {
  return `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

function aPing(
  allowPrivate: readonly string[] = [address()],
  at = `http://${address()}/ping/${SECRET}`,
): Ping {
  fetcher = createHttpFetcher({
    perHost: 1,
    total: 1,
    connectMs: 1000,
    totalMs: 1000,
    userAgent: "test",
    allowPrivate,
  });
  const note = (...words: unknown[]): void => void logged.push(JSON.stringify(words));
  return createPing(
    {
      fetcher,
      timer: { nowMs: () => nowMs, sleep: () => Promise.resolve() },
      log: { info: note, warn: note, error: note },
    },
    at,
  );
}

async function until(isTrue: () => boolean): Promise<void> {
  const deadline = Date.now() + 5000;
  while (!isTrue() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(isTrue()).toBe(true);
}

test("a round that went well asks the address as it is, one that failed asks for /fail", async () => {
  const ping = aPing();
  ping.well();
  await until(() => asked.length === 1);
  nowMs += 60_000;
  ping.failed();
  await until(() => asked.length === 2);
  expect(asked).toEqual([`GET /ping/${SECRET}`, `GET /ping/${SECRET}/fail`]);
  expect(logged).toEqual([]);
});

test("a query and a slash at the end stay where the watcher wants them", async () => {
  const ping = aPing([address()], `http://${address()}/ping/?rid=7`);
  ping.failed();
  await until(() => asked.length === 1);
  expect(asked).toEqual(["GET /ping/fail?rid=7"]);
});

test("rounds of every second ask once a minute", async () => {
  const ping = aPing();
  for (; nowMs < 120_000; nowMs += 1000) {
    const before = asked.length;
    ping.well();
    if (nowMs % 58_000 === 0) await until(() => asked.length > before);
  }
  expect(asked).toHaveLength(3);
});

test.each([
  ["a watcher that is not there", (): void => void server.close()],
  ["a watcher that refuses", (): void => void (status = 500)],
])("%s stops nothing, is logged, and its address is not", async (_why, breakIt) => {
  const ping = aPing();
  breakIt();
  ping.well();
  await until(() => logged.length === 1);
  expect(logged[0]).toContain("ping_failed");
  expect(logged.join("\n")).not.toMatch(new RegExp(`${SECRET}|127\\.0\\.0\\.1`, "u"));
});

test("a private address is not asked unless it is allowed", async () => {
  const ping = aPing([]);
  ping.well();
  await until(() => logged.length === 1);
  expect(logged[0]).toContain("refused_address");
  expect(asked).toEqual([]);
});

test("a watcher that answers 204 has heard us", async () => {
  status = 204;
  const ping = aPing();
  ping.well();
  await until(() => asked.length === 1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(logged).toEqual([]);
});
