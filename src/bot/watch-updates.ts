import type { MiddlewareFn } from "grammy";
import type { Update } from "grammy/types";

import { COMMANDS } from "../locales/common-text.ts";
import { MODERATION_COMMANDS } from "../locales/moderation/messages.ts";
import type { BotContext } from "./context.ts";

/** What was handled, how long it took, and whether it ended well. */
export type Answered = (what: string, seconds: number, outcome: "answered" | "failed") => void;

const KNOWN: ReadonlySet<string> = new Set([...COMMANDS, ...MODERATION_COMMANDS]);

/**
 * What an update asks for, by a name from a fixed list: a command, or a kind of update. Nothing that somebody wrote
 * gets into it.
 */
export function nameOfUpdate({ message, callback_query, inline_query, my_chat_member }: Update): string {
  if (callback_query !== undefined) return "button";
  if (inline_query !== undefined) return "inline";
  if (my_chat_member !== undefined) return "membership";
  if (message?.text === undefined) return "other";
  if (!message.text.startsWith("/")) return "text";
  const [, command = ""] = /^\/([a-z]{1,32})(?:@\w{1,64})?(?:\s|$)/iu.exec(message.text) ?? [];
  return KNOWN.has(command.toLowerCase()) ? command.toLowerCase() : "unknown";
}

export function watchUpdates(answered: Answered): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    const fromMs = performance.now();
    let outcome: Parameters<Answered>[2] = "failed";
    try {
      await next();
      outcome = "answered";
    } finally {
      answered(nameOfUpdate(ctx.update), (performance.now() - fromMs) / 1000, outcome);
    }
  };
}
