/**
 * A fingerprint to tell whether something changed: 106 bits, fast, without a package. Not for secrets: whoever
 * wants to may make two texts with the same one, and would only hide a change of his own feed.
 */

/** Two runs of cyrb53 side by side over 32-bit words. */
function fingerprint(length: number, word: (at: number) => number): string {
  let a = 0xdeadbeef ^ length;
  let b = 0x41c6ce57 ^ length;
  let c = 0x9e3779b9 ^ length;
  let d = 0x85ebca6b ^ length;
  for (let at = 0; at < length; at += 1) {
    const value = word(at);
    a = Math.imul(a ^ value, 2654435761);
    b = Math.imul(b ^ value, 1597334677);
    c = Math.imul(c ^ value, 2246822507);
    d = Math.imul(d ^ value, 3266489909);
    // Without it the high bits of a word would never reach the low ones.
    a ^= a >>> 15;
    b ^= b >>> 13;
    c ^= c >>> 16;
    d ^= d >>> 14;
  }
  return mixed(a, b) + mixed(c, d);
}

/** 53 bits of two halves, each bit of the one reaching the other. */
function mixed(first: number, second: number): string {
  const a = Math.imul(first ^ (first >>> 16), 2246822507) ^ Math.imul(second ^ (second >>> 13), 3266489909);
  const b = Math.imul(second ^ (second >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(16).padStart(14, "0");
}

export function hashText(text: string): string {
  return fingerprint(text.length, (at) => text.charCodeAt(at));
}

export function hashBytes(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.length >> 2;
  const rest = bytes.length & 3;
  const words = fingerprint(whole + rest, (at) =>
    at < whole ? view.getInt32(at * 4, true) : (bytes[whole * 4 + at - whole] ?? 0),
  );
  // The same words may come from another number of bytes.
  return `${words}${bytes.length.toString(16)}`;
}
