import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readConfig } from "../src/config.ts";

const KEY = Buffer.alloc(32, 7).toString("base64");
const TOKEN = "1:test-token";

describe("configuration", () => {
  test("an empty environment is the terminal chat with the documented defaults", () => {
    expect(readConfig({})).toMatchObject({
      ok: true,
      config: {
        updates: { kind: "terminal" },
        database: { kind: "sqlite", path: "./data/navoli.db" },
        feedsFile: "feeds.json",
        pollCron: "* * * * *",
        sendRatePerSecond: 28,
        sendLanes: 3,
        httpPort: 8080,
        httpHost: "127.0.0.1",
        logLevel: "info",
      },
    });
  });

  test("a token means long polling, with a webhook URL and secret a webhook", () => {
    const webhook = { WEBHOOK_URL: "https://bot.example/hook", WEBHOOK_SECRET: "s".repeat(16) };
    expect(readConfig({ BOT_TOKEN: TOKEN })).toMatchObject({ config: { updates: { kind: "polling" } } });
    expect(readConfig({ BOT_TOKEN: TOKEN, ...webhook })).toMatchObject({
      config: { updates: { kind: "webhook" } },
    });
  });

  test("a language model is asked only when its address and its name are given", () => {
    const model = { LLM_URL: "http://127.0.0.1:1/v1", LLM_MODEL: "m" };
    expect(readConfig({})).toMatchObject({ config: { advisor: null } });
    expect(readConfig(model)).toMatchObject({
      config: { advisor: { url: model.LLM_URL, key: null, model: "m" } },
    });
    expect(readConfig({ LLM_URL: model.LLM_URL })).toMatchObject({ ok: false });
    expect(readConfig({ LLM_MODEL: "m" })).toMatchObject({ ok: false });
  });

  test("every fault is named at once, with its variable", () => {
    const reading = readConfig({
      BOT_TOKEN: "not a token",
      DATABASE_URL: "mysql://x",
      DATA_KEY: "c2hvcnQ=",
      MODERATOR_IDS: "1,me",
      POLL_CRON: "every minute",
      SEND_RATE_PER_SECOND: "500",
      ALLOW_PRIVATE_ADDRESSES: "127.0.0.1",
      HTTP_PORT: "99999",
      WEBHOOK_URL: "http://plain.example",
      ROLES: "poller,cook",
      LOG_LEVEL: "loud",
    });
    const named = reading.ok ? [] : reading.faults.map((fault) => fault.split(":")[0]);
    expect(new Set(named)).toEqual(
      new Set([
        "ALLOW_PRIVATE_ADDRESSES",
        "BOT_TOKEN",
        "DATABASE_URL",
        "DATA_KEY",
        "HTTP_PORT",
        "LOG_LEVEL",
        "MODERATOR_IDS",
        "POLL_CRON",
        "ROLES",
        "SEND_RATE_PER_SECOND",
        "WEBHOOK_SECRET",
        "WEBHOOK_URL",
      ]),
    );
  });

  test("no fault repeats a secret", () => {
    const reading = readConfig({
      BOT_TOKEN: "very secret token",
      DATA_KEY: "secret-key",
      WEBHOOK_SECRET: "p w",
    });
    expect(JSON.stringify(reading)).not.toMatch(/very secret|secret-key|p w/);
  });

  test.each(["BOT_TOKEN", "DATA_KEY", "MODERATOR_IDS", "LOG_LEVEL"])("%s may come from a file", (name) => {
    const content = { BOT_TOKEN: TOKEN, DATA_KEY: KEY, MODERATOR_IDS: "7,8", LOG_LEVEL: "warn" }[name] ?? "";
    const path = join(mkdtempSync(join(tmpdir(), "navoli-")), "value");
    writeFileSync(path, `${content}\n`);
    expect(readConfig({ [`${name}_FILE`]: path })).toEqual(readConfig({ [name]: content }));
  });

  test("a file that is missing, and a value given twice, are faults", () => {
    const reading = readConfig({
      BOT_TOKEN_FILE: "/nowhere/token",
      DATA_KEY: KEY,
      DATA_KEY_FILE: "/nowhere/key",
    });
    expect(reading).toMatchObject({
      ok: false,
      faults: [
        expect.stringMatching(/^BOT_TOKEN: .*file/),
        expect.stringMatching(/^DATA_KEY: is given twice/),
      ],
    });
  });

  test("reading the configuration writes nothing", () => {
    const folder = mkdtempSync(join(tmpdir(), "navoli-"));
    readConfig({ DATABASE_URL: `sqlite:${join(folder, "navoli.db")}` });
    expect(readdirSync(folder)).toEqual([]);
  });

  test("a rate above Telegram's free limit is allowed once it is paid for", () => {
    const paid = { SEND_RATE_PER_SECOND: "1000", PAID_BROADCAST: "on" };
    expect(readConfig(paid)).toMatchObject({
      ok: true,
      config: { sendRatePerSecond: 1000, paidBroadcast: true },
    });
  });
});
