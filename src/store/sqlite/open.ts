import { AsyncLocalStorage } from "node:async_hooks";
import { chmodSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import type { Clock } from "../../ports/clock.ts";
import { firstHead } from "../audit-chain.ts";
import { heardBy } from "../keeping.ts";
import { reasonOf } from "../reason.ts";
import { deriveKeys } from "../seal.ts";
import { tombstoneFile } from "../tombstone-file.ts";
import type { HeldUpdate } from "../update-in-hand.ts";
import type { Sqlite } from "./database.ts";
import { readMark, writeMark } from "./marks.ts";
import { heardUpdates } from "./schema.ts";
import { buryAgain } from "./tombstones.ts";

export type OpenedSqlite =
  | { readonly kind: "open"; readonly sqlite: Sqlite }
  /** Another instance runs on this file. */
  | { readonly kind: "in_use"; readonly reason: string }
  /** The database was written with another DATA_KEY. */
  | { readonly kind: "wrong_key"; readonly reason: string }
  /** No database, no rights, disk full, a migration that fails. */
  | { readonly kind: "unusable"; readonly reason: string };

export interface OpenOptions {
  /** A file, created with its folder when missing, or `:memory:`. */
  readonly path: string;
  /** Folder of the generated SQL, `migrations/sqlite`. */
  readonly migrationsFolder: string;
  /** 32 bytes. */
  readonly dataKey: Uint8Array;
  readonly clock: Clock;
  /**
   * True for the bot: it owns the file, and a second owner is refused. False for one-shots that look into the
   * database of a running bot.
   */
  readonly owner: boolean;
}

/** The whole process stands still while it waits; who meets a lock for longer tries again later. */
const BUSY_TIMEOUT_MS = 1000;
const CACHE_KIB = 8192;
const CHECKPOINT_PAGES = 4000;

/** Opens, migrates and checks the database; erases again whom an older backup brought back. */
export function openSqlite(options: OpenOptions): OpenedSqlite {
  const release = options.owner && options.path !== ":memory:" ? takeLock(options.path) : nothing;
  if (release === null) {
    return { kind: "in_use", reason: `another instance of Navoli runs on ${options.path}` };
  }
  let client: Database.Database | null = null;
  try {
    client = connect(options.path);
    const sqlite = assemble(client, options, release);
    migrate(sqlite.db, { migrationsFolder: options.migrationsFolder });
    const mark = readMark(sqlite, "key");
    if (mark !== null && mark !== sqlite.keys.mark) {
      sqlite.close();
      return { kind: "wrong_key", reason: `${options.path} was written with another DATA_KEY` };
    }
    if (mark === null) markNew(sqlite);
    if (options.owner) buryAgain(sqlite);
    return { kind: "open", sqlite };
  } catch (error) {
    client?.close();
    release();
    return {
      kind: "unusable",
      reason: `${options.path}: ${reasonOf(error)}`,
    };
  }
}

function markNew(sqlite: Sqlite): void {
  sqlite.write(() => {
    writeMark(sqlite, "key", sqlite.keys.mark);
    writeMark(sqlite, "auditHead", firstHead(sqlite.keys));
  });
}

function assemble(client: Database.Database, options: OpenOptions, release: () => void): Sqlite {
  const db = drizzle({ client, casing: "snake_case" });
  const updateInHand = new AsyncLocalStorage<HeldUpdate>();
  return {
    db,
    updateInHand,
    path: options.path,
    keys: deriveKeys(options.dataKey),
    clock: options.clock,
    tombstones: tombstoneFile(options.path === ":memory:" ? null : `${options.path}.tombstones`),
    write: (work) => {
      const held = updateInHand.getStore();
      if (held === undefined || held.stored) return client.transaction(work).immediate();
      const { updateId } = held;
      const transaction = client.transaction(() => {
        db.insert(heardUpdates)
          .values({ updateId, heardAt: heardBy(options.clock.now()) })
          .onConflictDoNothing()
          .run();
        return work();
      });
      const done = transaction.immediate();
      held.stored = true;
      return done;
    },
    close: () => {
      client.close();
      release();
    },
  };
}

function connect(path: string): Database.Database {
  if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const client = new Database(path, { timeout: BUSY_TIMEOUT_MS });
  // The write-ahead log takes over the rights of the database.
  if (path !== ":memory:") chmodSync(path, 0o600);
  client.pragma("journal_mode = WAL");
  // What is marked as sent must stay marked after a power cut too.
  client.pragma("synchronous = FULL");
  client.pragma("foreign_keys = ON");
  // Without it what is deleted stays readable in free pages.
  client.pragma("secure_delete = ON");
  // A database that somebody else wrote may not run functions of ours by its schema.
  client.pragma("trusted_schema = OFF");
  client.pragma(`cache_size = -${String(CACHE_KIB)}`);
  client.pragma(`wal_autocheckpoint = ${String(CHECKPOINT_PAGES)}`);
  return client;
}

const nothing = (): void => undefined;

/**
 * Holds `<path>.lock` for as long as the process lives: the system releases it even after kill -9.
 *
 * @returns how to release it; null when another instance holds it
 */
export function takeLock(path: string): (() => void) | null {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const lock = new Database(`${path}.lock`, { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch {
    lock.close();
    return null;
  }
  return () => {
    lock.close();
  };
}
