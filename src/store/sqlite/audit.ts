import { asc, desc, gt } from "drizzle-orm";
import type { AuditLine } from "../../domain/audit-line.ts";
import type { AuditLog } from "../../ports/event-store.ts";
import { chained, lineFrom, nextHead, resealedHead, verifyChain } from "../audit-chain.ts";
import type { Keys } from "../seal.ts";
import type { Sqlite } from "./database.ts";
import { readMark, writeMark } from "./marks.ts";
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
      verifyChain(sqlite.keys, {
        page: async (after, limit) =>
          db.select().from(audit).where(gt(audit.n, after)).orderBy(asc(audit.n)).limit(limit).all(),
        head: async () => readMark(sqlite, "auditHead"),
      }),
  };
}

/** Call it within a transaction. */
export function appendAudit(sqlite: Pick<Sqlite, "db" | "keys">, line: AuditLine): void {
  const { db, keys } = sqlite;
  const last = lastLine(sqlite);
  const fresh = db
    .insert(audit)
    .values(chained(last?.hash ?? null, line))
    .returning({ n: audit.n, hash: audit.hash })
    .get();
  writeMark(sqlite, "auditHead", nextHead(keys, readMark(sqlite, "auditHead"), last, fresh));
}

/** Call it within a transaction. */
export function resealAudit(sqlite: Pick<Sqlite, "db" | "keys">, next: Keys): void {
  const before = readMark(sqlite, "auditHead");
  writeMark(sqlite, "auditHead", resealedHead(sqlite.keys, next, before, lastLine(sqlite)));
}

function lastLine({ db }: Pick<Sqlite, "db">): { readonly n: number; readonly hash: string } | null {
  const last = db.select({ n: audit.n, hash: audit.hash }).from(audit).orderBy(desc(audit.n)).limit(1).get();
  return last ?? null;
}
