import { GrammyError, type MiddlewareFn } from "grammy";

import type { Language } from "../domain/language.ts";
import type { Chat } from "../domain/subscriber.ts";
import { textsIn } from "../locales/texts.ts";
import type { BotContext, BotPorts } from "./context.ts";

/** Telegram's `language_code` → ours; English for everybody else. */
function languageOfCode(code: string | undefined): Language {
  const base = code?.toLowerCase().split("-")[0];
  return base === "be" || base === "ru" ? base : "en";
}

/** Finds what the chat chose before any handler runs. */
export function knowTheChat({ subscribers }: Pick<BotPorts, "subscribers">): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    ctx.chatKey = chatKeyOf(ctx);
    ctx.subscriber = null;
    // Before the store is asked: should it fail, the apology still has words.
    speak(ctx, languageOfCode(ctx.from?.language_code));
    if (ctx.chatKey.chatId !== 0) ctx.subscriber = await subscribers.find(ctx.chatKey);
    if (ctx.subscriber !== null) speak(ctx, ctx.subscriber.language);
    await next();
  };
}

export function speak(ctx: BotContext, language: Language): void {
  ctx.language = language;
  ctx.text = textsIn(language);
}

/** Chat 0 is nobody's: an update without a chat, such as an inline query, takes the user's own. */
function chatKeyOf(ctx: BotContext): Chat {
  const message = ctx.msg;
  const isInTopic = message?.is_topic_message === true && message.message_thread_id !== undefined;
  return {
    chatId: ctx.chat?.id ?? ctx.from?.id ?? 0,
    threadId: isInTopic ? (message.message_thread_id ?? null) : null,
  };
}

/** In private everybody may; in groups only those whom Telegram calls administrators; channels are changed from outside. */
export async function mayChangeChat(ctx: BotContext): Promise<boolean> {
  if (ctx.chat === undefined || ctx.chat.type === "private") return true;
  if (ctx.chat.type === "channel") return false;
  // An administrator who stays anonymous writes as the group. Buttons are pressed by people: the message that carries
  // them may be written as the group too, when the bot itself is such an administrator.
  if (ctx.message?.sender_chat?.id === ctx.chat.id) return true;
  if (ctx.from === undefined) return false;
  try {
    const { status } = await ctx.getChatMember(ctx.from.id);
    return status === "administrator" || status === "creator";
  } catch (error) {
    // Telegram may hide the members of a group from us: then nobody is known to be its administrator.
    if (error instanceof GrammyError) return false;
    throw error;
  }
}
