import type { Alert, Message } from "../domain/alert.ts";
import type { CaseEvent } from "../domain/event.ts";
import type { Language } from "../domain/language.ts";
import { formatSpan } from "../locales/dates.ts";
import { html, Html, lines } from "../locales/html.ts";
import { outletIn } from "../locales/outlets.ts";
import { SIGNS } from "../locales/signs.ts";
import { textsIn } from "../locales/texts.ts";
import { outletsOf } from "./facts.ts";
import { freedEvents, peopleOf } from "./freed.ts";
import { safeLink } from "./links.ts";
import { denialsBlock, foldedNames, titleOf } from "./parts.ts";
import type { RenderOptions } from "./render-options.ts";

const OUTLET_LENGTH = 60;
/** A digest tells much shortly: of a large round only that it has a list of names. */
const NAMES_ROOM = 300;

/** One event in a digest: what, who, when, by whom with a link. */
export function renderDigestEntry({ event }: Alert, options: RenderOptions): Message {
  const { vocabulary } = textsIn(options.language);
  const when = formatSpan(options.language, event.happenedOn, vocabulary);
  const by = sourceOf(event, options);
  const text = lines(
    html`${SIGNS[event.kind]} <b>${titleOf(event, options)}</b>`,
    denialsBlock(event, options),
    foldedNames(event, options, NAMES_ROOM),
    html`<i>${when}</i>${by === null ? Html.none : html` · ${by}`}`,
  );
  return { html: text.markup, buttons: [] };
}

function sourceOf(event: CaseEvent, { allowedHosts, language }: RenderOptions): Html | null {
  const [first, ...others] = outletsOf(event);
  if (first === undefined) return null;
  const url = safeLink(first.origin.url, allowedHosts);
  const name = outletIn(language, first.origin.outlet).slice(0, OUTLET_LENGTH);
  const more = others.length === 0 ? "" : ` +${String(others.length)}`;
  return url === null ? html`${name}${more}` : html`<a href="${url}">${name}</a>${more}`;
}

/** «вызвалена: 15 чалавек · затрымана: 1 чалавек» of what is confirmed; empty when one event says it all. */
export function digestNumbers(alerts: readonly Pick<Alert, "event">[], language: Language): string {
  if (alerts.length < 2) return "";
  const { status } = textsIn(language);
  const confirmed = alerts.map(({ event }) => event).filter(({ certainty }) => certainty === "confirmed");
  const counted: readonly (readonly [(n: number) => string, readonly CaseEvent[]])[] = [
    [status.released, freedEvents(confirmed)],
    [status.arrested, confirmed.filter(({ kind }) => kind === "arrest")],
    [status.recognised, confirmed.filter(({ kind }) => kind === "recognition")],
  ];
  return counted
    .flatMap(([say, of]) => {
      const n = of.map(peopleOf).reduce((sum, each) => sum + each, 0);
      return n === 0 ? [] : [say(n)];
    })
    .join(" · ");
}
