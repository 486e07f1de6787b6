import { countsBySources, type CountBySources } from "../../alert/facts.ts";
import { shownName } from "../../alert/names.ts";
import type { RenderOptions } from "../../alert/render-options.ts";
import type { CaseEvent } from "../../domain/event.ts";
import type { EventKind } from "../../domain/kind.ts";
import type { Language } from "../../domain/language.ts";
import { REVOLVING_DOOR, type RevolvingDoorQuote } from "../../history/revolving-door.ts";
import { historyWords } from "../../history/words.ts";
import { dayOf } from "../../domain/time.ts";
import { formatDay, formatMonthOfRow, formatSpan } from "../../locales/dates.ts";
import { capitalised } from "../../locales/grammar.ts";
import { blocks, folded, html, Html, lines } from "../../locales/html.ts";
import { outletIn } from "../../locales/outlets.ts";
import { SIGNS } from "../../locales/signs.ts";
import { textsIn } from "../../locales/texts.ts";
import { freedEvents, peopleOf } from "../../alert/freed.ts";
import { screen, type Screen } from "../screen.ts";

const MONTHS = 12;

/** Months with what the bot knows of them: released, arrested, recognised. */
export function statsScreen(events: readonly CaseEvent[], custody: Html, options: RenderOptions): Screen {
  const { stats: text } = textsIn(options.language);
  const confirmed = events.filter(({ certainty }) => certainty === "confirmed");
  const freed = freedEvents(confirmed);
  const months = [...new Set(confirmed.map(monthOf))].toSorted().toReversed().slice(0, MONTHS);
  const ofKind = (kind: EventKind): readonly CaseEvent[] => confirmed.filter((event) => event.kind === kind);
  const columns = [
    { sign: SIGNS.release, label: text.released, of: freed },
    { sign: SIGNS.recognition, label: text.recognised, of: ofKind("recognition") },
    { sign: SIGNS.arrest, label: text.arrested, of: ofKind("arrest") },
  ] as const;
  const rows = months.flatMap((month) => {
    const told = columns
      .map(({ sign, of }) => ({ sign, n: total(of, month) }))
      .filter(({ n }) => n > 0)
      .map(({ sign, n }) => `${sign} ${String(n)}`);
    return told.length === 0
      ? []
      : [html`${capitalised(formatMonthOfRow(options.language, `${month}-01`))}: <b>${told.join(" ")}</b>`];
  });
  const legend = columns.map(({ sign, label }) => `${sign} ${label}`).join(" · ");
  const body = rows.length === 0 ? html`${text.none}` : blocks(lines(...rows), html`${legend}`);
  return screen(
    blocks(html`<b>${text.title}</b>`, body, html`<i>${text.explain}</i>`, custody, quotesBlock(options)),
  );
}

/** Figures that others gave, newest first, each with its day and source; never summed. */
function quotesBlock({ language, now }: RenderOptions): Html {
  const { stats: text } = textsIn(language);
  const today = dayOf(now);
  const rows = REVOLVING_DOOR.filter(({ asOf }) => asOf <= today)
    .toReversed()
    .map((quote) => quoteLine(quote, language));
  if (rows.length === 0) return Html.none;
  return lines(html`<b>${text.quotes}</b>`, html`<i>${text.quotesExplain}</i>`, folded(lines(...rows)));
}

function quoteLine({ asOf, by, isAbout, figures, note }: RevolvingDoorQuote, language: Language): Html {
  const { stats: text, vocabulary } = textsIn(language);
  const told = figures.map(({ of, count, since }) => {
    const start = since === null ? "" : ` (${text.since(formatDay(language, since))})`;
    return `${text.figures[of]}${start} ${vocabulary.bareCount(count)}`;
  });
  const remark = note === null ? "" : ` ${historyWords(language, note)}`;
  // «Kyiv Independent, mid-July 2025» says the time better than a day that nobody gave.
  const day = isAbout && /20\d\d/u.test(by) ? [] : [formatDay(language, asOf)];
  return html`<b>${[...day, historyWords(language, by)].join(", ")}</b>: ${told.join(", ")}.${remark}`;
}

function total(events: readonly CaseEvent[], month: string): number {
  return events.filter((event) => monthOf(event) === month).reduce((sum, event) => sum + peopleOf(event), 0);
}

function monthOf({ happenedOn }: CaseEvent): string {
  return happenedOn.to.slice(0, 7);
}

const NAMES_SHOWN = 4;

/** A round that only the bot's own events know. */
export function roundLines(event: CaseEvent, options: RenderOptions): Html {
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
    counts.length < 2 ? null : html`${sideBySide(counts, options.language)}`,
    names.length === 0 ? null : html`${alert.among}: ${names.join(", ")}`,
  );
}

function sideBySide(counts: readonly CountBySources[], language: Language): string {
  const { vocabulary } = textsIn(language);
  return counts
    .slice(0, 5)
    .map(({ count, outlets }) => `${vocabulary.bareCount(count)} — ${namesOf(outlets, language)}`)
    .join("; ");
}

function namesOf(outlets: readonly string[], language: Language): string {
  return outlets
    .slice(0, 2)
    .map((outlet) => outletIn(language, outlet))
    .join(", ");
}
