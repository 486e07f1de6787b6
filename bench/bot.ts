import { createBot } from "../src/bot/bot.ts";
import { createPictureDesk } from "../src/bot/picture-desk.ts";
import { createTerminalChat } from "../src/bot/terminal.ts";
import { createPicture } from "../src/chart/picture.ts";
import { EVENTS, openAnswering, PEOPLE } from "./support/answering.ts";
import { flood } from "./support/flood.ts";
import { measureParts } from "./support/parts.ts";

const ROUNDS = 100;

/** Every command; NAME is somebody of the register. */
const LINES = [
  "/help",
  "/start",
  "/status",
  "/latest",
  "/stats",
  "/rounds",
  "/sources",
  "/person NAME",
  "NAME",
  "/person Невядомы Ніхто",
  "/letter NAME",
  "/follow NAME",
  "/following",
  "/birthdays",
  "/subscribe",
  "/settings",
  "/language be",
  "/privacy",
  "/unsubscribe",
  "/forget",
  "/channel",
  "/нешта",
];

/** `--only=commands`, `pictures`, `polling` or `webhook`: a part of it; the last two are floods. */
export async function run(print: (line: string) => void, args: readonly string[]): Promise<void> {
  const parts = {
    commands: () => commands(print),
    pictures: () => pictures(print),
    polling: () => flood(print, "polling"),
    webhook: () => flood(print, "webhook"),
  };
  await measureParts(parts, args);
}

/** What an answer takes inside the bot, a database on disk included, Telegram left out. */
async function commands(print: (line: string) => void): Promise<void> {
  const answering = await openAnswering();
  for (const subscribers of [10_000, 100_000]) {
    await answering.subscribers(subscribers);
    const bot = createBot({ token: "1:bench", apiRoot: null, ports: answering.ports });
    const chat = await createTerminalChat({ bot, language: "be", write: () => undefined });
    const all: number[] = [];
    const processor: number[] = [];
    const crowd = `${String(PEOPLE)} people, ${String(EVENTS)} events, ${String(subscribers)} subscribers`;
    for (const line of LINES) {
      const typed = line.replace("NAME", answering.somebody);
      await chat.type(typed);
      const times: number[] = [];
      for (let n = 0; n < ROUNDS; n += 1) {
        const cpu = process.cpuUsage();
        const start = performance.now();
        await chat.type(typed);
        times.push(performance.now() - start);
        const { user, system } = process.cpuUsage(cpu);
        processor.push((user + system) / 1000);
      }
      all.push(...times);
      print(`${line}, ${subscribers} subscribers: median ${shown(times, 0.5)}, p99 ${shown(times, 0.99)}`);
    }
    print(`every command, ${crowd}: p99 ${shown(all, 0.99)}, worst ${shown(all, 1)}, goal p99 50 ms`);
    // Which other work on the machine does not stretch.
    print(
      `every command, ${crowd}, processor time: p99 ${shown(processor, 0.99)}, worst ${shown(processor, 1)}`,
    );
  }
  await answering.close();
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
