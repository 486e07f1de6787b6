import type { Alert, Message } from "../domain/alert.ts";
import type { CaseEvent, Report } from "../domain/event.ts";
import { correctionTextsIn } from "../locales/correction.ts";
import { formatSpan } from "../locales/dates.ts";
import { blocks, clip, html, lines } from "../locales/html.ts";
import type { Html } from "../locales/html.ts";
import { outletIn } from "../locales/outlets.ts";
import { CORRECTION_SIGN } from "../locales/signs.ts";
import { textsIn } from "../locales/texts.ts";
import { actionButton } from "./buttons.ts";
import { cleanText } from "./foreign-text.ts";
import { safeLink } from "./links.ts";
import { denialsBlock, titleOf } from "./parts.ts";
import type { RenderOptions } from "./render-options.ts";
import { discreetMessage } from "./render.ts";

const NOTE_LENGTH = 300;
const OUTLET_LENGTH = 80;

/**
 * The message of its own beside the edits of a correction: what is true now, what was said before, who says so.
 * Short, for the whole text stands in the message that was edited.
 */
export function renderCorrection(alert: Alert, options: RenderOptions): Message {
  if (options.discreet) return discreetMessage(alert, options.language);
  const { event } = alert;
  const isWhole = alert.purpose === "retraction";
  const texts = correctionTextsIn(options.language);
  const source = denialOf(event, options);
  const text = blocks(
    isWhole ? html`${CORRECTION_SIGN} <b>${texts.wrong}</b>` : returnedLine(event, options),
    lines(
      html`${texts.earlierSaid(titleOf({ ...event, certainty: "confirmed" }, options), dayOfEvent(event, options))}`,
      isWhole ? texts.notTrue : texts.restStands,
    ),
    lines(noteLine(event, options), source?.line ?? null),
  );
  return { html: clip(text.markup), buttons: buttonsOf(event, source?.url ?? null, options) };
}

/** Only who is not free: who merely may not be is not what this message is about. */
function returnedLine(event: CaseEvent, options: RenderOptions): Html | null {
  const { returned = "" } = event.details;
  return denialsBlock({ ...event, details: { returned } }, options);
}

function dayOfEvent(event: CaseEvent, { language }: RenderOptions): string {
  return formatSpan(language, event.happenedOn, textsIn(language).vocabulary);
}

function noteLine({ note }: CaseEvent, { language }: RenderOptions): Html | null {
  const words = cleanText(note ?? "", NOTE_LENGTH);
  return words === "" ? null : html`${textsIn(language).alert.note}: ${words}`;
}

interface Denial {
  readonly line: Html;
  readonly url: string | null;
}

/** The newest report that says otherwise; null when moderators took it back without one. */
function denialOf(event: CaseEvent, { allowedHosts, language }: RenderOptions): Denial | null {
  const [report] = event.reports
    .filter(({ said }) => said.kind === "not_released" && event.kind !== "not_released")
    .toSorted((a, b) => publishedMs(b) - publishedMs(a));
  if (report === undefined) return null;
  const url = safeLink(report.origin.url, allowedHosts);
  const outlet = outletIn(language, report.origin.outlet).slice(0, OUTLET_LENGTH);
  const name = url === null ? html`${outlet}` : html`<a href="${url}">${outlet}</a>`;
  return { line: html`${textsIn(language).alert.sources(1)}: ${name}`, url };
}

function publishedMs({ origin }: Report): number {
  return origin.publishedAt.getTime();
}

function buttonsOf({ id }: CaseEvent, url: string | null, { language }: RenderOptions): Message["buttons"] {
  const { buttons } = textsIn(language).alert;
  const rows = [
    [...actionButton(buttons.details, "e", id)],
    url === null ? [] : [{ text: `${buttons.source} ↗`, url }],
  ];
  return rows.filter((row) => row.length > 0);
}
