import { isInside } from "./custody.ts";
import {
  CARD_FIELDS,
  type CardEdit,
  type CardField,
  type CardValue,
  type Custody,
  type PartialDate,
  type Person,
  type PersonRecord,
  type Verdict,
} from "./person.ts";

/** How free somebody is: moving somebody from one to another is what cannot be unsaid. */
type Liberty = "inside" | "out" | "dead" | "unknown";

function libertyOf(custody: Custody): Liberty {
  if (custody === "unknown") return "unknown";
  if (custody === "died_in_custody") return "dead";
  return isInside({ record: { custody } }) ? "inside" : "out";
}

/** What the list says for a field, to be compared and no more; empty when it says nothing. */
export function listSays(record: PersonRecord, field: CardField): string {
  const { custody, release, diedOn, detainedOn, facility, verdict, penaltyStart, charges } = record;
  const sentence = verdict?.decisionRaw ?? String(verdict?.months ?? "");
  switch (field) {
    case "status":
      return joined([
        custody,
        dated("detained", detainedOn),
        dated("released", release?.date),
        dated("died", diedOn),
      ]);
    case "place":
      return facility?.raw ?? "";
    case "sentence":
      return sentence;
    case "term_end":
      return joined([sentence, dated("from", penaltyStart)]);
    case "charges":
      return joined(charges.map(({ raw }) => raw));
  }
}

function dated(word: string, date: PartialDate | null | undefined): string {
  return date === null || date === undefined ? "" : `${word} ${date.value}`;
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("; ");
}

/** The status in what `listSays` gave for it. */
export function custodySaid(listSaid: string): string {
  return listSaid.split(";")[0] ?? "";
}

/** Does the list say something else than when the edit was made? */
export function isOutdated({ value, listSaid }: CardEdit, record: PersonRecord): boolean {
  return listSays(record, value.field) !== listSaid;
}

/**
 * The person as moderators say, each field in place of the list's; with the edits that count.
 *
 * @param edits in any order and of any people; only those that stand for this person, and of which the list knows
 * nothing newer, count
 */
export function withEdits(person: Person, edits: readonly CardEdit[]): Person {
  const standing = edits.filter(
    (edit) => edit.personId === person.id && edit.state === "stands" && !isOutdated(edit, person.record),
  );
  if (standing.length === 0) return person;
  // The status first: what it takes away, such as an old place, another edit gives anew.
  const order = ({ value }: CardEdit): number => CARD_FIELDS.indexOf(value.field);
  const inOrder = standing.toSorted((a, b) => order(a) - order(b));
  const record = inOrder.reduce((changed, { value }) => withValue(changed, value), person.record);
  return { ...person, record, edits: inOrder };
}

/** The day on which the term ends, when moderators gave one. */
export function termEndOf({ edits = [] }: Pick<Person, "edits">): PartialDate | null {
  const found = edits.map(({ value }) => value).findLast((value) => value.field === "term_end");
  return found?.on ?? null;
}

export function withValue(record: PersonRecord, value: CardValue): PersonRecord {
  switch (value.field) {
    case "status":
      return withStatus(record, value.custody, value.since);
    case "place":
      return { ...record, facility: value.facility };
    case "sentence":
      return { ...record, verdict: { ...(record.verdict ?? NO_VERDICT), months: value.months } };
    case "charges":
      return { ...record, charges: value.charges };
    case "term_end":
      // No list has such a field: `termEndOf` tells it.
      return record;
  }
}

const NO_VERDICT: Verdict = {
  date: null,
  decisionRaw: null,
  months: null,
  baseUnits: null,
  penalty: null,
  penaltyRaw: null,
  judgeRaw: null,
  appealDate: null,
};

/** What belongs to the status before and not to this one goes: an old release says nothing of an arrest. */
function withStatus(record: PersonRecord, custody: Custody, since: PartialDate | null): PersonRecord {
  const [before, after] = [libertyOf(record.custody), libertyOf(custody)];
  const changed = { ...record, custody };
  // Where somebody was held says nothing of who is held no more.
  const held = before === "inside" ? { facility: null } : {};
  if (after === "dead") return { ...changed, ...held, diedOn: since ?? record.diedOn, release: null };
  if (after === "out") {
    const { release } = record;
    const modifiers = release !== null && record.custody === custody ? release.modifiers : [];
    const date = since ?? release?.date ?? null;
    const kind = release?.kind ?? null;
    const isKnown = date !== null || kind !== null || modifiers.length > 0;
    return { ...changed, ...held, diedOn: null, release: isKnown ? { date, kind, modifiers } : null };
  }
  if (after === "unknown") return { ...changed, diedOn: null };
  const isNewArrest = before === "out" || before === "dead";
  return {
    ...changed,
    diedOn: null,
    release: null,
    detainedOn: since ?? (isNewArrest ? null : record.detainedOn),
    ...(isNewArrest ? { facility: null, penaltyStart: null } : {}),
  };
}

/**
 * Must a second moderator agree? To say that somebody is free, is free no more, or is dead cannot be unsaid.
 *
 * @param shown the custody on the card now
 * @param listed the list's own
 */
export function needsTwo(values: readonly CardValue[], shown: Custody, listed: Custody): boolean {
  return values.some(
    (value) =>
      value.field === "status" &&
      [shown, listed].some((before) => before !== value.custody && isGrave(before, value.custody)),
  );
}

function isGrave(before: Custody, after: Custody): boolean {
  return libertyOf(before) !== "inside" || libertyOf(after) !== "inside";
}
