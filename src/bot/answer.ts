import { GrammyError } from "grammy";
import type { InlineKeyboardMarkup } from "grammy/types";

import { clip } from "../locales/html.ts";
import type { BotContext } from "./context.ts";
import type { Screen } from "./screen.ts";

/** A new message in the same chat and topic. */
export async function reply(ctx: BotContext, { html, buttons }: Screen): Promise<void> {
  await ctx.reply(clip(html.markup), {
    parse_mode: "HTML",
    link_preview_options: { is_disabled: true },
    ...topicOf(ctx),
    ...keyboard(buttons),
  });
}

/** The message whose button was pressed shows this now; a new message when it cannot be edited. */
export async function redraw(ctx: BotContext, screen: Screen): Promise<void> {
  if (ctx.callbackQuery?.message === undefined) {
    await reply(ctx, screen);
    return;
  }
  try {
    await ctx.editMessageText(clip(screen.html.markup), {
      parse_mode: "HTML",
      link_preview_options: { is_disabled: true },
      ...keyboard(screen.buttons),
    });
  } catch (error) {
    if (!(error instanceof GrammyError)) throw error;
    if (!error.description.includes("message is not modified")) await reply(ctx, screen);
  }
}

/** The short words on top of the chat after a button; a late answer is no fault. */
export async function toast(ctx: BotContext, text?: string): Promise<void> {
  try {
    await ctx.answerCallbackQuery(text === undefined ? {} : { text: text.slice(0, 200) });
  } catch (error) {
    if (!(error instanceof GrammyError)) throw error;
  }
}

/** A button in a group or a channel leads to the presser's own chat: what is asked there is nobody else's business. */
export async function goPrivate(ctx: BotContext, payload: string | null): Promise<void> {
  if (payload === null) return toast(ctx, ctx.text.common.privateOnly);
  try {
    await ctx.answerCallbackQuery({ url: `https://t.me/${ctx.me.username}?start=${payload}` });
  } catch (error) {
    if (!(error instanceof GrammyError)) throw error;
  }
}

function keyboard(buttons: Screen["buttons"]): { reply_markup?: InlineKeyboardMarkup } {
  return buttons.length === 0 ? {} : { reply_markup: { inline_keyboard: buttons.map((row) => [...row]) } };
}

export function topicOf(ctx: BotContext): { message_thread_id?: number } {
  return ctx.chatKey.threadId === null ? {} : { message_thread_id: ctx.chatKey.threadId };
}
