import { Composer, InputFile } from "grammy";
import type { InlineKeyboardMarkup } from "grammy/types";

import { clip } from "../../locales/html.ts";
import type { PictureFacts, Theme } from "../../ports/picture.ts";
import { toast, topicOf } from "../answer.ts";
import type { BotContext } from "../context.ts";
import type { Desk } from "../desk.ts";
import { createPictureDesk, type Drawn, type PictureDesk } from "../picture-desk.ts";
import { pictureScreen } from "../screens/picture.ts";

const THEME = /^pic:(light|dark)$/u;
const CAPTION = 1024;

export interface PictureSender {
  readonly feature: Composer<BotContext>;
  /** After the words: whatever goes wrong with the picture, they were told. */
  send(ctx: BotContext): Promise<void>;
}

/** The picture of `/stats`, and the button that shows it on the other ground. */
export function pictureSender(desk: Desk, factsNow: () => Promise<PictureFacts>): PictureSender {
  const feature = new Composer<BotContext>();
  const pictures = desk.picture ? createPictureDesk(desk.picture) : null;

  feature.callbackQuery(THEME, async (ctx) => {
    const theme: Theme = ctx.match[1] === "dark" ? "dark" : "light";
    await toast(ctx);
    if (pictures === null) return;
    const facts = await factsNow();
    const drawn = await pictures.drawn(facts, ctx.language, theme);
    const { caption, reply_markup } = captionOf(facts, ctx, theme);
    const media = { type: "photo" as const, media: fileOf(drawn), caption, parse_mode: "HTML" as const };
    note(pictures, facts, ctx, theme, await ctx.editMessageMedia(media, { reply_markup }));
  });

  return {
    feature,
    async send(ctx) {
      if (pictures === null) return;
      try {
        const facts = await factsNow();
        const drawn = await pictures.drawn(facts, ctx.language, "light");
        const options = { ...captionOf(facts, ctx, "light"), parse_mode: "HTML" as const, ...topicOf(ctx) };
        note(pictures, facts, ctx, "light", await ctx.replyWithPhoto(fileOf(drawn), options));
      } catch (error) {
        desk.log.warn("picture_failed", { why: error instanceof Error ? error.name : "unknown" });
      }
    },
  };
}

function fileOf(drawn: Drawn): string | InputFile {
  return "fileId" in drawn ? drawn.fileId : new InputFile(drawn.png, "navoli.png");
}

function captionOf(
  facts: PictureFacts,
  { language }: BotContext,
  theme: Theme,
): { readonly caption: string; readonly reply_markup: InlineKeyboardMarkup } {
  const { html, buttons } = pictureScreen(facts, language, theme);
  return {
    caption: clip(html.markup, CAPTION),
    reply_markup: { inline_keyboard: buttons.map((row) => [...row]) },
  };
}

/** @param sent what Telegram answered: a message with the sizes that it made of the picture, the largest last */
function note(
  pictures: PictureDesk,
  facts: PictureFacts,
  ctx: BotContext,
  theme: Theme,
  sent: unknown,
): void {
  const sizes: unknown = typeof sent === "object" && sent !== null ? Reflect.get(sent, "photo") : null;
  const largest: unknown = Array.isArray(sizes) ? sizes.at(-1) : null;
  const fileId: unknown =
    typeof largest === "object" && largest !== null ? Reflect.get(largest, "file_id") : null;
  if (typeof fileId === "string") pictures.sent(facts, ctx.language, theme, fileId);
}
