import type { CaseEvent } from "../domain/event.ts";
import type { NamedPerson } from "../domain/finding.ts";
import type { EventPlace } from "../ports/reading.ts";

/** Events merged into events that were merged in their turn. */
const MAX_HOPS = 5;

export const TOLD = ["confirmed", "disputed"] as const;

/** What is asked of the database; `retractedToo` and `before` as in the port. */
export interface ShownReader {
  /** Of the events that may be shown, up to `limit` behind that place, newest first. */
  readonly page: (before: EventPlace | undefined, limit: number) => Promise<readonly CaseEvent[]>;
  readonly embargoed: () => Promise<ReadonlySet<string>>;
}

/** @returns up to `limit` events, without the people under embargo */
export async function shown(
  { page, embargoed }: ShownReader,
  before: EventPlace | undefined,
  limit: number,
  pageRows: number,
): Promise<CaseEvent[]> {
  const hidden = await embargoed();
  const found: CaseEvent[] = [];
  for (let place = before; found.length < limit;) {
    const rows = await page(place, pageRows);
    found.push(...rows.flatMap((event) => withoutEmbargoed(event, hidden)));
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageRows) break;
    place = { day: last.happenedOn.to, createdAt: last.createdAt, id: last.id };
  }
  return found.slice(0, limit);
}

export interface ToldReader {
  readonly byId: (id: string) => Promise<CaseEvent | null>;
  /** In its newest version if that may be shown. */
  readonly shown: (id: string) => Promise<CaseEvent | null>;
  /** As the last alert told it. */
  readonly lastTold: (id: string) => Promise<CaseEvent | null>;
  readonly embargoed: () => Promise<ReadonlySet<string>>;
}

/**
 * An event by its id, as a button under an old alert asks for it. While its newest version waits for a moderator,
 * what was told last is still what is known; what was merged into another event is found there.
 */
export async function eventOrWhatWasTold(
  reader: ToldReader,
  id: string,
  now: Date,
  hops = 0,
): Promise<CaseEvent | null> {
  const event = await reader.byId(id);
  if (event === null || hops > MAX_HOPS) return null;
  const { mergedInto } = event.details;
  if (mergedInto !== undefined) return eventOrWhatWasTold(reader, mergedInto, now, hops + 1);
  const newest = await reader.shown(id);
  if (newest !== null) return newest;
  if (event.ruling === "rejected" || (event.embargoUntil !== null && event.embargoUntil > now)) return null;
  const told = await reader.lastTold(id);
  return told === null ? null : (withoutEmbargoed(told, await reader.embargoed())[0] ?? null);
}

/** Without the people under embargo and the reports that name them; nothing when only they are left. */
function withoutEmbargoed(event: CaseEvent, embargoed: ReadonlySet<string>): CaseEvent[] {
  if (event.details["mergedInto"] !== undefined) return [];
  const isFree = ({ personId }: NamedPerson): boolean => personId === null || !embargoed.has(personId);
  if (event.people.every(isFree) && event.reports.every((report) => report.people.every(isFree)))
    return [event];
  const left = event.people.filter(isFree);
  const reports = event.reports.filter((report) => report.people.every(isFree));
  return left.length === 0 || reports.length === 0 ? [] : [{ ...event, people: left, reports }];
}
