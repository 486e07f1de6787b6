import { and, eq, placeholder, sql } from "drizzle-orm";
import type { Outbox } from "../../ports/outbox.ts";
import { fromHandle, messagesSince, openDelivery } from "../delivery-row.ts";
import { UnreadDigests } from "../unread-digests.ts";
import { claims } from "./claims.ts";
import type { Sqlite } from "./database.ts";
import { deletionsOf, dueDeletions, planDeletion, removeDeletions } from "./deletions.ts";
import { rowsOf } from "./delivery-rows.ts";
import { readMark, writeMark } from "./marks.ts";
import { purge } from "./purge.ts";
import { deliveries } from "./reader-schema.ts";
import { alertTexts } from "./schema.ts";
import { settlements } from "./settlements.ts";
import { chatOf, topicsOf } from "./subscribers.ts";

export function sqliteOutbox(sqlite: Sqlite): Outbox {
  const { keys, write } = sqlite;
  const claim = claims(sqlite);
  const written = settlements(sqlite);
  const unread = new UnreadDigests();
  const textOf = textStatement(sqlite);
  const mark = markStatement(sqlite);
  const markSending = (handle: string): boolean => mark.run(fromHandle(handle)).changes > 0;
  return {
    claimDue: async (now, limit, leaseMs) => claim(now, limit, leaseMs).map((row) => openDelivery(keys, row)),
    text: async (alertId, language, discreet) =>
      textOf.get({ alertId, language, discreet: Number(discreet) })?.message ?? null,
    markSending: async (handle) => write(() => markSending(handle)),
    settle: async (handle, settlement) => {
      write(() => {
        written.settle(handle, settlement);
      });
    },
    writeDown: async (settled, sending) =>
      write(() => {
        for (const { id, settlement } of settled) written.settle(id, settlement);
        return sending.filter(markSending);
      }),
    recover: async (now) => write(() => written.recover(now)),
    purge: (now) => purge(sqlite, unread, now),
    counts: async () => counts(sqlite),
    shutUntil: async () => {
      const until = readMark(sqlite, "shutUntil");
      return until === null ? null : new Date(until);
    },
    shut: async (forMs, now) => {
      shut(sqlite, now.getTime() + forMs);
    },
    sentTo: async (chatId, since) => sentTo(sqlite, chatId, since),
    noteSent: async (target, messageId, at) => {
      if (target.deleteAfterHours === null) return;
      const { chatId, deleteAfterHours: afterHours } = target;
      write(() => {
        if (chatOf(sqlite, chatId) !== null) planDeletion(sqlite, { chatId, messageId, at, afterHours });
      });
    },
    dueDeletions: async (now, limit) => dueDeletions(sqlite, now, limit),
    markDeleted: async (ids) => {
      write(() => {
        removeDeletions(sqlite, ids);
      });
    },
  };
}

/** A shorter wait that is told later ends no longer one. */
function shut(sqlite: Sqlite, untilMs: number): void {
  sqlite.write(() => {
    writeMark(sqlite, "shutUntil", Math.max(untilMs, readMark(sqlite, "shutUntil") ?? untilMs));
  });
}

function textStatement({ db }: Sqlite) {
  return db
    .select({ message: alertTexts.message })
    .from(alertTexts)
    .where(
      and(
        eq(alertTexts.alertId, placeholder("alertId")),
        eq(alertTexts.language, placeholder("language")),
        eq(alertTexts.discreet, placeholder("discreet")),
      ),
    )
    .prepare();
}

function markStatement({ db }: Sqlite) {
  return db
    .update(deliveries)
    .set({ state: "sending" })
    .where(
      and(
        eq(deliveries.id, placeholder("id")),
        eq(deliveries.claims, placeholder("claims")),
        eq(deliveries.state, "queued"),
        eq(deliveries.leased, true),
      ),
    )
    .prepare();
}

/** Each from the index that holds it: the rows are many and long. */
function counts({ db }: Sqlite): Record<string, number> {
  const rows = db.all<{ state: string; n: number }>(sql`
    select state, count(*) as n from deliveries where state = 'queued' group by state
    union all select state, count(*) from deliveries where state = 'sending' group by state
    union all select state, count(*) from deliveries where done_hour is not null group by state`);
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}

function sentTo(sqlite: Sqlite, chatId: number, since: Date): number[] {
  const messages = messagesSince(sqlite.keys, rowsOf(sqlite, topicsOf(sqlite, chatId)), since);
  const noted = deletionsOf(sqlite, chatId).map(({ messageId }) => messageId);
  return [...new Set([...messages, ...noted])];
}
