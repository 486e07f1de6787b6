import { setTimeout as sleep } from "node:timers/promises";
import { lt, sql } from "drizzle-orm";
import { DAY_MS } from "../../domain/time.ts";
import type { UpdateLog } from "../../ports/replicas.ts";
import { UpdateHandledElsewhere } from "../../domain/repeated-update.ts";
import { OneAtATime } from "../one-at-a-time.ts";
import type { HeldUpdate } from "../update-in-hand.ts";
import type { Postgres } from "./database.ts";
import { instantOf, leaseNow } from "./lease-time.ts";
import { heardUpdates } from "./schema.ts";
import type { OpenSession, Session } from "./session.ts";
import { storeUpdate } from "./transactions.ts";

/** Telegram keeps an update for 24 hours. */
const KEPT_MS = 2 * DAY_MS;
const LOOK_AGAIN_MS = 50;
/** Longer than any handler may take. */
const WAIT_MS = 25_000;
/** Tells these locks from all others in the database. */
const LOCKS = 7_305_562;

/**
 * A lock on the update's number keeps a second copy waiting while the first is handled; it ends with its connection,
 * so that the copy goes on when the first replica dies. That there is one effect does not hang on the lock: the
 * number is unique, and stored with the effect.
 */
export function postgresUpdates(
  postgres: Postgres,
  openSession: OpenSession,
): UpdateLog & { readonly close: () => Promise<void> } {
  const locks = new UpdateLocks(openSession);
  // The lock belongs to the connection, which all updates of this replica share.
  const inHand = new OneAtATime();
  async function handleAlone(
    updateId: number,
    handle: () => Promise<void>,
  ): Promise<"handled" | "repeated" | "busy"> {
    const { isTaken, isHeard } = await locks.take(updateId);
    if (!isTaken) return isHeard ? "repeated" : "busy";
    try {
      return isHeard ? "repeated" : await handleAndStore(postgres, updateId, handle);
    } finally {
      await locks.release(updateId);
    }
  }
  async function whenFree(updateId: number, handle: () => Promise<void>): Promise<"handled" | "repeated"> {
    for (let waitedMs = 0; waitedMs < WAIT_MS; waitedMs += LOOK_AGAIN_MS) {
      const done = await handleAlone(updateId, handle);
      if (done !== "busy") return done;
      await sleep(LOOK_AGAIN_MS);
    }
    throw new Error("another replica has had this update in hand for too long");
  }
  return {
    close: () => locks.close(),
    once: (updateId, handle) => inHand.run(updateId, () => whenFree(updateId, handle)),
    forget: async (now) => {
      const old = lt(heardUpdates.heardAt, instantOf(sql`(${leaseNow(postgres, now)} - ${KEPT_MS}::bigint)`));
      const gone = await postgres.write((tx) =>
        tx.delete(heardUpdates).where(old).returning({ updateId: heardUpdates.updateId }),
      );
      return gone.length;
    },
  };
}

async function handleAndStore(
  postgres: Postgres,
  updateId: number,
  handle: () => Promise<void>,
): Promise<"handled" | "repeated"> {
  const held: HeldUpdate = { updateId, stored: false };
  try {
    await postgres.updateInHand.run(held, handle);
    // A handler that wrote nothing was heard too.
    if (!held.stored) await storeUpdate(postgres.db, held, postgres);
    return "handled";
  } catch (error) {
    if (error instanceof UpdateHandledElsewhere) return "repeated";
    throw error;
  }
}

/** Locks of one connection; a new one when it breaks. */
class UpdateLocks {
  readonly #openSession: OpenSession;
  #session: Promise<Session> | null = null;

  constructor(openSession: OpenSession) {
    this.#openSession = openSession;
  }

  /** One question for both; whether it was heard is looked up after the lock was taken, as a statement of its own. */
  async take(updateId: number): Promise<{ readonly isTaken: boolean; readonly isHeard: boolean }> {
    const session = await this.#connected();
    const [lock, heard] = await session.query(
      `select pg_try_advisory_lock(${String(LOCKS)}, ${String(updateId | 0)}) as taken;
      select exists (select from heard_updates where update_id = ${String(Math.trunc(updateId))}) as heard`,
    );
    return { isTaken: lock?.["taken"] === true, isHeard: heard?.["heard"] === true };
  }

  async release(updateId: number): Promise<void> {
    const session = await this.#connected();
    await session.query("select pg_advisory_unlock($1, $2)", [LOCKS, updateId | 0]);
  }

  async close(): Promise<void> {
    await (await this.#session)?.close();
  }

  #connected(): Promise<Session> {
    this.#session ??= this.#open();
    return this.#session;
  }

  async #open(): Promise<Session> {
    try {
      const session = await this.#openSession();
      session.onEnd(() => {
        this.#session = null;
      });
      return session;
    } catch (error) {
      this.#session = null;
      throw error;
    }
  }
}
