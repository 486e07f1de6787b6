import { execFile, spawnSync } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import type { Check } from "../../src/cli/doctor-check.ts";
import { judgePostgres } from "../../src/cli/doctor-postgres.ts";
import { telegramChecks } from "../../src/cli/doctor-telegram.ts";
import { readConfig } from "../../src/config.ts";
import type { PostgresState } from "../../src/store/postgres/inspect.ts";

const TOKEN = "42:TEST-token-of-nobody";
const CLI = new URL("../../src/cli.ts", import.meta.url).pathname;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "navoli-doctor-"));
  writeFileSync(join(folder, "feeds.json"), '{"feeds":[],"trackers":[]}');
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Told {
  readonly code: number;
  readonly checks: ReadonlyMap<string, Check>;
  readonly words: string;
}

function cli(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  who: { readonly uid?: number; readonly gid?: number } = {},
): Promise<Told> {
  return new Promise((resolve) => {
    const env = { PATH: process.env["PATH"], TZ: "UTC", ...environment };
    execFile(process.execPath, [CLI, ...args], { cwd: folder, env, ...who }, (error, stdout, stderr) => {
      const lines = stdout.split("\n").filter((line) => line.startsWith("{"));
      const checks = lines.map((line) => JSON.parse(line) as Check);
      resolve({
        code: error === null ? 0 : Number(error.code),
        checks: new Map(checks.map((each) => [each.check, each])),
        words: stderr,
      });
    });
  });
}

test("faults of the configuration are named one by one, with what to do", { timeout: 60_000 }, async () => {
  const { code, words } = await cli(["doctor"], { BOT_TOKEN: "wrong", HTTP_PORT: "many" });
  expect(code).toBe(1);
  expect(words).toMatch(/BOT_TOKEN[^]*HTTP_PORT[^]*→ configuration: put it right/u);
});

test("a file of the key that is gone leads to the runbook", { timeout: 60_000 }, async () => {
  const { code, words } = await cli(["doctor"], { DATA_KEY_FILE: join(folder, "gone") });
  expect(code).toBe(1);
  expect(words).toMatch(/DATA_KEY_FILE names a file that cannot be read[^]*“The key is lost”/u);
});

test(
  "where nothing was started yet there is nothing to fear, and nothing is made",
  { timeout: 60_000 },
  async () => {
    const { code, checks } = await cli(["doctor"], {});
    expect(code).toBe(0);
    expect(checks.get("database")).toMatchObject({ ok: true });
    expect(checks.get("configuration")?.detail).toMatch(/no moderators.*no PING_URL/u);
  },
);

test("a key that is missing is a fault, and nobody makes one in its place", { timeout: 60_000 }, async () => {
  expect((await cli(["poll"], {})).code).toBe(0);
  const key = join(folder, "data/data.key");
  rmSync(key);
  const { code, checks } = await cli(["doctor"], {});
  expect(code).toBe(1);
  expect(checks.get("key")?.next).toContain("The key is lost");
  expect(existsSync(key)).toBe(false);
  expect((await cli(["poll"], {})).code).toBe(1);
  expect(existsSync(key)).toBe(false);
});

/** Who may not do everything: root reads and writes whatever the rights say. */
const ordinary = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

describe.skipIf(spawnSync(process.execPath, [CLI, "help"], ordinary).status !== 0)("missing rights", () => {
  test.each([{ when: "before the first start" }, { when: "after it" }])(
    "$when are a fault, and whose the folder is to be is said",
    { timeout: 60_000 },
    async ({ when }) => {
      if (when === "after it") await cli(["poll"], {});
      const files = ["feeds.json", "data/navoli.db", "data/data.key"].map((name) => join(folder, name));
      for (const file of files.filter((each) => existsSync(each))) chmodSync(file, 0o444);
      for (const each of [join(folder, "data"), folder]) if (existsSync(each)) chmodSync(each, 0o555);
      const { code, checks } = await cli(["doctor"], {}, ordinary);
      expect(code).toBe(1);
      const nexts = [...checks.values()].filter(({ ok }) => !ok).map(({ next }) => next);
      expect(nexts[0]).toContain("chown -R");
      expect(nexts.join()).not.toContain("Restore from a backup");
      for (const each of [folder, join(folder, "data")]) if (existsSync(each)) chmodSync(each, 0o755);
    },
  );
});

describe("Telegram", () => {
  let server: Server;
  let info: object;
  let refuses: boolean;

  beforeEach(async () => {
    info = { url: "", pending_update_count: 3, has_custom_certificate: false };
    refuses = false;
    server = createServer((request, response) => {
      const result = request.url?.endsWith("getMe")
        ? { id: 1, is_bot: true, first_name: "N", username: "navoli_bot" }
        : info;
      response.writeHead(refuses ? 401 : 200, { "content-type": "application/json" });
      response.end(
        JSON.stringify(
          refuses ? { ok: false, error_code: 401, description: "Unauthorized" } : { ok: true, result },
        ),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const WEBHOOK = {
    WEBHOOK_URL: "https://bot.example/secret-path",
    WEBHOOK_SECRET: "a-secret-of-nobody-123",
  };

  test.each<{
    why: string;
    environment?: Readonly<Record<string, string>>;
    change: () => void;
    check: string;
    ok: boolean;
    next?: RegExp;
    detail?: RegExp;
  }>([
    {
      why: "knows us",
      change: () => undefined,
      check: "telegram",
      ok: true,
      detail: /^@navoli_bot$/u,
    },
    {
      why: "is asked for updates, as configured",
      change: () => undefined,
      check: "updates",
      ok: true,
      detail: /^Navoli asks for them; 3 wait at Telegram$/u,
    },
    {
      why: "refuses the token",
      change: () => void (refuses = true),
      check: "telegram",
      ok: false,
      next: /@BotFather/u,
    },
    {
      why: "brings updates to somebody else",
      change: () => void (info = { url: "https://other.example/x", pending_update_count: 0 }),
      check: "updates",
      ok: false,
      next: /somebody else has the token/u,
    },
    {
      why: "calls somebody else's webhook in place of ours",
      environment: WEBHOOK,
      change: () => void (info = { url: "https://other.example/x", pending_update_count: 0 }),
      check: "updates",
      ok: false,
      detail: /to other\.example, not to bot\.example/u,
      next: /start of Navoli[^]*somebody else has the token/u,
    },
    {
      why: "was never told of our webhook",
      environment: WEBHOOK,
      change: () => undefined,
      check: "updates",
      ok: false,
      next: /start of Navoli[^;]*$/u,
    },
    {
      why: "cannot reach our webhook",
      environment: WEBHOOK,
      change: () =>
        void (info = {
          url: WEBHOOK.WEBHOOK_URL,
          pending_update_count: 7,
          last_error_date: Math.floor(Date.now() / 1000) - 60,
          last_error_message: "Wrong response from the webhook: 502 Bad Gateway",
        }),
      check: "updates",
      ok: false,
      detail: /502 Bad Gateway/u,
      next: /certificate/u,
    },
    {
      why: "calls our webhook",
      environment: WEBHOOK,
      change: () => void (info = { url: WEBHOOK.WEBHOOK_URL, pending_update_count: 0 }),
      check: "updates",
      ok: true,
    },
  ])("Telegram $why", async ({ environment = {}, change, check, ok, next, detail }) => {
    change();
    const root = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const reading = readConfig({ BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: root, ...environment });
    if (!reading.ok) throw new Error(reading.faults.join("\n"));
    const checks = await telegramChecks(reading.config, new Date());
    const found = checks.find((each) => each.check === check);
    expect(found?.ok).toBe(ok);
    expect(found?.next ?? "").toMatch(next ?? /^$/u);
    expect(found?.detail).toMatch(detail ?? /./u);
    expect(JSON.stringify(checks)).not.toMatch(new RegExp(`${TOKEN}|other.example/x|secret-path`, "u"));
  });
});

const HERE = { noKey: null, asksTelegram: true };
const WELL: PostgresState = {
  version: "15.18",
  major: 15,
  readOnly: false,
  migrationsPending: 0,
  migrationsUnknown: 0,
  key: "fits",
  clockAheadMs: -3,
  roundTripMs: 2,
  replicas: 2,
  leases: [
    { name: "poller", leftMs: 2400 },
    { name: "sweeper", leftMs: -20_000 },
  ],
};

describe("what is said of PostgreSQL", () => {
  test("all is well", () => {
    const checks = judgePostgres(WELL, "PostgreSQL at db", HERE);
    expect(checks.map(({ ok, next }) => [ok, next])).toEqual(checks.map(() => [true, null]));
    expect(checks.at(-1)?.detail).toBe("2 run; poller is held, sweeper free for 20 s");
  });

  test.each<{ why: string; change: Partial<PostgresState>; check: string; next: string }>([
    { why: "is too old", change: { version: "14.2", major: 14 }, check: "database", next: "PostgreSQL 15" },
    { why: "is a standby", change: { readOnly: true }, check: "database", next: "primary" },
    { why: "is far away", change: { roundTripMs: 900 }, check: "database", next: "nearer" },
    {
      why: "was migrated by a newer Navoli",
      change: { migrationsUnknown: 1 },
      check: "migrations",
      next: "newer version",
    },
    { why: "has another key", change: { key: "other" }, check: "key", next: "The key is lost" },
    {
      why: "has a key that is not here",
      change: { key: "not_given" },
      check: "key",
      next: "The key is lost",
    },
    { why: "has a clock of its own", change: { clockAheadMs: 61_000 }, check: "clock", next: "NTP" },
    {
      why: "sees no replica that polls",
      change: { leases: [{ name: "poller", leftMs: -90_000 }] },
      check: "replicas",
      next: "ROLES",
    },
  ])("a server that $why is a fault, and what to do is said", ({ change, check, next }) => {
    const faults = judgePostgres({ ...WELL, ...change }, "PostgreSQL at db", HERE).filter(({ ok }) => !ok);
    expect(faults.map((each) => each.check)).toEqual([check]);
    expect(faults[0]?.next).toContain(next);
  });

  test.each<{ why: string; change: Partial<PostgresState> }>([
    {
      why: "nothing runs, so nobody holds a lease",
      change: { replicas: 0, leases: [{ name: "poller", leftMs: -9e6 }] },
    },
    {
      why: "Telegram calls, so nobody asks it",
      change: {
        leases: [
          { name: "updates", leftMs: -9e6 },
          { name: "poller", leftMs: 2000 },
        ],
      },
    },
    { why: "it is new", change: { migrationsPending: 3, key: "none", leases: [], replicas: 0 } },
    {
      why: "the clocks differ by less than can be measured",
      change: { clockAheadMs: 2050, roundTripMs: 150 },
    },
  ])("it is no fault that $why", ({ change }) => {
    expect(
      judgePostgres({ ...WELL, ...change }, "at", { ...HERE, asksTelegram: false }).filter(({ ok }) => !ok),
    ).toEqual([]);
  });
});

const SERVER = process.env["TEST_POSTGRES_URL"];

describe.runIf(SERVER !== undefined)("a real PostgreSQL", () => {
  const url = new URL(SERVER ?? "postgres://none");
  const name = `navoli_doctor_${randomUUID().replaceAll("-", "")}`;
  const DATA_KEY = randomBytes(32).toString("base64");
  const run = async (statement: string): Promise<unknown> => {
    const client = new pg.Client({ connectionString: SERVER });
    await client.connect();
    try {
      return (await client.query(statement)).rows;
    } finally {
      await client.end();
    }
  };
  beforeEach(async () => {
    url.pathname = `/${name}`;
    await run(`create database ${name}`);
  });
  afterEach(async () => {
    await run(`drop database ${name} with (force)`);
  });

  test(
    "is looked at from before the first start to a wrong key, and never changed",
    { timeout: 120_000 },
    async () => {
      const environment = { DATABASE_URL: url.href, DATA_KEY };
      const before = await cli(["doctor"], environment);
      expect(before.code).toBe(0);
      expect(before.checks.get("migrations")?.detail).toMatch(/to do/u);
      expect((await cli(["poll"], environment)).code).toBe(0);
      const after = await cli(["doctor"], environment);
      expect(after.code).toBe(0);
      expect(after.checks.get("migrations")?.detail).toBe("all done");
      expect(after.checks.get("key")?.detail).toBe("opens what the database holds");
      expect(after.checks.get("replicas")?.detail).toMatch(/^0 run/u);
      expect(after.checks.get("outbox")?.ok).toBe(true);
      const other = await cli(["doctor"], { ...environment, DATA_KEY: randomBytes(32).toString("base64") });
      expect(other.code).toBe(1);
      expect(other.checks.get("key")).toMatchObject({ ok: false });
      expect(other.words).not.toContain(DATA_KEY);
    },
  );

  test("that is not there is a fault without its password", { timeout: 60_000 }, async () => {
    const { code, checks, words } = await cli(["doctor"], {
      DATABASE_URL: "postgres://navoli:pass-of-nobody@127.0.0.1:9/navoli",
      DATA_KEY,
    });
    expect(code).toBe(1);
    expect(checks.get("database")?.ok).toBe(false);
    expect(checks.get("database")?.next).toContain("DATABASE_URL");
    expect(words + JSON.stringify([...checks])).not.toContain("pass-of-nobody");
  });
});
