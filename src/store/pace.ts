import type { CaseEvent } from "../domain/event.ts";
import type { NewsFigures } from "../ports/figures.ts";
import { eventFrom, type Stored } from "./stored.ts";

/** Between the turns of rows that are due at once, which lie in 1970, and instants. UTC ms. */
export const FIRST_INSTANT_MS = Date.UTC(2000, 0);

/** When what an alert tells came into the world and to us, by the reports that are no history. */
export function paceOf(body: Stored<CaseEvent>, decidedAt: Date, delivered: boolean): NewsFigures {
  const { reports } = eventFrom(body);
  const fresh = reports.filter(({ standing }) => standing === "fresh");
  const told = fresh.length > 0 ? fresh : reports;
  return {
    publishedAt: earliest(told.map(({ origin }) => origin.publishedAt)) ?? decidedAt,
    firstSeenAt: earliest(told.map(({ receivedAt }) => receivedAt)) ?? decidedAt,
    decidedAt,
    delivered,
  };
}

/** Since when the rows have been due: each by its own time, or by the decision on its alert. */
export function dueSinceOf(
  rows: readonly { readonly dueAt: number | null; readonly decidedAt: Date | null }[],
): { readonly waits: boolean; readonly since: Date | null } {
  const dates = rows.flatMap(({ dueAt, decidedAt }) =>
    dueAt !== null && dueAt >= FIRST_INSTANT_MS ? [new Date(dueAt)] : decidedAt === null ? [] : [decidedAt],
  );
  return { waits: rows.length > 0, since: earliest(dates) };
}

function earliest(dates: readonly Date[]): Date | null {
  return dates.reduce<Date | null>((first, date) => (first === null || date < first ? date : first), null);
}
