import type { CaseEvent } from "../domain/event.ts";
import type { EventKind } from "../domain/kind.ts";
import { daysBetween, type Day } from "../domain/time.ts";
import type { Span } from "./day-index.ts";
import { dayNumber } from "./node.ts";

/** See `EventStore.near`. */
export interface Near {
  readonly kinds: readonly EventKind[];
  readonly from: Day;
  readonly to: Day;
  readonly personIds: readonly string[];
}

/** Findings that came together and lie within so many days are answered by one reading. */
const MOST_DAYS = 120;
const MOST_AT_ONCE = 50;

/**
 * The events around each finding of a batch, read for many findings at once. What others change meanwhile is as if it
 * were changed afterwards: whatever touches an event that moved on is refused by the store, and then all is read anew.
 */
export class Neighbours {
  readonly #store: { near(query: Near): Promise<readonly CaseEvent[]> };
  readonly #rows = new Map<string, Row>();
  /** How many findings more the rows answer. */
  #answers = 0;

  constructor(store: { near(query: Near): Promise<readonly CaseEvent[]> }) {
    this.#store = store;
  }

  /** @param waiting what this finding and those after it ask; called when there is something to read */
  async of(query: Near, waiting: () => readonly Near[]): Promise<readonly CaseEvent[]> {
    if (this.#answers === 0) {
      const together = askedTogether(waiting());
      const events = await this.#store.near(unionOf(together));
      this.#rows.clear();
      if (together.length === 1) return events;
      this.#answers = together.length;
      for (const event of events) this.#rows.set(event.id, rowOf(event));
    }
    const span = { from: dayNumber(query.from), to: dayNumber(query.to) };
    const ids = new Set(query.personIds);
    const near: CaseEvent[] = [];
    for (const row of this.#rows.values()) if (isNear(row, query, span, ids)) near.push(row.event);
    return near;
  }

  /** A finding is merged: these are its events now. */
  note(events: readonly CaseEvent[]): void {
    if (this.#answers === 0) return;
    for (const event of events) this.#rows.set(event.id, rowOf(event));
    this.#answers--;
  }

  /** What was read holds no more. */
  forget(): void {
    this.#answers = 0;
  }
}

/** An event with its days, counted. */
interface Row extends Span {
  readonly event: CaseEvent;
}

/** @returns the first ones, at least one */
function askedTogether(queries: readonly Near[]): readonly Near[] {
  const together: Near[] = [];
  for (const query of queries.slice(0, MOST_AT_ONCE)) {
    const { from, to } = unionOf([...together, query]);
    if (together.length > 0 && daysBetween(from, to) > MOST_DAYS) break;
    together.push(query);
  }
  return together;
}

function unionOf(queries: readonly Near[]): Near {
  const froms = queries.map(({ from }) => from).sort();
  const tos = queries.map(({ to }) => to).sort();
  return {
    kinds: [...new Set(queries.flatMap(({ kinds }) => kinds))],
    from: froms[0] ?? "",
    to: tos.at(-1) ?? "",
    personIds: [...new Set(queries.flatMap(({ personIds }) => personIds))],
  };
}

/** The store's own condition. */
function isNear(row: Row, { kinds, personIds }: Near, span: Span, ids: ReadonlySet<string>): boolean {
  if (row.to >= span.from && row.from <= span.to && kinds.includes(row.event.kind)) return true;
  return (
    personIds.length > 0 && row.event.people.some(({ personId }) => personId !== null && ids.has(personId))
  );
}

function rowOf(event: CaseEvent): Row {
  const { from, to } = event.happenedOn;
  return { event, from: dayNumber(from), to: dayNumber(to) };
}
