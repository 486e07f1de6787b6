import { and, asc, desc, eq, inArray, or } from "drizzle-orm";
import type { ItemStore, ItemTrace } from "../../ports/event-store.ts";
import { decisionFrom, itemFrom, spellingsOf } from "../rows.ts";
import { eventFrom, findingFrom } from "../stored.ts";
import type { Sqlite } from "./database.ts";
import { saveFindings } from "./findings.ts";
import { decisions, events, findingEvents, findings, items } from "./schema.ts";

export function sqliteItems(sqlite: Sqlite): ItemStore {
  const { db, write } = sqlite;
  return {
    unclassified: async (limit) =>
      db
        .select()
        .from(items)
        .where(eq(items.classified, false))
        .orderBy(asc(items.firstSeenAt), asc(items.publishedAt), asc(items.id))
        .limit(limit)
        .all()
        .map(itemFrom),
    saveClassification: async (item, classification, list) => {
      write(() => {
        // An item that was edited meanwhile is classified again in its newer revision.
        const { changes } = db
          .update(items)
          .set({ classified: true, classification })
          .where(and(eq(items.id, item.id), eq(items.revision, item.revision), eq(items.classified, false)))
          .run();
        if (changes > 0) saveFindings(sqlite, list, item.id);
      });
    },
    trace: async (urlOrKey) => trace(sqlite, urlOrKey),
  };
}

function trace({ db }: Sqlite, urlOrKey: string): ItemTrace | null {
  const spellings = spellingsOf(urlOrKey);
  const row = db
    .select()
    .from(items)
    .where(or(inArray(items.id, spellings), inArray(items.url, spellings), inArray(items.key, spellings)))
    .orderBy(desc(items.firstSeenAt))
    .limit(1)
    .get();
  if (row === undefined) return null;
  const found = db
    .select()
    .from(findings)
    .where(eq(findings.itemId, row.id))
    .orderBy(asc(findings.seq))
    .all();
  const ids = found.map((finding) => finding.id);
  const eventIds = db
    .selectDistinct({ id: findingEvents.eventId })
    .from(findingEvents)
    .where(inArray(findingEvents.findingId, ids))
    .all()
    .map(({ id }) => id);
  const made = db.select().from(decisions).where(inArray(decisions.eventId, eventIds)).all();
  return {
    item: itemFrom(row),
    classification: row.classification,
    findings: found.map(({ body }) => findingFrom(body)),
    events: db
      .select()
      .from(events)
      .where(inArray(events.id, eventIds))
      .all()
      .map(({ body }) => eventFrom(body)),
    decisions: made.map((decision) => ({
      eventId: decision.eventId,
      version: decision.version,
      ...decisionFrom(decision),
    })),
  };
}
