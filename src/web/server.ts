import { serve, type ServerType } from "@hono/node-server";
import { Hono } from "hono";
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
}

export interface WebServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Telegram's updates are a few kilobytes; anything larger is not from Telegram. */
const MAX_UPDATE_BYTES = 1024 * 1024;

function routes({ readiness, exposition, webhook, publicPorts }: WebOptions): Hono {
  const web = new Hono();
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
    web.post(webhook.path, bodyLimit({ maxSize: MAX_UPDATE_BYTES }), (c) => webhook.handle(c.req.raw));
  }
  if (publicPorts !== undefined) web.route("/", publicRoutes(publicPorts));
  web.notFound((c) => c.json({ error: "not found" }, 404));
  web.onError((error, c) =>
    error instanceof HTTPException ? error.getResponse() : c.json({ error: "internal error" }, 500),
  );
  return web;
}

/** Starts to listen; rejects when the port is taken. */
export async function startWebServer(options: WebOptions): Promise<WebServer> {
  const web = routes(options);
  const { server, port } = await new Promise<{ server: ServerType; port: number }>((resolve, reject) => {
    const listening = serve({ fetch: web.fetch, hostname: options.host, port: options.port }, (info) =>
      resolve({ server: listening, port: info.port }),
    );
    listening.once("error", reject);
  });
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ("closeIdleConnections" in server) server.closeIdleConnections();
      }),
  };
}
