import type { InlineKeyboardButton } from "grammy/types";
import { describe, expect, test } from "vitest";

import { createBot } from "../../src/bot/bot.ts";
import { terminalLines } from "../../src/bot/terminal-text.ts";
import { LANGUAGES, type Language } from "../../src/domain/language.ts";
import { aWorld, portsOf } from "./fixture.ts";
import { anEvent, aPerson, named, SIARHEI } from "./people.ts";

/** Characters in a line of a message on a phone of 360 points, at the usual size of letters. */
const LINE = 36;
/** Lines of a message that stand on such a phone between its bars. */
const LINES_ON_SCREEN = 28;
/** Characters of a button by how many stand in its row; the rest is cut. */
const LABELS: Readonly<Record<number, number>> = { 1: 40, 2: 18, 3: 12, 4: 8, 5: 6, 6: 5 };
/** A folded quote shows as many lines. */
const FOLDED = 3;

interface Shown {
  readonly text: string;
  readonly rows: readonly (readonly InlineKeyboardButton[])[];
}

/** What the bot sends for typed lines and pressed buttons, the last screen. */
async function shown(language: Language, ...typed: readonly string[]): Promise<Shown> {
  const world = aWorld({
    people: [
      aPerson(),
      SIARHEI,
      aPerson({ recordId: "9", names: ["Канстанцін Доўгапрозвішчанскі-Прыкладны"] }),
    ],
    events: [
      anEvent(),
      anEvent({
        id: "round",
        people: [named("Сяргей Прыкладны", "test-list:2")],
        count: { n: 14, qualifier: "exact" },
      }),
    ],
  });
  const bot = createBot({ token: "1:test", apiRoot: null, ports: portsOf(world) });
  bot.botInfo = { id: 2, is_bot: true, first_name: "Navoli", username: "navoli_test" } as typeof bot.botInfo;
  let last: Shown = { text: "", rows: [] };
  bot.api.config.use((async (_: unknown, method: string, payload: Readonly<Record<string, unknown>>) => {
    const markup = payload["reply_markup"] as { readonly inline_keyboard: Shown["rows"] } | undefined;
    if (typeof payload["text"] === "string" && method !== "answerCallbackQuery")
      last = { text: payload["text"], rows: markup?.inline_keyboard ?? [] };
    return {
      ok: true,
      result: { message_id: 1, date: 0, chat: { id: 5, type: "private", first_name: "T" } },
    };
  }) as unknown as Parameters<typeof bot.api.config.use>[0]);
  const chat = { id: 5, type: "private" as const, first_name: "T" };
  const from = { id: 5, is_bot: false, first_name: "T", language_code: language };
  for (const [n, line] of typed.entries()) {
    const command = /^\/\w+/u.exec(line)?.[0] ?? "";
    const entities = [{ type: "bot_command" as const, offset: 0, length: command.length }];
    const message = { message_id: n + 1, date: 1, chat, text: line };
    await bot.handleUpdate(
      line.startsWith(":")
        ? {
            update_id: n,
            callback_query: { id: "1", from, chat_instance: "1", data: line.slice(1), message },
          }
        : { update_id: n, message: { ...message, from, ...(command === "" ? {} : { entities }) } },
    );
  }
  return last;
}

const SCREENS: readonly (readonly string[])[] = [
  ["/start"],
  ["/help"],
  ["/status"],
  ["/latest"],
  ["/latest", ":e:round"],
  ["/stats"],
  ["/rounds"],
  ["/sources"],
  ["/person Марыя Прыкладная"],
  ["Прыкладны"],
  ["/letter Марыя Прыкладная"],
  ["/follow Марыя Прыкладная"],
  ["/follow Марыя Прыкладная", ":fo:test-list:1", "/following"],
  ["/birthdays"],
  ["/language"],
  ["/privacy"],
  ["/forget"],
  ["/subscribe"],
  ["/settings"],
  ["/settings", ":s:kinds"],
  ["/settings", ":sv:rhythm:daily"],
  ["/settings", ":s:quiet"],
  ["/settings", ":s:zone"],
  ["/settings", ":s:delete"],
  ["/settings", ":s:certainty"],
];

describe.each(LANGUAGES)("on a narrow phone, in %s", (language) => {
  test.each(SCREENS)("buttons are not cut: %s %s %s", async (...typed) => {
    const { rows } = await shown(language, ...typed.filter((line) => typeof line === "string"));
    const cut = rows.flatMap((row) =>
      row.filter(({ text }) => Array.from(text).length > (LABELS[row.length] ?? 4)).map(({ text }) => text),
    );
    // A long name is cut also where it stands alone; the message tells it whole.
    expect(cut.filter((text) => !text.includes("Д") && !text.includes("Dougaproz"))).toEqual([]);
  });

  test("/help stands on one screen", async () => {
    const { text } = await shown(language, "/help");
    const lines = terminalLines(text, { colour: false, width: LINE });
    const folded = lines.filter((line) => line.startsWith("▏")).length;
    expect(lines.length - folded + FOLDED).toBeLessThanOrEqual(LINES_ON_SCREEN);
  });

  test("the months of /stats are a line each", async () => {
    const { text } = await shown(language, "/stats");
    const rows = text.split("\n").filter((line) => /20\d\d: <b>/u.test(line));
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row.replaceAll(/<[^>]*>/gu, "").length).toBeLessThanOrEqual(LINE);
  });
});

test.each(LANGUAGES)("every refusal says what to do next, in %s", async (language) => {
  for (const typed of [
    "/foo",
    "/person",
    "/follow",
    "/letter",
    "/person Невядомы Ніхто",
    "/person я",
    "/letter Вольга Невядомая",
    "/channel",
    "/following",
    "/unsubscribe",
    `/person ${"я".repeat(300)}`,
  ]) {
    const { text, rows } = await shown(language, typed);
    const plain = text.replaceAll(/<[^>]*>/gu, "");
    const tells = /\/[a-z]+|прозвішч|фамили|surname|імя|имя|name|Сачыць|Следить|Follow/iu.test(plain);
    expect([typed, plain, tells || rows.length > 0]).toEqual([typed, plain, true]);
  }
});

test("an unknown command gets the two nearest, and the whole list within a tap", async () => {
  const { text, rows } = await shown("be", "/lattest");
  expect(text).toContain("/latest або /letter");
  expect(rows.flat()).toMatchObject([{ callback_data: "m:help" }]);
});
