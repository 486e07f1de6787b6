import { correctionIdOf } from "../domain/alert.ts";
import type { Alert } from "../domain/alert.ts";
import type { MessageIds } from "../domain/delivery.ts";
import type { Clock } from "../ports/clock.ts";
import type { PlannedDeletion } from "./deletion-row.ts";
import { AT_ONCE, hourOf, openMessage, openTarget } from "./delivery-row.ts";
import type { DeliveryRow } from "./delivery-row.ts";
import type { NewDelivery } from "./new-delivery.ts";
import type { Keys } from "./seal.ts";

/** A later version that has taken the place of an alert. */
export interface Superseder extends Pick<Alert, "id" | "purpose" | "urgency" | "expiresAt"> {
  readonly eventId: string;
  readonly version: number;
}

export type Correction = Pick<Superseder, "id" | "eventId" | "version" | "expiresAt">;

/** What is newer than a message that goes out. */
export interface News {
  /** The later version that takes the place of an alert; null when there is none. */
  readonly supersederOf: (alertId: string) => Superseder | null;
  /** The newest correction of each event that a message of this alert or digest told in a version before it. */
  readonly correctionsOf: (alertId: string) => readonly Correction[];
}

/** How decisions about rows are written down; each database does so in its own way. */
export interface RowWriter {
  /** The row as it becomes. `retold`: it is about a later version now. */
  readonly change: (row: DeliveryRow, retold: boolean) => void;
  readonly remove: (row: DeliveryRow) => void;
  /** Passes over a recipient who has a message of this event or waits for one. */
  readonly send: (row: NewDelivery) => void;
  /** Edits a message, or edits it once more when the row was about an earlier version. */
  readonly edit: (row: NewDelivery, ids: MessageIds) => void;
  readonly planDeletion: (planned: PlannedDeletion) => void;
}

/** What deciding about rows needs. */
export interface Deciding {
  readonly keys: Keys;
  readonly clock: Clock;
  readonly news: News;
  readonly writer: RowWriter;
}

const CORRECTION_PRIORITY = 0;
const ORDINARY_PRIORITY = 3;

/** A message that was sent, or may have been, under a version that no longer holds. */
export function followUp(deciding: Deciding, by: Superseder, row: DeliveryRow): void {
  editShown(deciding, by, row);
  if (row.act === "send") tellCorrections(deciding, row);
}

function editShown({ keys, writer }: Deciding, by: Superseder, row: DeliveryRow): void {
  const shown = openMessage(keys, row);
  if (shown === null) return;
  const correction = by.purpose === "retraction" || by.urgency === "correction";
  const edit = {
    alertId: by.id,
    expiresAt: by.expiresAt,
    target: openTarget(keys, row),
    priority: correction ? CORRECTION_PRIORITY : ORDINARY_PRIORITY,
    dueAt: AT_ONCE,
  };
  writer.edit(edit, shown);
}

/** What this message told and is wrong by now; also for a digest, which is not edited. */
export function tellCorrections(deciding: Deciding, row: DeliveryRow): void {
  for (const by of deciding.news.correctionsOf(row.alertId)) tellCorrection(deciding, by, row);
}

/** A message of its own, once for each recipient, whatever told them the wrong thing. Before all else. */
function tellCorrection({ keys, writer }: Deciding, { id, expiresAt }: Correction, row: DeliveryRow): void {
  writer.send({
    alertId: correctionIdOf(id),
    expiresAt,
    target: openTarget(keys, row),
    priority: CORRECTION_PRIORITY,
    dueAt: AT_ONCE,
  });
}

/**
 * A row that waits while a later version comes: it takes the later text. With a retraction a message that
 * was never sent is dropped, and one that may have arrived is followed up.
 */
export function replaceWaiting(
  deciding: Deciding,
  by: Superseder,
  row: DeliveryRow,
  mayHaveArrived = row.unsureTries > 0,
): void {
  if (by.purpose === "retraction" && row.act === "send") {
    drop(deciding, row, mayHaveArrived);
    if (mayHaveArrived) followUp(deciding, by, row);
    return;
  }
  const retold: DeliveryRow = {
    ...row,
    alertId: by.id,
    state: "queued",
    expiresAt: by.expiresAt,
    dueAt: row.leased || row.dueAt === null ? AT_ONCE : row.dueAt,
    // A worker that holds it has the old text in its hands: it loses its claim.
    leased: false,
    doneHour: null,
  };
  deciding.writer.change(retold, true);
}

function drop({ clock, writer }: Deciding, row: DeliveryRow, mayHaveArrived: boolean): void {
  const state = mayHaveArrived ? "unsure" : "expired";
  writer.change({ ...row, state, dueAt: null, leased: false, doneHour: hourOf(clock.now()) }, false);
}

/** What a later version does to a row of an earlier one. */
export function overtake(deciding: Deciding, by: Superseder, row: DeliveryRow): void {
  if (row.state === "queued") replaceWaiting(deciding, by, row);
  // Rows that edit repeat a message that has a row of its own. What is in flight is followed up when it is settled.
  else if (mayBeSeen(row) && row.act === "send") followUp(deciding, by, row);
}

/** The event stands again: who was told of the retraction, by this row, sees so there too. */
export function takeBackRetraction(deciding: Deciding, by: Superseder, row: DeliveryRow): void {
  if (row.state === "queued") drop(deciding, row, row.unsureTries > 0);
  else if (row.state === "sent") editShown(deciding, by, row);
}

/** Who read it in a digest is told; digests on their way are followed up when they are sent. */
export function tellReader(deciding: Deciding, by: Correction, row: DeliveryRow): void {
  if (mayBeSeen(row)) tellCorrection(deciding, by, row);
}

function mayBeSeen({ state }: DeliveryRow): boolean {
  return state === "sent" || state === "unsure";
}

/** A digest tells several events, and has no alert of its own. */
export function isDigest(alertId: string): boolean {
  return alertId.startsWith("digest-");
}
