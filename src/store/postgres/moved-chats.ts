import type { Chat } from "../../domain/subscriber.ts";
import { chatIndex, movedChat, placesOf } from "../chats.ts";
import { isDone, movedRow } from "../delivery-row.ts";
import { isOneOf } from "./columns.ts";
import type { Db, Postgres } from "./database.ts";
import { deletionsOf, removeDeletions } from "./deletions.ts";
import { removeRows, renameRow, rowsOf } from "./delivery-rows.ts";
import { holdChats } from "./locks.ts";
import { deliveries } from "./reader-schema.ts";
import { chatOf, erasures, put, remove } from "./sealed-chats.ts";

/** See `SubscriberStore.move`. */
export async function moveChat(postgres: Postgres, fromChatId: number, toChatId: number): Promise<void> {
  const { keys, write } = postgres;
  if (fromChatId === toChatId) return;
  await write(async (tx) => {
    await holdChats(tx, [chatIndex(keys, fromChatId), chatIndex(keys, toChatId)]);
    const from = await chatOf(tx, keys, fromChatId);
    await moveDeliveries(tx, postgres, placesOf(fromChatId, from), toChatId);
    if (from === null) return;
    const known = await chatOf(tx, keys, toChatId);
    await put(tx, keys, toChatId, movedChat(from, known, toChatId, await erasures(tx)));
    await remove(tx, keys, fromChatId);
  });
}

/**
 * A group became a supergroup. What it was told it may have to be told otherwise, so those rows go with it; but its
 * old messages are out of reach, and in the supergroup their numbers are other people's messages: nothing of them
 * is edited or deleted. What waits or is in flight moves when Telegram says so.
 */
async function moveDeliveries(
  tx: Db,
  { keys }: Postgres,
  topics: readonly Chat[],
  toChatId: number,
): Promise<void> {
  const [first] = topics;
  if (first === undefined) return;
  const planned = await deletionsOf(tx, keys, first.chatId);
  await removeDeletions(
    tx,
    planned.map(({ id }) => id),
  );
  const rows = (await rowsOf(tx, keys, topics)).filter(isDone);
  const moved = rows.map((row) => ({ row, to: movedRow(keys, row, toChatId) }));
  const ids = moved.flatMap(({ to }) => (to === null ? [] : [to.id]));
  const found = await tx.select({ id: deliveries.id }).from(deliveries).where(isOneOf(deliveries.id, ids));
  const taken = new Set(found.map(({ id }) => id));
  const superfluous = moved.filter(({ to }) => to === null || taken.has(to.id));
  await removeRows(
    tx,
    superfluous.map(({ row }) => row),
  );
  for (const { row, to } of moved) if (to !== null && !taken.has(to.id)) await renameRow(tx, row, to);
}
