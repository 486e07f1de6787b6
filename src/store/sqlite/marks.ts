import { eq, sql } from "drizzle-orm";
import type { Sqlite } from "./database.ts";
import { marks } from "./schema.ts";

/** Single values that outlive a restart. */
interface MarkValues {
  /** See `Keys.mark`. */
  readonly key: string;
  /** How many chats were ever erased. */
  readonly erasures: number;
  /** Grows with every change of the register. */
  readonly register: number;
  /** How often recipients were written; gives rows their turn. */
  readonly turn: number;
  /** UTC ms until which nothing is sent. */
  readonly shutUntil: number;
  readonly halt: {
    readonly since: number;
    readonly by: string;
    readonly resumeAskedBy: string | null;
  } | null;
}

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
export function nextOf(sqlite: Pick<Sqlite, "db">, name: "erasures" | "register" | "turn"): number {
  const next = (readMark(sqlite, name) ?? 0) + 1;
  writeMark(sqlite, name, next);
  return next;
}
