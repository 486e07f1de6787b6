import type { CaseEvent } from "../domain/event.ts";
import { daysBetween } from "../domain/time.ts";
import { leadingCount, newestFirst, type ReleaseRound } from "../history/round.ts";
import { freedEvents, peopleOf } from "../alert/freed.ts";

/** A round of the shipped history with what the bot told about it, or one that only the bot knows. */
export type ListedRound =
  | { readonly round: ReleaseRound; readonly event: CaseEvent | null }
  | { readonly round: null; readonly event: CaseEvent };

const ROUND_FROM = 10;
const NEAR_DAYS = 3;

/** The shipped history and the bot's own large releases, newest first, each happening once. */
export function listedRounds(
  history: readonly ReleaseRound[],
  events: readonly CaseEvent[],
): readonly ListedRound[] {
  const large = freedEvents(events).filter((event) => sizeOf(event) >= ROUND_FROM);
  const told = new Map<string, CaseEvent>();
  const own: ListedRound[] = [];
  for (const event of large) {
    const round = history.find((each) => !told.has(each.id) && isSame(each, event));
    if (round === undefined) own.push({ round: null, event });
    else told.set(round.id, event);
  }
  const known = newestFirst(history).map((round) => ({ round, event: told.get(round.id) ?? null }));
  return [...known, ...own].toSorted((a, b) => (dayOfRound(a) < dayOfRound(b) ? 1 : -1));
}

function dayOfRound({ round, event }: ListedRound): string {
  return round === null ? event.happenedOn.to : round.date.to;
}

function sizeOf(event: CaseEvent): number {
  return Math.max(peopleOf(event), event.people.length);
}

/** On the same days; when the history does not know the day, the number must be near too. */
function isSame(round: ReleaseRound, event: CaseEvent): boolean {
  const { from, to } = event.happenedOn;
  const apart = Math.max(daysBetween(to, round.date.from), daysBetween(round.date.to, from));
  if (apart > NEAR_DAYS) return false;
  const counted = leadingCount(round)?.count.n ?? 0;
  const isNear = Math.abs(counted - sizeOf(event)) <= 0.3 * Math.max(counted, sizeOf(event));
  return isNear || (round.date.precision === "day" && apart <= 0);
}
