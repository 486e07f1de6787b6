import { and, count, eq, placeholder } from "drizzle-orm";
import type { Message } from "../../domain/alert.ts";
import type { Language } from "../../domain/language.ts";
import type { Outbox } from "../../ports/outbox.ts";
import { claims } from "./claims.ts";
import type { Sqlite } from "./database.ts";
import { deletionsOf, dueDeletions, planDeletion, removeDeletions } from "./deletions.ts";
import { fromHandle, hourOf, openDelivery, openMessage, rowsOf } from "./delivery-rows.ts";
import { deliveryWriter } from "./delivery-writer.ts";
import { readMark, writeMark } from "./marks.ts";
import { purge } from "./purge.ts";
import { deliveries } from "./reader-schema.ts";
import { alertTexts } from "./schema.ts";
import { recover, settlements } from "./settlements.ts";
import { topicsOf } from "./subscribers.ts";

export function sqliteOutbox(sqlite: Sqlite): Outbox {
  const { keys, write } = sqlite;
  const writer = deliveryWriter(sqlite);
  const claim = claims(sqlite);
  const settle = settlements(sqlite, writer);
  const mark = markStatement(sqlite);
  const markSending = (handle: string): boolean => mark.run(fromHandle(handle)).changes > 0;
  return {
    claimDue: async (now, limit, leaseMs) => claim(now, limit, leaseMs).map((row) => openDelivery(keys, row)),
    text: async (alertId, language, discreet) => textOf(sqlite, alertId, language, discreet),
    markSending: async (handle) => write(() => markSending(handle)),
    settle: async (handle, settlement) => {
      write(() => {
        settle(handle, settlement);
      });
    },
    writeDown: async (settled, sending) =>
      write(() => {
        for (const { id, settlement } of settled) settle(id, settlement);
        return sending.filter(markSending);
      }),
    recover: async () => write(() => recover(sqlite, writer)),
    purge: (now) => purge(sqlite, now),
    counts: async () => counts(sqlite),
    shutUntil: async () => {
      const until = readMark(sqlite, "shutUntil");
      return until === null ? null : new Date(until);
    },
    shut: async (until) => {
      writeMark(sqlite, "shutUntil", until.getTime());
    },
    sentTo: async (chatId, since) => sentTo(sqlite, chatId, since),
    noteSent: async (target, messageId, at) => {
      if (target.deleteAfterHours === null) return;
      planDeletion(sqlite, { chatId: target.chatId, messageId }, at, target.deleteAfterHours);
    },
    dueDeletions: async (now, limit) => dueDeletions(sqlite, now, limit),
    markDeleted: async (ids) => {
      write(() => {
        removeDeletions(sqlite, ids);
      });
    },
  };
}

function textOf({ db }: Sqlite, alertId: string, language: Language, discreet: boolean): Message | null {
  const here = and(
    eq(alertTexts.alertId, alertId),
    eq(alertTexts.language, language),
    eq(alertTexts.discreet, discreet),
  );
  return db.select({ message: alertTexts.message }).from(alertTexts).where(here).get()?.message ?? null;
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

function counts({ db }: Sqlite): Record<string, number> {
  const rows = db
    .select({ state: deliveries.state, n: count() })
    .from(deliveries)
    .groupBy(deliveries.state)
    .all();
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}

function sentTo(sqlite: Sqlite, chatId: number, since: Date): number[] {
  const chats = topicsOf(sqlite, chatId);
  const messages = rowsOf(sqlite, chats)
    .filter(({ state, doneHour }) => state === "sent" && doneHour !== null && doneHour >= hourOf(since))
    .map((row) => openMessage(sqlite.keys, row));
  const noted = deletionsOf(sqlite, chatId).map(({ messageId }) => messageId);
  return [...new Set([...messages, ...noted])].filter((messageId) => messageId !== null);
}
