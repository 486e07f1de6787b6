import type { Api } from "grammy";
import type { BotCommand, BotCommandScope } from "grammy/types";

import { LANGUAGES, type Language } from "../domain/language.ts";
import { COMMANDS, type Command } from "../locales/common-text.ts";
import { textsIn } from "../locales/texts.ts";
import { moderationCommands } from "./features/moderation.ts";

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

/** Registers the menu of commands with Telegram: for each language and scope; moderators' private chats get theirs on top. */
export async function registerCommands(
  api: Pick<Api, "setMyCommands">,
  moderatorIds: readonly number[],
): Promise<void> {
  for (const language of LANGUAGES) {
    await set(api, language, { type: "all_private_chats" }, menu(language, COMMANDS));
    await set(api, language, { type: "all_group_chats" }, menu(language, IN_GROUPS));
    for (const id of moderatorIds) {
      const commands = [...moderationCommands(language), ...menu(language, COMMANDS)];
      await set(api, language, { type: "chat", chat_id: id }, commands);
    }
  }
}

function menu(language: Language, commands: readonly Command[]): readonly BotCommand[] {
  const { commands: words } = textsIn(language).help;
  return commands.map((command) => ({ command, description: words[command] }));
}

/** English goes to everybody whose language is not ours. */
async function set(
  api: Pick<Api, "setMyCommands">,
  language: Language,
  scope: BotCommandScope,
  commands: readonly BotCommand[],
): Promise<void> {
  const code = language === "en" ? {} : { language_code: language };
  await api.setMyCommands(commands, { scope, ...code });
}
