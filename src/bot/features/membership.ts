import { Composer } from "grammy";

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
    const wasOut = before.status === "kicked" || before.status === "left";
    const isGroup = chat.type === "group" || chat.type === "supergroup";
    return wasOut && isGroup ? reply(ctx, groupStartScreen(ctx.language)) : undefined;
  });
  feature.on("message:migrate_to_chat_id", (ctx) =>
    subscribers.moved(ctx.chat.id, ctx.message.migrate_to_chat_id),
  );

  return feature;
}
