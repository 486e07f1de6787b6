import { createHash } from "node:crypto";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { generateRssFeed } from "feedsmith";

export interface NewsItem {
  readonly slug: string;
  readonly title: string;
  readonly summary?: string;
  readonly at?: Date;
}

/** What a path answers instead of a feed. */
export type Answer =
  { readonly status?: number; readonly type?: string; readonly body: string } | "drop" | "hang";

/** A primary source that is asked every second, as a line of feeds.json. */
export const PRIMARY = {
  id: "primary",
  outlet: "primary",
  mirrors: [],
  language: "be",
  tier: "primary",
  every: "1s",
  status: "active",
} as const;

/** A newsroom's web server on loopback: feeds with validators, a list of prisoners, and faults. */
export class Newsroom {
  readonly #feeds = new Map<string, NewsItem[]>();
  readonly #answers = new Map<string, Answer>();
  readonly #server: Server;
  /** Status codes answered, by path. */
  readonly answered: { readonly path: string; readonly status: number; readonly atMs: number }[] = [];
  address = "";

  constructor() {
    this.#server = createServer((request, response) => {
      const path = request.url ?? "/";
      const answer = this.#answers.get(path);
      if (answer === "drop") return void request.socket.destroy();
      if (answer === "hang") return;
      const feed = this.#feeds.get(path);
      if (answer === undefined && feed === undefined) return this.#end(response, path, 404, "", "text/plain");
      const body = answer?.body ?? rss(path, feed ?? [], this.address);
      const etag = `"${createHash("sha256").update(body).digest("hex").slice(0, 12)}"`;
      response.setHeader("etag", etag);
      const isKnown = request.headers["if-none-match"] === etag;
      const status = isKnown ? 304 : (answer?.status ?? 200);
      this.#end(
        response,
        path,
        status,
        isKnown ? "" : body,
        answer?.type ?? "application/rss+xml; charset=utf-8",
      );
    });
  }

  async open(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    this.address = `127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
    return this;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
  }

  url(path: string): string {
    return `http://${this.address}${path}`;
  }

  publish(path: string, ...items: readonly NewsItem[]): void {
    const dated = items.map((item) => ({ ...item, at: item.at ?? new Date() }));
    this.#feeds.set(path, [...dated, ...(this.#feeds.get(path) ?? [])]);
  }

  answer(path: string, answer: Answer): void {
    this.#answers.set(path, answer);
  }

  statuses(path: string): readonly number[] {
    return this.answered.filter((each) => each.path === path).map(({ status }) => status);
  }

  #end(response: ServerResponse, path: string, status: number, body: string, type: string): void {
    this.answered.push({ path, status, atMs: Date.now() });
    response.writeHead(status, { "content-type": type });
    response.end(body);
  }
}

function rss(path: string, items: readonly NewsItem[], address: string): string {
  return generateRssFeed({
    title: path,
    link: `http://${address}/`,
    description: "invented",
    items: items.map(({ slug, title, summary, at }) => ({
      title,
      description: summary ?? "",
      link: `http://${address}/news/${slug}`,
      guid: { value: `http://${address}/news/${slug}`, isPermaLink: true },
      ...(at === undefined ? {} : { pubDate: at }),
    })),
  });
}
