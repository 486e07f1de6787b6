import type { Html } from "./html.ts";

/** `/channel`: a channel that gets the news. */
export interface ChannelText {
  /** How to make a channel get the news. */
  readonly usage: Html;
  /** Not a channel, not the asker's, or the bot may not post there: one answer, so that it tells of nobody's channel. */
  readonly refused: Html;
  readonly title: (name: string) => string;
  readonly on: string;
  readonly off: string;
  /** To somebody who made the bot an administrator of a channel. */
  readonly ask: string;
  readonly buttons: { readonly start: string; readonly stop: string };
}
