import { accessSync, constants, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadDataKey, readDataKey } from "../data-key.ts";
import { reasonOf } from "../reason.ts";
import { openWithEither, rekeyWith } from "../rekeying.ts";
import type {
  OpenedStorage,
  RekeyResult,
  RestoreOptions,
  RestoreResult,
  Storage,
  StorageOptions,
} from "../storage.ts";
import { backupPostgres, restorePostgres } from "./backup.ts";
import { buryAgain } from "./erasure.ts";
import { readMark } from "./marks.ts";
import { openNotice } from "./notify.ts";
import { openPostgres } from "./open.ts";
import type { OpenedPostgres, PostgresOptions } from "./open.ts";
import { holdAsOwner, IN_USE } from "./owners.ts";
import { portsOf } from "./ports.ts";
import { isKeyOf, reseal } from "./rekey.ts";
import { postgresReplicas } from "./replicas.ts";
import { chatTopics } from "./sealed-chats.ts";
import { sessionOpener } from "./session.ts";

export interface PostgresStorageOptions extends Omit<StorageOptions, "database"> {
  /** `postgres://…`; never shown. */
  readonly url: string;
}

type Opened = (OpenedPostgres & { readonly kind: "open" }) & { readonly dataKey: Uint8Array };
type Release = () => Promise<void>;

/** Opens one more replica, or for a command beside the replicas. */
export async function openPostgresStorage(options: PostgresStorageOptions): Promise<OpenedStorage> {
  const key = loadDataKey(options.dataKey, options.keyFile);
  if (key.kind === "bad") return { ok: false, reason: key.reason };
  const running: { opened: Opened | null } = { opened: null };
  const release = options.owner ? await ownerOf(options, running) : nothing;
  if (typeof release !== "function") return { ok: false, reason: release.reason };
  const opened = await openWith(options, key.key);
  if (opened.kind !== "open") {
    await release();
    // A key that was made just now opened nothing: the right one belongs in its place.
    if (key.created) rmSync(options.keyFile, { force: true });
    return { ok: false, reason: opened.reason };
  }
  running.opened = opened;
  if (options.owner) await buryAgain(opened.postgres);
  return { ok: true, storage: storageOn(options, opened, release), madeKey: key.created };
}

/** See `rekeyWith`. */
export function rekeyPostgres(options: PostgresStorageOptions, newKey: string | null): Promise<RekeyResult> {
  return rekeyWith(options, newKey, async (key) => {
    const opened = await openWith({ ...options, owner: true }, key);
    if (opened.kind !== "open") return { reason: opened.reason };
    const { postgres, close } = opened;
    return {
      isKeyOf: (dataKey) => isKeyOf(postgres, dataKey),
      reseal: (dataKey) => reseal(postgres, dataKey),
      close,
    };
  });
}

/** Puts a backup, of whichever kind of database, in the place of everything; refused while a bot runs. */
export async function restorePostgresStorage(
  file: string,
  options: PostgresStorageOptions & Pick<RestoreOptions, "overOtherKey">,
): Promise<RestoreResult> {
  // A key made now would open no backup that there is.
  const key = readDataKey(options.dataKey, options.keyFile);
  if (key.kind === "bad") return { kind: "failed", reason: key.reason };
  const opened = await openPostgres({ ...onServer(options), dataKey: key.key, anyKey: true });
  if (opened.kind !== "open") return { kind: "failed", reason: opened.reason };
  try {
    const { overOtherKey } = options;
    return await restorePostgres(opened.postgres, { ...backupOptions(options, key.key), overOtherKey }, file);
  } finally {
    await opened.close();
  }
}

/** Opens with the key, or with the one that an interrupted rekey left beside it. */
function openWith(
  options: PostgresStorageOptions,
  key: Uint8Array,
): Promise<Opened | Exclude<OpenedPostgres, { readonly kind: "open" }>> {
  return openWithEither(options, key, async (dataKey) => {
    const opened = await openPostgres({ ...onServer(options), dataKey, impatient: options.owner });
    return opened.kind === "open" ? { ...opened, dataKey } : opened;
  });
}

const nothing: Release = () => Promise.resolve();

/**
 * Taken before the key is looked at: from then on nobody can seal everything anew. A replica whose lock broke and
 * that finds another key when it holds the lock again writes nothing more.
 */
async function ownerOf(
  { url }: PostgresStorageOptions,
  running: { readonly opened: Opened | null },
): Promise<Release | { readonly reason: string }> {
  const mayGoOn = async (): Promise<boolean> => {
    const { opened } = running;
    if (opened === null) return true;
    const { db, keys } = opened.postgres;
    if ((await readMark(db, "key")) === keys.mark) return true;
    await opened.close();
    return false;
  };
  try {
    return (await holdAsOwner(sessionOpener(url), mayGoOn)) ?? { reason: IN_USE };
  } catch (error) {
    return { reason: `PostgreSQL: ${reasonOf(error)}` };
  }
}

function storageOn(options: PostgresStorageOptions, opened: Opened, release: Release): Storage {
  const { postgres, dataKey } = opened;
  const { close, ...replicas } = postgresReplicas(postgres, sessionOpener(options.url), {
    chatIdOf: (sealed) => openNotice(postgres.keys, sealed),
    topicsOf: (chatId) => chatTopics(postgres, chatId),
  });
  return {
    ...portsOf(postgres),
    ...replicas,
    backup: (file) => backupPostgres(postgres, backupOptions(options, dataKey), file),
    close: async () => {
      await close();
      await opened.close();
      await release();
    },
  };
}

function onServer(options: PostgresStorageOptions): Omit<PostgresOptions, "dataKey"> {
  const { url, migrations, clock, keyFile, owner } = options;
  return {
    url,
    clock,
    migrationsFolder: join(migrations, "postgres"),
    tombstonePath: owner ? tombstonesIn(dirname(keyFile)) : null,
  };
}

/**
 * A bot keeps them where the key file lies or would lie, wherever the key comes from: a database may come back by
 * other means than `restore`, and then knows nothing of its erasures.
 *
 * @returns null where there is no place to write: such a replica has the tombstones of the database only
 */
function tombstonesIn(folder: string): string | null {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    return join(folder, "postgres.tombstones");
  } catch {
    return null;
  }
}

function backupOptions({ migrations }: PostgresStorageOptions, dataKey: Uint8Array) {
  return { dataKey, sqliteMigrations: join(migrations, "sqlite") };
}
