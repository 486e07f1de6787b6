import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";

import { sqliteAlerts } from "../../src/store/sqlite/alerts.ts";
import { sqliteOutbox } from "../../src/store/sqlite/outbox.ts";
import { backupTo, restoreFrom } from "../../src/store/sqlite/backup.ts";
import { openSqlite } from "../../src/store/sqlite/open.ts";
import { sqliteSubscribers } from "../../src/store/sqlite/subscribers.ts";
import { aSubscriber } from "../contracts/samples.ts";
import { ROWS_A_COMMIT, startWriting, type Writing } from "../support/writing.ts";
import { aDataKey, fixedClock, MIGRATIONS, opened } from "./support.ts";

/** `cli backup` beside a bot: two processes on one file. */

const clock = fixedClock();
const options = { migrationsFolder: MIGRATIONS, dataKey: aDataKey(), clock };
let folder = "";
let writing: Writing | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "navoli-beside-"));
});
afterEach(async () => {
  await writing?.end();
  rmSync(folder, { recursive: true, force: true });
});

test("a backup beside a process that writes without pause ends, holds one moment, and comes back", async () => {
  const path = join(folder, "navoli.db");
  const first = opened(openSqlite({ path, ...options, owner: true }));
  first.db.$client.pragma("synchronous = OFF");
  await sqliteSubscribers(first).save(aSubscriber(1));
  // More pages than one step copies: a backup that began anew at each commit would never end.
  const message = { html: "x".repeat(2 ** 20), buttons: [] };
  for (let n = 1; n <= 24; n += 1)
    await sqliteAlerts(first).saveTexts(`digest-${String(n)}:1`, [
      { language: "be", discreet: false, message },
    ]);
  first.close();

  writing = await startWriting({ path, keyByte: 7, synchronous: "off" });
  const beside = opened(openSqlite({ path, ...options, owner: false }));
  const before = rowsIn(path);
  expect(await backupTo(beside, join(folder, "backup"))).toMatchObject({ kind: "done" });
  const after = rowsIn(path);
  const { commits } = await writing.written();
  beside.close();
  expect(commits).toBeGreaterThan(0);
  expect(after).toBeGreaterThan(before);

  const again = join(folder, "again.db");
  expect(await restoreFrom(join(folder, "backup"), { ...options, path: again })).toMatchObject({
    kind: "done",
  });
  const restored = opened(openSqlite({ path: again, ...options, owner: true }));
  expect(restored.db.$client.pragma("integrity_check", { simple: true })).toBe("ok");
  expect(await sqliteSubscribers(restored).all()).toHaveLength(1);
  // Nothing of a commit without the rest of it.
  const rows = rowsIn(again);
  expect(rows % ROWS_A_COMMIT).toBe(0);
  expect(rows).toBeGreaterThanOrEqual(before);
  expect(rows).toBeLessThanOrEqual(after);
  expect(await sqliteOutbox(restored).counts()).toEqual({ expired: rows });
  restored.close();
  expect(readdirSync(folder).filter((name) => /\.backup-|part|check|restoring/u.test(name))).toEqual([]);
}, 60_000);

function rowsIn(path: string): number {
  const client = new Database(path, { readonly: true });
  const rows = Number(client.prepare("select count(*) from deliveries").pluck().get());
  client.close();
  return rows;
}
