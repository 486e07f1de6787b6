import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createSecretKey } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadDataKey } from "../../src/store/data-key.ts";
import { sendIdsOf } from "../../src/store/delivery-row.ts";
import { blindIndex, deriveKeys, Sealer } from "../../src/store/seal.ts";
import { aDataKey } from "./support.ts";

const key = createSecretKey(aDataKey());
const sealer = new Sealer(key, [64, 256]);

describe("sealing", () => {
  test("what is sealed opens to the same bytes, and its length tells only the size class", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 700 }), fc.string(), (plain, row) => {
        const sealed = sealer.seal(plain, row);
        expect(Buffer.compare(sealer.unseal(sealed, row), plain)).toBe(0);
        const size = plain.length + 4;
        const padded = size <= 64 ? 64 : Math.ceil(size / 256) * 256;
        expect(sealed).toHaveLength(12 + padded + 16);
      }),
    );
  });

  test("no bit can be changed, and nothing opens under another key or in another row", () => {
    const sealed = sealer.seal(Buffer.from("text"), "row");
    fc.assert(
      fc.property(fc.nat({ max: sealed.length * 8 - 1 }), (bit) => {
        const changed = Buffer.from(sealed);
        changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        expect(() => sealer.unseal(changed, "row")).toThrow("authenticate");
      }),
    );
    expect(() => new Sealer(createSecretKey(aDataKey(8)), [64]).unseal(sealed, "row")).toThrow(
      "authenticate",
    );
    expect(() => sealer.unseal(sealed, "other row")).toThrow("authenticate");
    expect(() => sealer.unseal(sealed.subarray(0, 20), "row")).toThrow(/./);
  });

  test("the same text is sealed differently each time and named the same each time", () => {
    const once = sealer.seal(Buffer.from("text"), "row");
    expect(once.equals(sealer.seal(Buffer.from("text"), "row"))).toBe(false);
    expect(blindIndex(key, "text")).toBe(blindIndex(key, "text"));
    expect(blindIndex(key, "text")).not.toBe(blindIndex(key, "texts"));
    expect(blindIndex(key, "text")).toMatch(/^[\w-]{22}$/);
  });

  test("each purpose has a key of its own, all of them from one data key of 32 bytes", () => {
    const { mark, subscriberIds, deliveryIds, backups, ...sealers } = deriveKeys(aDataKey());
    const exported = [subscriberIds, deliveryIds, backups].map((one) => one.export().toString("base64url"));
    expect(new Set([...exported, mark]).size).toBe(4);
    const { subscribers, targets, messageIds, deletions } = sealers;
    const all = [subscribers, targets, messageIds, deletions];
    for (const one of all) {
      const sealed = one.seal(Buffer.from("x"), "row");
      expect(one.unseal(sealed, "row").toString()).toBe("x");
      for (const other of all.filter((each) => each !== one)) {
        expect(() => other.unseal(sealed, "row")).toThrow("authenticate");
      }
    }
    expect(deriveKeys(aDataKey()).mark).toBe(mark);
    expect(deriveKeys(aDataKey(8)).mark).not.toBe(mark);
    expect(() => deriveKeys(new Uint8Array(16))).toThrow(RangeError);
  });
});

test("a chat is looked for once in all digests of a span, however many there are", () => {
  const keys = deriveKeys(aDataKey());
  const digests = Array.from({ length: 500 }, (_, n) => `digest-daily-100:${String(n)}`);
  const chats = [{ chatId: 1, threadId: null }];
  expect(sendIdsOf(keys, [...digests, "e1:1", "e1:2", "e1:2:note"], chats)).toHaveLength(3);
});

describe("the data key", () => {
  let folder = "";
  const file = (): string => join(folder, "deep", "data.key");
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "navoli-key-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test("it is made at the first start, for the owner's eyes only, and read ever after", () => {
    const first = loadDataKey(null, file());
    const written = readFileSync(file(), "utf8");

    expect(first).toMatchObject({ kind: "key", created: true });
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(loadDataKey(null, file())).toEqual({ ...first, created: false });
    expect(readFileSync(file(), "utf8")).toBe(written);
  });

  test("a key that is given is used, and no file is made", () => {
    const given = Buffer.from(aDataKey()).toString("base64");

    expect(loadDataKey(` ${given}\n`, file())).toMatchObject({ kind: "key", key: Buffer.from(aDataKey()) });
    expect(existsSync(file())).toBe(false);
  });

  test.each([
    "",
    "short",
    "A".repeat(43) + "!",
    Buffer.alloc(31).toString("base64"),
    Buffer.alloc(33).toString("base64"),
  ])("what is not 32 bytes in base64 is refused and not overwritten: %j", (text) => {
    const path = join(folder, "data.key");
    writeFileSync(path, text);

    expect(loadDataKey(null, path)).toMatchObject({ kind: "bad" });
    expect(loadDataKey(text, path)).toMatchObject({ kind: "bad" });
    expect(readFileSync(path, "utf8")).toBe(text);
  });

  test("a place that cannot be written to is a reason, not a crash", () => {
    writeFileSync(join(folder, "deep"), "a file");
    expect(loadDataKey(null, file())).toMatchObject({ kind: "bad" });
  });
});
