import type { CaseEvent } from "../domain/event.ts";
import type { Finding } from "../domain/finding.ts";
import { EVENT_KINDS } from "../domain/kind.ts";
import type { Day } from "../domain/time.ts";
import type { AuditLog, EventStore } from "../ports/event-store.ts";
import type { DeskStore } from "../ports/desk-store.ts";
import type { Clock } from "../ports/clock.ts";
import type { Ids } from "../ports/ids.ts";
import type { Switches } from "../ports/switches.ts";
import { openAsks, whatOf, type Ask, type TwoPersonAct } from "./ask.ts";
import { readChange, writeChange } from "./change.ts";
import {
  approved,
  authorsOf,
  corrected,
  embargoed,
  needsTwo,
  rejected,
  retracted,
  unapproved,
  united,
  withoutPost,
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

const LINES_LOOKED_AT = 500;

/** Publishes a held event. It leaves after the cool-off. */
export async function approve(ports: ModeratePorts, who: string, target: Target): Promise<ActionResult> {
  const event = await current(ports, target);
  if (event === null) return { kind: "missing" };
  if (!isOpen(event, target)) return { kind: "stale" };
  const others = authorsOf(event).some((author) => author !== who);
  if (needsTwo(event) && !others) {
    const answer = await agreed(ports, who, "publish", event, "");
    if (answer !== null) return answer;
  }
  return rule(ports, who, "publish", approved(event, ports.clock.now()), {});
}

/** Takes an approval back while it cools off. */
export async function unapprove(ports: ModeratePorts, who: string, target: Target): Promise<ActionResult> {
  const event = await current(ports, target);
  const now = ports.clock.now();
  if (event === null) return { kind: "missing" };
  const cools = event.ruling === "approved" && event.embargoUntil !== null && event.embargoUntil > now;
  if (!cools || event.version !== target.version) return { kind: "stale" };
  return rule(ports, who, "cancel", unapproved(event, now), {});
}

/** Nobody is told. What was told already can only be retracted. */
export async function reject(ports: ModeratePorts, who: string, target: Target): Promise<ActionResult> {
  const event = await current(ports, target);
  if (event === null) return { kind: "missing" };
  if (!isOpen(event, target) || (await ports.store.lastAlert(event.id)) !== null) return { kind: "stale" };
  return rule(ports, who, "ignore", rejected(event, ports.clock.now()), {});
}

/** Tells all who were told that it was not so. */
export async function retract(
  ports: ModeratePorts,
  who: string,
  target: Target,
  why: string | null,
): Promise<ActionResult> {
  const event = await current(ports, target);
  if (event === null) return { kind: "missing" };
  if (event.ruling === "retracted" || event.ruling === "rejected") return { kind: "stale" };
  if ((await ports.store.lastAlert(event.id)) !== null) {
    const answer = await agreed(ports, who, "retract", event, why ?? "");
    if (answer !== null) return answer;
  }
  return rule(ports, who, "retract", retracted(event, why, ports.clock.now()), { why: why ?? "" });
}

/** Sets parts of an event right. What is told already, or becomes a matter for two, needs a second moderator. */
export async function correct(
  ports: ModeratePorts,
  who: string,
  target: Target,
  change: Correction,
): Promise<ActionResult> {
  const event = await current(ports, target);
  if (event === null) return { kind: "missing" };
  if (event.ruling === "rejected" || event.ruling === "retracted") return { kind: "stale" };
  if (!isAt(event, target)) return { kind: "stale" };
  const { clock, ids, store } = ports;
  const next = corrected(event, change, ids.next(), who, clock.now());
  const told = (await store.lastAlert(event.id)) !== null;
  const written = writeChange(change);
  if (told && needsTwo(next)) {
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
  if (event.ruling === "rejected" || event.ruling === "retracted") return { kind: "stale" };
  const facts = { until: until === null ? "off" : until.toISOString() };
  return rule(ports, who, "embargo", embargoed(event, until, ports.clock.now()), facts);
}

/** Two events that are one: the second is emptied into the first. */
export async function mergeWith(
  ports: ModeratePorts,
  who: string,
  into: Target,
  other: Target,
): Promise<ActionResult> {
  const [whole, part] = [await current(ports, into), await current(ports, other)];
  if (whole === null || part === null) return { kind: "missing" };
  if (whole.id === part.id || !isAt(whole, into) || !isAt(part, other)) return { kind: "stale" };
  const [union, emptied] = united(whole, part, ports.clock.now());
  const done = await rule(ports, who, "merge", union, { other: part.id });
  if (done.kind === "done") await rule(ports, who, "merged", emptied, { into: whole.id });
  return done;
}

/** Does what another moderator asked for. */
export async function agree(ports: ModeratePorts, who: string, ask: Ask): Promise<ActionResult> {
  const target = { eventId: ask.eventId, version: null };
  if (ask.by === who) return { kind: "same_person" };
  if (ask.act === "publish") return approve(ports, who, target);
  if (ask.act === "retract") return retract(ports, who, target, ask.payload === "" ? null : ask.payload);
  const change = readChange(ask.payload);
  return change === null ? { kind: "stale" } : correct(ports, who, target, change);
}

/** What waits for a second moderator, newest first. */
export async function asksWaiting({ audit, clock }: ModeratePorts): Promise<readonly Ask[]> {
  return openAsks(await audit.newest(LINES_LOOKED_AT), clock.now());
}

/** @returns false when this very post was sent before */
export async function post(
  { store, audit, clock }: ModeratePorts,
  who: string,
  finding: Finding,
): Promise<boolean> {
  const lines = await audit.newest(LINES_LOOKED_AT);
  if (lines.some((line) => line.action === "post" && line.subject === finding.id)) return false;
  const facts = { kind: finding.kind, people: finding.people.length, count: finding.count?.n ?? 0 };
  await store.saveFinding(finding, { at: clock.now(), who, action: "post", subject: finding.id, facts });
  return true;
}

/** Takes a post back before it leaves. */
export async function withdraw(
  ports: ModeratePorts,
  who: string,
  findingId: string,
  day: Day,
): Promise<ActionResult | { readonly kind: "too_late" }> {
  const { store, clock } = ports;
  const events = await store.near({ kinds: EVENT_KINDS, from: day, to: day, personIds: [] });
  const event = events.find((it) => it.reports.some((report) => report.findingId === findingId));
  if (event === undefined) return { kind: "missing" };
  const withdrawn = withoutPost(event, findingId, clock.now());
  return withdrawn === null
    ? { kind: "too_late" }
    : rule(ports, who, "withdraw", withdrawn, { post: findingId });
}

export async function halt({ switches, audit, clock }: ModeratePorts, who: string): Promise<void> {
  await switches.halt(who, clock.now());
  await audit.append({ at: clock.now(), who, action: "halt", subject: "sending", facts: {} });
}

export async function resume(
  { switches, audit, clock, desk }: ModeratePorts,
  who: string,
): Promise<"resumed" | "second_needed" | "not_halted"> {
  const answer = await switches.resume(who);
  if (answer !== "not_halted") {
    const action = answer === "resumed" ? "resume" : "resume:asked";
    await audit.append({ at: clock.now(), who, action, subject: "sending", facts: {} });
  }
  if (answer === "second_needed") {
    const key = `ask:resume:${clock.now().toISOString().slice(0, 13)}`;
    await desk.notify([{ key, code: "second_needed", facts: { who, event: "/resume" } }]);
  }
  return answer;
}

async function current({ store }: ModeratePorts, { eventId }: Target): Promise<CaseEvent | null> {
  const event = await store.byId(eventId);
  return event === null || event.reports.length === 0 ? null : event;
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
      (act !== "correct" || ask.payload === payload),
  );
  if (same.some((ask) => ask.by !== who)) return null;
  if (same.length > 0) return { kind: "same_person" };
  const at = clock.now();
  await audit.append({ at, who, action: `ask:${act}`, subject: event.id, facts: { what, payload } });
  const facts = { who, event: event.id, kind: event.kind };
  await desk.notify([{ key: `ask:${act}:${event.id}:${what}`, code: "second_needed", facts }]);
  return { kind: "second_needed", ask: { act, eventId: event.id, by: who, what, payload, at } };
}

async function rule(
  { store, clock }: ModeratePorts,
  who: string,
  action: string,
  event: CaseEvent,
  facts: Readonly<Record<string, string | number>>,
): Promise<ActionResult> {
  const line = { at: clock.now(), who, action, subject: event.id, facts };
  return (await store.saveRuling(event, line)) === "saved" ? { kind: "done", event } : { kind: "stale" };
}
