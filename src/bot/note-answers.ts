import type { RawApi, Transformer } from "grammy";
import type { DeliveryTarget } from "../domain/delivery.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { Outbox } from "../ports/outbox.ts";

export interface NoteAnswersOptions {
  readonly outbox: Pick<Outbox, "noteSent">;
  /** How a chat wants its messages; null when nothing is kept of it. */
  readonly wishesOf: (chatId: number, threadId: number | null) => DeliveryTarget | null;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Notes every answer of the bot in a chat that wants its messages deleted after hours. Of all other chats nothing
 * is noted: when somebody asked the bot something is nobody's business.
 */
export function noteAnswers({ outbox, wishesOf, clock, log }: NoteAnswersOptions): Transformer<RawApi> {
  return async (previous, method, payload, signal) => {
    const answer = await previous(method, payload, signal);
    if (!answer.ok || !method.startsWith("send")) return answer;
    const chatId = numberIn(payload, "chat_id");
    const messageId = numberIn(answer.result, "message_id");
    if (chatId === null || messageId === null) return answer;
    const target = wishesOf(chatId, numberIn(payload, "message_thread_id"));
    if (target === null || target.deleteAfterHours === null) return answer;
    try {
      await outbox.noteSent(target, messageId, clock.now());
    } catch (error) {
      // The answer stands; only its deletion is not planned.
      log.error("note_answer_failed", error);
    }
    return answer;
  };
}

function numberIn(object: unknown, key: string): number | null {
  if (typeof object !== "object" || object === null) return null;
  const value: unknown = Reflect.get(object, key);
  return typeof value === "number" ? value : null;
}
