import type { Server } from "node:http";

import { serve } from "@hono/node-server";
import { Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";

import type { Exposition } from "./metrics-state.ts";
import type { PublicPorts } from "./published.ts";
import { publicRoutes } from "./public-routes.ts";
import type { Readiness } from "./readiness.ts";

export interface WebOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Always answers, and within 2 s. */
  readonly readiness: () => Promise<Readiness>;
  /** Always answers, and within 2 s; without it there is no `/metrics`. */
  readonly exposition?: () => Promise<Exposition>;
  /** Telegram's calls, when a webhook is used. */
  readonly webhook: {
    readonly path: string;
    readonly handle: (request: Request) => Promise<Response>;
  } | null;
  /** Public feeds; without it none are served. */
  readonly publicPorts?: PublicPorts;
  /** A call that could not be answered: the caller is told nothing of why. */
  readonly failed?: (error: unknown) => void;
}

export interface WebServer {
  readonly port: number;
  close(): Promise<void>;
}

/** How long who calls us may take, ms. */
export interface WebLimits {
  /** A call must have come whole by then: it is small, and who sends it sits beside us. */
  readonly arrivesWithinMs: number;
  /** So often calls that are late are looked for, and broken off. */
  readonly lookForLateMs: number;
  /** What is being answered may end; then connections are broken off, whoever holds them. */
  readonly closeWithinMs: number;
}

const LIMITS: WebLimits = { arrivesWithinMs: 15_000, lookForLateMs: 5000, closeWithinMs: 5000 };
/** Longer than proxies keep a connection that lies idle: none of them sends on one that we are closing. */
const KEEP_ALIVE_MS = 75_000;

/** Telegram's updates are a few kilobytes; anything larger is not from Telegram. */
const MAX_UPDATE_BYTES = 1024 * 1024;

const limitAnyBody = bodyLimit({ maxSize: MAX_UPDATE_BYTES });

/** Telegram says how long a body is, and Node reads no more than that: it needs no stream, which costs far more. */
const limitUpdate: MiddlewareHandler = (c, next) => {
  const length = c.req.header("transfer-encoding") === undefined ? c.req.header("content-length") : undefined;
  return Number(length) <= MAX_UPDATE_BYTES ? next() : limitAnyBody(c, next);
};

/** @param isClosing whoever asks again is to do so over a new connection, and so elsewhere */
function routes(options: WebOptions, isClosing: () => boolean): Hono {
  const { readiness, exposition, webhook, publicPorts, failed } = options;
  const web = new Hono();
  web.use(async (c, next) => {
    await next();
    if (isClosing()) c.header("connection", "close");
  });
  web.get("/livez", (c) => c.json({ live: true }));
  web.get("/readyz", async (c) => {
    const state = await readiness();
    return c.json(state, state.ready ? 200 : 503);
  });
  if (exposition !== undefined) {
    web.get("/metrics", async (c) => {
      const { contentType, text } = await exposition();
      return c.body(text, 200, { "content-type": contentType, "cache-control": "no-store" });
    });
  }
  if (webhook !== null) {
    web.post(webhook.path, limitUpdate, (c) => webhook.handle(c.req.raw));
  }
  if (publicPorts !== undefined) web.route("/", publicRoutes(publicPorts));
  web.notFound((c) => c.json({ error: "not found" }, 404));
  web.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    failed?.(error);
    return c.json({ error: "internal error" }, 500);
  });
  return web;
}

/** Starts to listen; rejects when the port is taken. */
export async function startWebServer(
  options: WebOptions,
  limits: Partial<WebLimits> = {},
): Promise<WebServer> {
  const { arrivesWithinMs, lookForLateMs, closeWithinMs } = { ...LIMITS, ...limits };
  const serverOptions = {
    keepAliveTimeout: KEEP_ALIVE_MS,
    headersTimeout: arrivesWithinMs,
    requestTimeout: arrivesWithinMs,
    connectionsCheckingInterval: lookForLateMs,
  };
  let isClosing = false;
  const web = routes(options, () => isClosing);
  const { server, port } = await new Promise<{ server: Server; port: number }>((resolve, reject) => {
    const { host: hostname, port: wanted } = options;
    const listening = serve({ fetch: web.fetch, hostname, port: wanted, serverOptions }, (info) =>
      resolve({ server: listening as Server, port: info.port }),
    );
    listening.once("error", reject);
  });
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        isClosing = true;
        const late = setTimeout(() => server.closeAllConnections(), closeWithinMs);
        server.close(() => {
          clearTimeout(late);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
