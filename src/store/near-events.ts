import type { CaseEvent } from "../domain/event.ts";
import type { EventStore } from "../ports/event-store.ts";

/** Events of some months, or of a year in which ten thousand things happen; some ten megabytes. */
const MOST_KEPT = 8000;

type Near = EventStore["near"];

export interface NearReader {
  /** Id and version of each event that is near. */
  readonly versionsOf: (query: Parameters<Near>[0]) => Promise<Iterable<readonly [string, number]>>;
  /** In any order. */
  readonly readEvents: (ids: readonly string[]) => Promise<readonly CaseEvent[]>;
}

export interface NearEvents {
  readonly near: Near;
  /** What was just saved need not be read again: a round comes back with every report of it. */
  readonly remember: (events: readonly CaseEvent[]) => void;
}

/**
 * See `EventStore.near`. Merging asks for the same hundreds of events again and again, so what was read is kept as
 * long as its version is the newest: asking for versions costs a tenth of reading the events.
 */
export function nearIn({ versionsOf, readEvents }: NearReader): NearEvents {
  const kept = new Map<string, CaseEvent>();
  const remember = (events: readonly CaseEvent[]): void => {
    for (const event of events) kept.set(event.id, event);
    for (const id of kept.keys()) {
      if (kept.size <= MOST_KEPT) break;
      kept.delete(id);
    }
  };
  const near: Near = async (query) => {
    const found: CaseEvent[] = [];
    const missing: string[] = [];
    for (const [id, version] of await versionsOf(query)) {
      const event = kept.get(id);
      if (event?.version === version) found.push(event);
      else missing.push(id);
    }
    const read = missing.length === 0 ? [] : await readEvents(missing);
    remember(read);
    return [...found, ...read].sort(
      (a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1),
    );
  };
  return { near, remember };
}
