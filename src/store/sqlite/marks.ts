import { eq, sql } from "drizzle-orm";
import type { Counter, MarkValues } from "../marks.ts";
import type { Sqlite } from "./database.ts";
import { marks } from "./schema.ts";

export function readMark<N extends keyof MarkValues>(
  { db }: Pick<Sqlite, "db">,
  name: N,
): MarkValues[N] | null {
  const row = db.select().from(marks).where(eq(marks.name, name)).get();
  return row === undefined ? null : (row.value as MarkValues[N]);
}

export function writeMark<N extends keyof MarkValues>(
  { db }: Pick<Sqlite, "db">,
  name: N,
  value: MarkValues[N],
): void {
  db.insert(marks)
    .values({ name, value })
    .onConflictDoUpdate({ target: marks.name, set: { value: sql`excluded.value` } })
    .run();
}

export function clearMark({ db }: Pick<Sqlite, "db">, name: keyof MarkValues): void {
  db.delete(marks).where(eq(marks.name, name)).run();
}

/** Call it within a transaction. */
export function nextOf(sqlite: Pick<Sqlite, "db">, name: Counter): number {
  const next = (readMark(sqlite, name) ?? 0) + 1;
  writeMark(sqlite, name, next);
  return next;
}
