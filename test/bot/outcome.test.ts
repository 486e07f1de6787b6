import { GrammyError, HttpError } from "grammy";
import { describe, expect, test } from "vitest";

import { outcomeOf } from "../../src/bot/outcome.ts";

const coded = (code: string, cause?: unknown): Error => Object.assign(new Error("x", { cause }), { code });

describe("an error below HTTP", () => {
  test.each([
    ["ECONNREFUSED", "offline"],
    ["ENOTFOUND", "offline"],
    ["EAI_AGAIN", "offline"],
    ["ENETUNREACH", "offline"],
    ["UND_ERR_CONNECT_TIMEOUT", "offline"],
    ["ECONNRESET", "unsure"],
    ["EPIPE", "unsure"],
    ["ETIMEDOUT", "unsure"],
    ["UND_ERR_HEADERS_TIMEOUT", "unsure"],
    ["CERT_HAS_EXPIRED", "unsure"],
  ])("%s is %s", (code, kind) => {
    expect(outcomeOf(new HttpError("x", coded(code)))).toEqual({ kind, reason: code });
    expect(outcomeOf(new HttpError("x", new TypeError("fetch failed", { cause: coded(code) })))).toEqual({
      kind,
      reason: code,
    });
  });

  test("of several addresses counts as unsent only when none was reached", () => {
    const refused = new AggregateError([coded("ECONNREFUSED"), coded("ENETUNREACH")]);
    const reset = new AggregateError([coded("ECONNREFUSED"), coded("ECONNRESET")]);
    expect(outcomeOf(new HttpError("x", refused)).kind).toBe("offline");
    expect(outcomeOf(new HttpError("x", reset)).kind).toBe("unsure");
  });

  test.each([null, undefined, "text", 5, new Error("plain"), {}])(
    "of an unknown shape is unsure: %j",
    (cause) => {
      expect(outcomeOf(new HttpError("x", cause)).kind).toBe("unsure");
      expect(outcomeOf(cause).kind).toBe("unsure");
    },
  );
});

describe("a refusal", () => {
  test("is read by its code even when its words are new", () => {
    const refusal = (error_code: number): GrammyError =>
      new GrammyError("x", { ok: false, error_code, description: "Something new" }, "sendMessage", {});
    expect([400, 401, 403, 404, 409, 429, 500, 502].map((code) => outcomeOf(refusal(code)).kind)).toEqual([
      "notSent",
      "notSent",
      "gone",
      "notSent",
      "notSent",
      "busy",
      "unsure",
      "unsure",
    ]);
  });
});
