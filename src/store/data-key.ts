import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { DATA_KEY_BYTES } from "./seal.ts";

export type ReadDataKey =
  { readonly kind: "key"; readonly key: Uint8Array } | { readonly kind: "bad"; readonly reason: string };

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
  if (given === null && !existsSync(file)) return create(file);
  const read = readDataKey(given, file);
  return read.kind === "key" ? { ...read, created: false } : read;
}

/** The same for who needs the key that was, and must not make another. */
export function readDataKey(given: string | null, file: string): ReadDataKey {
  if (given !== null) return parseDataKey(given, "DATA_KEY");
  if (!existsSync(file)) {
    return { kind: "bad", reason: `there is no key: DATA_KEY is not given and ${file} is missing` };
  }
  try {
    return parseDataKey(readFileSync(file, "utf8"), file);
  } catch (error) {
    return { kind: "bad", reason: `${file}: ${error instanceof Error ? error.message : "unknown"}` };
  }
}

/** @param from what is named when it is no key */
export function parseDataKey(text: string, from: string): ReadDataKey {
  const base64 = text.trim();
  const key = Buffer.from(base64, "base64");
  // Node passes over what is no base64: only what reads back the same was meant.
  const isBase64 = key.toString("base64").replace(/=+$/, "") === base64.replace(/=+$/, "");
  return isBase64 && key.length === DATA_KEY_BYTES
    ? { kind: "key", key }
    : { kind: "bad", reason: `${from} must hold ${String(DATA_KEY_BYTES)} bytes in base64` };
}

function create(file: string): LoadedDataKey {
  const { key } = freshDataKey();
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeKey(file, key, "wx");
    return { kind: "key", key, created: true };
  } catch (error) {
    return { kind: "bad", reason: `${file}: ${error instanceof Error ? error.message : "unknown"}` };
  }
}

function writeKey(file: string, key: Uint8Array, flag: "w" | "wx"): void {
  const handle = openSync(file, flag, 0o600);
  try {
    writeSync(handle, `${Buffer.from(key).toString("base64")}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

export function freshDataKey(): ReadDataKey & { readonly kind: "key" } {
  return { kind: "key", key: randomBytes(DATA_KEY_BYTES) };
}

/** Where the next key lies while everything is sealed anew under it. */
function nextKeyFile(file: string): string {
  return `${file}.new`;
}

/** The key that an interrupted rekey may have sealed everything with; null when there is none. */
export function nextDataKey(file: string): Uint8Array | null {
  const read = readDataKey(null, nextKeyFile(file));
  return read.kind === "key" ? read.key : null;
}

/** Before anything is sealed with it: whatever happens then, one of the two files holds the key that opens. */
export function prepareNextKey(file: string, key: Uint8Array): void {
  writeKey(nextKeyFile(file), key, "w");
  syncFolder(file);
}

/** The next key becomes the key. The one before is kept as `<file>.before-rekey`: older backups need it. */
export function promoteNextKey(file: string): void {
  const before = readDataKey(null, file);
  if (before.kind === "key") writeKey(`${file}.before-rekey`, before.key, "w");
  renameSync(nextKeyFile(file), file);
  syncFolder(file);
}

/** A new name outlasts a power cut only when the folder is written down too. */
function syncFolder(file: string): void {
  const handle = openSync(dirname(file), "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
