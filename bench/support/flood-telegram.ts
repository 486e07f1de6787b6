import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

import { Agent, request as call } from "undici";

const LATENCY_MS = 20;
export const READERS_FROM = 1_000_000;

export interface Written {
  readonly from: number;
  readonly text: string;
}

/** Where it calls instead of being asked. */
export interface Hook {
  readonly url: string;
  readonly secret: string;
}

/** As much of the Bot API as a flood needs: updates wait until they are confirmed, every call takes 20 ms. */
export class FloodTelegram {
  alerts = 0;
  lastAnswer = "";
  readonly #server = createServer((request, response) => void this.#receive(request, response));
  #written: Written[] = [];
  #confirmed = 0;
  #given = 0;
  /** When the updates of a person were first given and not yet answered. */
  readonly #open = new Map<number, number[]>();
  #tookMs: number[] = [];
  #measuredFrom = { atMs: 0, alerts: 0, update: 0 };
  #emptyAtMs = 0;
  #waitWords = 0;
  readonly #hook: Hook | null;
  #connections = 0;
  readonly #stopped = new AbortController();

  /** @param hook null: it is asked for updates */
  constructor(hook: Hook | null) {
    this.#hook = hook;
  }

  async open(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return this;
  }

  get root(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  async close(): Promise<void> {
    this.#stopped.abort();
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
  }

  write(updates: readonly Written[]): void {
    this.#written.push(...updates);
  }

  get isEmpty(): boolean {
    return this.#confirmed >= this.#written.length;
  }

  async emptied(): Promise<void> {
    while (!this.isEmpty) await sleep(20);
  }

  startMeasuring(): void {
    this.#tookMs = [];
    this.#open.clear();
    this.#waitWords = 0;
    this.#measuredFrom = { atMs: performance.now(), alerts: this.alerts, update: this.#written.length };
  }

  /** @param flooder who is not answered each time, and is not to be */
  measured(flooder: number) {
    const sorted = this.#tookMs.toSorted((a, b) => a - b);
    const share = (x: number): number =>
      sorted[Math.min(sorted.length - 1, Math.floor(x * sorted.length))] ?? 0;
    const seconds = (this.#emptyAtMs - this.#measuredFrom.atMs) / 1000;
    const wanted = this.#written
      .slice(this.#measuredFrom.update)
      .filter(({ from }) => from !== flooder).length;
    return {
      seconds,
      p50Ms: share(0.5),
      p99Ms: share(0.99),
      unanswered: wanted - sorted.length,
      alerts: this.alerts - this.#measuredFrom.alerts,
      waitWords: this.#waitWords,
    };
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const method = (request.url ?? "").split("/").at(-1) ?? "";
    const text = Buffer.concat(chunks).toString();
    const payload = (text.startsWith("{") ? JSON.parse(text) : {}) as Readonly<Record<string, unknown>>;
    const result = method === "getUpdates" ? await this.#updates(payload) : await this.#call(method, payload);
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ ok: true, result }));
  }

  async #updates(payload: Readonly<Record<string, unknown>>): Promise<unknown> {
    const from = Math.max(this.#confirmed, Number(payload["offset"] ?? 0) - 1);
    this.#confirmed = Math.min(from, this.#written.length);
    if (this.isEmpty) this.#emptyAtMs = performance.now();
    if (this.isEmpty && Number(payload["timeout"] ?? 0) > 0) await sleep(50);
    const last = Math.min(this.#written.length, this.#confirmed + Number(payload["limit"] ?? 100));
    const nowMs = performance.now();
    const given = this.#written.slice(this.#confirmed, last).map((written, n) => {
      const at = this.#confirmed + n;
      if (at >= this.#given) this.#note(written.from, nowMs);
      return updateOf(at + 1, written);
    });
    this.#given = Math.max(this.#given, last);
    return given;
  }

  /** Calls over as many connections as were allowed, each for one update after another. */
  async #bring({ url, secret }: Hook): Promise<void> {
    const { signal } = this.#stopped;
    const dispatcher = new Agent({ connections: this.#connections, pipelining: 1 });
    const headers = { "content-type": "application/json", "x-telegram-bot-api-secret-token": secret };
    const lane = async (): Promise<void> => {
      while (!signal.aborted) {
        const at = this.#given;
        const written = this.#written[at];
        if (written === undefined) {
          await sleep(5);
          continue;
        }
        this.#given += 1;
        this.#note(written.from, performance.now());
        const body = JSON.stringify(updateOf(at + 1, written));
        while (!signal.aborted && !(await isTaken(url, { dispatcher, headers, body }))) await sleep(1000);
        this.#confirmed += 1;
        if (this.isEmpty) this.#emptyAtMs = performance.now();
      }
    };
    await Promise.all(Array.from({ length: this.#connections }, lane));
    await dispatcher.destroy();
  }

  #note(from: number, nowMs: number): void {
    const open = this.#open.get(from);
    if (open === undefined) this.#open.set(from, [nowMs]);
    else open.push(nowMs);
  }

  async #call(method: string, payload: Readonly<Record<string, unknown>>): Promise<unknown> {
    await sleep(LATENCY_MS);
    if (method === "setWebhook" && this.#hook !== null && this.#connections === 0) {
      this.#connections = Number(payload["max_connections"]);
      void this.#bring(this.#hook);
    }
    if (method === "getMe") return { id: 2, is_bot: true, first_name: "Navoli", username: "navoli_bench" };
    if (method !== "sendMessage") return true;
    const chatId = Number(payload["chat_id"]);
    const text = String(payload["text"]);
    if (chatId >= READERS_FROM && text.includes("Прыкладны")) this.alerts += 1;
    else this.#answered(chatId, text);
    return { message_id: 1, date: 0, chat: { id: chatId, type: "private", first_name: "x" }, text: "x" };
  }

  #answered(chatId: number, text: string): void {
    this.lastAnswer = text;
    if (text.includes("пачакайце")) this.#waitWords += 1;
    const since = this.#open.get(chatId)?.shift();
    // The person who floods gets no answer to most updates: what was asked is not known then.
    if (since !== undefined && chatId >= 1000) this.#tookMs.push(performance.now() - since);
  }
}

async function isTaken(
  url: string,
  options: { readonly dispatcher: Agent; readonly headers: Record<string, string>; readonly body: string },
): Promise<boolean> {
  try {
    const { statusCode, body } = await call(url, { method: "POST", ...options });
    await body.dump();
    return statusCode === 200;
  } catch {
    return false;
  }
}

function updateOf(id: number, { from, text }: Written) {
  const command = /^\/\w+/u.exec(text)?.[0];
  const person = { id: from, first_name: "Test" };
  return {
    update_id: id,
    message: {
      message_id: id,
      date: 0,
      chat: { ...person, type: "private" },
      from: { ...person, is_bot: false, language_code: "be" },
      text,
      ...(command === undefined
        ? {}
        : { entities: [{ type: "bot_command", offset: 0, length: command.length }] }),
    },
  };
}
