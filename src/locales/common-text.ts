import type { Html } from "./html.ts";

/** What any screen may answer. */
export interface CommonText {
  readonly failed: string;
  readonly slowDown: (wait: string) => string;
  readonly staleButton: string;
  readonly unknownCommand: (nearest: readonly string[]) => string;
  readonly onlyText: string;
  readonly privateOnly: string;
  /** In a group, above the button that opens a card. */
  readonly cardInPrivate: string;
  readonly adminsOnly: string;
  readonly openPrivately: string;
  readonly back: string;
  readonly close: string;
  readonly more: string;
  readonly previous: string;
  readonly next: string;
  readonly earlier: string;
  readonly later: string;
  readonly page: (page: number, pages: number) => string;
  readonly bySource: (source: string, date: string) => string;
  /** «5 хвілін таму» */
  readonly ago: (span: string) => string;
  readonly justNow: string;
}

export interface StartText {
  /** Shown before anybody presses «Start»: at most 512 characters. */
  readonly description: string;
  /** On the bot's profile: at most 120 characters. */
  readonly shortDescription: string;
  readonly welcome: Html;
  readonly safety: Html;
  readonly group: Html;
  readonly buttons: {
    readonly subscribe: string;
    readonly privacy: string;
    readonly forget: string;
    readonly discreet: string;
    readonly help: string;
    readonly status: string;
  };
  readonly discreetOn: string;
}

export interface HelpText {
  readonly title: string;
  /** One line a command, in this order. */
  readonly commands: Readonly<Record<Command, string>>;
  readonly bareName: string;
  readonly signs: string;
}

/** Everybody's commands, in the order of Telegram's menu. */
export const COMMANDS = [
  "subscribe",
  "unsubscribe",
  "status",
  "person",
  "latest",
  "stats",
  "rounds",
  "follow",
  "following",
  "letter",
  "birthdays",
  "channel",
  "settings",
  "language",
  "sources",
  "privacy",
  "forget",
  "help",
  "start",
] as const;
export type Command = (typeof COMMANDS)[number];

export interface SubscribeText {
  readonly done: (language: string) => Html;
  readonly already: Html;
  readonly stopped: Html;
  readonly notSubscribed: Html;
  readonly settingsButton: string;
  readonly groupDone: Html;
}

export interface LanguageText {
  readonly choose: string;
  readonly chosen: string;
}

export interface ForgetText {
  readonly ask: Html;
  readonly yes: string;
  readonly no: string;
  readonly done: Html;
  readonly kept: string;
}

export interface PrivacyText {
  readonly text: Html;
}
