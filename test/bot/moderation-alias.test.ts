import { Bot } from "grammy";
import type { Update } from "grammy/types";
import { describe, expect, test } from "vitest";

import type { BotContext } from "../../src/bot/context.ts";
import { aliasFeature } from "../../src/bot/features/moderation-alias.ts";
import { newModerator } from "../../src/moderate/session.ts";
import { createRegister } from "../../src/people/register.ts";
import { aTrackerPoll } from "../contracts/samples.ts";
import { fixedClock, openInMemory, storesOn } from "../store/support.ts";
import { ALES, aPerson, SIARHEI } from "./people.ts";

const MODERATOR = 501;
const SECOND = 502;
/** Nobody's name written otherwise, so it takes two. How an invented journalist heard the name. */
const SPELLING = "Maruška Tutejšaja";

interface Shown {
  readonly text: string;
  readonly buttons: readonly string[];
}

/** The command alone on a database in memory, with the register that it changes. */
async function aRoom() {
  const clock = fixedClock();
  const { reading, audit, trackers, desk, alerts, register: edits } = storesOn(openInMemory(clock), clock);
  await trackers.saveSnapshot(aTrackerPoll({ people: [aPerson(), SIARHEI, ALES] }));
  const register = createRegister();
  /** What the stages do when the register's version has moved. */
  const refresh = async (): Promise<void> => {
    const people = await reading.people();
    register.add(people);
    register.keep(new Set(people.map(({ id }) => id)), await reading.registerVersion());
  };
  await refresh();
  let rulings = 0;
  const bot = new Bot<BotContext>("1:test", {
    botInfo: { id: 1, is_bot: true, first_name: "Navoli", username: "navoli" } as Bot["botInfo"],
  });
  bot.use(async (ctx, next) => {
    Object.assign(ctx, { language: "en", chatKey: { chatId: MODERATOR, threadId: null } });
    ctx.moderator = newModerator(ctx.from?.id === SECOND ? "M2" : "M1", ctx.from?.id ?? 0, "admin");
    await next();
  });
  bot.use(
    aliasFeature({ edits, reading, search: register, audit, desk, clock, ruled: () => void rulings++ }),
  );
  let shown: Shown = { text: "", buttons: [] };
  bot.api.config.use(((_previous: unknown, method: string, payload: Record<string, unknown>) => {
    const markup = payload["reply_markup"] as { inline_keyboard: { callback_data: string }[][] } | undefined;
    if (method !== "answerCallbackQuery")
      shown = {
        text: String(payload["text"]),
        buttons: (markup?.inline_keyboard ?? []).flat().map((it) => it.callback_data),
      };
    return Promise.resolve({ ok: true, result: { message_id: 1 } });
  }) as unknown as Parameters<typeof bot.api.config.use>[0]);
  const from = { id: MODERATOR, is_bot: false, first_name: "T" };
  const chat = { id: MODERATOR, type: "private", first_name: "T" };
  const say = (text: string, id = MODERATOR): Promise<Shown> => {
    const entities = [{ type: "bot_command", offset: 0, length: "/alias".length }];
    return send({ message: { message_id: 1, from: { ...from, id }, chat, date: 1, text, entities } });
  };
  const send = async (update: object): Promise<Shown> => {
    await bot.handleUpdate({ update_id: 1, ...update } as Update);
    return shown;
  };
  return {
    register,
    refresh,
    audit,
    rulings: () => rulings,
    say,
    /** Both moderators send it. @returns what the second one reads */
    bothSay: async (text: string) => {
      expect((await say(text)).text).toContain("second moderator");
      return say(text, SECOND);
    },
    notices: async () => (await alerts.unspreadNotices(9)).map(({ facts }) => facts["command"]),
    press: (data: string) => {
      const message = { message_id: 1, chat, date: 1, text: shown.text };
      return send({ callback_query: { id: "1", from, chat_instance: "1", data, message } });
    },
  };
}

describe("a moderator adds a spelling", () => {
  test("it is stored with an audit line, and search and linker know it as soon as the register is read", async () => {
    const room = await aRoom();
    expect(room.register.find(SPELLING).verdict).toBe("none");
    const { text } = await room.bothSay(`/alias Марыя Прыкладная = ${SPELLING}`);
    expect(text).toContain("Stored");
    expect(room.rulings()).toBe(1);
    const [line] = await room.audit.newest(1);
    expect(line).toMatchObject({
      who: "M2",
      action: "alias",
      subject: aPerson().id,
      facts: { spelling: SPELLING },
    });
    await room.refresh();
    const { verdict, candidates } = room.register.find("marushka tuteishaya");
    expect({ verdict, id: candidates[0]?.id }).toEqual({ verdict: "one", id: aPerson().id });
    expect(room.register.link(`Activist ${SPELLING} was released.`)[0]?.personId).toBe(aPerson().id);
  });

  test("the source of it stands in the log", async () => {
    const room = await aRoom();
    await room.bothSay(`/alias Марыя Прыкладная = ${SPELLING} https://example.org/a?b=c`);
    expect((await room.audit.newest(1))[0]).toMatchObject({
      facts: { spelling: SPELLING, source: "https://example.org/a?b=c" },
    });
  });

  test("several fit: a button settles whose it is", async () => {
    const room = await aRoom();
    const { buttons } = await room.say("/alias Прыкладны = Siarož Tutejšy");
    const own = buttons.find((data) => data.endsWith(SIARHEI.id));
    expect(buttons.length).toBeGreaterThan(1);
    await room.press(own ?? "");
    const { text } = await room.say(`/alias ${SIARHEI.id} = Siarož Tutejšy`, SECOND);
    expect(text).toContain("Siarož Tutejšy");
    await room.refresh();
    expect(room.register.find("Siarož Tutejšy").candidates[0]?.id).toBe(SIARHEI.id);
  });

  test("another writing of the name takes one moderator", async () => {
    const room = await aRoom();
    expect((await room.say("/alias Марыя Прыкладная = Mariia Prikładnaja")).text).toContain("Stored");
  });

  test.each(["Нехта Іншы", "палітвязень", "Іван"])(
    "«%s» is nobody's by one moderator's word",
    async (word) => {
      const room = await aRoom();
      const command = `/alias ${aPerson().id} = ${word}`;
      await room.say(`/alias Марыя Прыкладная = ${word}`);
      expect((await room.say(command)).text).toContain("another moderator");
      await room.refresh();
      expect(room.register.find(word).verdict).toBe("none");
      expect(await room.notices()).toEqual([command]);
      expect(room.rulings()).toBe(0);
      expect((await room.say(command, SECOND)).text).toContain("Stored");
    },
  );

  test.each<{ why: string; said: string; answer: string }>([
    { why: "nothing given", said: "/alias", answer: "/alias NAME" },
    { why: "no new spelling", said: "/alias Марыя Прыкладная =", answer: "/alias NAME" },
    { why: "no name", said: "/alias Марыя Прыкладная = <b>12345</b>", answer: "does not look like a name" },
    { why: "known already", said: "/alias Марыя Прыкладная = мария прикладная", answer: "known already" },
    { why: "somebody else's", said: "/alias Марыя Прыкладная = Siarhei Prykladny", answer: "somebody else" },
    { why: "nobody of that name", said: "/alias Ъъъ Ыыы = Новы Чалавек", answer: "Nobody" },
  ])("$why: nothing is stored", async ({ said, answer }) => {
    const room = await aRoom();
    const { text } = await room.say(said);
    expect(text).toContain(answer);
    expect(await room.audit.newest(1)).toEqual([]);
    expect(room.rulings()).toBe(0);
  });
});

describe("a moderator takes a spelling back", () => {
  test("search no longer knows it, the log has it, and all are told how it comes back", async () => {
    const room = await aRoom();
    await room.bothSay(`/alias Марыя Прыкладная = ${SPELLING}`);
    await room.refresh();
    const { text } = await room.say(`/alias ${SPELLING} = ${SPELLING.toLowerCase()} off`);
    expect(text).toContain("Taken back");
    expect(room.rulings()).toBe(2);
    expect((await room.audit.newest(1))[0]).toMatchObject({
      who: "M1",
      action: "alias:off",
      subject: aPerson().id,
      facts: { spelling: SPELLING },
    });
    await room.refresh();
    expect(room.register.find(SPELLING).verdict).toBe("none");
    expect(await room.notices()).toContain(`/alias ${aPerson().id} = ${SPELLING.toLowerCase()}`);
    // What one asked for before does not bring it back alone.
    expect((await room.say(`/alias ${aPerson().id} = ${SPELLING}`)).text).toContain("second moderator");
  });

  test.each<{ why: string; said: string; answer: string }>([
    {
      why: "what the list says",
      said: "/alias Марыя Прыкладная = Марыя Прыкладная off",
      answer: "No moderator",
    },
    { why: "what nobody has", said: `/alias Марыя Прыкладная = ${SPELLING} off`, answer: "No moderator" },
    { why: "no name", said: "/alias Марыя Прыкладная = 123 off", answer: "does not look like a name" },
  ])("$why stays as it is", async ({ said, answer }) => {
    const room = await aRoom();
    expect((await room.say(said)).text).toContain(answer);
    expect(await room.audit.newest(1)).toEqual([]);
    expect(room.rulings()).toBe(0);
  });
});
