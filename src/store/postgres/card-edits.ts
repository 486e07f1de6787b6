import { and, asc, eq, gte, lt, lte, ne } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { AuditLine } from "../../domain/audit-line.ts";
import type { CardEdit, Person } from "../../domain/person.ts";
import { isOutdated, withEdits } from "../../domain/card-edit.ts";
import type { CardChange, CardEdits } from "../../ports/card-edits.ts";
import { changesIn, editFrom, editRow, endedBy } from "../card-edits.ts";
import { personFrom } from "../rows.ts";
import type { Keys } from "../seal.ts";
import { appendAudit } from "./audit.ts";
import { cardEdits } from "./card-schema.ts";
import type { Db, Postgres } from "./database.ts";
import { nextOf } from "./marks.ts";
import { saveNotices } from "./notices.ts";
import { tellRegister } from "./notify.ts";
import { people } from "./schema.ts";

export function postgresCardEdits({ db, keys, write }: Postgres): CardEdits {
  return {
    behind: async (personId) => {
      const [row] = await db.select().from(people).where(eq(people.id, personId));
      if (row === undefined) return null;
      const edits = await editsWhere(db, eq(cardEdits.personId, personId));
      return { person: personFrom(row, null), edits };
    },
    asked: async () => changesIn(await editsWhere(db, eq(cardEdits.state, "asked"))),
    change: (id) => editsWhere(db, eq(cardEdits.change, id)),
    saveDraft: (change, forgetBefore) =>
      write(async (tx) => {
        await tx.delete(cardEdits).where(and(ne(cardEdits.state, "stands"), lt(cardEdits.at, forgetBefore)));
        if (change.length === 0) return;
        await tx.insert(cardEdits).values(change.map(editRow)).onConflictDoNothing();
      }),
    advance: (seen, to, line) => write((tx) => advance(tx, keys, seen, to, line)),
    drop: (seen, line) =>
      write(async (tx) => {
        const [first] = seen;
        if (first === undefined || !(await holdAsSeen(tx, seen))) return "gone";
        await tx.delete(cardEdits).where(eq(cardEdits.change, first.change));
        if (line !== null) await appendAudit(tx, keys, line);
        return "saved";
      }),
    takeBack: (change, field, line) =>
      write(async (tx) => {
        const isIt = and(eq(cardEdits.change, change), eq(cardEdits.field, field), STANDS);
        const taken = await tx.delete(cardEdits).where(isIt).returning({ field: cardEdits.field });
        if (taken.length === 0) return "gone";
        await moveOn(tx);
        await appendAudit(tx, keys, line);
        return "saved";
      }),
  };
}

const STANDS = eq(cardEdits.state, "stands");

/** Call it within a transaction. */
async function advance(
  tx: Db,
  keys: Keys,
  seen: CardChange,
  to: Parameters<CardEdits["advance"]>[1],
  line: AuditLine,
): Promise<"saved" | "gone" | "overtaken"> {
  const [first] = seen;
  if (first === undefined) return "gone";
  // The list's word first, as whoever takes a snapshot over does it: nobody changes it until the end.
  const [person] = await tx.select().from(people).where(eq(people.id, first.personId)).for("share");
  if (!(await holdAsSeen(tx, seen))) return "gone";
  if (person === undefined || seen.some((edit) => isOutdated(edit, person.record))) return "overtaken";
  if (to.state === "stands") {
    for (const edit of seen) await removeStanding(tx, edit);
  }
  await tx.update(cardEdits).set(to).where(eq(cardEdits.change, first.change));
  if (to.state === "stands") await moveOn(tx);
  await appendAudit(tx, keys, line);
  return "saved";
}

/** Oldest first. */
async function editsWhere(db: Db, where: SQL): Promise<CardEdit[]> {
  const rows = await db
    .select()
    .from(cardEdits)
    .where(where)
    .orderBy(asc(cardEdits.at), asc(cardEdits.change), asc(cardEdits.field));
  return rows.map(editFrom);
}

async function moveOn(tx: Db): Promise<void> {
  await nextOf(tx, "register");
  await tellRegister(tx);
}

/** Nobody else settles it until the end of the transaction. */
async function holdAsSeen(tx: Db, seen: CardChange): Promise<boolean> {
  const [first] = seen;
  if (first === undefined) return false;
  const rows = await tx
    .select({ state: cardEdits.state })
    .from(cardEdits)
    .where(eq(cardEdits.change, first.change))
    .orderBy(asc(cardEdits.field))
    .for("update");
  return rows.length === seen.length && rows.every(({ state }) => state === first.state);
}

async function removeStanding(tx: Db, { personId, value }: CardEdit): Promise<void> {
  await tx
    .delete(cardEdits)
    .where(
      and(eq(cardEdits.personId, personId), eq(cardEdits.field, value.field), eq(cardEdits.state, "stands")),
    );
}

/** @param list in the order of the ids */
export async function edited(db: Db, list: readonly Person[]): Promise<Person[]> {
  const [first, last] = [list[0], list.at(-1)];
  if (first === undefined || last === undefined) return [];
  const edits = await standing(db, first.id, last.id);
  if (edits.length === 0) return [...list];
  const byPerson = Map.groupBy(edits, ({ personId }) => personId);
  return list.map((person) => withEdits(person, byPerson.get(person.id) ?? []));
}

async function standing(db: Db, first: string, last: string): Promise<CardEdit[]> {
  const { personId } = cardEdits;
  const isOfThese = and(STANDS, gte(personId, first), lte(personId, last));
  return (await db.select().from(cardEdits).where(isOfThese)).map(editFrom);
}

/** Call it within the transaction that takes a snapshot over: where the list says something new, its edit ends. */
export async function endEdits(tx: Db, keys: Keys, changed: readonly Person[], now: Date): Promise<void> {
  const ids = changed.map(({ id }) => id).toSorted();
  const [first, last] = [ids[0], ids.at(-1)];
  if (first === undefined || last === undefined) return;
  const ended = endedBy(await standing(tx, first, last), changed, now);
  for (const { edit } of ended) {
    const { change, value } = edit;
    await tx.delete(cardEdits).where(and(eq(cardEdits.change, change), eq(cardEdits.field, value.field)));
  }
  const notices = ended.map(({ notice }) => notice);
  await saveNotices(tx, notices, now);
  for (const { line } of ended) await appendAudit(tx, keys, line);
}
