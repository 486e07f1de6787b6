import type { AuditLine } from "../domain/audit-line.ts";
import { isOutdated, listSays, needsTwo } from "../domain/card-edit.ts";
import type { CardField, CardValue, Person } from "../domain/person.ts";
import { DAY_MS, later } from "../domain/time.ts";
import type { CardBehind, CardChange, CardEdits } from "../ports/card-edits.ts";
import type { Clock } from "../ports/clock.ts";
import type { DeskStore } from "../ports/desk-store.ts";
import type { Ids } from "../ports/ids.ts";
import type { Reading } from "../ports/reading.ts";

export interface CardPorts {
  readonly cards: CardEdits;
  readonly reading: Pick<Reading, "person">;
  readonly desk: Pick<DeskStore, "notify">;
  readonly ids: Ids;
  readonly clock: Clock;
}

/** Drafts and askings live as long as other askings do. */
const LIVES_MS = DAY_MS;

/** A card as its readers see it, with what stands behind it. */
export interface OpenCard extends CardBehind {
  readonly shown: Person;
}

/** Null: nobody, or somebody about whom the register is silent. */
export async function openCard(
  { reading, cards }: Pick<CardPorts, "reading" | "cards">,
  personId: string,
): Promise<OpenCard | null> {
  const shown = await reading.person(personId);
  const behind = shown === null ? null : await cards.behind(shown.id);
  return shown === null || behind === null ? null : { ...behind, shown };
}

/** Must another moderator agree to this, as the card and the list stand now? */
export function isForTwo(values: readonly CardValue[], { shown, person }: OpenCard): boolean {
  return needsTwo(values, shown.record.custody, person.record.custody);
}

/**
 * Keeps what a moderator wrote until it is confirmed: whichever replica the button reaches finds it.
 *
 * @param who the moderator's alias
 */
export async function draftCard(
  { cards, ids, clock }: CardPorts,
  who: string,
  { person }: OpenCard,
  values: readonly CardValue[],
  source: string,
): Promise<CardChange> {
  const at = clock.now();
  const change = ids.next();
  const edits = values.map((value) => ({
    change,
    personId: person.id,
    value,
    source,
    by: who,
    agreedBy: null,
    at,
    listSaid: listSays(person.record, value.field),
    state: "draft" as const,
  }));
  await cards.saveDraft(edits, later(at, -LIVES_MS));
  return edits;
}

export type CardResult =
  | { readonly kind: "stands"; readonly change: CardChange }
  | { readonly kind: "second_needed"; readonly change: CardChange }
  | { readonly kind: "dropped"; readonly change: CardChange }
  | { readonly kind: "taken_back"; readonly personId: string }
  /** Another moderator has to agree. */
  | { readonly kind: "same_person" }
  /** Only who wrote it may confirm it. */
  | { readonly kind: "foreign" }
  /** Settled before, or too old. */
  | { readonly kind: "gone" }
  /** The list says something else by now: it is to be looked at anew. */
  | { readonly kind: "overtaken"; readonly personId: string };

/** What was written goes onto the card, or to a second moderator. */
export async function confirmCard(ports: CardPorts, who: string, changeId: string): Promise<CardResult> {
  const { change, first } = await found(ports, changeId, "draft");
  if (first === null) return { kind: "gone" };
  if (first.by !== who) return { kind: "foreign" };
  const card = await openCard(ports, first.personId);
  if (card === null) return { kind: "gone" };
  const values = change.map(({ value }) => value);
  return isForTwo(values, card) ? ask(ports, card, change) : stand(ports, who, card, change, "card");
}

/** A second moderator agrees to exactly what was asked for. */
export async function agreeCard(ports: CardPorts, who: string, changeId: string): Promise<CardResult> {
  const { change, first } = await found(ports, changeId, "asked");
  if (first === null) return { kind: "gone" };
  if (first.by === who) return { kind: "same_person" };
  const card = await openCard(ports, first.personId);
  return card === null ? { kind: "gone" } : stand(ports, who, card, change, "card:agreed");
}

/** A draft is thrown away by who wrote it; an asking is refused by anybody, or withdrawn by who asked. */
export async function dropCard(ports: CardPorts, who: string, changeId: string): Promise<CardResult> {
  const change = await ports.cards.change(changeId);
  const [first] = change;
  if (first === undefined || first.state === "stands") return { kind: "gone" };
  const isOwn = first.by === who;
  if (first.state === "draft" && !isOwn) return { kind: "foreign" };
  const line =
    first.state === "draft" ? null : lineOf(ports, who, isOwn ? "card:withdrawn" : "card:refused", change);
  const done = await ports.cards.drop(change, line);
  return done === "gone" ? { kind: "gone" } : { kind: "dropped", change };
}

/** The card says what the list says again. It takes one: nothing is claimed but what the list claims. */
export async function takeBackCard(
  ports: CardPorts,
  who: string,
  changeId: string,
  field: CardField,
): Promise<CardResult> {
  const change = (await ports.cards.change(changeId)).filter(({ value }) => value.field === field);
  const [edit] = change;
  if (edit === undefined || edit.state !== "stands") return { kind: "gone" };
  const { personId } = edit;
  const done = await ports.cards.takeBack(changeId, field, lineOf(ports, who, "card:undone", change));
  if (done === "gone") return { kind: "gone" };
  const card = await openCard(ports, personId);
  await tell(ports, `card_undone:${changeId}:${field}`, who, card, change);
  return { kind: "taken_back", personId };
}

/** What waits for another moderator, oldest first, each with its card; who asked sees it too. */
export async function asksForCards(
  ports: Pick<CardPorts, "cards" | "reading" | "clock">,
): Promise<readonly { readonly change: CardChange; readonly card: OpenCard }[]> {
  const since = later(ports.clock.now(), -LIVES_MS);
  const open: { change: CardChange; card: OpenCard }[] = [];
  for (const change of await ports.cards.asked()) {
    const [first] = change;
    const card = first === undefined || first.at < since ? null : await openCard(ports, first.personId);
    if (card !== null && !isOvertaken(change, card)) open.push({ change, card });
  }
  return open;
}

async function ask(ports: CardPorts, card: OpenCard, change: CardChange): Promise<CardResult> {
  const [first] = change;
  if (first === undefined) return { kind: "gone" };
  const to = { state: "asked", agreedBy: null, at: ports.clock.now() } as const;
  const saved = await ports.cards.advance(change, to, lineOf(ports, first.by, "ask:card", change));
  if (saved === "gone") return { kind: "gone" };
  if (saved === "overtaken") return { kind: "overtaken", personId: first.personId };
  const facts = { who: first.by, name: nameOf(card), field: fieldsOf(change) };
  await ports.desk.notify([{ key: `ask:card:${first.change}`, code: "second_needed", facts }]);
  return { kind: "second_needed", change };
}

async function stand(
  ports: CardPorts,
  who: string,
  card: OpenCard,
  change: CardChange,
  action: string,
): Promise<CardResult> {
  const [first] = change;
  if (first === undefined) return { kind: "gone" };
  const agreedBy = first.by === who ? null : who;
  const to = { state: "stands", agreedBy, at: ports.clock.now() } as const;
  const saved = await ports.cards.advance(change, to, lineOf(ports, who, action, change));
  if (saved === "gone") return { kind: "gone" };
  if (saved === "overtaken") return { kind: "overtaken", personId: first.personId };
  // A stolen phone could change what thousands read: the others hear of it.
  await tell(ports, `card_edited:${first.change}`, who, card, change);
  return { kind: "stands", change };
}

async function found(
  { cards, clock }: CardPorts,
  id: string,
  state: "draft" | "asked",
): Promise<{ readonly change: CardChange; readonly first: CardChange[number] | null }> {
  const change = await cards.change(id);
  const [first] = change;
  const isOpen = first !== undefined && first.state === state && first.at > later(clock.now(), -LIVES_MS);
  return { change, first: isOpen ? first : null };
}

function isOvertaken(change: CardChange, { person }: OpenCard): boolean {
  return change.some((edit) => isOutdated(edit, person.record));
}

function nameOf({ shown }: OpenCard): string {
  return shown.record.names[0] ?? shown.id;
}

function fieldsOf(change: CardChange): string {
  return change.map(({ value }) => value.field).join(" ");
}

async function tell(
  { desk }: CardPorts,
  key: string,
  who: string,
  card: OpenCard | null,
  change: CardChange,
): Promise<void> {
  if (card === null) return;
  const facts = {
    who,
    name: nameOf(card),
    field: fieldsOf(change),
    command: `/card ${card.shown.id}`,
  };
  await desk.notify([{ key, code: "card_edited", facts }]);
}

function lineOf({ clock }: CardPorts, who: string, action: string, change: CardChange): AuditLine {
  const [first] = change;
  const facts = Object.fromEntries(change.map(({ value }) => [value.field, inLog(value)]));
  return {
    at: clock.now(),
    who,
    action,
    subject: first?.personId ?? "",
    facts: { ...facts, source: first?.source ?? "", change: first?.change ?? "" },
  };
}

function inLog(value: CardValue): string {
  switch (value.field) {
    case "status":
      return value.since === null ? value.custody : `${value.custody} ${value.since.value}`;
    case "place":
      return value.facility.id ?? value.facility.raw;
    case "sentence":
      return `${String(value.months)} months`;
    case "term_end":
      return value.on.value;
    case "charges":
      return value.charges.map(({ raw }) => raw).join("; ");
  }
}
