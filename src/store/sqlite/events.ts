import { and, asc, desc, eq, isNull, lte, not, or } from "drizzle-orm";
import type { CaseEvent } from "../../domain/event.ts";
import type { Finding } from "../../domain/finding.ts";
import type { EventStore, MergeOutcome } from "../../ports/event-store.ts";
import { alertFrom, newVersionRow, personIdsOf } from "../rows.ts";
import { asShown, personIdsIn } from "../same.ts";
import { eventFrom, findingFrom } from "../stored.ts";
import { appendAudit } from "./audit.ts";
import type { Sqlite } from "./database.ts";
import { saveDecision } from "./decisions.ts";
import { isOfMuted, saveFindings } from "./findings.ts";
import { sqliteNear } from "./near.ts";
import { alerts, decisions, eventPeople, events, findingEvents, findings, people } from "./schema.ts";

export function sqliteEvents(sqlite: Sqlite): EventStore {
  const { db, write } = sqlite;
  const { near, remember } = sqliteNear(sqlite);
  return {
    unmerged: async (limit) => unmerged(sqlite, limit),
    near,
    saveMerge: async (outcome) => {
      const answer = write(() => saveMerge(sqlite, outcome));
      if (answer === "saved") remember(outcome.events);
      return answer;
    },
    undecided: async (now, limit) => undecided(sqlite, now, limit),
    saveDecision: async (event, decision, alert, notices) => {
      write(() => {
        saveDecision(sqlite, event, decision, alert, notices);
      });
    },
    byId: async (id) => eventById(sqlite, id),
    lastAlert: async (eventId) => {
      const row = db
        .select()
        .from(alerts)
        .where(eq(alerts.eventId, eventId))
        .orderBy(desc(alerts.version))
        .limit(1)
        .get();
      return row === undefined ? null : alertFrom(row);
    },
    held: async (limit) => held(sqlite, limit),
    saveRuling: async (event, line) =>
      write(() => {
        if (!follows(sqlite, event)) return "conflict";
        saveEvent(sqlite, event);
        appendAudit(sqlite, line);
        return "saved";
      }),
    saveFinding: async (finding, line) => {
      write(() => {
        saveFindings(sqlite, [finding], null);
        appendAudit(sqlite, line);
      });
    },
  };
}

export function eventById({ db }: Sqlite, id: string): CaseEvent | null {
  const row = db.select({ body: events.body }).from(events).where(eq(events.id, id)).get();
  return row === undefined ? null : eventFrom(row.body);
}

function unmerged({ db }: Sqlite, limit: number): readonly Finding[] {
  const waiting = db
    .select({ body: findings.body })
    .from(findings)
    .where(and(isNull(findings.outcome), not(isOfMuted(db))))
    .orderBy(asc(findings.seq))
    .limit(limit)
    .all()
    .map(({ body }) => findingFrom(body));
  const stored = personIdsIn(waiting).flatMap((id) => {
    const row = db.select({ aliases: people.aliases }).from(people).where(eq(people.id, id)).get();
    return row === undefined ? [] : [[id, row.aliases] as const];
  });
  return asShown(waiting, new Map(stored));
}

function undecided({ db }: Sqlite, now: Date, limit: number): CaseEvent[] {
  const embargoEnded = and(eq(events.decidedUnderEmbargo, true), lte(events.embargoUntil, now));
  return db
    .select({ body: events.body })
    .from(events)
    .where(or(eq(events.decided, false), embargoEnded))
    .orderBy(asc(events.createdAt), asc(events.id))
    .limit(limit)
    .all()
    .map(({ body }) => eventFrom(body));
}

function held({ db }: Sqlite, limit: number): { event: CaseEvent; reason: string }[] {
  return db
    .select({ body: events.body, reason: decisions.reason })
    .from(events)
    .innerJoin(decisions, and(eq(decisions.eventId, events.id), eq(decisions.version, events.version)))
    .where(and(eq(events.decision, "hold"), eq(events.decided, true), eq(events.ruling, "none")))
    .orderBy(asc(events.createdAt))
    .limit(limit)
    .all()
    .map(({ body, reason }) => ({ event: eventFrom(body), reason }));
}

function saveMerge(
  sqlite: Sqlite,
  { findingId, outcome, events: changed }: MergeOutcome,
): "saved" | "known" | "conflict" {
  const { db } = sqlite;
  const finding = db
    .select({ outcome: findings.outcome })
    .from(findings)
    .where(eq(findings.id, findingId))
    .get();
  if (finding !== undefined && finding.outcome !== null) return "known";
  if (!changed.every((event) => follows(sqlite, event))) return "conflict";
  for (const event of changed) {
    saveEvent(sqlite, event);
    db.insert(findingEvents).values({ findingId, eventId: event.id }).onConflictDoNothing().run();
  }
  db.update(findings).set({ outcome }).where(eq(findings.id, findingId)).run();
  return "saved";
}

/** Is it the version after the stored one? */
function follows({ db }: Sqlite, event: CaseEvent): boolean {
  const stored = db.select({ version: events.version }).from(events).where(eq(events.id, event.id)).get();
  return event.version === (stored?.version ?? 0) + 1;
}

function saveEvent({ db }: Sqlite, event: CaseEvent): void {
  const { id } = event;
  const row = newVersionRow(event);
  db.insert(events)
    .values({ id, ...row })
    .onConflictDoUpdate({ target: events.id, set: row })
    .run();
  db.delete(eventPeople).where(eq(eventPeople.eventId, id)).run();
  for (const personId of personIdsOf(event)) db.insert(eventPeople).values({ eventId: id, personId }).run();
}
