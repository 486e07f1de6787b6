import type Database from "better-sqlite3";
import type { BetterSQLite3Database } from "drizzle-orm/better-sqlite3";
import type { UpdateInHand } from "../update-in-hand.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Keys } from "../seal.ts";
import type { TombstoneFile } from "../tombstone-file.ts";

/** An open database with all that its adapters share. */
export interface Sqlite {
  readonly db: BetterSQLite3Database & { readonly $client: Database.Database };
  readonly path: string;
  readonly keys: Keys;
  readonly clock: Clock;
  readonly tombstones: TombstoneFile;
  readonly updateInHand: UpdateInHand;
  /** One transaction that takes the write lock at once; `work` must not be async. */
  readonly write: <T>(work: () => T) => T;
  readonly close: () => void;
}
