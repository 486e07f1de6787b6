import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import pg from "pg";
import { postgresAlerts } from "../src/store/postgres/alerts.ts";
import type { Postgres } from "../src/store/postgres/database.ts";
import { openPostgres } from "../src/store/postgres/open.ts";
import { postgresOutbox } from "../src/store/postgres/outbox.ts";
import { postgresSubscribers } from "../src/store/postgres/subscribers.ts";
import { aRecipient, aSubscriber, at, NOON } from "../test/contracts/samples.ts";

type Print = (line: string) => void;

const BATCH = 250;
const READERS = 50_000;
const CHATS = 5000;
const LEASE_MS = 600_000;

/** The readers' side on a real PostgreSQL, which TEST_POSTGRES_URL names (`.ci/postgres npm run bench -- postgres`). */
export async function run(print: Print): Promise<void> {
  const server = process.env["TEST_POSTGRES_URL"];
  if (server === undefined) {
    print("not measured, for TEST_POSTGRES_URL names no server");
    return;
  }
  const name = `navoli_bench_${randomUUID().replaceAll("-", "")}`;
  await onServer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const replicas = await Promise.all([0, 1, 2].map(() => open(url.href)));
  try {
    await measure(
      replicas.map(({ postgres }) => postgres),
      print,
    );
  } finally {
    await Promise.all(replicas.map(({ close }) => close()));
    await onServer(server, `drop database ${name} with (force)`);
  }
}

async function open(url: string) {
  const opened = await openPostgres({
    url,
    migrationsFolder: join(import.meta.dirname, "../migrations/postgres"),
    dataKey: new Uint8Array(32).fill(1),
    clock: { now: () => NOON },
    tombstonePath: null,
    clockOfLeases: "callers",
  });
  if (opened.kind !== "open") throw new Error(opened.reason);
  return opened;
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

async function measure(replicas: readonly Postgres[], print: Print): Promise<void> {
  const [one] = replicas;
  if (one === undefined) return;
  await saveChats(one, print);
  await fanOut(one, print);
  await claims(one, print);
  await send([one], 1, print);
  await send([one], BATCH, print);
  await send(replicas, BATCH, print);
  await markGone(replicas, print);
  await erase(one, print);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function saveChats(postgres: Postgres, print: Print): Promise<void> {
  const store = postgresSubscribers(postgres);
  const ms = await timed(() => inLanes(CHATS, 8, (chat) => store.save(aSubscriber(chat + 1))));
  print(`${String(CHATS)} chats saved, 8 at once: ${((CHATS / ms) * 1000).toFixed(0)}/s`);
  const readMs = await timed(() => store.all());
  print(`${String(CHATS)} chats opened: ${readMs.toFixed(0)} ms`);
}

async function fanOut(postgres: Postgres, print: Print): Promise<void> {
  const alerts = postgresAlerts(postgres);
  const ms = await timed(async () => {
    for (let first = 0; first < READERS; first += BATCH) {
      const recipients = Array.from({ length: BATCH }, (_, n) => aRecipient(first + n + 1));
      await alerts.enqueue({ id: "digest-bench:1", expiresAt: at(12) }, recipients, false);
    }
  });
  print(
    `${String(READERS)} deliveries sealed and written in batches of ${String(BATCH)}: ${ms.toFixed(0)} ms, ` +
      `${((READERS / ms) * 1000).toFixed(0)}/s`,
  );
}

async function claims(postgres: Postgres, print: Print): Promise<void> {
  const outbox = postgresOutbox(postgres);
  const taken: number[] = [];
  for (let n = 0; n < 50; n++) taken.push(await timed(() => outbox.claimDue(NOON, 100, LEASE_MS)));
  taken.sort((a, b) => a - b);
  print(
    `100 of ${String(READERS)} due rows claimed: ${(taken[25] ?? 0).toFixed(2)} ms in the middle, ` +
      `${(taken[47] ?? 0).toFixed(2)} ms at p95`,
  );
}

/** Claims, marks and settles as the deliverer does, as fast as it goes; nothing is sent. */
async function send(replicas: readonly Postgres[], perCommit: number, print: Print): Promise<void> {
  const wanted = perCommit === 1 ? 500 : 4000;
  let sent = 0;
  const ms = await timed(() =>
    Promise.all(
      replicas.map(async (postgres) => {
        const outbox = postgresOutbox(postgres);
        let before: readonly string[] = [];
        while (sent < wanted) {
          const due = await outbox.claimDue(NOON, BATCH, LEASE_MS);
          if (due.length === 0) return;
          for (let from = 0; from < due.length && sent < wanted; from += perCommit) {
            const next = due.slice(from, from + perCommit).map(({ id }) => id);
            const settled = before.map((id) => ({ id, settlement: sentNow }));
            before = await outbox.writeDown(settled, next, NOON);
            sent += before.length;
          }
        }
      }),
    ),
  );
  print(
    `settled and marked by ${String(replicas.length)} replica(s), ${String(perCommit)} a commit: ` +
      `${((sent / ms) * 1000).toFixed(0)} messages/s (hold: ${perCommit === 1 ? "28" : "1000"})`,
  );
}

const sentNow = { state: "sent", messageId: 4711, at: NOON } as const;

/** One chat in ten has blocked the bot, as the lanes of all replicas find out within a fan-out. */
async function markGone(replicas: readonly Postgres[], print: Print): Promise<void> {
  const stores = replicas.map((postgres) => postgresSubscribers(postgres));
  const gone = CHATS / 10;
  const ms = await timed(() =>
    inLanes(gone, 3 * stores.length, async (n) => {
      await stores[n % stores.length]?.markGone(CHATS - n, NOON);
    }),
  );
  print(
    `${String(gone)} of ${String(CHATS)} chats marked as gone by ${String(stores.length)} replicas, their rows of ` +
      `${String(READERS)} closed: ${((gone / ms) * 1000).toFixed(0)}/s`,
  );
}

async function erase(postgres: Postgres, print: Print): Promise<void> {
  const store = postgresSubscribers(postgres);
  const ms = await timed(() => inLanes(100, 1, (chat) => store.erase(chat + 1)));
  print(`a chat erased with its rows: ${(ms / 100).toFixed(1)} ms`);
}

async function inLanes(count: number, lanes: number, work: (n: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
