import { readFile } from "node:fs/promises";
import type { FeedReading } from "../domain/item.ts";
import { identify } from "../ingest/identity.ts";
import type { FeedReader } from "../ports/source.ts";
import { createFeedReader } from "../sources/feed-reader.ts";
import type { Command } from "./command.ts";

const USAGE = "usage: parse-feed [--type CONTENT_TYPE] FILE…";

/** Files → a JSON line each, as the poller would read them; 1 when one of them was refused. */
export const parseFeed: Command = async ({ args, stdout, stderr }) => {
  const parsed = readArguments(args);
  if (parsed === null) {
    stderr(USAGE);
    return 2;
  }
  const reader = createFeedReader({ now: () => new Date() });
  let refused = 0;
  for (const file of parsed.files) {
    const reading = await readOne(file, parsed.type, reader);
    if (!reading.ok) refused += 1;
    stdout(JSON.stringify(lineOf(file, reading)));
  }
  return refused === 0 ? 0 : 1;
};

async function readOne(file: string, type: string | null, reader: FeedReader): Promise<FeedReading> {
  try {
    return await reader.read(await readFile(file), type);
  } catch {
    return { ok: false, reason: "the file cannot be read" };
  }
}

function lineOf(file: string, reading: FeedReading): object {
  if (!reading.ok) return { file, ok: false, reason: reading.reason };
  const items = identify(reading.items, "guid", null).map(({ key, parsed }) => ({
    key,
    title: parsed.title,
    url: parsed.url,
    publishedAt: parsed.publishedAt?.toISOString() ?? null,
    summary: parsed.summary,
  }));
  return { file, ok: true, title: reading.title, items };
}

function readArguments(
  args: readonly string[],
): { readonly type: string | null; readonly files: string[] } | null {
  const files: string[] = [];
  let type: string | null = null;
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? "";
    if (arg === "--type") {
      at += 1;
      const value = args[at];
      if (value === undefined) return null;
      type = value;
    } else if (arg.startsWith("--type=")) type = arg.slice("--type=".length);
    else if (arg.startsWith("--")) return null;
    else files.push(arg);
  }
  return files.length === 0 ? null : { type, files };
}
