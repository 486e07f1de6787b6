import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

import { NAMES } from "../../src/environment.ts";
import { COMMANDS } from "../../src/locales/common-text.ts";
import { MODERATION_COMMANDS } from "../../src/locales/moderation/messages.ts";

const ROOT = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const runbook = read("RUNBOOK.md");

test("every operator's command that it names exists", () => {
  const usages = [...read("src/cli.ts").matchAll(/^\s+"?([a-z-]+)"?: \{\n\s+usage:/gmu)].map(
    ([, name]) => name,
  );
  const named = [...runbook.matchAll(/\bcli ([a-z][a-z-]+)/gu)].map(([, name]) => name);
  expect(new Set(named)).toEqual(
    new Set(["doctor", "rekey", "backup", "explain", "audit", "restore", "copy"]),
  );
  expect(usages).toEqual(expect.arrayContaining(named));
});

test("what it names with a slash is a command of the bot or of @BotFather, or a path of ours", () => {
  const ours: readonly string[] = [...COMMANDS, ...MODERATION_COMMANDS];
  const named = [...runbook.matchAll(/`\/([a-z]+)[ `]/gu)].map(([, name]) => name ?? "");
  const others = named.filter((name) => !ours.includes(name));
  expect(new Set(others)).toEqual(new Set(["revoke", "newbot", "readyz"]));
});

test("every variable that it names exists", () => {
  const known: readonly string[] = NAMES.flatMap((name) => [name, `${name}_FILE`]);
  const named = [...runbook.matchAll(/\b([A-Z]+_[A-Z_]+|ROLES)\b/gu)].map(([, name]) => name ?? "");
  expect(named.filter((name) => !known.includes(name))).toEqual([]);
});

test("what PostgreSQL's owner alone may do is done as that owner, in each deployment", () => {
  const named = [...runbook.matchAll(/(\S*)\s*\b(?:createuser|createdb|dropdb)\b/gu)].map(
    ([, before]) => before,
  );
  expect(named.length).toBeGreaterThan(3);
  for (const before of named) expect(before).toMatch(/^`?pg$/u);
  const deployments = runbook.split("\ncli()").slice(1);
  expect(deployments).toHaveLength(3);
  for (const each of deployments) expect(each.split("```")[0]).toMatch(/^pg\(\) \{ .+ "\$@"; \}$/mu);
});

test("a key in a file is replaced by way of the settings, for `rekey` never writes such a file", () => {
  expect(runbook).toMatch(/`cli rekey`[^#]*`DATA_KEY_FILE` is given[^#]*`NEW_DATA_KEY=`/u);
});

test("its links lead to files, and doctor's words lead to its headings", () => {
  for (const [, path] of runbook.matchAll(/\]\(([^):]+)\)/gu))
    expect(existsSync(join(ROOT, path ?? ""))).toBe(true);
  const doctor = ["doctor", "doctor-check", "doctor-postgres", "doctor-telegram"].map((name) =>
    read(`src/cli/${name}.ts`),
  );
  const headings = [...runbook.matchAll(/^## (.+)$/gmu)].map(([, heading]) => heading);
  const named = doctor.flatMap((text) => [...text.matchAll(/“([^”]+)”/gu)].map(([, heading]) => heading));
  expect(named.length).toBeGreaterThan(3);
  expect(headings).toEqual(expect.arrayContaining(named));
});

test("it is short enough to be read at night", () => {
  expect(runbook.split("\n").length).toBeLessThan(165);
});

test("it is as short as the README says", () => {
  const [, said = "0"] = /RUNBOOK\.md\) says in ([\d,]+) words/u.exec(read("README.md")) ?? [];
  const words = runbook.split(/\s+/u).filter((word) => word !== "").length;
  expect(words).toBeLessThanOrEqual(Number(said.replace(",", "")));
  expect(words).toBeGreaterThan(Number(said.replace(",", "")) * 0.8);
});
