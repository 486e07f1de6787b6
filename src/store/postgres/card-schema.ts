import { index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { CARD_FIELDS } from "../../domain/person.ts";
import type { CardValue } from "../../domain/person.ts";
import { exact, instant, json, words } from "./columns.ts";

/** See `../sqlite/card-schema.ts`. */
export const cardEdits = pgTable(
  "card_edits",
  {
    change: exact().notNull(),
    field: text({ enum: CARD_FIELDS }).notNull(),
    personId: exact().notNull(),
    value: json<CardValue>().notNull(),
    source: words().notNull(),
    by: words().notNull(),
    agreedBy: words(),
    at: instant().notNull(),
    listSaid: words().notNull(),
    state: text({ enum: ["draft", "asked", "stands"] }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.change, t.field] }),
    index("card_edits_state").on(t.state, t.personId),
    index("card_edits_person").on(t.personId),
  ],
);
