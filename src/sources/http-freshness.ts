import type { Validators } from "../domain/source.ts";
import type { FreshFor } from "../ports/fetcher.ts";

/** What response headers say about asking again. */

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Nobody's wish is followed for longer than a day. */
const MAX_WISH_MS = 24 * 3_600_000;

export function header(headers: Headers, name: string): string | null {
  const value = headers[name];
  const first = Array.isArray(value) ? value[0] : value;
  return first === undefined || first === "" ? null : first;
}

/** Kept to the byte; none from an answer that calls itself stale at once with `Expires: 0`. */
export function validatorsOf(headers: Headers): Validators {
  if (header(headers, "expires")?.trim() === "0") return { etag: null, lastModified: null };
  return { etag: header(headers, "etag"), lastModified: header(headers, "last-modified") };
}

/** A 304 keeps the entity tag that was sent, and takes over what it names anew. */
export function validatorsAfter304(sent: Validators, headers: Headers): Validators {
  return {
    etag: header(headers, "etag") ?? sent.etag,
    lastModified: header(headers, "last-modified") ?? sent.lastModified,
  };
}

export function freshForOf(headers: Headers, now: Date): FreshFor {
  const control = header(headers, "cache-control") ?? "";
  const age = Number(header(headers, "age") ?? 0);
  const maxAge = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,9})/iu.exec(control)?.[1];
  return {
    maxAgeMs: maxAge === undefined ? null : bounded((Number(maxAge) - (age > 0 ? age : 0)) * 1000),
    expiresMs: untilDate(header(headers, "expires"), header(headers, "date"), now),
    retryAfterMs: retryAfterMs(header(headers, "retry-after"), now),
  };
}

/** Seconds or an HTTP date. */
export function retryAfterMs(value: string | null, now: Date): number | null {
  if (value === null) return null;
  if (/^\s*\d{1,9}(?:\.\d+)?\s*$/u.test(value)) return bounded(Number(value) * 1000);
  return untilDate(value, null, now);
}

/** From the server's own clock when it shows one: ours may be wrong. */
function untilDate(value: string | null, serverDate: string | null, now: Date): number | null {
  const until = Date.parse(value ?? "");
  if (value === null || !/[a-z]{3}/iu.test(value) || Number.isNaN(until)) return null;
  const from = Date.parse(serverDate ?? "");
  return bounded(until - (Number.isNaN(from) ? now.getTime() : from));
}

function bounded(ms: number): number | null {
  return ms > 0 ? Math.min(ms, MAX_WISH_MS) : null;
}
