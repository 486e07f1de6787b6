import { AsyncLocalStorage } from "node:async_hooks";
import { and, eq, sql } from "drizzle-orm";
import type { Lease } from "../../ports/replicas.ts";
import { UpdateHandledElsewhere } from "../../domain/repeated-update.ts";
import { heardBy } from "../keeping.ts";
import type { HeldUpdate } from "../update-in-hand.ts";
import { type Db, LeaseLost, type Postgres } from "./database.ts";
import { leases } from "./replica-schema.ts";
import { heardUpdates } from "./schema.ts";

const TRIES = 5;
/** `serialization_failure` and `deadlock_detected`: nothing was written, and it goes well when tried again. */
const MET_ANOTHER = new Set(["40001", "40P01"]);

/** See `heardBy`. */
const HEARD_BY = sql`(date_trunc('day', now() at time zone 'UTC') + interval '1 day') at time zone 'UTC'`;

type Clocks = Pick<Postgres, "clock" | "clockOfLeases">;
type Transactions = Pick<Postgres, "write" | "updateInHand" | "leaseInHand">;

/** See `Postgres.write`. */
export function createTransactions(db: Db, clocks: Clocks): Transactions {
  const updateInHand = new AsyncLocalStorage<HeldUpdate>();
  const leaseInHand = new AsyncLocalStorage<Lease>();
  async function once<T>(work: (tx: Db) => Promise<T>): Promise<T> {
    const held = updateInHand.getStore();
    const lease = leaseInHand.getStore();
    const isFirstEffect = held !== undefined && !held.stored;
    const done = await keepingReason(db, async (tx) => {
      if (lease !== undefined) await assertHeld(tx, lease);
      if (isFirstEffect) await storeUpdate(tx, held, clocks);
      return work(tx);
    });
    if (isFirstEffect) held.stored = true;
    return done;
  }
  return {
    updateInHand,
    leaseInHand,
    async write(work) {
      for (let left = TRIES - 1; ; left -= 1) {
        try {
          return await once(work);
        } catch (error) {
          if (left === 0 || !MET_ANOTHER.has(codeOf(error))) throw error;
        }
      }
    },
  };
}

/** On a connection that broke, drizzle's rollback fails too, and its error would stand in the place of the reason. */
async function keepingReason<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  const failed: { readonly reason: unknown }[] = [];
  try {
    return await db.transaction(async (tx) => {
      try {
        return await work(tx);
      } catch (reason) {
        failed.push({ reason });
        throw reason;
      }
    });
  } catch (error) {
    throw failed[0]?.reason ?? error;
  }
}

/** For a transaction that works on everything: other limits are for those that others wait for. */
export async function takeTime(tx: Db): Promise<void> {
  await tx.execute(sql`set local statement_timeout = 0`);
  await tx.execute(sql`set local idle_in_transaction_session_timeout = 0`);
}

/** Whoever takes the lease over waits for this transaction, and renewing it does not: hence the key share. */
async function assertHeld(tx: Db, { name, token }: Lease): Promise<void> {
  const [row] = await tx
    .select({ token: leases.token })
    .from(leases)
    .where(and(eq(leases.name, name), eq(leases.token, token)))
    .for("key share");
  if (row === undefined) throw new LeaseLost(`the lease ${name} has gone to another replica`);
}

/** @throws UpdateHandledElsewhere when it is stored already */
export async function storeUpdate(
  tx: Db,
  { updateId }: HeldUpdate,
  { clock, clockOfLeases }: Clocks,
): Promise<void> {
  const heardAt = clockOfLeases === "callers" ? heardBy(clock.now()) : HEARD_BY;
  const written = await tx
    .insert(heardUpdates)
    .values({ updateId, heardAt })
    .onConflictDoNothing()
    .returning({ updateId: heardUpdates.updateId });
  if (written.length === 0) throw new UpdateHandledElsewhere("another replica handled this update");
}

/** The SQLSTATE, which drizzle hides behind an error of its own. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if ("code" in error && typeof error.code === "string") return error.code;
  return codeOf(error.cause);
}
