import { readMigrationFiles } from "drizzle-orm/migrator";
import pg from "pg";
import { deriveKeys } from "../seal.ts";
import { OWNERS_LOCK } from "./owners.ts";

/** A PostgreSQL as an operator wants to know it. */
export interface PostgresState {
  /** Such as 15.18. */
  readonly version: string;
  readonly major: number;
  /** True on a standby, which takes no writes. */
  readonly readOnly: boolean;
  /** Of this version of Navoli, not yet done. */
  readonly migrationsPending: number;
  /** Done by a newer version of Navoli. */
  readonly migrationsUnknown: number;
  /** `none`: the database was never written to. */
  readonly key: "fits" | "other" | "not_given" | "none";
  /** The database's clock minus this machine's, ms; uncertain by half a round trip. */
  readonly clockAheadMs: number;
  readonly roundTripMs: number;
  /** Replicas that run now. */
  readonly replicas: number;
  /** What is done by one of them: how long the lease still runs, ms; negative: since when nobody has it. */
  readonly leases: readonly { readonly name: string; readonly leftMs: number }[];
}

export type PostgresInspection =
  { readonly ok: true; readonly state: PostgresState } | { readonly ok: false; readonly reason: string };

const WITHIN_MS = 5000;

/**
 * Looks at the database and changes nothing: it migrates nothing either.
 *
 * @param dataKey null: there is none
 */
export async function inspectPostgres(
  url: string,
  migrationsFolder: string,
  dataKey: Uint8Array | null,
): Promise<PostgresInspection> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: WITHIN_MS,
    query_timeout: WITHIN_MS,
    application_name: "navoli doctor",
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("set default_transaction_read_only = on");
    return { ok: true, state: await stateOf(client, migrationsFolder, dataKey) };
  } catch (error) {
    return { ok: false, reason: `PostgreSQL: ${error instanceof Error ? error.message : "unknown"}` };
  } finally {
    await client.end();
  }
}

async function stateOf(
  client: pg.Client,
  migrationsFolder: string,
  dataKey: Uint8Array | null,
): Promise<PostgresState> {
  const { version, major, readOnly, migrated, made } = await one<{
    version: string;
    major: number;
    readOnly: boolean;
    migrated: boolean;
    made: boolean;
  }>(
    client,
    `select split_part(current_setting('server_version'), ' ', 1) as version,
      current_setting('server_version_num')::int / 10000 as major,
      pg_is_in_recovery() as "readOnly",
      to_regclass('drizzle.__drizzle_migrations') is not null as migrated,
      to_regclass('public.leases') is not null as made`,
  );
  return {
    version,
    major,
    readOnly,
    ...(await clockOf(client)),
    ...(await migrationsOf(client, migrationsFolder, migrated)),
    key: made ? await keyOf(client, dataKey) : "none",
    replicas: await replicasOf(client),
    leases: made ? await leasesOf(client) : [],
  };
}

async function clockOf(client: pg.Client): Promise<Pick<PostgresState, "clockAheadMs" | "roundTripMs">> {
  const asked = Date.now();
  const { ms } = await one<{ ms: number }>(
    client,
    "select (extract(epoch from clock_timestamp()) * 1000)::double precision as ms",
  );
  const answered = Date.now();
  return { clockAheadMs: Math.round(ms - (asked + answered) / 2), roundTripMs: answered - asked };
}

async function migrationsOf(
  client: pg.Client,
  migrationsFolder: string,
  migrated: boolean,
): Promise<Pick<PostgresState, "migrationsPending" | "migrationsUnknown">> {
  const known = readMigrationFiles({ migrationsFolder });
  if (!migrated) return { migrationsPending: known.length, migrationsUnknown: 0 };
  const { rows } = await client.query<{ hash: string; at: string }>(
    "select hash, created_at as at from drizzle.__drizzle_migrations",
  );
  const last = Math.max(0, ...rows.map(({ at }) => Number(at)));
  const ours = new Set(known.map(({ hash }) => hash));
  return {
    // As the migrator decides it.
    migrationsPending: known.filter(({ folderMillis }) => folderMillis > last).length,
    migrationsUnknown: rows.filter(({ hash }) => !ours.has(hash)).length,
  };
}

async function keyOf(client: pg.Client, dataKey: Uint8Array | null): Promise<PostgresState["key"]> {
  const { rows } = await client.query<{ mark: string }>(
    "select value #>> '{}' as mark from marks where name = 'key'",
  );
  const [mark] = rows;
  if (mark === undefined) return "none";
  if (dataKey === null) return "not_given";
  return mark.mark === deriveKeys(dataKey).mark ? "fits" : "other";
}

async function replicasOf(client: pg.Client): Promise<number> {
  const { count } = await one<{ count: number }>(
    client,
    `select count(*)::int as count from pg_locks
      where locktype = 'advisory' and mode = 'ShareLock' and granted and objid = ${String(OWNERS_LOCK)}
        and database = (select oid from pg_database where datname = current_database())`,
  );
  return count;
}

async function leasesOf(client: pg.Client): Promise<PostgresState["leases"]> {
  const { rows } = await client.query<{ name: string; leftMs: number }>(
    `select name, round(extract(epoch from until - clock_timestamp()) * 1000)::double precision as "leftMs"
      from leases order by name`,
  );
  return rows;
}

async function one<T extends pg.QueryResultRow>(client: pg.Client, text: string): Promise<T> {
  const [row] = (await client.query<T>(text)).rows;
  if (row === undefined) throw new Error("no answer");
  return row;
}
