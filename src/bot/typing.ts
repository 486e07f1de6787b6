import type { MiddlewareFn } from "grammy";

import type { BotContext } from "./context.ts";

/** A person who waits longer sees that somebody is at work. */
const PATIENCE_MS = 300;

export const showTyping: MiddlewareFn<BotContext> = async (ctx, next) => {
  if (ctx.chat?.type !== "private") return next();
  const timer = setTimeout(() => {
    // Only a courtesy: whatever goes wrong with it must not touch the answer.
    ctx.replyWithChatAction("typing").catch(() => undefined);
  }, PATIENCE_MS);
  try {
    await next();
  } finally {
    clearTimeout(timer);
  }
};
