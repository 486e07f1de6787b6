import { Composer, GrammyError, InputFile } from "grammy";
import type { InlineKeyboardMarkup } from "grammy/types";

import type { Language } from "../../domain/language.ts";
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
    const { caption, reply_markup } = captionOf(facts, ctx, theme);
    await give(pictures, facts, ctx, theme, (file) =>
      ctx.editMessageMedia({ type: "photo", media: file, caption, parse_mode: "HTML" }, { reply_markup }),
    );
  });

  return {
    feature,
    async send(ctx) {
      if (pictures === null) return;
      try {
        const facts = await factsNow();
        const options = { ...captionOf(facts, ctx, "light"), parse_mode: "HTML" as const, ...topicOf(ctx) };
        await give(pictures, facts, ctx, "light", (file) => ctx.replyWithPhoto(file, options));
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

/** Sends Telegram's own copy where there is one; where it is refused the picture is uploaded anew. */
async function give(
  pictures: PictureDesk,
  facts: PictureFacts,
  { language }: BotContext,
  theme: Theme,
  send: (file: string | InputFile) => Promise<unknown>,
): Promise<void> {
  const drawn = await pictures.drawn(facts, language, theme);
  try {
    note(pictures, facts, language, theme, await send(fileOf(drawn)));
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
    // Pressed twice: it is there already.
    if (error.description.includes("message is not modified")) return;
    if (!("fileId" in drawn)) throw error;
    pictures.lost(language, theme);
    const again = await pictures.drawn(facts, language, theme);
    note(pictures, facts, language, theme, await send(fileOf(again)));
  }
}

/** @param sent what Telegram answered: a message with the sizes that it made of the picture, the largest last */
function note(
  pictures: PictureDesk,
  facts: PictureFacts,
  language: Language,
  theme: Theme,
  sent: unknown,
): void {
  const sizes: unknown = typeof sent === "object" && sent !== null ? Reflect.get(sent, "photo") : null;
  const largest: unknown = Array.isArray(sizes) ? sizes.at(-1) : null;
  const fileId: unknown =
    typeof largest === "object" && largest !== null ? Reflect.get(largest, "file_id") : null;
  if (typeof fileId === "string") pictures.sent(facts, language, theme, fileId);
}
