import type { Message } from "../domain/alert.ts";
import type { Language } from "../domain/language.ts";
import type { Notice } from "../domain/notice.ts";
import { CARD_FIELDS } from "../domain/person.ts";
import { blocks, clip, html, lines } from "../locales/html.ts";
import { cardTextsIn } from "../locales/moderation/card.ts";
import { moderationTextsIn } from "../locales/moderation/texts.ts";
import { noticeTextsIn } from "../locales/notices.ts";
import { textsIn } from "../locales/texts.ts";

const FACT_MOST = 300;

/** A moderators' notice: what happened, the facts, what may be done. Facts come from outside and are escaped. */
export function renderNotice(notice: Notice, language: Language): Message {
  const texts = noticeTextsIn(language);
  const facts = Object.entries(notice.facts)
    .filter(([, value]) => value !== "")
    .map(([key, value]) => {
      const words = wordsOf(language, key, String(value));
      return html`${texts.facts[key] ?? key}: ${shortened(words)}`;
    });
  const text = blocks(
    html`⚙️ <b>${texts.titles[notice.code]}</b>`,
    lines(...facts),
    texts.advice[notice.code],
  );
  return { html: clip(text.markup), buttons: [] };
}

/** Kinds of events, reasons of holding them and fields of cards are codes; everything else is told as it is. */
function wordsOf(language: Language, key: string, value: string): string {
  if (key === "field") {
    const { fields } = cardTextsIn(language);
    return CARD_FIELDS.filter((field) => value.split(" ").includes(field))
      .map((field) => fields[field])
      .join(", ");
  }
  const words: Readonly<Record<string, string>> =
    key === "kind"
      ? textsIn(language).vocabulary.kinds
      : key === "reason"
        ? moderationTextsIn(language).queue.reasons
        : {};
  return Object.hasOwn(words, value) ? (words[value] ?? value) : value;
}

function shortened(value: string): string {
  return value.length <= FACT_MOST ? value : `${value.slice(0, FACT_MOST)}…`;
}
