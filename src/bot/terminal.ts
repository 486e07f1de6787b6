import type { Bot } from "grammy";
import type { InlineKeyboardButton, Update } from "grammy/types";

import type { Language } from "../domain/language.ts";
import type { BotContext } from "./context.ts";
import { terminalLines, type TerminalLook } from "./terminal-text.ts";

/** The terminal's chat: alerts for it are delivered there as to any other. */
const TERMINAL_CHAT_ID = 1;

export interface TerminalOptions {
  readonly bot: Bot<BotContext>;
  /** Takes whole lines, with their ends. */
  readonly write: (text: string) => void;
  readonly language: Language;
  /** Bold and the like as escape sequences; off unless told. */
  readonly colour?: boolean;
  /** Columns; 80 unless told. */
  readonly width?: number;
}

export interface TerminalChat {
  readonly chatId: number;
  /** A line as a person typed it: a command, a name, or the number of a button. */
  type(line: string): Promise<void>;
}

type Payload = Readonly<Record<string, unknown>>;

const BOT_INFO = {
  id: 2,
  is_bot: true,
  first_name: "Navoli",
  username: "navoli_terminal",
  can_join_groups: false,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
};

/**
 * The same bot with the terminal as its only chat: typed lines become updates, and the bot's calls are
 * answered here instead of by Telegram, so that nothing leaves the machine.
 */
export async function createTerminalChat(options: TerminalOptions): Promise<TerminalChat> {
  const { bot, language } = options;
  const phone = createPhone(options);
  // The shape of every answer depends on the method's name, which a transformer cannot follow in types.
  bot.api.config.use(((_previous: unknown, method: string, payload: Payload) =>
    Promise.resolve({ ok: true, result: phone.answer(method, payload) })) as unknown as Parameters<
    typeof bot.api.config.use
  >[0]);
  await bot.init();
  let updateId = 0;
  return {
    chatId: TERMINAL_CHAT_ID,
    async type(line) {
      const text = line.trim();
      if (text === "") return;
      updateId += 1;
      const pressed = phone.button(text);
      const update =
        pressed === null ? messageUpdate(text, language, updateId) : pressUpdate(pressed, language, updateId);
      await bot.handleUpdate(update);
    },
  };
}

interface Pressed {
  readonly data: string;
  readonly messageId: number;
}

/** What the chat shows: it remembers only the buttons that can still be pressed. */
function createPhone({ write, colour = false, width = 80 }: TerminalOptions) {
  const look: TerminalLook = { colour, width: width - 2 };
  const buttons = new Map<string, Pressed>();
  let messageId = 0;

  function show(title: string, payload: Payload, id: number): void {
    const text = typeof payload["text"] === "string" ? payload["text"] : "";
    const isHtml = payload["parse_mode"] === "HTML";
    const body = isHtml ? terminalLines(text, look) : text.split("\n");
    const rows = keyboardIn(payload).map((row) => row.map((button) => labelled(button, id)).join("  "));
    write(
      `${["", `┌ ${title}`, ...body.map((line) => `│ ${line}`), ...rows.map((row) => `├ ${row}`), "└"].join("\n")}\n`,
    );
  }

  function labelled(button: InlineKeyboardButton, id: number): string {
    if ("url" in button) return `${button.text} ‹${button.url}›`;
    if (!("callback_data" in button)) return button.text;
    const number = String(buttons.size + 1);
    buttons.set(number, { data: button.callback_data, messageId: id });
    return `[${number}] ${button.text}`;
  }

  return {
    button: (typed: string): Pressed | null => buttons.get(typed) ?? null,
    answer(method: string, payload: Payload): unknown {
      if (method === "getMe") return BOT_INFO;
      if (method === "sendMessage") {
        messageId += 1;
        show("Navoli", payload, messageId);
        return { message_id: messageId, date: 0, chat: chat(), text: payload["text"] };
      }
      if (method === "editMessageText") {
        show("Navoli ✎", payload, Number(payload["message_id"]));
        return { message_id: payload["message_id"], date: 0, chat: chat(), text: payload["text"] };
      }
      if (method === "answerCallbackQuery" && typeof payload["text"] === "string")
        write(`  (${payload["text"]})\n`);
      if (method === "getChatMember") return { status: "creator", user: person("en"), is_anonymous: false };
      return true;
    },
  };
}

function keyboardIn(payload: Payload): readonly (readonly InlineKeyboardButton[])[] {
  const markup = payload["reply_markup"] as
    { readonly inline_keyboard?: readonly (readonly InlineKeyboardButton[])[] } | undefined;
  return markup?.inline_keyboard ?? [];
}

function messageUpdate(text: string, language: Language, updateId: number): Update {
  const command = /^\/\w+/u.exec(text)?.[0];
  const entities =
    command === undefined ? [] : [{ type: "bot_command" as const, offset: 0, length: command.length }];
  return {
    update_id: updateId,
    message: { message_id: -updateId, date: 0, chat: chat(), from: person(language), text, entities },
  };
}

function pressUpdate({ data, messageId }: Pressed, language: Language, updateId: number): Update {
  return {
    update_id: updateId,
    callback_query: {
      id: String(updateId),
      from: person(language),
      chat_instance: String(TERMINAL_CHAT_ID),
      data,
      message: { message_id: messageId, date: 1, chat: chat(), text: "" },
    },
  };
}

function chat() {
  return { id: TERMINAL_CHAT_ID, type: "private" as const, first_name: "Terminal" };
}

function person(language: Language) {
  return { id: TERMINAL_CHAT_ID, is_bot: false, first_name: "Terminal", language_code: language };
}
