import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { parseTelegramHtml } from "./telegram-html.ts";

type Json = Readonly<Record<string, unknown>>;

/** What goes wrong with a call. `drop-after`: done, and the reply is lost. */
export type TelegramFault =
  | "drop-before"
  | "drop-after"
  | "hang"
  | "hang-after"
  | "html502"
  | "500"
  | "malformed"
  | { readonly slowMs: number }
  | { readonly retryAfter: number }
  | { readonly error: readonly [code: number, description: string, parameters?: Json] };

export interface FaultRule {
  readonly fault: TelegramFault;
  readonly method?: string;
  readonly chat?: number;
  /** How often it strikes; without it: always. */
  readonly times?: number;
  /** Chance 0…1 by a seeded dice. */
  readonly chance?: number;
}

export interface FakeTelegramOptions {
  readonly latencyMs?: number;
  readonly globalPerSecond?: number;
  readonly perChatPerSecond?: number;
  readonly perGroupPerMinute?: number;
  /** While it lasts every send is refused after a limit was broken. */
  readonly penaltyMs?: number;
  readonly seed?: number;
  /** False: only counts are kept, for measurements. */
  readonly keepMessages?: boolean;
}

export interface SentButton {
  readonly text: string;
  readonly data: string | null;
  readonly url: string | null;
}

/** A message of the bot as a chat sees it. */
export interface SentMessage {
  readonly chatId: number;
  readonly messageId: number;
  readonly threadId: number | null;
  readonly silent: boolean;
  readonly previewOff: boolean;
  readonly protected: boolean;
  readonly atMs: number;
  /** As sent last, markup included. */
  text: string;
  /** As shown last, markup removed. */
  plain: string;
  buttons: readonly (readonly SentButton[])[];
  edits: number;
  deleted: boolean;
  /** Of a message with a picture: its text is the caption. */
  photo: SentPhoto | null;
}

export interface SentPhoto {
  readonly fileId: string;
  /** Null when Telegram's own copy was sent. */
  readonly bytes: Uint8Array | null;
}

/** A file of a multipart call, by the name of its part. */
type Files = ReadonlyMap<string, Uint8Array>;

export interface TelegramCall {
  readonly method: string;
  readonly payload: Json;
  readonly atMs: number;
}

export interface FakeChat {
  readonly id: number;
  readonly type: "private" | "group" | "supergroup" | "channel";
  readonly title?: string;
}

type Outcome =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly code: number; readonly description: string; readonly parameters?: Json };

const BOT = {
  id: 1,
  is_bot: true,
  first_name: "Navoli",
  username: "navoli_test_bot",
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: true,
} as const;

/**
 * Telegram's Bot API as far as the bot uses it, over real HTTP on loopback: tests push updates and read what
 * the bot sent; it refuses what Telegram refuses and fails in the ways that the network does.
 */
export class FakeTelegram {
  /** Bot messages in the order of sending, edits and deletions applied. */
  readonly sent: SentMessage[] = [];
  readonly calls: TelegramCall[] = [];
  readonly counts = { total: 0, accepted: 0, refused: 0, limited: 0, broken: 0 };
  readonly blocked = new Set<number>();
  /** Groups that became supergroups: old id → new id. */
  readonly migrated = new Map<number, number>();
  /** What `getChat` tells, by id or `@name`; all others are not found. */
  readonly chats = new Map<string, Json>();
  /** What `getChatMember` tells, by `CHAT:USER`; of all others nothing that counts. */
  readonly members = new Map<string, Json>();

  readonly #options: FakeTelegramOptions;
  readonly #server: Server;
  readonly #byKey = new Map<string, SentMessage>();
  readonly #limits: Limits;
  readonly #dice: () => number;
  #rules: { readonly rule: FaultRule; left: number }[] = [];
  /** Where it calls; empty: it is asked. Whoever has the token may set it. */
  webhookUrl = "";
  #updates: Json[] = [];
  #nextUpdate = 1;
  #nextMessage = 1;
  #pollers: (() => void)[] = [];
  #watchers: (() => void)[] = [];
  #port = 0;

  constructor(options: FakeTelegramOptions = {}) {
    this.#options = options;
    this.#limits = new Limits(options);
    this.#dice = seededDice(options.seed ?? 1);
    this.#server = createServer((request, response) => this.#receive(request, response));
    this.#server.keepAliveTimeout = 65_000;
  }

  /** @returns what TELEGRAM_API_ROOT is to be */
  async listen(port = 0): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, "127.0.0.1", resolve);
    });
    this.#port = (this.#server.address() as AddressInfo).port;
    return this.root;
  }

  get root(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
    for (const wake of this.#pollers.splice(0)) wake();
  }

  fault(rule: FaultRule): this {
    this.#rules.push({ rule, left: rule.times ?? Number.POSITIVE_INFINITY });
    return this;
  }

  clearFaults(): void {
    this.#rules = [];
  }

  /** Any update, as Telegram would write it, without `update_id`. */
  push(update: Json): number {
    const id = this.#nextUpdate;
    this.#nextUpdate += 1;
    this.#updates.push({ update_id: id, ...update });
    for (const wake of this.#pollers.splice(0)) wake();
    return id;
  }

  /** The updates that wait, taken away: for a webhook, which tests call in Telegram's place. */
  takeUpdates(): readonly Json[] {
    return this.#updates.splice(0);
  }

  /** Somebody writes to the bot, in private unless a chat is given. */
  say(
    userId: number,
    text: string,
    options: { chat?: FakeChat; language?: string; threadId?: number } = {},
  ): number {
    const command = /^\/\w+(?:@\w+)?/u.exec(text);
    return this.push({
      message: {
        message_id: this.#takeMessageId(),
        date: nowSeconds(),
        chat: options.chat ?? privateChat(userId),
        from: user(userId, options.language),
        text,
        ...(options.threadId === undefined
          ? {}
          : { message_thread_id: options.threadId, is_topic_message: true }),
        ...(command === null
          ? {}
          : { entities: [{ type: "bot_command", offset: 0, length: command[0].length }] }),
      },
    });
  }

  /** Presses a button of the newest message that has it (or of the given message). */
  press(
    userId: number,
    callbackData: string,
    options: { chatId?: number; messageId?: number; language?: string } = {},
  ): number {
    const chatId = options.chatId ?? userId;
    const message = this.sent.findLast((each) =>
      options.messageId === undefined
        ? each.chatId === chatId && buttonsOf(each).some((button) => button.data === callbackData)
        : each.chatId === chatId && each.messageId === options.messageId,
    );
    return this.push({
      callback_query: {
        id: String(this.#nextUpdate),
        from: user(userId, options.language),
        chat_instance: String(chatId),
        data: callbackData,
        message: {
          message_id: message?.messageId ?? options.messageId ?? 1,
          date: nowSeconds(),
          chat: chatId < 0 ? { id: chatId, type: "supergroup", title: "Group" } : privateChat(chatId),
          from: BOT,
          text: message?.plain ?? "",
        },
      },
    });
  }

  /** Presses the button by the words on it; throws when no message of the chat shows it. */
  pressLabelled(userId: number, label: string | RegExp, options: { chatId?: number } = {}): number {
    const chatId = options.chatId ?? userId;
    const matches = (text: string): boolean =>
      typeof label === "string" ? text.includes(label) : label.test(text);
    for (const message of this.sentTo(chatId).toReversed()) {
      const button = buttonsOf(message).find((each) => each.data !== null && matches(each.text));
      if (button?.data != null) {
        return this.press(userId, button.data, { chatId, messageId: message.messageId });
      }
    }
    throw new Error(`no message in this chat shows a button ${String(label)}`);
  }

  inline(userId: number, query: string, offset = ""): number {
    return this.push({
      inline_query: { id: String(this.#nextUpdate), from: user(userId), query, offset, chat_type: "private" },
    });
  }

  /** The bot is blocked or unblocked by a user, or put out of a group. */
  setMembership(userId: number, status: "member" | "kicked" | "left", chat?: FakeChat): number {
    const chatId = chat?.id ?? userId;
    if (status === "member") this.blocked.delete(chatId);
    else this.blocked.add(chatId);
    return this.push({
      my_chat_member: {
        chat: chat ?? privateChat(userId),
        from: user(userId),
        date: nowSeconds(),
        old_chat_member: { user: BOT, status: status === "member" ? "left" : "member" },
        new_chat_member: { user: BOT, status },
      },
    });
  }

  /** What a chat sees now, oldest first, deleted ones left out. */
  sentTo(chatId: number): readonly SentMessage[] {
    return this.sent.filter((message) => message.chatId === chatId && !message.deleted);
  }

  callsOf(method: string): readonly TelegramCall[] {
    return this.calls.filter((call) => call.method === method);
  }

  /** Waits until something is true; asked after each call of the bot. Rejects after `timeoutMs`. */
  async until(isTrue: () => boolean, timeoutMs = 10_000): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (!isTrue()) {
      const leftMs = deadline - Date.now();
      if (leftMs <= 0) throw new Error(`not true within ${timeoutMs} ms; ${this.counts.total} calls came`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(leftMs, 50));
        this.#watchers.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  /** Waits for the chat's next message beyond `seen` ones. */
  async nextMessage(chatId: number, seen = 0, timeoutMs = 10_000): Promise<SentMessage> {
    await this.until(() => this.sentTo(chatId).length > seen, timeoutMs);
    const message = this.sentTo(chatId).at(-1);
    if (message === undefined) throw new Error("unreachable: a message was seen");
    return message;
  }

  #takeMessageId(): number {
    const id = this.#nextMessage;
    this.#nextMessage += 1;
    return id;
  }

  #receive(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
    });
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      const type = request.headers["content-type"] ?? "";
      if (!type.startsWith("multipart/")) {
        this.#take(request, response, body.toString("utf8"), new Map());
        return;
      }
      readMultipart(body, type).then(
        ({ json, files }) => this.#take(request, response, json, files),
        () => answer(response, { ok: false, code: 400, description: "Bad Request: can't parse form data" }),
      );
    });
  }

  #take(request: IncomingMessage, response: ServerResponse, body: string, files: Files): void {
    const [path = "", query = ""] = (request.url ?? "").split("?");
    const method = path.slice(path.lastIndexOf("/") + 1);
    const read = readPayload(body, query);
    if (read === null) {
      answer(response, { ok: false, code: 400, description: "Bad Request: can't parse JSON" });
      return;
    }
    const payload = files.size === 0 ? read : { ...read, [FILES]: files };
    this.counts.total += 1;
    if (this.#options.keepMessages !== false && method !== "getUpdates") {
      this.calls.push({ method, payload, atMs: Date.now() });
    }
    this.#handle(request, response, method, payload);
    for (const wake of this.#watchers.splice(0)) wake();
  }

  #handle(request: IncomingMessage, response: ServerResponse, method: string, payload: Json): void {
    const fault = this.#strike(method, payload);
    if (fault !== null && this.#fail(fault, request, response, method, payload)) return;
    const latencyMs =
      typeof fault === "object" && fault !== null && "slowMs" in fault
        ? fault.slowMs
        : method === "getUpdates"
          ? 0
          : (this.#options.latencyMs ?? 0);
    if (latencyMs === 0) this.#answer(response, method, payload);
    else setTimeout(() => this.#answer(response, method, payload), latencyMs);
  }

  #strike(method: string, payload: Json): TelegramFault | null {
    for (const each of this.#rules) {
      const { rule } = each;
      if (each.left <= 0) continue;
      if (rule.method !== undefined && rule.method !== method) continue;
      if (rule.chat !== undefined && rule.chat !== payload["chat_id"]) continue;
      if (rule.chance !== undefined && this.#dice() >= rule.chance) continue;
      each.left -= 1;
      return rule.fault;
    }
    return null;
  }

  /** @returns false when the call is to go on as usual */
  #fail(
    fault: TelegramFault,
    request: IncomingMessage,
    response: ServerResponse,
    method: string,
    payload: Json,
  ): boolean {
    if (typeof fault === "object" && "slowMs" in fault) return false;
    this.counts.broken += 1;
    if (fault === "drop-after" || fault === "hang-after") this.#call(method, payload);
    if (fault === "drop-before" || fault === "drop-after") request.socket.destroy();
    else if (fault === "html502") {
      response.writeHead(502, { "content-type": "text/html" });
      response.end("<html>Bad Gateway</html>");
    } else if (fault === "malformed") {
      response.writeHead(200, { "content-type": "application/json" });
      response.end('{"ok":tru');
    } else if (fault === "500") {
      answer(response, { ok: false, code: 500, description: "Internal Server Error" });
    } else if (typeof fault === "object" && "retryAfter" in fault) {
      answer(response, tooMany(fault.retryAfter));
    } else if (typeof fault === "object") {
      const [code, description, parameters = {}] = fault.error;
      answer(response, { ok: false, code, description, parameters });
    }
    return true;
  }

  #answer(response: ServerResponse, method: string, payload: Json): void {
    if (method === "getUpdates") {
      this.#poll(response, payload);
      return;
    }
    const outcome = this.#call(method, payload);
    if (!outcome.ok) this.counts[outcome.code === 429 ? "limited" : "refused"] += 1;
    answer(response, outcome);
    for (const wake of this.#watchers.splice(0)) wake();
  }

  #poll(response: ServerResponse, payload: Json): void {
    if (this.webhookUrl !== "") {
      answer(response, {
        ok: false,
        code: 409,
        description:
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      });
      return;
    }
    const offset = numberIn(payload, "offset") ?? 0;
    const timeoutMs = (numberIn(payload, "timeout") ?? 0) * 1000;
    this.#updates = this.#updates.filter((update) => Number(update["update_id"]) >= offset);
    const reply = (): void => {
      answer(response, { ok: true, result: this.#updates.slice(0, numberIn(payload, "limit") ?? 100) });
    };
    if (this.#updates.length > 0 || timeoutMs === 0) {
      reply();
      return;
    }
    const timer = setTimeout(() => {
      this.#pollers = this.#pollers.filter((each) => each !== wake);
      reply();
    }, timeoutMs);
    const wake = (): void => {
      clearTimeout(timer);
      reply();
    };
    this.#pollers.push(wake);
  }

  #call(method: string, payload: Json): Outcome {
    const chatId = numberIn(payload, "chat_id");
    if (chatId !== null && /^(?:send|copy|forward|edit)/u.test(method)) {
      const refusal = this.#refusal(chatId);
      if (refusal !== null) return refusal;
    }
    switch (method) {
      case "getMe":
        return { ok: true, result: BOT };
      case "sendMessage":
        return this.#send(chatId ?? 0, payload);
      case "sendPhoto":
        return this.#sendPhoto(chatId ?? 0, payload);
      case "editMessageMedia":
        return this.#editPhoto(chatId ?? 0, payload);
      case "editMessageText":
        return this.#edit(chatId ?? 0, payload);
      case "editMessageReplyMarkup":
        return this.#editButtons(chatId ?? 0, payload);
      case "deleteMessage":
        return this.#delete(chatId ?? 0, [numberIn(payload, "message_id") ?? 0]);
      case "deleteMessages":
        return this.#delete(chatId ?? 0, numbersIn(payload, "message_ids"));
      case "getChat":
        return this.#known(this.chats.get(String(payload["chat_id"])));
      case "getChatMember":
        return { ok: true, result: this.members.get(`${chatId ?? 0}:${String(payload["user_id"])}`) ?? true };
      case "setWebhook":
        this.webhookUrl = String(payload["url"]);
        return { ok: true, result: true };
      case "deleteWebhook":
        this.webhookUrl = "";
        return { ok: true, result: true };
      case "getWebhookInfo":
        return {
          ok: true,
          result: {
            url: this.webhookUrl,
            has_custom_certificate: false,
            pending_update_count: this.#updates.length,
          },
        };
      default:
        return { ok: true, result: true };
    }
  }

  #refusal(chatId: number): Outcome | null {
    const movedTo = this.migrated.get(chatId);
    if (movedTo !== undefined) {
      return {
        ok: false,
        code: 400,
        description: "Bad Request: group chat was upgraded to a supergroup chat",
        parameters: { migrate_to_chat_id: movedTo },
      };
    }
    if (this.blocked.has(chatId)) {
      return { ok: false, code: 403, description: "Forbidden: bot was blocked by the user" };
    }
    const waitSeconds = this.#limits.take(chatId);
    return waitSeconds === 0 ? null : tooMany(waitSeconds);
  }

  #known(chat: Json | undefined): Outcome {
    return chat === undefined
      ? { ok: false, code: 400, description: "Bad Request: chat not found" }
      : { ok: true, result: chat };
  }

  #photos = 0;

  #photoOf(named: unknown, payload: Json): SentPhoto | string {
    if (typeof named !== "string") return "Bad Request: there is no photo in the request";
    if (!named.startsWith("attach://")) {
      return named.startsWith("photo-")
        ? { fileId: named, bytes: null }
        : "Bad Request: wrong file identifier/HTTP URL specified";
    }
    const bytes = (payload[FILES] as Files | undefined)?.get(named.slice("attach://".length));
    if (bytes === undefined || bytes.length === 0) return "Bad Request: file must be non-empty";
    this.#photos += 1;
    return { fileId: `photo-${this.#photos}`, bytes };
  }

  #sendPhoto(chatId: number, payload: Json): Outcome {
    const photo = this.#photoOf(payload["photo"], payload);
    if (typeof photo === "string") return { ok: false, code: 400, description: photo };
    return this.#send(chatId, { ...payload, text: payload["caption"] }, photo);
  }

  #editPhoto(chatId: number, payload: Json): Outcome {
    const message = this.#byKey.get(`${chatId}:${numberIn(payload, "message_id") ?? 0}`);
    if (message === undefined || message.deleted || message.photo === null) {
      return { ok: false, code: 400, description: "Bad Request: message to edit not found" };
    }
    const media = payload["media"] as Json;
    const photo = this.#photoOf(media["media"], payload);
    if (typeof photo === "string") return { ok: false, code: 400, description: photo };
    const read = readText(
      { ...media, reply_markup: payload["reply_markup"], text: media["caption"] },
      CAPTION_MOST,
    );
    if (typeof read === "string") return { ok: false, code: 400, description: read };
    const text = String(media["caption"]);
    Object.assign(message, {
      text,
      plain: read.plain,
      buttons: read.buttons,
      photo,
      edits: message.edits + 1,
    });
    return { ok: true, result: asTelegramMessage(message) };
  }

  #send(chatId: number, payload: Json, photo: SentPhoto | null = null): Outcome {
    const read = readText(payload, photo === null ? TEXT_MOST : CAPTION_MOST);
    if (typeof read === "string") return { ok: false, code: 400, description: read };
    const message: SentMessage = {
      chatId,
      messageId: this.#takeMessageId(),
      threadId: numberIn(payload, "message_thread_id"),
      silent: payload["disable_notification"] === true,
      previewOff: isPreviewOff(payload),
      protected: payload["protect_content"] === true,
      atMs: Date.now(),
      text: String(payload["text"]),
      plain: read.plain,
      buttons: read.buttons,
      edits: 0,
      deleted: false,
      photo,
    };
    this.counts.accepted += 1;
    if (this.#options.keepMessages !== false) {
      this.sent.push(message);
      this.#byKey.set(`${chatId}:${message.messageId}`, message);
    }
    return { ok: true, result: asTelegramMessage(message) };
  }

  #edit(chatId: number, payload: Json): Outcome {
    if (payload["inline_message_id"] !== undefined) return { ok: true, result: true };
    const message = this.#byKey.get(`${chatId}:${numberIn(payload, "message_id") ?? 0}`);
    if (message === undefined || message.deleted) {
      return { ok: false, code: 400, description: "Bad Request: message to edit not found" };
    }
    const read = readText(payload);
    if (typeof read === "string") return { ok: false, code: 400, description: read };
    const text = String(payload["text"]);
    if (message.text === text && JSON.stringify(message.buttons) === JSON.stringify(read.buttons)) {
      return notModified();
    }
    Object.assign(message, { text, plain: read.plain, buttons: read.buttons, edits: message.edits + 1 });
    return { ok: true, result: asTelegramMessage(message) };
  }

  #editButtons(chatId: number, payload: Json): Outcome {
    const message = this.#byKey.get(`${chatId}:${numberIn(payload, "message_id") ?? 0}`);
    if (message === undefined || message.deleted) {
      return { ok: false, code: 400, description: "Bad Request: message to edit not found" };
    }
    const buttons = readButtons(payload);
    if (JSON.stringify(buttons) === JSON.stringify(message.buttons)) return notModified();
    Object.assign(message, { buttons, edits: message.edits + 1 });
    return { ok: true, result: asTelegramMessage(message) };
  }

  #delete(chatId: number, messageIds: readonly number[]): Outcome {
    const found = messageIds.map((id) => this.#byKey.get(`${chatId}:${id}`));
    const alive = found.filter((message) => message !== undefined).filter((message) => !message.deleted);
    if (messageIds.length === 1 && alive.length === 0) {
      return { ok: false, code: 400, description: "Bad Request: message to delete not found" };
    }
    for (const message of alive) message.deleted = true;
    return { ok: true, result: true };
  }
}

/** Windows like the published figures; a broken limit opens a penalty in which everything is refused. */
class Limits {
  readonly #options: FakeTelegramOptions;
  readonly #chats = new Map<number, { startMs: number; taken: number }>();
  #window = { startMs: 0, taken: 0 };
  #shutUntilMs = 0;

  constructor(options: FakeTelegramOptions) {
    this.#options = options;
  }

  /** @returns seconds to wait; 0 when the call may pass */
  take(chatId: number): number {
    const nowMs = Date.now();
    if (nowMs < this.#shutUntilMs) return Math.ceil((this.#shutUntilMs - nowMs) / 1000);
    if (nowMs - this.#window.startMs >= 1000) this.#window = { startMs: nowMs, taken: 0 };
    this.#window.taken += 1;
    if (this.#window.taken > (this.#options.globalPerSecond ?? Number.POSITIVE_INFINITY)) {
      const penaltyMs = this.#options.penaltyMs ?? 1000;
      this.#shutUntilMs = nowMs + penaltyMs;
      return Math.ceil(penaltyMs / 1000);
    }
    return this.#takeOfChat(chatId, nowMs);
  }

  #takeOfChat(chatId: number, nowMs: number): number {
    const perMinute = chatId < 0 ? this.#options.perGroupPerMinute : undefined;
    const max = perMinute ?? this.#options.perChatPerSecond;
    if (max === undefined) return 0;
    const spanMs = perMinute === undefined ? 1000 : 60_000;
    const window = this.#chats.get(chatId) ?? { startMs: 0, taken: 0 };
    if (nowMs - window.startMs >= spanMs) Object.assign(window, { startMs: nowMs, taken: 0 });
    this.#chats.set(chatId, window);
    window.taken += 1;
    return window.taken > max ? Math.max(1, Math.ceil((window.startMs + spanMs - nowMs) / 1000)) : 0;
  }
}

const TEXT_MOST = 4096;
const CAPTION_MOST = 1024;

/** Where a payload holds the files that came with it. */
const FILES = "attached files";

/** A form as Telegram reads it: objects are JSON in their fields. */
async function readMultipart(
  body: Buffer,
  type: string,
): Promise<{ readonly json: string; readonly files: Files }> {
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
  const fields: Record<string, unknown> = {};
  const files = new Map<string, Uint8Array>();
  for (const [name, value] of form) {
    if (typeof value === "string") fields[name] = /^[[{]/u.test(value) ? JSON.parse(value) : value;
    else files.set(name, new Uint8Array(await value.arrayBuffer()));
  }
  return { json: JSON.stringify(fields), files };
}

function readPayload(body: string, query: string): Json | null {
  if (body === "") return Object.fromEntries(new URLSearchParams(query));
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === "object" && parsed !== null ? (parsed as Json) : null;
  } catch {
    return null;
  }
}

/** @returns the refusal's words, or the text without markup and the buttons */
function readText(
  payload: Json,
  most = TEXT_MOST,
): string | { readonly plain: string; readonly buttons: SentMessage["buttons"] } {
  const text = payload["text"];
  if (typeof text !== "string" || text.trim() === "") return "Bad Request: message text is empty";
  let plain = text;
  if (payload["parse_mode"] === "HTML") {
    const parsed = parseTelegramHtml(text);
    if (!parsed.ok) return parsed.description;
    plain = parsed.text;
  }
  if (plain.trim() === "") return "Bad Request: message text is empty";
  if (plain.length > most) {
    return most === TEXT_MOST
      ? "Bad Request: message is too long"
      : "Bad Request: message caption is too long";
  }
  const buttons = readButtons(payload);
  if (buttons.flat().some((button) => button.data !== null && Buffer.byteLength(button.data) > 64)) {
    return "Bad Request: BUTTON_DATA_INVALID";
  }
  return { plain, buttons };
}

function readButtons(payload: Json): SentMessage["buttons"] {
  const markup = payload["reply_markup"];
  if (typeof markup !== "object" || markup === null) return [];
  const rows = (markup as Json)["inline_keyboard"];
  if (!Array.isArray(rows)) return [];
  return rows.map((row: unknown) =>
    (Array.isArray(row) ? row : []).map((key: unknown) => {
      const button = key as Json;
      return {
        text: String(button["text"]),
        data: typeof button["callback_data"] === "string" ? button["callback_data"] : null,
        url: typeof button["url"] === "string" ? button["url"] : null,
      };
    }),
  );
}

function isPreviewOff(payload: Json): boolean {
  const options = payload["link_preview_options"];
  return typeof options === "object" && options !== null && (options as Json)["is_disabled"] === true;
}

function buttonsOf(message: SentMessage): readonly SentButton[] {
  return message.buttons.flat();
}

function asTelegramMessage(message: SentMessage): Json {
  return {
    message_id: message.messageId,
    date: Math.floor(message.atMs / 1000),
    chat:
      message.chatId < 0
        ? { id: message.chatId, type: "supergroup", title: "Group" }
        : privateChat(message.chatId),
    from: BOT,
    ...(message.photo === null
      ? { text: message.plain }
      : {
          caption: message.plain,
          photo: [
            { file_id: `${message.photo.fileId}-small`, file_unique_id: "s", width: 90, height: 112 },
            { file_id: message.photo.fileId, file_unique_id: "l", width: 1080, height: 1350 },
          ],
        }),
  };
}

function answer(response: ServerResponse, outcome: Outcome): void {
  if (response.destroyed) return;
  const body = JSON.stringify(
    outcome.ok
      ? { ok: true, result: outcome.result }
      : {
          ok: false,
          error_code: outcome.code,
          description: outcome.description,
          ...(outcome.parameters === undefined ? {} : { parameters: outcome.parameters }),
        },
  );
  response.writeHead(outcome.ok ? 200 : outcome.code, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
}

function tooMany(seconds: number): Outcome {
  return {
    ok: false,
    code: 429,
    description: `Too Many Requests: retry after ${seconds}`,
    parameters: { retry_after: seconds },
  };
}

function notModified(): Outcome {
  return {
    ok: false,
    code: 400,
    description:
      "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
  };
}

function numberIn(payload: Json, key: string): number | null {
  const value = payload[key];
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}

function numbersIn(payload: Json, key: string): readonly number[] {
  const value = payload[key];
  return Array.isArray(value) ? value.filter((each): each is number => typeof each === "number") : [];
}

function user(id: number, language = "be"): Json {
  return { id, is_bot: false, first_name: `User ${id}`, language_code: language };
}

function privateChat(id: number): Json {
  return { id, type: "private", first_name: `User ${id}` };
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

function seededDice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
