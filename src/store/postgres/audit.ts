import { asc, desc, gt, sql } from "drizzle-orm";
import type { AuditLine, AuditLog } from "../../ports/event-store.ts";
import { chained, lineFrom, verifyChain } from "../audit-chain.ts";
import { clean } from "../clean-text.ts";
import type { Db, Postgres } from "./database.ts";
import { audit } from "./schema.ts";

/** Any number, the same in all versions: who appends waits for who appended before, until that is committed. */
const AUDIT_LOCK = 7_305_563;

export function postgresAudit({ db, write }: Postgres): AuditLog {
  return {
    append: (line) => write((tx) => appendAudit(tx, line)),
    newest: async (limit) =>
      (await db.select().from(audit).orderBy(desc(audit.n)).limit(limit)).map(lineFrom),
    verify: () =>
      verifyChain((after, limit) =>
        db.select().from(audit).where(gt(audit.n, after)).orderBy(asc(audit.n)).limit(limit),
      ),
  };
}

/** Call it within a transaction, as its last statement: the lock is held until its end. */
export async function appendAudit(tx: Db, line: AuditLine): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${AUDIT_LOCK})`);
  const [last] = await tx
    .select({ n: audit.n, hash: audit.hash })
    .from(audit)
    .orderBy(desc(audit.n))
    .limit(1);
  const { at, ...rest } = line;
  // The hash is of what can be stored, or the line would not fit when it is read.
  const storable = { at, ...clean(rest) };
  await tx.insert(audit).values({ n: (last?.n ?? 0) + 1, ...chained(last?.hash ?? null, storable) });
}
