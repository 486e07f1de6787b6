import { join } from "node:path";
import { openSqlite } from "../../src/store/sqlite/open.ts";
import type { OpenedSqlite } from "../../src/store/sqlite/open.ts";
import type { Sqlite } from "../../src/store/sqlite/database.ts";
import { sqliteAlerts } from "../../src/store/sqlite/alerts.ts";
import { sqliteAudit } from "../../src/store/sqlite/audit.ts";
import { sqliteCardEdits } from "../../src/store/sqlite/card-edits.ts";
import { sqliteDesk } from "../../src/store/sqlite/desk.ts";
import { sqliteEvents } from "../../src/store/sqlite/events.ts";
import { sqliteItems } from "../../src/store/sqlite/items.ts";
import { sqliteModerators } from "../../src/store/sqlite/moderators.ts";
import { sqliteOutbox } from "../../src/store/sqlite/outbox.ts";
import { sqliteReading } from "../../src/store/sqlite/reading.ts";
import { sqliteRegister, sqliteTrackers } from "../../src/store/sqlite/register.ts";
import { sqliteSources } from "../../src/store/sqlite/sources.ts";
import { sqliteSubscribers } from "../../src/store/sqlite/subscribers.ts";
import { sqliteSwitches } from "../../src/store/sqlite/switches.ts";
import { NOON } from "../contracts/samples.ts";
import type { Stores } from "../contracts/stores.ts";
import type { Clock } from "../../src/ports/clock.ts";

export const MIGRATIONS = join(import.meta.dirname, "../../migrations/sqlite");

export function aDataKey(filledWith = 7): Uint8Array {
  return new Uint8Array(32).fill(filledWith);
}

export interface SettableClock extends Clock {
  readonly set: (at: Date) => void;
}

export function fixedClock(at = NOON): SettableClock {
  let now = at;
  return {
    now: () => now,
    set: (to) => {
      now = to;
    },
  };
}

export function opened(result: OpenedSqlite): Sqlite {
  if (result.kind !== "open") throw new Error(result.reason);
  return result.sqlite;
}

export function openInMemory(clock: Clock = fixedClock()): Sqlite {
  return opened(
    openSqlite({ path: ":memory:", migrationsFolder: MIGRATIONS, dataKey: aDataKey(), clock, owner: true }),
  );
}

export function storesOn(sqlite: Sqlite, clock: SettableClock): Stores {
  return {
    sources: sqliteSources(sqlite),
    trackers: sqliteTrackers(sqlite),
    items: sqliteItems(sqlite),
    events: sqliteEvents(sqlite),
    audit: sqliteAudit(sqlite),
    desk: sqliteDesk(sqlite),
    moderators: sqliteModerators(sqlite),
    alerts: sqliteAlerts(sqlite),
    outbox: sqliteOutbox(sqlite),
    subscribers: sqliteSubscribers(sqlite),
    reading: sqliteReading(sqlite),
    register: sqliteRegister(sqlite),
    cards: sqliteCardEdits(sqlite),
    switches: sqliteSwitches(sqlite),
    setNow: clock.set,
  };
}
