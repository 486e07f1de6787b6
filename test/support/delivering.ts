import { digestEndsIn } from "../../src/alert/digest-step.ts";
import { createTelegramSender } from "../../src/bot/sender.ts";
import type { TelegramSender } from "../../src/bot/sender.ts";
import { createGate } from "../../src/deliver/gate.ts";
import { createDeliverer } from "../../src/deliver/step.ts";
import type { Deliverer } from "../../src/deliver/step.ts";
import type { Message } from "../../src/domain/alert.ts";
import type { DeliveryTarget } from "../../src/domain/delivery.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import { DAY_MS, later } from "../../src/domain/time.ts";
import type { Clock } from "../../src/ports/clock.ts";
import type { Log, LogFacts } from "../../src/ports/log.ts";
import type { AlertStore, Outbox } from "../../src/ports/outbox.ts";
import type { SubscriberStore } from "../../src/ports/subscriber-store.ts";
import type { Switches } from "../../src/ports/switches.ts";
import { sqliteAlerts } from "../../src/store/sqlite/alerts.ts";
import type { Sqlite } from "../../src/store/sqlite/database.ts";
import { openSqlite } from "../../src/store/sqlite/open.ts";
import { sqliteOutbox } from "../../src/store/sqlite/outbox.ts";
import { sqliteSubscribers } from "../../src/store/sqlite/subscribers.ts";
import { sqliteSwitches } from "../../src/store/sqlite/switches.ts";
import { createSubscriberActions } from "../../src/subscribers/actions.ts";
import type { SubscriberActions } from "../../src/subscribers/actions.ts";
import { createRoster } from "../../src/subscribers/roster.ts";
import type { Roster } from "../../src/subscribers/roster.ts";
import { systemTimer } from "../../src/system/timer.ts";

export const TEST_KEY = new Uint8Array(32).fill(7);

export interface DeliveringOptions {
  /** Where Telegram is. */
  readonly root: string;
  /** Without it: in memory. */
  readonly path?: string;
  readonly clock?: Clock;
  readonly ratePerSecond?: number;
  readonly lanes?: number;
  readonly timeoutSeconds?: number;
  /** Begins with an empty roster, for who measures the making of one. */
  readonly withoutRoster?: boolean;
}

/** The whole path of a delivery, from its row to Telegram. */
export interface Delivering {
  readonly sqlite: Sqlite;
  readonly outbox: Outbox;
  readonly alerts: AlertStore;
  readonly subscribers: SubscriberStore;
  readonly switches: Switches;
  readonly roster: Roster;
  readonly actions: SubscriberActions;
  readonly sender: TelegramSender;
  readonly deliverer: Deliverer;
  readonly clock: Clock;
  readonly logged: readonly LoggedLine[];
  /** What the gate let go, by the gate's own timer: a busy machine makes no gap of it shorter. */
  readonly letThrough: readonly LetThrough[];
  close(): Promise<void>;
}

export interface LetThrough {
  readonly chatId: number;
  readonly atMs: number;
}

export interface LoggedLine {
  readonly event: string;
  readonly facts: LogFacts;
}

const systemTestClock: Clock = { now: () => new Date() };

/** A clock that a test sets. */
export class FixedClock implements Clock {
  #at: Date;
  constructor(at: Date) {
    this.#at = at;
  }
  now(): Date {
    return this.#at;
  }
  advance(ms: number): void {
    this.#at = later(this.#at, ms);
  }
}

export async function openDelivering(options: DeliveringOptions): Promise<Delivering> {
  const clock = options.clock ?? systemTestClock;
  const path = options.path ?? ":memory:";
  const opened = openSqlite({
    path,
    migrationsFolder: "migrations/sqlite",
    dataKey: TEST_KEY,
    clock,
    owner: true,
  });
  if (opened.kind !== "open") throw new Error(opened.reason);
  const { sqlite } = opened;
  const outbox = sqliteOutbox(sqlite);
  const alerts = sqliteAlerts(sqlite);
  const subscribers = sqliteSubscribers(sqlite);
  const switches = sqliteSwitches(sqlite);
  const roster = createRoster(options.withoutRoster === true ? [] : await subscribers.all());
  const sender = createTelegramSender({
    token: "1:test",
    apiRoot: options.root,
    paidBroadcast: false,
    timeoutSeconds: options.timeoutSeconds ?? 2,
  });
  const digestEnds = digestEndsIn(alerts, clock);
  const actions = createSubscriberActions({ store: subscribers, roster, outbox, sender, clock, digestEnds });
  const logged: LoggedLine[] = [];
  let gateMs = 0;
  const letThrough: LetThrough[] = [];
  const gate = createGate({
    ratePerSecond: options.ratePerSecond ?? 1000,
    nowMs: () => (gateMs = systemTimer.nowMs()),
    shutUntil: await outbox.shutUntil(),
    now: clock.now(),
    persist: (forMs, now) => outbox.shut(forMs, now),
  });
  const deliverer = createDeliverer({
    outbox,
    alerts,
    sender,
    switches,
    clock,
    gate: {
      ...gate,
      takeChat: (chatId) => {
        const waitMs = gate.takeChat(chatId);
        if (waitMs === 0) letThrough.push({ chatId, atMs: gateMs });
        return waitMs;
      },
    },
    timer: systemTimer,
    log: recordingLog(logged),
    lanes: options.lanes ?? 3,
    recoverEveryMs: null,
    chats: actions,
  });
  return {
    sqlite,
    outbox,
    alerts,
    subscribers,
    switches,
    roster,
    actions,
    sender,
    deliverer,
    clock,
    logged,
    letThrough,
    close: async () => {
      await deliverer.stop();
      await sender.close();
      sqlite.close();
    },
  };
}

function recordingLog(lines: LoggedLine[]): Log {
  return {
    info: (event, facts = {}) => lines.push({ event, facts }),
    warn: (event, facts = {}) => lines.push({ event, facts }),
    error: (event, error, facts = {}) =>
      lines.push({
        event,
        facts: { ...facts, error: error instanceof Error ? error.message : typeof error },
      }),
  };
}

export function aTarget(chatId: number, change: Partial<DeliveryTarget> = {}): DeliveryTarget {
  return {
    chatId,
    threadId: null,
    language: "be",
    discreet: false,
    silent: false,
    deleteAfterHours: null,
    ...change,
  };
}

export interface Written {
  readonly alertId: string;
  readonly chatIds: readonly number[];
  readonly html?: string;
  readonly priority?: number;
  readonly livesMs?: number;
  readonly notBefore?: Date;
}

/** Writes an alert's text and rows as the step before does. */
export async function writeRows(
  { alerts, clock }: Pick<Delivering, "alerts" | "clock">,
  { alertId, chatIds, html, priority = 2, livesMs = DAY_MS, notBefore }: Written,
): Promise<void> {
  const message: Message = { html: html ?? `text of ${alertId}`, buttons: [] };
  const texts = LANGUAGES.map((language) => ({ language, discreet: false, message }));
  await alerts.saveTexts(alertId, texts);
  const recipients = chatIds.map((chatId) => ({
    target: aTarget(chatId),
    priority,
    notBefore: notBefore ?? null,
  }));
  for (let at = 0; at < recipients.length; at += 500) {
    const alert = { id: alertId, expiresAt: later(clock.now(), livesMs) };
    await alerts.enqueue(alert, recipients.slice(at, at + 500), false);
  }
}

export function chatIds(count: number, from = 1000): number[] {
  return Array.from({ length: count }, (_, n) => from + n);
}
