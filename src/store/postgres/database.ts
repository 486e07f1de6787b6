import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import type { Clock } from "../../ports/clock.ts";
import type { Lease } from "../../ports/replicas.ts";
import type { Keys } from "../seal.ts";
import type { TombstoneFile } from "../tombstone-file.ts";
import type { UpdateInHand } from "../update-in-hand.ts";
import type { AsyncLocalStorage } from "node:async_hooks";

/** A pool of connections, or the one connection that a transaction runs on. */
export type Db = PgDatabase<PgQueryResultHKT>;

/** An open database with all that its adapters share. */
export interface Postgres {
  /** For reading; each statement may run on another connection. */
  readonly db: Db;
  readonly keys: Keys;
  readonly clock: Clock;
  readonly tombstones: TombstoneFile;
  readonly updateInHand: UpdateInHand;
  readonly leaseInHand: AsyncLocalStorage<Lease>;
  /**
   * Whose clock says what is due and whose lease ran out: the database's, for those of the machines may differ or
   * jump. `callers`: the `now` that is given, for tests that travel in time.
   */
  readonly clockOfLeases: "database" | "callers";
  /**
   * One transaction (read committed), the only way in which adapters write. Stores the number of the update in hand
   * with its first effect, and refuses when the lease in hand is lost. Tried again when the database says that two
   * transactions met (deadlock, serialisation): `work` does nothing but statements on `tx`.
   */
  readonly write: <T>(work: (tx: Db) => Promise<T>) => Promise<T>;
}

/** Another replica has taken over what this one was doing. */
export class LeaseLost extends Error {
  override readonly name = "LeaseLost";
}
