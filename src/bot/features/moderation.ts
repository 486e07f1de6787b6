import { Composer } from "grammy";

import { moderatorOf } from "../../moderate/session-actions.ts";
import type { BotContext } from "../context.ts";
import { aliasFeature } from "./moderation-alias.ts";
import { cardEditFeature, cardReplies } from "./moderation-card-edit.ts";
import { deskFeature } from "./moderation-desk.ts";
import { guidedFeature } from "./moderation-guided.ts";
import type { ModerationPorts } from "./moderation-ports.ts";
import { postFeature } from "./moderation-post.ts";
import { queueFeature } from "./moderation-queue.ts";
import { rolesFeature } from "./moderation-roles.ts";
import { rulingsFeature, switchesFeature } from "./moderation-rulings.ts";
import { sessionFeature } from "./moderation-session.ts";

/**
 * The moderators' commands and buttons, in private chats with them only. To anybody else these commands do not exist:
 * what is not handled here gets everybody's answer.
 */
export function moderationFeature(ports: ModerationPorts): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  const theirs = feature.chatType("private").filter(async (ctx) => {
    if (ctx.from === undefined || ctx.chat.id !== ctx.from.id) return false;
    const moderator = await moderatorOf(ports, ctx.from.id);
    if (moderator === null) return false;
    ctx.moderator = moderator;
    // Notices find no `language_code`: it comes with messages only. English is what they are in without it.
    if (ctx.subscriber === null && ctx.language !== "en")
      await ports.languages.remember(ctx.chat.id, ctx.language);
    return true;
  });

  theirs.use(cardReplies());
  theirs.use(sessionFeature(ports));
  theirs.use(queueFeature(ports));
  theirs.use(guidedFeature(ports));
  theirs.use(postFeature(ports));
  theirs.use(rulingsFeature(ports));
  theirs.use(switchesFeature(ports));
  theirs.use(deskFeature(ports));
  theirs.use(rolesFeature(ports));
  theirs.use(aliasFeature(ports));
  theirs.use(cardEditFeature(ports));

  return feature;
}
