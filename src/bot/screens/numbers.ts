import { countsBySources, type CountBySources } from "../../alert/facts.ts";
import { shownName } from "../../alert/names.ts";
import type { RenderOptions } from "../../alert/render-options.ts";
import type { CaseEvent } from "../../domain/event.ts";
import { formatMonth, formatSpan } from "../../locales/dates.ts";
import { blocks, html, type Html, lines } from "../../locales/html.ts";
import type { Vocabulary } from "../../locales/vocabulary.ts";
import { SIGNS } from "../../locales/signs.ts";
import { textsIn } from "../../locales/texts.ts";
import { freedEvents, peopleOf } from "../freed.ts";
import { press, screen, type Screen } from "../screen.ts";

const MONTHS = 12;
const ROUND_FROM = 10;
const ROUNDS_ON_PAGE = 10;

/** Months with what the bot knows of them: released, arrested, recognised. */
export function statsScreen(events: readonly CaseEvent[], custody: Html, options: RenderOptions): Screen {
  const { stats: text } = textsIn(options.language);
  const confirmed = events.filter(({ certainty }) => certainty === "confirmed");
  const freed = freedEvents(confirmed);
  const months = [...new Set(confirmed.map(monthOf))].toSorted().toReversed().slice(0, MONTHS);
  const rows = months.flatMap((month) => {
    const counts = [
      [text.released, total(freed, month)],
      [
        text.recognised,
        total(
          confirmed.filter(({ kind }) => kind === "recognition"),
          month,
        ),
      ],
      [
        text.arrested,
        total(
          confirmed.filter(({ kind }) => kind === "arrest"),
          month,
        ),
      ],
    ] as const;
    const told = counts.filter(([, n]) => n > 0).map(([label, n]) => `${label} ${String(n)}`);
    return told.length === 0
      ? []
      : [html`<b>${formatMonth(options.language, `${month}-01`)}</b>: ${told.join(", ")}`];
  });
  const body = rows.length === 0 ? html`${text.none}` : lines(...rows);
  return screen(blocks(html`<b>${text.title}</b>`, body, custody, html`<i>${text.explain}</i>`));
}

function total(events: readonly CaseEvent[], month: string): number {
  return events.filter((event) => monthOf(event) === month).reduce((sum, event) => sum + peopleOf(event), 0);
}

function monthOf({ happenedOn }: CaseEvent): string {
  return happenedOn.to.slice(0, 7);
}

/** Releases of many at once, newest first, with every number that a source gives. */
export function roundsScreen(events: readonly CaseEvent[], options: RenderOptions): Screen {
  const { rounds: text } = textsIn(options.language);
  const large = freedEvents(events)
    .filter((event) => Math.max(peopleOf(event), event.people.length) >= ROUND_FROM)
    .slice(0, ROUNDS_ON_PAGE);
  const rows = large.map((event, n) => html`${n + 1}. ${roundLines(event, options)}`);
  const body = rows.length === 0 ? html`${text.none}` : blocks(...rows, html`<i>${text.explain}</i>`);
  return screen(
    blocks(html`<b>${text.title}</b>`, body),
    large.flatMap((event, n) => press(String(n + 1), "e", event.id)),
  );
}

const NAMES_SHOWN = 4;

function roundLines(event: CaseEvent, options: RenderOptions): Html {
  const { vocabulary, alert } = textsIn(options.language);
  const counts = countsBySources(event);
  const names = event.people.slice(0, NAMES_SHOWN).map((person) => shownName(event, person, options));
  const what = [
    formatSpan(options.language, event.happenedOn, vocabulary),
    ...(event.releaseKind === null || event.releaseKind === "unknown"
      ? []
      : [vocabulary.releaseKinds[event.releaseKind]]),
    ...event.modifiers.map((modifier) => vocabulary.modifiers[modifier]),
  ];
  const people = event.count ?? ({ n: event.people.length, qualifier: "at_least" } as const);
  return lines(
    html`${SIGNS[event.kind]} <b>${vocabulary.headCount(people)}</b>`,
    html`${what.join(" · ")}`,
    counts.length < 2 ? null : html`${sideBySide(counts, vocabulary)}`,
    names.length === 0 ? null : html`${alert.among}: ${names.join(", ")}`,
  );
}

function sideBySide(counts: readonly CountBySources[], vocabulary: Vocabulary): string {
  return counts
    .slice(0, 5)
    .map(({ count, outlets }) => `${vocabulary.bareCount(count)} — ${outlets.slice(0, 2).join(", ")}`)
    .join("; ");
}
