import { Composer } from "grammy";
import type { ChatMember } from "grammy/types";

import { reply } from "../answer.ts";
import type { BotContext, BotPorts } from "../context.ts";
import { groupStartScreen } from "../screens/start.ts";

/** Telegram's word on chats: put out, blocked, let in, become a supergroup. */
export function membershipFeature({
  subscribers,
  clock,
}: Pick<BotPorts, "subscribers" | "clock">): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.on("my_chat_member", async (ctx) => {
    const { old_chat_member: before, new_chat_member: after, chat } = ctx.myChatMember;
    const isOut = after.status === "kicked" || after.status === "left";
    if (isOut) return subscribers.gone(chat.id, clock.now());
    const isGroup = chat.type === "group" || chat.type === "supergroup";
    // While the bot was mute an alert may have found the group closed: then its subscription must be asked for anew.
    const isBack = mayWrite(after) && !mayWrite(before) && ctx.subscriber?.subscribed !== true;
    return isGroup && isBack ? reply(ctx, groupStartScreen(ctx.language)) : undefined;
  });
  feature.on("message:migrate_to_chat_id", (ctx) =>
    subscribers.moved(ctx.chat.id, ctx.message.migrate_to_chat_id),
  );

  return feature;
}

function mayWrite(member: ChatMember): boolean {
  if (member.status === "restricted") return member.is_member && member.can_send_messages;
  return member.status !== "kicked" && member.status !== "left";
}
