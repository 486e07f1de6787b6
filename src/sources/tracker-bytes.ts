import { hash } from "node:crypto";
import { performance } from "node:perf_hooks";
import { setImmediate } from "node:timers/promises";

/** Larger exports are refused: the whole list of 8,696 people has about 4 MiB. */
const MAX_SNAPSHOT_BYTES = 16 * 1024 * 1024;

export type TextReading =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string };

/** Work goes on without a pause for at most so long. */
const BREATH_MS = 8;

/** Lets timers, sockets and answers to commands go first. */
export async function breathe(): Promise<void> {
  await setImmediate();
}

/** Lets timers, sockets and answers to commands go first whenever work has gone on for a while. */
export class Breather {
  #since = performance.now();

  async rest(): Promise<void> {
    if (performance.now() - this.#since < BREATH_MS) return;
    await setImmediate();
    this.#since = performance.now();
  }
}

/** SHA-256, hexadecimal. */
export function sha256(data: Uint8Array | string): string {
  return hash("sha256", data, "hex");
}

/** UTF-8 with or without BOM, or UTF-16 with one. Anything else is refused, never guessed. */
export function decodeText(bytes: Uint8Array): TextReading {
  if (bytes.byteLength > MAX_SNAPSHOT_BYTES) return { ok: false, reason: "larger than 16 MiB" };
  if (bytes.byteLength === 0) return { ok: false, reason: "empty" };
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (text.trim() === "") return { ok: false, reason: "empty" };
    return text.includes("\u0000") ? { ok: false, reason: "binary" } : { ok: true, text };
  } catch {
    return { ok: false, reason: `not ${encoding} text` };
  }
}

/** A page, as a bot wall or an error shows it, where data were expected. */
export function looksLikeHtml(text: string): boolean {
  return /^\s*(?:<!--[\s\S]{0,2000}?-->\s*)?<(?:!doctype|html|head|body|script|\?xml|div|h1)/iu.test(
    text.slice(0, 4096),
  );
}
