import { promisify } from "node:util";
import { brotliDecompress, constants, gunzip, inflate } from "node:zlib";
import { Client } from "undici";
import type { CheckedAddress } from "./http-address.ts";

/**
 * One request and its answer over a connection of its own: to the checked address, within bounds of bytes
 * and time. Whatever happens, the socket is gone when this returns.
 */

export interface Exchange {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Uint8Array;
}

export interface ExchangeLimits {
  readonly connectMs: number;
  /** Cap on bytes after unpacking. */
  readonly maxBytes: number;
}

/** The body goes beyond the cap. */
export class BodyTooLarge extends Error {
  override readonly name = "BodyTooLarge";
}

const MAX_HEADER_BYTES = 64 * 1024;
/** Enough of an error page to tell a bot wall by; the rest is not read. */
const ERROR_PAGE_BYTES = 16 * 1024;

/**
 * @throws BodyTooLarge, or whatever undici, TLS or zlib say
 */
export async function exchange(
  url: URL,
  address: CheckedAddress,
  headers: Readonly<Record<string, string>>,
  limits: ExchangeLimits,
  signal: AbortSignal,
): Promise<Exchange> {
  const client = new Client(url.origin, {
    connect: {
      timeout: limits.connectMs,
      // The name was resolved and checked before: no second look.
      lookup: (_name, options, found) => {
        if (options.all === true) found(null, [address]);
        else found(null, address.address, address.family);
      },
    },
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  try {
    const path = url.pathname + url.search;
    const answer = await client.request({ method: "GET", path, headers, signal, reset: true });
    // Destroying the client below ends a body that was not read to its end; that is no news.
    answer.body.on("error", () => undefined);
    const body = await bodyOf(answer, limits.maxBytes);
    return { status: answer.statusCode, headers: answer.headers, body };
  } finally {
    await client.destroy();
  }
}

type Answer = Awaited<ReturnType<Client["request"]>>;

async function bodyOf(answer: Answer, maxBytes: number): Promise<Uint8Array> {
  if (answer.statusCode !== 200 && answer.statusCode < 400) return new Uint8Array();
  const isError = answer.statusCode !== 200;
  const packed = await collect(answer.body, isError ? ERROR_PAGE_BYTES : maxBytes, isError);
  const coding = String(answer.headers["content-encoding"] ?? "");
  return isError ? packed : await unpacked(packed, coding.trim().toLowerCase(), maxBytes);
}

/** @param cut keep the beginning of a longer body in place of refusing it */
async function collect(stream: AsyncIterable<unknown>, maxBytes: number, cut: boolean): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    if (!(chunk instanceof Uint8Array)) continue;
    size += chunk.length;
    if (size > maxBytes && !cut) throw new BodyTooLarge(`more than ${String(maxBytes)} bytes`);
    chunks.push(chunk);
    if (size > maxBytes) break;
  }
  return Buffer.concat(chunks, size);
}

async function unpacked(packed: Uint8Array, coding: string, maxBytes: number): Promise<Uint8Array> {
  const options = { maxOutputLength: maxBytes };
  // A flush in place of an end: a body that was cut off still gives what it holds.
  const flushed = { ...options, finishFlush: constants.Z_SYNC_FLUSH };
  try {
    // Some servers promise gzip and send plain text.
    if (/^(?:x-)?gzip$/u.test(coding) && packed[0] === 0x1f) return await promisify(gunzip)(packed, flushed);
    if (coding === "br") return await promisify(brotliDecompress)(packed, options);
    if (coding === "deflate") return await promisify(inflate)(packed, flushed);
    return packed;
  } catch (error) {
    if (error instanceof RangeError) throw new BodyTooLarge(`more than ${String(maxBytes)} bytes unpacked`);
    throw error;
  }
}
