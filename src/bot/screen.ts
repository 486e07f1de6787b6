import type { InlineKeyboardButton } from "grammy/types";

import type { MessageButton } from "../domain/alert.ts";
import type { Html } from "../locales/html.ts";

/** A message with its buttons, before anybody sends it. */
export interface Screen {
  readonly html: Html;
  readonly buttons: readonly (readonly InlineKeyboardButton[])[];
}

export function screen(html: Html, ...buttons: readonly (readonly InlineKeyboardButton[])[]): Screen {
  return { html, buttons: buttons.filter((row) => row.length > 0) };
}

/** Telegram refuses longer data of a button, in bytes. */
export const MAX_DATA_BYTES = 64;

/** A button that the bot answers; nothing when its data cannot be carried. */
export function press(text: string, ...data: readonly string[]): readonly InlineKeyboardButton[] {
  const joined = data.join(":");
  if (text.trim() === "") return [];
  return Buffer.byteLength(joined) <= MAX_DATA_BYTES
    ? [{ text: shortLabel(text), callback_data: joined }]
    : [];
}

export function link(text: string, url: string): readonly InlineKeyboardButton[] {
  return [{ text: shortLabel(text), url }];
}

/** Buttons of an alert, as Telegram wants them. */
export function keyboardOf(buttons: readonly (readonly MessageButton[])[]): InlineKeyboardButton[][] {
  return buttons.map((row) =>
    row.map((button) =>
      "url" in button
        ? { text: button.text, url: button.url }
        : { text: button.text, callback_data: button.action },
    ),
  );
}

const LABEL_LENGTH = 60;

/** Long labels are cut by phones anyway; never in the middle of a letter. */
function shortLabel(text: string): string {
  if (text.length <= LABEL_LENGTH) return text;
  return `${text.slice(0, LABEL_LENGTH - 1).replace(/[\u{D800}-\u{DBFF}]$/u, "")}…`;
}
