import { outletsOf } from "../../alert/facts.ts";
import { safeLink } from "../../alert/links.ts";
import type { CaseEvent } from "../../domain/event.ts";
import type { Language } from "../../domain/language.ts";
import { formatSpan } from "../../locales/dates.ts";
import { html, Html } from "../../locales/html.ts";
import { outletIn } from "../../locales/outlets.ts";
import { SIGNS } from "../../locales/signs.ts";
import { textsIn } from "../../locales/texts.ts";

/** One line an event: when, what, how sure unless confirmed, by whom. */
export function timelineLines(
  events: readonly CaseEvent[],
  allowedHosts: ReadonlySet<string>,
  language: Language,
): readonly Html[] {
  const { vocabulary } = textsIn(language);
  return events.map((event) => {
    const when = formatSpan(language, event.happenedOn, vocabulary);
    const doubt = event.certainty === "confirmed" ? "" : ` (${vocabulary.certainty[event.certainty]})`;
    const sources = sourceLinks(event, allowedHosts, language);
    const by = sources.markup === "" ? Html.none : html` · ${sources}`;
    return html`${SIGNS[event.kind]} ${when}: ${vocabulary.kinds[event.kind].toLowerCase()}${doubt}${by}`;
  });
}

const MOST_OUTLETS = 2;

/** The first outlets of an event, linked where that is safe. */
function sourceLinks(event: CaseEvent, allowedHosts: ReadonlySet<string>, language: Language): Html {
  const shown = outletsOf(event)
    .slice(0, MOST_OUTLETS)
    .map(({ origin }) => {
      const url = safeLink(origin.url, allowedHosts);
      const outlet = outletIn(language, origin.outlet).slice(0, 60);
      return url === null ? html`${outlet}` : html`<a href="${url}">${outlet}</a>`;
    });
  return Html.join(shown, ", ");
}
