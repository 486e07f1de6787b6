import { Composer, GrammyError } from "grammy";
import type { ChatMember } from "grammy/types";

import { LANGUAGES } from "../../domain/language.ts";
import { goPrivate, redraw, reply, toast } from "../answer.ts";
import type { BotContext, BotPorts } from "../context.ts";
import { eventPayload, startPayload } from "../deep-link.ts";
import { screen, type Screen } from "../screen.ts";
import { channelQuestion, channelScreen, type ShownChannel } from "../screens/channel.ts";
import { openPrivately } from "./person.ts";

type ChannelPorts = Pick<BotPorts, "subscribers" | "moderatorIds" | "clock">;

/**
 * Channels get the news like groups, and are steered from a private chat: `/channel @NAME`. Whoever asks must be an
 * administrator of the channel, and the bot must be allowed to post there; both are asked of Telegram at every press.
 * A channel of one of the moderators is subscribed as soon as the bot may post in it; anybody else is asked first.
 */
export function channelFeature(ports: ChannelPorts): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.command("channel", async (ctx) => {
    if (ctx.chat.type !== "private") return reply(ctx, openPrivately(ctx));
    const asked = addressOf(ctx.match);
    if (asked === null) return reply(ctx, screen(ctx.text.channel.usage));
    const channel = await ownChannel(ctx, asked);
    return reply(
      ctx,
      channel === null ? screen(ctx.text.channel.refused) : await stateOf(ctx, ports, channel),
    );
  });

  feature.callbackQuery(/^ch:(on|off|be|ru|en):(-\d{1,16})$/u, async (ctx) => {
    if (ctx.chat?.type !== "private") return toast(ctx, ctx.text.common.privateOnly);
    const [, action = "", id = ""] = ctx.match;
    const channel = await ownChannel(ctx, Number(id));
    await toast(ctx);
    if (channel === null) return redraw(ctx, screen(ctx.text.channel.refused));
    await steer(ctx, ports, channel.id, action);
    return redraw(ctx, await stateOf(ctx, ports, channel));
  });

  feature
    .on("my_chat_member")
    .filter(({ chat }) => chat.type === "channel")
    .use(async (ctx) => {
      const { chat, from, old_chat_member: before, new_chat_member: after } = ctx.myChatMember;
      if (!mayPost(after)) return ports.subscribers.gone(chat.id, ports.clock.now());
      if (mayPost(before)) return undefined;
      return welcome(ctx, ports, { id: chat.id, title: chat.title ?? "" }, from.id);
    });

  return feature;
}

/** What anybody presses in a channel is answered in their own chat: nothing may be posted or changed by readers. */
export function keepChannelsQuiet(): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.chatType("channel").use(async (ctx) => {
    if (ctx.callbackQuery === undefined) return;
    const [, action, id] = /^([eowp]|pc):(.+)$/u.exec(ctx.callbackQuery.data ?? "") ?? [];
    const payload = action === "e" || action === "o" ? eventPayload : startPayload;
    await goPrivate(ctx, id === undefined ? null : payload(id));
  });
  return feature;
}

/** `@name`, `t.me/name` or the number of a channel. */
function addressOf(typed: string): string | number | null {
  const word = typed.trim().split(/\s/u)[0] ?? "";
  if (/^-100\d{5,13}$/u.test(word)) return Number(word);
  const name = /^(?:@|(?:https:\/\/)?t\.me\/)([a-z]\w{3,31})$/iu.exec(word)?.[1];
  return name === undefined ? null : `@${name}`;
}

/** The channel when the asker administers it and the bot may post there; Telegram's refusal counts as no. */
async function ownChannel(ctx: BotContext, asked: string | number): Promise<ShownChannel | null> {
  if (ctx.from === undefined) return null;
  try {
    const chat = await ctx.api.getChat(asked);
    if (chat.type !== "channel") return null;
    const [asker, bot] = await Promise.all([
      ctx.api.getChatMember(chat.id, ctx.from.id),
      ctx.api.getChatMember(chat.id, ctx.me.id),
    ]);
    const isTheirs = asker.status === "creator" || asker.status === "administrator";
    return isTheirs && mayPost(bot) ? { id: chat.id, title: chat.title } : null;
  } catch (error) {
    if (error instanceof GrammyError) return null;
    throw error;
  }
}

function mayPost(member: ChatMember): boolean {
  return member.status === "administrator" && member.can_post_messages === true;
}

async function stateOf(
  { language }: BotContext,
  { subscribers }: ChannelPorts,
  channel: ShownChannel,
): Promise<Screen> {
  const found = await subscribers.find({ chatId: channel.id, threadId: null });
  return channelScreen(channel, found, language);
}

async function steer(
  { language: spoken }: BotContext,
  { subscribers }: ChannelPorts,
  chatId: number,
  action: string,
): Promise<void> {
  const chat = { chatId, threadId: null };
  const language = LANGUAGES.find((each) => each === action);
  if (language !== undefined) await subscribers.setLanguage(chat, language);
  else if (action === "on") await subscribers.subscribe(chat, spoken);
  else await subscribers.unsubscribe(chat);
}

/** The bot may post in a channel now: tells whoever let it in, in their private chat. */
async function welcome(
  ctx: BotContext,
  ports: ChannelPorts,
  channel: ShownChannel,
  fromId: number,
): Promise<void> {
  const { subscribers, moderatorIds } = ports;
  const own = await subscribers.find({ chatId: fromId, threadId: null });
  const language = own?.language ?? ctx.language;
  const isOurs = moderatorIds.includes(fromId);
  if (isOurs) await subscribers.subscribe({ chatId: channel.id, threadId: null }, language);
  const found = isOurs ? await subscribers.find({ chatId: channel.id, threadId: null }) : null;
  const shown = isOurs ? channelScreen(channel, found, language) : channelQuestion(channel, language);
  try {
    await ctx.api.sendMessage(fromId, shown.html.markup, {
      parse_mode: "HTML",
      link_preview_options: { is_disabled: true },
      reply_markup: { inline_keyboard: shown.buttons.map((row) => [...row]) },
    });
  } catch (error) {
    // Who never wrote to the bot cannot be written to: `/channel` is there for them.
    if (!(error instanceof GrammyError)) throw error;
  }
}
