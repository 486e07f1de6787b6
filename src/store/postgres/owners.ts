import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Db } from "./database.ts";
import type { OpenSession, Session } from "./session.ts";

/** Any number, the same in all versions: held by every running bot, and alone by who must be alone. */
export const OWNERS_LOCK = 7_305_567;
const AGAIN_MS = 1000;

export const IN_USE = "another instance of Navoli runs on this database";

/** What must be alone is not. */
class InUse extends Error {
  override readonly name = "InUse";
}

/**
 * A bot runs as long as this lock is held, on a connection of its own: the database gives it back when the process
 * ends, however it ends. A connection that breaks is made anew.
 *
 * @param mayGoOn asked after each break: was the database sealed anew or restored meanwhile?
 * @returns how to give it back; null when somebody is alone with the database
 */
export async function holdAsOwner(
  openSession: OpenSession,
  mayGoOn: () => Promise<boolean>,
): Promise<(() => Promise<void>) | null> {
  let ended = false;
  let session: Session | null = null;
  const take = async (): Promise<boolean> => {
    const fresh = await openSession();
    if (!(await isTaken(fresh, "pg_try_advisory_lock_shared"))) {
      await fresh.close();
      return false;
    }
    session = fresh;
    fresh.onEnd(() => void again());
    return true;
  };
  const again = async (): Promise<void> => {
    while (!ended) {
      try {
        if (await take()) {
          ended = !(await mayGoOn());
          if (ended) await session?.close();
          return;
        }
      } catch {
        // The server is away; so is the rest of the store, which says so.
      }
      await sleep(AGAIN_MS, undefined, { ref: false });
    }
  };
  if (!(await take())) return null;
  return async () => {
    ended = true;
    await session?.close();
  };
}

/** @returns how to give it back; null when a bot runs */
export async function holdAlone(openSession: OpenSession): Promise<(() => Promise<void>) | null> {
  const session = await openSession();
  if (await isTaken(session, "pg_try_advisory_lock")) return () => session.close();
  await session.close();
  return null;
}

/** A session that cannot even be asked is closed. */
async function isTaken(
  session: Session,
  lock: "pg_try_advisory_lock" | "pg_try_advisory_lock_shared",
): Promise<boolean> {
  try {
    const [row] = await session.query(`select ${lock}($1::bigint) as taken`, [OWNERS_LOCK]);
    return row?.["taken"] === true;
  } catch (error) {
    await session.close();
    throw error;
  }
}

/**
 * Alone until the end of the transaction: a bot that starts meanwhile is refused.
 *
 * @throws InUse when one runs
 */
export async function assertAlone(tx: Db): Promise<void> {
  const { rows } = (await tx.execute(
    sql`select pg_try_advisory_xact_lock(${OWNERS_LOCK}::bigint) as taken`,
  )) as unknown as { readonly rows: readonly { readonly taken: boolean }[] };
  if (rows[0]?.taken !== true) throw new InUse(IN_USE);
}
