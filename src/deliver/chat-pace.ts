import { MINUTE_MS, SECOND_MS } from "../domain/time.ts";

const CHAT_SPACING_MS = SECOND_MS;
const GROUP_LIMIT = 20;
const GROUP_SPAN_MS = MINUTE_MS;
/** Quiet chats are forgotten when so many are remembered. */
const REMEMBERED = 5000;

interface Recent {
  /** Starts of the last sends, oldest first, at most as many as the limit looks back. */
  sentMs: number[];
  /** Until when waiting messages of this chat were put off: each gets a place of its own. */
  promisedMs: number;
}

/**
 * Telegram's limits for one chat: a message a second, 20 a minute into a group (negative ids).
 * Times are milliseconds of one monotonic timer.
 */
export class ChatPace {
  readonly #chats = new Map<number, Recent>();

  /** @returns 0 when the message may go now (its place is taken), else milliseconds to put it off */
  take(chatId: number, nowMs: number): number {
    const recent = this.#recent(chatId, nowMs);
    const freeMs = freeAt(recent.sentMs, chatId < 0);
    if (freeMs <= nowMs) {
      recent.sentMs.push(nowMs);
      if (recent.sentMs.length > GROUP_LIMIT) recent.sentMs.shift();
      return 0;
    }
    recent.promisedMs = Math.max(freeMs, recent.promisedMs + CHAT_SPACING_MS);
    return recent.promisedMs - nowMs;
  }

  #recent(chatId: number, nowMs: number): Recent {
    const known = this.#chats.get(chatId);
    if (known !== undefined) return known;
    if (this.#chats.size >= REMEMBERED) this.#forgetQuiet(nowMs);
    const fresh: Recent = { sentMs: [], promisedMs: Number.NEGATIVE_INFINITY };
    this.#chats.set(chatId, fresh);
    return fresh;
  }

  #forgetQuiet(nowMs: number): void {
    for (const [chatId, recent] of this.#chats) {
      const spanMs = chatId < 0 ? GROUP_SPAN_MS : CHAT_SPACING_MS;
      const last = recent.sentMs.at(-1) ?? Number.NEGATIVE_INFINITY;
      if (last + spanMs < nowMs && recent.promisedMs < nowMs) this.#chats.delete(chatId);
    }
  }
}

function freeAt(sentMs: readonly number[], isGroup: boolean): number {
  const last = sentMs.at(-1);
  if (last === undefined) return Number.NEGATIVE_INFINITY;
  const spaced = last + CHAT_SPACING_MS;
  const first = sentMs.length >= GROUP_LIMIT ? sentMs[0] : undefined;
  return isGroup && first !== undefined ? Math.max(spaced, first + GROUP_SPAN_MS) : spaced;
}
