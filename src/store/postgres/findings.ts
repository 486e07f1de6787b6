import type { Finding } from "../../domain/finding.ts";
import { toStored } from "../stored.ts";
import type { Db } from "./database.ts";
import { findings } from "./schema.ts";

/** Call it within a transaction. Known ones are kept as they are. */
export async function saveFindings(tx: Db, list: readonly Finding[], itemId: string | null): Promise<void> {
  for (const finding of list) {
    await tx
      .insert(findings)
      .values({ id: finding.id, itemId, body: toStored(finding) })
      .onConflictDoNothing();
  }
}
