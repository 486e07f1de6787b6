import { sql } from "drizzle-orm";
import { instant } from "../../domain/time.ts";
import type { Db } from "./database.ts";

/** Any numbers, the same in all versions; each lock is held until the end of the transaction. */
const CHAT_LOCKS = 7_305_565;
const RECIPIENTS_LOCK = 7_305_566;

/** Changes of one chat go one after another, also before it has a row. @param chats their blind indexes */
export async function holdChats(tx: Db, chats: readonly string[]): Promise<void> {
  for (const id of new Set(chats.toSorted())) {
    await tx.execute(sql`select pg_advisory_xact_lock(${CHAT_LOCKS}::int, hashtext(${id}::text))`);
  }
}

/**
 * Nobody is erased meanwhile: who was erased before is seen. Held by whoever writes rows for recipients.
 *
 * @returns the database's time, which whoever writes them needs too
 */
export async function holdRecipients(tx: Db): Promise<Date> {
  const [row] = await tx
    .select({ nowMs: sql`(extract(epoch from clock_timestamp()) * 1000)::bigint`.mapWith(Number) })
    .from(sql`pg_advisory_xact_lock_shared(${RECIPIENTS_LOCK}::bigint) as held`);
  if (row === undefined) throw new Error("the database gave no lock");
  return instant(row.nowMs);
}

/** Nobody writes rows for recipients meanwhile: all that were written are seen. */
export async function holdErasure(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${RECIPIENTS_LOCK}::bigint)`);
}
