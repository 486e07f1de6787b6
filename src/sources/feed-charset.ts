import iconv from "iconv-lite";

/**
 * Which single-byte charset bytes are written in, when nobody says or what is said is wrong.
 * Each candidate's reading is judged by what its high letters look like among their neighbours: Cyrillic
 * never touches Latin letters, capitals do not follow small ones, accents sit inside Latin words, and
 * box drawings or control characters are nobody's text.
 */

/** Newsrooms of the region: Cyrillic code pages first, then those of the Latin neighbours. */
const CANDIDATES = [
  "windows1251",
  "koi8-ru",
  "iso88595",
  "cp866",
  "windows1252",
  "windows1250",
  "windows1257",
];

/** How much better than the declared charset another must read before the declaration counts as a lie. */
const DOUBT = 0.2;
const SAMPLE_BYTES = 48 * 1024;

const COMMON_CYRILLIC = new Set("оеаинтсрвлкмыяіу");
const RARE_CYRILLIC = /[ЂЃЉЊЋЌЏЅЈђѓљњћќџѕј]/u;
const QUIET_SIGN = /[«»„“”‘’‚–—…№•·©®™§°€\u00a0\u00ad]/u;

/** Charsets that iconv-lite knows and that are no charsets of a text on the web. */
const NO_TEXT = /^(?:base64|hex|binary|utf-?7.*|utf-?16.*|utf-?32.*|ucs.*|internal)$/iu;

/** The charset's name for iconv-lite; null when it is unknown. Browsers read Latin-1 as windows-1252; so do we. */
export function knownCharset(label: string | null): string | null {
  if (label === null) return null;
  const name = label
    .trim()
    .toLowerCase()
    .replace(/^x-/u, "")
    .replace(/^(?:cp|win)-/u, "windows-");
  if (name === "" || NO_TEXT.test(name) || !iconv.encodingExists(name)) return null;
  if (/^(?:iso-?8859-?1|latin-?1|us-ascii|ascii)$/u.test(name)) return "windows1252";
  // KOI8-RU is KOI8-R and KOI8-U with their letters for Belarusian in place of frames.
  return name.startsWith("koi8") ? "koi8-ru" : name;
}

/** @param declared names as the header and the prolog give them, most trusted first */
export function guessCharset(bytes: Uint8Array, declared: readonly (string | null)[]): string {
  const sample = highSample(bytes);
  const trusted = [...new Set(declared.map(knownCharset).filter((name) => name !== null))].filter(
    (name) => name !== "utf8" && name !== "utf-8",
  );
  const scored = [...new Set([...trusted, ...CANDIDATES])].map((name) => ({
    name,
    score: soundness(decodeAs(sample, name)) + (trusted.includes(name) ? DOUBT : 0),
  }));
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).name;
}

/** Node reads these many times faster than iconv-lite does. */
const BY_NODE = /^(?:utf-8|utf-16le|windows-?125\d|cp866)$/u;

export function decodeAs(bytes: Uint8Array, charset: string): string {
  if (BY_NODE.test(charset)) return new TextDecoder(charset.replace(/^windows-?/u, "windows-")).decode(bytes);
  return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), charset);
}

/** Lines of markup without one high byte tell nothing: the sample starts at the first high byte. */
function highSample(bytes: Uint8Array): Buffer {
  let start = 0;
  while (start < bytes.length && (bytes[start] ?? 0) < 0x80) start += 1;
  return Buffer.from(bytes.subarray(Math.max(0, start - 1), start + SAMPLE_BYTES));
}

/** Mean over all letters and signs beyond ASCII: about 1 for the right charset, below 0 for a wrong one. */
export function soundness(text: string): number {
  let sum = 0;
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text.charCodeAt(at) < 0x80) continue;
    count += 1;
    sum += weigh(text.charAt(at), text.charAt(at - 1), text.charAt(at + 1));
  }
  return count === 0 ? 0 : sum / count;
}

function weigh(char: string, before: string, after: string): number {
  const code = char.charCodeAt(0);
  if (code < 0xa0 || code === 0xfffd) return -3;
  if (QUIET_SIGN.test(char)) return isLetter(before) && isLetter(after) && !/[’–—]/u.test(char) ? -0.5 : 0.5;
  if (code >= 0x400 && code < 0x530) return weighCyrillic(char, before, after);
  if (code >= 0xc0 && code < 0x250) return weighLatin(before, after);
  return -1;
}

function weighCyrillic(char: string, before: string, after: string): number {
  if (isAsciiLetter(before) || isAsciiLetter(after) || RARE_CYRILLIC.test(char)) return -1;
  const small = char.toLowerCase() === char;
  if (!small) return isSmallCyrillic(before) ? -1 : 0.6;
  return COMMON_CYRILLIC.has(char) ? 1.3 : 0.9;
}

function weighLatin(before: string, after: string): number {
  if (isAsciiLetter(before) || isAsciiLetter(after)) return 1;
  return isLetter(before) || isLetter(after) ? -0.7 : 0.2;
}

function isSmallCyrillic(char: string): boolean {
  return /[а-яёіўїєґ]/u.test(char);
}

function isAsciiLetter(char: string): boolean {
  return /[A-Za-z]/u.test(char);
}

function isLetter(char: string): boolean {
  return /\p{L}/u.test(char);
}
