import type { Finding } from "../../domain/finding.ts";
import { toStored } from "../stored.ts";
import type { Sqlite } from "./database.ts";
import { findings } from "./schema.ts";

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
