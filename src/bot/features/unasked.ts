import { Composer } from "grammy";
import type { Message } from "grammy/types";

import { toast } from "../answer.ts";
import type { BotContext } from "../context.ts";

/** What somebody may have written to us; all else is Telegram's own word: a pinned message, a timer for deleting. */
const WRITTEN = [
  "text",
  "caption",
  "animation",
  "audio",
  "contact",
  "dice",
  "document",
  "game",
  "location",
  "paid_media",
  "photo",
  "poll",
  "sticker",
  "story",
  "venue",
  "video",
  "video_note",
  "voice",
] as const satisfies readonly (keyof Message)[];

/** What asks for nothing gets no answer: Telegram's own words in a private chat, and our cards that somebody sends. */
export function unaskedFeature(): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  // A message of an inline query is in no chat of ours; its buttons lead to us by an address.
  feature
    .on("callback_query")
    .filter(({ callbackQuery }) => callbackQuery.message === undefined)
    .use((ctx) => toast(ctx, ctx.text.common.staleButton));

  feature
    .chatType("private")
    .on("message")
    .filter(({ message, me }) => message.via_bot?.id === me.id || WRITTEN.every((key) => !(key in message)))
    .use(() => undefined);

  return feature;
}
