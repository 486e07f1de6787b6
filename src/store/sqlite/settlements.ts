import { eq, placeholder, sql } from "drizzle-orm";
import type { Settlement } from "../../domain/delivery.ts";
import { AT_ONCE, fromHandle } from "../delivery-row.ts";
import { isHeld, settle, takeBack } from "../settling.ts";
import type { Sqlite } from "./database.ts";
import { deliveries } from "./reader-schema.ts";
import { deciding } from "./superseded.ts";

/** Writes down what became of deliveries. Each method is called within a transaction. */
export interface Settlements {
  /** Does nothing for a claim that was lost. */
  settle(handle: string, settlement: Settlement): void;
  /** See `Outbox.recover`. */
  recover(now: Date): { readonly resent: number; readonly unsure: number };
}

export function settlements(sqlite: Sqlite): Settlements {
  const { db } = sqlite;
  const decided = deciding(sqlite);
  const find = db
    .select()
    .from(deliveries)
    .where(eq(deliveries.id, placeholder("id")))
    .prepare();
  /** The first time all leases end: whoever opens the database is alone with it. */
  let started = false;
  return {
    settle(handle, settlement) {
      const { id, claims } = fromHandle(handle);
      const row = find.get({ id });
      if (row !== undefined && isHeld(row, claims)) settle(decided, row, settlement);
    },
    recover(now) {
      const until = started ? now.getTime() : Number.MAX_SAFE_INTEGER;
      started = true;
      db.update(deliveries)
        .set({ leased: false, dueAt: AT_ONCE })
        .where(sql`state = 'queued' and leased = 1 and due_at <= ${until}`)
        .run();
      const taken = db
        .select()
        .from(deliveries)
        .where(sql`state = 'sending' and due_at <= ${until}`)
        .all()
        .map((row) => takeBack(decided, row));
      const unsure = taken.filter((what) => what === "unsure").length;
      return { resent: taken.length - unsure, unsure };
    },
  };
}
