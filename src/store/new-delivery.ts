import type { DeliveryTarget, MessageIds } from "../domain/delivery.ts";
import { editId, LOWEST_PRIORITY, sealTarget, sendId } from "./delivery-row.ts";
import type { DeliveryRow } from "./delivery-row.ts";
import type { Keys } from "./seal.ts";

/** What a new row is made of. `dueAt` is a turn or UTC ms: see the table. */
export interface NewDelivery {
  readonly alertId: string;
  readonly expiresAt: Date;
  readonly target: DeliveryTarget;
  readonly priority: number;
  readonly dueAt: number;
}

export type NewRow = Pick<
  DeliveryRow,
  "slot" | "id" | "alertId" | "priority" | "dueAt" | "expiresAt" | "target"
>;

export function rowToSend(keys: Keys, row: NewDelivery, slot: number): NewRow {
  return newRow(keys, row, sendId(keys, row.alertId, row.target), slot);
}

export function rowToEdit(keys: Keys, row: NewDelivery, ids: MessageIds, slot: number): NewRow {
  return newRow(keys, row, editId(keys, row.alertId, row.target, ids.messageId), slot);
}

function newRow(keys: Keys, row: NewDelivery, id: string, slot: number): NewRow {
  return {
    slot,
    id,
    alertId: row.alertId,
    priority: Math.max(0, Math.min(row.priority, LOWEST_PRIORITY)),
    dueAt: row.dueAt,
    expiresAt: row.expiresAt,
    target: sealTarget(keys, id, row.target),
  };
}
