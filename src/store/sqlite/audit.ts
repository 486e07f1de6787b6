import { createHash } from "node:crypto";
import { asc, desc, gt } from "drizzle-orm";
import type { AuditLine, AuditLog } from "../../ports/event-store.ts";
import type { Sqlite } from "./database.ts";
import { audit } from "./schema.ts";

const FIRST_HASH = "0".repeat(64);
const PAGE_ROWS = 1000;

export function sqliteAudit(sqlite: Sqlite): AuditLog {
  const { db, write } = sqlite;
  return {
    append: async (line) => {
      write(() => {
        appendAudit(sqlite, line);
      });
    },
    newest: async (limit) =>
      db
        .select()
        .from(audit)
        .orderBy(desc(audit.n))
        .limit(limit)
        .all()
        .map(({ at, who, action, subject, facts }) => ({ at, who, action, subject, facts })),
    verify: async () => verify(sqlite),
  };
}

/** Call it within a transaction. */
export function appendAudit({ db }: Pick<Sqlite, "db">, line: AuditLine): void {
  const last = db.select({ hash: audit.hash }).from(audit).orderBy(desc(audit.n)).limit(1).get();
  const { at, who, action, subject, facts } = line;
  const hash = hashOf(last?.hash ?? FIRST_HASH, line);
  db.insert(audit).values({ at, who, action, subject, facts, hash }).run();
}

/** Each line's hash covers the one before: a line that is changed or taken out breaks all that follow. */
function hashOf(previous: string, { at, who, action, subject, facts }: AuditLine): string {
  const sorted = Object.entries(facts).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const line = JSON.stringify([previous, at.getTime(), who, action, subject, sorted]);
  return createHash("sha256").update(line).digest("hex");
}

function verify({ db }: Sqlite): { ok: boolean; lines: number; brokenAt: number | null } {
  let lines = 0;
  let previous = FIRST_HASH;
  let brokenAt: number | null = null;
  for (let after = 0; ;) {
    const page = db
      .select()
      .from(audit)
      .where(gt(audit.n, after))
      .orderBy(asc(audit.n))
      .limit(PAGE_ROWS)
      .all();
    for (const row of page) {
      lines += 1;
      // Numbers without a gap: the first lines could be cut off otherwise.
      if (brokenAt === null && (row.n !== lines || row.hash !== hashOf(previous, row))) brokenAt = lines;
      previous = row.hash;
      after = row.n;
    }
    if (page.length < PAGE_ROWS) return { ok: brokenAt === null, lines, brokenAt };
  }
}
