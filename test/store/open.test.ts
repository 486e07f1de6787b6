import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSqlite } from "../../src/store/sqlite/open.ts";
import { aDataKey, fixedClock, MIGRATIONS, opened } from "./support.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "navoli-store-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const options = (over: Partial<Parameters<typeof openSqlite>[0]> = {}) => ({
  path: join(folder, "deep", "navoli.db"),
  migrationsFolder: MIGRATIONS,
  dataKey: aDataKey(),
  clock: fixedClock(),
  owner: true,
  ...over,
});

test("a database and its folder are made at the first start, for the owner's eyes only", () => {
  const sqlite = opened(openSqlite(options()));
  const pragma = (name: string): unknown => sqlite.db.$client.pragma(name, { simple: true });

  expect(statSync(options().path).mode & 0o777).toBe(0o600);
  expect(pragma("journal_mode")).toBe("wal");
  expect(pragma("synchronous")).toBe(2);
  expect(pragma("secure_delete")).toBe(1);
  expect(pragma("trusted_schema")).toBe(0);
  expect(pragma("foreign_keys")).toBe(1);
  sqlite.close();
});

test("a second instance on the same file is refused, a one-shot is not", () => {
  const first = opened(openSqlite(options()));

  expect(openSqlite(options())).toMatchObject({ kind: "in_use" });
  opened(openSqlite(options({ owner: false }))).close();

  first.close();
  opened(openSqlite(options())).close();
});

test("the lock of an instance that was killed is free", async () => {
  const script = `
    import { openSqlite } from "${join(import.meta.dirname, "../../src/store/sqlite/open.ts")}";
    const opened = openSqlite({ path: ${JSON.stringify(options().path)}, migrationsFolder: ${JSON.stringify(MIGRATIONS)},
      dataKey: new Uint8Array(32).fill(7), clock: { now: () => new Date() }, owner: true });
    console.log(opened.kind);
    setInterval(() => undefined, 1000);`;
  const file = join(folder, "holder.mjs");
  writeFileSync(file, script);
  const holder = spawn(process.execPath, [file], { stdio: ["ignore", "pipe", "inherit"] });
  const said = await new Promise<string>((resolve) =>
    holder.stdout.once("data", (chunk) => resolve(String(chunk))),
  );
  expect(said.trim()).toBe("open");
  expect(openSqlite(options())).toMatchObject({ kind: "in_use" });

  const ended = new Promise((resolve) => holder.once("exit", resolve));
  holder.kill("SIGKILL");
  await ended;

  opened(openSqlite(options())).close();
});

test("another data key is refused and changes nothing", () => {
  opened(openSqlite(options())).close();
  const before = readFileSync(options().path);

  expect(openSqlite(options({ dataKey: aDataKey(9) }))).toMatchObject({ kind: "wrong_key" });

  expect(readFileSync(options().path).equals(before)).toBe(true);
  opened(openSqlite(options())).close();
});

test.each(["not a database at all, but long enough to be looked at ".repeat(20), "SQLite format 3\0short"])(
  "a file that is no database is refused: %#",
  (bytes) => {
    const path = join(folder, "navoli.db");
    writeFileSync(path, bytes);

    expect(openSqlite(options({ path }))).toMatchObject({ kind: "unusable" });
    // The lock is not left behind.
    rmSync(path);
    opened(openSqlite(options({ path }))).close();
  },
);

test("the committed migrations are those that the schema asks for", () => {
  const root = join(import.meta.dirname, "../..");
  cpSync(MIGRATIONS, join(folder, "migrations"), { recursive: true });
  const out = relative(root, join(folder, "migrations"));
  const said = execFileSync(
    process.execPath,
    [
      "node_modules/drizzle-kit/bin.cjs",
      "generate",
      "--dialect=sqlite",
      "--casing=snake_case",
      `--out=${out}`,
      "--schema=src/store/sqlite/*schema.ts",
    ],
    { encoding: "utf8", cwd: root },
  );
  expect(said).toContain("No schema changes");
});
