import type { CaseEvent } from "../domain/event.ts";
import { daysBetween } from "../domain/time.ts";

/** People of an event: the leading count, or those whom it names; at least the one it is about. */
export function peopleOf(event: CaseEvent): number {
  return event.count?.n ?? Math.max(1, event.people.length);
}

const SAME_ROUND_DAYS = 3;

/**
 * Releases and pardons without telling one round twice: a pardon is left out when a release within three days
 * names one of its people or gives nearly the same number.
 */
export function freedEvents(events: readonly CaseEvent[]): readonly CaseEvent[] {
  const confirmed = events.filter(({ certainty }) => certainty === "confirmed");
  const releases = confirmed.filter(({ kind }) => kind === "release");
  return confirmed.filter(
    (event) =>
      event.kind === "release" ||
      (event.kind === "pardon" && !releases.some((each) => areOneRound(event, each))),
  );
}

function areOneRound(a: CaseEvent, b: CaseEvent): boolean {
  if (Math.abs(daysBetween(a.happenedOn.to, b.happenedOn.to)) > SAME_ROUND_DAYS) return false;
  const ids = new Set(a.people.map(({ personId }) => personId).filter((id) => id !== null));
  if (b.people.some(({ personId }) => personId !== null && ids.has(personId))) return true;
  const larger = Math.max(peopleOf(a), peopleOf(b));
  return larger > 1 && Math.abs(peopleOf(a) - peopleOf(b)) <= larger * 0.2;
}
