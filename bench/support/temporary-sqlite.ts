import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Sqlite } from "../../src/store/sqlite/database.ts";
import { openSqlite } from "../../src/store/sqlite/open.ts";
import { NOON } from "../../test/contracts/samples.ts";

/** A new database in a folder of its own; both are gone when `work` ends, however it ends. */
export async function withTemporarySqlite(
  work: (sqlite: Sqlite, folder: string) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "navoli-bench-"));
  try {
    const opened = openSqlite({
      path: join(folder, "navoli.db"),
      migrationsFolder: join(import.meta.dirname, "../../migrations/sqlite"),
      dataKey: new Uint8Array(32).fill(1),
      clock: { now: () => NOON },
      owner: true,
    });
    if (opened.kind !== "open") throw new Error(opened.reason);
    await work(opened.sqlite, folder);
    opened.sqlite.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
