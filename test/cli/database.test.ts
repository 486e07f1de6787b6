import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

import { openSqlite } from "../../src/store/sqlite/open.ts";
import { fill } from "../store/filled.ts";
import { aDataKey, MIGRATIONS, opened, storesOn } from "../store/support.ts";

/** Commands that are told their database, as processes; everybody is invented. */

const CLI = new URL("../../src/cli.ts", import.meta.url).pathname;
const TIMEOUT = { timeout: 60_000 };
let folder: string;
const path = (name: string): string => join(folder, name);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "navoli-database-"));
  writeFileSync(path("feeds.json"), '{"feeds":[],"trackers":[]}');
  const now = new Date();
  let time = now;
  const clock = { now: () => time, set: (next: Date) => void (time = next) };
  const options = { migrationsFolder: MIGRATIONS, dataKey: aDataKey(), clock, owner: true };
  const sqlite = opened(openSqlite({ path: path("live.db"), ...options }));
  await fill(storesOn(sqlite, clock), now);
  sqlite.close();
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Told {
  readonly code: number;
  readonly lines: readonly unknown[];
  readonly words: string;
}

/** @param databaseUrl what the environment says */
function cli(args: readonly string[], databaseUrl = `sqlite:${path("live.db")}`): Promise<Told> {
  const env = {
    PATH: process.env["PATH"],
    TZ: "UTC",
    DATABASE_URL: databaseUrl,
    DATA_KEY: Buffer.from(aDataKey()).toString("base64"),
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, ...args], { cwd: folder, env }, (error, stdout, stderr) => {
      const lines = stdout.split("\n").filter((line) => line.startsWith("{"));
      resolve({
        code: error === null ? 0 : Number(error.code),
        lines: lines.map((line): unknown => JSON.parse(line)),
        words: stderr,
      });
    });
  });
}

test("what a command is told goes before the environment, which is left alone", TIMEOUT, async () => {
  expect((await cli(["backup", "one.backup"])).code).toBe(0);
  const live = readFileSync(path("live.db"));

  const drill = "sqlite:drill/navoli.db";
  expect((await cli(["restore", "one.backup", "--to", drill])).code).toBe(0);
  expect(existsSync(path("drill/navoli.db"))).toBe(true);
  const { lines, code } = await cli(["doctor", "--database", drill], "sqlite:none.db");
  expect(code).toBe(0);
  expect(lines).toContainEqual(expect.objectContaining({ check: "database", detail: "drill/navoli.db" }));
  const log = await cli(["audit", "verify", "--database", drill], "sqlite:none.db");
  expect(log).toMatchObject({ code: 0, lines: [{ ok: true, brokenAt: null }] });

  expect(readFileSync(path("live.db")).equals(live)).toBe(true);
  expect(existsSync(path("none.db"))).toBe(false);
});

test("a copy goes from or to what the environment names", TIMEOUT, async () => {
  writeFileSync(path("address"), "sqlite:second.db\n");
  expect(await cli(["copy", "--to", "file:address"])).toMatchObject({ code: 0 });
  expect(await cli(["copy", "--from", "file:address"], "sqlite:third.db")).toMatchObject({ code: 0 });
  const log = await cli(["audit", "verify", "--database", "sqlite:third.db"]);
  expect(log).toMatchObject({ code: 0, lines: [{ ok: true, brokenAt: null }] });
});

test("a password is not shown, and one that others can see is said to be seen", TIMEOUT, async () => {
  // Nobody listens on port 1.
  const secret = "postgres://navoli:hunter2@127.0.0.1:1/navoli";
  writeFileSync(path("address"), secret);
  const seen = await cli(["copy", "--to", secret]);
  const unseen = await cli(["copy", "--to", "file:address"]);
  for (const { code, words, lines } of [seen, unseen]) {
    expect(code).toBe(1);
    expect(words + JSON.stringify(lines)).not.toContain("hunter2");
  }
  expect(seen.words).toContain("list of processes");
  expect(unseen.words).not.toContain("list of processes");
});

test.each([
  { args: ["copy"], says: "usage" },
  { args: ["copy", "--to", "file:nothing"], says: "no such file" },
  { args: ["copy", "--to", "mysql://x"], says: "must be sqlite:PATH" },
  { args: ["restore"], says: "usage" },
  { args: ["restore", "one", "two"], says: "usage" },
  { args: ["restore", "one", "--into", "sqlite:x.db"], says: "usage" },
  { args: ["restore", "one", "--to", "x.db"], says: "must be sqlite:PATH" },
  { args: ["doctor", "--database", "x.db"], says: "must be sqlite:PATH" },
  { args: ["doctor", "now"], says: "usage" },
  { args: ["audit", "--database", "sqlite:x.db"], says: "usage" },
])("$args is refused and makes nothing", TIMEOUT, async ({ args, says }) => {
  const { code, words } = await cli(args);
  expect(code).toBe(2);
  expect(words).toContain(says);
  expect(existsSync(path("x.db"))).toBe(false);
});
