import { outletsOf } from "../../alert/facts.ts";
import { titleOf } from "../../alert/parts.ts";
import type { RenderOptions } from "../../alert/render-options.ts";
import type { CaseEvent } from "../../domain/event.ts";
import type { EventKind } from "../../domain/kind.ts";
import type { Person } from "../../domain/person.ts";
import type { Sources, SourceState } from "../../domain/source.ts";
import { dayOf } from "../../domain/time.ts";
import { formatDay, formatSpan } from "../../locales/dates.ts";
import { blocks, folded, html, Html, lines } from "../../locales/html.ts";
import { SIGNS } from "../../locales/signs.ts";
import { textsIn } from "../../locales/texts.ts";
import type { SnapshotMeta } from "../../ports/source-store.ts";
import { agoText } from "../ago.ts";
import { countsAsPrisoner } from "../../domain/custody.ts";
import { freedEvents, peopleOf } from "../../alert/freed.ts";
import { press, screen, type Screen } from "../screen.ts";

export interface StatusFacts {
  readonly people: readonly Person[];
  readonly snapshots: readonly SnapshotMeta[];
  /** Confirmed events of the last 30 days, newest first. */
  readonly events: readonly CaseEvent[];
  readonly states: readonly SourceState[];
  readonly sources: Sources;
}

const LAST_EVENTS = 3;

/** How many are in custody by which list and date, the last 30 days, the last events, how fresh it all is. */
export function statusScreen(facts: StatusFacts, options: RenderOptions): Screen {
  const { status: text } = textsIn(options.language);
  const { buttons } = text;
  return screen(
    blocks(
      custodyBlock(facts, options),
      monthBlock(facts, options),
      lastEventsBlock(facts.events, options),
      freshnessBlock(facts, options),
    ),
    press(buttons.latest, "n", "all", "0"),
    [...press(buttons.stats, "m", "stats"), ...press(buttons.sources, "m", "sources")],
  );
}

export function custodyBlock(
  { people, snapshots, sources }: Pick<StatusFacts, "people" | "snapshots" | "sources">,
  { language }: Pick<RenderOptions, "language">,
): Html {
  const { status: text, common } = textsIn(language);
  const rows = snapshots.flatMap((snapshot) => {
    const inside = people.filter(
      (person) => person.record.trackerId === snapshot.trackerId && countsAsPrisoner(person),
    );
    if (inside.length === 0) return [];
    const list = sources.trackers.find(({ id }) => id === snapshot.trackerId)?.outlet ?? snapshot.trackerId;
    const date = formatDay(language, dayOf(snapshot.fetchedAt));
    return [
      lines(
        html`<b>${text.inCustody(inside.length)}</b>`,
        womenAndMen(inside, text),
        html`${common.bySource(list, date)}`,
      ),
    ];
  });
  return lines(html`<b>${text.title}</b>`, ...(rows.length === 0 ? [html`${text.noList}`] : rows));
}

function womenAndMen(
  people: readonly Person[],
  text: { readonly womenAndMen: (women: number, men: number) => string },
): Html | null {
  const women = people.filter(({ record }) => record.gender === "female").length;
  const men = people.filter(({ record }) => record.gender === "male").length;
  return women > 0 && men > 0 && women + men === people.length ? html`${text.womenAndMen(women, men)}` : null;
}

function monthBlock({ events }: StatusFacts, { language }: RenderOptions): Html {
  const { status: text } = textsIn(language);
  const confirmed = events.filter(({ certainty }) => certainty === "confirmed");
  const ofKind = (kind: EventKind): readonly CaseEvent[] => confirmed.filter((event) => event.kind === kind);
  const told = [
    [text.released, freedEvents(confirmed)],
    [text.arrested, ofKind("arrest")],
    [text.recognised, ofKind("recognition")],
  ] as const;
  const rows = told.flatMap(([say, about]) => {
    const total = about.reduce((sum, event) => sum + peopleOf(event), 0);
    return total === 0 ? [] : [html`• ${say(total)}`];
  });
  const content =
    rows.length === 0 ? [html`${text.nothingIn30Days}`] : [...rows, html`<i>${text.countingNote}</i>`];
  return lines(html`<b>${text.last30Days}</b>`, ...content);
}

function lastEventsBlock(events: readonly CaseEvent[], options: RenderOptions): Html | null {
  if (events.length === 0) return null;
  return lines(
    html`<b>${textsIn(options.language).status.lastEvents}</b>`,
    ...events.slice(0, LAST_EVENTS).map((event) => eventLines(event, options)),
  );
}

/** What and who; below it when and by whom. */
export function eventLines(event: CaseEvent, options: RenderOptions): Html {
  const { vocabulary } = textsIn(options.language);
  const [first, ...others] = outletsOf(event);
  const below = [
    formatSpan(options.language, event.happenedOn, vocabulary),
    ...(event.certainty === "disputed" ? [vocabulary.certainty.disputed] : []),
    ...(first === undefined ? [] : [outletsShort(first.origin.outlet, others.length)]),
  ];
  return lines(html`${SIGNS[event.kind]} ${titleOf(event, options)}`, html`<i>${below.join(" · ")}</i>`);
}

function outletsShort(first: string, others: number): string {
  return others === 0 ? first : `${first} +${String(others)}`;
}

function freshnessBlock({ states, sources }: StatusFacts, { language, now }: RenderOptions): Html {
  const text = textsIn(language);
  const lists = sources.trackers.map((list) => ({ ...list, outlet: text.status.listOf(list.outlet) }));
  const asked = [...lists, ...sources.feeds].filter(({ status }) => status === "active");
  const rows = asked.map(({ id, outlet }) => {
    const state = states.find(({ sourceId }) => sourceId === id);
    const at = state?.lastSuccessAt ?? null;
    const when = at === null ? text.status.neverChecked : agoText(text, at, now);
    const trouble =
      state === undefined || state.health === "ok" || state.health === "quiet"
        ? ""
        : `, ${text.vocabulary.healths[state.health]}`;
    return html`${outlet}: ${when}${trouble}`;
  });
  return lines(html`<b>${text.status.freshness}</b>`, folded(lines(...rows)));
}
