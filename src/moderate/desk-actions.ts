import { agreementOn, LINES_LOOKED_AT } from "../domain/agreement.ts";
import type { Finding } from "../domain/finding.ts";
import type { Person } from "../domain/person.ts";
import { dayOf, onDay, type DaySpan } from "../domain/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { DeskStore, WaitingReview } from "../ports/desk-store.ts";
import type { AuditLog } from "../ports/event-store.ts";
import type { Reading, RegisterEdits } from "../ports/reading.ts";
import { askAnother } from "../people/ask-actions.ts";
import { compareNames } from "../people/compare-names.ts";
import { moderatorOrigin } from "./ruling.ts";

export interface DeskPorts {
  readonly edits: Pick<RegisterEdits, "setSame" | "setEmbargo">;
  readonly desk: DeskStore;
  readonly audit: AuditLog;
  readonly clock: Clock;
}

/** What a moderator makes of a case of the register. */
export const OUTCOMES = ["death", "no_fault", "same", "fault"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export function outcomesOf({ code, people }: WaitingReview): readonly Outcome[] {
  if (code === "DEATH_CLAIM") return people.length === 0 ? ["fault"] : ["death", "fault"];
  return code.startsWith("SAME_") ? ["same", "no_fault", "fault"] : ["no_fault", "fault"];
}

/**
 * A death that is true becomes an event by this moderator's hand: it waits for another one. Records of one person are
 * shown as one from then on.
 */
export async function settleReview(
  ports: DeskPorts,
  who: string,
  id: string,
  outcome: Outcome,
): Promise<"saved" | "gone"> {
  const { desk, clock } = ports;
  const now = clock.now();
  const review = (await desk.reviews(Number.MAX_SAFE_INTEGER)).find((it) => it.id === id);
  if (review === undefined || !outcomesOf(review).includes(outcome)) return "gone";
  if (outcome === "same") await showAsOne(ports, who, review.people);
  const [person] = review.people;
  const finding = outcome === "death" && person !== undefined ? deathOf(person, id, who, now) : null;
  const subject = review.people.map((it) => it.id).join(" ") || review.trackerId;
  return desk.settleReview(
    id,
    { at: now, who, action: `review:${outcome}`, subject, facts: { code: review.code } },
    finding,
  );
}

/** Whom the register asks to be silent about stays hidden; else the record that is still listed is shown. */
async function showAsOne(ports: DeskPorts, who: string, people: readonly Person[]): Promise<void> {
  const rank = ({ embargo, presence }: Person): number => (embargo ? 0 : presence === "listed" ? 1 : 2);
  const [first, ...others] = people.toSorted((a, b) => rank(a) - rank(b));
  if (first === undefined) return;
  const shown = first.sameAs ?? first.id;
  for (const { id } of others) if (id !== shown) await setSame(ports, who, id, shown);
}

export type SameResult = "done" | "missing" | "chained" | "second_needed" | "same_person";

/**
 * Whoever follows one of two different people would be told of the other, so records without a name in common take two.
 *
 * @param id the record that is shown no more, or again
 * @param shown null: the record stands by itself again
 */
export async function showAs(
  ports: DeskPorts & { readonly reading: Pick<Reading, "people"> },
  who: string,
  id: string,
  shown: string | null,
): Promise<SameResult> {
  const people = await ports.reading.people();
  const [record, other] = [id, shown].map((it) => people.find((person) => person.id === it));
  if (record === undefined || (shown !== null && other === undefined) || id === shown) return "missing";
  // One step only: what is shown is shown by itself, and what is not shows nothing.
  if (shown !== null && (other?.sameAs !== undefined || record.others !== undefined)) return "chained";
  if (shown !== null && other !== undefined && !areNamedAlike(record, other)) {
    const wanted = { action: "same", subject: id, fact: ["shown", shown] } as const;
    const answer = await askAnother(ports, who, wanted, `/same ${id} ${shown}`);
    if (answer !== null) return answer;
  }
  await setSame(ports, who, id, shown);
  return "done";
}

function areNamedAlike(a: Person, b: Person): boolean {
  const [ours, theirs] = [a, b].map(({ record, aliases }) => [...record.names, ...aliases]);
  return (ours ?? []).some((name) =>
    (theirs ?? []).some((other) => compareNames(name, other).verdict !== "different"),
  );
}

/**
 * A family asks for silence about somebody: no card, no alert, until it is lifted. The others hear of it.
 *
 * @returns false when the register has no such person
 */
export async function setPersonEmbargo(
  ports: DeskPorts & { readonly reading: Pick<Reading, "people"> },
  who: string,
  id: string,
  isOn: boolean,
): Promise<boolean> {
  const { reading, audit, clock, edits, desk } = ports;
  if (!(await reading.people()).some((person) => person.id === id)) return false;
  const [at, until] = [clock.now(), isOn ? "on" : "off"];
  await audit.append({ at, who, action: "embargo", subject: id, facts: { until } });
  await edits.setEmbargo(id, isOn);
  if (isOn) {
    const facts = { who, command: `/embargo ${id} on` };
    await desk.notify([{ key: `silenced:${id}:${at.toISOString().slice(0, 13)}`, code: "silenced", facts }]);
  }
  return true;
}

/** The line first: what is done is never done without one. */
async function setSame(
  { audit, clock, edits }: DeskPorts,
  who: string,
  id: string,
  shown: string | null,
): Promise<void> {
  const facts = { shown: shown ?? "itself" };
  await audit.append({ at: clock.now(), who, action: "same", subject: id, facts });
  await edits.setSame(id, shown);
}

function deathOf(person: Person, reviewId: string, by: string, now: Date): Finding {
  const { names, url } = person.record;
  return {
    id: `post:review-${reviewId}`,
    kind: "death",
    route: "alert",
    standing: "fresh",
    people: [{ personId: person.id, name: names[0] ?? person.id, suspicious: false }],
    count: null,
    happenedOn: dayOfDeath(person, now),
    releaseKind: null,
    modifiers: [],
    cites: [],
    reasons: ["moderator:review", `by:${by}`],
    confidence: 1,
    details: {},
    origin: moderatorOrigin("", now, url),
    foundAt: now,
  };
}

/** The list may give a day, a month, a year or nothing; nothing is made up. */
function dayOfDeath({ record: { diedOn } }: Person, now: Date): DaySpan {
  const today = dayOf(now);
  if (diedOn === null) return { from: `${today.slice(0, 4)}-01-01`, to: today, precision: "year" };
  const { value } = diedOn;
  if (value.length >= 10) return onDay(value.slice(0, 10));
  return value.length >= 7
    ? { from: `${value}-01`, to: `${value}-28`, precision: "month" }
    : { from: `${value}-01-01`, to: `${value}-12-31`, precision: "year" };
}

/**
 * A list that was refused becomes the register, and each of its differences an event of a primary source: it takes two,
 * for one planted list could free hundreds. A list that came since must be asked about anew.
 *
 * @param fetchedAt which list was seen
 */
export async function mayAcceptList(
  { audit, clock, desk }: DeskPorts,
  who: string,
  trackerId: string,
  fetchedAt: Date,
): Promise<"agreed" | "second_needed" | "same_person"> {
  const now = clock.now();
  const list = fetchedAt.toISOString();
  const wanted = { action: "list", subject: trackerId, fact: ["list", list] } as const;
  const answer = agreementOn(await audit.newest(LINES_LOOKED_AT), wanted, who, now);
  if (answer === "agreed") return "agreed";
  if (answer === "asked_by_same") return "same_person";
  await audit.append({ at: now, who, action: ASK, subject: trackerId, facts: { list } });
  const key = `${ASK}:${trackerId}:${list}`;
  await desk.notify([{ key, code: "second_needed", facts: { who, tracker: trackerId } }]);
  return "second_needed";
}

const ASK = "ask:list";

export async function dropSnapshot(
  { desk, clock }: DeskPorts,
  who: string,
  trackerId: string,
  fetchedAt: Date,
): Promise<"saved" | "gone"> {
  const line = { at: clock.now(), who, action: "list:dropped", subject: trackerId, facts: {} };
  return desk.dropSnapshot(trackerId, fetchedAt, line);
}

export async function setMuted(
  { desk, clock }: DeskPorts,
  who: string,
  sourceId: string,
  muted: boolean,
): Promise<void> {
  const at = clock.now();
  const line = { at, who, action: muted ? "mute" : "unmute", subject: sourceId, facts: {} };
  await desk.setMuted(sourceId, muted, line);
  if (!muted) return;
  // Somebody with a stolen phone could keep true news back: the others hear of it.
  const key = `silenced:${sourceId}:${at.toISOString().slice(0, 13)}`;
  await desk.notify([{ key, code: "silenced", facts: { who, command: `/mute ${sourceId}` } }]);
}
