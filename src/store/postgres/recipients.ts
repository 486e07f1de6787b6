import { and, eq, isNull, sql } from "drizzle-orm";
import type { Alert } from "../../domain/alert.ts";
import type { Recipient } from "../../ports/outbox.ts";
import { chatIndex } from "../chats.ts";
import type { Keys } from "../seal.ts";
import { isOneOf } from "./columns.ts";
import type { Db, Postgres } from "./database.ts";
import { leaseNow } from "./lease-time.ts";
import { nextOf } from "./marks.ts";
import { subscribers, tombstones } from "./reader-schema.ts";
import { RowBatch } from "./row-batch.ts";

/** Call it within a transaction. */
export async function writeRecipients(
  tx: Db,
  postgres: Postgres,
  alert: Pick<Alert, "id" | "expiresAt">,
  recipients: readonly Recipient[],
): Promise<void> {
  if (recipients.length === 0) return;
  const { keys, clock } = postgres;
  const turn = await nextOf(tx, "turn");
  const batch = new RowBatch(keys);
  for (const { target, priority, notBefore } of recipients) {
    const { id: alertId, expiresAt } = alert;
    batch.send({ alertId, expiresAt, target, priority, dueAt: notBefore?.getTime() ?? turn });
  }
  await batch.write(tx, leaseNow(postgres, clock.now()));
}

/**
 * Without those who were erased since the recipients were chosen: the replica that chooses hears of it a moment
 * later. Call it within a transaction that holds the recipients.
 */
export async function withoutErased(
  tx: Db,
  keys: Keys,
  recipients: readonly Recipient[],
): Promise<readonly Recipient[]> {
  const indexes = new Map(
    recipients.map(({ target }) => [target.chatId, chatIndex(keys, target.chatId)] as const),
  );
  const buried = await tx
    .select({ id: tombstones.id })
    .from(tombstones)
    .leftJoin(subscribers, eq(subscribers.id, tombstones.id))
    .where(and(isOneOf(tombstones.id, [...indexes.values()]), isNull(sql`${subscribers.slot}`)));
  if (buried.length === 0) return recipients;
  const erased = new Set(buried.map(({ id }) => id));
  return recipients.filter(({ target }) => !erased.has(indexes.get(target.chatId) ?? ""));
}
