import { inflateSync } from "node:zlib";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { createBot } from "../../src/bot/bot.ts";
import { startPolling, type Polling } from "../../src/bot/polling.ts";
import { createTelegramPool, type TelegramPool } from "../../src/bot/telegram-pool.ts";
import { createPicture } from "../../src/chart/picture.ts";
import type { Picture } from "../../src/ports/picture.ts";
import { FakeTelegram, type SentMessage } from "../support/telegram.ts";
import { aWorld, portsOf, type World } from "./fixture.ts";
import { anEvent } from "./people.ts";

const USER = 501;
let telegram: FakeTelegram;
let polling: Polling | null = null;
let pool: TelegramPool;
let world: World;
let drawn: Uint8Array[];

beforeEach(async () => {
  telegram = new FakeTelegram();
  await telegram.listen();
  world = aWorld({ events: [anEvent()] });
  drawn = [];
  const inner = createPicture();
  const picture: Picture = {
    async draw(...of) {
      const png = await inner.draw(...of);
      drawn.push(png);
      return png;
    },
  };
  const ports = { ...portsOf(world), picture };
  // As the program calls Telegram: a picture goes as a stream.
  pool = createTelegramPool({ connectMs: 5000, silenceMs: 45_000 });
  const bot = createBot({ token: "1:test", apiRoot: telegram.root, ports, fetch: pool.fetch });
  polling = startPolling(bot, ports.log);
});

afterEach(async () => {
  await polling?.stop();
  await pool.destroy();
  await telegram.close();
});

/** The message with the picture that follows the words. */
async function pictureFor(userId: number, language: string): Promise<SentMessage> {
  const seen = telegram.sentTo(userId).length;
  telegram.say(userId, "/stats", { language });
  return telegram.nextMessage(userId, seen + 1);
}

/** How many bytes its pixels take; 0 when it does not end as a PNG does. */
function pixelsOf(png: Uint8Array): number {
  const bytes = Buffer.from(png);
  const data: Buffer[] = [];
  let type = "";
  let at = 8;
  while (at < bytes.length) {
    const length = bytes.readUInt32BE(at);
    type = bytes.toString("latin1", at + 4, at + 8);
    if (type === "IDAT") data.push(bytes.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  return type === "IEND" && at === bytes.length ? inflateSync(Buffer.concat(data)).length : 0;
}

describe("the picture of /stats over HTTP", () => {
  test.each([
    ["be", "Палітвязні Беларусі", "Станам на 22 чэрвеня 2025", "На цёмным фоне"],
    ["ru", "Политзаключённые Беларуси", "По состоянию на 22 июня 2025", "На тёмном фоне"],
    ["en", "Belarus’s political prisoners", "As of 22 June 2025", "On dark"],
  ])("arrives whole, with what it shows in words, in %s", async (language, title, day, button) => {
    const message = await pictureFor(USER, language);
    expect(world.failures).toEqual([]);
    expect(message.photo?.bytes).not.toBeNull();
    expect(Buffer.compare(message.photo?.bytes ?? new Uint8Array(), drawn[0] ?? new Uint8Array())).toBe(0);
    // A filter byte a row and four bytes a pixel.
    expect(pixelsOf(message.photo?.bytes ?? new Uint8Array())).toBe(1350 * (1 + 1080 * 4));
    expect(message.plain).toContain(title);
    expect(message.plain).toContain(day);
    expect(message.plain).toMatch(/1 ?395/u);
    expect(message.plain.length).toBeLessThanOrEqual(1024);
    expect(message.buttons.flat().map(({ text }) => text)).toEqual([button]);
  });

  test("is uploaded once a language: whoever asks next gets Telegram's own copy", async () => {
    const first = await pictureFor(USER, "be");
    const second = await pictureFor(777, "be");
    expect(second.photo).toEqual({ fileId: first.photo?.fileId, bytes: null });
    expect(second.plain).toBe(first.plain);
    const other = await pictureFor(778, "en");
    expect(other.photo?.bytes).not.toBeNull();
    expect(drawn).toHaveLength(2);
  });

  test("turns dark and light again in the same message", async () => {
    const shown = await pictureFor(USER, "be");
    const light = shown.photo;
    telegram.pressLabelled(USER, "На цёмным");
    await telegram.until(() => shown.edits === 1);
    expect(shown.photo?.bytes).not.toBeNull();
    expect(Buffer.compare(shown.photo?.bytes ?? new Uint8Array(), drawn[1] ?? new Uint8Array())).toBe(0);
    telegram.pressLabelled(USER, "На светлым");
    await telegram.until(() => shown.edits === 2);
    expect(shown.photo).toEqual({ fileId: light?.fileId, bytes: null });
  });

  test("a copy that Telegram has forgotten is uploaded anew, and the words are there anyway", async () => {
    await pictureFor(USER, "be");
    telegram.fault({
      fault: { error: [400, "Bad Request: wrong file identifier/HTTP URL specified"] },
      method: "sendPhoto",
      times: 1,
    });
    const again = await pictureFor(USER, "be");
    expect(again.photo?.bytes).not.toBeNull();
    expect(world.failures).toEqual([]);
  });
});
