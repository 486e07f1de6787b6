import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { getTableName } from "drizzle-orm";
import { getTableConfig as postgresConfig } from "drizzle-orm/pg-core";
import type { PgTable } from "drizzle-orm/pg-core";
import { getTableConfig as sqliteConfig } from "drizzle-orm/sqlite-core";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { afterEach, beforeEach, expect, expectTypeOf, test } from "vitest";
import type * as postgresCards from "../../src/store/postgres/card-schema.ts";
import type * as postgresReaders from "../../src/store/postgres/reader-schema.ts";
import type * as postgresPublic from "../../src/store/postgres/schema.ts";
import { postgresTableList } from "../../src/store/postgres/tables.ts";
import type * as sqliteCards from "../../src/store/sqlite/card-schema.ts";
import type * as sqliteReaders from "../../src/store/sqlite/reader-schema.ts";
import type * as sqlitePublic from "../../src/store/sqlite/schema.ts";
import { sqliteTableList } from "../../src/store/sqlite/tables.ts";
import { POSTGRES_MIGRATIONS, testDatabase } from "./postgres-stores.ts";

const database = testDatabase();
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "navoli-schemas-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What code sees of a column of PostgreSQL. */
const KINDS: Readonly<Record<string, string>> = {
  text: "string",
  'text collate "C"': "string",
  integer: "number",
  bigint: "number",
  boolean: "boolean",
  jsonb: "json",
  bytea: "buffer",
  "timestamp (3) with time zone": "date",
};

interface Shape {
  readonly columns: Readonly<Record<string, unknown>>;
  readonly key: readonly string[];
  readonly unique: readonly string[];
}

type Column = Readonly<{
  name: string;
  notNull: boolean;
  primary: boolean;
  enumValues?: readonly string[] | undefined;
}>;
type Index = Readonly<{
  config: Readonly<{ name?: string | undefined; unique: boolean; columns: readonly unknown[] }>;
}>;

const nameOf = (column: unknown): string => String((column as { readonly name: unknown }).name);

/** @param kindOf what code sees of the column */
function shapeOf<C extends Column>(
  columns: readonly C[],
  key: readonly C[] | undefined,
  indexes: readonly Index[],
  kindOf: (column: C) => string | undefined,
): Shape {
  return {
    columns: Object.fromEntries(
      columns.map((column) => {
        const { name, notNull, enumValues } = column;
        return [name, { kind: kindOf(column), notNull, oneOf: enumValues ?? null }];
      }),
    ),
    key: (key ?? columns.filter(({ primary }) => primary)).map(nameOf),
    unique: indexes
      .filter(({ config }) => config.unique)
      .map(({ config }) => `${config.name ?? ""} on ${config.columns.map(nameOf).join(", ")}`),
  };
}

function sqliteShape(table: SQLiteTable): Shape {
  const { columns, primaryKeys, indexes } = sqliteConfig(table);
  return shapeOf(columns, primaryKeys[0]?.columns, indexes, ({ dataType }) => dataType);
}

function postgresShape(table: PgTable): Shape {
  const { columns, primaryKeys, indexes } = postgresConfig(table);
  return shapeOf(columns, primaryKeys[0]?.columns, indexes, (column) => KINDS[column.getSQLType()]);
}

test("both kinds of database have the same tables, columns and keys", () => {
  const sqlite = new Map(sqliteTableList().map((table) => [getTableName(table), sqliteShape(table)]));
  const postgres = new Map(postgresTableList().map((table) => [getTableName(table), postgresShape(table)]));

  expect(sqlite.size).toBeGreaterThan(20);
  expect(Object.fromEntries(postgres)).toEqual(Object.fromEntries(sqlite));
});

type RowsOf<S> = { [T in keyof S as S[T] extends { $inferSelect: object } ? T : never]: SelectOf<S[T]> };
type SelectOf<T> = T extends { $inferSelect: infer R } ? R : never;

test("code sees the same rows in both", () => {
  expectTypeOf<RowsOf<typeof postgresPublic>>().toEqualTypeOf<RowsOf<typeof sqlitePublic>>();
  expectTypeOf<RowsOf<typeof postgresCards>>().toEqualTypeOf<RowsOf<typeof sqliteCards>>();
  expectTypeOf<RowsOf<typeof postgresReaders>>().toEqualTypeOf<RowsOf<typeof sqliteReaders>>();
});

test("a database has these tables and the replicas' own, no others", async () => {
  const rows = await database.run("select tablename as name from pg_tables where schemaname = 'public'");

  expect(rows.map(({ name }) => String(name)).toSorted()).toEqual(
    [...postgresTableList().map((table) => getTableName(table)), "gates", "leases"].toSorted(),
  );
});

test("PostgreSQL's committed migrations are those that its schema asks for", () => {
  const root = join(import.meta.dirname, "../..");
  cpSync(POSTGRES_MIGRATIONS, join(folder, "migrations"), { recursive: true });
  const said = execFileSync(
    process.execPath,
    [
      "node_modules/drizzle-kit/bin.cjs",
      "generate",
      "--dialect=postgresql",
      "--casing=snake_case",
      `--out=${relative(root, join(folder, "migrations"))}`,
      "--schema=src/store/postgres/*schema.ts",
    ],
    { encoding: "utf8", cwd: root },
  );
  expect(said).toContain("No schema changes");
});
