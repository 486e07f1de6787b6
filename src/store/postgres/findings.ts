import { eq, exists, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Finding } from "../../domain/finding.ts";
import { toStored } from "../stored.ts";
import type { Db } from "./database.ts";
import { findings, mutedSources } from "./schema.ts";

/** Call it within a transaction. Known ones are kept as they are. */
export async function saveFindings(tx: Db, list: readonly Finding[], itemId: string | null): Promise<void> {
  for (const finding of list) {
    await tx
      .insert(findings)
      .values({ id: finding.id, itemId, body: toStored(finding) })
      .onConflictDoNothing();
  }
}

/** Did a source that moderators muted say so? */
export function isOfMuted(db: Db): SQL {
  const sourceId = sql`${findings.body}->'origin'->>'sourceId'`;
  return exists(db.select().from(mutedSources).where(eq(mutedSources.sourceId, sourceId)));
}
