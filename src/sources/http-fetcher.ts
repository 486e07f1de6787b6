import { setTimeout as sleep } from "node:timers/promises";
import type { SourceFailure } from "../domain/failure.ts";
import type { Fetcher, FetchRequest, FetchResult } from "../ports/fetcher.ts";
import type { Log } from "../ports/log.ts";
import { checkAddress } from "./http-address.ts";
import { BodyTooLarge, exchange } from "./http-exchange.ts";
import type { Exchange } from "./http-exchange.ts";
import { freshForOf, header, validatorsAfter304, validatorsOf } from "./http-freshness.ts";
import { createHttpGate } from "./http-gate.ts";
import type { HttpGate } from "./http-gate.ts";

/** Between the starts of two requests, whichever their hosts. */
const START_GAP_MS = 12;

export interface HttpFetcherOptions {
  /** Product, version and how to reach us: see `userAgent`. */
  readonly userAgent: string;
  /** `host:port` pairs that may be reached although they are private. */
  readonly allowPrivate: readonly string[];
  readonly perHost: number;
  readonly total: number;
  readonly connectMs: number;
  /** For the whole fetch, redirects included. */
  readonly totalMs: number;
  readonly log?: Log;
}

const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const PERMANENT = new Set([301, 308]);
const CHALLENGE = /just a moment|checking your browser|challenge-platform|ddos-guard|captcha/iu;

/** @returns `Navoli/0.1.0 (+https://…)`: who asks, which version, whom to write to */
export function userAgent(version: string, contact = "+https://github.com/navoli/navoli"): string {
  return `Navoli/${version} (${contact})`;
}

export function createHttpFetcher(options: HttpFetcherOptions): Fetcher & { close(): Promise<void> } {
  const running = new Map<AbortController, Promise<FetchResult>>();
  const trip: Trip = {
    ...options,
    private: new Set(options.allowPrivate.map((pair) => pair.trim().toLowerCase())),
    gate: createHttpGate({ ...options, gapMs: START_GAP_MS, nowMs: () => Date.now(), sleep }),
  };
  return {
    async fetch(request) {
      // One controller a fetch: signals derived from a common one would pile up on it.
      const stop = new AbortController();
      const work = follow(trip, request, stop);
      running.set(stop, work);
      try {
        return await work;
      } finally {
        running.delete(stop);
      }
    },
    async close() {
      for (const stop of running.keys()) stop.abort();
      await Promise.allSettled(running.values());
    },
  };
}

interface Trip extends HttpFetcherOptions {
  readonly private: ReadonlySet<string>;
  readonly gate: HttpGate;
}

/** Goes from redirect to redirect; waiting for a turn costs none of the time. */
async function follow(trip: Trip, request: FetchRequest, stop: AbortController): Promise<FetchResult> {
  const seen = new Set<string>();
  let leftMs = trip.totalMs;
  let permanentUrl: string | null = null;
  let isPermanent = true;
  let url = httpUrl(request.url, null);
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    if (url === null) return failed("refused_address", "not an http or https address");
    if (seen.has(url.href)) return failed("refused_address", "redirects in a circle");
    seen.add(url.href);
    const here = url;
    const hop = await trip.gate.run(here.host, async () => {
      const start = performance.now();
      const timer = setTimeout(() => {
        stop.abort();
      }, leftMs);
      const found = await guarded(async () => visit(trip, here, request, stop.signal), stop.signal);
      clearTimeout(timer);
      leftMs -= performance.now() - start;
      return found;
    });
    if (hop.kind === "failed") return hop;
    if (hop.kind !== "redirect") return { ...hop, permanentUrl };
    isPermanent &&= hop.isPermanent;
    url = httpUrl(hop.to, here);
    permanentUrl = isPermanent ? (url?.href ?? null) : null;
  }
  return failed("refused_address", `more than ${String(MAX_REDIRECTS)} redirects`);
}

async function visit(trip: Trip, url: URL, request: FetchRequest, signal: AbortSignal): Promise<Hop> {
  const blockedMs = trip.gate.blockedMs(url.host);
  if (blockedMs > 0) {
    return failed("throttled", "the host asked to be left alone", { retryAfterMs: blockedMs });
  }
  const check = await checkAddress(url, trip.private);
  if (check.kind === "refused") return failed("refused_address", check.reason);
  if (check.kind === "unknown") return failed("unreachable", check.reason);
  const headers = requestHeaders(request, trip.userAgent);
  const limits = { connectMs: trip.connectMs, maxBytes: request.maxBytes };
  signal.throwIfAborted();
  const hop = judge(await exchange(url, check.address, headers, limits, signal), request, url);
  if (hop.kind === "failed" && hop.failure.kind === "throttled") {
    const blockMs = hop.failure.retryAfterMs ?? 0;
    trip.gate.block(url.host, blockMs);
    trip.log?.info("host_asks_to_wait", { host: url.host, status: hop.failure.status, ms: blockMs });
  }
  return hop;
}

type Hop = FetchResult | { readonly kind: "redirect"; readonly to: string; readonly isPermanent: boolean };

function requestHeaders(request: FetchRequest, agent: string): Record<string, string> {
  const { etag, lastModified } = request.validators;
  return {
    "user-agent": agent,
    accept: request.accept,
    "accept-encoding": "gzip, br",
    ...(etag === null ? {} : { "if-none-match": etag }),
    ...(lastModified === null ? {} : { "if-modified-since": lastModified }),
  };
}

function judge(answer: Exchange, request: FetchRequest, url: URL): Hop {
  const { status, headers, body } = answer;
  const freshFor = freshForOf(headers, new Date());
  if (status === 304) {
    const validators = validatorsAfter304(request.validators, headers);
    return { kind: "unchanged", validators, freshFor, permanentUrl: null };
  }
  if (status === 200) {
    const contentType = header(headers, "content-type");
    const validators = validatorsOf(headers);
    return { kind: "body", bytes: body, contentType, validators, freshFor, permanentUrl: null };
  }
  const to = header(headers, "location");
  if (REDIRECTS.has(status) && to !== null)
    return { kind: "redirect", to, isPermanent: PERMANENT.has(status) };
  return refusal(status, answer, freshFor.retryAfterMs, url);
}

function refusal(status: number, answer: Exchange, retryAfter: number | null, url: URL): Hop {
  const html = (header(answer.headers, "content-type") ?? "").includes("html");
  const page = Buffer.from(answer.body).toString("latin1");
  if (header(answer.headers, "cf-mitigated") === "challenge" || (html && CHALLENGE.test(page))) {
    return failed("challenge", `a bot wall at ${url.hostname} (HTTP ${String(status)})`, { status });
  }
  if (status === 429 || status === 503) {
    return failed("throttled", `HTTP ${String(status)}`, { status, retryAfterMs: retryAfter });
  }
  if (status === 410) return failed("gone", "HTTP 410: gone for good", { status });
  return failed("http_status", `HTTP ${String(status)}`, { status, retryAfterMs: retryAfter });
}

function httpUrl(raw: string, base: URL | null): URL | null {
  const url = base === null ? URL.parse(raw) : URL.parse(raw, base.href);
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) return null;
  // No credentials, neither ours nor a stranger's; a fragment never leaves.
  if (url.username !== "" || url.password !== "") return null;
  url.hash = "";
  return url;
}

/** A rejected connection is an ordinary outcome; a DNS answer that never comes must not outlast the time. */
async function guarded(work: () => Promise<Hop>, signal: AbortSignal): Promise<Hop> {
  if (signal.aborted) return failed("timeout", "no whole answer in time");
  let giveUp: (() => void) | undefined;
  const late = new Promise<Hop>((resolve) => {
    giveUp = () => {
      resolve(failed("timeout", "no whole answer in time"));
    };
    signal.addEventListener("abort", giveUp);
  });
  try {
    return await Promise.race([work().catch((error: unknown) => broken(error, signal)), late]);
  } finally {
    if (giveUp !== undefined) signal.removeEventListener("abort", giveUp);
  }
}

function broken(error: unknown, signal: AbortSignal): Hop {
  if (error instanceof BodyTooLarge) return failed("too_large", error.message);
  if (signal.aborted) return failed("timeout", "no whole answer in time");
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
  if (code === "UND_ERR_CONNECT_TIMEOUT") return failed("timeout", "no connection in time");
  if (code.startsWith("Z_") || code.startsWith("ERR_"))
    return failed("unreadable", `the body cannot be unpacked (${code})`);
  return failed("unreachable", `no connection (${code})`);
}

function failed(
  kind: SourceFailure["kind"],
  reason: string,
  facts: { readonly status?: number; readonly retryAfterMs?: number | null } = {},
): { readonly kind: "failed"; readonly failure: SourceFailure } {
  const failure = { kind, reason, status: facts.status ?? null, retryAfterMs: facts.retryAfterMs ?? null };
  return { kind: "failed", failure };
}
