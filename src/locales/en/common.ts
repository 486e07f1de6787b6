import { html } from "../html.ts";
import type {
  CommonText,
  ForgetText,
  HelpText,
  LanguageText,
  PrivacyText,
  StartText,
  SubscribeText,
} from "../common-text.ts";

export const common: CommonText = {
  failed: "Something went wrong, and we already know about it. Please try again in a minute.",
  slowDown: (wait) => `I cannot keep up with you. Please wait ${wait} and try again.`,
  staleButton: "This button is out of date. Send the command again: /help",
  unknownCommand: (nearest) =>
    `There is no such command. Did you mean ${nearest.join(" or ")}?\nAll commands: /help`,
  onlyText: "I understand only text. Write a person’s name or a command: /help",
  cardInPrivate: "The card opens in your private chat with me.",
  privateOnly: "This command works only in a private chat with me.",
  adminsOnly: "In a group, only an administrator can do this.",
  openPrivately: "Open a private chat",
  back: "‹ Back",
  close: "Close",
  more: "More",
  previous: "‹ Newer",
  next: "Older ›",
  earlier: "‹ Earlier",
  later: "Later ›",
  page: (page, pages) => `${String(page)} of ${String(pages)}`,
  bySource: (source, date) => `list: ${source}, ${date}`,
  ago: (span) => `${span} ago`,
  justNow: "just now",
};

export const start: StartText = {
  description:
    "I tell you who is released and who is arrested among Belarus’s political prisoners. Always with a date and a source.\n\nIf you are in Belarus: people there are punished for subscribing to “extremist” sources, and the chat with this bot stays on your phone and with Telegram. Think of that before you press “Start”.",
  shortDescription:
    "Who is free and who is arrested among Belarus’s political prisoners. With date and source.",
  welcome: html`<b>На волі · Navoli</b>

I tell you who is released and who is arrested among Belarus’s political prisoners. Always with a date and a source.

• News at once: /subscribe
• About a person: just write the name, as best you can
• How many are in custody: /status
• Everything else: /help`,
  safety: html`<b>If you are in Belarus</b>
People there are punished for subscribing to “extremist” sources. Telegram can see your chat with this bot, and it stays on your phone until you delete it. We cannot hide that.
• what we store: /privacy
• erase everything: /forget
• messages without names or subject: the button “Neutral mode”`,
  group: html`Add the news to this group with /subscribe (an administrator can do that). Ask about people in a private chat instead: here everybody sees the question.`,
  buttons: {
    subscribe: "Subscribe",
    privacy: "Privacy",
    forget: "Erase everything",
    discreet: "Neutral mode",
    help: "All commands",
    status: "How many in custody",
  },
  discreetOn:
    "Neutral mode is on: messages will carry no names, no sources and no subject. A button opens the content, and the news disappears after a day. Turn it off: /settings",
};

export const help: HelpText = {
  title: "What I can do",
  commands: {
    subscribe: "get the news",
    unsubscribe: "stop getting it",
    status: "how many are in custody",
    person: "find a person",
    latest: "latest events",
    stats: "numbers by month",
    rounds: "large releases",
    follow: "follow a person’s fate",
    following: "whom you follow",
    letter: "where to write letters",
    birthdays: "birthdays in custody",
    channel: "the news in your channel",
    settings: "settings",
    language: "language",
    sources: "where the facts come from",
    privacy: "what we store",
    forget: "erase everything about you",
    help: "this page",
    start: "the beginning",
  },
  bareName: "To find a person, just write the name: in Cyrillic or Latin letters, even misspelt.",
  signs: "Signs in messages",
};

export const subscribe: SubscribeText = {
  done: (name) => html`<b>Done.</b> I will write about confirmed releases, pardons and arrests.
Language: ${name}.

Change: /settings
Stop: /unsubscribe`,
  already: html`You are already subscribed.

Change: /settings
Stop: /unsubscribe`,
  stopped: html`<b>I will not write any more.</b> Your settings stay, you can come back at any time: /subscribe

Erase everything that we store about you: /forget`,
  notSubscribed: html`You are not subscribed and get no news.

Subscribe: /subscribe`,
  settingsButton: "Settings",
  groupDone: html`<b>Done.</b> Confirmed releases, pardons and arrests will be posted here.

Settings: /settings · stop: /unsubscribe`,
};

export const language: LanguageText = {
  choose: "Which language shall I write in?",
  chosen: "Good, I will write in English from now on.",
};

export const forget: ForgetText = {
  ask: html`<b>Erase everything?</b>

Your subscription, your settings and the list of people whom you follow will be gone. My messages of the last two days will be deleted too. This cannot be undone.

Please delete the chat in Telegram yourself: we have no access to it.`,
  yes: "Yes, erase",
  no: "No, keep",
  done: html`<b>Done. We store nothing about you.</b>

To leave nothing on your phone either, delete this chat: chat menu → “Delete chat”.`,
  kept: "Nothing was erased, everything is as it was.",
};

export const privacy: PrivacyText = {
  text: html`<b>What we store</b>
This chat’s number, your settings, since when you get digests, and the people whom you follow. All of it is encrypted, and the key is kept apart from the database.

<b>What we do not store</b>
Your name, phone number, username, your messages and whom you asked about. Asking about a person does not mean following them.

<b>What we cannot hide</b>
Telegram can see chats with bots. Whoever takes your phone sees this chat too. Whoever seizes the bot can write in its name: never send documents, addresses or anything about other people here.

<b>What you can do</b>
• /forget erases everything at once
• /settings: neutral mode and messages that delete themselves
• if you are in Belarus: set a passcode for Telegram and delete this chat

Moderators see the news, never the subscribers.`,
};
