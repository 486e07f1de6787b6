import { randomUUID } from "node:crypto";
import { dirname, join } from "node:path";
import { sql } from "drizzle-orm";
import { chunks } from "../delivery-row.ts";
import { deriveKeys } from "../seal.ts";
import { backupOf, restoredOf } from "../sqlite/backup.ts";
import type { Sqlite } from "../sqlite/database.ts";
import { openSqlite } from "../sqlite/open.ts";
import { emptySqliteTables, sqliteTables } from "../sqlite/tables.ts";
import { asidePath } from "../set-aside.ts";
import { copyTables } from "../tables.ts";
import type { BackupResult, RestoreResult } from "../storage.ts";
import type { Tombstone } from "../tombstone-file.ts";
import type { Db, Postgres } from "./database.ts";
import { keepTombstones } from "./erasure.ts";
import { readMark, writeMark } from "./marks.ts";
import { assertAlone } from "./owners.ts";
import { tombstones } from "./reader-schema.ts";
import { emptyPostgresTables, postgresTables } from "./tables.ts";
import { takeTime } from "./transactions.ts";

const BATCH_ROWS = 500;

export interface BackupOptions {
  /** 32 bytes. */
  readonly dataKey: Uint8Array;
  /** Folder of the generated SQL of SQLite, whose file a backup holds. */
  readonly sqliteMigrations: string;
}

/**
 * All tables as they are at one instant, in the same encrypted file as a backup of SQLite. Writes go on meanwhile.
 *
 * @param file replaced only by a whole and verified backup
 */
export function backupPostgres(
  postgres: Postgres,
  options: BackupOptions,
  file: string,
): Promise<BackupResult> {
  const copy = join(dirname(file), `.backup-${randomUUID()}`);
  return backupOf(postgres.keys, copy, file, () =>
    withSqlite(postgres, options, copy, async (sqlite) => {
      const { $client } = sqlite.db;
      $client.exec("begin immediate");
      await postgres.db.transaction(
        async (tx) => {
          await takeTime(tx);
          await copyTables(postgresTables(tx), emptySqliteTables(sqlite));
        },
        { isolationLevel: "repeatable read", accessMode: "read only" },
      );
      $client.exec("commit");
    }),
  );
}

export interface RestoreOntoOptions extends BackupOptions {
  /** See `RestoreOptions`. */
  readonly overOtherKey: boolean;
}

/**
 * Puts a backup, of whichever kind of database, in the place of everything, in one transaction. Messages that waited
 * in the backup are never sent. Tombstones of before stay, so that who was erased since is erased again at the next
 * start. What was there is kept as a backup of its own beside the one restored, `<file>.before-restore-…`.
 */
export function restorePostgres(
  postgres: Postgres,
  options: RestoreOntoOptions,
  file: string,
): Promise<RestoreResult> {
  const part = join(dirname(file), `.restoring-${randomUUID()}`);
  return restoredOf(deriveKeys(options.dataKey), file, part, () =>
    withSqlite(postgres, options, part, (sqlite) =>
      postgres.write(async (tx) => {
        await takeTime(tx);
        await assertAlone(tx);
        const kept = await keepWhatIsThere(postgres, options, file);
        const buried = await tx.select().from(tombstones);
        const erasures = (await readMark(tx, "erasures")) ?? 0;
        await copyTables(sqliteTables(sqlite), await emptyPostgresTables(tx));
        await keepErased(tx, buried, erasures);
        return { bytes: await sizeOf(tx), kept };
      }),
    ),
  );
}

async function keepWhatIsThere(
  postgres: Postgres,
  options: RestoreOntoOptions,
  file: string,
): Promise<string | null> {
  const mark = await readMark(postgres.db, "key");
  // A new database holds nothing yet.
  if (mark === null) return null;
  if (mark !== postgres.keys.mark) {
    // Encrypted with one key and sealed with another, no restore would ever open it again.
    if (options.overOtherKey) return null;
    throw new Error(
      "the database was written with another DATA_KEY, so what is there cannot be kept: make a backup with that key first, then restore with --over-other-key, or restore into an empty database",
    );
  }
  const path = asidePath(file, postgres.clock.now());
  const kept = await backupPostgres(postgres, options, path);
  if (kept.kind === "failed") {
    throw new Error(`what is there could not be kept (${kept.reason}): restore into an empty database`);
  }
  return path;
}

async function keepErased(tx: Db, buried: readonly Tombstone[], erasures: number): Promise<void> {
  for (const batch of chunks(buried, BATCH_ROWS)) await keepTombstones(tx, batch);
  const restored = (await readMark(tx, "erasures")) ?? 0;
  await writeMark(tx, "erasures", Math.max(erasures, restored));
}

/** Bytes of the whole database, as the server counts them. */
async function sizeOf(tx: Db): Promise<number> {
  const { rows } = (await tx.execute(
    sql`select pg_database_size(current_database())::float8 as bytes`,
  )) as unknown as { readonly rows: readonly { readonly bytes: number }[] };
  return Number(rows[0]?.bytes ?? 0);
}

/** A database file of our own making, closed before it is used further. */
async function withSqlite<T>(
  { clock }: Pick<Postgres, "clock">,
  { dataKey, sqliteMigrations }: BackupOptions,
  path: string,
  work: (sqlite: Sqlite) => Promise<T>,
): Promise<T> {
  const opened = openSqlite({ path, migrationsFolder: sqliteMigrations, dataKey, clock, owner: false });
  if (opened.kind !== "open") throw new Error(opened.reason);
  try {
    return await work(opened.sqlite);
  } finally {
    opened.sqlite.close();
  }
}
