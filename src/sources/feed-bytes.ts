import { isUtf8 } from "node:buffer";
import { constants, gunzipSync } from "node:zlib";
import { decodeAs, guessCharset, knownCharset, soundness } from "./feed-charset.ts";

/**
 * Bytes of a feed → text, whatever its headers claim. Order of belief: byte order mark, then whether the
 * bytes are UTF-8 at all, then header, prolog and statistics together.
 */

/** Cap on a body that turns out to be gzip although no header said so. */
const MAX_UNPACKED_BYTES = 10 * 1024 * 1024;
/** Share of broken bytes among multi-byte letters up to which a text is still damaged UTF-8. */
const DAMAGED_UTF8 = 0.1;
const MAX_PIECES = 20_000;

/** @throws Error when the body is a gzip stream that cannot be unpacked within the cap */
export function feedText(bytes: Uint8Array, contentType: string | null): string {
  const body = unpacked(bytes);
  const text = withoutMarks(byMark(body) ?? byContent(body, contentType));
  return unmangled(text);
}

function unpacked(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  // A flush in place of an end: a truncated stream still gives what it holds.
  return gunzipSync(bytes, { maxOutputLength: MAX_UNPACKED_BYTES, finishFlush: constants.Z_SYNC_FLUSH });
}

/** By a byte order mark, or by the zero bytes that UTF-16 leaves between ASCII signs. */
function byMark(bytes: Uint8Array): string | null {
  const [a = -1, b = -1, c = -1, d = -1] = bytes;
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return decodeAs(bytes, "utf-32le");
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return decodeAs(bytes, "utf-32be");
  if (a === 0xff && b === 0xfe) return decodeAs(bytes, "utf-16le");
  if (a === 0xfe && b === 0xff) return decodeAs(bytes, "utf-16be");
  const head = bytes.subarray(0, 200);
  const zerosAt = (parity: number): number =>
    head.reduce((sum, byte, at) => sum + (byte === 0 && at % 2 === parity ? 1 : 0), 0);
  if (zerosAt(1) * 3 > head.length) return decodeAs(bytes, "utf-16le");
  if (zerosAt(0) * 3 > head.length) return decodeAs(bytes, "utf-16be");
  return null;
}

function byContent(bytes: Uint8Array, contentType: string | null): string {
  if (isUtf8(bytes)) return decodeAs(bytes, "utf-8");
  const census = utf8Census(bytes);
  if (census.broken <= census.letters * DAMAGED_UTF8) return decodeAs(bytes, "utf-8");
  const declared = [charsetOfHeader(contentType), charsetOfProlog(bytes)];
  const multiByte = declared.map(knownCharset).find((name) => name !== null && /gb|big5|jis|euc/u.test(name));
  if (multiByte !== undefined && multiByte !== null) return decodeAs(bytes, multiByte);
  const charset = guessCharset(bytes, declared);
  return census.letters > census.broken * DAMAGED_UTF8 ? inPieces(bytes, charset) : decodeAs(bytes, charset);
}

/** Two charsets in one document, as when a site pastes another's feed: each element is read by itself. */
function inPieces(bytes: Uint8Array, charset: string): string {
  const pieces: string[] = [];
  let start = 0;
  for (let at = 1; at < bytes.length && pieces.length < MAX_PIECES; at += 1) {
    if (bytes[at] !== 0x3c) continue;
    const piece = bytes.subarray(start, at);
    pieces.push(decodeAs(piece, isUtf8(piece) ? "utf-8" : charset));
    start = at;
  }
  const rest = bytes.subarray(start);
  return pieces.join("") + decodeAs(rest, isUtf8(rest) ? "utf-8" : charset);
}

/** Well-formed letters of several bytes, and bytes that fit nowhere. */
function utf8Census(bytes: Uint8Array): { readonly letters: number; readonly broken: number } {
  let letters = 0;
  let broken = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    const whole = lead >= 0xc2 && lead < 0xf5 && followers(bytes, at, length);
    if (whole) letters += 1;
    else broken += 1;
    if (whole) at += length - 1;
  }
  return { letters, broken };
}

function followers(bytes: Uint8Array, at: number, length: number): boolean {
  for (let next = 1; next < length; next += 1) {
    if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return false;
  }
  return true;
}

function charsetOfHeader(contentType: string | null): string | null {
  return /charset\s*=\s*["']?([^\s"';,]+)/iu.exec(contentType ?? "")?.[1] ?? null;
}

function charsetOfProlog(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString("latin1");
  return /<\?xml[^>]{0,200}?encoding\s*=\s*["']?([\w.:-]{1,40})/iu.exec(head)?.[1] ?? null;
}

function withoutMarks(text: string): string {
  return text.replace(/^(?:\ufeff|\ufffe|\p{Cc})+/u, "");
}

/** UTF-8 that somebody took for windows-1251 or windows-1252 and encoded once more: «РџСЂС‹...», «ÐŸÑ€...». */
function unmangled(text: string): string {
  const sample = highText(text);
  const high = sample.replace(/\p{ASCII}/gu, "");
  // Every second sign would be the lead byte of a Cyrillic letter; in a real text they are a few in a hundred.
  if (high.replace(/[РСÐÑ]/g, "").length > high.length * 0.75) return text;
  for (const charset of ["windows1251", "windows1252"]) {
    const back = utf8From(sample, charset);
    if (back !== null && soundness(back) > soundness(sample)) return utf8From(text, charset) ?? text;
  }
  return text;
}

function highText(text: string): string {
  const start = text.search(/[\u0080-\uffff]/u);
  return start < 0 ? "" : text.slice(start, start + 4096);
}

/** Null when the text cannot have been made that way. */
function utf8From(text: string, charset: string): string | null {
  const bytes = singleBytes(text, charset);
  if (bytes === null) return null;
  const census = utf8Census(bytes);
  // The sample may begin or end inside a letter, and a sign without a place in the code page is lost on the way.
  return census.letters > 3 && census.broken <= 3 + census.letters * 0.02 ? decodeAs(bytes, "utf-8") : null;
}

function singleBytes(text: string, charset: string): Uint8Array | null {
  const codes = new Map<string, number>();
  for (let byte = 0; byte < 256; byte += 1) {
    const char = decodeAs(Uint8Array.of(byte), charset);
    // Latin-1 and places without a sign: the number itself.
    if (!codes.has(String.fromCharCode(byte))) codes.set(String.fromCharCode(byte), byte);
    if (char !== "\ufffd") codes.set(char, byte);
  }
  const bytes = new Uint8Array(text.length);
  let lost = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = codes.get(text.charAt(at));
    if (code === undefined) lost += 1;
    bytes[at] = code ?? 0x3f;
  }
  return lost > text.length * 0.01 ? null : bytes;
}
