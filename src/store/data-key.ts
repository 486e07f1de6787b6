import { randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { DATA_KEY_BYTES } from "./seal.ts";

export type LoadedDataKey =
  | { readonly kind: "key"; readonly key: Uint8Array; readonly created: boolean }
  | { readonly kind: "bad"; readonly reason: string };

/**
 * The key that seals everything about subscribers.
 *
 * @param given DATA_KEY as configured, base64 of 32 bytes; null: it is read from `file`
 * @param file where the key lies; made with mode 0600 when it is missing, never overwritten
 */
export function loadDataKey(given: string | null, file: string): LoadedDataKey {
  if (given !== null) return parse(given, "DATA_KEY");
  try {
    return existsSync(file) ? parse(readFileSync(file, "utf8"), file) : create(file);
  } catch (error) {
    return { kind: "bad", reason: `${file}: ${error instanceof Error ? error.message : "unknown"}` };
  }
}

function parse(text: string, from: string): LoadedDataKey {
  const base64 = text.trim();
  const key = Buffer.from(base64, "base64");
  // Node passes over what is no base64: only what reads back the same was meant.
  const isBase64 = key.toString("base64").replace(/=+$/, "") === base64.replace(/=+$/, "");
  return isBase64 && key.length === DATA_KEY_BYTES
    ? { kind: "key", key, created: false }
    : { kind: "bad", reason: `${from} must hold ${String(DATA_KEY_BYTES)} bytes in base64` };
}

function create(file: string): LoadedDataKey {
  const key = randomBytes(DATA_KEY_BYTES);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const handle = openSync(file, "wx", 0o600);
  try {
    writeSync(handle, `${key.toString("base64")}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return { kind: "key", key, created: true };
}
