import { afterEach, expect, test } from "vitest";
import { postgresFigures } from "../../src/store/postgres/figures.ts";
import { sqliteFigures } from "../../src/store/sqlite/figures.ts";
import type { Sqlite } from "../../src/store/sqlite/database.ts";
import { writeMark } from "../../src/store/sqlite/marks.ts";
import { figuresContract } from "../contracts/figures.ts";
import { POSTGRES_NAME, storesOf, testDatabase } from "./postgres-stores.ts";
import { fixedClock, openInMemory, storesOn } from "./support.ts";

let open: Sqlite[] = [];
afterEach(() => {
  for (const sqlite of open) sqlite.close();
  open = [];
});

function opened(clock = fixedClock()): Sqlite {
  const sqlite = openInMemory(clock);
  open.push(sqlite);
  return sqlite;
}

figuresContract("SQLite", async () => {
  const clock = fixedClock();
  const sqlite = opened(clock);
  return { ...storesOn(sqlite, clock), figures: sqliteFigures(sqlite) };
});

const database = testDatabase();

figuresContract(POSTGRES_NAME, async () => {
  await database.empty();
  const clock = fixedClock();
  const postgres = await database.replica({ clock });
  return { ...storesOf(postgres, clock), figures: postgresFigures(postgres) };
});

test("a database that was sealed with another key is told from ours", async () => {
  const sqlite = opened();
  expect(await sqliteFigures(sqlite).keyFits()).toBe(true);
  writeMark(sqlite, "key", "another");
  expect(await sqliteFigures(sqlite).keyFits()).toBe(false);
});
