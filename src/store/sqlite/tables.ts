import { asc, getTableName, is, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { EmptyTables, Row, Tables } from "../tables.ts";
import type { Sqlite } from "./database.ts";
import * as cardSchema from "./card-schema.ts";
import * as readerSchema from "./reader-schema.ts";
import * as schema from "./schema.ts";

const PAGE_ROWS = 500;
/** SQLite takes 32,766 parameters. */
const PARAMETERS = 30_000;

export function sqliteTableList(): readonly SQLiteTable[] {
  const all: readonly unknown[] = [schema, cardSchema, readerSchema].flatMap((it) =>
    Object.values<unknown>(it),
  );
  return all.filter((it) => is(it, SQLiteTable));
}

/** Call it within a transaction, so that all is of one instant. */
export function sqliteTables({ db }: Pick<Sqlite, "db">): Tables {
  const tables = new Map(sqliteTableList().map((table) => [getTableName(table), table]));
  return {
    names: [...tables.keys()].toSorted(),
    page: async (name, after) => {
      const table = tables.get(name);
      if (table === undefined) return [];
      const key = keyOf(table);
      // Other work of the process goes between.
      await new Promise(setImmediate);
      return db
        .select()
        .from(table)
        .where(after === null ? undefined : behind(key, after))
        .orderBy(...key.map((column) => asc(column)))
        .limit(PAGE_ROWS)
        .all();
    },
  };
}

/** Call it within a transaction on an empty database. */
export function emptySqliteTables(sqlite: Pick<Sqlite, "db">): EmptyTables {
  const { db } = sqlite;
  const tables = new Map(sqliteTableList().map((table) => [getTableName(table), table]));
  db.delete(schema.marks).run();
  return {
    ...sqliteTables(sqlite),
    insert: async (name, rows) => {
      const table = tables.get(name);
      if (table === undefined) throw new Error(`there is no table ${name}`);
      const size = Math.floor(PARAMETERS / getTableConfig(table).columns.length);
      for (let at = 0; at < rows.length; at += size) {
        db.insert(table)
          .values(rows.slice(at, at + size))
          .run();
      }
    },
    // Its counters go on behind the greatest number by themselves.
    finish: async () => undefined,
  };
}

/** The columns of the primary key. */
function keyOf(table: SQLiteTable): readonly SQLiteColumn[] {
  const { columns, primaryKeys } = getTableConfig(table);
  return primaryKeys[0]?.columns ?? columns.filter(({ primary }) => primary);
}

/** Columns are named by their property alone, so `name` is the property's. */
function behind(key: readonly SQLiteColumn[], after: Row): SQL {
  const values = key.map((column) => sql.param(after[column.name], column));
  return sql`(${sql.join([...key], sql`, `)}) > (${sql.join(values, sql`, `)})`;
}
