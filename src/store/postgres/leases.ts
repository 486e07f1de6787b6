import { randomUUID } from "node:crypto";
import { and, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import { later } from "../../domain/time.ts";
import type { Lease, Leases } from "../../ports/replicas.ts";
import { SET_BACK_MS } from "../keeping.ts";
import type { Db, Postgres } from "./database.ts";
import { leases } from "./replica-schema.ts";

/** This process is a new holder: what an earlier one of the same machine held must run out or be given back. */
export function postgresLeases({ db, leaseInHand }: Pick<Postgres, "db" | "leaseInHand">): Leases {
  const holder = randomUUID();
  return {
    take: async (name, forMs) => (await renew(db, name, holder, forMs)) ?? takeOver(db, name, holder, forMs),
    release: async ({ name, token }) => {
      await db
        .update(leases)
        .set({ until: sql`clock_timestamp()` })
        .where(and(eq(leases.name, name), eq(leases.token, token), eq(leases.holder, holder)));
    },
    begin: async ({ name, token }, slot) => {
      const begun = await db
        .update(leases)
        .set({ slot })
        .where(
          and(
            eq(leases.name, name),
            eq(leases.token, token),
            or(isNull(leases.slot), lt(leases.slot, slot), gt(leases.slot, later(slot, SET_BACK_MS))),
          ),
        )
        .returning({ name: leases.name });
      return begun.length > 0;
    },
    under: (lease, work) => leaseInHand.run(lease, work),
  };
}

/** By the database's clock. */
function after(ms: number) {
  return sql`clock_timestamp() + ${ms} * interval '1 millisecond'`;
}

/** Nobody took it meanwhile, even if it ran out: the same token goes on. */
async function renew(db: Db, name: string, holder: string, forMs: number): Promise<Lease | null> {
  const [row] = await db
    .update(leases)
    .set({ until: after(forMs) })
    .where(and(eq(leases.name, name), eq(leases.holder, holder)))
    .returning({ token: leases.token });
  return row === undefined ? null : { name, token: row.token };
}

async function takeOver(db: Db, name: string, holder: string, forMs: number): Promise<Lease | null> {
  return db.transaction(async (tx) => {
    await tx
      .insert(leases)
      .values({ name, holder, token: 0, until: sql`to_timestamp(0)` })
      .onConflictDoNothing();
    const [free] = await tx
      .select({ token: leases.token })
      .from(leases)
      .where(and(eq(leases.name, name), lt(leases.until, sql`clock_timestamp()`)))
      // Waits for writes under the old token, which hold a key share: none of them is committed after this.
      .for("update");
    if (free === undefined) return null;
    const token = free.token + 1;
    await tx
      .update(leases)
      .set({ holder, token, until: after(forMs) })
      .where(eq(leases.name, name));
    return { name, token };
  });
}
