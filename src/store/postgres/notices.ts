import type { Notice } from "../../domain/notice.ts";
import type { Db } from "./database.ts";
import { notices } from "./schema.ts";

/** Call it within a transaction. A key that is known is not told again. */
export async function saveNotices(tx: Db, list: readonly Notice[], createdAt: Date): Promise<void> {
  if (list.length === 0) return;
  const rows = list.map(({ key, code, facts }) => ({ key, code, facts, createdAt, spread: false }));
  await tx.insert(notices).values(rows).onConflictDoNothing();
}
