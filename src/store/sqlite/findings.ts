import { exists, eq, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Finding } from "../../domain/finding.ts";
import { toStored } from "../stored.ts";
import type { Sqlite } from "./database.ts";
import { findings, mutedSources } from "./schema.ts";

/** Call it within a transaction. Known ones are kept as they are. */
export function saveFindings(
  { db }: Pick<Sqlite, "db">,
  list: readonly Finding[],
  itemId: string | null,
): void {
  for (const finding of list) {
    db.insert(findings)
      .values({ id: finding.id, itemId, body: toStored(finding) })
      .onConflictDoNothing()
      .run();
  }
}

/** Did a source that moderators muted say so? */
export function isOfMuted(db: Sqlite["db"]): SQL {
  const sourceId = sql`json_extract(${findings.body}, '$.origin.sourceId')`;
  return exists(db.select().from(mutedSources).where(eq(mutedSources.sourceId, sourceId)));
}
