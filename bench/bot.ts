import { setTimeout as sleep } from "node:timers/promises";

import type { Update } from "grammy/types";

import { createBot } from "../src/bot/bot.ts";
import { createPictureDesk } from "../src/bot/picture-desk.ts";
import { startPolling } from "../src/bot/polling.ts";
import { createTerminalChat } from "../src/bot/terminal.ts";
import { createPicture } from "../src/chart/picture.ts";
import { instant } from "../src/domain/time.ts";
import { aWorld, portsOf, type World } from "../test/bot/fixture.ts";
import { anEvent, aPerson, named } from "../test/bot/people.ts";

const PEOPLE = 10_000;
const EVENTS = 1000;
const ROUNDS = 100;

const LINES = [
  "/help",
  "/start",
  "/status",
  "/latest",
  "/stats",
  "/rounds",
  "/sources",
  "/person Прыкладны Чалавек-77",
  "Чалавек-4321",
  "/person Невядомы Ніхто",
  "/letter Чалавек-5",
  "/birthdays",
  "/settings",
  "/subscribe",
  "/following",
];

/** What the bot itself needs for an answer, Telegram and the store's disk left out: a register of 10,000 in memory. */
export async function run(print: (line: string) => void): Promise<void> {
  const ports = portsOf(aLargeWorld());
  let nowMs = Date.parse("2025-06-22T09:00:00Z");
  // The clock runs ahead so that the limit for one person is never met.
  const clock = { now: () => instant((nowMs += 2000)) };
  const bot = createBot({ token: "1:bench", apiRoot: null, ports: { ...ports, clock } });
  const chat = await createTerminalChat({ bot, language: "be", write: () => undefined });
  const all: number[] = [];
  for (const line of LINES) {
    await chat.type(line);
    const times: number[] = [];
    for (let n = 0; n < ROUNDS; n += 1) {
      const start = performance.now();
      await chat.type(line);
      times.push(performance.now() - start);
    }
    all.push(...times);
    print(`${line}: median ${shown(times, 0.5)}, p99 ${shown(times, 0.99)}`);
  }
  print(`every command, ${PEOPLE} people, ${EVENTS} events: p99 ${shown(all, 0.99)}, worst ${shown(all, 1)}`);
  await pictures(print);
  await flood(print);
}

function aLargeWorld(): World {
  const people = Array.from({ length: PEOPLE }, (_, n) =>
    aPerson({
      recordId: String(n),
      names: [`Прыкладны Чалавек-${String(n)}`],
      birthDate: {
        value: `19${String(50 + (n % 50))}-0${String((n % 9) + 1)}-1${String(n % 10)}`,
        precision: "day",
      },
    }),
  );
  const events = Array.from({ length: EVENTS }, (_, n) =>
    anEvent({
      id: `ev${String(n)}`,
      people: [named(`Прыкладны Чалавек-${String(n)}`, `test-list:${String(n)}`)],
      count: n % 50 === 0 ? { n: 40, qualifier: "exact" } : null,
    }),
  );
  return aWorld({ people, events });
}

function shown(times: readonly number[], share: number): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.floor(share * sorted.length));
  return `${(sorted[at] ?? 0).toFixed(2)} ms`;
}

/** The picture of `/stats`: drawn, and kept. */
async function pictures(print: (line: string) => void): Promise<void> {
  const facts = { months: [], custody: null, today: "2026-11-22" };
  const start = performance.now();
  const desk = createPictureDesk(createPicture());
  await desk.drawn(facts, "be", "light");
  const coldMs = performance.now() - start;
  const warm: number[] = [];
  for (let n = 0; n < ROUNDS; n += 1) {
    const again = performance.now();
    await desk.drawn(facts, "be", "light");
    warm.push(performance.now() - again);
  }
  print(`picture of /stats: cold ${coldMs.toFixed(0)} ms, warm p99 ${shown(warm, 0.99)}`);
}

const UPDATES = 50_000;
const BATCH = 100;
/** Every fifth update comes from one person who floods. */
const FLOODER = 7;
const PERSONS = 5000;
const TELEGRAM_MS = 20;
const FLOOD_LINES = ["/status", "/help", "Чалавек-4321", "/latest", "/settings", "/rounds"];

/** 50,000 updates that wait at once; Telegram answers every call after 20 ms. Latency: from receipt to the answer. */
async function flood(print: (line: string) => void): Promise<void> {
  const bot = createBot({ token: "1:bench", apiRoot: null, ports: portsOf(aLargeWorld()) });
  const received = new Map<number, number>();
  const took: number[] = [];
  let answers = 0;
  let askedToWait = 0;
  let over = (): void => undefined;
  const done = new Promise<void>((resolve) => (over = resolve));
  const handleUpdate = bot.handleUpdate.bind(bot);
  bot.handleUpdate = async (update) => {
    await handleUpdate(update);
    took.push(performance.now() - (received.get(update.update_id) ?? 0));
  };
  const answer = async (method: string, payload: Readonly<Record<string, unknown>>): Promise<unknown> => {
    if (method === "getMe") return { id: 2, is_bot: true, first_name: "Navoli", username: "navoli_bench" };
    if (method === "getUpdates") {
      const first = Math.max(1, Number(payload["offset"]));
      if (first > UPDATES) over();
      const updates = Array.from({ length: Math.max(0, Math.min(BATCH, UPDATES + 1 - first)) }, (_, n) =>
        anUpdate(first + n),
      );
      for (const { update_id: id } of updates) if (!received.has(id)) received.set(id, performance.now());
      await sleep(updates.length === 0 ? TELEGRAM_MS * 5 : 1);
      return updates;
    }
    await sleep(TELEGRAM_MS);
    if (method === "sendMessage") answers += 1;
    if (method === "sendMessage" && String(payload["text"]).includes("пачакайце")) askedToWait += 1;
    return { message_id: 1, date: 0, chat: { id: 1, type: "private", first_name: "x" }, text: "x" };
  };
  bot.api.config.use((async (
    _previous: unknown,
    method: string,
    payload: Readonly<Record<string, unknown>>,
  ) => ({
    ok: true,
    result: await answer(method, payload),
  })) as unknown as Parameters<typeof bot.api.config.use>[0]);
  const start = performance.now();
  const polling = startPolling(bot, { info() {}, warn() {}, error() {} });
  await done;
  const seconds = (performance.now() - start) / 1000;
  await polling.stop();
  const lost = UPDATES - took.length;
  print(
    `flood of ${UPDATES} updates: lost ${lost}, ${(UPDATES / seconds).toFixed(0)} updates/s, p99 ${shown(took, 0.99)}`,
  );
  print(`flood: ${answers} answers, of them asked to wait ${askedToWait} (one person sent ${UPDATES / 5})`);
  print(`flood: resident memory ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB`);
}

function anUpdate(id: number): Update {
  const person = id % 5 === 0 ? FLOODER : 1000 + (id % PERSONS);
  const text = FLOOD_LINES[id % FLOOD_LINES.length] ?? "/help";
  const command = /^\/\w+/u.exec(text)?.[0];
  const chat = { id: person, type: "private" as const, first_name: "Test" };
  return {
    update_id: id,
    message: {
      message_id: id,
      date: 0,
      chat,
      from: { id: person, is_bot: false, first_name: "Test", language_code: "be" },
      text,
      entities: command === undefined ? [] : [{ type: "bot_command", offset: 0, length: command.length }],
    },
  };
}
