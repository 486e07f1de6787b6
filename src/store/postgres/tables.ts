import { asc, getTableName, is, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { EmptyTables, Row, Tables } from "../tables.ts";
import type { Db } from "./database.ts";
import * as cardSchema from "./card-schema.ts";
import * as readerSchema from "./reader-schema.ts";
import * as schema from "./schema.ts";

const PAGE_ROWS = 500;
/** PostgreSQL counts parameters in 16 bits. */
const PARAMETERS = 60_000;

/** Those that SQLite has too. */
export function postgresTableList(): readonly PgTable[] {
  const all: readonly unknown[] = [schema, cardSchema, readerSchema].flatMap((it) =>
    Object.values<unknown>(it),
  );
  return all.filter((it) => is(it, PgTable));
}

/** @param tx a transaction that sees one instant, or one that nobody writes beside */
export function postgresTables(tx: Db): Tables {
  const tables = new Map(postgresTableList().map((table) => [getTableName(table), table]));
  return {
    names: [...tables.keys()].toSorted(),
    page: async (name, after) => {
      const table = tables.get(name);
      if (table === undefined) return [];
      const key = keyOf(table);
      return tx
        .select()
        .from(table)
        .where(after === null ? undefined : behind(key, after))
        .orderBy(...key.map((column) => asc(column)))
        .limit(PAGE_ROWS);
    },
  };
}

/**
 * Empties all tables that are copied; those of the replicas stay, for the numbers of leases only grow. Call it
 * within a transaction of the tables' owner.
 */
export async function emptyPostgresTables(tx: Db): Promise<EmptyTables> {
  const tables = new Map(postgresTableList().map((table) => [getTableName(table), table]));
  const list = sql.join(
    [...tables.values()].map((table) => sql`${table}`),
    sql`, `,
  );
  // The log refuses to be emptied, except by who owns the table.
  await tx.execute(sql`alter table ${schema.audit} disable trigger user`);
  await tx.execute(sql`truncate ${list}`);
  await tx.execute(sql`alter table ${schema.audit} enable trigger user`);
  return {
    ...postgresTables(tx),
    insert: async (name, rows) => {
      const table = tables.get(name);
      if (table === undefined) throw new Error(`there is no table ${name}`);
      const size = Math.floor(PARAMETERS / getTableConfig(table).columns.length);
      for (let at = 0; at < rows.length; at += size) {
        await tx.insert(table).values(rows.slice(at, at + size));
      }
    },
    finish: async () => {
      const { findings } = schema;
      await tx.execute(
        sql`select setval(pg_get_serial_sequence('findings', 'seq'), coalesce(max(${findings.seq}), 0) + 1, false) from ${findings}`,
      );
    },
  };
}

function keyOf(table: PgTable): readonly PgColumn[] {
  const { columns, primaryKeys } = getTableConfig(table);
  return primaryKeys[0]?.columns ?? columns.filter(({ primary }) => primary);
}

/** Columns are named by their property alone, so `name` is the property's. */
function behind(key: readonly PgColumn[], after: Row): SQL {
  const values = key.map((column) => sql.param(after[column.name], column));
  return sql`(${sql.join([...key], sql`, `)}) > (${sql.join(values, sql`, `)})`;
}
