import { eq } from "drizzle-orm";
import type { Alert } from "../../domain/alert.ts";
import type { CaseEvent, Decision } from "../../domain/event.ts";
import type { Notice } from "../../domain/notice.ts";
import { toStored } from "../stored.ts";
import { saveNotices } from "./alerts.ts";
import type { Sqlite } from "./database.ts";
import { alerts, decisions, events } from "./schema.ts";

/**
 * See `EventStore.saveDecision`. A decision on a version that is no longer the newest is dropped: the newer one
 * waits for its own, and may take back what this one would tell. Call it in a transaction.
 */
export function saveDecision(
  sqlite: Sqlite,
  event: CaseEvent,
  decision: Decision,
  alert: Alert | null,
  notices: readonly Notice[],
): void {
  const { db, clock } = sqlite;
  const now = clock.now();
  const stored = db.select().from(events).where(eq(events.id, event.id)).get();
  if (stored === undefined || stored.version !== event.version) return;
  const embargoed = stored.embargoUntil !== null && stored.embargoUntil > now;
  if (stored.decided && (embargoed || !stored.decidedUnderEmbargo)) return;
  const row = {
    kind: decision.kind,
    urgency: decision.kind === "publish" ? decision.urgency : null,
    reason: decision.reason,
    decidedAt: now,
  };
  db.insert(decisions)
    .values({ eventId: event.id, version: event.version, ...row })
    .onConflictDoUpdate({ target: [decisions.eventId, decisions.version], set: row })
    .run();
  db.update(events)
    .set({
      decided: true,
      decidedVersion: event.version,
      decision: decision.kind,
      decidedUnderEmbargo: embargoed,
    })
    .where(eq(events.id, event.id))
    .run();
  if (alert !== null) saveAlert(sqlite, alert);
  saveNotices(sqlite, notices);
}

function saveAlert({ db }: Sqlite, alert: Alert): void {
  const { id, event, purpose, urgency, createdAt, expiresAt } = alert;
  db.insert(alerts)
    .values({
      id,
      purpose,
      urgency,
      createdAt,
      expiresAt,
      eventId: event.id,
      version: event.version,
      body: toStored(event),
      spread: false,
      notifies: false,
    })
    .onConflictDoNothing()
    .run();
}
