import type { LogFacts } from "../ports/log.ts";

/** All that is logged of an error: never its words, which may hold a token, a chat or a text. */
export interface ErrorFacts {
  readonly class: string;
  readonly code: string | number | null;
  /** A Bot API method, `sendMessage`. */
  readonly method: string | null;
  /** Where it was thrown: `src/deliver/step.ts:10:5`, innermost first. */
  readonly at: readonly string[];
  readonly cause: ErrorFacts | null;
}

const CAUSES_MOST = 4;
const FRAMES_MOST = 12;
const NAME = /^[A-Za-z][A-Za-z0-9_]{0,59}$/u;
const CODE = /^[A-Z][A-Z0-9_]{1,59}$/u;
const FRAME =
  /^\s+at (?:.*[( ])?((?:file:\/\/)?\/[\w./@+-]{1,300}|node:[\w/]{1,80}):(\d{1,7}):(\d{1,7})\)?$/u;

/** Class, codes and places of an error and of its causes. */
export function factsOfError(error: unknown, depth = 0): ErrorFacts {
  if (typeof error !== "object" || error === null) {
    return { class: typeof error, code: null, method: null, at: [], cause: null };
  }
  const facts = new Map<string, unknown>(
    ["name", "message", "code", "error_code", "method", "stack", "cause", "error"].map((key) => [
      key,
      read(error, key),
    ]),
  );
  // grammY's HttpError keeps its cause as `error`.
  const inner = facts.get("cause") ?? facts.get("error");
  return {
    class: matching(NAME, facts.get("name")) ?? "Error",
    code: codeOf(facts.get("code")) ?? codeOf(facts.get("error_code")),
    method: matching(NAME, facts.get("method")),
    at: placesOf(facts.get("stack"), facts.get("message")),
    cause:
      inner === undefined || inner === null || depth >= CAUSES_MOST ? null : factsOfError(inner, depth + 1),
  };
}

/** A getter or a proxy may throw; a log line must not. */
function read(object: object, key: string): unknown {
  try {
    return Reflect.get(object, key);
  } catch {
    return undefined;
  }
}

function matching(pattern: RegExp, value: unknown): string | null {
  return typeof value === "string" && pattern.test(value) ? value : null;
}

function codeOf(value: unknown): string | number | null {
  return typeof value === "number" && Math.abs(value) < 1000 ? value : matching(CODE, value);
}

/**
 * Only lines that are positions in files, relative to the project: the error's words stand above them, and may
 * have been made to look like them.
 */
function placesOf(stack: unknown, message: unknown): readonly string[] {
  if (typeof stack !== "string") return [];
  const places: string[] = [];
  const words = typeof message === "string" ? stack.indexOf(message) : -1;
  const lines = words < 0 || typeof message !== "string" ? stack : stack.slice(words + message.length);
  for (const line of lines.slice(0, 20_000).split("\n")) {
    const frame = FRAME.exec(line);
    const place = frame === null ? null : shortened(frame[1] ?? "");
    if (frame !== null && place !== null) places.push(`${place}:${frame[2] ?? ""}:${frame[3] ?? ""}`);
    if (places.length === FRAMES_MOST) break;
  }
  return places;
}

function shortened(path: string): string | null {
  if (path.startsWith("node:")) return path;
  const inPackage = path.lastIndexOf("/node_modules/");
  if (inPackage >= 0) return path.slice(inPackage + 1);
  const inProject = /\/((?:src|test|bench)\/[a-z0-9/._-]+\.(?:ts|js|mjs))$/u.exec(path);
  return inProject?.[1] ?? null;
}

const TOKEN = /\d{5,20}:[\w-]{20,}/gu;
const LONG_NUMBER = /-?\d{7,}/gu;
const TEXT_MOST = 200;

/** Facts as they may stand in a log: a slip of a caller must not put a token or a chat's number there. */
export function safeFacts(facts: LogFacts): LogFacts {
  return Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, safeValue(value)]));
}

function safeValue(value: unknown): string | number | boolean | null {
  if (typeof value === "boolean" || typeof value === "number" || value === null) return value;
  if (typeof value !== "string") return null;
  const short = value.length > TEXT_MOST ? `${value.slice(0, TEXT_MOST)}…` : value;
  return short.replaceAll(TOKEN, "[token]").replaceAll(LONG_NUMBER, "[number]");
}
