import { ASK_LIVES_MS } from "../domain/agreement.ts";
import type { AuditLine } from "../domain/audit-line.ts";
import type { CaseEvent } from "../domain/event.ts";

/** What needs two moderators. */
export type TwoPersonAct = "publish" | "retract" | "correct" | "merge";

/** One moderator asked for it; the audit log is where that is kept. */
export interface Ask {
  readonly act: TwoPersonAct;
  readonly eventId: string;
  readonly by: string;
  /** What was asked about: when the event has changed since, the asking is void. */
  readonly what: string;
  /** Words or a change that belong to it; empty when none. */
  readonly payload: string;
  readonly at: Date;
}

const ASKS: Readonly<Record<string, TwoPersonAct>> = {
  "ask:publish": "publish",
  "ask:retract": "retract",
  "ask:correct": "correct",
  "ask:merge": "merge",
};

/**
 * All of an event that a second moderator agrees to, in full: a volunteer who exchanges the names between the first
 * approval and the second must find that the first counts no more. More reports of the same alone change nothing.
 */
export function whatOf(event: CaseEvent): string {
  const { kind, people, count, happenedOn, releaseKind, modifiers, details, note, ruling } = event;
  const names = people.map(({ personId, name }) => [personId ?? "", name].join(" ")).sort();
  const facts = Object.entries(details).sort(([a], [b]) => (a < b ? -1 : 1));
  const span = [happenedOn.from, happenedOn.to];
  return JSON.stringify([kind, ruling, count, span, releaseKind, [...modifiers].sort(), note, facts, names]);
}

/** @param lines newest first; what was done or withdrawn after it was asked is asked no more */
export function openAsks(lines: readonly AuditLine[], now: Date): readonly Ask[] {
  const settled = new Set<string>();
  const asks: Ask[] = [];
  for (const line of lines) {
    const act = ASKS[line.action];
    if (act === undefined) {
      settled.add(line.subject);
    } else if (!settled.has(line.subject) && now.getTime() - line.at.getTime() < ASK_LIVES_MS) {
      const what = String(line.facts["what"] ?? "");
      const payload = String(line.facts["payload"] ?? "");
      asks.push({ act, eventId: line.subject, by: line.who, what, payload, at: line.at });
    }
  }
  return asks;
}
