import { asc, eq, sql } from "drizzle-orm";
import type { Chat } from "../../domain/subscriber.ts";
import { chunks, editIdOf, hourOf, isToldBy, sendId, sendIdsOf } from "../delivery-row.ts";
import type { DeliveryRow } from "../delivery-row.ts";
import type { Keys } from "../seal.ts";
import { isOneOf } from "./columns.ts";
import type { Db, Postgres } from "./database.ts";
import { deliveries } from "./reader-schema.ts";

const LOOKUP_ROWS = 2000;

/** Colons stand before semicolons: what begins like a digest of the same span is passed over. */
const BEHIND = sql`case when found.id like 'digest-%' then rtrim(rtrim(found.id, '0123456789'), ':') || ';' else found.id end`;

/**
 * Every alert and notice that has rows, and one digest of each span: one look into the index for each, not one for each
 * row. Digests of a span, of which there may be thousands, give a chat the same row.
 */
async function alertIdsWithRows(db: Db): Promise<string[]> {
  const found = sql`(
    with recursive found(id) as (
      (select min(alert_id) from deliveries)
      union all
      select (select min(alert_id) from deliveries where alert_id > ${BEHIND}) from found where found.id is not null
    ) select id from found where id is not null) as told`;
  const rows = await db.select({ id: sql<string>`told.id` }).from(found);
  return rows.map((row) => row.id);
}

/** All rows of these topics of a chat, found by computing anew what their ids must be. */
export async function rowsOf(db: Db, keys: Keys, chats: readonly Chat[]): Promise<DeliveryRow[]> {
  const sends = await lookup(db, sendIdsOf(keys, await alertIdsWithRows(db), chats));
  const editIds = sends.map((row) => editIdOf(keys, row)).filter((id) => id !== null);
  return [...sends, ...(await lookup(db, editIds))];
}

/** See `AlertStore.told`. */
export async function toldOf(
  { db, keys }: Postgres,
  alertId: string,
  chats: readonly Chat[],
): Promise<boolean[]> {
  const ids = chats.map((chat) => sendId(keys, alertId, chat));
  const told = new Set((await lookup(db, ids)).filter(isToldBy).map(({ id }) => id));
  return ids.map((id) => told.has(id));
}

async function lookup(db: Db, ids: readonly string[]): Promise<DeliveryRow[]> {
  const found: DeliveryRow[] = [];
  for (const chunk of chunks([...new Set(ids)], LOOKUP_ROWS)) {
    found.push(...(await db.select().from(deliveries).where(isOneOf(deliveries.id, chunk))));
  }
  return found;
}

/** In an order that all transactions share, so that two of them never wait for each other. */
export function holdRows(tx: Db, ids: readonly string[]): Promise<DeliveryRow[]> {
  return tx
    .select()
    .from(deliveries)
    .where(isOneOf(deliveries.id, ids))
    .orderBy(asc(deliveries.slot))
    .for("update");
}

export async function removeRows(tx: Db, rows: readonly Pick<DeliveryRow, "id">[]): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  await tx.delete(deliveries).where(isOneOf(deliveries.id, ids));
}

/** What still waits is not sent any more, also where a worker holds it and has not begun. */
export async function closeRows(tx: Db, rows: readonly DeliveryRow[], now: Date): Promise<void> {
  const ids = rows.filter(({ state }) => state === "queued").map(({ id }) => id);
  if (ids.length === 0) return;
  const held = (await holdRows(tx, ids)).filter(({ state }) => state === "queued").map(({ id }) => id);
  await tx
    .update(deliveries)
    .set({ state: "gone", dueAt: null, leased: false, doneHour: hourOf(now) })
    .where(isOneOf(deliveries.id, held));
}

export async function renameRow(
  tx: Db,
  { slot }: Pick<DeliveryRow, "slot">,
  renamed: Pick<DeliveryRow, "id" | "target" | "message">,
): Promise<void> {
  await tx.update(deliveries).set(renamed).where(eq(deliveries.slot, slot));
}
