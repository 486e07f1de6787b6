import type { Alert, Message } from "../domain/alert.ts";
import type { CaseEvent } from "../domain/event.ts";
import type { Language } from "../domain/language.ts";
import { dayOf } from "../domain/time.ts";
import { formatDay } from "../locales/dates.ts";
import { html, Html, blocks, lines } from "../locales/html.ts";
import { CORRECTION_SIGN, SIGNS } from "../locales/signs.ts";
import { textsIn } from "../locales/texts.ts";
import { actionButton } from "./buttons.ts";
import { outletsOf } from "./facts.ts";
import { safeLink } from "./links.ts";
import {
  certaintyBlock,
  countsBlock,
  denialsBlock,
  factsLine,
  foldedNames,
  foldedTitles,
  titleOf,
} from "./parts.ts";
import type { RenderOptions } from "./render-options.ts";

/** What Telegram takes is 4096; the markup is counted too, so a text can never be too long. */
const BUDGET = 4000;

/** One alert as one message. Discreet messages say nothing about the matter; their button shows it. */
export function renderAlert(alert: Alert, options: RenderOptions): Message {
  if (options.discreet) return discreetMessage(alert, options.language);
  const updatedAt = alert.purpose === "update" ? alert.createdAt : null;
  const content =
    alert.purpose === "retraction"
      ? renderRetraction(alert.event, options)
      : renderEvent(alert.event, options, updatedAt);
  return { html: content.markup, buttons: eventButtons(alert.event, options) };
}

/** The full text of an event; `updatedAt` when an earlier version of it was told before. */
export function renderEvent(event: CaseEvent, options: RenderOptions, updatedAt: Date | null = null): Html {
  if (event.certainty === "retracted") return renderRetraction(event, options);
  const head = blocks(
    lines(html`${SIGNS[event.kind]} <b>${titleOf(event, options)}</b>`, factsLine(event, options)),
    denialsBlock(event, options),
    countsBlock(event, options),
  );
  const foot = blocks(certaintyBlock(event, options), updatedLine(updatedAt, options.language));
  const room = BUDGET - head.markup.length - foot.markup.length;
  const content = blocks(head, foldedNames(event, options, room), foot);
  return blocks(content, foldedTitles(event, options, BUDGET - content.markup.length));
}

function updatedLine(at: Date | null, language: Language): Html | null {
  if (at === null) return null;
  return html`<i>${textsIn(language).alert.updated(formatDay(language, dayOf(at)))}</i>`;
}

function renderRetraction(event: CaseEvent, options: RenderOptions): Html {
  const { alert: text } = textsIn(options.language);
  return blocks(
    html`${CORRECTION_SIGN} <b>${text.retracted}</b>`,
    html`${text.earlierSaid(titleOf({ ...event, certainty: "confirmed" }, options))}`,
    html`${text.retractedWhy}`,
    certaintyBlock(event, options),
    foldedTitles(event, options, BUDGET / 2),
  );
}

export function discreetMessage(alert: Alert, language: Language): Message {
  const { alert: text } = textsIn(language);
  // Who has not got it yet gets a changed one as news: of an earlier message they know nothing.
  const words = alert.urgency === "correction" ? text.discreetCorrection : text.discreet;
  return { html: html`${words}`.markup, buttons: [actionButton(text.buttons.open, "o", alert.event.id)] };
}

/** Details, follow when it is about one known person, and the first source that may be linked. */
export function eventButtons(event: CaseEvent, options: RenderOptions): Message["buttons"] {
  const { buttons } = textsIn(options.language).alert;
  const [only, ...others] = event.people;
  const isAboutOne = others.length === 0 && (event.count?.n ?? 1) === 1;
  const followed = isAboutOne ? (only?.personId ?? null) : null;
  const url = outletsOf(event)
    .map(({ origin }) => safeLink(origin.url, options.allowedHosts))
    .find((link) => link !== null);
  const rows = [
    [
      ...actionButton(buttons.details, "e", event.id),
      ...(followed === null ? [] : actionButton(buttons.follow, "w", followed)),
    ],
    url === undefined || url === null ? [] : [{ text: `${buttons.source} ↗`, url }],
  ];
  return rows.filter((row) => row.length > 0);
}
