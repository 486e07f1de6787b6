import { and, asc, desc, eq, isNull } from "drizzle-orm";
import type { AuditLine } from "../../domain/audit-line.ts";
import type { Finding } from "../../domain/finding.ts";
import type { Person } from "../../domain/person.ts";
import type { DeskStore, WaitingReview } from "../../ports/desk-store.ts";
import { deathsFirst, personIdsIn, reviewId } from "../reviews.ts";
import { personFrom } from "../rows.ts";
import { findingFrom } from "../stored.ts";
import { saveNotices } from "./alerts.ts";
import { appendAudit } from "./audit.ts";
import type { Sqlite } from "./database.ts";
import { isOfMuted, saveFindings } from "./findings.ts";
import { findings, heldSnapshots, mutedSources, people, recordReviews } from "./schema.ts";

export function sqliteDesk(sqlite: Sqlite): DeskStore {
  const { db, write } = sqlite;
  return {
    reviews: async (limit) =>
      waiting(sqlite)
        .slice(0, limit)
        .map((row) => reviewFrom(sqlite, row)),
    settleReview: async (id, line, finding) => write(() => settleReview(sqlite, id, line, finding)),
    snapshots: async () =>
      db
        .select({
          trackerId: heldSnapshots.trackerId,
          fetchedAt: heldSnapshots.fetchedAt,
          reason: heldSnapshots.reason,
        })
        .from(heldSnapshots)
        .orderBy(asc(heldSnapshots.trackerId))
        .all(),
    dropSnapshot: async (trackerId, fetchedAt, line) =>
      write(() => {
        const seen = and(eq(heldSnapshots.trackerId, trackerId), eq(heldSnapshots.fetchedAt, fetchedAt));
        if (db.delete(heldSnapshots).where(seen).run().changes === 0) return "gone";
        appendAudit(sqlite, line);
        return "saved";
      }),
    muted: async () => mutedIn(sqlite),
    heldBack: async (limit) =>
      db
        .select({ body: findings.body })
        .from(findings)
        .where(and(isNull(findings.outcome), isOfMuted(db)))
        .orderBy(desc(findings.seq))
        .limit(limit)
        .all()
        .map(({ body }) => findingFrom(body)),
    setMuted: async (sourceId, muted, line) => {
      write(() => {
        if (muted) db.insert(mutedSources).values({ sourceId }).onConflictDoNothing().run();
        else db.delete(mutedSources).where(eq(mutedSources.sourceId, sourceId)).run();
        appendAudit(sqlite, line);
      });
    },
    notify: async (notices) => {
      write(() => {
        saveNotices(sqlite, notices);
      });
    },
  };
}

/** Call it within a transaction. */
function settleReview(
  sqlite: Sqlite,
  id: string,
  line: AuditLine,
  finding: Finding | null,
): "saved" | "gone" {
  const row = waiting(sqlite).find((it) => reviewId(it) === id);
  if (row === undefined) return "gone";
  const { trackerId, code, recordIds } = recordReviews;
  sqlite.db
    .update(recordReviews)
    .set({ settled: line.action })
    .where(and(eq(trackerId, row.trackerId), eq(code, row.code), eq(recordIds, row.recordIds)))
    .run();
  if (finding !== null) saveFindings(sqlite, [finding], null);
  appendAudit(sqlite, line);
  return "saved";
}

function mutedIn({ db }: Sqlite): readonly string[] {
  return db
    .select()
    .from(mutedSources)
    .orderBy(asc(mutedSources.sourceId))
    .all()
    .map((row) => row.sourceId);
}

type Row = typeof recordReviews.$inferSelect;

/** Deaths first. */
function waiting({ db }: Sqlite): readonly Row[] {
  return deathsFirst(db.select().from(recordReviews).where(isNull(recordReviews.settled)).all());
}

function reviewFrom({ db }: Sqlite, row: Row): WaitingReview {
  const found = personIdsIn(row)
    .map((id) => db.select().from(people).where(eq(people.id, id)).get())
    .filter((it) => it !== undefined)
    .map((it): Person => personFrom(it, null));
  return { id: reviewId(row), trackerId: row.trackerId, code: row.code, people: found };
}
