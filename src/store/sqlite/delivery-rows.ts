import { and, eq, inArray, sql } from "drizzle-orm";
import type { Chat } from "../../domain/subscriber.ts";
import { chunks, editIdOf, hourOf, isToldBy, sendId, sendIdsOf } from "../delivery-row.ts";
import type { DeliveryRow } from "../delivery-row.ts";
import type { Sqlite } from "./database.ts";
import { deliveries } from "./reader-schema.ts";

/** Colons stand before semicolons: what begins like a digest of the same span is passed over. */
const BEHIND = sql`case when found.id like 'digest-%' then rtrim(rtrim(found.id, '0123456789'), ':') || ';' else found.id end`;

/**
 * Every alert and notice that has rows, and one digest of each span: one look into the index for each, not one for each
 * row. Digests of a span, of which there may be thousands, give a chat the same row.
 */
function alertIdsWithRows({ db }: Pick<Sqlite, "db">): string[] {
  const rows = db.all<{ id: string }>(sql`
    with recursive found(id) as (
      select min(alert_id) from deliveries
      union all
      select (select min(alert_id) from deliveries where alert_id > ${BEHIND}) from found where found.id is not null
    ) select id from found where id is not null`);
  return rows.map((row) => row.id);
}

const LOOKUP_ROWS = 500;

/** All rows of these topics of a chat, found by computing anew what their ids must be. */
export function rowsOf(sqlite: Sqlite, chats: readonly Chat[]): DeliveryRow[] {
  const { db, keys } = sqlite;
  const lookup = (ids: readonly string[]): DeliveryRow[] =>
    chunks([...new Set(ids)], LOOKUP_ROWS).flatMap((chunk) =>
      db.select().from(deliveries).where(inArray(deliveries.id, chunk)).all(),
    );
  const sends = lookup(sendIdsOf(keys, alertIdsWithRows(sqlite), chats));
  const editIds = sends.map((row) => editIdOf(keys, row)).filter((id) => id !== null);
  return [...sends, ...lookup(editIds)];
}

/** See `AlertStore.told`. */
export function toldOf({ db, keys }: Sqlite, alertId: string, chats: readonly Chat[]): boolean[] {
  const ids = chats.map((chat) => sendId(keys, alertId, chat));
  const told = new Set(
    chunks(ids, LOOKUP_ROWS)
      .flatMap((chunk) =>
        db
          .select({ id: deliveries.id, state: deliveries.state })
          .from(deliveries)
          .where(inArray(deliveries.id, chunk))
          .all(),
      )
      .filter(isToldBy)
      .map(({ id }) => id),
  );
  return ids.map((id) => told.has(id));
}

export function removeRows({ db }: Pick<Sqlite, "db">, rows: readonly DeliveryRow[]): void {
  for (const row of rows) db.delete(deliveries).where(eq(deliveries.slot, row.slot)).run();
}

/** What still waits is not sent any more, also where a worker holds it and has not begun. */
export function closeRows({ db }: Pick<Sqlite, "db">, rows: readonly DeliveryRow[], now: Date): void {
  const closed = { state: "gone", dueAt: null, leased: false, doneHour: hourOf(now) } as const;
  for (const { slot, state } of rows) {
    if (state !== "queued") continue;
    db.update(deliveries)
      .set(closed)
      .where(and(eq(deliveries.slot, slot), eq(deliveries.state, "queued")))
      .run();
  }
}
