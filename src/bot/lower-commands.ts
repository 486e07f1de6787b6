import type { MiddlewareFn } from "grammy";

import type { BotContext } from "./context.ts";

const COMMAND = /^\/[a-z_\d]{1,32}/iu;

/** `/Help` and `/SUBSCRIBE`, as some keyboards write them, are the same commands: Telegram marks them all alike. */
export const lowerCommands: MiddlewareFn<BotContext> = async ({ message }, next) => {
  const [command] = COMMAND.exec(message?.text ?? "") ?? [];
  if (message?.text !== undefined && command !== undefined)
    message.text = command.toLowerCase() + message.text.slice(command.length);
  await next();
};
