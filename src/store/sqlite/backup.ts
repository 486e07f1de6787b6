import { existsSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { randomUUID } from "node:crypto";
import Database from "better-sqlite3";
import type { Clock } from "../../ports/clock.ts";
import { decryptFile, encryptFile } from "../backup-file.ts";
import { reasonOf } from "../reason.ts";
import { deriveKeys } from "../seal.ts";
import type { Keys } from "../seal.ts";
import { asidePath } from "../set-aside.ts";
import type { BackupResult, RestoreResult } from "../storage.ts";
import type { Sqlite } from "./database.ts";
import { takeLock } from "./open.ts";

/**
 * Copies the running database into one encrypted file and reads it back before it counts. Writes go on meanwhile.
 *
 * @param file replaced only by a whole and verified backup
 */
export function backupTo(sqlite: Sqlite, file: string): Promise<BackupResult> {
  const near = sqlite.path === ":memory:" ? file : sqlite.path;
  return backupOf(sqlite.keys, join(dirname(near), `.backup-${randomUUID()}`), file, async (copy) => {
    if (sqlite.path === ":memory:") await sqlite.db.$client.backup(copy);
    else await snapshotTo(sqlite.path, copy);
  });
}

/** SQLite's backup starts anew whenever another connection writes, unless it reads from one moment that is held. */
async function snapshotTo(path: string, copy: string): Promise<void> {
  const held = new Database(path, { readonly: true });
  try {
    held.exec("begin");
    held.prepare("select count(*) from sqlite_master").get();
    await held.backup(copy);
  } finally {
    held.close();
  }
}

/**
 * The same for a copy that somebody else makes.
 *
 * @param copy a path for it; removed again
 */
export async function backupOf(
  keys: Keys,
  copy: string,
  file: string,
  make: (copy: string) => Promise<void>,
): Promise<BackupResult> {
  const part = `${file}.part`;
  try {
    await make(copy);
    change(copy, dropUpdates);
    const written = await encryptFile(keys.backups, copy, part);
    const readBack = await decryptFile(keys.backups, part, `${copy}.check`);
    if (written !== readBack) return { kind: "failed", reason: "what was read back differs" };
    const broken = brokenness(`${copy}.check`);
    if (broken !== null) return { kind: "failed", reason: broken };
    renameSync(part, file);
    return { kind: "done", bytes: statSync(file).size };
  } catch (error) {
    return { kind: "failed", reason: reasonOf(error) };
  } finally {
    removeDatabase(copy);
    removeDatabase(`${copy}.check`);
    rmSync(part, { force: true });
  }
}

/**
 * Puts a backup in the place of a database that no instance holds. The database that was there is kept under a name
 * of its own, `<path>.before-restore-…`. Messages that waited in the backup are never sent. Chats that were erased
 * since the backup are erased again when it is opened.
 */
export async function restoreFrom(
  file: string,
  { path, dataKey, clock }: { readonly path: string; readonly dataKey: Uint8Array; readonly clock: Clock },
): Promise<RestoreResult> {
  const release = takeLock(path);
  if (release === null) return { kind: "failed", reason: `another instance of Navoli runs on ${path}` };
  const part = `${path}.restoring`;
  try {
    return await restoredOf(deriveKeys(dataKey), file, part, async () => {
      const kept = setAside(path, clock.now());
      renameSync(part, path);
      return { bytes: statSync(path).size, kept };
    });
  } finally {
    release();
  }
}

/**
 * Takes a backup out of its file.
 *
 * @param part a path for it; removed again
 * @param put takes it over; without the messages that waited
 */
export async function restoredOf(
  keys: Keys,
  file: string,
  part: string,
  put: () => Promise<Omit<RestoreResult & { readonly kind: "done" }, "kind">>,
): Promise<RestoreResult> {
  try {
    await decryptFile(keys.backups, file, part);
    const broken = brokenness(part);
    if (broken !== null) return { kind: "failed", reason: broken };
    change(part, dropWaiting, dropUpdates);
    return { kind: "done", ...(await put()) };
  } catch (error) {
    return { kind: "failed", reason: reasonOf(error) };
  } finally {
    removeDatabase(part);
  }
}

/** What is wrong with a database file; null when nothing is. */
function brokenness(path: string): string | null {
  const client = new Database(path, { readonly: true, fileMustExist: true });
  try {
    const answer = client.pragma("integrity_check", { simple: true });
    if (answer !== "ok") return `integrity check: ${String(answer)}`;
    const tables = client.prepare("select count(*) from sqlite_schema where name = 'marks'").pluck().get();
    return tables === 1 ? null : "this is no database of Navoli";
  } finally {
    client.close();
  }
}

/**
 * What waited when the backup was made was sent since, or is old news: nobody gets it again, or late. The hour of
 * its end is that of its expiry, so that it is purged with the rest.
 */
function dropWaiting(client: Database.Database): void {
  client.exec(`
    update deliveries set state = 'expired', due_at = null, leased = 0, done_hour = expires_at / 3600000
      where state in ('queued', 'sending');
    update alerts set spread = 1;
    update notices set spread = 1;`);
}

/** Which updates of Telegram came on which day: of use for two days to the bot that runs, and to nobody later. */
function dropUpdates(client: Database.Database): void {
  // A backup may be older than the table.
  const table = client.prepare("select 1 from sqlite_schema where name = 'heard_updates'").get();
  if (table !== undefined) client.exec("delete from heard_updates");
}

function change(path: string, ...changes: readonly ((client: Database.Database) => void)[]): void {
  const client = new Database(path);
  try {
    client.pragma("secure_delete = ON");
    client.transaction(() => {
      for (const make of changes) make(client);
    })();
  } finally {
    client.close();
  }
}

/** With its log folded in, so that the old log can never meet the new database. */
function setAside(path: string, now: Date): string | null {
  if (!existsSync(path)) return null;
  const client = new Database(path);
  try {
    client.pragma("journal_mode = DELETE");
  } catch {
    // A database that is broken is why somebody restores.
  } finally {
    client.close();
  }
  const kept = asidePath(path, now);
  renameSync(path, kept);
  rmSync(`${path}-wal`, { force: true });
  rmSync(`${path}-shm`, { force: true });
  return kept;
}

function removeDatabase(path: string): void {
  for (const end of ["", "-wal", "-shm", "-journal"]) rmSync(`${path}${end}`, { force: true });
}
