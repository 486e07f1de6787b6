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

type Registry = Pick<Api, "setMyCommands" | "setMyDescription" | "setMyShortDescription">;

/** Registers the menu of commands with Telegram: for each language and scope; moderators' private chats get theirs on top. */
export async function registerCommands(api: Registry, moderatorIds: readonly number[]): Promise<void> {
  for (const language of LANGUAGES) {
    await set(api, language, { type: "all_private_chats" }, menu(language, COMMANDS));
    await set(api, language, { type: "all_group_chats" }, menu(language, IN_GROUPS));
    for (const id of moderatorIds) {
      const commands = [...moderationCommands(language), ...menu(language, COMMANDS)];
      await set(api, language, { type: "chat", chat_id: id }, commands);
    }
  }
  for (const language of LANGUAGES) await introduce(api, language);
}

function menu(language: Language, commands: readonly Command[]): readonly BotCommand[] {
  const { commands: words } = textsIn(language).help;
  return commands.map((command) => ({ command, description: words[command] }));
}

/** What people read before they press «Start»: the warning must not come after it. */
async function introduce(api: Registry, language: Language): Promise<void> {
  const { description, shortDescription } = textsIn(language).start;
  const code = language === "en" ? {} : { language_code: language };
  await api.setMyDescription(description, code);
  await api.setMyShortDescription(shortDescription, code);
}

/** English goes to everybody whose language is not ours. */
async function set(
  api: Registry,
  language: Language,
  scope: BotCommandScope,
  commands: readonly BotCommand[],
): Promise<void> {
  const code = language === "en" ? {} : { language_code: language };
  await api.setMyCommands(commands, { scope, ...code });
}
