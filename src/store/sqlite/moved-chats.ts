import { eq } from "drizzle-orm";
import type { Chat } from "../../domain/subscriber.ts";
import type { Sqlite } from "./database.ts";
import { deletionsOf, removeDeletions } from "./deletions.ts";
import { openTarget, removeRows, rowsOf, sealNoMessage, sealTarget, sendId } from "./delivery-rows.ts";
import type { DeliveryRow } from "./delivery-rows.ts";
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
  const done = rowsOf(sqlite, topics).filter(({ state }) => state !== "queued" && state !== "sending");
  for (const row of done) moveRow(sqlite, row, toChatId);
}

function moveRow(sqlite: Sqlite, row: DeliveryRow, toChatId: number): void {
  const { db, keys } = sqlite;
  const target = { ...openTarget(keys, row), chatId: toChatId };
  const id = sendId(keys, row.alertId, target);
  const known = db.select({ id: deliveries.id }).from(deliveries).where(eq(deliveries.id, id)).get();
  if (row.act === "edit" || known !== undefined) {
    removeRows(sqlite, [row]);
    return;
  }
  const message = row.message === null ? null : sealNoMessage(keys, id);
  const moved = { id, target: sealTarget(keys, id, target), message };
  db.update(deliveries).set(moved).where(eq(deliveries.slot, row.slot)).run();
}
