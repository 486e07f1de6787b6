import { and, asc, eq, gte, lt, lte, ne } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { AuditLine } from "../../domain/audit-line.ts";
import type { CardEdit, Person } from "../../domain/person.ts";
import { isOutdated, withEdits } from "../../domain/card-edit.ts";
import type { CardChange, CardEdits } from "../../ports/card-edits.ts";
import { changesIn, editFrom, editRow, endedBy } from "../card-edits.ts";
import { personFrom } from "../rows.ts";
import { saveNotices } from "./alerts.ts";
import { appendAudit } from "./audit.ts";
import { cardEdits } from "./card-schema.ts";
import type { Sqlite } from "./database.ts";
import { nextOf } from "./marks.ts";
import { people } from "./schema.ts";

export function sqliteCardEdits(sqlite: Sqlite): CardEdits {
  const { db, write } = sqlite;
  return {
    behind: async (personId) => {
      const row = db.select().from(people).where(eq(people.id, personId)).get();
      if (row === undefined) return null;
      return { person: personFrom(row, null), edits: editsWhere(sqlite, eq(cardEdits.personId, personId)) };
    },
    asked: async () => changesIn(editsWhere(sqlite, eq(cardEdits.state, "asked"))),
    change: async (id) => editsWhere(sqlite, eq(cardEdits.change, id)),
    saveDraft: async (change, forgetBefore) => {
      write(() => {
        db.delete(cardEdits)
          .where(and(ne(cardEdits.state, "stands"), lt(cardEdits.at, forgetBefore)))
          .run();
        for (const edit of change) db.insert(cardEdits).values(editRow(edit)).onConflictDoNothing().run();
      });
    },
    advance: async (seen, to, line) => write(() => advance(sqlite, seen, to, line)),
    drop: async (seen, line) =>
      write(() => {
        const [first] = seen;
        if (first === undefined || !isAsSeen(sqlite, seen)) return "gone";
        db.delete(cardEdits).where(eq(cardEdits.change, first.change)).run();
        if (line !== null) appendAudit(sqlite, line);
        return "saved";
      }),
    takeBack: async (change, field, line) =>
      write(() => {
        const isIt = and(eq(cardEdits.change, change), eq(cardEdits.field, field), STANDS);
        if (db.delete(cardEdits).where(isIt).run().changes === 0) return "gone";
        nextOf(sqlite, "register");
        appendAudit(sqlite, line);
        return "saved";
      }),
  };
}

const STANDS = eq(cardEdits.state, "stands");

/** Call it within a transaction. */
function advance(
  sqlite: Sqlite,
  seen: CardChange,
  to: Parameters<CardEdits["advance"]>[1],
  line: AuditLine,
): "saved" | "gone" | "overtaken" {
  const { db } = sqlite;
  const [first] = seen;
  if (first === undefined || !isAsSeen(sqlite, seen)) return "gone";
  const person = db.select().from(people).where(eq(people.id, first.personId)).get();
  if (person === undefined || seen.some((edit) => isOutdated(edit, person.record))) return "overtaken";
  if (to.state === "stands") {
    for (const edit of seen) removeStanding(sqlite, edit);
    nextOf(sqlite, "register");
  }
  db.update(cardEdits).set(to).where(eq(cardEdits.change, first.change)).run();
  appendAudit(sqlite, line);
  return "saved";
}

/** Oldest first. */
function editsWhere({ db }: Sqlite, where: SQL): CardEdit[] {
  return db
    .select()
    .from(cardEdits)
    .where(where)
    .orderBy(asc(cardEdits.at), asc(cardEdits.change), asc(cardEdits.field))
    .all()
    .map(editFrom);
}

/** Call it within a transaction. */
function isAsSeen(sqlite: Sqlite, seen: CardChange): boolean {
  const [first] = seen;
  const now = first === undefined ? [] : editsWhere(sqlite, eq(cardEdits.change, first.change));
  return now.length === seen.length && now.every(({ state }) => state === first?.state);
}

function removeStanding({ db }: Sqlite, { personId, value }: CardEdit): void {
  db.delete(cardEdits)
    .where(
      and(eq(cardEdits.personId, personId), eq(cardEdits.field, value.field), eq(cardEdits.state, "stands")),
    )
    .run();
}

/** @param list in the order of the ids */
export function edited(sqlite: Sqlite, list: readonly Person[]): Person[] {
  const [first, last] = [list[0], list.at(-1)];
  if (first === undefined || last === undefined) return [];
  const edits = standing(sqlite, first.id, last.id);
  if (edits.length === 0) return [...list];
  const byPerson = Map.groupBy(edits, ({ personId }) => personId);
  return list.map((person) => withEdits(person, byPerson.get(person.id) ?? []));
}

function standing({ db }: Sqlite, first: string, last: string): CardEdit[] {
  return db
    .select()
    .from(cardEdits)
    .where(and(eq(cardEdits.state, "stands"), gte(cardEdits.personId, first), lte(cardEdits.personId, last)))
    .all()
    .map(editFrom);
}

/** Call it within the transaction that takes a snapshot over: where the list says something new, its edit ends. */
export function endEdits(sqlite: Sqlite, changed: readonly Person[]): void {
  if (changed.length === 0) return;
  const ids = changed.map(({ id }) => id).toSorted();
  const edits = standing(sqlite, ids[0] ?? "", ids.at(-1) ?? "");
  for (const { edit, line, notice } of endedBy(edits, changed, sqlite.clock.now())) {
    const { change, value } = edit;
    sqlite.db
      .delete(cardEdits)
      .where(and(eq(cardEdits.change, change), eq(cardEdits.field, value.field)))
      .run();
    saveNotices(sqlite, [notice]);
    appendAudit(sqlite, line);
  }
}
