import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

import { openSqlite } from "../../src/store/sqlite/open.ts";
import { fill } from "../store/filled.ts";
import { aDataKey, MIGRATIONS, opened, storesOn } from "../store/support.ts";

/** The lines of RUNBOOK.md as an operator types them, on real files. */

const ROOT = join(import.meta.dirname, "../..");
const section = readFileSync(join(ROOT, "RUNBOOK.md"), "utf8").split("## Restore from a backup")[1] ?? "";
const [nightly = "", drill = "", real = ""] = [...section.matchAll(/```sh\n([^]*?)```/gu)].map(
  ([, lines]) => lines ?? "",
);

test("backup, drill and restore do what they say, through wrappers that pass no environment on", async () => {
  const folder = mkdtempSync(join(tmpdir(), "navoli-drill-"));
  const state = join(folder, "state");
  const elsewhere = join(folder, "elsewhere");
  for (const each of [state, elsewhere, join(state, "data")]) mkdirSync(each);
  writeFileSync(join(state, "feeds.json"), '{"feeds":[],"trackers":[]}');
  const live = join(state, "data/navoli.db");
  const now = new Date();
  const clock = { now: () => now, set: () => undefined };
  const options = { migrationsFolder: MIGRATIONS, dataKey: aDataKey(), clock, owner: true };
  const sqlite = opened(openSqlite({ path: live, ...options }));
  await fill(storesOn(sqlite, clock), now);
  sqlite.close();

  const kept = `env -i PATH="$PATH" DATABASE_URL=sqlite:data/navoli.db DATA_KEY=${Buffer.from(aDataKey()).toString("base64")}`;
  const run = (lines: string): string =>
    execFileSync(
      "bash",
      [
        "-euc",
        `cli() { (cd ${state} && ${kept} ${process.execPath} ${join(ROOT, "src/cli.ts")} "$@" 2>&1); }
        at() { (cd ${state} && env -i PATH="$PATH" "$@"); }
        stop() { :; }; start() { :; }
        ${lines}`,
      ],
      { cwd: elsewhere, encoding: "utf8" },
    );
  try {
    run(nightly);
    const before = readFileSync(live);
    const told = run(drill);
    expect(told).toContain("data/drill/navoli.db");
    expect(told).toMatch(/"ok":true,"lines":[1-9]/u);
    expect(readFileSync(live).equals(before)).toBe(true);
    expect(readdirSync(join(state, "data"))).not.toContain("drill");

    expect(run(real)).toContain("What was there is in");
    expect(readdirSync(join(state, "data"))).toContainEqual(
      expect.stringMatching(/^navoli\.db\.before-restore-/u),
    );
    expect(readdirSync(elsewhere)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 90_000);
