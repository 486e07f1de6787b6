import { Composer } from "grammy";

import { html } from "../../locales/html.ts";
import { redraw, reply, toast } from "../answer.ts";
import { mayChangeChat } from "../chat.ts";
import type { BotContext, BotPorts } from "../context.ts";
import { press, screen, type Screen } from "../screen.ts";
import { forgetQuestion } from "../screens/start.ts";

/** `/subscribe /unsubscribe /forget`. In groups only administrators may. */
export function subscribeFeature({ subscribers }: Pick<BotPorts, "subscribers">): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  async function subscribe(ctx: BotContext): Promise<Screen> {
    const outcome = await subscribers.subscribe(ctx.chatKey, ctx.language);
    return subscribedScreen(ctx, outcome === "already");
  }

  feature.command("subscribe", async (ctx) =>
    reply(ctx, (await mayChangeChat(ctx)) ? await subscribe(ctx) : adminsOnly(ctx)),
  );
  feature.callbackQuery("m:subscribe", async (ctx) => {
    if (!(await mayChangeChat(ctx))) return toast(ctx, ctx.text.common.adminsOnly);
    await toast(ctx);
    return reply(ctx, await subscribe(ctx));
  });

  feature.command("unsubscribe", async (ctx) => {
    if (!(await mayChangeChat(ctx))) return reply(ctx, adminsOnly(ctx));
    const outcome = await subscribers.unsubscribe(ctx.chatKey);
    const { stopped, notSubscribed } = ctx.text.subscribe;
    return reply(ctx, screen(outcome === "already" ? notSubscribed : stopped));
  });

  feature.command("forget", async (ctx) =>
    reply(ctx, (await mayChangeChat(ctx)) ? forgetQuestion(ctx.language) : adminsOnly(ctx)),
  );
  feature.callbackQuery("m:forget", async (ctx) => {
    if (!(await mayChangeChat(ctx))) return toast(ctx, ctx.text.common.adminsOnly);
    await toast(ctx);
    return reply(ctx, forgetQuestion(ctx.language));
  });
  feature.callbackQuery("forget:no", async (ctx) => {
    await toast(ctx);
    await redraw(ctx, screen(html`${ctx.text.forget.kept}`));
  });
  feature.callbackQuery("forget:yes", async (ctx) => {
    if (!(await mayChangeChat(ctx))) return toast(ctx, ctx.text.common.adminsOnly);
    await toast(ctx);
    await subscribers.forget(ctx.chatKey.chatId);
    return redraw(ctx, screen(ctx.text.forget.done));
  });

  return feature;
}

function subscribedScreen({ text, chat }: BotContext, wasAlready: boolean): Screen {
  if (wasAlready) return screen(text.subscribe.already, press(text.subscribe.settingsButton, "s"));
  if (chat?.type !== "private") return screen(text.subscribe.groupDone);
  return screen(text.subscribe.done(text.vocabulary.languageName), press(text.subscribe.settingsButton, "s"));
}

function adminsOnly({ text }: BotContext): Screen {
  return screen(html`${text.common.adminsOnly}`);
}
