import type { Message } from "../domain/alert.ts";
import type { Language } from "../domain/language.ts";
import type { Notice } from "../domain/notice.ts";
import { blocks, clip, html, lines } from "../locales/html.ts";
import { noticeTextsIn } from "../locales/notices.ts";
import { factLines } from "./notice-facts.ts";

const FACT_MOST = 300;

/** A moderators' notice: what happened, the facts, what may be done. Facts come from outside and are escaped. */
export function renderNotice(notice: Notice, language: Language): Message {
  const texts = noticeTextsIn(language);
  const text = blocks(
    html`⚙️ <b>${texts.titles[notice.code]}</b>`,
    lines(...factLines(notice, language).map((line) => html`${shortened(line)}`)),
    texts.advice[notice.code],
  );
  return { html: clip(text.markup), buttons: [] };
}

function shortened(value: string): string {
  return value.length <= FACT_MOST ? value : `${value.slice(0, FACT_MOST)}…`;
}
