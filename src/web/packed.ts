import { promisify } from "node:util";
import { gzip } from "node:zlib";

import type { MiddlewareHandler } from "hono";

/** Shorter answers fit one packet as they are. */
const WORTH_BYTES = 1024;
const ASKS_FOR_GZIP = /(?:^|,)\s*gzip\s*(?:;\s*q=(?:1|0?\.\d*[1-9]\d*)[\d.]*\s*)?(?:,|$)/iu;

const pack = promisify(gzip);

/**
 * Answers compressed for who asks so, whole and with their length: a stream would hold its connection when the server
 * is to close.
 */
export function packed(): MiddlewareHandler {
  return async (c, next) => {
    await next();
    if (c.res.status !== 200 || c.req.method !== "GET") return;
    c.header("vary", "accept-encoding", { append: true });
    if (!ASKS_FOR_GZIP.test(c.req.header("accept-encoding") ?? "")) return;
    const plain = new Uint8Array(await c.res.arrayBuffer());
    const headers = new Headers(c.res.headers);
    const tag = headers.get("etag");
    if (plain.length < WORTH_BYTES) {
      c.res = new Response(plain, { headers });
      return;
    }
    const bytes = await pack(plain);
    headers.set("content-encoding", "gzip");
    headers.set("content-length", String(bytes.length));
    // The same words in other bytes, as HTTP calls it.
    if (tag !== null && !tag.startsWith("W/")) headers.set("etag", `W/${tag}`);
    c.res = new Response(new Uint8Array(bytes), { headers });
  };
}
