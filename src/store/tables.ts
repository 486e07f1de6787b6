import { createHash } from "node:crypto";
import { clean } from "./clean-text.ts";

/** A row by the names of its columns, as every kind of database gives it. */
export type Row = Readonly<Record<string, unknown>>;

/** All tables that every kind of database has, as they were at one instant. */
export interface Tables {
  readonly names: readonly string[];
  /** In the order of the table's key, the rows behind that one; none: there are no more. */
  readonly page: (name: string, after: Row | null) => Promise<readonly Row[]>;
}

/** Tables that are filled within one transaction. */
export interface EmptyTables extends Tables {
  readonly insert: (name: string, rows: readonly Row[]) => Promise<void>;
  /** After the last row: counters go on behind what was written. */
  readonly finish: () => Promise<void>;
}

export interface CopiedTable {
  readonly table: string;
  readonly rows: number;
  /** Of all rows, whatever their order. */
  readonly hash: string;
}

/** What was read back is not what was written. */
export class CopyDiffers extends Error {
  override readonly name = "CopyDiffers";
}

/**
 * Copies all rows of all tables and reads every one back.
 *
 * @throws CopyDiffers before anything is committed
 */
export async function copyTables(from: Tables, to: EmptyTables): Promise<readonly CopiedTable[]> {
  const copied: CopiedTable[] = [];
  for (const table of from.names) {
    const tally = new Tally();
    for await (const rows of pagesOf(from, table)) {
      await to.insert(table, rows);
      for (const row of rows) tally.add(row);
    }
    copied.push({ table, rows: tally.rows, hash: tally.hash });
  }
  await to.finish();
  for (const { table, rows, hash } of copied) {
    const tally = new Tally();
    for await (const page of pagesOf(to, table)) for (const row of page) tally.add(row);
    if (tally.rows !== rows || tally.hash !== hash) {
      throw new CopyDiffers(
        `${table}: ${String(rows)} rows were copied, ${String(tally.rows)} read back, and they are not the same`,
      );
    }
  }
  return copied;
}

/** What opening leaves in a new database. */
const FRESH_MARKS: readonly unknown[] = ["key", "auditHead"];

/** Is there no row but what opening leaves? */
export async function isEmpty(tables: Tables): Promise<boolean> {
  for (const name of tables.names) {
    const rows = await tables.page(name, null);
    if (rows.some((row) => name !== "marks" || !FRESH_MARKS.includes(row["name"]))) return false;
  }
  return true;
}

async function* pagesOf(tables: Tables, name: string): AsyncGenerator<readonly Row[]> {
  for (let last: Row | null = null; ;) {
    const rows: readonly Row[] = await tables.page(name, last);
    last = rows.at(-1) ?? null;
    if (last === null) return;
    yield rows;
  }
}

const HASHES = 2n ** 256n;

/** Rows have keys, so no two are the same: a sum of their hashes knows them all, in any order. */
class Tally {
  rows = 0;
  #sum = 0n;

  add(row: Row): void {
    this.rows += 1;
    const hash = createHash("sha256")
      .update(JSON.stringify(canonical(row)))
      .digest("hex");
    this.#sum = (this.#sum + BigInt(`0x${hash}`)) % HASHES;
  }

  get hash(): string {
    return this.#sum.toString(16).padStart(64, "0");
  }
}

/** Without what a kind of database may change: the order of keys, bytes that are no text. */
function canonical(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (typeof value === "string") return clean(value);
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .filter(([, of]) => of !== undefined)
    .map(([key, of]) => [clean(key), canonical(of)] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}
