import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "yaml";

import { type Config, readConfig } from "../../src/config.ts";
import { NAMES } from "../../src/environment.ts";

/** The examples of `deploy/` as an operator copies them. */

const DEPLOY = join(import.meta.dirname, "../../deploy");
const read = (name: string): string => readFileSync(join(DEPLOY, name), "utf8");
const KNOWN: readonly string[] = NAMES.flatMap((name) => [name, `${name}_FILE`]);

const folder = mkdtempSync(join(tmpdir(), "navoli-deploy-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the operator puts where the example names a file. */
const SECRETS: Readonly<Record<string, string>> = {
  bot_token: "123456:TEST-token-of-nobody",
  data_key: Buffer.alloc(32, 7).toString("base64"),
  database_url: "postgres://navoli:secret@db/navoli",
};

/** The configuration that an environment gives, secrets put in the place of the paths that it names. */
function configured(environment: Readonly<Record<string, string>>): Config {
  const withFiles = Object.fromEntries(
    Object.entries(environment).map(([name, value]) => {
      if (!name.endsWith("_FILE") || name === "FEEDS_FILE") return [name, value];
      const secret = basename(value).replaceAll("-", "_");
      const path = join(folder, secret);
      writeFileSync(path, SECRETS[secret] ?? "");
      return [name, path];
    }),
  );
  const reading = readConfig(withFiles);
  if (!reading.ok) throw new Error(reading.faults.join("\n"));
  return reading.config;
}

/** `NAME=value` lines; `#NAME=` lines too when they are asked for. */
function namesIn(text: string, commented: boolean): Record<string, string> {
  const line = commented ? /^#?([A-Z_]+)=(.*)$/gmu : /^([A-Z_]+)=(.*)$/gmu;
  return Object.fromEntries([...text.matchAll(line)].map(([, name, value]) => [name ?? "", value ?? ""]));
}

describe(".env.example", () => {
  test("names every variable that there is, and no other", () => {
    expect(Object.keys(namesIn(read(".env.example"), true)).toSorted()).toEqual([...NAMES].toSorted());
  });

  test("shows defaults as they are", () => {
    const shown = Object.entries(namesIn(read(".env.example"), true)).filter(([, value]) => value !== "");
    const common = { DATABASE_URL: SECRETS["database_url"] ?? "" };
    const defaults = configured(common);
    for (const [name, value] of shown) {
      expect(configured({ ...common, ...(name === "DATABASE_URL" ? {} : { [name]: value }) })).toEqual(
        defaults,
      );
    }
  });
});

interface Service {
  readonly image?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
  readonly volumes: readonly string[];
  readonly networks: readonly string[];
  readonly stop_grace_period: string;
  readonly read_only?: boolean;
  readonly ports?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>;
}

/** As compose reads it: `${NAME-default}` comes from `.env`. */
function composeWith(settings: Readonly<Record<string, string>>): Compose {
  const text = read("compose.yml").replaceAll(
    /\$\{([A-Z_]+)-([^}]*)\}/gu,
    (_, name: string, otherwise: string) => settings[name] ?? otherwise,
  );
  return parse(text, { merge: true }) as Compose;
}

describe("compose.yml", () => {
  const compose = composeWith({});
  const apps = Object.entries(compose.services).filter(([name]) => name.startsWith("app"));
  const db = compose.services["db"];

  test("starts two replicas on one PostgreSQL", () => {
    expect(apps).toHaveLength(2);
    for (const [, app] of apps) {
      const config = configured({ ...namesIn(read(".env.example"), false), ...app.environment });
      expect(config).toMatchObject({
        updates: { kind: "polling" },
        database: { kind: "postgres" },
        sendRatePerSecond: 25,
      });
      expect(app.depends_on).toEqual({ db: { condition: "service_healthy" } });
    }
    expect(db?.image).toMatch(/^postgres:15/u);
    expect(db?.healthcheck?.test).toContain("pg_isready");
  });

  test("goes without Telegram by the runbook's lines, behind a webhook too, and so does navoli.service", () => {
    const chapter = read("../RUNBOOK.md").split("## Telegram removed the bot")[1] ?? "";
    const lines = /```sh\n([^]*?)```/u.exec(chapter)?.[1]?.replaceAll(/^ +/gmu, "") ?? "";
    const webhook = { WEBHOOK_URL: "https://bot.example/hook", WEBHOOK_SECRET: "a-secret-of-nobody-123" };
    // What stands last in a file of settings counts.
    const without = { ...webhook, ...namesIn(lines, false) };
    expect(without).toHaveProperty("BOT_TOKEN_FILE");
    const { environment } = composeWith(without).services["app-1"] ?? { environment: {} };
    // YAML reads nothing as null, and compose hands on an empty text; what the unit says goes before by its file.
    for (const all of [{ ...without, ...environment }, without]) {
      const config = configured(
        Object.fromEntries(Object.entries(all).filter(([, value]) => Boolean(value))),
      );
      expect(config).toMatchObject({ updates: { kind: "terminal" }, roles: new Set(["poller", "web"]) });
    }
  });

  test("names only what is known and declared", () => {
    for (const [, app] of apps) {
      for (const name of Object.keys(app.environment)) expect(KNOWN).toContain(name);
    }
    for (const service of Object.values(compose.services)) {
      expect(Object.keys(compose.secrets)).toEqual(expect.arrayContaining([...service.secrets]));
      expect(Object.keys(compose.volumes)).toEqual(
        expect.arrayContaining(service.volumes.map((volume) => volume.split(":")[0])),
      );
      expect(Object.keys(compose.networks)).toEqual(expect.arrayContaining([...service.networks]));
      const paths = Object.entries(service.environment).filter(([name]) => name.endsWith("_FILE"));
      for (const [, path] of paths)
        expect(service.secrets.map((name) => `/run/secrets/${name}`)).toContain(path);
    }
  });

  test("gives no secret in the open, publishes nothing, and waits long enough for a graceful end", () => {
    for (const [, app] of apps) {
      expect(Object.keys(app.environment)).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^(?:BOT_TOKEN|DATA_KEY|DATABASE_URL)$/u)]),
      );
      expect(app.read_only).toBe(true);
      expect(Number.parseInt(app.stop_grace_period, 10)).toBeGreaterThan(10);
    }
    for (const service of Object.values(compose.services)) expect(service.ports).toBeUndefined();
    expect(db?.networks).toEqual(["inside"]);
    expect(compose.networks["inside"]?.internal).toBe(true);
  });

  test("its first lines make every secret that it needs, for the containers and nobody else on the host", () => {
    const lines = /^# +mkdir[^]*?(?=^# +docker compose)/mu
      .exec(read("compose.yml"))?.[0]
      .replaceAll(/^# +/gmu, "");
    const cwd = mkdtempSync(join(folder, "compose-"));
    writeFileSync(join(cwd, ".env.example"), read(".env.example"));
    execFileSync("sh", ["-euc", lines ?? "false"], { cwd });
    const rightsOf = (name: string): number => statSync(join(cwd, name)).mode & 0o777;
    // Docker mounts each file by itself: in the container nobody passes through the folder.
    expect(rightsOf("secrets")).toBe(0o700);
    for (const { file } of Object.values(compose.secrets)) expect(rightsOf(file)).toBe(0o644);
    expect(rightsOf(".env")).toBe(0o600);
  });
});

describe("navoli.service", () => {
  const lines = read("navoli.service").split("\n");
  const values = (key: string): string[] =>
    lines.filter((line) => line.startsWith(`${key}=`)).map((line) => line.slice(key.length + 1));

  test("gives a configuration that starts, with secrets as credentials", () => {
    const environment = Object.fromEntries(
      values("Environment")
        .flatMap((line) => line.split(" "))
        .map((pair) => [pair.split("=")[0] ?? "", pair.split("=")[1] ?? ""]),
    );
    const { NODE_ENV: _node, TZ: _zone, ...ours } = environment;
    for (const name of Object.keys(ours)) expect(KNOWN).toContain(name);
    const loaded = values("LoadCredential").map((each) => each.split(":")[0] ?? "");
    for (const path of Object.values(ours).filter((value) => value.startsWith("%d/"))) {
      expect(loaded).toContain(path.slice("%d/".length));
    }
    // What the environment file says goes before what the unit says.
    expect(configured({ ...ours, ...namesIn(read(".env.example"), false) })).toMatchObject({
      updates: { kind: "polling" },
      database: { kind: "sqlite" },
    });
  });

  test("is hardened, and gives time for a graceful end", () => {
    for (const line of [
      "NoNewPrivileges=yes",
      "ProtectSystem=strict",
      "StateDirectory=navoli",
      "CapabilityBoundingSet=",
      "RestartPreventExitStatus=2",
    ]) {
      expect(lines).toContain(line);
    }
    expect(Number(values("TimeoutStopSec")[0])).toBeGreaterThan(10);
  });

  test.skipIf(spawnSync("systemd-analyze", ["--version"]).error !== undefined)(
    "systemd has nothing to say against it",
    () => {
      // Where it will run there is our own Node.
      const unit = read("navoli.service").replace(/^ExecStart=\S+/mu, `ExecStart=${process.execPath}`);
      const file = join(folder, "navoli.service");
      writeFileSync(file, unit);
      const { stdout, stderr } = spawnSync("systemd-analyze", ["verify", "--man=no", file], {
        encoding: "utf8",
      });
      expect(`${stdout}${stderr}`.split("\n").filter((line) => line.includes("navoli"))).toEqual([]);
    },
  );

  test("holds memory as `npm start` and the container do", () => {
    const flagsIn = (text: string | undefined): readonly string[] => text?.match(/--[a-z0-9-]+=\d+/gu) ?? [];
    const { scripts } = JSON.parse(read("../package.json")) as { scripts: Record<string, string> };
    const flags = flagsIn(scripts["start"]);
    expect(flags.length).toBeGreaterThan(0);
    expect(flagsIn(values("ExecStart")[0])).toEqual(flags);
    const command = /^CMD .+$/mu.exec(read("../Dockerfile"))?.[0];
    expect(flagsIn(command)).toEqual(flags);
    for (const start of [scripts["start"], values("ExecStart")[0], command])
      expect(start).toContain("src/lean-start.mjs");
  });

  test("operators' commands find their secrets, for systemd-run resolves no specifier", () => {
    writeFileSync(join(folder, "systemd-run"), '#!/bin/sh\nprintf "%s\\n" "$@"\n', { mode: 0o755 });
    const given = spawnSync("sh", [join(DEPLOY, "navoli-cli"), "restore", "a file"], {
      encoding: "utf8",
      env: { PATH: `${folder}:${process.env["PATH"] ?? ""}` },
    }).stdout.split("\n");
    const unit = given.find((each) => each.startsWith("--unit="))?.slice("--unit=".length) ?? "";
    expect(unit).toMatch(/^navoli-cli-\d+\.service$/u);
    const at = `/run/credentials/${unit}`;
    expect(given).toContain(
      `--property=Environment=BOT_TOKEN_FILE=${at}/bot-token DATA_KEY_FILE=${at}/data-key`,
    );
    expect(given.join("\n")).not.toContain("%");
    expect(given.slice(-3)).toEqual(["restore", "a file", ""]);
  });

  test("the journal gets no command line: it may hold an address with a password", () => {
    expect(read("navoli-cli")).toMatch(/^exec systemd-run .*--description="[^"$]+"/mu);
  });

  test("operators' commands run with the same user, folder and secrets", () => {
    const command = read("navoli-cli");
    for (const key of ["User", "WorkingDirectory", "EnvironmentFile", "LoadCredential", "StateDirectory"]) {
      for (const value of values(key)) expect(command).toContain(`--property=${key}=${value}`);
    }
  });
});
