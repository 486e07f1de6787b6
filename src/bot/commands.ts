import type { Api } from "grammy";
import type { BotCommand, BotCommandScope } from "grammy/types";

import { LANGUAGES, type Language } from "../domain/language.ts";
import { COMMANDS, type Command } from "../locales/common-text.ts";
import { MODERATION_COMMANDS } from "../locales/moderation/messages.ts";
import { moderationTextsIn } from "../locales/moderation/texts.ts";
import { textsIn } from "../locales/texts.ts";

const IN_GROUPS: readonly Command[] = [
  "subscribe",
  "unsubscribe",
  "status",
  "latest",
  "stats",
  "language",
  "settings",
  "help",
];

type Menus = Pick<Api, "setMyCommands" | "deleteMyCommands">;
type Registry = Menus & Pick<Api, "setMyDescription" | "setMyShortDescription">;

/**
 * Registers the menu of commands with Telegram: for each language and scope; moderators' private chats get theirs on top.
 * A moderator who never wrote to the bot has no chat with it yet: that keeps nobody else's menu away.
 */
export async function registerCommands(api: Registry, moderatorIds: readonly number[]): Promise<void> {
  for (const language of LANGUAGES) {
    await set(api, language, { type: "all_private_chats" }, menu(language, COMMANDS));
    await set(api, language, { type: "all_group_chats" }, menu(language, IN_GROUPS));
  }
  for (const language of LANGUAGES) await introduce(api, language);
  const outcomes = await Promise.allSettled(moderatorIds.map((id) => showModeratorMenu(api, id, true)));
  const failed = outcomes.find((it) => it.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}

/** A role was given or taken: the menu of that private chat follows. */
export async function showModeratorMenu(api: Menus, chatId: number, moderates: boolean): Promise<void> {
  const scope = { type: "chat", chat_id: chatId } as const;
  for (const language of LANGUAGES) {
    if (moderates) await set(api, language, scope, moderatorMenu(language));
    else await api.deleteMyCommands({ scope, ...codeOf(language) });
  }
}

function moderatorMenu(language: Language): readonly BotCommand[] {
  const { commands } = moderationTextsIn(language);
  const theirs = MODERATION_COMMANDS.map((command) => ({ command, description: commands[command] }));
  return [...theirs, ...menu(language, COMMANDS)];
}

function menu(language: Language, commands: readonly Command[]): readonly BotCommand[] {
  const { commands: words } = textsIn(language).help;
  return commands.map((command) => ({ command, description: words[command] }));
}

/** What people read before they press «Start»: the warning must not come after it. */
async function introduce(api: Registry, language: Language): Promise<void> {
  const { description, shortDescription } = textsIn(language).start;
  await api.setMyDescription(description, codeOf(language));
  await api.setMyShortDescription(shortDescription, codeOf(language));
}

async function set(
  api: Menus,
  language: Language,
  scope: BotCommandScope,
  commands: readonly BotCommand[],
): Promise<void> {
  await api.setMyCommands(commands, { scope, ...codeOf(language) });
}

/** English goes to everybody whose language is not ours. */
function codeOf(language: Language): { readonly language_code?: "be" | "ru" } {
  return language === "en" ? {} : { language_code: language };
}
