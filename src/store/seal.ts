import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from "node:crypto";
import type { KeyObject } from "node:crypto";

/** Keys for one purpose each, all derived from the one DATA_KEY, which never enters the database. */
export interface Keys {
  readonly subscribers: KeyObject;
  readonly subscriberIds: KeyObject;
  readonly targets: KeyObject;
  readonly messageIds: KeyObject;
  readonly deliveryIds: KeyObject;
  readonly backups: KeyObject;
  /** Tells whether a database was written with this key; says nothing about it. */
  readonly mark: string;
}

export const DATA_KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const LENGTH_BYTES = 4;

/** @param dataKey 32 bytes */
export function deriveKeys(dataKey: Uint8Array): Keys {
  if (dataKey.length !== DATA_KEY_BYTES) {
    throw new RangeError(`a data key has ${String(DATA_KEY_BYTES)} bytes, got ${String(dataKey.length)}`);
  }
  const derive = (purpose: string): Buffer =>
    Buffer.from(hkdfSync("sha256", dataKey, "", `navoli 1 ${purpose}`, 32));
  // Key objects, not bytes: an HMAC or a cipher made from bytes costs four times as much.
  const key = (purpose: string): KeyObject => createSecretKey(derive(purpose));
  return {
    subscribers: key("subscribers"),
    subscriberIds: key("subscriber ids"),
    targets: key("delivery targets"),
    messageIds: key("message ids"),
    deliveryIds: key("delivery ids"),
    backups: key("backups"),
    mark: derive("mark").toString("base64url"),
  };
}

/** A name that only the holder of the key can compute: 128 bits, 22 characters. */
export function blindIndex(key: KeyObject, text: string): string {
  return createHmac("sha256", key).update(text).digest().subarray(0, 16).toString("base64url");
}

/**
 * AES-256-GCM over `plain`, padded with zeros to the first of `sizes` that holds it, beyond the last one to
 * a multiple of it: the length of the result tells the size class and nothing more.
 *
 * @param boundTo the row's id: a sealed value that is moved into another row does not open
 * @returns nonce, ciphertext, tag
 */
export function seal(key: KeyObject, plain: Uint8Array, sizes: readonly number[], boundTo: string): Buffer {
  const padded = Buffer.alloc(sizeFor(plain.length + LENGTH_BYTES, sizes));
  padded.writeUInt32LE(plain.length);
  padded.set(plain, LENGTH_BYTES);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(Buffer.from(boundTo));
  return Buffer.concat([nonce, cipher.update(padded), cipher.final(), cipher.getAuthTag()]);
}

/** @throws Error when the bytes, the key or the row are not those that it was sealed with */
export function unseal(key: KeyObject, sealed: Uint8Array, boundTo: string): Buffer {
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(boundTo));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const padded = decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES));
  // GCM gives everything at once; this only checks the tag.
  decipher.final();
  return padded.subarray(LENGTH_BYTES, LENGTH_BYTES + padded.readUInt32LE());
}

function sizeFor(bytes: number, sizes: readonly number[]): number {
  const largest = sizes.at(-1) ?? bytes;
  return sizes.find((size) => size >= bytes) ?? Math.ceil(bytes / largest) * largest;
}
