import { setTimeout as sleep } from "node:timers/promises";

import type { Transformer } from "grammy";

/** Longer than that nobody waits for an answer. */
const MOST_MS = 30_000;
const TRIES = 5;
/** After a refusal the answers go out at 25 a second for a while, so that they do not provoke the next one. */
const GAP_MS = 40;
/** While alerts leave: what their gate, 28 a second, leaves free below Telegram's 30. */
const GAP_BESIDE_ALERTS_MS = 700;
/** Alerts leave as long as one left so lately. */
const ALERTS_MS = 1500;
const CAREFUL_MS = 60_000;
/** The gate of the alerts opens a quarter of a second after the time: they go first. */
const AFTER_ALERTS_MS = 500;

export interface WaitOptions {
  /** Monotonic milliseconds. */
  readonly nowMs: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
}

/** What answers know of the alerts beside them: both write to one Telegram. */
export interface AnswerPace {
  /** An alert leaves now. */
  alertLeaves(): void;
  /** Telegram said «too many requests», to an answer or to an alert. */
  told(retryAfterSeconds: number, chatId: number | null): void;
  /** Resolves when an answer may leave; false when nobody would wait for it so long. */
  place(chatId: number | null): Promise<boolean>;
}

/**
 * When Telegram says «too many requests» all answers wait as long as told, and then leave one after another: a burst of
 * commands must not become a storm of refusals that holds up the alerts as well. While alerts leave, they have all but
 * what is left over.
 */
export function createAnswerPace(
  options: WaitOptions = { nowMs: () => performance.now(), sleep },
): AnswerPace {
  return new Row(options);
}

class Row implements AnswerPace {
  readonly #options: WaitOptions;
  readonly #waiting: (() => void)[] = [];
  #isMoving = false;
  #shutUntilMs = Number.NEGATIVE_INFINITY;
  #carefulUntilMs = Number.NEGATIVE_INFINITY;
  #alertAtMs = Number.NEGATIVE_INFINITY;
  #leftAtMs = Number.NEGATIVE_INFINITY;
  /** Telegram does not say whether one chat has too many messages or all have: the first who is told waits alone. */
  #alone = { chatId: 0, untilMs: Number.NEGATIVE_INFINITY };

  constructor(options: WaitOptions) {
    this.#options = options;
  }

  alertLeaves(): void {
    this.#alertAtMs = this.#options.nowMs();
  }

  told(retryAfterSeconds: number, chatId: number | null): void {
    const now = this.#options.nowMs();
    const untilMs = now + retryAfterSeconds * 1000 + AFTER_ALERTS_MS;
    if (chatId !== null && (this.#alone.chatId === chatId || this.#alone.untilMs < now)) {
      this.#alone = { chatId, untilMs };
      return;
    }
    this.#shutUntilMs = Math.max(this.#shutUntilMs, untilMs);
    this.#carefulUntilMs = this.#shutUntilMs + CAREFUL_MS;
  }

  async place(chatId: number | null): Promise<boolean> {
    const { nowMs } = this.#options;
    const aloneMs = chatId === this.#alone.chatId ? this.#alone.untilMs - nowMs() : 0;
    if (Math.max(aloneMs, this.#shutUntilMs - nowMs()) > MOST_MS) return false;
    if (aloneMs > 0) await this.#options.sleep(aloneMs);
    if (nowMs() >= this.#carefulUntilMs) return true;
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
      void this.#move();
    });
    return true;
  }

  async #move(): Promise<void> {
    if (this.#isMoving) return;
    this.#isMoving = true;
    while (this.#waiting.length > 0) {
      const waitMs = this.#nextMs() - this.#options.nowMs();
      if (waitMs > 0) await this.#options.sleep(waitMs);
      else {
        this.#leftAtMs = this.#options.nowMs();
        this.#waiting.shift()?.();
      }
    }
    this.#isMoving = false;
  }

  /** When the first of the row may leave, as things stand now. */
  #nextMs(): number {
    const now = this.#options.nowMs();
    if (now >= this.#carefulUntilMs) return now;
    const gap = now - this.#alertAtMs < ALERTS_MS ? GAP_BESIDE_ALERTS_MS : GAP_MS;
    return Math.max(now, this.#shutUntilMs, this.#leftAtMs + gap);
  }
}

export function waitWhenTold(pace: AnswerPace = createAnswerPace()): Transformer {
  return async (previous, method, payload, signal) => {
    if (method === "getUpdates") return previous(method, payload, signal);
    const chatId = chatIn(payload);
    await pace.place(chatId);
    let result = await previous(method, payload, signal);
    for (let tries = 0; tries < TRIES && !result.ok; tries += 1) {
      const seconds = result.parameters?.retry_after;
      if (seconds === undefined) break;
      pace.told(seconds, chatId);
      if (!(await pace.place(chatId))) break;
      result = await previous(method, payload, signal);
    }
    return result;
  };
}

export function chatIn(payload: object): number | null {
  const chatId: unknown = Reflect.get(payload, "chat_id");
  return typeof chatId === "number" ? chatId : null;
}
