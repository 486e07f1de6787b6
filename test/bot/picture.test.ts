import type { Update } from "grammy/types";
import { describe, expect, test } from "vitest";

import { createBot } from "../../src/bot/bot.ts";
import { drawStats } from "../../src/chart/draw.ts";
import { boxOf, crosses } from "../../src/chart/labels.ts";
import { createPicture } from "../../src/chart/picture.ts";
import { WIDTH, widthOf } from "../../src/chart/svg.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import { type Picture, type PictureFacts, THEMES } from "../../src/ports/picture.ts";
import { aWorld, portsOf } from "./fixture.ts";
import { anEvent } from "./people.ts";

const FACTS: PictureFacts = {
  months: [],
  custody: { n: 871, day: "2026-11-20", by: "Спіс Вясны" },
  today: "2026-11-22",
};
const BUSY: PictureFacts = {
  ...FACTS,
  months: Array.from({ length: 12 }, (_, n) => ({
    month: `2026-${String(n + 1).padStart(2, "0")}`,
    released: n * 111,
    recognised: 900 - n,
  })),
};

interface Call {
  readonly method: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** A bot whose calls are answered here. */
function aBot(answer: (call: Call) => unknown, draw: Picture["draw"]) {
  const calls: Call[] = [];
  const world = aWorld({ events: [anEvent()] });
  const bot = createBot({
    token: "1:test",
    apiRoot: null,
    ports: { ...portsOf(world), picture: { draw } },
  });
  bot.botInfo = { id: 2, is_bot: true, first_name: "Navoli", username: "navoli_test" } as typeof bot.botInfo;
  bot.api.config.use((async (_previous: unknown, method: string, payload: Call["payload"]) => {
    calls.push({ method, payload });
    return answer({ method, payload });
  }) as unknown as Parameters<typeof bot.api.config.use>[0]);
  return { bot, calls, world };
}

const CHAT = { id: 5, type: "private" as const, first_name: "Test" };
const FROM = { id: 5, is_bot: false, first_name: "Test", language_code: "be" };

function asks(text: string): Update {
  const entities = [{ type: "bot_command" as const, offset: 0, length: text.length }];
  return { update_id: 1, message: { message_id: 1, date: 0, chat: CHAT, from: FROM, text, entities } };
}

function presses(data: string): Update {
  const message = { message_id: 9, date: 1, chat: CHAT, text: "" };
  return { update_id: 2, callback_query: { id: "1", from: FROM, chat_instance: "1", data, message } };
}

function aMessage(fileId: string) {
  const photo = [{ file_id: "small" }, { file_id: fileId }];
  return { ok: true, result: { message_id: 9, date: 0, chat: CHAT, photo } };
}

describe("the picture of /stats", () => {
  test.each(LANGUAGES.flatMap((language) => THEMES.map((theme) => [language, theme] as const)))(
    "is a PNG in %s, %s",
    async (language, theme) => {
      const png = await createPicture().draw(FACTS, language, theme);
      const header = Buffer.from(png.slice(0, 24));
      expect(header.toString("latin1", 1, 4)).toBe("PNG");
      expect([header.readUInt32BE(16), header.readUInt32BE(20)]).toEqual([1080, 1350]);
      expect(png.length).toBeLessThan(1_000_000);
    },
  );

  test.each(LANGUAGES)("keeps its words within its borders, in %s", (language) => {
    for (const facts of [FACTS, BUSY]) {
      const texts = drawStats(facts, language, "light").matchAll(
        /<text x="([\d.-]+)" y="([\d.-]+)" font-size="(\d+)"[^>]*text-anchor="(\w+)"[^>]*>([^<]*)</gu,
      );
      for (const [, x, y, size, anchor, text = ""] of texts) {
        const width = widthOf(text, Number(size));
        const left = Number(x) - { start: 0, middle: width / 2, end: width }[anchor as "start"];
        expect([text, left >= 0, left + width <= WIDTH, Number(y) <= 1350]).toEqual([text, true, true, true]);
        expect(Number(size)).toBeGreaterThanOrEqual(28);
      }
    }
  });

  test("sets no number onto the curve, however steep it falls", () => {
    for (const day of ["2026-07-25", "2026-08-20", "2026-11-20"]) {
      for (let n = 1; n < 2000; n += 13) {
        const svg = drawStats({ ...FACTS, custody: { n, day, by: "Спіс" } }, "be", "light");
        const curve = [...svg.matchAll(/<polyline points="([^"]+)"[^>]*stroke-width="5"/gu)]
          .flatMap(([, points = ""]) => points.split(" "))
          .map((point) => point.split(",").map(Number) as [number, number]);
        const texts = [
          ...svg.matchAll(
            /<text x="([\d.]+)" y="([\d.]+)" font-size="34"[^>]*text-anchor="(\w+)"[^>]*>([^<]*)</gu,
          ),
        ].filter(([, , y, , text]) => Number(y) > 800 && /^\d+$/u.test(text ?? ""));
        const onCurve = texts.filter(([, x, y, anchor, text = ""]) => {
          const place = { text, x: Number(x), y: Number(y), anchor: anchor as "start" };
          return curve.some((end, at) => at > 0 && crosses(curve[at - 1] ?? end, end, boxOf(place, 34)));
        });
        expect([n, day, onCurve.map((each) => each.at(-1))]).toEqual([n, day, []]);
      }
    }
  });

  test("says its day and its sources, and nothing of after that day", () => {
    const early = drawStats({ ...FACTS, custody: null, today: "2025-08-01" }, "en", "light");
    expect(early).toContain("As of 1 August 2025");
    expect(early).toContain("Independent, mid-July 2025");
    expect(early).not.toContain("889");
  });

  test("names a list in the letters that its readers read", () => {
    expect(drawStats(FACTS, "en", "light")).toContain("Spis Viasny");
    expect(drawStats(FACTS, "en", "light").match(/\p{Script=Cyrillic}+/gu)).toBeNull();
    expect(drawStats(FACTS, "be", "light")).toContain("Спіс Вясны");
  });

  test("is uploaded once; then Telegram's own copy is sent", async () => {
    let drawn = 0;
    const { bot, calls } = aBot(
      () => aMessage("large"),
      async () => {
        drawn += 1;
        return new Uint8Array([1]);
      },
    );
    await bot.handleUpdate(asks("/stats"));
    await bot.handleUpdate(asks("/stats"));
    const photos = calls.filter(({ method }) => method === "sendPhoto");
    expect(photos).toHaveLength(2);
    expect(drawn).toBe(1);
    expect(photos[1]?.payload["photo"]).toBe("large");
    expect(photos[0]?.payload["caption"]).toContain("Вызвалена і прызнана новых");
  });

  test("turns dark on its button", async () => {
    const { bot, calls } = aBot(
      () => aMessage("large"),
      async () => new Uint8Array([1]),
    );
    await bot.handleUpdate(presses("pic:dark"));
    const edit = calls.find(({ method }) => method === "editMessageMedia");
    expect(JSON.stringify(edit?.payload["reply_markup"])).toContain("pic:light");
  });

  test("is no loss when it cannot be drawn: the words are there", async () => {
    const { bot, calls, world } = aBot(
      () => aMessage("large"),
      () => Promise.reject(new Error("no font")),
    );
    await bot.handleUpdate(asks("/stats"));
    expect(calls.map(({ method }) => method).filter((method) => method === "sendMessage")).toHaveLength(1);
    expect(world.failures).toEqual([]);
  });
});
