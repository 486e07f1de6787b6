import { DAY_MS, MINUTE_MS, addDays, dayOf, startOf } from "../domain/time.ts";
import type { Day } from "../domain/time.ts";
import type { Tombstone } from "./tombstone-file.ts";

/** How long things are kept, the same in every database. */

/** For so long a wrong alert can be corrected by edit; then nothing is kept of who got it. */
export const DELIVERIES_KEPT_HOURS = 7 * 24;
/** Telegram lets nobody delete an older message. */
export const DELETABLE_HOURS = 48;
const MINUTES_PER_HOUR = 60;
/** A notice that moderators could not be told within a day is old news. */
export const NOTICE_MS = DAY_MS;
const GRACE_DAYS = 3;
/** Backups older than this are not expected to be restored. */
const TOMBSTONES_KEPT_DAYS = 400;
/**
 * A leader that follows another begins nothing twice that lies so near. What lies further back means that the clock
 * was set, or that the leader before had one that runs ahead: nothing may wait until time has caught up with it.
 */
export const SET_BACK_MS = 2 * MINUTE_MS;

/** @param hour hours since 1970 */
export function oldestDeletion(hour: number): number {
  return (hour - DELETABLE_HOURS) * MINUTES_PER_HOUR;
}

/** Chats that are gone since this day or longer are erased. */
export function lastGoneDay(now: Date): Day {
  return addDays(dayOf(now), -GRACE_DAYS);
}

/** What is kept of the time of an update: the end of its UTC day. A time beside sealed rows would date those. */
export function heardBy(now: Date): Date {
  return startOf(addDays(dayOf(now), 1));
}

/** The newest tombstone of each chat; `kept` are those of which a backup may still be there. */
export function stillBuried(
  all: readonly Tombstone[],
  now: Date,
): { readonly known: readonly Tombstone[]; readonly kept: readonly Tombstone[] } {
  const byId = new Map<string, Tombstone>();
  for (const tombstone of all) {
    const other = byId.get(tombstone.id);
    if (other === undefined || other.epoch < tombstone.epoch) byId.set(tombstone.id, tombstone);
  }
  const known = [...byId.values()];
  const oldest = addDays(dayOf(now), -TOMBSTONES_KEPT_DAYS);
  return { known, kept: known.filter(({ day }) => day >= oldest) };
}
