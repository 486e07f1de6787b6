import { reachTelegram } from "../bot/reach.ts";
import type { Config } from "../config.ts";
import type { Sources } from "../domain/source.ts";
import { sourceReport } from "../ingest/health.ts";
import { readSetup, storageOptions } from "../setup.ts";
import { openStorage } from "../store/open.ts";
import type { Storage } from "../store/storage.ts";
import { systemClock } from "../system/machine.ts";
import type { CommandIo } from "./command.ts";
import { missingDatabase } from "./open.ts";
import { tableLines } from "./table.ts";

interface Check {
  readonly check: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** Looks at everything that Navoli needs and changes nothing. Exit code 1 when something does not work. */
export async function doctor(io: CommandIo): Promise<number> {
  const setup = readSetup();
  const checks: Check[] = [];
  const tell = (check: Check): void => {
    checks.push(check);
    io.stdout(JSON.stringify(check));
  };
  if (!setup.ok) {
    setup.faults.forEach((fault) => tell({ check: "configuration", ok: false, detail: fault }));
  } else {
    const { config, sources } = setup;
    tell({
      check: "configuration",
      ok: true,
      detail: `${String(sources.feeds.length)} feeds, ${String(sources.trackers.length)} trackers`,
    });
    for (const check of await storageChecks(config, sources)) tell(check);
    tell(await telegramCheck(config));
  }
  const cells = checks.map(({ check, ok, detail }) => [ok ? "ok" : "FAULT", check, detail]);
  tableLines(cells).forEach((line) => io.stderr(line));
  return checks.every(({ ok }) => ok) ? 0 : 1;
}

async function storageChecks(config: Config, sources: Sources): Promise<readonly Check[]> {
  const missing = missingDatabase(config);
  if (missing !== null) return [{ check: "database", ok: true, detail: missing }];
  const opened = await openStorage(storageOptions(config, false));
  if (!opened.ok) return [{ check: "database", ok: false, detail: opened.reason }];
  const { storage } = opened;
  const queue = await storage.outbox.counts();
  const checks = [
    { check: "database", ok: true, detail: shownDatabase(config) },
    { check: "key", ok: true, detail: "opens what the database holds" },
    { check: "outbox", ok: true, detail: JSON.stringify(queue) },
    ...(await sourceChecks(storage, sources)),
  ];
  await storage.close();
  return checks;
}

/** Without the password that an address holds. */
function shownDatabase({ database }: Config): string {
  return database.kind === "sqlite" ? database.path : `PostgreSQL at ${new URL(database.url).host}`;
}

async function sourceChecks(storage: Storage, sources: Sources): Promise<readonly Check[]> {
  const states = new Map((await storage.reading.sourceStates()).map((state) => [state.sourceId, state]));
  const now = systemClock.now();
  return [...sources.feeds, ...sources.trackers].map((source) => {
    const { state, reason, lastSuccess, lastNewItem } = sourceReport(source, states.get(source.id), now);
    const seen = `last success ${moment(lastSuccess)}, last new item ${moment(lastNewItem)}`;
    // A source that is listed as broken is known to be; only one that should work is a fault.
    const ok = source.status === "broken" || !["blocked", "broken", "gone"].includes(state);
    return {
      check: `source ${source.id}`,
      ok,
      detail: [state, reason, seen].filter((part) => part !== null).join("; "),
    };
  });
}

function moment(at: Date | null): string {
  return at === null ? "never" : at.toISOString().slice(0, 16);
}

async function telegramCheck({ updates, telegramApiRoot }: Config): Promise<Check> {
  if (updates.kind === "terminal") {
    return { check: "telegram", ok: true, detail: "no token: the terminal is the chat" };
  }
  const reach = await reachTelegram(updates.token, telegramApiRoot);
  return { check: "telegram", ok: reach.ok, detail: reach.ok ? `@${reach.username}` : reach.reason };
}
