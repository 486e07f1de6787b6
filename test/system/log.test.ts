import { inspect } from "node:util";

import { Api, BotError, GrammyError, HttpError } from "grammy";
import type { Context } from "grammy";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { Log } from "../../src/ports/log.ts";
import { createLog } from "../../src/system/log.ts";
import { FakeTelegram } from "../support/telegram.ts";

const TOKEN = "123456789:AAsecretTokenOfTheBotsecretTokenOfT";
const CHAT = 987_654_321;
const TEXT = "Сакрэтны тэкст";
const LEAKS = /AAsecretToken|123456789|987654321|Сакрэтны|Прыкладны/u;

function recorded(pretty = false): { readonly log: Log; readonly lines: () => string } {
  let written = "";
  const destination = {
    write: (line: string) => {
      written += line;
    },
  };
  return { log: createLog({ level: "info", pretty, destination }), lines: () => written };
}

describe("a log line", () => {
  test("is one JSON object with its level, time and event", () => {
    const { log, lines } = recorded();
    log.info("poll_done", { items: 3, source: "viasna" });
    const parsed: unknown = JSON.parse(lines());
    expect(parsed).toMatchObject({ level: "info", event: "poll_done", items: 3, source: "viasna" });
    expect(lines().trim().split("\n")).toHaveLength(1);
  });

  test("stays one line whatever a fact holds", () => {
    const { log, lines } = recorded();
    log.warn("x", { reason: 'a\nb\r\n{"level":"error"}\u2028c' });
    expect(lines().trim().split("\n")).toHaveLength(1);
  });

  test("is kept silent below its level", () => {
    let written = "";
    const log = createLog({
      level: "error",
      pretty: false,
      destination: {
        write: (line: string) => {
          written += line;
        },
      },
    });
    log.info("x");
    log.warn("x");
    expect(written).toBe("");
  });

  test("masks what looks like a token or a chat, should a caller slip", () => {
    const { log, lines } = recorded();
    log.info("x", { url: `https://api.telegram.org/bot${TOKEN}/getMe`, chat: String(CHAT) });
    log.warn("x", { object: { chat: CHAT, text: TEXT } as unknown as string });
    expect(lines()).not.toMatch(LEAKS);
  });
});

describe("an error in the log", () => {
  let telegram: FakeTelegram;
  let errors: { readonly why: string; readonly error: unknown }[] = [];

  beforeAll(async () => {
    telegram = new FakeTelegram();
    await telegram.listen();
    errors = [...(await errorsOfGrammy(telegram)), ...madeErrors()];
  });

  afterAll(() => telegram.close());

  test("holds neither token, chat nor text, by every path and of every kind", () => {
    expect(errors.length).toBeGreaterThanOrEqual(15);
    for (const { why, error } of errors) {
      for (const pretty of [false, true]) {
        const { log, lines } = recorded(pretty);
        log.error("failed", error, { step: "x" });
        expect(`${why}: ${lines()}`).toContain("failed");
        expect(`${why}: ${lines()}`).not.toMatch(LEAKS);
      }
    }
  });

  test("would have leaked without it", () => {
    const leaking = errors.filter(({ error }) => LEAKS.test(inspect(error, { depth: 6 })));
    expect(leaking.length).toBeGreaterThanOrEqual(8);
  });

  test("tells its class, code, method and place", () => {
    const { log, lines } = recorded();
    log.error("failed", errors.find(({ why }) => why === "400")?.error);
    expect(JSON.parse(lines())).toMatchObject({
      error: { class: "GrammyError", code: 400, method: "sendMessage" },
    });
  });

  test("tells the code of its cause", () => {
    const { log, lines } = recorded();
    const reset = Object.assign(new Error(TEXT), { code: "ECONNRESET" });
    log.error("failed", new HttpError("x", reset));
    expect(JSON.parse(lines())).toMatchObject({
      error: { class: "HttpError", cause: { class: "Error", code: "ECONNRESET" } },
    });
  });

  test("shows positions in our files and nothing that only looks like one", () => {
    const { log, lines } = recorded();
    log.error("failed", new Error(`words\n    at ${TEXT} (/app/src/987654321.ts:1:1)`));
    expect(lines()).not.toMatch(LEAKS);
    expect(lines()).toContain("test/system/log.test.ts:");
  });
});

/** Errors as grammY makes them in life, each carrying what must not be logged. */
async function errorsOfGrammy(
  telegram: FakeTelegram,
): Promise<{ readonly why: string; readonly error: unknown }[]> {
  const errors: { why: string; error: unknown }[] = [];
  const attempt = async (why: string, apiRoot: string, sensitiveLogs: boolean): Promise<void> => {
    const api = new Api(TOKEN, { apiRoot, timeoutSeconds: 1, sensitiveLogs });
    try {
      await api.sendMessage(CHAT, TEXT, { parse_mode: "HTML" });
    } catch (error) {
      errors.push({ why, error });
    }
  };
  for (const sensitive of [false, true]) {
    await attempt("refused connection", "http://127.0.0.1:9", sensitive);
    await attempt("no such host", "http://no-such-host.invalid", sensitive);
    for (const fault of ["drop-before", "hang", "html502", "malformed", "500"] as const) {
      telegram.clearFaults();
      telegram.fault({ fault });
      await attempt(fault, telegram.root, sensitive);
    }
  }
  for (const code of [400, 401, 403, 429]) {
    telegram.clearFaults();
    telegram.fault({ fault: { error: [code, `Refused: ${TEXT} for ${CHAT} ${TOKEN}`] } });
    await attempt(String(code), telegram.root, false);
  }
  telegram.clearFaults();
  return errors;
}

function madeErrors(): { readonly why: string; readonly error: unknown }[] {
  const refusal = new GrammyError(
    `Call failed ${TOKEN}`,
    { ok: false, error_code: 400, description: TEXT },
    "sendMessage",
    { chat_id: CHAT, text: TEXT },
  );
  const context = { chat: { id: CHAT }, message: { text: TEXT } } as unknown as Context;
  const named = new Error(TEXT);
  named.name = `${TEXT} ${TOKEN}`;
  const hostile = new Proxy(new Error(TEXT), {
    get: (target, key) => {
      if (key === "stack") throw new Error(TOKEN);
      return Reflect.get(target, key) as unknown;
    },
  });
  const looped = new Error(TEXT);
  looped.cause = looped;
  return [
    { why: "BotError", error: new BotError(refusal, context) },
    { why: "aggregate", error: new AggregateError([refusal], TOKEN) },
    { why: "cause", error: new Error(TEXT, { cause: new HttpError(TOKEN, refusal) }) },
    { why: "named", error: named },
    { why: "hostile", error: hostile },
    { why: "looped", error: looped },
    { why: "a string", error: `${TOKEN} ${TEXT}` },
    { why: "an object", error: { chat: CHAT, text: TEXT, code: TEXT, stack: TOKEN, name: 5 } },
    { why: "nothing", error: undefined },
  ];
}
