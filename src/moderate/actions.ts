import { LINES_LOOKED_AT } from "../domain/agreement.ts";
import type { CaseEvent } from "../domain/event.ts";
import type { AuditLog, EventStore } from "../ports/event-store.ts";
import type { DeskStore } from "../ports/desk-store.ts";
import type { Clock } from "../ports/clock.ts";
import type { Ids } from "../ports/ids.ts";
import type { Switches } from "../ports/switches.ts";
import { openAsks, whatOf, type Ask, type TwoPersonAct } from "./ask.ts";
import { buriedNotice } from "./buried.ts";
import { readChange, writeChange } from "./change.ts";
import {
  approved,
  corrected,
  deniersOf,
  embargoed,
  isOneKind,
  isPostedByAnother,
  needsTwo,
  rejected,
  reopened,
  retracted,
  unapproved,
  united,
  unsays,
  type Correction,
} from "./ruling.ts";

export interface ModeratePorts {
  readonly store: EventStore;
  readonly audit: AuditLog;
  readonly switches: Switches;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly desk: Pick<DeskStore, "notify">;
}

/** An event as a moderator saw it: buttons under an older version do nothing. `version` null: whatever it is now. */
export interface Target {
  readonly eventId: string;
  readonly version: number | null;
}

export type ActionResult =
  | { readonly kind: "done"; readonly event: CaseEvent }
  /** Written down; it happens when another moderator agrees. */
  | { readonly kind: "second_needed"; readonly ask: Ask }
  /** The same moderator again. */
  | { readonly kind: "same_person" }
  /** The event changed, or it was decided already. */
  | { readonly kind: "stale" }
  | { readonly kind: "missing" };

/** Publishes a held event. It leaves after the cool-off. */
export async function approve(ports: ModeratePorts, who: string, target: Target): Promise<ActionResult> {
  const event = await current(ports, target);
  if (event === null) return { kind: "missing" };
  if (!isOpen(event, target)) return { kind: "stale" };
  if (needsTwo(event) && !isPostedByAnother(event, who)) {
    const answer = await agreed(ports, who, "publish", event, "");
    if (answer !== null) return answer;
  }
  return rule(ports, who, "publish", approved(event, ports.clock.now()), {});
}

/** Takes an approval back while it cools off; what somebody passed over waits again, whenever. */
export async function unapprove(ports: ModeratePorts, who: string, target: Target): Promise<ActionResult> {
  const event = await current(ports, target);
  const now = ports.clock.now();
  if (event === null) return { kind: "missing" };
  if (event.ruling === "rejected" && isAt(event, target)) {
    return rule(ports, who, "reopen", reopened(event, now), {});
  }
  const cools = event.ruling === "approved" && event.embargoUntil !== null && event.embargoUntil > now;
  if (!cools || event.version !== target.version) return { kind: "stale" };
  return rule(ports, who, "cancel", unapproved(event, now), {});
}

/** Nobody is told. What was told already can only be retracted. */
export async function reject(ports: ModeratePorts, who: string, target: Target): Promise<ActionResult> {
  const event = await current(ports, target);
  if (event === null) return { kind: "missing" };
  if (!isOpen(event, target) || (await isTold(ports, event))) return { kind: "stale" };
  return passOver(ports, who, event, {});
}

/** @param facts of the line in the log */
async function passOver(
  ports: ModeratePorts,
  who: string,
  event: CaseEvent,
  facts: { readonly why?: string },
): Promise<ActionResult> {
  const result = await rule(ports, who, "ignore", rejected(event, ports.clock.now()), facts);
  const notice = buriedNotice(event, who);
  if (result.kind === "done" && notice !== null) await ports.desk.notify([notice]);
  return result;
}

/** Tells all who were told that it was not so. What nobody was told is passed over: others may bring it back. */
export async function retract(
  ports: ModeratePorts,
  who: string,
  target: Target,
  why: string | null,
): Promise<ActionResult> {
  const event = await current(ports, target);
  if (event === null) return { kind: "missing" };
  if (event.ruling === "retracted" || event.ruling === "rejected") return { kind: "stale" };
  if (!isAt(event, target)) return { kind: "stale" };
  if (!(await isTold(ports, event))) {
    return passOver(ports, who, event, { why: why ?? "" });
  }
  const isDenied = deniersOf(event).some((denier) => denier !== who);
  if (!isDenied) {
    const answer = await agreed(ports, who, "retract", event, why ?? "");
    if (answer !== null) return answer;
  }
  return rule(ports, who, "retract", retracted(event, why, ports.clock.now()), { why: why ?? "" });
}

/**
 * Sets parts of an event right. What is told already and is a matter for two, or becomes one, or says something else
 * from now on, needs a second moderator.
 */
export async function correct(
  ports: ModeratePorts,
  who: string,
  target: Target,
  change: Correction,
): Promise<ActionResult> {
  const event = await current(ports, target);
  if (event === null) return { kind: "missing" };
  if (isClosed(event)) return { kind: "stale" };
  if (!isAt(event, target)) return { kind: "stale" };
  const told = await isTold(ports, event);
  const next = corrected(event, change, { id: ports.ids.next(), by: who, told }, ports.clock.now());
  const written = writeChange(change);
  if (told && (needsTwo(event) || needsTwo(next) || unsays(event, next))) {
    const answer = await agreed(ports, who, "correct", event, written);
    if (answer !== null) return answer;
  }
  return rule(ports, who, "correct", next, { change: written });
}

/** @param until null lifts it */
export async function embargo(
  ports: ModeratePorts,
  who: string,
  target: Target,
  until: Date | null,
): Promise<ActionResult> {
  const event = await current(ports, target);
  if (event === null) return { kind: "missing" };
  if (isClosed(event)) return { kind: "stale" };
  const now = ports.clock.now();
  const facts = { until: until === null ? "off" : until.toISOString() };
  const done = await rule(ports, who, "embargo", embargoed(event, until, now), facts);
  if (done.kind === "done" && until !== null && until > now) {
    // Others hear what one keeps back.
    const key = `silenced:${event.id}:${facts.until}`;
    const command = `/embargo ${event.id} ${facts.until.slice(0, 16).replace("T", " ")}`;
    await ports.desk.notify([{ key, code: "silenced", facts: { who, command } }]);
  }
  return done;
}

/**
 * Two events that are one: the second is emptied into the first, or into the one that was told when the first was not.
 * What was told and is of many needs two, and so do two that were told: one of them would be seen no more.
 */
export async function mergeWith(
  ports: ModeratePorts,
  who: string,
  into: Target,
  other: Target,
): Promise<ActionResult> {
  const [whole, part] = [await current(ports, into), await current(ports, other)];
  if (whole === null || part === null) return { kind: "missing" };
  if (whole.id === part.id || !isAt(whole, into) || !isAt(part, other)) return { kind: "stale" };
  if (!isOneKind(whole, part) || isClosed(whole) || isClosed(part)) return { kind: "stale" };
  const [told, toldPart] = [await isTold(ports, whole), await isTold(ports, part)];
  if (toldPart && !told) return mergeWith(ports, who, other, into);
  const [union, emptied] = united(whole, part, told, ports.clock.now());
  if (told && (toldPart || needsTwo(whole) || needsTwo(union))) {
    const answer = await agreed(ports, who, "merge", whole, `${part.id} ${whatOf(part)}`);
    if (answer !== null) return answer;
  }
  const done = await rule(ports, who, "merge", union, { other: part.id });
  if (done.kind === "done") await rule(ports, who, "merged", emptied, { into: whole.id });
  return done;
}

/**
 * Does what another moderator asked for, if the event is still what was asked about.
 *
 * @param version of the event that was on the card
 */
export async function agree(
  ports: ModeratePorts,
  who: string,
  ask: Ask,
  version: number,
): Promise<ActionResult> {
  const target = { eventId: ask.eventId, version };
  if (ask.by === who) return { kind: "same_person" };
  const event = await current(ports, target);
  if (event === null) return { kind: "missing" };
  if (!isAt(event, target) || whatOf(event) !== ask.what) return { kind: "stale" };
  if (ask.act === "merge") return agreeToMerge(ports, who, target, ask);
  if (ask.act === "publish") return approve(ports, who, target);
  if (ask.act === "retract") return retract(ports, who, target, ask.payload === "" ? null : ask.payload);
  const change = readChange(ask.payload);
  return change === null ? { kind: "stale" } : correct(ports, who, target, change);
}

async function agreeToMerge(
  ports: ModeratePorts,
  who: string,
  into: Target,
  { payload }: Ask,
): Promise<ActionResult> {
  const [other = ""] = payload.split(" ", 1);
  const part = await current(ports, { eventId: other, version: null });
  if (part === null) return { kind: "missing" };
  if (payload !== `${part.id} ${whatOf(part)}`) return { kind: "stale" };
  return mergeWith(ports, who, into, { eventId: part.id, version: part.version });
}

/** What waits for a second moderator, newest first. */
export async function asksWaiting({ audit, clock }: ModeratePorts): Promise<readonly Ask[]> {
  return openAsks(await audit.newest(LINES_LOOKED_AT), clock.now());
}

async function current({ store }: ModeratePorts, { eventId }: Target): Promise<CaseEvent | null> {
  const event = await store.byId(eventId);
  return event === null || event.reports.length === 0 ? null : event;
}

async function isTold({ store }: ModeratePorts, { id }: CaseEvent): Promise<boolean> {
  return (await store.lastAlert(id)) !== null;
}

function isClosed({ ruling }: CaseEvent): boolean {
  return ruling === "rejected" || ruling === "retracted";
}

function isOpen(event: CaseEvent, target: Target): boolean {
  return event.ruling === "none" && isAt(event, target);
}

function isAt(event: CaseEvent, { version }: Target): boolean {
  return version === null || version === event.version;
}

/** Null: another moderator asked for the same, so it may be done. */
async function agreed(
  ports: ModeratePorts,
  who: string,
  act: TwoPersonAct,
  event: CaseEvent,
  payload: string,
): Promise<ActionResult | null> {
  const { audit, clock, desk } = ports;
  const what = whatOf(event);
  const same = (await asksWaiting(ports)).filter(
    (ask) =>
      ask.eventId === event.id &&
      ask.act === act &&
      ask.what === what &&
      ((act !== "correct" && act !== "merge") || ask.payload === payload),
  );
  if (same.some((ask) => ask.by !== who)) return null;
  if (same.length > 0) return { kind: "same_person" };
  const at = clock.now();
  await audit.append({ at, who, action: `ask:${act}`, subject: event.id, facts: { what, payload } });
  const facts = { who, event: event.id, kind: event.kind };
  await desk.notify([{ key: `ask:${act}:${event.id}:${what}`, code: "second_needed", facts }]);
  return { kind: "second_needed", ask: { act, eventId: event.id, by: who, what, payload, at } };
}

/** A moderator's new version of an event, with its audit line. */
export async function rule(
  { store, clock }: ModeratePorts,
  who: string,
  action: string,
  event: CaseEvent,
  facts: Readonly<Record<string, string | number>>,
): Promise<ActionResult> {
  const line = { at: clock.now(), who, action, subject: event.id, facts };
  return (await store.saveRuling(event, line)) === "saved" ? { kind: "done", event } : { kind: "stale" };
}
