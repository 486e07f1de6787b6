import { and, asc, desc, eq, inArray, or } from "drizzle-orm";
import type { ItemStore, ItemTrace } from "../../ports/event-store.ts";
import { decisionFrom, itemFrom, spellingsOf } from "../rows.ts";
import { eventFrom, findingFrom } from "../stored.ts";
import { isOneOf } from "./columns.ts";
import type { Db, Postgres } from "./database.ts";
import { saveFindings } from "./findings.ts";
import { decisions, events, findingEvents, findings, items } from "./schema.ts";

export function postgresItems({ db, write }: Postgres): ItemStore {
  return {
    unclassified: async (limit) => {
      const rows = await db
        .select()
        .from(items)
        .where(eq(items.classified, false))
        .orderBy(asc(items.firstSeenAt), asc(items.publishedAt), asc(items.id))
        .limit(limit);
      return rows.map(itemFrom);
    },
    saveClassification: (item, classification, list) =>
      write(async (tx) => {
        // An item that was edited meanwhile is classified again in its newer revision.
        const changed = await tx
          .update(items)
          .set({ classified: true, classification })
          .where(and(eq(items.id, item.id), eq(items.revision, item.revision), eq(items.classified, false)))
          .returning({ id: items.id });
        if (changed.length > 0) await saveFindings(tx, list, item.id);
      }),
    trace: (urlOrKey) => trace(db, urlOrKey),
  };
}

async function trace(db: Db, urlOrKey: string): Promise<ItemTrace | null> {
  const spellings = spellingsOf(urlOrKey);
  const [row] = await db
    .select()
    .from(items)
    .where(or(isOneOf(items.id, spellings), isOneOf(items.url, spellings), isOneOf(items.key, spellings)))
    .orderBy(desc(items.firstSeenAt))
    .limit(1);
  if (row === undefined) return null;
  const found = await db
    .select()
    .from(findings)
    .where(eq(findings.itemId, row.id))
    .orderBy(asc(findings.seq));
  const ofFindings = isOneOf(
    findingEvents.findingId,
    found.map(({ id }) => id),
  );
  const eventIds = db.select({ id: findingEvents.eventId }).from(findingEvents).where(ofFindings);
  const made = await db.select().from(decisions).where(inArray(decisions.eventId, eventIds));
  const about = await db.select().from(events).where(inArray(events.id, eventIds));
  return {
    item: itemFrom(row),
    classification: row.classification,
    findings: found.map(({ body }) => findingFrom(body)),
    events: about.map(({ body }) => eventFrom(body)),
    decisions: made.map((decision) => ({
      eventId: decision.eventId,
      version: decision.version,
      ...decisionFrom(decision),
    })),
  };
}
