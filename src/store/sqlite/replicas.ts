import { eq, lt, placeholder } from "drizzle-orm";
import { DAY_MS } from "../../domain/time.ts";
import type { Changes, Leases, UpdateLog } from "../../ports/replicas.ts";
import { SET_BACK_MS } from "../keeping.ts";
import { OneAtATime } from "../one-at-a-time.ts";
import type { HeldUpdate } from "../update-in-hand.ts";
import type { Sqlite } from "./database.ts";
import { heardUpdates } from "./schema.ts";

/** Telegram keeps an update for 24 hours. */
const KEPT_MS = 2 * DAY_MS;

/** More than Telegram ever repeats at once. */
const ANSWERED_MOST = 5000;

/** SQLite has one owner: whoever has the database has every lease. */
export function sqliteLeases(): Leases {
  const begun = new Map<string, number>();
  return {
    take: async (name) => ({ name, token: 1 }),
    release: async () => undefined,
    begin: async ({ name }, slot) => {
      const newest = begun.get(name) ?? Number.NEGATIVE_INFINITY;
      const isNew = slot.getTime() > newest || slot.getTime() < newest - SET_BACK_MS;
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
  const inHand = new OneAtATime();
  /** Those that had no effect: no other process answers them, and a commit for each would slow all down. */
  const answered = new Set<number>();
  const find = db
    .select({ updateId: heardUpdates.updateId })
    .from(heardUpdates)
    .where(eq(heardUpdates.updateId, placeholder("updateId")))
    .prepare();
  const isHeard = (updateId: number): boolean =>
    answered.has(updateId) || find.get({ updateId }) !== undefined;
  async function handleOnce(updateId: number, handle: () => Promise<void>): Promise<"handled" | "repeated"> {
    if (isHeard(updateId)) return "repeated";
    const held: HeldUpdate = { updateId, stored: false };
    await updateInHand.run(held, handle);
    if (!held.stored) remember(answered, updateId);
    return "handled";
  }
  return {
    once: (updateId, handle) => inHand.run(updateId, () => handleOnce(updateId, handle)),
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

function remember(answered: Set<number>, updateId: number): void {
  answered.add(updateId);
  const [oldest] = answered;
  if (answered.size > ANSWERED_MOST && oldest !== undefined) answered.delete(oldest);
}
