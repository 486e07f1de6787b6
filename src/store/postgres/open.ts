import type { Socket } from "node:net";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import type { Clock } from "../../ports/clock.ts";
import { firstHead } from "../audit-chain.ts";
import { reasonOf } from "../reason.ts";
import { deriveKeys } from "../seal.ts";
import { tombstoneFile } from "../tombstone-file.ts";
import type { Postgres } from "./database.ts";
import { readMark, writeMark } from "./marks.ts";
import { marks } from "./schema.ts";
import { createTransactions } from "./transactions.ts";

export type OpenedPostgres =
  | { readonly kind: "open"; readonly postgres: Postgres; readonly close: () => Promise<void> }
  /** The database was written with another DATA_KEY. */
  | { readonly kind: "wrong_key"; readonly reason: string }
  /** No server, no rights, a migration that fails. */
  | { readonly kind: "unusable"; readonly reason: string };

export interface PostgresOptions {
  /** `postgres://…`; never shown. */
  readonly url: string;
  /** Folder of the generated SQL, `migrations/postgres`. */
  readonly migrationsFolder: string;
  /** 32 bytes. */
  readonly dataKey: Uint8Array;
  readonly clock: Clock;
  /** Where this replica repeats the erasures that it did; null: nowhere. */
  readonly tombstonePath: string | null;
  /** See `Postgres.clockOfLeases`. */
  readonly clockOfLeases?: Postgres["clockOfLeases"];
  /** True for a bot, whose statements are all short: a connection that has died without a word is given up. */
  readonly impatient?: boolean;
  /** For what comes in the place of everything: whichever key it was written with. */
  readonly anyKey?: boolean;
}

const CONNECTIONS = 10;
const CONNECT_MS = 5000;
/** No statement of ours is that slow; one that hangs must not hold a lock for ever. */
const STATEMENT_MS = 30_000;
/** A bot believes that a connection is dead when a question is unanswered for so long. */
const SILENT_MS = 15_000;
/** A process that stands still in the middle of a transaction must not keep its locks. */
const IDLE_IN_TRANSACTION_MS = 3000;

/** Any number, the same in all versions: one replica migrates, the others wait. */
const MIGRATION_LOCK = 7_305_561;

export async function openPostgres(options: PostgresOptions): Promise<OpenedPostgres> {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    application_name: "navoli",
    keepAlive: true,
  });
  // A connection that breaks while it lies idle is replaced by the next that is asked for.
  pool.on("error", () => undefined);
  // One that breaks between two statements of a transaction fails with the next; unheard, it would end the process.
  pool.on("connect", (client) => {
    client.on("error", () => undefined);
    if (options.impatient === true) giveUpWhenSilent(client);
  });
  try {
    await migrateOnce(options);
    const db = Object.assign(drizzle({ client: pool, casing: "snake_case" }), {
      transaction: transactionsOn(pool),
    });
    const clocks = { clock: options.clock, clockOfLeases: options.clockOfLeases ?? "database" } as const;
    const postgres: Postgres = {
      db,
      keys: deriveKeys(options.dataKey),
      tombstones: tombstoneFile(options.tombstonePath),
      ...clocks,
      ...createTransactions(db, clocks),
    };
    if (options.anyKey !== true && !(await markNew(postgres))) {
      await pool.end();
      return { kind: "wrong_key", reason: "the database was written with another DATA_KEY" };
    }
    const close = async (): Promise<void> => {
      if (!pool.ending) await pool.end();
    };
    return { kind: "open", postgres, close };
  } catch (error) {
    await pool.end();
    return {
      kind: "unusable",
      reason: `PostgreSQL: ${reasonOf(error)}`,
    };
  }
}

/**
 * The first replica leaves the mark of its key, whichever that is, and an empty log's head.
 *
 * @returns is it the mark of this key?
 */
export async function markNew({ db, keys }: Pick<Postgres, "db" | "keys">): Promise<boolean> {
  await db.transaction(async (tx) => {
    const { name } = marks;
    const fresh = await tx
      .insert(marks)
      .values({ name: "key", value: keys.mark })
      .onConflictDoNothing()
      .returning({ name });
    // Only then: where a head is missing it must stay missing, for somebody took it away.
    if (fresh.length > 0) await writeMark(tx, "auditHead", firstHead(keys));
  });
  return (await readMark(db, "key")) === keys.mark;
}

/**
 * Takes a connection for each transaction and always gives it back: drizzle's own way keeps it for ever when the
 * connection breaks at `begin`, until none is left.
 */
function transactionsOn(pool: pg.Pool): NodePgDatabase["transaction"] {
  const dbs = new WeakMap<pg.PoolClient, NodePgDatabase>();
  return async (work, config) => {
    const client = await pool.connect();
    const db = dbs.get(client) ?? drizzle({ client, casing: "snake_case" });
    dbs.set(client, db);
    try {
      return await db.transaction(work, config);
    } finally {
      client.release();
    }
  };
}

/** The socket is busy with each byte in either direction; between statements the pool closes it by itself. */
function giveUpWhenSilent(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Socket } }).connection;
  stream.setTimeout(SILENT_MS, () => {
    stream.destroy();
  });
}

/** On a connection of its own, without the limits of everyday statements: a large table takes its time. */
async function migrateOnce({ url, migrationsFolder }: PostgresOptions): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    application_name: "navoli migrations",
  });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await migrate(drizzle({ client, casing: "snake_case" }), { migrationsFolder });
  } finally {
    // The lock ends with the connection.
    await client.end();
  }
}
