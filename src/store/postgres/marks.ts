import { eq, sql } from "drizzle-orm";
import type { Counter, MarkValues } from "../marks.ts";
import type { Db } from "./database.ts";
import { marks } from "./schema.ts";

export async function readMark<N extends keyof MarkValues>(db: Db, name: N): Promise<MarkValues[N] | null> {
  const [row] = await db.select().from(marks).where(eq(marks.name, name));
  return row === undefined ? null : (row.value as MarkValues[N]);
}

/** Nobody else changes it until the end of the transaction; one that is not there is not held. */
export async function lockMark<N extends keyof MarkValues>(tx: Db, name: N): Promise<MarkValues[N] | null> {
  const [row] = await tx.select().from(marks).where(eq(marks.name, name)).for("update");
  return row === undefined ? null : (row.value as MarkValues[N]);
}

export async function writeMark<N extends keyof MarkValues>(
  tx: Db,
  name: N,
  value: MarkValues[N],
): Promise<void> {
  await tx
    .insert(marks)
    .values({ name, value })
    .onConflictDoUpdate({ target: marks.name, set: { value: sql`excluded.value` } });
}

export async function clearMark(tx: Db, name: keyof MarkValues): Promise<void> {
  await tx.delete(marks).where(eq(marks.name, name));
}

/** Call it within a transaction: whoever counts next, on whichever replica, waits for its end. */
export async function nextOf(tx: Db, name: Counter): Promise<number> {
  const [row] = await tx
    .insert(marks)
    .values({ name, value: 1 })
    .onConflictDoUpdate({ target: marks.name, set: { value: sql`to_jsonb(${marks.value}::bigint + 1)` } })
    .returning({ value: marks.value });
  return Number(row?.value);
}
