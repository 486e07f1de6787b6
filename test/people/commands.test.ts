import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Command } from "../../src/cli/command.ts";
import { compareNames } from "../../src/cli/compare-names.ts";
import { findPerson } from "../../src/cli/find-person.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "people-"));
  await writeFile(
    join(folder, "people.jsonl"),
    '\uFEFF{"id":"a","names":["Алесь Прыкладны"],"birthYear":1980}\n\n{"id":"b","names":["Вера Пробная"]}\r\n',
  );
  await writeFile(join(folder, "broken.jsonl"), '{"id":"a","names":["Алесь Прыкладны"]}\n{"id":"b"}\n');
});
afterAll(async () => rm(folder, { recursive: true }));

async function* lines(list: readonly string[]): AsyncGenerator<string> {
  await Promise.resolve();
  yield* list;
}

async function run(command: Command, args: readonly string[], input: readonly string[]) {
  const out: unknown[] = [];
  const words: string[] = [];
  const code = await command({
    args,
    stdin: lines(input),
    stdout: (line) => out.push(JSON.parse(line)),
    stderr: (line) => words.push(line),
  });
  return { code, out, words };
}

test("find-person answers each query with a line", async () => {
  const { code, out } = await run(
    findPerson,
    ["--people", join(folder, "people.jsonl")],
    ["Веры Пробной", ""],
  );
  expect(code).toBe(0);
  expect(out).toMatchObject([
    { query: "Веры Пробной", verdict: "one", candidates: [{ id: "b", name: "Вера Пробная" }] },
    { query: "", verdict: "none", candidates: [] },
  ]);
});

test("find-person names the line that it cannot read", async () => {
  const { code, words } = await run(findPerson, ["--people", join(folder, "broken.jsonl")], ["x"]);
  expect(code).toBe(1);
  expect(words[0]).toMatch(/broken\.jsonl:2: names/u);
});

test.each([[[]], [["--people"]], [["--people", "a", "b"]], [["a"]]])(
  "find-person refuses the words %j",
  async (args: string[]) => {
    expect((await run(findPerson, args, [])).code).toBe(2);
  },
);

test("compare-names answers each line, and says which are no pairs", async () => {
  const { code, out, words } = await run(
    compareNames,
    [],
    ["Алесь Прыкладны\tAles Prykladny", "", "Вера Пробная"],
  );
  expect(code).toBe(1);
  expect(out).toMatchObject([
    { a: "Алесь Прыкладны", b: "Ales Prykladny", verdict: "same" },
    { a: "", b: "", score: 0, verdict: "different" },
    { a: "Вера Пробная", b: "", score: 0, verdict: "different" },
  ]);
  expect(words).toEqual(["line 3: not two names with a tab between"]);
});

test("compare-names takes no words", async () => {
  expect((await run(compareNames, ["x"], [])).code).toBe(2);
});
