import { eq, placeholder, sql } from "drizzle-orm";
import type { DeliveryTarget, Settlement } from "../../domain/delivery.ts";
import type { Sqlite } from "./database.ts";
import { planDeletion } from "./deletions.ts";
import { fromHandle, hourOf, openTarget, sealMessage } from "./delivery-rows.ts";
import type { DeliveryRow } from "./delivery-rows.ts";
import type { DeliveryWriter } from "./delivery-writer.ts";
import { deliveries } from "./reader-schema.ts";
import { AT_ONCE, followUp, replaceWaiting, superseders, tellCorrections } from "./superseded.ts";

/** How often a crash may find the same row in flight before nobody tries again. */
const MAX_ATTEMPTS = 10;
const DIGEST_PRIORITY = 4;

type Moved = Settlement & { readonly state: "moved" };
type Queued = Pick<Settlement & { readonly state: "queued" }, "dueAt" | "unsure" | "tried">;
type Sent = Settlement & { readonly state: "sent" };
type Change = Partial<
  Pick<DeliveryRow, "state" | "dueAt" | "attempts" | "unsureTries" | "message" | "doneHour">
>;

/** Writes down what became of deliveries. Each method is called within a transaction. */
export class Settlements {
  readonly #sqlite: Sqlite;
  readonly #writer: DeliveryWriter;
  readonly #find;
  readonly #update;
  readonly #supersederOf;

  constructor(sqlite: Sqlite, writer: DeliveryWriter) {
    this.#sqlite = sqlite;
    this.#writer = writer;
    this.#find = sqlite.db
      .select()
      .from(deliveries)
      .where(eq(deliveries.id, placeholder("id")))
      .prepare();
    this.#update = updateStatement(sqlite);
    this.#supersederOf = superseders(sqlite);
  }

  /** Does nothing for a claim that was lost. */
  settle(handle: string, settlement: Settlement): void {
    const { id, claims } = fromHandle(handle);
    const row = this.#find.get({ id });
    if (row === undefined || row.claims !== claims) return;
    if (row.state !== "sending" && !(row.state === "queued" && row.leased)) return;
    switch (settlement.state) {
      case "sent":
        this.#sent(row, settlement);
        return;
      case "queued":
        this.#queued(row, settlement);
        return;
      case "moved":
        this.#moved(row, settlement);
        return;
      case "gone":
      case "expired":
      case "unsure":
        this.#close(row, settlement.state);
    }
  }

  /** See `Outbox.recover`. */
  recover(): { readonly resent: number; readonly unsure: number } {
    const { db } = this.#sqlite;
    db.update(deliveries)
      .set({ leased: false, dueAt: AT_ONCE })
      .where(sql`state = 'queued' and leased = 1`)
      .run();
    const flying = db
      .select()
      .from(deliveries)
      .where(sql`state = 'sending'`)
      .all();
    const isLost = (row: DeliveryRow): boolean =>
      (row.act === "send" && row.priority === DIGEST_PRIORITY) || row.attempts + 1 >= MAX_ATTEMPTS;
    for (const row of flying) {
      if (isLost(row)) this.#close(row, "unsure");
      // Not counted as unsure: the one resend that an unsure reply allows is still to come.
      else this.#queued(row, { dueAt: new Date(AT_ONCE), unsure: false, tried: true }, true);
    }
    const unsure = flying.filter(isLost).length;
    return { resent: flying.length - unsure, unsure };
  }

  #change(row: DeliveryRow, change: Change): DeliveryRow {
    const changed = { ...row, ...change, leased: false };
    this.#update.run(changed);
    return changed;
  }

  #sent(row: DeliveryRow, { messageId, moreIds = [], at }: Sent): void {
    const { keys } = this.#sqlite;
    const message =
      messageId === null || row.act === "edit"
        ? row.message
        : sealMessage(keys, row.id, { messageId, moreIds });
    const sent = this.#change(row, { state: "sent", dueAt: null, doneHour: hourOf(at), message });
    if (row.act === "send" && messageId !== null) {
      const { chatId, deleteAfterHours } = openTarget(keys, row);
      for (const id of deleteAfterHours === null ? [] : [messageId, ...moreIds]) {
        planDeletion(this.#sqlite, { chatId, messageId: id }, at, deleteAfterHours ?? 0);
      }
    }
    this.#followUp(sent);
  }

  #queued(
    row: DeliveryRow,
    { dueAt, unsure, tried }: Queued,
    mayHaveArrived = unsure || row.unsureTries > 0,
  ): void {
    const waiting = this.#change(row, {
      state: "queued",
      dueAt: dueAt.getTime(),
      attempts: row.attempts + (tried ? 1 : 0),
      unsureTries: row.unsureTries + (unsure ? 1 : 0),
    });
    const by = this.#supersederOf(row.alertId);
    if (by !== null) replaceWaiting(this.#sqlite, this.#writer, by, waiting, mayHaveArrived);
  }

  /** The row's id is made of the chat: a new chat has a new row. Old messages cannot be edited in a new chat. */
  #moved(row: DeliveryRow, { toChatId }: Moved): void {
    if (row.act === "edit") {
      this.#close(row, "expired");
      return;
    }
    const target: DeliveryTarget = { ...openTarget(this.#sqlite.keys, row), chatId: toChatId };
    const { alertId, expiresAt, priority } = row;
    this.#sqlite.db.delete(deliveries).where(eq(deliveries.slot, row.slot)).run();
    this.#writer.sends([{ alertId, expiresAt, priority, target, dueAt: AT_ONCE }]);
  }

  #close(row: DeliveryRow, state: "gone" | "expired" | "unsure"): void {
    const doneHour = hourOf(this.#sqlite.clock.now());
    const closed = this.#change(row, { state, dueAt: null, doneHour });
    if (state === "unsure") this.#followUp(closed);
  }

  /** It went out, or may have, while a later version was made. */
  #followUp(row: DeliveryRow): void {
    const by = this.#supersederOf(row.alertId);
    if (by !== null) followUp(this.#sqlite, this.#writer, by, row);
    else if (row.priority === DIGEST_PRIORITY) tellCorrections(this.#sqlite, this.#writer, row);
  }
}

function updateStatement({ db }: Sqlite) {
  return db
    .update(deliveries)
    .set({
      state: sql`${placeholder("state")}`,
      dueAt: sql`${placeholder("dueAt")}`,
      leased: false,
      attempts: sql`${placeholder("attempts")}`,
      unsureTries: sql`${placeholder("unsureTries")}`,
      message: sql`${placeholder("message")}`,
      doneHour: sql`${placeholder("doneHour")}`,
    })
    .where(eq(deliveries.slot, placeholder("slot")))
    .prepare();
}
