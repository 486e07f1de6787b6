import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { listSays } from "../../src/domain/card-edit.ts";
import type { Change } from "../../src/ports/replicas.ts";
import { postgresChanges } from "../../src/store/postgres/changes.ts";
import type { Postgres } from "../../src/store/postgres/database.ts";
import { LeaseLost } from "../../src/store/postgres/database.ts";
import { postgresLeases } from "../../src/store/postgres/leases.ts";
import { postgresPlaces } from "../../src/store/postgres/places.ts";
import { marks } from "../../src/store/postgres/schema.ts";
import { type Session, sessionOpener } from "../../src/store/postgres/session.ts";
import { postgresUpdates } from "../../src/store/postgres/updates.ts";
import { type Sqlite } from "../../src/store/sqlite/database.ts";
import { sqliteUpdates } from "../../src/store/sqlite/replicas.ts";
import { aPerson, aTrackerPoll } from "../contracts/samples.ts";
import { type StoresWithUpdates, updateLogContract } from "../contracts/update-log.ts";
import { POSTGRES_NAME, storesOf, testDatabase } from "./postgres-stores.ts";
import { fixedClock, openInMemory, storesOn } from "./support.ts";

const database = testDatabase();
/** Locks and news need a connection of their own, which PGlite has not. */
const onServer = process.env["TEST_POSTGRES_URL"] !== undefined;

let sqlites: Sqlite[] = [];
afterEach(() => {
  for (const sqlite of sqlites) sqlite.close();
  sqlites = [];
});

updateLogContract("SQLite", async () => {
  const clock = fixedClock();
  const sqlite = openInMemory(clock);
  sqlites.push(sqlite);
  return { ...storesOn(sqlite, clock), updates: sqliteUpdates(sqlite) };
});

/** PGlite is one connection, so its locks hold nobody up: the numbers alone keep the effect single. */
function withoutLocks({ db }: Postgres): Session {
  return {
    query: async (text) => {
      const [, isHeard] = text.split(";");
      if (isHeard === undefined) return [];
      const { rows } = (await db.execute(isHeard)) as { readonly rows: Record<string, unknown>[] };
      return [{ taken: true }, ...rows];
    },
    onNotification: () => undefined,
    onEnd: () => undefined,
    close: async () => undefined,
  };
}

async function postgresWithUpdates(): Promise<StoresWithUpdates> {
  await database.empty();
  const clock = fixedClock();
  const postgres = await database.replica({ clock });
  const url = database.url();
  const openSession = url === null ? async () => withoutLocks(postgres) : sessionOpener(url);
  return { ...storesOf(postgres, clock), updates: postgresUpdates(postgres, openSession) };
}

updateLogContract(POSTGRES_NAME, postgresWithUpdates);

async function twoReplicas(): Promise<readonly [Postgres, Postgres]> {
  await database.empty();
  return [await database.replica(), await database.replica()];
}

describe(`leases, ${POSTGRES_NAME}`, () => {
  test("one replica holds it until it runs out, and the next has a greater token", async () => {
    const [one, two] = (await twoReplicas()).map(postgresLeases);
    const held = await one?.take("poller", 300);
    expect(await two?.take("poller", 300)).toBeNull();
    expect(await one?.take("poller", 300)).toEqual(held);
    await sleep(400);
    expect((await two?.take("poller", 300))?.token).toBe((held?.token ?? 0) + 1);
    expect(await one?.take("poller", 300)).toBeNull();
  });

  test("one that was given back is free at once", async () => {
    const [one, two] = (await twoReplicas()).map(postgresLeases);
    const held = await one?.take("poller", 60_000);
    if (held) await one?.release(held);
    expect(await two?.take("poller", 60_000)).not.toBeNull();
  });

  test("a leader that was asleep writes nothing once another leads", async () => {
    const [asleep, awake] = await twoReplicas();
    const lease = await postgresLeases(asleep).take("poller", 1);
    await sleep(20);
    await postgresLeases(awake).take("poller", 60_000);
    const write = (value: number) => async () =>
      asleep.write(async (tx) => {
        await tx.insert(marks).values({ name: "late", value });
      });
    const late = () => awake.db.select().from(marks).where(eq(marks.name, "late"));
    if (lease === null) throw new Error("the first replica got no lease");
    await expect(postgresLeases(asleep).under(lease, write(1))).rejects.toThrow(LeaseLost);
    expect(await late()).toEqual([]);
    await write(2)();
    expect(await late()).toHaveLength(1);
  });

  test("a time of the schedule is begun once, and none before it after it", async () => {
    const [one, two] = (await twoReplicas()).map(postgresLeases);
    const slot = (minute: number) => new Date(Date.UTC(2026, 10, 5, 12, minute));
    const first = await one?.take("poller", 1);
    if (!first) throw new Error("no lease");
    expect([await one?.begin(first, slot(1)), await one?.begin(first, slot(1))]).toEqual([true, false]);
    await sleep(20);
    const second = await two?.take("poller", 60_000);
    if (!second) throw new Error("no lease");
    expect([await two?.begin(second, slot(1)), await two?.begin(second, slot(2))]).toEqual([false, true]);
    expect(await one?.begin(first, slot(3))).toBe(false);
  });
});

describe(`the gate's places, ${POSTGRES_NAME}`, () => {
  test("two replicas get places one after another, at the distance of the rate", async () => {
    const [one, two] = (await twoReplicas()).map(postgresPlaces);
    const first = await one?.take(3, 1000);
    const second = await two?.take(1, 1000);
    const third = await one?.take(1, 1000);
    expect(first?.firstInMs).toBe(0);
    expect(second?.firstInMs).toBeGreaterThan(2000);
    expect((third?.firstInMs ?? 0) - (second?.firstInMs ?? 0)).toBeGreaterThan(500);
  });

  test("what one was told to wait shuts the gate for the other", async () => {
    const [one, two] = await twoReplicas();
    await storesOf(one, fixedClock()).outbox.shut(60_000, new Date());
    expect((await postgresPlaces(two).take(1, 40)).shutForMs).toBeGreaterThan(50_000);
  });
});

describe.runIf(onServer)("replicas of one server", () => {
  test("an update that two replicas get at once has one effect and one answer", async () => {
    const url = database.url() ?? "";
    const logs = (await twoReplicas()).map((postgres) => postgresUpdates(postgres, sessionOpener(url)));
    let answers = 0;
    const handle = async () => {
      answers += 1;
      await sleep(50);
    };
    const updates = Array.from({ length: 20 }, (_, update) => update);
    const both = await Promise.all(updates.flatMap((update) => logs.map((log) => log.once(update, handle))));
    expect(both.filter((outcome) => outcome === "handled")).toHaveLength(20);
    expect(answers).toBe(20);
  });

  test("a card that one replica edits is heard of by another, which shows it at once", async () => {
    const clock = fixedClock();
    const [here, there] = await database.makeTwo();
    await here.trackers.saveSnapshot(aTrackerPoll());
    const heard: Change[] = [];
    const readers = { chatIdOf: Number, topicsOf: async () => [] };
    const changes = postgresChanges(sessionOpener(database.url() ?? ""), readers);
    const unhear = await changes.hear((change) => void heard.push(change));
    const edit = {
      change: "c1",
      personId: "list:1",
      value: { field: "sentence", months: 24 },
      source: "https://paper.example/1",
      by: "M1",
      agreedBy: null,
      at: clock.now(),
      listSaid: listSays(aPerson("1").record, "sentence"),
      state: "draft",
    } as const;
    const line = { at: clock.now(), who: "M1", action: "card", subject: "list:1", facts: {} };
    await here.cards.saveDraft([edit], clock.now());
    await here.cards.advance([edit], { state: "stands", agreedBy: null, at: clock.now() }, line);
    await expect.poll(() => heard.map(({ kind }) => kind), { timeout: 2000 }).toEqual(["register"]);
    expect((await there.reading.person("list:1"))?.record.verdict?.months).toBe(24);
    await here.cards.takeBack("c1", "sentence", line);
    await expect.poll(() => heard.length, { timeout: 2000 }).toBe(2);
    expect((await there.reading.person("list:1"))?.edits).toBeUndefined();
    await unhear();
  });

  test("news reach a replica, also after its connection broke", async () => {
    await database.empty();
    const url = database.url() ?? "";
    const heard: Change[] = [];
    const unhear = await postgresChanges(sessionOpener(url), {
      chatIdOf: Number,
      topicsOf: async () => [],
    }).hear((change) => void heard.push(change));
    const kinds = () => heard.map(({ kind }) => kind);
    await database.run("notify navoli, 'register'; notify navoli, 'chat:5'");
    await expect.poll(kinds).toEqual(["register", "chat"]);
    await database.run(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'navoli session' and datname = current_database()",
    );
    await expect.poll(kinds, { timeout: 5000 }).toEqual(["register", "chat", "deaf", "missed"]);
    await database.run("notify navoli, 'work'");
    await expect.poll(kinds).toEqual(["register", "chat", "deaf", "missed", "work"]);
    await unhear();
  });
});
