import { Composer } from "grammy";

import { html } from "../../locales/html.ts";
import { COMMANDS } from "../../locales/common-text.ts";
import { reply, toast } from "../answer.ts";
import type { BotContext } from "../context.ts";
import { nearestCommands } from "../nearest.ts";
import { screen } from "../screen.ts";
import { press } from "../screen.ts";

/** Whatever nobody else answered: never silence, never a fault. In groups only what is meant for us. */
export function fallbackFeature(): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.on("callback_query", (ctx) => toast(ctx, ctx.text.common.staleButton));
  feature.on("message:text").filter(
    (ctx) => ctx.message.text.startsWith("/"),
    async (ctx) => {
      const [word = "", bot] = ctx.message.text.slice(1).split(/\s/u, 1).join("").slice(0, 80).split("@");
      const isPrivate = ctx.chat.type === "private";
      if (!isPrivate && bot?.toLowerCase() !== ctx.me.username.toLowerCase()) return;
      const nearest = nearestCommands(word, COMMANDS).map((command) => `/${command}`);
      const { common, start } = ctx.text;
      await reply(
        ctx,
        screen(html`${common.unknownCommand(nearest)}`, press(start.buttons.help, "m", "help")),
      );
    },
  );
  feature.chatType("private").on("message", (ctx) => reply(ctx, screen(html`${ctx.text.common.onlyText}`)));

  return feature;
}
