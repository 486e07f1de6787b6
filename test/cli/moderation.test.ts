import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { newModerator } from "../../src/moderate/session.ts";
import { openSqlite } from "../../src/store/sqlite/open.ts";
import { aDataKey, fixedClock, MIGRATIONS, opened, storesOn } from "../store/support.ts";
import { aList, toCsv } from "../support/tracker-fixtures.ts";
import { aSourceState, NOON } from "../contracts/samples.ts";
import type { Stores } from "../contracts/stores.ts";

/** What the operator does about moderation, as processes on a database file; everybody is invented. */

const CLI = new URL("../../src/cli.ts", import.meta.url).pathname;
const TIMEOUT = { timeout: 60_000 };
let folder: string;
const file = (): string => join(folder, "navoli.db");

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "navoli-moderation-"));
  const list = { id: "list", kind: "viasna-csv", url: "https://list.example/export.csv" };
  writeFileSync(join(folder, "feeds.json"), JSON.stringify({ feeds: [], trackers: [list] }));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Works on the file as a bot does that is stopped afterwards. */
async function before(work: (stores: Stores) => Promise<void>): Promise<void> {
  const clock = fixedClock();
  const options = { path: file(), migrationsFolder: MIGRATIONS, dataKey: aDataKey(), clock, owner: true };
  const sqlite = opened(openSqlite(options));
  await work(storesOn(sqlite, clock));
  sqlite.close();
}

interface Told {
  readonly code: number;
  readonly answer: unknown;
  readonly words: string;
}

function cli(...args: readonly string[]): Promise<Told> {
  const env = {
    PATH: process.env["PATH"],
    TZ: "UTC",
    DATABASE_URL: `sqlite:${file()}`,
    DATA_KEY: Buffer.from(aDataKey()).toString("base64"),
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, ...args], { cwd: folder, env }, (error, stdout, stderr) => {
      const [line] = stdout.split("\n").filter((it) => it.startsWith("{"));
      const answer: unknown = line === undefined ? null : JSON.parse(line);
      resolve({ code: error === null ? 0 : Number(error.code), answer, words: stderr });
    });
  });
}

describe("audit verify", () => {
  const acts = ["halt", "resume:asked", "resume"];
  const withLog = (): Promise<void> =>
    before(async ({ audit }) => {
      for (const action of acts) {
        await audit.append({ at: NOON, who: "M1", action, subject: "sending", facts: {} });
      }
    });

  test("says that the log is whole", TIMEOUT, async () => {
    await withLog();
    expect(await cli("audit", "verify")).toMatchObject({
      code: 0,
      answer: { ok: true, lines: acts.length, brokenAt: null },
    });
  });

  test.each([
    ["a line was changed", "UPDATE audit SET action = 'ignore' WHERE n = 2", 2],
    ["a line was taken out", "DELETE FROM audit WHERE n = 2", 2],
  ])("names the line when %s from outside", TIMEOUT, async (_what, statement, brokenAt) => {
    await withLog();
    const database = new Database(file());
    // Whoever can write to the file can take away what keeps the log append-only.
    const guards = database.prepare(
      "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'",
    );
    for (const name of guards.pluck().all()) database.exec(`DROP TRIGGER ${String(name)}`);
    database.exec(statement);
    database.close();
    const told = await cli("audit", "verify");
    expect(told).toMatchObject({ code: 1, answer: { ok: false, brokenAt } });
    expect(told.words).toContain(`line ${String(brokenAt)}`);
  });

  test("says how it is used, and makes no database by looking", TIMEOUT, async () => {
    expect(await cli("audit")).toMatchObject({ code: 2, answer: null });
    expect(await cli("audit", "verify")).toMatchObject({ code: 1, answer: null });
  });
});

describe("accept-list", () => {
  test("makes the held list the register, once, with a line in the log", TIMEOUT, async () => {
    await before(async ({ trackers }) => {
      const body = Buffer.from(toCsv(aList()));
      const state = aSourceState({ sourceId: "list" });
      await trackers.holdSnapshot(
        { trackerId: "list", fetchedAt: NOON, body, reason: "fewer rows" },
        state,
        [],
      );
    });
    expect(await cli("accept-list", "list")).toMatchObject({ code: 0, answer: { ok: true, added: 12 } });
    const again = await cli("accept-list", "list");
    expect(again).toMatchObject({ code: 1, answer: { ok: false } });
    await before(async ({ reading, audit }) => {
      expect(await reading.people()).toHaveLength(12);
      expect(await audit.newest(5)).toMatchObject([
        { who: "operator", action: "accept_list", subject: "list", facts: { added: 12 } },
      ]);
    });
  });

  test("refuses a list that does not exist and names those that do", TIMEOUT, async () => {
    await before(async () => undefined);
    const told = await cli("accept-list", "nobody");
    expect(told).toMatchObject({ code: 2, answer: null });
    expect(told.words).toMatch(/nobody.*list/u);
  });
});

describe("moderators reset", () => {
  test("sets a lost phone's code up anew and says so in the log", TIMEOUT, async () => {
    await before(async ({ moderators }) => {
      await moderators.save({ ...newModerator("M2", 502, "admin"), secret: "MFRGGZDF", enrolled: true });
    });
    expect(await cli("moderators", "reset", "M2")).toMatchObject({ code: 0, answer: { ok: true } });
    expect(await cli("moderators", "reset", "M7")).toMatchObject({ code: 1, answer: { ok: false } });
    await before(async ({ moderators, audit }) => {
      expect(await moderators.all()).toMatchObject([{ who: "M2", secret: null, enrolled: false }]);
      expect(await audit.newest(5)).toMatchObject([{ who: "operator", subject: "M2:reset" }]);
    });
  });
});
