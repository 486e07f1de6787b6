import { and, asc, desc, eq, inArray, isNull, lte, not, or } from "drizzle-orm";
import type { CaseEvent } from "../../domain/event.ts";
import type { Finding } from "../../domain/finding.ts";
import type { EventStore, MergeOutcome } from "../../ports/event-store.ts";
import { alertFrom, newVersionRow, personIdsOf } from "../rows.ts";
import { asShown, personIdsIn } from "../same.ts";
import { eventFrom, findingFrom } from "../stored.ts";
import { appendAudit } from "./audit.ts";
import type { Db, Postgres } from "./database.ts";
import { saveDecision } from "./decisions.ts";
import { isOfMuted, saveFindings } from "./findings.ts";
import { tellWork } from "./notify.ts";
import { postgresNear } from "./near.ts";
import { alerts, decisions, eventPeople, events, findingEvents, findings, people } from "./schema.ts";

export function postgresEvents({ db, keys, write, clock }: Postgres): EventStore {
  const { near, remember } = postgresNear(db);
  return {
    unmerged: (limit) => unmerged(db, limit),
    near,
    saveMerge: async (outcome) => {
      const answer = await unlessMoved(() => write((tx) => saveMerge(tx, outcome)));
      if (answer === "saved") remember(outcome.events);
      return answer;
    },
    undecided: (now, limit) => undecided(db, now, limit),
    saveDecision: (event, decision, alert, notices) =>
      write((tx) => saveDecision(tx, { event, decision, alert, notices }, clock.now())),
    byId: (id) => eventById(db, id),
    lastAlert: async (eventId) => {
      const [row] = await db
        .select()
        .from(alerts)
        .where(eq(alerts.eventId, eventId))
        .orderBy(desc(alerts.version))
        .limit(1);
      return row === undefined ? null : alertFrom(row);
    },
    held: (limit) => held(db, limit),
    saveRuling: (event, line) =>
      unlessMoved(() =>
        write(async (tx) => {
          await saveNext(tx, event);
          await tellWork(tx);
          await appendAudit(tx, keys, line);
          return "saved" as const;
        }),
      ),
    saveFinding: (finding, line) =>
      write(async (tx) => {
        await saveFindings(tx, [finding], null);
        await tellWork(tx);
        await appendAudit(tx, keys, line);
      }),
  };
}

export async function eventById(db: Db, id: string): Promise<CaseEvent | null> {
  const [row] = await db.select({ body: events.body }).from(events).where(eq(events.id, id));
  return row === undefined ? null : eventFrom(row.body);
}

async function unmerged(db: Db, limit: number): Promise<readonly Finding[]> {
  const rows = await db
    .select({ body: findings.body })
    .from(findings)
    .where(and(isNull(findings.outcome), not(isOfMuted(db))))
    .orderBy(asc(findings.seq))
    .limit(limit);
  const waiting = rows.map(({ body }) => findingFrom(body));
  const ids = personIdsIn(waiting);
  if (ids.length === 0) return waiting;
  const { id, aliases } = people;
  const stored = await db
    .select({ id, aliases })
    .from(people)
    .where(inArray(id, [...ids]));
  return asShown(waiting, new Map(stored.map((row) => [row.id, row.aliases])));
}

async function undecided(db: Db, now: Date, limit: number): Promise<CaseEvent[]> {
  const embargoEnded = and(eq(events.decidedUnderEmbargo, true), lte(events.embargoUntil, now));
  const rows = await db
    .select({ body: events.body })
    .from(events)
    .where(or(eq(events.decided, false), embargoEnded))
    .orderBy(asc(events.createdAt), asc(events.id))
    .limit(limit);
  return rows.map(({ body }) => eventFrom(body));
}

async function held(db: Db, limit: number): Promise<{ event: CaseEvent; reason: string }[]> {
  const rows = await db
    .select({ body: events.body, reason: decisions.reason })
    .from(events)
    .innerJoin(decisions, and(eq(decisions.eventId, events.id), eq(decisions.version, events.version)))
    .where(and(eq(events.decision, "hold"), eq(events.decided, true), eq(events.ruling, "none")))
    .orderBy(asc(events.createdAt), asc(events.id))
    .limit(limit);
  return rows.map(({ body, reason }) => ({ event: eventFrom(body), reason }));
}

/** An event moved on since it was read: the transaction is taken back. */
class EventMoved extends Error {
  override readonly name = "EventMoved";
}

async function unlessMoved<T>(save: () => Promise<T>): Promise<T | "conflict"> {
  try {
    return await save();
  } catch (error) {
    if (error instanceof EventMoved) return "conflict";
    throw error;
  }
}

async function saveMerge(
  tx: Db,
  { findingId, outcome, events: changed }: MergeOutcome,
): Promise<"saved" | "known"> {
  const [finding] = await tx
    .select({ outcome: findings.outcome })
    .from(findings)
    .where(eq(findings.id, findingId))
    // Whoever merges the same finding on another replica waits here and finds it done.
    .for("update");
  if (finding !== undefined && finding.outcome !== null) return "known";
  for (const event of changed) {
    await saveNext(tx, event);
    await tx.insert(findingEvents).values({ findingId, eventId: event.id }).onConflictDoNothing();
  }
  await tx.update(findings).set({ outcome }).where(eq(findings.id, findingId));
  return "saved";
}

/**
 * Saves the version after the stored one, by one statement that checks and writes: two replicas cannot both save it.
 *
 * @throws EventMoved when another version is stored
 */
async function saveNext(tx: Db, event: CaseEvent): Promise<void> {
  const { id, version } = event;
  const row = newVersionRow(event);
  const saved =
    version === 1
      ? await tx
          .insert(events)
          .values({ id, ...row })
          .onConflictDoNothing()
          .returning({ id: events.id })
      : await tx
          .update(events)
          .set(row)
          .where(and(eq(events.id, id), eq(events.version, version - 1)))
          .returning({ id: events.id });
  if (saved.length === 0) throw new EventMoved(`version ${String(version)} of an event does not follow`);
  await tx.delete(eventPeople).where(eq(eventPeople.eventId, id));
  const about = [...personIdsOf(event)].map((personId) => ({ eventId: id, personId }));
  if (about.length > 0) await tx.insert(eventPeople).values(about);
}
