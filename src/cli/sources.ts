import { readFile, rename, writeFile } from "node:fs/promises";
import { readConfig } from "../config.ts";
import type { FeedSource, Sources } from "../domain/source.ts";
import { feedsFileText, parseFeedsFile, textLanguageOf } from "../sources/feeds-file.ts";
import { idForFeed, opmlOf, readOpml } from "../sources/opml.ts";
import type { Command, CommandIo } from "./command.ts";

const USAGE = [
  "usage: sources export > feeds.opml    the feeds of FEEDS_FILE as OPML",
  "       sources import < feeds.opml    adds what FEEDS_FILE does not have yet",
];

/**
 * The source list as OPML. Import is cautious: a feed that is known by its address is left as it is, a new one
 * starts as `analysis`, which alerts nobody, until the operator says what it is.
 */
export const sources: Command = async (io) => {
  const [action, ...rest] = io.args;
  if ((action !== "import" && action !== "export") || rest.length > 0) {
    USAGE.forEach((line) => {
      io.stderr(line);
    });
    return 2;
  }
  const reading = readConfig();
  if (!reading.ok) {
    reading.faults.forEach((fault) => {
      io.stderr(fault);
    });
    return 2;
  }
  const file = reading.config.feedsFile;
  const list = await readList(file, io);
  if (list === null) return 1;
  if (action === "import") return importOpml(io, file, list);
  io.stdout(opmlOf(list.feeds, "Navoli").trimEnd());
  return 0;
};

async function readList(file: string, { stderr }: CommandIo): Promise<Sources | null> {
  try {
    const reading = parseFeedsFile(await readFile(file, "utf8"));
    if (reading.ok) return reading.sources;
    reading.faults.forEach((fault) => {
      stderr(`${file}: ${fault}`);
    });
  } catch {
    stderr(`${file} cannot be read`);
  }
  return null;
}

async function importOpml(
  { stdin, stdout, stderr }: CommandIo,
  file: string,
  list: Sources,
): Promise<number> {
  const lines: string[] = [];
  for await (const line of stdin) lines.push(line);
  const found = readOpml(lines.join("\n"));
  if (found === null) {
    stderr("standard input is no OPML");
    return 1;
  }
  const ids = new Set([...list.feeds, ...list.trackers].map(({ id }) => id));
  const addresses = new Set(list.feeds.flatMap(({ url, mirrors }) => [url, ...mirrors]));
  const added: FeedSource[] = [];
  for (const feed of found) {
    if (addresses.has(feed.url)) continue;
    const id = idForFeed(feed, ids);
    ids.add(id);
    addresses.add(feed.url);
    added.push({
      id,
      outlet: feed.title,
      url: feed.url,
      mirrors: [],
      language: textLanguageOf(feed.language),
      tier: feed.tier ?? "analysis",
      everyMs: null,
      status: feed.isBroken ? "broken" : "active",
      note: feed.note,
    });
  }
  if (added.length > 0) await replace(file, feedsFileText({ ...list, feeds: [...list.feeds, ...added] }));
  stdout(JSON.stringify({ ok: true, added: added.map(({ id }) => id), known: found.length - added.length }));
  return 0;
}

/** Never half a file, whatever happens in between. */
async function replace(file: string, text: string): Promise<void> {
  const draft = `${file}.new`;
  await writeFile(draft, text);
  await rename(draft, file);
}
