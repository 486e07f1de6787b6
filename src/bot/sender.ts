import { Api } from "grammy";
import { plainText } from "../deliver/plain.ts";
import { splitHtml } from "../deliver/split.ts";
import type { Message, MessageButton } from "../domain/alert.ts";
import type { DeliveryTarget, MessageIds, SendResult } from "../domain/delivery.ts";
import type { Sender } from "../ports/outbox.ts";
import { outcomeOf } from "./outcome.ts";
import { createTelegramPool, type TelegramFetch } from "./telegram-pool.ts";
import { type AnswerPace, chatIn } from "./wait-when-told.ts";

export interface TelegramSenderOptions {
  readonly token: string;
  /** Null: Telegram's own. */
  readonly apiRoot: string | null;
  /** Pays Stars for more than 30 messages a second. */
  readonly paidBroadcast: boolean;
  /** A reply that is later than this is lost. Without it: 20 s. */
  readonly timeoutSeconds?: number;
  /** Without it: a pool of connections of its own. */
  readonly fetch?: TelegramFetch;
  /** Answers hear here that alerts leave, and what Telegram said to them. */
  readonly pace?: Pick<AnswerPace, "alertLeaves" | "told">;
}

export interface TelegramSender extends Sender {
  close(): Promise<void>;
}

const TIMEOUT_SECONDS = 20;
const CONNECT_TIMEOUT_MS = 8000;
/** Room for the tags that a cut must repeat. */
const PART_MOST = 4000;

type Other = NonNullable<Parameters<Api["sendMessage"]>[2]>;
type Keyboard = { text: string; url: string } | { text: string; callback_data: string };

/**
 * Sends alerts with a connection pool of its own, so that answers to commands never queue behind them.
 * It never repeats a call by itself: a repeated send is a repeated message.
 */
export function createTelegramSender(options: TelegramSenderOptions): TelegramSender {
  const timeoutSeconds = options.timeoutSeconds ?? TIMEOUT_SECONDS;
  const pool = createTelegramPool({
    connectMs: Math.min(CONNECT_TIMEOUT_MS, timeoutSeconds * 1000),
    silenceMs: timeoutSeconds * 1000,
  });
  const api = new Api(options.token, {
    ...(options.apiRoot === null ? {} : { apiRoot: options.apiRoot }),
    timeoutSeconds,
    fetch: options.fetch ?? pool.fetch,
  });
  const { pace } = options;
  if (pace !== undefined) {
    api.config.use(async (previous, method, payload, signal) => {
      pace.alertLeaves();
      const result = await previous(method, payload, signal);
      const seconds = result.ok ? undefined : result.parameters?.retry_after;
      if (seconds !== undefined) pace.told(seconds, chatIn(payload));
      return result;
    });
  }
  return { ...senderOver(api, options.paidBroadcast), close: () => pool.close() };
}

/** Sends through the given API: Telegram's over the pool above, or the terminal's. */
export function senderOver(
  api: Pick<Api, "sendMessage" | "editMessageText" | "deleteMessage">,
  paidBroadcast: boolean,
): Sender {
  const paid = paidBroadcast ? { allow_paid_broadcast: true } : {};

  const sendParts = (target: DeliveryTarget, parts: readonly string[], other: Other): Promise<SendResult> =>
    inParts(parts, other, (part, own) => outcome(api.sendMessage(target.chatId, part, own)));

  return {
    send: (target, message) =>
      sendParts(target, splitHtml(message.html, PART_MOST), {
        ...frame(target, message),
        ...paid,
        parse_mode: "HTML",
      }),
    sendPlain: (target, message) =>
      sendParts(target, plainParts(message.html), { ...frame(target, message), ...paid }),
    edit: (target, ids, message) => editParts(api, target, ids, message),
    remove: async (chatId, messageId) => {
      const result = await outcome(api.deleteMessage(chatId, messageId));
      return result.kind === "sent" ? { kind: "sent", messageId } : result;
    },
  };
}

/** Each part of the text into the message that held it; done again from the beginning when one fails. */
async function editParts(
  api: Pick<Api, "editMessageText" | "deleteMessage">,
  { chatId }: DeliveryTarget,
  { messageId, moreIds = [] }: MessageIds,
  message: Message,
): Promise<SendResult> {
  const ids = [messageId, ...moreIds];
  const parts = splitHtml(message.html, PART_MOST).slice(0, ids.length);
  let whole: SendResult = { kind: "unchanged" };
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const edited = await outcome(
      api.editMessageText(chatId, ids[index] ?? messageId, part, {
        parse_mode: "HTML",
        link_preview_options: { is_disabled: true },
        reply_markup: { inline_keyboard: isLast ? keyboardOf(message) : [] },
      }),
    );
    if (edited.kind === "sent") whole = { kind: "sent", messageId };
    else if (edited.kind !== "unchanged") return edited;
  }
  // What the shorter text has no use for says what no longer holds. One that is gone already is as good.
  for (const id of ids.slice(parts.length)) {
    const removed = await outcome(api.deleteMessage(chatId, id));
    if (removed.kind === "busy" || removed.kind === "offline") return removed;
  }
  return whole;
}

/** Long texts go in parts; buttons hang under the last. */
async function inParts(
  parts: readonly string[],
  other: Other,
  send: (part: string, other: Other) => Promise<SendResult>,
): Promise<SendResult> {
  const { reply_markup: keyboard, ...rest } = other;
  const ids: number[] = [];
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const own = isLast && keyboard !== undefined ? { ...rest, reply_markup: keyboard } : rest;
    const result = await send(part, own);
    if (result.kind === "sent") ids.push(result.messageId);
    else if (ids.length === 0) return result;
    else break; // The beginning arrived: sending it again would be worse than a missing end.
  }
  const [messageId, ...moreIds] = ids;
  if (messageId === undefined) return { kind: "malformed", reason: "empty" };
  return moreIds.length === 0 ? { kind: "sent", messageId } : { kind: "sent", messageId, moreIds };
}

async function outcome(call: Promise<{ message_id: number } | true>): Promise<SendResult> {
  try {
    const reply = await call;
    return { kind: "sent", messageId: reply === true ? 0 : reply.message_id };
  } catch (error) {
    return outcomeOf(error);
  }
}

function frame(target: DeliveryTarget, message: Message): Other {
  const keyboard = keyboardOf(message);
  return {
    // A preview would fetch and show the source, also where discreet mode hides it.
    link_preview_options: { is_disabled: true },
    ...(target.silent ? { disable_notification: true } : {}),
    ...(target.threadId === null ? {} : { message_thread_id: target.threadId }),
    ...(keyboard.length === 0 ? {} : { reply_markup: { inline_keyboard: keyboard } }),
  };
}

function keyboardOf(message: Message): Keyboard[][] {
  return message.buttons.map((row) => row.map((button) => keyOf(button)));
}

function keyOf(button: MessageButton): Keyboard {
  return "url" in button
    ? { text: button.text, url: button.url }
    : { text: button.text, callback_data: button.action };
}

function plainParts(html: string): readonly string[] {
  return splitHtml(html.replaceAll(/<[^<>]*>/gu, ""), PART_MOST).map((part) => plainText(part));
}
