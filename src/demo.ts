import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { type App, createApp } from "./app.ts";
import { readConfig } from "./config.ts";
import { createNarrator, type Narrator } from "./demo/narrator.ts";
import { DEMO_FEEDS, type DemoMoment, MOMENTS } from "./demo/scenario.ts";
import { type DemoServer, startDemoServer } from "./demo/server.ts";
import { demoSources } from "./demo/sources.ts";
import { LANGUAGES, type Language } from "./domain/language.ts";
import { DAY_MS, later, MINUTE_MS } from "./domain/time.ts";
import { storageOptions, VERSION } from "./setup.ts";
import { openStorage } from "./store/open.ts";
import type { Storage } from "./store/storage.ts";
import { createLog } from "./system/log.ts";
import { systemTimer } from "./system/timer.ts";
import type { Timer } from "./ports/timer.ts";
import { answerTyping, refuse, terminalLook } from "./terminal-session.ts";

const EVE = "2025-06-20T09:00:00Z";
const TODAY = "2026-04-30T18:00:00Z";
const DELIVERED_WITHIN_MS = 20_000;

/** Time in the demo jumps from moment to moment and runs faster between: a chat's pace of one message a second stays. */
const SPEED = 20;
const timer: Timer = {
  nowMs: () => systemTimer.nowMs() * SPEED,
  sleep: (ms) => systemTimer.sleep(ms / SPEED),
};
const clock = {
  jumpedTo: new Date(EVE).getTime(),
  jumpedAtMs: timer.nowMs(),
  now: () => new Date(clock.jumpedTo + timer.nowMs() - clock.jumpedAtMs),
  jump: (to: Date) => {
    clock.jumpedTo = to.getTime();
    clock.jumpedAtMs = timer.nowMs();
  },
};

const reading = readConfig({});
const { values } = parseArgs({ options: { language: { type: "string", short: "l" } } });
const chosen = LANGUAGES.find((language) => language === values.language);
if (!reading.ok) refuse(2, reading.faults);
else if (values.language !== undefined && chosen === undefined) {
  refuse(2, [`--language must be one of ${LANGUAGES.join(", ")}`]);
} else await play(chosen ?? localeOr("en"));

function localeOr(usual: Language): Language {
  const own = readConfig();
  return own.ok ? own.config.language : usual;
}

async function play(language: Language): Promise<void> {
  if (!reading.ok) return;
  const config = { ...reading.config, language, httpPort: null, roles: new Set(["sender", "bot"] as const) };
  const server = await startDemoServer();
  const opened = await openStorage({
    ...storageOptions(config, true),
    database: { kind: "sqlite", path: ":memory:" },
    dataKey: randomBytes(32).toString("base64"),
    clock,
  });
  if (!opened.ok) return refuse(1, [opened.reason]);
  const { storage } = opened;
  const app = await createApp({
    config: { ...config, allowPrivateAddresses: [server.address] },
    sources: demoSources(server.address),
    storage,
    log: createLog({ level: "fatal", pretty: false }),
    clock,
    timer,
    version: VERSION,
    terminal: terminalLook(language),
  });
  await app.start();
  await tell({
    app,
    storage,
    server,
    narrator: createNarrator(language, (text) => process.stdout.write(text)),
  });
  if (process.stdin.isTTY) await answerTyping(app, createLog({ level: "error", pretty: true }));
  await app.stop();
  await server.close();
}

interface Stage {
  readonly app: App;
  readonly storage: Storage;
  readonly server: DemoServer;
  readonly narrator: Narrator;
}

async function tell({ app, storage, server, narrator }: Stage): Promise<void> {
  narrator.opening(DEMO_FEEDS.length);
  await app.terminal?.type("/subscribe");
  await app.poll();
  for (const moment of MOMENTS) {
    narrator.moment(moment);
    await unfold(moment, { app, storage, server });
    narrator.silence(moment);
  }
  clock.jump(new Date(TODAY));
  await app.poll();
  const { requests, unchanged } = server.counts;
  const held = await storage.events.held(50);
  narrator.closing({ requests, unchanged, held: held.map(({ event }) => event) });
  for (const question of ["/rounds 2025-06-21", "/status", "/person Колесникова"]) {
    narrator.question(question);
    await app.terminal?.type(question);
  }
  narrator.invitation(process.stdin.isTTY);
}

/** Newsrooms report a few minutes after each other; the list of prisoners follows the next day. */
async function unfold(moment: DemoMoment, { app, storage, server }: Omit<Stage, "narrator">): Promise<void> {
  let at = new Date(moment.at);
  const reached = async (ms: number): Promise<void> => {
    at = later(at, ms);
    clock.jump(at);
    await app.poll();
    await delivered(storage);
  };
  for (const item of moment.items) {
    server.publish(item, at);
    await reached(6 * MINUTE_MS);
  }
  if (moment.rows.length === 0) return;
  server.change(moment.rows);
  await reached(DAY_MS);
}

/** Waits until every message has reached the phone. */
async function delivered(storage: Storage): Promise<void> {
  const givenUpAt = systemTimer.nowMs() + DELIVERED_WITHIN_MS;
  while (systemTimer.nowMs() < givenUpAt) {
    const { queued = 0, sending = 0 } = await storage.outbox.counts();
    if (queued + sending === 0) return;
    await systemTimer.sleep(20);
  }
}
