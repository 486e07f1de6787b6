import { html } from "../html.ts";
import type { ChannelText } from "../channel-text.ts";

export const channel: ChannelText = {
  usage: html`<b>The news in your channel</b>

1. Make me an administrator of the channel with the right to post.
2. Write to me here: /channel @channel_name`,
  refused: html`That did not work. Check that it is a channel, that you are its administrator and that I may post there. Then try again: /channel @channel_name`,
  title: (name) => `Channel: ${name}`,
  on: "Confirmed news is posted in this channel.",
  off: "No news is posted in this channel.",
  ask: "You gave me the right to post in this channel. Shall I post confirmed news there?",
  buttons: { start: "Post the news", stop: "Do not post" },
};
