import { GrammyError, HttpError } from "grammy";
import type { SendResult } from "../domain/delivery.ts";

/** The connection was never made, so nothing was sent. */
const NEVER_CONNECTED = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENETDOWN",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_CLOSED",
  "UND_ERR_DESTROYED",
]);

/** 400s that say that this chat cannot be written to, now and later. */
const CLOSED_CHAT =
  /chat not found|user not found|PEER_ID_INVALID|user is deactivated|not enough rights|have no rights|need administrator rights|CHAT_WRITE_FORBIDDEN|TOPIC_CLOSED|TOPIC_DELETED|message thread not found|CHAT_RESTRICTED|bot was kicked|bot is not a member|group is deactivated|group chat was deactivated/iu;

/** 400s about our own text. */
const OUR_TEXT =
  /can't parse entities|message is too long|message text is empty|text must be non-empty|text must be encoded|BUTTON_|ENTITY_|ENTITIES_|wrong HTTP URL/iu;

/** Edits and deletions whose work is done already, or cannot be done any more. */
const NOTHING_TO_DO =
  /message is not modified|message to edit not found|message to delete not found|message can't be edited|message can't be deleted|MESSAGE_ID_INVALID|message identifier is not specified/iu;

const WAIT_WITHOUT_WORD_SECONDS = 30;

/**
 * What an error of grammY means for the message. Reasons are codes of our own: descriptions may hold our text,
 * and an HttpError holds the token.
 */
export function outcomeOf(error: unknown): SendResult {
  if (error instanceof GrammyError) return ofRefusal(error);
  if (error instanceof HttpError) return ofNetwork(error.error);
  return { kind: "unsure", reason: "unknown_error" };
}

function ofRefusal(error: GrammyError): SendResult {
  const { error_code: code, description, parameters } = error;
  if (code === 429) {
    return { kind: "busy", retryAfterSeconds: parameters.retry_after ?? WAIT_WITHOUT_WORD_SECONDS };
  }
  if (parameters.migrate_to_chat_id !== undefined) {
    return { kind: "moved", toChatId: parameters.migrate_to_chat_id };
  }
  if (code === 403) return { kind: "gone", reason: "forbidden" };
  if (code >= 500) return { kind: "unsure", reason: `http_${code}` };
  if (code === 400) {
    if (NOTHING_TO_DO.test(description)) return { kind: "unchanged" };
    if (CLOSED_CHAT.test(description)) return { kind: "gone", reason: "chat_closed" };
    if (OUR_TEXT.test(description)) return { kind: "malformed", reason: malformation(description) };
  }
  return { kind: "notSent", reason: `refused_${code}` };
}

function malformation(description: string): string {
  if (/parse entities/iu.test(description)) return "entities";
  if (/too long/iu.test(description)) return "too_long";
  if (/empty/iu.test(description)) return "empty";
  return "other";
}

function ofNetwork(cause: unknown): SendResult {
  const code = codeOf(cause);
  if (code !== null && NEVER_CONNECTED.has(code)) return { kind: "offline", reason: code };
  return { kind: "unsure", reason: code ?? "no_reply" };
}

/** The first system code in a chain of causes; undici and fetch wrap theirs. */
function codeOf(error: unknown, depth = 0): string | null {
  if (typeof error !== "object" || error === null || depth > 4) return null;
  if (error instanceof AggregateError) {
    const codes = error.errors.map((each: unknown) => codeOf(each, depth + 1));
    const own = codes.find((code) => code !== null && !NEVER_CONNECTED.has(code));
    return own ?? codes[0] ?? null;
  }
  if ("code" in error && typeof error.code === "string" && /^[A-Z][A-Z0-9_]{2,39}$/u.test(error.code)) {
    return error.code;
  }
  return "cause" in error ? codeOf(error.cause, depth + 1) : null;
}
