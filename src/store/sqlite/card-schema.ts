import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { CARD_FIELDS } from "../../domain/person.ts";
import type { CardValue } from "../../domain/person.ts";

/** What moderators say about a card in place of the list, a row a field; `change`: the message that said it. */
export const cardEdits = sqliteTable(
  "card_edits",
  {
    change: text().notNull(),
    field: text({ enum: CARD_FIELDS }).notNull(),
    personId: text().notNull(),
    value: text({ mode: "json" }).$type<CardValue>().notNull(),
    source: text().notNull(),
    by: text().notNull(),
    agreedBy: text(),
    at: integer({ mode: "timestamp_ms" }).notNull(),
    listSaid: text().notNull(),
    state: text({ enum: ["draft", "asked", "stands"] }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.change, t.field] }),
    index("card_edits_state").on(t.state, t.personId),
    index("card_edits_person").on(t.personId),
  ],
);
