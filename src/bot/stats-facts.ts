import type { CaseEvent } from "../domain/event.ts";
import type { Person } from "../domain/person.ts";
import type { Sources } from "../domain/source.ts";
import { dayOf } from "../domain/time.ts";
import type { PictureFacts } from "../ports/picture.ts";
import type { SnapshotMeta } from "../ports/source-store.ts";
import { countsAsPrisoner } from "../domain/custody.ts";
import { freedEvents, peopleOf } from "../alert/freed.ts";

export interface StatsFacts {
  readonly events: readonly CaseEvent[];
  readonly people: readonly Person[];
  readonly snapshots: readonly SnapshotMeta[];
  readonly sources: Sources;
}

/** What the picture of `/stats` shows of the bot's own events and of the newest list. */
export function pictureFacts({ events, people, snapshots, sources }: StatsFacts, now: Date): PictureFacts {
  const confirmed = events.filter(({ certainty }) => certainty === "confirmed");
  const released = byMonth(freedEvents(confirmed));
  const recognised = byMonth(confirmed.filter(({ kind }) => kind === "recognition"));
  const months = [...new Set([...released.keys(), ...recognised.keys()])].toSorted();
  const newest = snapshots.toSorted((a, b) => b.fetchedAt.getTime() - a.fetchedAt.getTime())[0];
  const inside = people.filter(
    (person) => person.record.trackerId === newest?.trackerId && countsAsPrisoner(person),
  );
  return {
    today: dayOf(now),
    months: months.map((month) => ({
      month,
      released: released.get(month) ?? 0,
      recognised: recognised.get(month) ?? 0,
    })),
    custody:
      newest === undefined || inside.length === 0
        ? null
        : {
            n: inside.length,
            day: dayOf(newest.fetchedAt),
            by: sources.trackers.find(({ id }) => id === newest.trackerId)?.outlet ?? newest.trackerId,
          },
  };
}

function byMonth(events: readonly CaseEvent[]): ReadonlyMap<string, number> {
  const months = new Map<string, number>();
  for (const event of events) {
    const month = event.happenedOn.to.slice(0, 7);
    months.set(month, (months.get(month) ?? 0) + peopleOf(event));
  }
  return months;
}
