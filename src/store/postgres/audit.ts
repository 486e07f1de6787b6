import { asc, desc, gt, sql } from "drizzle-orm";
import type { AuditLine } from "../../domain/audit-line.ts";
import type { AuditLog } from "../../ports/event-store.ts";
import { chained, lineFrom, nextHead, resealedHead, verifyChain } from "../audit-chain.ts";
import { clean } from "../clean-text.ts";
import type { Keys } from "../seal.ts";
import type { Db, Postgres } from "./database.ts";
import { readMark, writeMark } from "./marks.ts";
import { audit } from "./schema.ts";

/** Any number, the same in all versions: who appends waits for who appended before, until that is committed. */
const AUDIT_LOCK = 7_305_563;

export function postgresAudit({ db, keys, write }: Postgres): AuditLog {
  return {
    append: (line) => write((tx) => appendAudit(tx, keys, line)),
    newest: async (limit) =>
      (await db.select().from(audit).orderBy(desc(audit.n)).limit(limit)).map(lineFrom),
    verify: () =>
      verifyChain(keys, {
        page: (after, limit) =>
          db.select().from(audit).where(gt(audit.n, after)).orderBy(asc(audit.n)).limit(limit),
        head: () => readMark(db, "auditHead"),
      }),
  };
}

/** Call it within a transaction, as its last statement: the lock is held until its end. */
export async function appendAudit(tx: Db, keys: Keys, line: AuditLine): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${AUDIT_LOCK})`);
  const last = await lastLine(tx);
  const { at, ...rest } = line;
  // The hash is of what can be stored, or the line would not fit when it is read.
  const storable = { at, ...clean(rest) };
  const fresh = { n: (last?.n ?? 0) + 1, ...chained(last?.hash ?? null, storable) };
  await tx.insert(audit).values(fresh);
  await writeMark(tx, "auditHead", nextHead(keys, await readMark(tx, "auditHead"), last, fresh));
}

/** Call it within a transaction of who is alone with the database. */
export async function resealAudit(tx: Db, keys: Keys, next: Keys): Promise<void> {
  const before = await readMark(tx, "auditHead");
  await writeMark(tx, "auditHead", resealedHead(keys, next, before, await lastLine(tx)));
}

async function lastLine(tx: Db): Promise<{ readonly n: number; readonly hash: string } | null> {
  const [last] = await tx
    .select({ n: audit.n, hash: audit.hash })
    .from(audit)
    .orderBy(desc(audit.n))
    .limit(1);
  return last ?? null;
}
