import type { Fetcher, FetchRequest, FetchResult } from "../../src/ports/fetcher.ts";
import { toCsv, type Row } from "../support/tracker-fixtures.ts";
import type { Dice } from "./dice.ts";
import { type Life, never, outlived } from "./life.ts";
import type { Machine } from "./machine.ts";

/** What an outlet's server does instead of its work. */
export type Outage = "down" | "5xx" | "garbage" | "cut" | "busy";

export const OUTAGES: readonly Outage[] = ["down", "5xx", "garbage", "cut", "busy"];
export const LIST = "list";

interface Item {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly at: Date;
}

const NOTHING = { maxAgeMs: null, expiresMs: null, retryAfterMs: null } as const;

/** The outlets' feeds and the list of prisoners, without sockets. */
export class SimulatedNewsroom {
  readonly #machine: Machine;
  readonly #dice: Dice;
  readonly #feeds = new Map<string, Item[]>();
  readonly #outages = new Map<string, Outage>();
  /** Grows when a server changes its validators without reason. */
  readonly #generation = new Map<string, number>();
  #rows: readonly Row[] = [];
  lastNewsMs = Number.NEGATIVE_INFINITY;
  fetches = 0;

  constructor(machine: Machine, dice: Dice) {
    this.#machine = machine;
    this.#dice = dice;
  }

  publish(feed: string, item: Omit<Item, "at">): void {
    this.#feeds.set(feed, [
      { ...item, at: new Date(this.#machine.wallMs) },
      ...(this.#feeds.get(feed) ?? []),
    ]);
  }

  /** An outlet polishes its newest headline; its address stays. */
  polish(feed: string): void {
    const [newest, ...older] = this.#feeds.get(feed) ?? [];
    if (newest !== undefined) this.#feeds.set(feed, [{ ...newest, title: `${newest.title}.` }, ...older]);
  }

  list(rows: readonly Row[]): void {
    this.#rows = rows;
  }

  get rows(): readonly Row[] {
    return this.#rows;
  }

  fail(source: string, outage: Outage | null): void {
    if (outage === null) this.#outages.delete(source);
    else this.#outages.set(source, outage);
  }

  heal(): void {
    this.#outages.clear();
  }

  shuffleValidators(source: string): void {
    this.#generation.set(source, (this.#generation.get(source) ?? 0) + 1);
  }

  connect(life: Life): Fetcher {
    return {
      fetch: (request) => {
        if (life.isOver() || life.touches("before fetch")) return never();
        this.fetches += 1;
        return outlived(life, "fetch", this.#answer(request));
      },
    };
  }

  async #answer({ url, validators }: FetchRequest): Promise<FetchResult> {
    const dice = this.#dice;
    const source = new URL(url).hostname.split(".")[0] ?? "";
    const outage = this.#outages.get(source);
    await new Promise<void>((resolve) => {
      this.#machine.after(dice.chance(0.05) ? dice.between(3000, 15_000) : dice.between(20, 900), resolve);
    });
    if (outage === "down") return failed("unreachable", null);
    if (outage === "5xx") return failed("http_status", 503);
    if (outage === "busy") return failed("throttled", 429);
    const isList = source === LIST;
    const type = isList ? "text/csv; charset=utf-8" : "application/rss+xml; charset=utf-8";
    if (outage === "garbage")
      return body("<!doctype html><title>Just a moment...</title>", "text/html", null);
    const text = isList ? toCsv(this.#rows) : rss(source, this.#feeds.get(source) ?? []);
    if (outage === "cut") return body(text.slice(0, Math.floor(text.length * dice.next())), type, null);
    const etag = `"${String(hash(text))}-${String(this.#generation.get(source) ?? 0)}"`;
    if (validators.etag === etag) {
      return { kind: "unchanged", validators, freshFor: NOTHING, permanentUrl: null };
    }
    this.lastNewsMs = this.#machine.nowMs;
    return body(text, type, etag);
  }
}

export function addressOf(source: string): string {
  return `https://${source}.example/${source === LIST ? "list.csv" : "feed.xml"}`;
}

function failed(kind: "unreachable" | "http_status" | "throttled", status: number | null): FetchResult {
  return { kind: "failed", failure: { kind, reason: kind, status, retryAfterMs: null } };
}

function body(text: string, contentType: string, etag: string | null): FetchResult {
  return {
    kind: "body",
    bytes: new TextEncoder().encode(text),
    contentType,
    validators: { etag, lastModified: null },
    freshFor: NOTHING,
    permanentUrl: null,
  };
}

function hash(text: string): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return sum >>> 0;
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

function rss(source: string, items: readonly Item[]): string {
  const entries = items.map(({ slug, title, summary, at }) => {
    const link = `https://${source}.example/news/${slug}`;
    return `<item><title>${escaped(title)}</title><link>${link}</link><guid>${link}</guid><pubDate>${at.toUTCString()}</pubDate><description>${escaped(summary)}</description></item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>${source}</title><link>https://${source}.example/</link><description>invented</description>${entries.join("")}</channel></rss>`;
}
