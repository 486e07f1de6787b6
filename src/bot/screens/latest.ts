import { shownName } from "../../alert/names.ts";
import { eventButtons, renderEvent } from "../../alert/render.ts";
import type { RenderOptions } from "../../alert/render-options.ts";
import type { CaseEvent } from "../../domain/event.ts";
import type { EventKind } from "../../domain/kind.ts";
import { formatInstant } from "../../locales/dates.ts";
import { blocks, folded, html, Html, lines, MAX_MESSAGE } from "../../locales/html.ts";
import { outletIn } from "../../locales/outlets.ts";
import { textsIn } from "../../locales/texts.ts";
import { keyboardOf, press, screen, type Screen } from "../screen.ts";
import { eventLines } from "./status.ts";

export const LATEST_FILTERS = ["all", "releases", "arrests", "courts"] as const;
export type LatestFilter = (typeof LATEST_FILTERS)[number];

export const FILTER_KINDS: Readonly<Record<LatestFilter, readonly EventKind[] | null>> = {
  all: null,
  releases: ["release", "pardon", "deportation"],
  arrests: ["arrest"],
  courts: ["charge", "sentence"],
};

export const LATEST_PAGE = 6;

/** A page of events; `events` may hold one more than a page, which tells that older ones exist. */
export function latestScreen(
  events: readonly CaseEvent[],
  filter: LatestFilter,
  page: number,
  options: RenderOptions,
): Screen {
  const { latest: text, common } = textsIn(options.language);
  const shown = events.slice(0, LATEST_PAGE);
  const rows = shown.map((event, n) => html`${n + 1}. ${eventLines(event, options)}`);
  const body = rows.length === 0 ? html`${text.none}` : blocks(...rows);
  const filters = LATEST_FILTERS.flatMap((each) =>
    press(each === filter ? `✓ ${text[each]}` : text[each], "n", each, "0"),
  );
  return screen(
    blocks(html`<b>${text.title}</b>`, body),
    shown.flatMap((event, n) => press(String(n + 1), "e", event.id)),
    filters.slice(0, 2),
    filters.slice(2),
    [
      ...(page > 0 ? press(common.previous, "n", filter, String(page - 1)) : []),
      ...(events.length > LATEST_PAGE ? press(common.next, "n", filter, String(page + 1)) : []),
    ],
  );
}

const PEOPLE_BUTTONS = 6;

/** Everything about one event: the alert's own text, who reported when, and a button for each known person. */
export function eventScreen(event: CaseEvent, options: RenderOptions, timeZone: string): Screen {
  const people = event.people.slice(0, PEOPLE_BUTTONS).flatMap((person) => {
    if (person.personId === null) return [];
    return [press(shownName(event, person, options), "p", person.personId)];
  });
  const sourceRow = keyboardOf(eventButtons(event, options)).map((row) =>
    row.filter((button) => "url" in button),
  );
  const told = renderEvent(event, options);
  const whole = blocks(told, reportsBlock(event, options, timeZone));
  return screen(whole.markup.length <= MAX_MESSAGE ? whole : told, ...people, ...sourceRow);
}

const MOST_REPORTS = 12;

/** The reports in the order in which they were published, in the chat's own time. */
function reportsBlock({ reports }: CaseEvent, { language }: RenderOptions, timeZone: string): Html {
  const rows = reports
    .toSorted((a, b) => a.origin.publishedAt.getTime() - b.origin.publishedAt.getTime())
    .slice(0, MOST_REPORTS)
    .map(({ origin }) => {
      return html`${formatInstant(language, origin.publishedAt, timeZone)} · ${outletIn(language, origin.outlet).slice(0, 60)}`;
    });
  if (rows.length < 2) return Html.none;
  return folded(lines(html`${textsIn(language).latest.reported}:`, ...rows));
}

/** A discreet message that was opened; its button hides it again. */
export function openedScreen(event: CaseEvent, options: RenderOptions, timeZone: string): Screen {
  const { buttons } = textsIn(options.language).alert;
  const opened = eventScreen(event, options, timeZone);
  return screen(opened.html, ...opened.buttons, press(buttons.hide, "h", event.id));
}

export function hiddenScreen(eventId: string, options: RenderOptions): Screen {
  const { alert: text } = textsIn(options.language);
  return screen(html`${text.discreet}`, press(text.buttons.open, "o", eventId));
}
