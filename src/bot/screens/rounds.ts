import type { RenderOptions } from "../../alert/render-options.ts";
import type { CaseEvent } from "../../domain/event.ts";
import type { Language } from "../../domain/language.ts";
import type { DaySpan } from "../../domain/time.ts";
import { leadingCount, type ReleaseRound, type RoundCount } from "../../history/round.ts";
import { historyWords } from "../../history/words.ts";
import { formatSpan } from "../../locales/dates.ts";
import { capitalised } from "../../locales/grammar.ts";
import { blocks, folded, html, type Html, lines } from "../../locales/html.ts";
import { SIGNS } from "../../locales/signs.ts";
import { textsIn } from "../../locales/texts.ts";
import type { ListedRound } from "../listed-rounds.ts";
import { press, screen, type Screen } from "../screen.ts";
import { roundLines } from "./numbers.ts";

const ON_PAGE = 6;

/** A page of the rounds, newest first; the numbers open them. */
export function roundsScreen(all: readonly ListedRound[], page: number, options: RenderOptions): Screen {
  const { rounds: text, common } = textsIn(options.language);
  const pages = Math.max(1, Math.ceil(all.length / ON_PAGE));
  const at = Math.min(Math.max(0, page), pages - 1);
  const shown = all.slice(at * ON_PAGE, (at + 1) * ON_PAGE);
  const first = at * ON_PAGE + 1;
  const rows = shown.map((each, n) => html`${first + n}. ${rowOf(each, options)}`);
  const title = html`<b>${text.title}</b>${pages > 1 ? ` · ${common.page(at + 1, pages)}` : ""}`;
  return screen(
    blocks(title, ...(rows.length === 0 ? [html`${text.none}`] : [...rows, html`<i>${text.explain}</i>`])),
    shown.flatMap((each, n) => press(String(first + n), ...openerOf(each, at))),
    [
      ...(at > 0 ? press(common.previous, "rp", String(at - 1)) : []),
      ...(at < pages - 1 ? press(common.next, "rp", String(at + 1)) : []),
    ],
  );
}

function openerOf({ round, event }: ListedRound, page: number): readonly string[] {
  return round === null ? ["e", event.id] : ["rd", round.id, String(page)];
}

function rowOf({ round, event }: ListedRound, options: RenderOptions): Html {
  if (round === null) return roundLines(event, options);
  const { language } = options;
  const where = destinationOf(round);
  return lines(
    html`${SIGNS.release} <b>${leadOf(round, language)}</b>`,
    html`${[whenOf(round, language), groundOf(round, language), ...(where === null ? [] : [historyWords(language, where)])].join(" · ")}`,
    round.isPolitical ? null : html`${textsIn(language).rounds.notPolitical}`,
  );
}

/** One round with every number and who gives it; `event`: what the bot itself told about it. */
export function roundScreen(
  { round, event }: { readonly round: ReleaseRound; readonly event: CaseEvent | null },
  page: number,
  { language }: RenderOptions,
): Screen {
  const { rounds: text, alert } = textsIn(language);
  const words = (value: string): string => historyWords(language, value);
  const fact = (label: string, value: string | null | undefined): Html | null =>
    value === null || value === undefined ? null : html`${label}: ${words(value)}`;
  return screen(
    blocks(
      lines(
        html`${SIGNS.release} <b>${capitalised(leadOf(round, language))}</b>`,
        html`${capitalised([whenOf(round, language), groundOf(round, language)].join(" · "))}`,
        round.isPolitical ? null : html`${capitalised(text.notPolitical)}.`,
      ),
      lines(html`${text.counts}:`, ...round.counts.map((count) => countLine(count, language))),
      lines(
        fact(text.destination, destinationOf(round)),
        fact(text.mediator, round.mediator),
        fact(text.concession, round.concession),
        fact(text.stayed, round.stayed),
        fact(text.named, round.namesPublished),
        isAboutOne(round) || round.notable.length === 0
          ? null
          : html`${alert.among}: ${round.notable.map(words).join(", ")}`,
      ),
      round.note === null ? null : html`${words(round.note)}`,
      folded(lines(html`${text.sources}:`, ...round.sources.map((source) => sourceLine(words(source))))),
    ),
    event === null ? [] : press(text.reports, "e", event.id),
    press(text.list, "rp", String(page)),
  );
}

function countLine({ count, upTo, by, of }: RoundCount, language: Language): Html {
  const number = `${textsIn(language).vocabulary.bareCount(count)}${upTo === null ? "" : `–${String(upTo)}`}`;
  const whom = of === null ? "" : `, ${historyWords(language, of)}`;
  return html`• <b>${number}</b>${whom} — ${historyWords(language, by)}`;
}

/** The first address in it becomes a link under the name of its host. */
function sourceLine(source: string): Html {
  const [url = ""] = source.split(" ");
  if (!url.startsWith("https://") || !URL.canParse(url)) return html`• ${source}`;
  return html`• <a href="${url}">${new URL(url).hostname.replace(/^www\./u, "")}</a>`;
}

function isAboutOne(round: ReleaseRound): boolean {
  return leadingCount(round)?.count.n === 1 && round.notable.length === 1;
}

/** Null also when the ground already says that they stayed. */
function destinationOf({ destination, modifiers }: ReleaseRound): string | null {
  return destination === "stays in Belarus" && modifiers.includes("stays_in_belarus") ? null : destination;
}

function leadOf(round: ReleaseRound, language: Language): string {
  const { vocabulary, rounds } = textsIn(language);
  const lead = leadingCount(round);
  if (isAboutOne(round)) return round.notable.map((name) => historyWords(language, name)).join();
  return lead === null ? rounds.title : vocabulary.headCount(lead.count);
}

function whenOf({ date }: ReleaseRound, language: Language): string {
  return formatSpan(language, spanOf(date), textsIn(language).vocabulary);
}

function spanOf({ from, to, precision }: ReleaseRound["date"]): DaySpan {
  return { from, to, precision: precision === "range" ? "between_snapshots" : precision };
}

function groundOf({ kind, modifiers }: ReleaseRound, language: Language): string {
  const { vocabulary } = textsIn(language);
  return [vocabulary.releaseKinds[kind], ...modifiers.map((each) => vocabulary.modifiers[each])].join(" · ");
}
