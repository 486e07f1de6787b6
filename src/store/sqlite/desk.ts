import { createHash } from "node:crypto";
import { and, asc, eq, isNull } from "drizzle-orm";
import type { Finding } from "../../domain/finding.ts";
import type { Person } from "../../domain/person.ts";
import type { DeskStore, WaitingReview } from "../../ports/desk-store.ts";
import type { AuditLine } from "../../ports/event-store.ts";
import { saveNotices } from "./alerts.ts";
import { appendAudit } from "./audit.ts";
import type { Sqlite } from "./database.ts";
import { saveFindings } from "./findings.ts";
import { personFrom } from "./register.ts";
import { heldSnapshots, mutedSources, people, recordReviews } from "./schema.ts";

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

/** Deaths first: a family waits. */
function waiting({ db }: Sqlite): readonly Row[] {
  const rows = db.select().from(recordReviews).where(isNull(recordReviews.settled)).all();
  const isDeath = ({ code }: Row): number => Number(code === "DEATH_CLAIM");
  return rows.toSorted((a, b) => isDeath(b) - isDeath(a));
}

/** The case's own words may be longer than a button carries. */
function reviewId({ trackerId, code, recordIds }: Row): string {
  return createHash("sha256")
    .update([trackerId, code, recordIds].join("\n"))
    .digest("base64url")
    .slice(0, 16);
}

function reviewFrom({ db }: Sqlite, row: Row): WaitingReview {
  const found = row.recordIds
    .split(" ")
    .map((recordId) =>
      db
        .select()
        .from(people)
        .where(eq(people.id, `${row.trackerId}:${recordId}`))
        .get(),
    )
    .filter((it) => it !== undefined)
    .map((it): Person => personFrom(it, null));
  return { id: reviewId(row), trackerId: row.trackerId, code: row.code, people: found };
}
