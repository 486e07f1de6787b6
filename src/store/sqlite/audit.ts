import { asc, desc, gt } from "drizzle-orm";
import type { AuditLine, AuditLog } from "../../ports/event-store.ts";
import { chained, lineFrom, verifyChain } from "../audit-chain.ts";
import type { Sqlite } from "./database.ts";
import { audit } from "./schema.ts";

export function sqliteAudit(sqlite: Sqlite): AuditLog {
  const { db, write } = sqlite;
  return {
    append: async (line) => {
      write(() => {
        appendAudit(sqlite, line);
      });
    },
    newest: async (limit) => db.select().from(audit).orderBy(desc(audit.n)).limit(limit).all().map(lineFrom),
    verify: () =>
      verifyChain(async (after, limit) =>
        db.select().from(audit).where(gt(audit.n, after)).orderBy(asc(audit.n)).limit(limit).all(),
      ),
  };
}

/** Call it within a transaction. */
export function appendAudit({ db }: Pick<Sqlite, "db">, line: AuditLine): void {
  const last = db.select({ hash: audit.hash }).from(audit).orderBy(desc(audit.n)).limit(1).get();
  db.insert(audit)
    .values(chained(last?.hash ?? null, line))
    .run();
}
