import { eq } from "drizzle-orm";
import type { Alert } from "../../domain/alert.ts";
import type { CaseEvent, Decision } from "../../domain/event.ts";
import type { Notice } from "../../domain/notice.ts";
import { decisionRow, mayDecide, newAlertRow } from "../rows.ts";
import type { Db } from "./database.ts";
import { saveNotices } from "./notices.ts";
import { alerts, decisions, events } from "./schema.ts";

export interface Decided {
  readonly event: CaseEvent;
  readonly decision: Decision;
  readonly alert: Alert | null;
  readonly notices: readonly Notice[];
}

/** See `EventStore.saveDecision`. Call it in a transaction. */
export async function saveDecision(
  tx: Db,
  { event, decision, alert, notices }: Decided,
  now: Date,
): Promise<void> {
  // Held until the end: of two replicas that decide, the second sees what the first has written.
  const [stored] = await tx.select().from(events).where(eq(events.id, event.id)).for("update");
  const deciding = mayDecide(stored ?? null, event.version, now);
  if (deciding === null) return;
  const row = { ...decisionRow(decision), decidedAt: now };
  await tx
    .insert(decisions)
    .values({ eventId: event.id, version: event.version, ...row })
    .onConflictDoUpdate({ target: [decisions.eventId, decisions.version], set: row });
  await tx
    .update(events)
    .set({
      decided: true,
      decidedVersion: event.version,
      decision: decision.kind,
      decidedUnderEmbargo: deciding.embargoed,
    })
    .where(eq(events.id, event.id));
  if (alert !== null) await tx.insert(alerts).values(newAlertRow(alert)).onConflictDoNothing();
  await saveNotices(tx, notices, now);
}
