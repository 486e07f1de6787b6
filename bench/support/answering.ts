import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { BotPorts } from "../../src/bot/context.ts";
import type { Person } from "../../src/domain/person.ts";
import type { Sources } from "../../src/domain/source.ts";
import { newSubscriber, type Subscriber } from "../../src/domain/subscriber.ts";
import { instant } from "../../src/domain/time.ts";
import { createRegister } from "../../src/people/register.ts";
import { sqliteEvents } from "../../src/store/sqlite/events.ts";
import { sqliteReading } from "../../src/store/sqlite/reading.ts";
import { sqliteTrackers } from "../../src/store/sqlite/register.ts";
import { anEvent, aPerson, named } from "../../test/bot/people.ts";
import { aFinding, aTrackerPoll } from "../../test/contracts/samples.ts";
import { inventPeople } from "../../test/people/invented-names.ts";
import { openDelivering } from "../../test/support/delivering.ts";

export const PEOPLE = 10_000;
export const EVENTS = 1000;

/** The bot's ports over a real database on disk, with a register of 10,000 invented people. */
export interface Answering {
  readonly ports: BotPorts;
  /** Somebody of the register, in Belarusian. */
  readonly somebody: string;
  /** Fills up to as many subscribed chats. */
  subscribers(upTo: number): Promise<void>;
  close(): Promise<void>;
}

const SOURCES: Sources = {
  feeds: [],
  trackers: [
    {
      id: "test-list",
      outlet: "Спіс",
      kind: "people-json",
      url: "https://list.example/people.json",
      mirrors: [],
      everyMs: null,
      status: "active",
      note: null,
    },
  ],
};

export async function openAnswering(): Promise<Answering> {
  const folder = await mkdtemp(join(tmpdir(), "navoli-bench-"));
  const all = await openDelivering({ root: "http://127.0.0.1:9", path: join(folder, "navoli.db") });
  const people = inventPeople(PEOPLE, 5).map((invented, n) => aRegistered(invented.be, invented.ru, n));
  const reading = sqliteReading(all.sqlite);
  await sqliteTrackers(all.sqlite).saveSnapshot(aTrackerPoll({ people: people.map(({ person }) => person) }));
  await tell(sqliteEvents(all.sqlite), people);
  const register = createRegister();
  register.add(people.map(({ person }) => person));
  let nowMs = Date.parse("2026-11-22T09:00:00Z");
  let filled = 0;
  return {
    somebody: people[4321]?.be ?? "",
    ports: {
      reading,
      search: register,
      subscribers: all.actions,
      // The clock runs ahead so that the limit for one person is never met.
      clock: { now: () => instant((nowMs += 2000)) },
      log: {
        info() {},
        warn() {},
        error: (event, error) => process.stderr.write(`${event} ${String(error)}\n`),
      },
      sources: SOURCES,
      moderatorIds: [],
    },
    async subscribers(upTo) {
      all.sqlite.db.$client.exec("begin");
      for (; filled < upTo; filled += 1) {
        const subscriber = aReader(filled);
        await all.subscribers.save(subscriber);
        all.roster.set(subscriber);
      }
      all.sqlite.db.$client.exec("commit");
    },
    async close() {
      await all.close();
      await rm(folder, { recursive: true });
    },
  };
}

interface Registered {
  readonly be: string;
  readonly person: Person;
}

function aRegistered(be: string, ru: string, n: number): Registered {
  const month = String((n % 12) + 1).padStart(2, "0");
  const day = String((n % 28) + 1).padStart(2, "0");
  const birthDate = { value: `19${String(50 + (n % 50))}-${month}-${day}`, precision: "day" } as const;
  return { be, person: aPerson({ recordId: String(n), names: [be, ru], birthDate }) };
}

async function tell(events: ReturnType<typeof sqliteEvents>, people: readonly Registered[]): Promise<void> {
  const line = { at: instant(0), who: "M1", action: "post", subject: "x", facts: {} };
  for (let n = 0; n < EVENTS; n += 1) {
    const { be, person } = people[n] ?? { be: "", person: null };
    const event = anEvent({
      id: `ev${String(n)}`,
      people: [named(be, person?.id ?? null)],
      count: n % 50 === 0 ? { n: 40, qualifier: "exact" } : null,
      kind: n % 3 === 0 ? "arrest" : "release",
    });
    const findingId = `f${String(n)}`;
    await events.saveFinding(aFinding(findingId), line);
    await events.saveMerge({ findingId, outcome: "created", events: [event] });
    await events.saveDecision(event, { kind: "record", reason: "history" }, null, []);
  }
}

function aReader(n: number): Subscriber {
  return {
    ...newSubscriber({ chatId: 1_000_000 + n, threadId: null }, n % 3 === 0 ? "ru" : "be"),
    subscribed: true,
    follows: n % 10 === 0 ? [`test-list:${String(n % 1000)}`] : [],
  };
}
