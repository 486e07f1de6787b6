import { and, eq, sql } from "drizzle-orm";
import { later } from "../../domain/time.ts";
import type { Outbox } from "../../ports/outbox.ts";
import { messagesSince, openDelivery } from "../delivery-row.ts";
import { UnreadDigests } from "../unread-digests.ts";
import { claimDue } from "./claims.ts";
import type { Postgres } from "./database.ts";
import { deletionsOf, dueDeletions, planDeletion, removeDeletions } from "./deletions.ts";
import { rowsOf } from "./delivery-rows.ts";
import { holdRecipients } from "./locks.ts";
import { aheadOf, judgedNow, leaseNow } from "./lease-time.ts";
import { readMark } from "./marks.ts";
import { purge } from "./purge.ts";
import { alertTexts, marks } from "./schema.ts";
import { recover, writeDown } from "./settlements.ts";
import { chatOf, topicsOf } from "./sealed-chats.ts";

export function postgresOutbox(postgres: Postgres): Outbox {
  const { db, keys, write } = postgres;
  const unread = new UnreadDigests();
  return {
    claimDue: async (now, limit, leaseMs) =>
      (await claimDue(postgres, now, limit, leaseMs)).map((row) => openDelivery(keys, row)),
    text: async (alertId, language, discreet) => {
      const { alertId: alert, language: inLanguage, discreet: isDiscreet, message } = alertTexts;
      const [row] = await db
        .select({ message })
        .from(alertTexts)
        .where(and(eq(alert, alertId), eq(inLanguage, language), eq(isDiscreet, discreet)));
      return row?.message ?? null;
    },
    markSending: async (handle, now) => (await writeDown(postgres, [], [handle], now)).length > 0,
    settle: async (handle, settlement) => {
      await writeDown(postgres, [{ id: handle, settlement }], [], postgres.clock.now());
    },
    writeDown: (settled, sending, now) => writeDown(postgres, settled, sending, now),
    recover: (now) => recover(postgres, now),
    purge: (now) => purge(postgres, unread, now),
    counts: () => counts(postgres),
    shutUntil: async () => {
      const until = await readMark(db, "shutUntil");
      return until === null ? null : new Date(until);
    },
    shut: (forMs, now) => shut(postgres, forMs, now),
    sentTo: (chatId, since) => sentTo(postgres, chatId, since),
    noteSent: async ({ chatId, deleteAfterHours: afterHours }, messageId, at) => {
      if (afterHours === null) return;
      await write(async (tx) => {
        // It may be erased at this moment: then what is written here is erased too, or nothing is written.
        const databaseNow = await holdRecipients(tx);
        if ((await chatOf(tx, keys, chatId)) === null) return;
        const sentAt = later(at, -aheadOf(postgres, databaseNow, at));
        await planDeletion(tx, keys, { chatId, messageId, at: sentAt, afterHours });
      });
    },
    dueDeletions: (now, limit) => dueDeletions(postgres, now, limit),
    markDeleted: (ids) => write((tx) => removeDeletions(tx, ids)),
  };
}

function shut(postgres: Postgres, forMs: number, now: Date): Promise<void> {
  const value = sql`to_jsonb(${leaseNow(postgres, now)} + ${Math.ceil(forMs)}::bigint)`;
  return postgres.write(async (tx) => {
    await tx
      .insert(marks)
      .values({ name: "shutUntil", value })
      .onConflictDoUpdate({
        target: marks.name,
        // A shorter wait that is told later ends no longer one.
        set: { value: sql`greatest(excluded.value, ${marks.value})` },
      });
  });
}

/** Each from the index that holds it: the rows are many and long. */
async function counts({ db }: Postgres): Promise<Record<string, number>> {
  const counted = sql`(
    select state, count(*) as n from deliveries where state = 'queued' group by state
    union all select state, count(*) from deliveries where state = 'sending' group by state
    union all select state, count(*) from deliveries where done_hour is not null group by state) as counted`;
  const rows = await db.select({ state: sql<string>`state`, n: sql`n`.mapWith(Number) }).from(counted);
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}

async function sentTo(postgres: Postgres, chatId: number, sinceByCaller: Date): Promise<number[]> {
  const { db, keys, clock } = postgres;
  const now = clock.now();
  const aheadMs = now.getTime() - (await judgedNow(db, postgres, now)).getTime();
  const since = later(sinceByCaller, -aheadMs);
  const rows = await rowsOf(db, keys, await topicsOf(db, keys, chatId));
  const noted = await deletionsOf(db, keys, chatId);
  return [...new Set([...messagesSince(keys, rows, since), ...noted.map(({ messageId }) => messageId)])];
}
