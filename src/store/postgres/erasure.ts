import { sql } from "drizzle-orm";
import { dayOf } from "../../domain/time.ts";
import { chatIndex, openChat, placesOf } from "../chats.ts";
import type { SealedChat } from "../chats.ts";
import { chunks } from "../delivery-row.ts";
import { stillBuried } from "../keeping.ts";
import type { Tombstone } from "../tombstone-file.ts";
import { isOneOf } from "./columns.ts";
import type { Db, Postgres } from "./database.ts";
import { deletionsOf, removeDeletions } from "./deletions.ts";
import { removeRows, rowsOf } from "./delivery-rows.ts";
import { judgedNow } from "./lease-time.ts";
import { holdChats, holdErasure } from "./locks.ts";
import { lockMark, nextOf, writeMark } from "./marks.ts";
import { subscribers, tombstones } from "./reader-schema.ts";
import { chatOf, remove } from "./sealed-chats.ts";

const BATCH_ROWS = 500;

/**
 * Everything of the chat goes at once; rows that another replica is writing for it at this moment too, and it
 * writes none after that.
 *
 * @param mayGo asked of the chat as it is now
 */
export function erase(
  postgres: Postgres,
  chatId: number,
  mayGo: (chat: SealedChat | null) => boolean = () => true,
): Promise<boolean> {
  const { keys, clock, write } = postgres;
  const id = chatIndex(keys, chatId);
  return write(async (tx) => {
    await holdChats(tx, [id]);
    const chat = await chatOf(tx, keys, chatId);
    if (!mayGo(chat)) return false;
    await holdErasure(tx);
    const day = dayOf(await judgedNow(tx, postgres, clock.now()));
    const tombstone = { id, epoch: await nextOf(tx, "erasures"), day };
    // First beside the database: a crash after this line is made good at the next start.
    postgres.tombstones.add(tombstone);
    await removeAll(tx, postgres, chatId, chat);
    await keepTombstones(tx, [tombstone]);
    return true;
  });
}

async function removeAll(tx: Db, { keys }: Postgres, chatId: number, chat: SealedChat | null): Promise<void> {
  await removeRows(tx, await rowsOf(tx, keys, placesOf(chatId, chat)));
  const planned = await deletionsOf(tx, keys, chatId);
  await removeDeletions(
    tx,
    planned.map(({ id }) => id),
  );
  await remove(tx, keys, chatId);
}

/**
 * Called at start, also beside running replicas: erases again the chats that were erased after the backup was made
 * from which this database was restored. A chat that came back after its erasure is sealed under a later count and
 * stays.
 */
export async function buryAgain(postgres: Postgres): Promise<void> {
  const { db, write, clock } = postgres;
  const beside = postgres.tombstones.read();
  const now = await judgedNow(db, postgres, clock.now());
  const { known, kept } = stillBuried([...(await db.select().from(tombstones)), ...beside], now);
  const keptIds = new Set(kept.map(({ id }) => id));
  const old = known.filter(({ id }) => !keptIds.has(id));
  // The file first: it must never know less than the database. Replicas that share it add to it at any time, so it
  // is left alone when it says all.
  if (old.length > 0 || !saysAll(beside, kept)) postgres.tombstones.replace(kept);
  await write(async (tx) => {
    for (const batch of chunks(old, BATCH_ROWS)) await forget(tx, batch);
    for (const batch of chunks(kept, BATCH_ROWS)) await keepTombstones(tx, batch);
    const counted = (await lockMark(tx, "erasures")) ?? 0;
    const most = Math.max(counted, ...known.map(({ epoch }) => epoch));
    if (most > counted) await writeMark(tx, "erasures", most);
  });
  for (const batch of chunks(kept, BATCH_ROWS)) await buryRestored(postgres, batch);
}

function saysAll(beside: readonly Tombstone[], kept: readonly Tombstone[]): boolean {
  const wordsOf = ({ id, epoch, day }: Tombstone): string => `${id} ${String(epoch)} ${day}`;
  const words = new Set(beside.map(wordsOf));
  return kept.every((tombstone) => words.has(wordsOf(tombstone)));
}

async function forget(tx: Db, batch: readonly Tombstone[]): Promise<void> {
  await tx.delete(tombstones).where(
    isOneOf(
      tombstones.id,
      batch.map(({ id }) => id),
    ),
  );
}

export async function keepTombstones(tx: Db, batch: readonly Tombstone[]): Promise<void> {
  await tx
    .insert(tombstones)
    .values(batch.map(({ id, epoch, day }) => ({ id, epoch, day })))
    .onConflictDoUpdate({
      target: tombstones.id,
      set: { epoch: sql`excluded.epoch`, day: sql`excluded.day` },
      setWhere: sql`excluded.epoch > ${tombstones.epoch}`,
    });
}

async function buryRestored(postgres: Postgres, batch: readonly Tombstone[]): Promise<void> {
  const { db, keys, write } = postgres;
  const epochs = new Map(batch.map(({ id, epoch }) => [id, epoch]));
  const rows = await db
    .select()
    .from(subscribers)
    .where(isOneOf(subscribers.id, [...epochs.keys()]));
  for (const row of rows) {
    const epoch = epochs.get(row.id) ?? 0;
    const chat = openChat(keys, row);
    const chatId = chat.topics[0]?.chat.chatId;
    if (chat.epoch >= epoch || chatId === undefined) continue;
    await write(async (tx) => {
      await holdChats(tx, [row.id]);
      const now = await chatOf(tx, keys, chatId);
      if (now === null || now.epoch >= epoch) return;
      await holdErasure(tx);
      await removeAll(tx, postgres, chatId, now);
    });
  }
}
