import { eq } from "drizzle-orm";
import type { Alert } from "../../domain/alert.ts";
import type { CaseEvent, Decision } from "../../domain/event.ts";
import type { Notice } from "../../domain/notice.ts";
import { decisionRow, mayDecide, newAlertRow } from "../rows.ts";
import { saveNotices } from "./alerts.ts";
import type { Sqlite } from "./database.ts";
import { alerts, decisions, events } from "./schema.ts";

/** See `EventStore.saveDecision`. Call it in a transaction. */
export function saveDecision(
  sqlite: Sqlite,
  event: CaseEvent,
  decision: Decision,
  alert: Alert | null,
  notices: readonly Notice[],
): void {
  const { db, clock } = sqlite;
  const now = clock.now();
  const stored = db.select().from(events).where(eq(events.id, event.id)).get() ?? null;
  const deciding = mayDecide(stored, event.version, now);
  if (deciding === null) return;
  const row = { ...decisionRow(decision), decidedAt: now };
  db.insert(decisions)
    .values({ eventId: event.id, version: event.version, ...row })
    .onConflictDoUpdate({ target: [decisions.eventId, decisions.version], set: row })
    .run();
  db.update(events)
    .set({
      decided: true,
      decidedVersion: event.version,
      decision: decision.kind,
      decidedUnderEmbargo: deciding.embargoed,
    })
    .where(eq(events.id, event.id))
    .run();
  if (alert !== null) db.insert(alerts).values(newAlertRow(alert)).onConflictDoNothing().run();
  saveNotices(sqlite, notices);
}
