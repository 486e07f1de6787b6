import { inspectPostgres, type PostgresState } from "../store/postgres/inspect.ts";
import { readDataKey } from "../store/data-key.ts";
import type { StorageOptions } from "../store/storage.ts";
import { join } from "node:path";
import { type Check, fault, KEY_IN_PLACE, well } from "./doctor-check.ts";

const OLDEST_MAJOR = 15;
/** Leases and due times go by the database's clock; what people read goes by this machine's. */
const CLOCK_MOST_MS = 2000;
const SLOW_MS = 200;
const HELD_LATE_MS = 30_000;

export interface PostgresChecks {
  readonly checks: readonly Check[];
  /** Opening would migrate, or fail: the rest is looked at only when it would not. */
  readonly mayOpen: boolean;
}

/**
 * The database itself, before anything of ours opens it.
 *
 * @param asksTelegram one of the replicas asks for updates; else Telegram calls them
 */
export async function postgresChecks(
  url: string,
  options: StorageOptions,
  asksTelegram: boolean,
): Promise<PostgresChecks> {
  const key = readDataKey(options.dataKey, options.keyFile);
  const inspected = await inspectPostgres(
    url,
    join(options.migrations, "postgres"),
    key.kind === "key" ? key.key : null,
  );
  // An address without a host is that of a socket on this machine.
  const at = `PostgreSQL at ${new URL(url).host || "this machine"}`;
  if (!inspected.ok) {
    const next = "is the server up, and are host, user, password and database of DATABASE_URL right?";
    return { checks: [fault("database", inspected.reason, next)], mayOpen: false };
  }
  const checks = judgePostgres(inspected.state, at, {
    noKey: key.kind === "key" ? null : key.reason,
    asksTelegram,
  });
  // Its own first start migrates a database; a look at it must not.
  return { checks, mayOpen: checks.every(({ ok }) => ok) && inspected.state.migrationsPending === 0 };
}

/**
 * @param at where it is, as it may be shown
 * @param here.noKey why there is no key; null: there is one
 */
export function judgePostgres(
  state: PostgresState,
  at: string,
  here: { readonly noKey: string | null; readonly asksTelegram: boolean },
): readonly Check[] {
  // Renewed every second; only the sweeper comes once a minute.
  const alwaysHeld = here.asksTelegram ? ["poller", "updates"] : ["poller"];
  return [
    serverOf(state, at),
    migrationsOf(state),
    keyOf(state, here.noKey),
    clockOf(state),
    replicasOf(state, alwaysHeld),
  ];
}

function serverOf({ version, major, readOnly, roundTripMs }: PostgresState, at: string): Check {
  const detail = `${at}, version ${version}, answers in ${String(roundTripMs)} ms`;
  if (major < OLDEST_MAJOR) {
    return fault("database", detail, `Navoli needs PostgreSQL ${String(OLDEST_MAJOR)} or newer`);
  }
  if (readOnly) {
    return fault("database", `${detail}, a standby`, "name the primary in DATABASE_URL, or promote this one");
  }
  if (roundTripMs > SLOW_MS) {
    return fault("database", detail, "bring Navoli and its database nearer to each other");
  }
  return well("database", detail);
}

function migrationsOf({ migrationsPending, migrationsUnknown }: PostgresState): Check {
  if (migrationsUnknown > 0) {
    const detail = `${String(migrationsUnknown)} of a newer version`;
    return fault("migrations", detail, "run the newer version of Navoli, which migrated this database");
  }
  return migrationsPending === 0
    ? well("migrations", "all done")
    : well("migrations", `${String(migrationsPending)} to do: the next start does them`);
}

function keyOf({ key }: PostgresState, noKey: string | null): Check {
  switch (key) {
    case "fits":
      return well("key", "opens what the database holds");
    case "none":
      return well("key", noKey ?? "the database holds nothing yet");
    case "not_given":
      return fault("key", noKey ?? "there is no key", KEY_IN_PLACE);
    case "other":
      return fault("key", "the database was written with another DATA_KEY", KEY_IN_PLACE);
  }
}

function clockOf({ clockAheadMs, roundTripMs }: PostgresState): Check {
  const side = clockAheadMs < 0 ? "behind" : "ahead of";
  const detail = `the database's clock is ${String(Math.abs(clockAheadMs))} ms ${side} this machine's`;
  return Math.abs(clockAheadMs) > CLOCK_MOST_MS + roundTripMs / 2
    ? fault("clock", detail, "let both machines keep time by NTP (timedatectl set-ntp true)")
    : well("clock", detail);
}

function replicasOf({ replicas, leases }: PostgresState, alwaysHeld: readonly string[]): Check {
  const held = leases
    .map(({ name, leftMs }) => `${name} ${leftMs > 0 ? "is held" : `free for ${seconds(-leftMs)}`}`)
    .join(", ");
  const detail = `${String(replicas)} run${held === "" ? "" : `; ${held}`}`;
  const lost = leases.some(({ name, leftMs }) => alwaysHeld.includes(name) && leftMs < -HELD_LATE_MS);
  return replicas > 0 && lost
    ? fault(
        "replicas",
        detail,
        "no replica asks the sources or Telegram: is `poller` or `bot` missing in every ROLES?",
      )
    : well("replicas", detail);
}

function seconds(ms: number): string {
  return `${String(Math.round(ms / 1000))} s`;
}
