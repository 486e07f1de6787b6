import { eq, placeholder } from "drizzle-orm";
import type { DeliveryTarget, Settlement } from "../../domain/delivery.ts";
import type { Sqlite } from "./database.ts";
import { planDeletion } from "./deletions.ts";
import { fromHandle, hourOf, openTarget, sealMessage } from "./delivery-rows.ts";
import type { DeliveryRow } from "./delivery-rows.ts";
import type { DeliveryWriter } from "./delivery-writer.ts";
import { deliveries } from "./reader-schema.ts";
import { AT_ONCE, followUp, replaceWaiting, supersederOf } from "./superseded.ts";

/** How often a crash may find the same row in flight before nobody tries again. */
const MAX_ATTEMPTS = 10;
const DIGEST_PRIORITY = 4;

/** Writes down what became of a delivery; does nothing for a claim that was lost. Call it in a transaction. */
export function settlements(
  sqlite: Sqlite,
  writer: DeliveryWriter,
): (handle: string, settlement: Settlement) => void {
  const find = sqlite.db
    .select()
    .from(deliveries)
    .where(eq(deliveries.id, placeholder("id")))
    .prepare();
  return (handle, settlement) => {
    const { id, claims } = fromHandle(handle);
    const row = find.get({ id });
    if (row === undefined || row.claims !== claims) return;
    if (row.state !== "sending" && !(row.state === "queued" && row.leased)) return;
    switch (settlement.state) {
      case "sent":
        settleSent(sqlite, writer, row, settlement);
        return;
      case "queued":
        settleQueued(sqlite, writer, row, settlement);
        return;
      case "moved":
        settleMoved(sqlite, writer, row, settlement.toChatId);
        return;
      case "gone":
      case "expired":
      case "unsure":
        close(sqlite, writer, row, settlement.state);
    }
  };
}

function change({ db }: Sqlite, row: DeliveryRow, set: Partial<DeliveryRow>): DeliveryRow {
  db.update(deliveries).set(set).where(eq(deliveries.slot, row.slot)).run();
  return { ...row, ...set };
}

function settleSent(
  sqlite: Sqlite,
  writer: DeliveryWriter,
  row: DeliveryRow,
  { messageId, at }: Settlement & { state: "sent" },
): void {
  const message = messageId === null ? row.message : sealMessage(sqlite.keys, row.id, messageId);
  const sent = change(sqlite, row, {
    state: "sent",
    dueAt: null,
    leased: false,
    doneHour: hourOf(at),
    message,
  });
  if (row.act === "send" && messageId !== null) {
    const { chatId, deleteAfterHours } = openTarget(sqlite.keys, row);
    if (deleteAfterHours !== null) planDeletion(sqlite, { chatId, messageId }, at, deleteAfterHours);
  }
  const by = supersederOf(sqlite, row.alertId);
  // It went out while a later version was made.
  if (by !== null) followUp(sqlite, writer, by, sent);
}

function settleQueued(
  sqlite: Sqlite,
  writer: DeliveryWriter,
  row: DeliveryRow,
  { dueAt, unsure, tried }: Pick<Settlement & { state: "queued" }, "dueAt" | "unsure" | "tried">,
  mayHaveArrived = unsure || row.unsureTries > 0,
): void {
  const waiting = change(sqlite, row, {
    state: "queued",
    dueAt: dueAt.getTime(),
    leased: false,
    attempts: row.attempts + (tried ? 1 : 0),
    unsureTries: row.unsureTries + (unsure ? 1 : 0),
  });
  const by = supersederOf(sqlite, row.alertId);
  if (by !== null) replaceWaiting(sqlite, writer, by, waiting, mayHaveArrived);
}

/** The row's id is made of the chat: a new chat has a new row. Old messages cannot be edited in a new chat. */
function settleMoved(sqlite: Sqlite, writer: DeliveryWriter, row: DeliveryRow, toChatId: number): void {
  if (row.act === "edit") {
    close(sqlite, writer, row, "expired");
    return;
  }
  const target: DeliveryTarget = { ...openTarget(sqlite.keys, row), chatId: toChatId };
  const { alertId, expiresAt, priority } = row;
  sqlite.db.delete(deliveries).where(eq(deliveries.slot, row.slot)).run();
  writer.sends([{ alertId, expiresAt, priority, target, dueAt: AT_ONCE }]);
}

function close(
  sqlite: Sqlite,
  writer: DeliveryWriter,
  row: DeliveryRow,
  state: "gone" | "expired" | "unsure",
): void {
  const doneHour = hourOf(sqlite.clock.now());
  const closed = change(sqlite, row, { state, dueAt: null, leased: false, doneHour });
  const by = state === "unsure" ? supersederOf(sqlite, row.alertId) : null;
  if (by !== null) followUp(sqlite, writer, by, closed);
}

/** See `Outbox.recover`. Call it in a transaction. */
export function recover(
  sqlite: Sqlite,
  writer: DeliveryWriter,
): { readonly resent: number; readonly unsure: number } {
  const { db } = sqlite;
  db.update(deliveries).set({ leased: false, dueAt: AT_ONCE }).where(eq(deliveries.leased, true)).run();
  let resent = 0;
  let unsure = 0;
  for (const row of db.select().from(deliveries).where(eq(deliveries.state, "sending")).all()) {
    const attempts = row.attempts + 1;
    const isDigest = row.act === "send" && row.priority === DIGEST_PRIORITY;
    if (isDigest || attempts >= MAX_ATTEMPTS) {
      close(sqlite, writer, row, "unsure");
      unsure += 1;
    } else {
      // Not counted as unsure: the one resend that an unsure reply allows is still to come.
      settleQueued(sqlite, writer, row, { dueAt: new Date(AT_ONCE), unsure: false, tried: true }, true);
      resent += 1;
    }
  }
  return { resent, unsure };
}
