import { eq, placeholder, sql } from "drizzle-orm";
import { freshSlots, sealMessage } from "../delivery-row.ts";
import { rowToEdit, rowToSend } from "../new-delivery.ts";
import type { NewDelivery } from "../new-delivery.ts";
import type { RowWriter } from "../overtaking.ts";
import type { Sqlite } from "./database.ts";
import { planDeletion } from "./deletions.ts";
import { removeRows } from "./delivery-rows.ts";
import { deliveries } from "./reader-schema.ts";

/** Writes rows at once. Call it within a transaction. */
export interface DeliveryWriter extends RowWriter {
  /** `send` for all of them; they stand in no order that repeats from alert to alert. */
  readonly sends: (rows: readonly NewDelivery[]) => void;
  /** How many rows were written or are about a later version now, since it was made. */
  readonly written: () => number;
}

export function deliveryWriter(sqlite: Sqlite): DeliveryWriter {
  const { db, keys } = sqlite;
  const send = sendStatement(sqlite);
  const edit = editStatement(sqlite);
  const change = changeStatement(sqlite);
  const retell = retellStatement(sqlite);
  let written = 0;
  return {
    change: (row, retold) => {
      if (retold) written += retell.run({ ...row, expiresAt: row.expiresAt.getTime() }).changes;
      else change.run({ ...row });
    },
    remove: (row) => {
      removeRows(sqlite, [row]);
    },
    send: (row) => {
      written += send.run(rowToSend(keys, row, freshSlots(1))).changes;
    },
    sends: (rows) => {
      const first = freshSlots(rows.length);
      for (const [at, row] of shuffled(rows).entries()) {
        written += send.run(rowToSend(keys, row, first + at)).changes;
      }
    },
    edit: (row, ids) => {
      const fresh = rowToEdit(keys, row, ids, freshSlots(1));
      const known = db
        .select({ claims: deliveries.claims })
        .from(deliveries)
        .where(eq(deliveries.id, fresh.id))
        .get();
      const message = known === undefined ? sealMessage(keys, fresh.id, ids) : null;
      written += edit.run({ ...fresh, message }).changes;
    },
    planDeletion: (planned) => {
      planDeletion(sqlite, planned);
    },
    written: () => written,
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

const CHANGE = {
  state: sql`${placeholder("state")}`,
  dueAt: sql`${placeholder("dueAt")}`,
  leased: false,
  attempts: sql`${placeholder("attempts")}`,
  unsureTries: sql`${placeholder("unsureTries")}`,
  message: sql`${placeholder("message")}`,
  doneHour: sql`${placeholder("doneHour")}`,
} as const;

function changeStatement({ db }: Sqlite) {
  return db
    .update(deliveries)
    .set(CHANGE)
    .where(eq(deliveries.slot, placeholder("slot")))
    .prepare();
}

/** By itself: naming the alert rewrites its index, though it stays the same. */
function retellStatement({ db }: Sqlite) {
  return db
    .update(deliveries)
    .set({
      ...CHANGE,
      alertId: sql`${placeholder("alertId")}`,
      expiresAt: sql`${placeholder("expiresAt")}`,
    })
    .where(eq(deliveries.slot, placeholder("slot")))
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
