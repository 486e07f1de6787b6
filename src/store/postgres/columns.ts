import { boolean, customType, jsonb, timestamp } from "drizzle-orm/pg-core";

/** Sorted and compared byte by byte, as SQLite does, whatever the database's own collation is. */
export const exact = customType<{ data: string }>({ dataType: () => 'text collate "C"' });

export const bytes = customType<{ data: Buffer; driverData: Uint8Array }>({
  dataType: () => "bytea",
  // PGlite gives an Uint8Array, node-postgres a Buffer.
  fromDriver: (value) => Buffer.from(value.buffer, value.byteOffset, value.byteLength),
});

export const instant = () => timestamp({ precision: 3, withTimezone: true, mode: "date" });
export const yes = () => boolean();
export const json = <T>() => jsonb().$type<T>();
