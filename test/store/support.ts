import { join } from "node:path";
import { randomInt } from "node:crypto";
import { openSqlite } from "../../src/store/sqlite/open.ts";
import type { OpenedSqlite } from "../../src/store/sqlite/open.ts";
import type { Sqlite } from "../../src/store/sqlite/database.ts";
import type { Clock } from "../../src/ports/clock.ts";

export const MIGRATIONS = join(import.meta.dirname, "../../migrations/sqlite");

export function aDataKey(filledWith = 7): Uint8Array {
  return new Uint8Array(32).fill(filledWith);
}

export const NOON = new Date("2026-03-10T12:00:00Z");

export interface SettableClock extends Clock {
  set(at: Date): void;
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

export function someChatId(): number {
  return randomInt(100_000_000, 9_999_999_999);
}
