import { and, asc, desc, eq, isNull } from "drizzle-orm";
import type { AuditLine } from "../../domain/audit-line.ts";
import type { Finding } from "../../domain/finding.ts";
import type { DeskStore, WaitingReview } from "../../ports/desk-store.ts";
import { deathsFirst, personIdsIn, reviewId } from "../reviews.ts";
import { personFrom } from "../rows.ts";
import { findingFrom } from "../stored.ts";
import type { Keys } from "../seal.ts";
import { appendAudit } from "./audit.ts";
import type { Db, Postgres } from "./database.ts";
import { isOneOf } from "./columns.ts";
import { isOfMuted, saveFindings } from "./findings.ts";
import { tellWork } from "./notify.ts";
import { saveNotices } from "./notices.ts";
import { findings, heldSnapshots, mutedSources, people, recordReviews } from "./schema.ts";

export function postgresDesk({ db, keys, write, clock }: Postgres): DeskStore {
  return {
    reviews: async (limit) => {
      const rows = (await waiting(db)).slice(0, limit);
      return Promise.all(rows.map((row) => reviewFrom(db, row)));
    },
    settleReview: (id, line, finding) => write((tx) => settleReview(tx, keys, id, line, finding)),
    snapshots: () => {
      const { trackerId, fetchedAt, reason } = heldSnapshots;
      return db.select({ trackerId, fetchedAt, reason }).from(heldSnapshots).orderBy(asc(trackerId));
    },
    dropSnapshot: (trackerId, fetchedAt, line) =>
      write(async (tx) => {
        const dropped = await tx
          .delete(heldSnapshots)
          .where(and(eq(heldSnapshots.trackerId, trackerId), eq(heldSnapshots.fetchedAt, fetchedAt)))
          .returning({ trackerId: heldSnapshots.trackerId });
        if (dropped.length === 0) return "gone";
        await appendAudit(tx, keys, line);
        return "saved";
      }),
    muted: async () => {
      const rows = await db.select().from(mutedSources).orderBy(asc(mutedSources.sourceId));
      return rows.map(({ sourceId }) => sourceId);
    },
    heldBack: async (limit) => {
      const rows = await db
        .select({ body: findings.body })
        .from(findings)
        .where(and(isNull(findings.outcome), isOfMuted(db)))
        .orderBy(desc(findings.seq))
        .limit(limit);
      return rows.map(({ body }) => findingFrom(body));
    },
    setMuted: (sourceId, muted, line) =>
      write(async (tx) => {
        if (muted) await tx.insert(mutedSources).values({ sourceId }).onConflictDoNothing();
        else await tx.delete(mutedSources).where(eq(mutedSources.sourceId, sourceId));
        await appendAudit(tx, keys, line);
      }),
    notify: (notices) =>
      write(async (tx) => {
        await saveNotices(tx, notices, clock.now());
        await tellWork(tx);
      }),
  };
}

/** Call it within a transaction. */
async function settleReview(
  tx: Db,
  keys: Keys,
  id: string,
  line: AuditLine,
  finding: Finding | null,
): Promise<"saved" | "gone"> {
  const row = (await waiting(tx)).find((it) => reviewId(it) === id);
  if (row === undefined) return "gone";
  const { trackerId, code, recordIds, settled } = recordReviews;
  const isRow = and(eq(trackerId, row.trackerId), eq(code, row.code), eq(recordIds, row.recordIds));
  const done = await tx
    .update(recordReviews)
    .set({ settled: line.action })
    // Another replica may have settled it since it was read.
    .where(and(isRow, isNull(settled)))
    .returning({ code });
  if (done.length === 0) return "gone";
  if (finding !== null) {
    await saveFindings(tx, [finding], null);
    await tellWork(tx);
  }
  await appendAudit(tx, keys, line);
  return "saved";
}

type Row = typeof recordReviews.$inferSelect;

async function waiting(db: Db): Promise<readonly Row[]> {
  const { trackerId, code, recordIds, settled } = recordReviews;
  return deathsFirst(
    await db
      .select()
      .from(recordReviews)
      .where(isNull(settled))
      .orderBy(asc(trackerId), asc(code), asc(recordIds)),
  );
}

async function reviewFrom(db: Db, row: Row): Promise<WaitingReview> {
  const ids = personIdsIn(row);
  const found = await db.select().from(people).where(isOneOf(people.id, ids));
  const inOrder = found.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
  return {
    id: reviewId(row),
    trackerId: row.trackerId,
    code: row.code,
    people: inOrder.map((person) => personFrom(person, null)),
  };
}
