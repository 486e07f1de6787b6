import { eq, lt } from "drizzle-orm";
import { DAY_MS } from "../../domain/time.ts";
import type { Changes, Leases, UpdateLog } from "../../ports/replicas.ts";
import type { HeldUpdate } from "../update-in-hand.ts";
import type { Sqlite } from "./database.ts";
import { heardUpdates } from "./schema.ts";

/** Telegram keeps an update for 24 hours. */
const KEPT_MS = 2 * DAY_MS;

/** SQLite has one owner: whoever has the database has every lease. */
export function sqliteLeases(): Leases {
  const begun = new Map<string, number>();
  return {
    take: async (name) => ({ name, token: 1 }),
    release: async () => undefined,
    begin: async ({ name }, slot) => {
      const isNew = slot.getTime() > (begun.get(name) ?? Number.NEGATIVE_INFINITY);
      if (isNew) begun.set(name, slot.getTime());
      return isNew;
    },
    under: (_lease, work) => work(),
  };
}

/** Nobody else changes anything. */
export function sqliteChanges(): Changes {
  return { hear: async () => () => Promise.resolve() };
}

export function sqliteUpdates({ db, write, updateInHand }: Sqlite): UpdateLog {
  const handling = new Map<number, Promise<unknown>>();
  const isHeard = (updateId: number): boolean =>
    db.select().from(heardUpdates).where(eq(heardUpdates.updateId, updateId)).get() !== undefined;
  async function handleOnce(updateId: number, handle: () => Promise<void>): Promise<"handled" | "repeated"> {
    if (isHeard(updateId)) return "repeated";
    const held: HeldUpdate = { updateId, stored: false };
    await updateInHand.run(held, handle);
    // A handler that wrote nothing was heard too.
    if (!held.stored) updateInHand.run(held, () => write(() => undefined));
    return "handled";
  }
  return {
    async once(updateId, handle) {
      // A failure of the other is the other's; this one then tries by itself.
      await handling.get(updateId)?.catch(() => undefined);
      const own = handleOnce(updateId, handle);
      handling.set(updateId, own);
      try {
        return await own;
      } finally {
        if (handling.get(updateId) === own) handling.delete(updateId);
      }
    },
    forget: async (now) =>
      write(
        () =>
          db
            .delete(heardUpdates)
            .where(lt(heardUpdates.heardAt, new Date(now.getTime() - KEPT_MS)))
            .run().changes,
      ),
  };
}
