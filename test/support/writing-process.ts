import { setImmediate } from "node:timers/promises";

import { sqliteAlerts } from "../../src/store/sqlite/alerts.ts";
import { openSqlite } from "../../src/store/sqlite/open.ts";
import { aRecipient, at, NOON } from "../contracts/samples.ts";
import { ROWS_A_COMMIT, type Written } from "./writing.ts";

/**
 * The bot's half of a database that another process looks into: writes without pause.
 * argv: the database, each byte of its key, SQLite's `synchronous`.
 */
const [path = "", keyByte = "", synchronous = "full"] = process.argv.slice(2);
const opened = openSqlite({
  path,
  migrationsFolder: new URL("../../migrations/sqlite", import.meta.url).pathname,
  dataKey: new Uint8Array(32).fill(Number(keyByte)),
  clock: { now: () => NOON },
  owner: true,
});
if (opened.kind !== "open") throw new Error(opened.reason);
opened.sqlite.db.$client.pragma(`synchronous = ${synchronous}`);
const alerts = sqliteAlerts(opened.sqlite);
let written: Written = { commits: 0, slowestMs: 0 };
process.on("message", () => {
  process.send?.(written);
  written = { commits: 0, slowestMs: 0 };
});
for (let first = 1_000_000; process.connected; first += ROWS_A_COMMIT) {
  const recipients = Array.from({ length: ROWS_A_COMMIT }, (_, n) => aRecipient(first + n));
  const fromMs = performance.now();
  await alerts.enqueue({ id: "digest-writing:1", expiresAt: at(12) }, recipients, false);
  written = {
    commits: written.commits + 1,
    slowestMs: Math.max(written.slowestMs, performance.now() - fromMs),
  };
  await setImmediate();
}
