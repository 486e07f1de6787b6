import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { closeSync, fsyncSync, openSync, readSync, writeSync } from "node:fs";

/**
 * An encrypted file in chunks, so that its size does not matter to memory: a head, 16 bytes of salt, then chunks of
 * ciphertext and tag. A chunk's nonce is its number; the last one says so, so that a cut file does not open.
 */
const HEAD = Buffer.from("navoli backup 1\n");
const SALT_BYTES = 16;
const TAG_BYTES = 16;
const CHUNK_BYTES = 1024 * 1024;

/** @returns SHA-256 of what was encrypted */
export async function encryptFile(key: KeyObject, from: string, to: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const fileKey = keyFor(key, salt);
  return withFiles(from, to, async (source, target) => {
    const hash = createHash("sha256");
    writeSync(target, Buffer.concat([HEAD, salt]));
    let chunk = readChunk(source, CHUNK_BYTES);
    for (let n = 0, last = false; !last; n++) {
      const next = readChunk(source, CHUNK_BYTES);
      last = next.length === 0;
      const cipher = createCipheriv("aes-256-gcm", fileKey, nonceOf(n));
      cipher.setAAD(Buffer.from([last ? 1 : 0]));
      hash.update(chunk);
      writeSync(target, Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]));
      chunk = next;
      await new Promise(setImmediate);
    }
    return hash.digest("hex");
  });
}

/**
 * @returns SHA-256 of what was decrypted
 * @throws Error when it is no backup, was cut or changed, or the key is another
 */
export async function decryptFile(key: KeyObject, from: string, to: string): Promise<string> {
  return withFiles(from, to, async (source, target) => {
    const head = readChunk(source, HEAD.length + SALT_BYTES);
    if (!head.subarray(0, HEAD.length).equals(HEAD)) throw new Error("this is no backup of Navoli");
    const fileKey = keyFor(key, head.subarray(HEAD.length));
    const hash = createHash("sha256");
    let chunk = readChunk(source, CHUNK_BYTES + TAG_BYTES);
    for (let n = 0, last = false; !last; n++) {
      const next = readChunk(source, CHUNK_BYTES + TAG_BYTES);
      last = next.length === 0;
      const plain = openChunk(fileKey, n, last, chunk);
      hash.update(plain);
      writeSync(target, plain);
      chunk = next;
      await new Promise(setImmediate);
    }
    return hash.digest("hex");
  });
}

function openChunk(key: Buffer, n: number, last: boolean, chunk: Buffer): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", key, nonceOf(n), { authTagLength: TAG_BYTES });
  try {
    decipher.setAAD(Buffer.from([last ? 1 : 0]));
    decipher.setAuthTag(chunk.subarray(chunk.length - TAG_BYTES));
    return Buffer.concat([decipher.update(chunk.subarray(0, chunk.length - TAG_BYTES)), decipher.final()]);
  } catch {
    // Not with its cause, which operators would be shown instead and which tells them nothing.
    throw new Error("the backup was cut or changed, or DATA_KEY is another");
  }
}

function keyFor(key: KeyObject, salt: Uint8Array): Buffer {
  return Buffer.from(hkdfSync("sha256", key, salt, "navoli 1 backup file", 32));
}

function nonceOf(n: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(n, 8);
  return nonce;
}

function readChunk(file: number, bytes: number): Buffer {
  const chunk = Buffer.alloc(bytes);
  let filled = 0;
  for (let read = -1; read !== 0 && filled < bytes; filled += read) {
    read = readSync(file, chunk, filled, bytes - filled, null);
  }
  return chunk.subarray(0, filled);
}

async function withFiles(
  from: string,
  to: string,
  work: (source: number, target: number) => Promise<string>,
): Promise<string> {
  const source = openSync(from, "r");
  try {
    const target = openSync(to, "w", 0o600);
    try {
      const hash = await work(source, target);
      fsyncSync(target);
      return hash;
    } finally {
      closeSync(target);
    }
  } finally {
    closeSync(source);
  }
}
