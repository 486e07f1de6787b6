import { asc, eq, gt, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { resealedDeletion, resealedDelivery, resealedSubscriber } from "../rekeying.ts";
import { deriveKeys } from "../seal.ts";
import type { Keys } from "../seal.ts";
import { openModerator, sealModerator } from "../sealed-moderators.ts";
import type { Resealed } from "../storage.ts";
import { resealAudit } from "./audit.ts";
import type { Db, Postgres } from "./database.ts";
import { readMark, writeMark } from "./marks.ts";
import { assertAlone } from "./owners.ts";
import { deletions, deliveries, subscribers } from "./reader-schema.ts";
import { moderators } from "./schema.ts";
import { takeTime } from "./transactions.ts";

const PAGE_ROWS = 500;

export async function isKeyOf({ db }: Postgres, dataKey: Uint8Array): Promise<boolean> {
  return (await readMark(db, "key")) === deriveKeys(dataKey).mark;
}

/**
 * Everything that the old key sealed or named is sealed and named by the new one, in one transaction. Tombstones
 * stay: they name the erased by the key of their time, for backups of that time.
 *
 * @param dataKey 32 bytes; the database must be opened anew with it
 * @throws InUse while a bot runs
 */
export function reseal({ keys, write }: Postgres, dataKey: Uint8Array): Promise<Resealed> {
  const next = deriveKeys(dataKey);
  return write(async (tx) => {
    await takeTime(tx);
    await assertAlone(tx);
    const counts = {
      subscribers: await resealSubscribers(tx, keys, next),
      deliveries: await resealDeliveries(tx, keys, next),
      deletions: await resealDeletions(tx, keys, next),
    };
    for (const row of await tx.select().from(moderators)) {
      const sealed = sealModerator(next, openModerator(keys, row));
      await tx.update(moderators).set({ sealed }).where(eq(moderators.who, row.who));
    }
    await resealAudit(tx, keys, next);
    await writeMark(tx, "key", next.mark);
    return counts;
  });
}

const SEALED = { id: sql`given.id`, sealed: sql`decode(given.sealed, 'base64')` } as const;

function resealSubscribers(tx: Db, keys: Keys, next: Keys): Promise<number> {
  const { slot } = subscribers;
  const page = (after: number) =>
    tx.select().from(subscribers).where(gt(slot, after)).orderBy(asc(slot)).limit(PAGE_ROWS);
  return eachPage(page, async (rows) => {
    const resealed = rows.map((row) => ({ slot: row.slot, ...resealedSubscriber(keys, next, row) }));
    const named = resealed.filter(({ id }) => id !== undefined);
    await tx
      .update(subscribers)
      .set(SEALED)
      .from(given(named))
      .where(sql`${slot} = given.slot`);
  });
}

function resealDeliveries(tx: Db, keys: Keys, next: Keys): Promise<number> {
  const { slot } = deliveries;
  const page = (after: number) =>
    tx.select().from(deliveries).where(gt(slot, after)).orderBy(asc(slot)).limit(PAGE_ROWS);
  return eachPage(page, async (rows) => {
    const resealed = rows.map((row) => ({ slot: row.slot, ...resealedDelivery(keys, next, row) }));
    await tx
      .update(deliveries)
      .set({
        id: sql`given.id`,
        target: sql`decode(given.target, 'base64')`,
        message: sql`decode(given.message, 'base64')`,
      })
      .from(given(resealed))
      .where(sql`${slot} = given.slot`);
  });
}

function resealDeletions(tx: Db, keys: Keys, next: Keys): Promise<number> {
  const { slot } = deletions;
  const page = (after: number) =>
    tx.select().from(deletions).where(gt(slot, after)).orderBy(asc(slot)).limit(PAGE_ROWS);
  return eachPage(page, async (rows) => {
    const resealed = rows.map((row) => ({ slot: row.slot, ...resealedDeletion(keys, next, row) }));
    await tx
      .update(deletions)
      .set(SEALED)
      .from(given(resealed))
      .where(sql`${slot} = given.slot`);
  });
}

/** One statement for a page: one for each row would take a minute where this takes seconds. */
function given(rows: readonly Readonly<Record<string, number | string | Buffer | null>>[]): SQL {
  const fields = rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        value instanceof Buffer ? value.toString("base64") : value,
      ]),
    ),
  );
  return sql`json_to_recordset(${JSON.stringify(fields)}::text::json)
    as given(slot bigint, id text, sealed text, target text, message text)`;
}

async function eachPage<R extends { readonly slot: number }>(
  page: (after: number) => PromiseLike<R[]>,
  treat: (rows: readonly R[]) => Promise<void>,
): Promise<number> {
  let count = 0;
  for (let rows = await page(0); rows.length > 0; rows = await page(rows.at(-1)?.slot ?? 0)) {
    await treat(rows);
    count += rows.length;
  }
  return count;
}
