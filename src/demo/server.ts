import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { stringify } from "csv-stringify/sync";
import { generateRssFeed } from "feedsmith";
import { DEMO_COLUMNS, DEMO_REGISTER } from "./register.ts";
import { DEMO_FEEDS, HISTORY, type DemoFeed, type DemoItem, type DemoRowChange } from "./scenario.ts";

/** The newsrooms and the list of prisoners of the scenario, on loopback. */
export interface DemoServer {
  /** `host:port` */
  readonly address: string;
  /** From now on the item stands in its feed. */
  publish(item: DemoItem, at: Date): void;
  /** From now on the list of prisoners has these changes. */
  change(rows: readonly DemoRowChange[]): void;
  /** Requests answered, and how many of them with 304. */
  readonly counts: { readonly requests: number; readonly unchanged: number };
  close(): Promise<void>;
}

interface Published extends DemoItem {
  readonly at: Date;
}

const BEFORE = new Date("2025-06-20T08:00:00Z");

export async function startDemoServer(): Promise<DemoServer> {
  const published: Published[] = HISTORY.map((item) => ({ ...item, at: BEFORE }));
  const rows = new Map<string, Record<string, string>>(
    DEMO_REGISTER.map((row) => [row.id ?? "", { ...row }]),
  );
  const counts = { requests: 0, unchanged: 0 };

  const server = createServer((request, response) => {
    counts.requests++;
    const body = documentAt(request.url ?? "/", published, [...rows.values()]);
    if (answer(request, response, body) === 304) counts.unchanged++;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    address: `127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    counts,
    publish: (item, at) => void published.unshift({ ...item, at }),
    change: (changes) => {
      for (const { id, cells } of changes) {
        if (cells === null) rows.delete(id);
        else rows.set(id, { ...rows.get(id), id, ...cells });
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** An item's public address: what an alert links to. */
function itemUrl(feed: DemoFeed, item: DemoItem): string {
  return `https://${feed.host}/demo/${item.slug}`;
}

function documentAt(path: string, published: readonly Published[], rows: readonly object[]): string | null {
  if (path === "/list.csv") return stringify([...rows], { header: true, columns: [...DEMO_COLUMNS] });
  const feed = DEMO_FEEDS.find(({ id }) => path === `/${id}.xml`);
  return feed === undefined ? null : rss(feed, published);
}

function rss(feed: DemoFeed, published: readonly Published[]): string {
  const own = published.filter((item) => item.feed === feed.id);
  return generateRssFeed({
    title: feed.outlet,
    link: `https://${feed.host}/`,
    description: feed.outlet,
    language: feed.language,
    items: own.map((item) => ({
      title: item.title,
      link: itemUrl(feed, item),
      guid: { value: itemUrl(feed, item), isPermaLink: true },
      description: item.summary,
      pubDate: item.at,
    })),
  });
}

function answer(request: IncomingMessage, response: ServerResponse, body: string | null): number {
  const etag = `"${createHash("sha256")
    .update(body ?? "")
    .digest("hex")
    .slice(0, 16)}"`;
  const status = body === null ? 404 : request.headers["if-none-match"] === etag ? 304 : 200;
  const type = request.url === "/list.csv" ? "text/csv; charset=utf-8" : "application/rss+xml; charset=utf-8";
  response.writeHead(status, status === 200 ? { etag, "content-type": type } : { etag });
  response.end(status === 200 ? body : undefined);
  return status;
}
