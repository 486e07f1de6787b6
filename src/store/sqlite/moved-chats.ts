import { eq } from "drizzle-orm";
import type { Chat } from "../../domain/subscriber.ts";
import { isDone, movedRow } from "../delivery-row.ts";
import type { DeliveryRow } from "../delivery-row.ts";
import type { Sqlite } from "./database.ts";
import { deletionsOf, removeDeletions } from "./deletions.ts";
import { removeRows, rowsOf } from "./delivery-rows.ts";
import { deliveries } from "./reader-schema.ts";

/**
 * A group became a supergroup. What it was told it may have to be told otherwise, so those rows go with it; but its
 * old messages are out of reach, and in the supergroup their numbers are other people's messages: nothing of them
 * is edited or deleted. What waits or is in flight moves when Telegram says so.
 */
export function moveDeliveries(sqlite: Sqlite, topics: readonly Chat[], toChatId: number): void {
  const [first] = topics;
  if (first === undefined) return;
  removeDeletions(
    sqlite,
    deletionsOf(sqlite, first.chatId).map(({ id }) => id),
  );
  for (const row of rowsOf(sqlite, topics).filter(isDone)) moveRow(sqlite, row, toChatId);
}

function moveRow(sqlite: Sqlite, row: DeliveryRow, toChatId: number): void {
  const { db, keys } = sqlite;
  const moved = movedRow(keys, row, toChatId);
  const isKnown =
    moved !== null &&
    db.select({ id: deliveries.id }).from(deliveries).where(eq(deliveries.id, moved.id)).get() !== undefined;
  if (moved === null || isKnown) removeRows(sqlite, [row]);
  else db.update(deliveries).set(moved).where(eq(deliveries.slot, row.slot)).run();
}
