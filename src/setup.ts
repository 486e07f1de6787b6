import { readFileSync } from "node:fs";
import packageFile from "../package.json" with { type: "json" };
import { type Config, readConfig } from "./config.ts";
import type { Sources } from "./domain/source.ts";
import { parseFeedsFile } from "./sources/feeds-file.ts";
import type { StorageOptions } from "./store/storage.ts";
import { systemClock } from "./system/machine.ts";

export const VERSION = packageFile.version;

export type Setup =
  | { readonly ok: true; readonly config: Config; readonly sources: Sources }
  /** Every fault of the environment and of the source list, a line each. */
  | { readonly ok: false; readonly faults: readonly string[] };

/** Reads what the operator wrote; writes nothing. */
export function readSetup(): Setup {
  const reading = readConfig();
  const sources = readSources(reading.ok ? reading.config.feedsFile : reading.feedsFile);
  if (reading.ok && sources.ok) return { ok: true, config: reading.config, sources: sources.sources };
  return {
    ok: false,
    faults: [...(reading.ok ? [] : reading.faults), ...(sources.ok ? [] : sources.faults)],
  };
}

function readSources(file: string): ReturnType<typeof parseFeedsFile> {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return { ok: false, faults: [`FEEDS_FILE: ${file} cannot be read`] };
  }
  const reading = parseFeedsFile(text);
  return reading.ok ? reading : { ok: false, faults: reading.faults.map((fault) => `${file}: ${fault}`) };
}

/** Where things are kept, as the configuration says. */
export function storageOptions(config: Config, owner: boolean): StorageOptions {
  return {
    database: config.database,
    migrations: new URL("../migrations", import.meta.url).pathname,
    dataKey: config.dataKey,
    keyFile: "./data/data.key",
    clock: systemClock,
    owner,
  };
}
