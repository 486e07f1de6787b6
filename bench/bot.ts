import { createBot } from "../src/bot/bot.ts";
import { createTerminalChat } from "../src/bot/terminal.ts";
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
