import { outletsOf } from "../../alert/facts.ts";
import { titleOf } from "../../alert/parts.ts";
import type { RenderOptions } from "../../alert/render-options.ts";
import type { CaseEvent } from "../../domain/event.ts";
import type { EventKind } from "../../domain/kind.ts";
import type { Person } from "../../domain/person.ts";
import type { Sources, SourceState } from "../../domain/source.ts";
import { type Day, dayOf } from "../../domain/time.ts";
import { formatDay, formatSpan } from "../../locales/dates.ts";
import { blocks, folded, html, Html, lines } from "../../locales/html.ts";
import { outletIn } from "../../locales/outlets.ts";
import { SIGNS } from "../../locales/signs.ts";
import { textsIn } from "../../locales/texts.ts";
import type { SnapshotMeta } from "../../ports/source-store.ts";
import { agoText } from "../ago.ts";
import { countsAsPrisoner } from "../../domain/custody.ts";
import { freedEvents, peopleOf } from "../../alert/freed.ts";
import { press, screen, type Screen } from "../screen.ts";

/** How many one list counts in custody. */
export interface CustodyCount {
  readonly inside: number;
  readonly women: number;
  readonly men: number;
  /** The list's own name. */
  readonly list: string;
  readonly day: Day;
}

export interface StatusFacts {
  readonly custody: readonly CustodyCount[];
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
      custodyBlock(facts.custody, options),
      monthBlock(facts, options),
      lastEventsBlock(facts.events, options),
      freshnessBlock(facts, options),
    ),
    press(buttons.latest, "n", "all", "0"),
    [...press(buttons.stats, "m", "stats"), ...press(buttons.sources, "m", "sources")],
  );
}

/** Counted once for all who ask: the register is long. */
export function custodyCounts(
  people: readonly Person[],
  snapshots: readonly SnapshotMeta[],
  { trackers }: Sources,
): readonly CustodyCount[] {
  const prisoners = people.filter(countsAsPrisoner);
  return snapshots.flatMap(({ trackerId, fetchedAt }) => {
    const inside = prisoners.filter(({ record }) => record.trackerId === trackerId);
    const of = (gender: "female" | "male"): number =>
      inside.filter(({ record }) => record.gender === gender).length;
    const list = trackers.find(({ id }) => id === trackerId)?.outlet ?? trackerId;
    return inside.length === 0
      ? []
      : [{ inside: inside.length, women: of("female"), men: of("male"), list, day: dayOf(fetchedAt) }];
  });
}

export function custodyBlock(
  custody: readonly CustodyCount[],
  { language }: Pick<RenderOptions, "language">,
): Html {
  const { status: text, common } = textsIn(language);
  const rows = custody.map(({ inside, women, men, list, day }) =>
    lines(
      html`<b>${text.inCustody(inside)}</b>`,
      women > 0 && men > 0 && women + men === inside ? html`${text.womenAndMen(women, men)}` : null,
      html`${common.bySource(outletIn(language, list), formatDay(language, day))}`,
    ),
  );
  return lines(html`<b>${text.title}</b>`, ...(rows.length === 0 ? [html`${text.noList}`] : rows));
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
    ...(first === undefined
      ? []
      : [outletsShort(outletIn(options.language, first.origin.outlet), others.length)]),
  ];
  return lines(html`${SIGNS[event.kind]} ${titleOf(event, options)}`, html`<i>${below.join(" · ")}</i>`);
}

function outletsShort(first: string, others: number): string {
  return others === 0 ? first : `${first} +${String(others)}`;
}

function freshnessBlock({ states, sources }: StatusFacts, { language, now }: RenderOptions): Html {
  const text = textsIn(language);
  const lists = sources.trackers.map((list) => ({
    ...list,
    outlet: text.status.listOf(outletIn(language, list.outlet)),
  }));
  const asked = [...lists, ...sources.feeds].filter(({ status }) => status === "active");
  const rows = asked.map(({ id, outlet }) => {
    const state = states.find(({ sourceId }) => sourceId === id);
    const at = state?.lastSuccessAt ?? null;
    const when = at === null ? text.status.neverChecked : agoText(text, at, now);
    const trouble =
      state === undefined || state.health === "ok" || state.health === "quiet"
        ? ""
        : `, ${text.vocabulary.healths[state.health]}`;
    return html`${outletIn(language, outlet)}: ${when}${trouble}`;
  });
  return lines(html`<b>${text.status.freshness}</b>`, folded(lines(...rows)));
}
