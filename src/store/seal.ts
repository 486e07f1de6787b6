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
  readonly subscribers: Sealer;
  readonly subscriberIds: KeyObject;
  readonly targets: Sealer;
  readonly messageIds: Sealer;
  readonly deletions: Sealer;
  readonly moderators: Sealer;
  readonly deliveryIds: KeyObject;
  readonly backups: KeyObject;
  readonly auditHead: KeyObject;
  /** Tells whether a database was written with this key; says nothing about it. */
  readonly mark: string;
}

export const DATA_KEY_BYTES = 32;
const NONCE_BYTES = 12;
const NONCES_AT_ONCE = 512;
const TAG_BYTES = 16;
const LENGTH_BYTES = 4;

/**
 * Sizes of what is sealed, padding included. A chat: the first holds a person with as many follows as anybody may
 * have, under the longest ids, and two rows fill a page of the database; so all people have rows of one length, and
 * only groups with several topics may be longer. The others hold ids and switches, nothing of free length.
 */
const CHAT_SIZES = [1968, 8192, 65_536];
const TARGET_SIZES = [128];
const MESSAGE_ID_SIZES = [16];
const DELETION_SIZES = [32];
/** A command that waits for its code may be as long as a message. */
const MODERATOR_SIZES = [1024, 8192, 32_768];

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
    subscribers: new Sealer(key("subscribers"), CHAT_SIZES),
    subscriberIds: key("subscriber ids"),
    targets: new Sealer(key("delivery targets"), TARGET_SIZES),
    messageIds: new Sealer(key("message ids"), MESSAGE_ID_SIZES),
    deletions: new Sealer(key("deletions"), DELETION_SIZES),
    moderators: new Sealer(key("moderators"), MODERATOR_SIZES),
    deliveryIds: key("delivery ids"),
    backups: key("backups"),
    auditHead: key("audit head"),
    mark: derive("mark").toString("base64url"),
  };
}

/** A name that only the holder of the key can compute: 128 bits, 22 characters. */
export function blindIndex(key: KeyObject, text: string): string {
  return createHmac("sha256", key).update(text).digest().subarray(0, 16).toString("base64url");
}

/** AES-256-GCM under a fresh nonce each time, with the length hidden in size classes. */
export class Sealer {
  readonly #key: KeyObject;
  readonly #sizes: readonly number[];
  /** Random bytes fetched ahead: one call for each nonce would cost half as much as the sealing. */
  #nonces = Buffer.alloc(0);

  /** @param sizes ascending, in bytes, 4 of them for the length; what is longer is padded to a multiple of the last */
  constructor(key: KeyObject, sizes: readonly number[]) {
    this.#key = key;
    this.#sizes = sizes;
  }

  /**
   * @param boundTo the row's id: a sealed value that is moved into another row does not open
   * @returns nonce, ciphertext, tag: 28 bytes more than the size class
   */
  seal(plain: Uint8Array, boundTo: string): Buffer {
    const padded = Buffer.alloc(this.#sizeFor(plain.length + LENGTH_BYTES));
    padded.writeUInt32LE(plain.length);
    padded.set(plain, LENGTH_BYTES);
    const nonce = this.#nonce();
    const cipher = createCipheriv("aes-256-gcm", this.#key, nonce);
    cipher.setAAD(Buffer.from(boundTo));
    return Buffer.concat([nonce, cipher.update(padded), cipher.final(), cipher.getAuthTag()]);
  }

  /** @throws Error when the bytes, the key or the row are not those that it was sealed with */
  unseal(sealed: Uint8Array, boundTo: string): Buffer {
    const nonce = sealed.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv("aes-256-gcm", this.#key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(boundTo));
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
    const padded = decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES));
    // GCM gives everything at once; this only checks the tag.
    decipher.final();
    return padded.subarray(LENGTH_BYTES, LENGTH_BYTES + padded.readUInt32LE());
  }

  #nonce(): Buffer {
    if (this.#nonces.length === 0) this.#nonces = randomBytes(NONCE_BYTES * NONCES_AT_ONCE);
    const nonce = this.#nonces.subarray(0, NONCE_BYTES);
    this.#nonces = this.#nonces.subarray(NONCE_BYTES);
    return nonce;
  }

  #sizeFor(bytes: number): number {
    const largest = this.#sizes.at(-1) ?? bytes;
    return this.#sizes.find((size) => size >= bytes) ?? Math.ceil(bytes / largest) * largest;
  }
}
