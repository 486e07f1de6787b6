import { asc, eq, gt } from "drizzle-orm";
import { deriveKeys } from "../seal.ts";
import type { Keys } from "../seal.ts";
import { openModerator, sealModerator } from "../sealed-moderators.ts";
import type { Resealed } from "../storage.ts";
import { resealedDeletion, resealedDelivery, resealedSubscriber } from "../rekeying.ts";
import { resealAudit } from "./audit.ts";
import type { Sqlite } from "./database.ts";
import { readMark, writeMark } from "./marks.ts";
import { deletions, deliveries, subscribers } from "./reader-schema.ts";
import { moderators } from "./schema.ts";

const PAGE_ROWS = 500;

export function isKeyOf(sqlite: Sqlite, dataKey: Uint8Array): boolean {
  return readMark(sqlite, "key") === deriveKeys(dataKey).mark;
}

/**
 * Everything that the old key sealed or named is sealed and named by the new one, in one transaction. Tombstones
 * stay: they name the erased by the key of their time, for backups of that time.
 *
 * @param dataKey 32 bytes; the database must be opened anew with it
 */
export function reseal(sqlite: Sqlite, dataKey: Uint8Array): Resealed {
  const next = deriveKeys(dataKey);
  const resealed = sqlite.write(() => {
    const counts = {
      subscribers: resealSubscribers(sqlite, next),
      deliveries: resealDeliveries(sqlite, next),
      deletions: resealDeletions(sqlite, next),
    };
    resealModerators(sqlite, next);
    resealAudit(sqlite, next);
    writeMark(sqlite, "key", next.mark);
    return counts;
  });
  // What the old key opens must not stay behind in the log.
  sqlite.db.$client.pragma("wal_checkpoint(TRUNCATE)");
  return resealed;
}

function resealSubscribers({ db, keys }: Sqlite, next: Keys): number {
  const page = (after: number) =>
    db
      .select()
      .from(subscribers)
      .where(gt(subscribers.slot, after))
      .orderBy(asc(subscribers.slot))
      .limit(PAGE_ROWS)
      .all();
  return eachRow(page, (row) => {
    const resealed = resealedSubscriber(keys, next, row);
    if (resealed !== null) db.update(subscribers).set(resealed).where(eq(subscribers.slot, row.slot)).run();
  });
}

function resealDeliveries({ db, keys }: Sqlite, next: Keys): number {
  const page = (after: number) =>
    db
      .select()
      .from(deliveries)
      .where(gt(deliveries.slot, after))
      .orderBy(asc(deliveries.slot))
      .limit(PAGE_ROWS)
      .all();
  return eachRow(page, (row) => {
    const resealed = resealedDelivery(keys, next, row);
    db.update(deliveries).set(resealed).where(eq(deliveries.slot, row.slot)).run();
  });
}

function resealDeletions({ db, keys }: Sqlite, next: Keys): number {
  const page = (after: number) =>
    db
      .select()
      .from(deletions)
      .where(gt(deletions.slot, after))
      .orderBy(asc(deletions.slot))
      .limit(PAGE_ROWS)
      .all();
  return eachRow(page, (row) => {
    const resealed = resealedDeletion(keys, next, row);
    db.update(deletions).set(resealed).where(eq(deletions.slot, row.slot)).run();
  });
}

function resealModerators({ db, keys }: Sqlite, next: Keys): void {
  for (const row of db.select().from(moderators).all()) {
    const sealed = sealModerator(next, openModerator(keys, row));
    db.update(moderators).set({ sealed }).where(eq(moderators.who, row.who)).run();
  }
}

function eachRow<R extends { readonly slot: number }>(
  page: (after: number) => R[],
  treat: (row: R) => void,
): number {
  let count = 0;
  for (let rows = page(0); rows.length > 0; rows = page(rows.at(-1)?.slot ?? 0)) {
    for (const row of rows) treat(row);
    count += rows.length;
  }
  return count;
}
