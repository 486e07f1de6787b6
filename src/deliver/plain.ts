import type { Message } from "../domain/alert.ts";

/** The message without markup: links stay as buttons only, the text says the same. Entities stay escaped. */
export function plainMessage(message: Message): Message {
  return { ...message, html: withoutTags(message.html) };
}

function withoutTags(html: string): string {
  return html
    .replaceAll(/<[^<>]*>/gu, "")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

/** Text as a person reads it, for sending without a parse mode. */
export function plainText(html: string): string {
  return withoutTags(html)
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
