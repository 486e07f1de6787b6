import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Keys } from "../seal.ts";
import { CHANNEL } from "./changes.ts";
import type { Db } from "./database.ts";

/** Listeners of any database user hear the channel: which chat it is, only those who have the key. */
const BOUND_TO = "chat";

/** Call it within the transaction of the change: it is heard when that is committed. */
export async function tellChat(tx: Db, keys: Keys, chatId: number): Promise<void> {
  await tx.execute(sql`select ${chatNews(keys, chatId)}`);
}

/** The same within the statement that changes the chat, for what it gives back. */
export function chatNews(keys: Keys, chatId: number): SQL {
  const sealed = keys.targets.seal(Buffer.from(String(chatId)), BOUND_TO).toString("base64");
  return sql`pg_notify(${CHANNEL}::text, ${`chat:${sealed}`}::text)`;
}

export async function tellOutbox(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_notify(${CHANNEL}::text, 'outbox')`);
}

/** The register moved on: indexes of names are built anew. */
export async function tellRegister(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_notify(${CHANNEL}::text, 'register')`);
}

/** A moderator left something for a stage, on whichever replica: the one that works on it hears at once. */
export async function tellWork(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_notify(${CHANNEL}::text, 'work')`);
}

/**
 * @param sealed what stands behind `chat:`
 * @returns the chat's number
 * @throws Error when it was sealed with another key
 */
export function openNotice(keys: Keys, sealed: string): number {
  return Number(keys.targets.unseal(Buffer.from(sealed, "base64"), BOUND_TO).toString());
}
