import { constants, existsSync } from "node:fs";
import { access, statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import type { Config } from "../config.ts";
import type { Sources } from "../domain/source.ts";
import { sourceReport } from "../ingest/health.ts";
import { readSetup, storageOptions } from "../setup.ts";
import { openStorage } from "../store/open.ts";
import type { Storage } from "../store/storage.ts";
import { systemClock } from "../system/machine.ts";
import type { CommandIo } from "./command.ts";
import { databaseGiven } from "./database.ts";
import { readDataKey } from "../store/data-key.ts";
import { type Check, fault, KEY_IN_PLACE, well } from "./doctor-check.ts";
import { postgresChecks } from "./doctor-postgres.ts";
import { telegramChecks } from "./doctor-telegram.ts";
import { missingDatabase } from "./open.ts";
import { tableLines } from "./table.ts";

/** Looks at everything that Navoli needs and changes nothing. Exit code 1 when something does not work. */
export async function doctor(io: CommandIo): Promise<number> {
  const asked = readArguments(io.args);
  const database = asked?.database === undefined ? null : databaseGiven(io, asked.database);
  if (asked === null || (asked.database !== undefined && database === null)) {
    io.stderr("usage: doctor [--database ADDRESS]");
    return 2;
  }
  const setup = readSetup();
  const checks: Check[] = [];
  const tell = (check: Check): void => {
    checks.push(check);
    io.stdout(JSON.stringify(check));
  };
  if (!setup.ok) {
    const next =
      "put it right in the environment or in the file that is named; README.md says what each means";
    for (const each of setup.faults) {
      tell(fault("configuration", each, each.startsWith("DATA_KEY:") ? KEY_IN_PLACE : next));
    }
  } else {
    const { sources } = setup;
    const config = database === null ? setup.config : { ...setup.config, database };
    tell(configurationCheck(config, sources));
    for (const check of await databaseChecks(config, sources)) tell(check);
    for (const check of await telegramChecks(config, systemClock.now())) tell(check);
  }
  const cells = checks.map(({ check, ok, detail }) => [ok ? "ok" : "FAULT", check, detail]);
  tableLines(cells).forEach((line) => io.stderr(line));
  const faults = checks.filter(({ ok }) => !ok);
  faults.forEach(({ check, next }) => io.stderr(`→ ${check}: ${next ?? ""}`));
  return faults.length === 0 ? 0 : 1;
}

function readArguments(args: readonly string[]): { readonly database: string | undefined } | null {
  try {
    const { values } = parseArgs({ args: [...args], options: { database: { type: "string" } } });
    return { database: values.database };
  } catch {
    return null;
  }
}

function configurationCheck({ pingUrl, moderatorIds }: Config, { feeds, trackers }: Sources): Check {
  return well(
    "configuration",
    [
      `${String(feeds.length)} feeds, ${String(trackers.length)} trackers`,
      moderatorIds.length === 0 ? "no moderators: what waits for a person waits for ever" : null,
      pingUrl === null ? "no PING_URL: nobody notices a silence" : null,
    ]
      .filter((part) => part !== null)
      .join("; "),
  );
}

async function databaseChecks(config: Config, sources: Sources): Promise<readonly Check[]> {
  const { database } = config;
  if (database.kind === "sqlite") {
    const disk = await diskCheck(database.path);
    const missing = missingDatabase(config);
    if (missing !== null) return [disk, well("database", missing)];
    const { dataKey, keyFile } = storageOptions(config, false);
    const key = readDataKey(dataKey, keyFile);
    // Opening would make a key, and it would open nothing.
    if (key.kind === "bad") return [disk, fault("key", key.reason, KEY_IN_PLACE)];
    return [disk, ...(await storageChecks(config, sources, database.path))];
  }
  const { checks, mayOpen } = await postgresChecks(
    database.url,
    storageOptions(config, false),
    config.updates.kind === "polling",
  );
  return mayOpen ? [...checks, ...(await storageChecks(config, sources, null))] : checks;
}

const GIB = 2 ** 30;
const FREE_LEAST = GIB / 2;

const OWN_IT = "let the user that runs Navoli own the folder and all that is in it (chown -R)";
const NOT_OURS = /\b(?:EACCES|EPERM|EROFS)\b|readonly database/u;

async function diskCheck(path: string): Promise<Check> {
  const folder = folderFor(path);
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const detail = `${(free / GIB).toFixed(1)} GiB free in ${folder}`;
  const mayWrite = await access(folder, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!mayWrite) return fault("disk", `nothing can be written in ${folder}`, OWN_IT);
  return free < FREE_LEAST
    ? fault("disk", detail, "make room; RUNBOOK.md, “The disk is full”")
    : well("disk", detail);
}

/** The folder of the file, or the nearest above it that there is: the start makes the others in it. */
function folderFor(path: string): string {
  const folder = dirname(path);
  return existsSync(folder) || dirname(folder) === folder ? folder : folderFor(folder);
}

/** @param file null: the database itself was looked at before */
async function storageChecks(
  config: Config,
  sources: Sources,
  file: string | null,
): Promise<readonly Check[]> {
  const opened = await openStorage(storageOptions(config, false));
  if (!opened.ok) {
    const next = NOT_OURS.test(opened.reason)
      ? OWN_IT
      : "RUNBOOK.md, “Restore from a backup” when the file is damaged, “The key is lost” when the key is another";
    return [fault("database", opened.reason, next)];
  }
  const { storage } = opened;
  const own = file === null ? [] : [well("database", file), well("key", "opens what the database holds")];
  const checks = [...own, await queueCheck(storage), ...(await sourceChecks(storage, sources))];
  await storage.close();
  return checks;
}

const QUEUE_OLD_MS = 60 * 60_000;

async function queueCheck({ outbox, switches, figures }: Storage): Promise<Check> {
  const now = systemClock.now();
  const [counts, halt, due, shutUntil] = await Promise.all([
    outbox.counts(),
    switches.halted(),
    figures.due(now),
    outbox.shutUntil(),
  ]);
  const ageMs = due.since === null ? 0 : now.getTime() - due.since.getTime();
  const detail = [
    JSON.stringify(counts),
    halt === null ? null : `halted by ${halt.by} since ${moment(halt.since)}`,
    shutUntil !== null && shutUntil > now ? `Telegram wants nothing until ${shutUntil.toISOString()}` : null,
    ageMs > 0 ? `the oldest due message waits for ${String(Math.round(ageMs / 60_000))} min` : null,
  ]
    .filter((part) => part !== null)
    .join("; ");
  return ageMs > QUEUE_OLD_MS && halt === null
    ? fault("outbox", detail, "RUNBOOK.md, “The queue stands still”")
    : well("outbox", detail);
}

async function sourceChecks(storage: Storage, sources: Sources): Promise<readonly Check[]> {
  const states = new Map((await storage.reading.sourceStates()).map((state) => [state.sourceId, state]));
  const now = systemClock.now();
  return [...sources.feeds, ...sources.trackers].map((source) => {
    const { state, reason, lastSuccess, lastNewItem } = sourceReport(source, states.get(source.id), now);
    const seen = `last success ${moment(lastSuccess)}, last new item ${moment(lastNewItem)}`;
    const detail = [state, reason, seen].filter((part) => part !== null).join("; ");
    // A source that is listed as broken is known to be; only one that should work is a fault.
    const isKnown = source.status === "broken" || !["blocked", "broken", "gone"].includes(state);
    return isKnown
      ? well(`source ${source.id}`, detail)
      : fault(
          `source ${source.id}`,
          detail,
          `open ${source.url} by hand: add a mirror to feeds.json, or status "broken" and a note`,
        );
  });
}

function moment(at: Date | null): string {
  return at === null ? "never" : at.toISOString().slice(0, 16);
}
