import { sql } from "drizzle-orm";
import type { Column, SQL } from "drizzle-orm";
import { boolean, customType, timestamp } from "drizzle-orm/pg-core";
import { cleanJson, cleanText } from "../clean-text.ts";

/** Text of any origin. */
export const words = customType<{ data: string }>({ dataType: () => "text", toDriver: cleanText });

/** Sorted and compared byte by byte, as SQLite does, whatever the database's own collation is. */
export const exact = customType<{ data: string }>({
  dataType: () => 'text collate "C"',
  toDriver: cleanText,
});

export const bytes = customType<{ data: Buffer; driverData: Uint8Array }>({
  dataType: () => "bytea",
  // PGlite gives an Uint8Array, node-postgres a Buffer.
  fromDriver: (value) => Buffer.from(value.buffer, value.byteOffset, value.byteLength),
});

export const instant = () => timestamp({ precision: 3, withTimezone: true, mode: "date" });
export const yes = () => boolean();

/** Drizzle's own takes a string for JSON text; here every value comes back as it was. */
export const json = <T>() =>
  customType<{ data: T; driverData: unknown }>({
    dataType: () => "jsonb",
    toDriver: (value) => cleanJson(value),
    fromDriver: (value) => value as T,
  })();

/** One parameter, however many values: PostgreSQL counts parameters in 16 bits. */
export function isOneOf(column: Column, values: readonly string[]): SQL {
  return sql`${column} = any(${sql.param(values.map((value) => cleanText(value)))}::text[])`;
}
