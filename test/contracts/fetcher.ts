import { describe, expect, test } from "vitest";
import type { Fetcher, FetchRequest, FetchResult } from "../../src/ports/fetcher.ts";
import { aServer } from "../sources/hostile-server.ts";
import type { HostileServer } from "../sources/hostile-server.ts";

/** What every fetcher must do, whatever it is made of. */

export interface FetcherUnderTest {
  /** May reach exactly these `host:port` pairs; gives up after about a second. */
  readonly create: (allowPrivate: readonly string[]) => Fetcher & { close(): Promise<void> };
}

const TEN_MIB = 10 * 1024 * 1024;

export function aRequest(url: string, over: Partial<FetchRequest> = {}): FetchRequest {
  return {
    url,
    validators: { etag: null, lastModified: null },
    accept: "application/rss+xml",
    maxBytes: TEN_MIB,
    ...over,
  };
}

export function fetcherContract({ create }: FetcherUnderTest): void {
  const visiting = async (
    serve: Parameters<typeof aServer>[0],
    visit: (fetcher: Fetcher, server: HostileServer) => Promise<void>,
  ): Promise<void> => {
    const server = await aServer(serve);
    const fetcher = create([server.host]);
    try {
      await visit(fetcher, server);
      await server.quiet();
      expect(server.openSockets()).toBe(0);
    } finally {
      await fetcher.close();
      await server.close();
    }
  };

  describe("an answer", () => {
    test("comes with body, type and validators as they were sent", async () => {
      await visiting(
        (_, response) => {
          response.writeHead(200, {
            "content-type": "text/xml; charset=x",
            etag: 'W/"odd "',
            "last-modified": "some day",
            "cache-control": "public, max-age=90",
          });
          response.end("body");
        },
        async (fetcher, { url }) => {
          expect(await fetcher.fetch(aRequest(url))).toMatchObject({
            kind: "body",
            bytes: Buffer.from("body"),
            contentType: "text/xml; charset=x",
            validators: { etag: 'W/"odd "', lastModified: "some day" },
            freshFor: { maxAgeMs: 90_000, expiresMs: null, retryAfterMs: null },
            permanentUrl: null,
          });
        },
      );
    });

    test("is asked for with the validators to the byte, a name, and nothing that tells more of us", async () => {
      await visiting(
        (_, response) => response.writeHead(304).end(),
        async (fetcher, { url, requests }) => {
          const validators = { etag: 'W/"odd "', lastModified: "some day" };
          const result = await fetcher.fetch(aRequest(url, { validators }));
          expect(result).toMatchObject({ kind: "unchanged", validators });
          const [headers = {}] = requests;
          expect(headers).toMatchObject({
            "if-none-match": validators.etag,
            "if-modified-since": validators.lastModified,
            "accept-encoding": "gzip, br",
            accept: "application/rss+xml",
          });
          expect(headers["user-agent"]).toMatch(/^[\w.-]+\/[\d.]+ \(\+https:\/\/\S+\)$/u);
          expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(["cookie"]));
          expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(["referer"]));
        },
      );
    });

    test("304 may bring a new date and keeps the old tag", async () => {
      await visiting(
        (_, response) => response.writeHead(304, { "last-modified": "later" }).end(),
        async (fetcher, { url }) => {
          const validators = { etag: '"a"', lastModified: "earlier" };
          const result = await fetcher.fetch(aRequest(url, { validators }));
          expect(result).toMatchObject({ validators: { etag: '"a"', lastModified: "later" } });
        },
      );
    });

    test("sets no cookie that comes back", async () => {
      await visiting(
        (_, response) => response.writeHead(200, { "set-cookie": "a=b" }).end("x"),
        async (fetcher, { url, requests }) => {
          await fetcher.fetch(aRequest(url));
          await fetcher.fetch(aRequest(url));
          expect(requests.map(({ cookie }) => cookie)).toEqual([undefined, undefined]);
        },
      );
    });
  });

  describe("redirects", () => {
    test.each([
      { codes: [301, 308], permanent: true },
      { codes: [301, 302], permanent: false },
      { codes: [307], permanent: false },
      { codes: [303, 301], permanent: false },
    ])("$codes: permanent $permanent", async ({ codes, permanent }) => {
      await visiting(
        (request, response) => {
          const step = Number(request.url?.slice(1));
          const code = codes[step];
          if (code === undefined) response.end("here");
          else response.writeHead(code, { location: `/${String(step + 1)}` }).end();
        },
        async (fetcher, { url }) => {
          const result = await fetcher.fetch(aRequest(`${url}/0`));
          const last = `${url}/${String(codes.length)}`;
          expect(result).toMatchObject({ kind: "body", permanentUrl: permanent ? last : null });
        },
      );
    });

    test.each([
      ["in a circle", () => "/"],
      ["without end", (path: string) => `${path}x`],
      ["to a file", () => "file:///etc/passwd"],
      ["to this machine by number", () => "http://127.0.0.1:1/"],
      ["to the data of a cloud", () => "http://169.254.169.254/latest/meta-data/"],
      ["to this machine in IPv6", () => "http://[::1]:1/"],
      ["to this machine as one number", () => "http://2130706433/"],
      ["to this machine in octal", () => "http://0177.0.0.1/"],
      ["to this machine by name", () => "http://localhost:1/"],
      ["to a mapped address", () => "http://[::ffff:10.0.0.1]/"],
      ["with a user name", () => "http://user:word@example.org/"],
    ])("%s are refused", async (_why, to) => {
      await visiting(
        (request, response) =>
          response.writeHead(302, { location: to(request.url ?? "/") }).end("x".repeat(5000)),
        async (fetcher, { url, requests }) => {
          expect(failureOf(await fetcher.fetch(aRequest(`${url}/`)))).toBe("refused_address");
          expect(requests.length).toBeLessThanOrEqual(6);
        },
      );
    });
  });

  describe("hostile bodies end", () => {
    test.each<{ why: string; serve: Parameters<typeof aServer>[0]; failure: string }>([
      {
        why: "an endless one",
        serve: (_, response) => {
          const more = (): void => {
            while (response.write(Buffer.alloc(65_536)));
            response.once("drain", more);
          };
          more();
        },
        failure: "too_large",
      },
      {
        why: "one byte at a time",
        serve: (_, response) => {
          const drip = setInterval(() => response.write("x"), 50);
          response.on("close", () => {
            clearInterval(drip);
          });
        },
        failure: "timeout",
      },
      { why: "no answer at all", serve: () => undefined, failure: "timeout" },
      {
        why: "an endless header",
        serve: (request) => {
          const more = (): void => {
            while (request.socket.write(`x: ${"y".repeat(10_000)}\r\n`));
            request.socket.once("drain", more);
          };
          request.socket.write("HTTP/1.1 200 OK\r\n");
          more();
        },
        failure: "unreachable",
      },
      {
        why: "a broken connection",
        serve: (_, response) => {
          response.write("x");
          setTimeout(() => response.destroy(), 20);
        },
        failure: "unreachable",
      },
    ])("$why", async ({ serve, failure }) => {
      await visiting(serve, async (fetcher, { url }) => {
        expect(failureOf(await fetcher.fetch(aRequest(url)))).toBe(failure);
      });
    });
  });

  describe("statuses", () => {
    test.each<[number, Record<string, string>, object]>([
      [404, {}, { kind: "http_status", status: 404 }],
      [500, {}, { kind: "http_status", status: 500 }],
      [410, {}, { kind: "gone", status: 410 }],
      [403, { "cf-mitigated": "challenge", "content-type": "text/html" }, { kind: "challenge", status: 403 }],
      [429, { "retry-after": "120" }, { kind: "throttled", status: 429, retryAfterMs: 120_000 }],
      [503, {}, { kind: "throttled", status: 503, retryAfterMs: null }],
      [429, { "retry-after": "99999999" }, { kind: "throttled", retryAfterMs: 24 * 3_600_000 }],
    ])("%i with %o", async (status, headers, failure) => {
      await visiting(
        (_, response) => response.writeHead(status, headers).end("no"),
        async (fetcher, { url }) => {
          expect(await fetcher.fetch(aRequest(url))).toMatchObject({ kind: "failed", failure });
        },
      );
    });

    test("a host that named its time is left alone for that time", async () => {
      await visiting(
        (_, response) => response.writeHead(429, { "retry-after": "60" }).end(),
        async (fetcher, { url, requests }) => {
          await fetcher.fetch(aRequest(`${url}/a`));
          expect(failureOf(await fetcher.fetch(aRequest(`${url}/b`)))).toBe("throttled");
          expect(requests).toHaveLength(1);
        },
      );
    });
  });

  test("a private address is refused unless host and port are allowed", async () => {
    const server = await aServer((_, response) => response.end("x"));
    const strict = create([`127.0.0.1:1`]);
    try {
      expect(failureOf(await strict.fetch(aRequest(server.url)))).toBe("refused_address");
      expect(server.requests).toEqual([]);
    } finally {
      await strict.close();
      await server.close();
    }
  });

  test("one request at a time goes to a host", async () => {
    let open = 0;
    let most = 0;
    await visiting(
      (_, response) => {
        open += 1;
        most = Math.max(most, open);
        setTimeout(() => {
          open -= 1;
          response.end("x");
        }, 10);
      },
      async (fetcher, { url }) => {
        await Promise.all(
          Array.from({ length: 5 }, async (_, n) => fetcher.fetch(aRequest(`${url}/${String(n)}`))),
        );
        expect(most).toBe(1);
      },
    );
  });

  test("closing ends what is under way", async () => {
    await visiting(
      () => undefined,
      async (fetcher, { url }) => {
        const closing = fetcher as Fetcher & { close(): Promise<void> };
        const waiting = fetcher.fetch(aRequest(url));
        await closing.close();
        expect(failureOf(await waiting)).toBe("timeout");
      },
    );
  });
}

export function failureOf(result: FetchResult): string {
  return result.kind === "failed" ? result.failure.kind : result.kind;
}
