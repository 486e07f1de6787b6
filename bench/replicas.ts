import { existsSync, readFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { aSubscriber } from "../test/contracts/samples.ts";
import { PRIMARY } from "../test/support/newsroom.ts";
import { Replicas } from "../test/support/replicas.ts";
import { measureParts } from "./support/parts.ts";

/**
 * Three processes on one PostgreSQL: what is lost, repeated and delayed when they are killed, and what a third one
 * brings. Needs a server: `.ci/postgres npm run bench -- replicas` starts one.
 *
 * `--kills=N`, `--recipients=N`: a shorter or longer night.
 */
export async function run(print: (line: string) => void, args: readonly string[]): Promise<void> {
  const server = process.env["TEST_POSTGRES_URL"];
  if (server === undefined) {
    print("not measured: TEST_POSTGRES_URL names no server (.ci/postgres npm run bench -- replicas)");
    return;
  }
  const parts = {
    kills: () => kills(server, print, number(args, "kills", 100), number(args, "recipients", 4000)),
    failover: () => failOver(server, print),
    gate: () => gate(server, print),
    updates: () => tripledUpdates(server, print),
    throughput: () => throughput(server, print),
    backup: () => backup(server, print),
  };
  await measureParts(parts, args);
}

const CALM = { telegram: { latencyMs: 30 } };

async function kills(server: string, print: (line: string) => void, count: number, recipients: number) {
  await within(server, 3, {}, async (replicas) => {
    await subscribe(replicas, recipients);
    replicas.newsroom.publish("/primary.xml", RELEASE);
    let killed = 0;
    while (killed < count && reached(replicas) < recipients) {
      await sleep(200 + Math.random() * 2000);
      const member = replicas.members[Math.floor(Math.random() * replicas.members.length)];
      if (member === undefined) continue;
      await member.end("SIGKILL");
      killed += 1;
      replicas.start(member);
    }
    await until(() => reached(replicas) >= recipients, 600_000);
    await sleep(90_000);
    const repeated = replicas.telegram.sent.length - reached(replicas);
    print(
      `kill -9 at random × ${String(killed)} over ${String(recipients)} recipients: lost ${String(recipients - reached(replicas))}, repeated ${String(repeated)} (${(repeated / killed).toFixed(2)} a kill; in flight at most 3)`,
    );
  });
}

async function failOver(server: string, print: (line: string) => void) {
  await within(server, 3, {}, async (replicas) => {
    const delaysMs: number[] = [];
    for (let round = 0; round < 8; round += 1) {
      await until(() => replicas.leader() !== null, 30_000);
      await sleep(1500);
      const dead = replicas.leader();
      await dead?.end("SIGKILL");
      const diedMs = Date.now();
      await until(() => polls(replicas).some((atMs) => atMs > diedMs), 30_000);
      delaysMs.push((polls(replicas).find((atMs) => atMs > diedMs) ?? 0) - diedMs);
      if (dead !== null) replicas.start(dead);
      await dead?.untilLogged("started", 30_000);
    }
    const times = polls(replicas);
    const gaps = times.slice(1).map((at, n) => at - (times[n] ?? 0));
    print(
      `fail-over of the poller, ${String(delaysMs.length)} kills: slowest ${String(Math.max(...delaysMs))} ms (≤ 5000); polls closer than 400 ms, which is a slot run twice: ${String(gaps.filter((gap) => gap < 400).length)}`,
    );
  });
}

async function gate(server: string, print: (line: string) => void) {
  await within(server, 3, {}, async (replicas) => {
    const recipients = 1200;
    await subscribe(replicas, recipients);
    replicas.newsroom.publish("/primary.xml", RELEASE);
    await until(() => reached(replicas) >= recipients, 120_000);
    const times = replicas.telegram.sent.map(({ atMs }) => atMs).toSorted((a, b) => a - b);
    const spanMs = (times.at(-1) ?? 0) - (times[0] ?? 0);
    let worst = 0;
    for (let from = 0, to = 0; to < times.length; to += 1) {
      while ((times[to] ?? 0) - (times[from] ?? 0) >= 1000) from += 1;
      worst = Math.max(worst, to - from + 1);
    }
    print(
      `shared gate of 3 replicas at 25/s, ${String(recipients)} messages: mean ${((recipients - 1) / (spanMs / 1000)).toFixed(2)}/s (≥ 24), worst sliding second ${String(worst)} (≤ 30), 429s ${String(replicas.telegram.counts.limited)}`,
    );
  });
}

async function tripledUpdates(server: string, print: (line: string) => void) {
  await within(server, 3, {}, async (replicas) => {
    const people = 150;
    for (let reader = 1; reader <= people; reader += 1) {
      replicas.telegram.say(9000 + reader, "/subscribe", { language: "be" });
    }
    await replicas.deliver(3);
    await sleep(1000);
    const [row] = await replicas.query("select count(*)::int as n from subscribers");
    print(
      `${String(people)} updates, each delivered to all 3 replicas at once: ${String(row?.["n"])} subscribed, ${String(replicas.telegram.sent.length)} answers`,
    );
  });
}

/** Every replica has compiled as much before; then the processor time says what more cores would bring. */
async function throughput(server: string, print: (line: string) => void) {
  const one = await throughputOf(server, 1);
  const three = await throughputOf(server, 3);
  const cores = availableParallelism();
  print(
    `commands answered: ${one.perSecond.toFixed(0)}/s by 1 replica, ${three.perSecond.toFixed(0)}/s by 3: ratio ${(three.perSecond / one.perSecond).toFixed(2)} on ${String(cores)} cores`,
  );
  print(
    `processor time a command, PostgreSQL, the faked Telegram and the caller included: ${one.allMs.toFixed(2)} ms with 1, ${three.allMs.toFixed(2)} ms with 3, so ${String(cores)} cores allow at most ${((cores * 1000) / one.allMs).toFixed(0)}/s and ${((cores * 1000) / three.allMs).toFixed(0)}/s`,
  );
  print(
    `of the replicas alone: ${one.ownMs.toFixed(2)} ms with 1, ${three.ownMs.toFixed(2)} ms with 3, so with a core for each of them at most ${((3 * one.ownMs) / three.ownMs).toFixed(2)} × as many (≥ 2)`,
  );
}

async function throughputOf(server: string, count: number) {
  const warm = 3000 * count;
  const measured = 4000;
  return within(server, count, {}, async (replicas) => {
    await burst(replicas, 1, warm);
    const ownMs = cpuMsOf(replicas);
    const allMs = busyMs();
    const from = performance.now();
    await burst(replicas, warm + 1, measured);
    return {
      perSecond: (measured * 1000) / (performance.now() - from),
      ownMs: (cpuMsOf(replicas) - ownMs) / measured,
      allMs: (busyMs() - allMs) / measured,
    };
  });
}

/** Of all cores, whoever kept them busy. */
function busyMs(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
}

/** Of all replicas, as Linux counts it in hundredths of a second; NaN elsewhere. */
function cpuMsOf(replicas: Replicas): number {
  const ticks = replicas.members.map(({ pid }) => {
    const path = `/proc/${String(pid)}/stat`;
    if (!existsSync(path)) return Number.NaN;
    // Behind the name, which may hold spaces, user and system time are the 12th and 13th.
    const fields = readFileSync(path, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return Number(fields[11]) + Number(fields[12]);
  });
  return ticks.reduce((sum, each) => sum + each, 0) * 10;
}

/** One question from each of many people; so many are on their way at a time that no replica waits for work. */
async function burst(replicas: Replicas, first: number, count: number): Promise<void> {
  const lanes = 90;
  const before = replicas.telegram.counts.accepted;
  for (let at = 0; at < count; at += 1)
    replicas.telegram.say(100_000 + first + at, "/latest", { language: "be" });
  const updates = [...replicas.telegram.takeUpdates()];
  const post = async (): Promise<void> => {
    for (let update = updates.pop(); update !== undefined; update = updates.pop())
      await replicas.post(update);
  };
  await Promise.all(Array.from({ length: lanes }, post));
  await until(() => replicas.telegram.counts.accepted - before >= count, 60_000);
}

async function backup(server: string, print: (line: string) => void) {
  await within(server, 2, {}, async (replicas) => {
    const recipients = 600;
    await subscribe(replicas, recipients);
    replicas.newsroom.publish("/primary.xml", RELEASE);
    await until(() => reached(replicas) > 50, 60_000);
    const storage = await replicas.storage();
    const from = Date.now();
    const result = await storage.backup(`/tmp/navoli-bench-${String(process.pid)}.backup`);
    const to = Date.now();
    await until(() => reached(replicas) >= recipients, 120_000);
    const times = replicas.telegram.sent.map(({ atMs }) => atMs).toSorted((a, b) => a - b);
    const gaps = times
      .slice(1)
      .map((at, n) => (at > from && (times[n] ?? 0) < to ? at - (times[n] ?? 0) : 0));
    print(
      `backup of PostgreSQL under a fan-out: ${result.kind} in ${String(to - from)} ms, longest pause between sends meanwhile ${String(Math.max(...gaps))} ms (≤ 1000)`,
    );
  });
}

const RELEASE = {
  slug: "release",
  title: "Палітвязня Янку Прыкладнага вызвалілі з калоніі",
  summary: "Пра гэта паведамілі праваабаронцы. Ён ужо дома.",
};

async function within<T>(
  server: string,
  count: number,
  environment: Readonly<Record<string, string>>,
  measure: (replicas: Replicas) => Promise<T>,
): Promise<T> {
  const replicas = new Replicas(server, environment, CALM.telegram);
  replicas.newsroom.publish("/primary.xml", {
    slug: "old",
    title: "Прыкладная навіна",
    at: new Date("2026-01-01"),
  });
  try {
    await replicas.open(count, (newsroom) => ({
      feeds: [{ ...PRIMARY, url: newsroom.url("/primary.xml") }],
      trackers: [],
    }));
    await until(() => polls(replicas).length > 0, 30_000);
    return await measure(replicas);
  } finally {
    await replicas.close();
  }
}

async function subscribe(replicas: Replicas, recipients: number): Promise<void> {
  const { subscribers } = await replicas.storage();
  for (let reader = 1; reader <= recipients; reader += 1)
    await subscribers.save(aSubscriber(10_000 + reader));
  await sleep(1000);
}

const polls = (replicas: Replicas): readonly number[] =>
  replicas.newsroom.answered.filter(({ path }) => path === "/primary.xml").map(({ atMs }) => atMs);

const reached = (replicas: Replicas): number =>
  new Set(replicas.telegram.sent.map(({ chatId }) => chatId)).size;

async function until(isTrue: () => boolean, withinMs: number): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!isTrue()) {
    if (Date.now() > deadline) throw new Error(`not true within ${String(withinMs)} ms`);
    await sleep(20);
  }
}

function number(args: readonly string[], name: string, usual: number): number {
  const given = args.find((arg) => arg.startsWith(`--${name}=`));
  return given === undefined ? usual : Number(given.slice(name.length + 3));
}
