import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

import { trackerDiff } from "../../src/cli/tracker-diff.ts";
import { aList, toCsv, withRow } from "../support/tracker-fixtures.ts";

const folder = mkdtempSync(join(tmpdir(), "navoli-cli-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function* noLines(): AsyncGenerator<string> {
  // Nothing is piped in.
}

async function run(...args: readonly string[]): Promise<{ code: number; out: unknown; words: number }> {
  const out: string[] = [];
  let words = 0;
  const code = await trackerDiff({
    args,
    stdin: noLines(),
    stdout: (line) => void out.push(line),
    stderr: () => void (words += 1),
  });
  return { code, out: out.map((line) => JSON.parse(line) as unknown)[0], words };
}

const released = {
  status: "former",
  prison: "",
  description: "помилован, вывезен",
  release_date: "2026-11-20",
};

test("prints events and cases as one line of JSON", async () => {
  const old = file("old.csv", toCsv(aList()));
  const now = file("new.csv", toCsv(withRow(withRow(aList(), 0, released), 5, null)));
  expect(await run("--day", "2026-11-22", old, now)).toEqual({
    code: 0,
    words: 0,
    out: {
      ok: true,
      events: [
        {
          id: "50000",
          event: "release",
          releaseKind: "pardon",
          modifiers: ["forced_exile"],
          date: "2026-11-20",
          precision: "day",
          push: true,
        },
        { id: "50005", event: "row_missing", push: false },
      ],
      review: [],
    },
  });
});

test("refuses what it cannot trust", async () => {
  const old = file("old.csv", toCsv(aList()));
  expect(await run(old, file("page.html", "<!doctype html><title>Just a moment...</title>"))).toEqual({
    code: 1,
    words: 0,
    out: { ok: false, reason: "new file: HTML in place of CSV" },
  });
  expect(await run(old, file("cut.csv", toCsv(aList().slice(0, 3))))).toMatchObject({
    code: 1,
    out: { ok: false },
  });
});

test.each([
  [[]],
  [["one.csv"]],
  [["a", "b", "c"]],
  [["--kind", "xml", "a", "b"]],
  [["--day", "soon", "a", "b"]],
])("wrong usage ends with 2: %j", async (args) => {
  expect(await run(...args)).toEqual({ code: 2, words: 1, out: undefined });
});

test("a missing file ends with 2", async () => {
  expect(await run("/nowhere/a.csv", "/nowhere/b.csv")).toMatchObject({ code: 2, words: 1 });
});
