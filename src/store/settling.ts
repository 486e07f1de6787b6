import type { Settlement } from "../domain/delivery.ts";
import { AT_ONCE, hourOf, LOWEST_PRIORITY, openTarget, sealMessage } from "./delivery-row.ts";
import type { DeliveryRow } from "./delivery-row.ts";
import { type Deciding, followUp, replaceWaiting, tellCorrections } from "./overtaking.ts";

/** How often a crash may find the same row in flight before nobody tries again. */
const MAX_ATTEMPTS = 10;

type Queued = Pick<Settlement & { readonly state: "queued" }, "dueAt" | "unsure" | "tried">;
type Sent = Settlement & { readonly state: "sent" };

/** Does the worker that got the row by this claim still hold it? */
export function isHeld(row: DeliveryRow, claims: number): boolean {
  return row.claims === claims && (row.state === "sending" || (row.state === "queued" && row.leased));
}

/** Writes down what became of a row that the worker holds. */
export function settle(deciding: Deciding, row: DeliveryRow, settlement: Settlement): void {
  switch (settlement.state) {
    case "sent":
      sent(deciding, row, settlement);
      return;
    case "queued":
      queued(deciding, row, settlement);
      return;
    case "moved":
      moved(deciding, row, settlement.toChatId);
      return;
    case "gone":
    case "expired":
    case "unsure":
      close(deciding, row, settlement.state);
  }
}

/** What becomes of a row that was in flight when its worker died. See `Outbox.recover`. */
export function takeBack(deciding: Deciding, row: DeliveryRow): "resent" | "unsure" {
  const isDigest = row.act === "send" && row.priority === LOWEST_PRIORITY;
  if (isDigest || row.attempts + 1 >= MAX_ATTEMPTS) {
    close(deciding, row, "unsure");
    return "unsure";
  }
  // Not counted as unsure: the one resend that an unsure reply allows is still to come.
  queued(deciding, row, { dueAt: new Date(AT_ONCE), unsure: false, tried: true }, true);
  return "resent";
}

function sent(deciding: Deciding, row: DeliveryRow, { messageId, moreIds = [], at }: Sent): void {
  const { keys, writer } = deciding;
  const message =
    messageId === null || row.act === "edit"
      ? row.message
      : sealMessage(keys, row.id, { messageId, moreIds });
  const done = change(deciding, row, { state: "sent", dueAt: null, doneHour: hourOf(at), message });
  if (row.act === "send" && messageId !== null) {
    const { chatId, deleteAfterHours } = openTarget(keys, row);
    for (const id of deleteAfterHours === null ? [] : [messageId, ...moreIds]) {
      writer.planDeletion({ chatId, messageId: id, at, afterHours: deleteAfterHours ?? 0 });
    }
  }
  followUpIfOvertaken(deciding, done);
}

function queued(
  deciding: Deciding,
  row: DeliveryRow,
  { dueAt, unsure, tried }: Queued,
  mayHaveArrived = unsure || row.unsureTries > 0,
): void {
  const waiting = change(deciding, row, {
    state: "queued",
    dueAt: dueAt.getTime(),
    attempts: row.attempts + (tried ? 1 : 0),
    unsureTries: row.unsureTries + (unsure ? 1 : 0),
  });
  const by = deciding.news.supersederOf(row.alertId);
  if (by !== null) replaceWaiting(deciding, by, waiting, mayHaveArrived);
}

/** The row's id is made of the chat: a new chat has a new row. Old messages cannot be edited in a new chat. */
function moved(deciding: Deciding, row: DeliveryRow, toChatId: number): void {
  if (row.act === "edit") {
    close(deciding, row, "expired");
    return;
  }
  const target = { ...openTarget(deciding.keys, row), chatId: toChatId };
  const { alertId, expiresAt, priority } = row;
  deciding.writer.remove(row);
  deciding.writer.send({ alertId, expiresAt, priority, target, dueAt: AT_ONCE });
}

function close(deciding: Deciding, row: DeliveryRow, state: "gone" | "expired" | "unsure"): void {
  const doneHour = hourOf(deciding.clock.now());
  const closed = change(deciding, row, { state, dueAt: null, doneHour });
  if (state === "unsure") followUpIfOvertaken(deciding, closed);
}

/** It went out, or may have, while a later version was made. */
function followUpIfOvertaken(deciding: Deciding, row: DeliveryRow): void {
  const by = deciding.news.supersederOf(row.alertId);
  if (by !== null) followUp(deciding, by, row);
  else if (row.priority === LOWEST_PRIORITY) tellCorrections(deciding, row);
}

function change(deciding: Deciding, row: DeliveryRow, to: Partial<DeliveryRow>): DeliveryRow {
  const changed = { ...row, ...to, leased: false };
  deciding.writer.change(changed, false);
  return changed;
}
