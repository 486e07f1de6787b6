/**
 * A fingerprint to tell whether something changed: 106 bits, fast, without a package. Not for secrets: whoever
 * wants to may make two texts with the same one, and would only hide a change of his own feed.
 */
class Fingerprint {
  #a = 0xdeadbeef;
  #b = 0x41c6ce57;
  #c = 0x9e3779b9;
  #d = 0x85ebca6b;

  add(value: number): void {
    this.#a = Math.imul(this.#a ^ value, 2654435761);
    this.#b = Math.imul(this.#b ^ value, 1597334677);
    this.#c = Math.imul(this.#c ^ (value + 0x51), 2246822507);
    this.#d = Math.imul(this.#d ^ (value + 0xa7), 3266489909);
  }

  toString(): string {
    return pair(this.#a, this.#b) + pair(this.#c, this.#d);
  }
}

/** Mixes two halves so that each bit of the one reaches the other; 53 bits, as cyrb53 does. */
function pair(first: number, second: number): string {
  const a = Math.imul(first ^ (first >>> 16), 2246822507) ^ Math.imul(second ^ (second >>> 13), 3266489909);
  const b = Math.imul(second ^ (second >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(16).padStart(14, "0");
}

export function hashText(text: string): string {
  const fingerprint = new Fingerprint();
  for (let at = 0; at < text.length; at += 1) fingerprint.add(text.charCodeAt(at));
  return fingerprint.toString();
}

export function hashBytes(bytes: Uint8Array): string {
  const fingerprint = new Fingerprint();
  for (const byte of bytes) fingerprint.add(byte);
  return fingerprint.toString();
}
