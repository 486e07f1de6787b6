import type { TelegramFetch } from "../../src/bot/telegram-pool.ts";
import type { Dice } from "./dice.ts";
import { type Life, never, outlived } from "./life.ts";
import type { Machine } from "./machine.ts";

/** What is wrong with the network and with Telegram just now; shares of all calls. */
export interface Weather {
  isOffline: boolean;
  busy: number;
  lost: number;
  slow: number;
  broken: number;
}

export const CALM: Readonly<Weather> = { isOffline: false, busy: 0, lost: 0, slow: 0, broken: 0 };

type Payload = Readonly<Record<string, unknown>>;

/** Alerts have connections of their own; the rest are answers. */
export type Lane = "alerts" | "answers";

/** A call of the Bot API as Telegram saw it, and what the program got to know of it. */
export interface Call {
  readonly life: number;
  readonly lane: Lane;
  readonly method: string;
  readonly chatId: number;
  readonly payload: Payload;
  readonly beganMs: number;
  /** When Telegram did it; null: never. */
  actedMs: number | null;
  /** When the program heard of it; null: never. */
  heardMs: number | null;
  /** When the program stopped waiting for it, with or without an answer; null: it died before. */
  endedMs: number | null;
  /** Nothing reached Telegram, and the program knows it. */
  isUndone: boolean;
  /** Telegram's answer as heard: 200, 400, 403, 429, 5xx; null: none. */
  code: number | null;
  /** 429: how long nothing may be sent. */
  retryAfterMs: number;
  /** Of a message that was sent or edited. */
  messageId: number | null;
}

export interface Message {
  readonly chatId: number;
  readonly id: number;
  readonly call: Call;
  /** All texts that it ever showed, oldest first. */
  readonly texts: string[];
  buttons: readonly string[];
  labels: readonly string[];
  isDeleted: boolean;
}

type Answer =
  | { readonly ok: true; readonly result: unknown }
  | {
      readonly ok: false;
      readonly error_code: number;
      readonly description: string;
      readonly parameters?: Payload;
    };

const BOT = { id: 1, is_bot: true, first_name: "Navoli", username: "navoli_test_bot" } as const;

/** Telegram without sockets: chats, limits, blocked users, and every way in which a call may go wrong. */
export class SimulatedTelegram {
  readonly calls: Call[] = [];
  readonly messages: Message[] = [];
  readonly blocked = new Set<number>();
  readonly #machine: Machine;
  readonly #dice: Dice;
  readonly #note: (line: string) => void;
  readonly #byKey = new Map<string, Message>();
  weather: Weather = { ...CALM };
  /** Nothing is taken before. */
  #shutUntilMs = 0;
  #nextMessage = 1;
  lastAlertMs = Number.NEGATIVE_INFINITY;
  #onNextAlert: (() => void) | null = null;

  constructor(machine: Machine, dice: Dice, note: (line: string) => void) {
    this.#machine = machine;
    this.#dice = dice;
    this.#note = note;
  }

  /** Called once, at the next message to a subscriber. */
  onNextAlert(run: () => void): void {
    this.#onNextAlert = run;
  }

  nextMessageId(): number {
    return this.#nextMessage++;
  }

  messagesTo(chatId: number): readonly Message[] {
    return this.messages.filter((each) => each.chatId === chatId);
  }

  /** The network of one life of the program. */
  connect(life: Life, lane: Lane): TelegramFetch {
    return (url, init) => {
      const method = url.slice(url.lastIndexOf("/") + 1);
      if (life.isOver() || life.touches(`before ${lane} ${method}`)) return never();
      const payload = JSON.parse(typeof init.body === "string" ? init.body : "{}") as Payload;
      const call: Call = {
        life: life.number,
        lane,
        method,
        payload,
        chatId: Number(payload["chat_id"] ?? 0),
        beganMs: this.#machine.nowMs,
        actedMs: null,
        heardMs: null,
        endedMs: null,
        isUndone: false,
        code: null,
        retryAfterMs: 0,
        messageId: null,
      };
      this.calls.push(call);
      if (lane === "alerts") this.lastAlertMs = call.beganMs;
      if (lane === "alerts" && method === "sendMessage") {
        this.#onNextAlert?.();
        this.#onNextAlert = null;
      }
      init.signal.addEventListener("abort", () => {
        if (!life.isOver()) call.endedMs ??= this.#machine.nowMs;
      });
      const heard = this.#carry(call).then(
        (answer) => {
          // Who waited in vain has gone.
          this.#hear(call, life, init.signal.aborted ? null : answer.ok ? 200 : answer.error_code);
          return { json: () => Promise.resolve(answer) };
        },
        (error: unknown) => {
          this.#hear(call, life, null);
          throw error;
        },
      );
      return outlived(life, `${lane} ${method}`, heard);
    };
  }

  #hear(call: Call, life: Life, code: number | null): void {
    if (call.lane === "alerts") this.lastAlertMs = this.#machine.nowMs;
    if (life.isOver()) return;
    call.endedMs ??= this.#machine.nowMs;
    if (code !== null) {
      call.heardMs = this.#machine.nowMs;
      call.code = code;
    }
    this.#note(`${call.lane} ${call.method} ${call.chatId} ${code ?? "no reply"} ${call.messageId ?? ""}`);
  }

  /** There and back, each with its time, so that calls overtake each other. */
  async #carry(call: Call): Promise<Answer> {
    const dice = this.#dice;
    const { isOffline, busy, lost, slow, broken } = this.weather;
    const [thereMs, backMs] = [dice.between(5, 120), dice.between(5, 200)];
    const fate = dice.next();
    if (isOffline) {
      await this.#wait(dice.between(1, 40));
      call.isUndone = true;
      throw networkError(dice.chance(0.7) ? "ECONNREFUSED" : "ENOTFOUND");
    }
    await this.#wait(thereMs);
    if (fate < lost) return this.#lose(call);
    const isSlow = fate < lost + slow;
    if (isSlow) await this.#wait(dice.between(2000, 30_000));
    if (!isSlow && fate < lost + slow + broken) {
      await this.#wait(backMs);
      if (dice.chance(0.5)) return { ok: false, error_code: 502, description: "Bad Gateway" };
      throw new SyntaxError("Unexpected token <");
    }
    const answer = this.#answer(call, busy);
    await this.#wait(isSlow ? dice.between(1000, 20_000) : backMs);
    return answer;
  }

  /** Done or not, nobody hears of it. */
  async #lose(call: Call): Promise<Answer> {
    if (this.#dice.chance(0.6)) this.#answer(call, 0);
    await this.#wait(this.#dice.between(10, 3000));
    throw networkError("ECONNRESET");
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#machine.after(ms, resolve);
    });
  }

  #answer(call: Call, busy: number): Answer {
    const { method, payload, chatId } = call;
    const isSend = method === "sendMessage" || method === "editMessageText";
    if (isSend && (this.#machine.nowMs < this.#shutUntilMs || this.#dice.chance(busy))) {
      return this.#refuseForNow(call);
    }
    if (isSend && this.blocked.has(chatId)) {
      return { ok: false, error_code: 403, description: "Forbidden: bot was blocked by the user" };
    }
    if (method === "sendMessage") return { ok: true, result: this.#send(call, payload) };
    if (method === "editMessageText") return this.#edit(call, payload);
    if (method === "deleteMessage") return this.#delete(call, payload);
    call.actedMs = this.#machine.nowMs;
    if (method === "getMe") return { ok: true, result: BOT };
    if (method === "getChatMember") return { ok: true, result: { status: "administrator", user: BOT } };
    return { ok: true, result: true };
  }

  #refuseForNow(call: Call): Answer {
    const now = this.#machine.nowMs;
    if (now >= this.#shutUntilMs) this.#shutUntilMs = now + this.#dice.between(1, 60) * 1000;
    const seconds = Math.ceil((this.#shutUntilMs - now) / 1000);
    call.retryAfterMs = seconds * 1000;
    return {
      ok: false,
      error_code: 429,
      description: `Too Many Requests: retry after ${seconds}`,
      parameters: { retry_after: seconds },
    };
  }

  #send(call: Call, payload: Payload): object {
    const id = this.nextMessageId();
    call.actedMs = this.#machine.nowMs;
    call.messageId = id;
    const message: Message = {
      chatId: call.chatId,
      id,
      call,
      texts: [String(payload["text"])],
      ...buttonsOf(payload),
      isDeleted: false,
    };
    this.messages.push(message);
    this.#byKey.set(`${call.chatId} ${id}`, message);
    return { message_id: id, date: 0, chat: { id: call.chatId, type: "private" }, text: message.texts[0] };
  }

  #edit(call: Call, payload: Payload): Answer {
    const message = this.#byKey.get(`${call.chatId} ${Number(payload["message_id"])}`);
    if (message === undefined || message.isDeleted) return refused("message to edit not found");
    const text = String(payload["text"]);
    const { buttons, labels } = buttonsOf(payload);
    if (message.texts.at(-1) === text && message.buttons.join() === buttons.join()) {
      return refused("message is not modified");
    }
    call.actedMs = this.#machine.nowMs;
    call.messageId = message.id;
    message.texts.push(text);
    message.buttons = buttons;
    message.labels = labels;
    return {
      ok: true,
      result: { message_id: message.id, date: 0, chat: { id: call.chatId, type: "private" } },
    };
  }

  #delete(call: Call, payload: Payload): Answer {
    const message = this.#byKey.get(`${call.chatId} ${Number(payload["message_id"])}`);
    if (message === undefined || message.isDeleted) return refused("message to delete not found");
    call.actedMs = this.#machine.nowMs;
    call.messageId = message.id;
    message.isDeleted = true;
    return { ok: true, result: true };
  }
}

function refused(description: string): Answer {
  return { ok: false, error_code: 400, description: `Bad Request: ${description}` };
}

function networkError(code: string): Error {
  return Object.assign(new Error(`fetch failed: ${code}`), { code });
}

interface Keyboard {
  readonly inline_keyboard?: readonly (readonly {
    readonly text: string;
    readonly callback_data?: string;
  }[])[];
}

function buttonsOf(payload: Payload): Pick<Message, "buttons" | "labels"> {
  const keyboard = payload["reply_markup"] as Keyboard | undefined;
  const pressed = (keyboard?.inline_keyboard ?? []).flat().filter((each) => each.callback_data !== undefined);
  return {
    buttons: pressed.map((each) => each.callback_data ?? ""),
    labels: pressed.map((each) => each.text),
  };
}
