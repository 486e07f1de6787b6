import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { newSubscriber } from "../../src/domain/subscriber.ts";
import { inventPeople } from "../../test/people/invented-names.ts";
import { openDelivering, TEST_KEY } from "../../test/support/delivering.ts";
import { Newsroom, PRIMARY } from "../../test/support/newsroom.ts";
import { FloodTelegram, READERS_FROM } from "./flood-telegram.ts";

const PEOPLE = 10_000;
const READERS = 12_000;
const FLOODER = 7;
/** Beside the one who floods. */
const PERSONS_FROM = 1000;
const SOMEBODY = 4321;
const SECRET = "a-secret-of-nobody-123";

interface Crowd {
  readonly what: string;
  readonly updates: number;
  /** Who wrote the n-th. */
  readonly writer: (n: number) => number;
}

const CROWDS: readonly Crowd[] = [
  {
    what: "5000 persons, every fifth update from one who floods",
    updates: 50_000,
    writer: (n) => (n % 5 === 0 ? FLOODER : PERSONS_FROM + (n % 5000)),
  },
  { what: "each from another person", updates: 20_000, writer: (n) => PERSONS_FROM + n },
  {
    what: "nine of ten from one who floods",
    updates: 20_000,
    writer: (n) => (n % 10 === 0 ? PERSONS_FROM + n : FLOODER),
  },
];

/**
 * Updates wait at Telegram by the ten thousands while an alert goes out to 12,000 readers, just after 10,000 people
 * were taken over from a list. The program runs as `npm start` runs it, in a process of its own; Telegram and the
 * newsroom are here, and neither their memory nor their time is counted.
 */
export async function flood(printLine: (line: string) => void, way: "polling" | "webhook"): Promise<void> {
  const print = (line: string): void => printLine(`flood by ${way}: ${line}`);
  const port = way === "webhook" ? await freePort() : null;
  const hook = port === null ? null : { url: `http://127.0.0.1:${String(port)}/hook`, secret: SECRET };
  const telegram = await new FloodTelegram(hook).open();
  const newsroom = await new Newsroom().open();
  const people = inventPeople(PEOPLE, 5);
  newsroom.answer("/people.json", {
    type: "application/json",
    body: JSON.stringify(people.map(({ id, be, ru }) => ({ id, name_be: be, name_ru: ru }))),
  });
  newsroom.publish("/primary.xml", { slug: "old", title: "Прыкладная навіна", at: new Date(0) });
  const folder = await mkdtemp(join(tmpdir(), "navoli-flood-"));
  await writeFile(join(folder, "feeds.json"), JSON.stringify(sourcesAt(newsroom)));
  await fill(join(folder, "navoli.db"));
  const navoli = await startNavoli(folder, telegram.root, newsroom.address, port);
  try {
    await measure(print, { telegram, newsroom, pid: navoli.pid ?? 0, somebody: people[SOMEBODY]?.be ?? "" });
  } finally {
    navoli.kill("SIGTERM");
    await new Promise((resolve) => navoli.once("exit", resolve));
    await telegram.close();
    await newsroom.close();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Parts {
  readonly telegram: FloodTelegram;
  readonly newsroom: Newsroom;
  readonly pid: number;
  readonly somebody: string;
}

async function measure(
  print: (line: string) => void,
  { telegram, newsroom, pid, somebody }: Parts,
): Promise<void> {
  await until(() => newsroom.statuses("/people.json").length > 0);
  // The register is there when it is found in it.
  for (let tries = 0; tries < 200 && !telegram.lastAnswer.includes(somebody); tries += 1) {
    telegram.write([{ from: 5, text: somebody }]);
    await telegram.emptied();
    await sleep(100);
  }
  const quietMiB = (await memoryOf(pid)).nowMiB;
  newsroom.publish("/primary.xml", {
    slug: "release",
    title: "Палітвязень Янка Прыкладны выйшаў на волю",
    summary: "Янка Прыкладны вызваліўся з калоніі, адбыўшы тэрмін.",
  });
  await until(() => telegram.alerts > 0);
  const lines = ["/status", "/help", somebody, "/latest", "/settings", "/rounds"];
  print(`resident memory before ${quietMiB.toFixed(0)} MiB`);
  for (const crowd of CROWDS) await measureCrowd(print, { telegram, pid, lines, crowd });
}

async function measureCrowd(
  print: (line: string) => void,
  {
    telegram,
    pid,
    lines,
    crowd,
  }: Pick<Parts, "telegram" | "pid"> & { readonly lines: readonly string[]; readonly crowd: Crowd },
): Promise<void> {
  const { updates, writer, what } = crowd;
  telegram.startMeasuring();
  const cpuFrom = await cpuSecondsOf(pid);
  telegram.write(
    Array.from({ length: updates }, (_, n) => ({
      from: writer(n),
      text: lines[n % lines.length] ?? "/help",
    })),
  );
  const seen: number[] = [];
  while (!telegram.isEmpty) {
    seen.push((await memoryOf(pid)).nowMiB);
    await sleep(250);
  }
  const { seconds, p50Ms, p99Ms, unanswered, alerts, waitWords } = telegram.measured(FLOODER);
  const { mostMiB } = await memoryOf(pid);
  const cpuSeconds = (await cpuSecondsOf(pid)) - cpuFrom;
  print(`${updates} updates, ${what}: ${(updates / seconds).toFixed(0)} updates/s, lost ${unanswered}`);
  print(`from receipt to answer median ${p50Ms.toFixed(0)} ms, p99 ${p99Ms.toFixed(0)} ms, goal 1000 ms`);
  print(
    `${(alerts / seconds).toFixed(1)} alerts/s left meanwhile, goal 20; who flooded was asked to wait ${waitWords} times`,
  );
  print(
    `processor ${cpuSeconds.toFixed(0)} s in ${seconds.toFixed(0)} s, ${((cpuSeconds * 1000) / updates).toFixed(2)} ms an update with its alerts and polls`,
  );
  print(
    `resident memory in it most ${Math.max(...seen).toFixed(0)} MiB, ever ${mostMiB.toFixed(0)} MiB, goal 300 MB (286 MiB)`,
  );
}

/** Readers who subscribed before. */
async function fill(path: string): Promise<void> {
  const all = await openDelivering({ root: "http://127.0.0.1:9", path });
  all.sqlite.db.$client.exec("begin");
  for (let n = 0; n < READERS; n += 1) {
    const subscriber = newSubscriber({ chatId: READERS_FROM + n, threadId: null }, "be");
    await all.subscribers.save({ ...subscriber, subscribed: true });
  }
  all.sqlite.db.$client.exec("commit");
  await all.close();
}

/** As `npm start` does, from another folder. */
async function startNavoli(
  folder: string,
  root: string,
  newsroom: string,
  webhookPort: number | null,
): Promise<ChildProcess> {
  const project = new URL("../../", import.meta.url).pathname;
  const { scripts } = JSON.parse(await readFile(join(project, "package.json"), "utf8")) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const [, ...words] = (scripts["start"] ?? "").split(" ");
  const options = words.map((word) => (word.startsWith("./") ? join(project, word) : word));
  return spawn(process.execPath, options, {
    cwd: folder,
    env: {
      PATH: process.env["PATH"],
      TZ: "UTC",
      BOT_TOKEN: "42:bench",
      TELEGRAM_API_ROOT: root,
      DATABASE_URL: "sqlite:./navoli.db",
      DATA_KEY: Buffer.from(TEST_KEY).toString("base64"),
      ALLOW_PRIVATE_ADDRESSES: newsroom,
      POLL_CRON: "* * * * * *",
      ...(webhookPort === null
        ? { HTTP_PORT: "off" }
        : {
            HTTP_PORT: String(webhookPort),
            WEBHOOK_URL: "https://bot.example/hook",
            WEBHOOK_SECRET: SECRET,
          }),
      LOG_LEVEL: "error",
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function sourcesAt(newsroom: Newsroom) {
  return {
    feeds: [{ ...PRIMARY, url: newsroom.url("/primary.xml") }],
    trackers: [
      { id: "list", outlet: "Спіс", kind: "people-json", url: newsroom.url("/people.json"), every: "1h" },
    ],
  };
}

/** What Linux says of the process. */
async function memoryOf(pid: number): Promise<{ readonly nowMiB: number; readonly mostMiB: number }> {
  const status = await readFile(`/proc/${String(pid)}/status`, "utf8").catch(() => "");
  const of = (name: string): number =>
    Number(new RegExp(`${name}:\\s+(\\d+) kB`, "u").exec(status)?.[1] ?? 0) / 1024;
  return { nowMiB: of("VmRSS"), mostMiB: of("VmHWM") };
}

const TICKS_PER_SECOND = 100;

/** All its threads; other work on the machine does not stretch it. */
async function cpuSecondsOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${String(pid)}/stat`, "utf8").catch(() => "");
  const [user = 0, system = 0] = stat.slice(stat.lastIndexOf(")")).split(" ").slice(12, 14).map(Number);
  return (user + system) / TICKS_PER_SECOND;
}

async function until(isTrue: () => boolean): Promise<void> {
  const deadline = performance.now() + 120_000;
  while (!isTrue()) {
    if (performance.now() > deadline) throw new Error("the program did not get ready in two minutes");
    await sleep(50);
  }
}
