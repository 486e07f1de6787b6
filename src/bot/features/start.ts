import { Composer } from "grammy";

import { LANGUAGES } from "../../domain/language.ts";
import { html } from "../../locales/html.ts";
import { redraw, reply, toast } from "../answer.ts";
import { mayChangeChat, speak } from "../chat.ts";
import type { BotContext, BotPorts } from "../context.ts";
import { screen } from "../screen.ts";
import {
  groupStartScreen,
  helpScreen,
  languageScreen,
  privacyScreen,
  startScreen,
} from "../screens/start.ts";

/** `/start /help /language /privacy` and the buttons of the first screen. */
export function startFeature({ subscribers }: Pick<BotPorts, "subscribers">): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.command("start", (ctx) =>
    reply(ctx, ctx.chat.type === "private" ? startScreen(ctx.language) : groupStartScreen(ctx.language)),
  );
  feature.command("help", (ctx) => reply(ctx, helpScreen(ctx.language)));
  feature.command("privacy", (ctx) => reply(ctx, privacyScreen(ctx.language)));
  feature.command("language", async (ctx) => {
    const chosen = LANGUAGES.find((language) => language === ctx.match.trim().toLowerCase());
    if (chosen === undefined) return reply(ctx, languageScreen(ctx.language));
    return (await take(ctx, chosen)) ? reply(ctx, screen(html`${ctx.text.language.chosen}`)) : undefined;
  });

  feature.callbackQuery("m:help", async (ctx) => {
    await toast(ctx);
    await reply(ctx, helpScreen(ctx.language));
  });
  feature.callbackQuery("m:privacy", async (ctx) => {
    await toast(ctx);
    await reply(ctx, privacyScreen(ctx.language));
  });
  feature.callbackQuery("m:discreet", async (ctx) => {
    if (!(await mayChangeChat(ctx))) return toast(ctx, ctx.text.common.adminsOnly);
    await subscribers.change(ctx.chatKey, ctx.language, { discreet: true });
    await toast(ctx);
    return reply(ctx, screen(html`${ctx.text.start.discreetOn}`));
  });
  feature.callbackQuery(/^(l|st):(be|ru|en)$/u, async (ctx) => {
    const chosen = LANGUAGES.find((language) => language === ctx.match[2]);
    if (chosen === undefined || !(await take(ctx, chosen))) return undefined;
    await toast(ctx, ctx.text.language.chosen);
    if (ctx.match[1] === "st") return redraw(ctx, startScreen(chosen));
    return redraw(ctx, screen(html`${ctx.text.language.chosen}`));
  });

  /** @returns false when this person may not choose for the chat; then they were told */
  async function take(ctx: BotContext, language: (typeof LANGUAGES)[number]): Promise<boolean> {
    if (!(await mayChangeChat(ctx))) {
      if (ctx.callbackQuery === undefined) await reply(ctx, screen(html`${ctx.text.common.adminsOnly}`));
      else await toast(ctx, ctx.text.common.adminsOnly);
      return false;
    }
    await subscribers.setLanguage(ctx.chatKey, language);
    speak(ctx, language);
    return true;
  }

  return feature;
}
