import { eq, placeholder, sql } from "drizzle-orm";
import type { DeliveryTarget, MessageIds } from "../../domain/delivery.ts";
import type { Sqlite } from "./database.ts";
import { editId, freshSlots, sealMessage, sealTarget, sendId } from "./delivery-rows.ts";
import { deliveries } from "./reader-schema.ts";

/** What a new row is made of. `dueAt` is a turn or UTC ms: see the table. */
export interface NewDelivery {
  readonly alertId: string;
  readonly expiresAt: Date;
  readonly target: DeliveryTarget;
  readonly priority: number;
  readonly dueAt: number;
}

const LOWEST_PRIORITY = 4;

/** Writes rows; each method gives how many were written. Call it within a transaction. */
export interface DeliveryWriter {
  /** Passes over recipients who have a message of this event or wait for one. */
  sends(rows: readonly NewDelivery[]): number;
  /** Edits a message, or edits it once more when the row was about an earlier version. */
  edit(row: NewDelivery, ids: MessageIds): number;
}

export function deliveryWriter(sqlite: Sqlite): DeliveryWriter {
  const { db, keys } = sqlite;
  const insert = (row: NewDelivery, id: string, slot: number) => ({
    slot,
    id,
    alertId: row.alertId,
    priority: Math.max(0, Math.min(row.priority, LOWEST_PRIORITY)),
    dueAt: row.dueAt,
    expiresAt: row.expiresAt,
    target: sealTarget(keys, id, row.target),
  });
  const send = sendStatement(sqlite);
  const edit = editStatement(sqlite);
  return {
    sends: (rows) => {
      const first = freshSlots(rows.length);
      let written = 0;
      for (const [at, row] of shuffled(rows).entries()) {
        written += send.run(insert(row, sendId(keys, row.alertId, row.target), first + at)).changes;
      }
      return written;
    },
    edit: (row, ids) => {
      const id = editId(keys, row.alertId, row.target, ids.messageId);
      const known = db
        .select({ claims: deliveries.claims })
        .from(deliveries)
        .where(eq(deliveries.id, id))
        .get();
      const message = known === undefined ? sealMessage(keys, id, ids) : null;
      return edit.run({ ...insert(row, id, freshSlots(1)), message }).changes;
    },
  };
}

const COMMON = {
  slot: placeholder("slot"),
  id: placeholder("id"),
  alertId: placeholder("alertId"),
  state: "queued",
  priority: placeholder("priority"),
  dueAt: placeholder("dueAt"),
  leased: false,
  claims: 0,
  expiresAt: placeholder("expiresAt"),
  attempts: 0,
  unsureTries: 0,
  target: placeholder("target"),
} as const;

const AGAIN = {
  alertId: sql`excluded.alert_id`,
  state: "queued",
  priority: sql`excluded.priority`,
  dueAt: sql`excluded.due_at`,
  leased: false,
  expiresAt: sql`excluded.expires_at`,
  attempts: 0,
  doneHour: null,
} as const;

/** A row that never reached its recipient is written anew: nothing was sent to them. */
function sendStatement({ db }: Sqlite) {
  return db
    .insert(deliveries)
    .values({ ...COMMON, act: "send" })
    .onConflictDoUpdate({
      target: deliveries.id,
      set: { ...AGAIN, target: sql`excluded.target` },
      setWhere: sql`deliveries.state in ('expired', 'gone') and deliveries.unsure_tries = 0`,
    })
    .prepare();
}

function editStatement({ db }: Sqlite) {
  return db
    .insert(deliveries)
    .values({ ...COMMON, act: "edit", message: placeholder("message") })
    .onConflictDoUpdate({
      target: deliveries.id,
      set: AGAIN,
      setWhere: sql`deliveries.state in ('sent', 'expired', 'unsure') and deliveries.alert_id <> excluded.alert_id`,
    })
    .prepare();
}

/** Rows that are written together stand in no order that repeats from alert to alert. */
function shuffled<T>(list: readonly T[]): T[] {
  const mixed = [...list];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(Math.random() * (last + 1));
    const [a, b] = [mixed[last], mixed[other]];
    if (a !== undefined && b !== undefined) [mixed[last], mixed[other]] = [b, a];
  }
  return mixed;
}
