import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { MessageIds } from "../../domain/delivery.ts";
import { deletionRow } from "../deletion-row.ts";
import type { DeletionRow, PlannedDeletion } from "../deletion-row.ts";
import { freshSlots, sealMessage } from "../delivery-row.ts";
import type { DeliveryRow } from "../delivery-row.ts";
import { rowToEdit, rowToSend } from "../new-delivery.ts";
import type { NewDelivery, NewRow } from "../new-delivery.ts";
import type { RowWriter } from "../overtaking.ts";
import type { Keys } from "../seal.ts";
import type { Db } from "./database.ts";
import { tellOutbox } from "./notify.ts";
import { deletions, deliveries } from "./reader-schema.ts";

/** A send takes at most 25 s: whoever has marked a row keeps it for longer than any clock may differ. */
const SENDING_MS = 60_000;

/** Gathers what was decided about many rows, and writes it with one statement of each kind. */
export class RowBatch implements RowWriter {
  readonly #keys: Keys;
  readonly #changed = new Map<number, DeliveryRow>();
  readonly #flying = new Set<number>();
  readonly #removed: number[] = [];
  /** By id: one statement writes a row once, and the first of two says all. */
  readonly #sends = new Map<string, NewRow>();
  readonly #edits = new Map<string, NewRow & { readonly message: Buffer }>();
  readonly #deletions: DeletionRow[] = [];
  #retold = 0;

  constructor(keys: Keys) {
    this.#keys = keys;
  }

  /** The row as it was decided to become; null: it is removed. */
  latest(row: DeliveryRow): DeliveryRow | null {
    return this.#removed.includes(row.slot) ? null : (this.#changed.get(row.slot) ?? row);
  }

  change(row: DeliveryRow, retold: boolean): void {
    this.#changed.set(row.slot, row);
    if (retold) this.#retold += 1;
  }

  /** Keeps its claim, for as long as a send may take. */
  fly(row: DeliveryRow): void {
    this.#changed.set(row.slot, { ...row, state: "sending" });
    this.#flying.add(row.slot);
  }

  remove(row: DeliveryRow): void {
    this.#changed.delete(row.slot);
    this.#removed.push(row.slot);
  }

  send(row: NewDelivery): void {
    const fresh = rowToSend(this.#keys, row, 0);
    if (!this.#sends.has(fresh.id)) this.#sends.set(fresh.id, fresh);
  }

  edit(row: NewDelivery, ids: MessageIds): void {
    const fresh = rowToEdit(this.#keys, row, ids, 0);
    if (this.#edits.has(fresh.id)) return;
    this.#edits.set(fresh.id, { ...fresh, message: sealMessage(this.#keys, fresh.id, ids) });
  }

  planDeletion(planned: PlannedDeletion): void {
    this.#deletions.push(deletionRow(this.#keys, planned));
  }

  /**
   * Call it within a transaction that holds the recipients, unless no row can be new.
   *
   * @param now UTC ms
   * @returns how many rows were written or are about a later version now
   */
  async write(tx: Db, now: SQL<number>): Promise<number> {
    if (this.#removed.length > 0) {
      await tx.delete(deliveries).where(sql`${deliveries.slot} = any(${sql.param(this.#removed)}::bigint[])`);
    }
    if (this.#changed.size > 0) await this.#writeChanges(tx, now);
    const written = await this.#writeNew(tx);
    if (this.#deletions.length > 0) {
      const inOrder = this.#deletions.toSorted((a, b) => (a.id < b.id ? -1 : 1));
      await tx.insert(deletions).values(inOrder).onConflictDoNothing();
    }
    return this.#retold + written;
  }

  async #writeChanges(tx: Db, now: SQL<number>): Promise<void> {
    const rows = [...this.#changed.values()].map((row) => ({
      ...row,
      target: null,
      message: row.message?.toString("base64") ?? null,
      flies: this.#flying.has(row.slot),
    }));
    const given = sql`json_to_recordset(${JSON.stringify(rows)}::text::json) as given(slot bigint, "alertId" text,
      state text, "dueAt" bigint, leased boolean, "expiresAt" timestamptz, attempts int, "unsureTries" int,
      message text, "doneHour" int, flies boolean)`;
    await tx
      .update(deliveries)
      .set({
        alertId: sql`given."alertId"`,
        state: sql`given.state`,
        dueAt: sql`case when given.flies then greatest(given."dueAt", ${now} + ${SENDING_MS}::bigint) else given."dueAt" end`,
        leased: sql`given.leased`,
        expiresAt: sql`given."expiresAt"`,
        attempts: sql`given.attempts`,
        unsureTries: sql`given."unsureTries"`,
        message: sql`decode(given.message, 'base64')`,
        doneHour: sql`given."doneHour"`,
      })
      .from(given)
      .where(sql`${deliveries.slot} = given.slot`);
  }

  async #writeNew(tx: Db): Promise<number> {
    if (this.#sends.size + this.#edits.size === 0) return 0;
    const written =
      (this.#sends.size > 0 ? await insertSends(tx, this.#sends) : 0) +
      (this.#edits.size > 0 ? await insertEdits(tx, this.#edits) : 0);
    if (written > 0) await tellOutbox(tx);
    return written;
  }
}

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
async function insertSends(tx: Db, rows: ReadonlyMap<string, NewRow>): Promise<number> {
  const written = await tx
    .insert(deliveries)
    .select(given("send", [...rows.values()]))
    .onConflictDoUpdate({
      target: deliveries.id,
      set: { ...AGAIN, target: sql`excluded.target` },
      setWhere: sql`deliveries.state in ('expired', 'gone') and deliveries.unsure_tries = 0`,
    })
    .returning({ slot: deliveries.slot });
  return written.length;
}

async function insertEdits(
  tx: Db,
  rows: ReadonlyMap<string, NewRow & { readonly message: Buffer }>,
): Promise<number> {
  const written = await tx
    .insert(deliveries)
    .select(given("edit", [...rows.values()]))
    .onConflictDoUpdate({
      target: deliveries.id,
      set: AGAIN,
      setWhere: sql`deliveries.state in ('sent', 'expired', 'unsure') and deliveries.alert_id <> excluded.alert_id`,
    })
    .returning({ slot: deliveries.slot });
  return written.length;
}

/**
 * In the order of the ids: it is another for each alert, so that no place in the table repeats that of another
 * alert's row; and all transactions share it, so that two of them never wait for each other.
 */
function given(act: "send" | "edit", rows: readonly (NewRow & { readonly message?: Buffer })[]): SQL {
  const first = freshSlots(rows.length);
  const fields = rows
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((row, at) => ({
      ...row,
      slot: first + at,
      target: row.target.toString("base64"),
      message: row.message?.toString("base64") ?? null,
    }));
  return sql`select slot, id, "alertId", ${act}::text, 'queued', priority, "dueAt", false, 0, "expiresAt", 0, 0,
    decode(target, 'base64'), decode(message, 'base64'), null::int
    from json_to_recordset(${JSON.stringify(fields)}::text::json) as given(slot bigint, id text, "alertId" text,
      priority int, "dueAt" bigint, "expiresAt" timestamptz, target text, message text)`;
}
