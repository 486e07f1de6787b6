import type { CaseEvent, Report } from "../domain/event.ts";
import type { Language } from "../domain/language.ts";
import type { PersonRecord } from "../domain/person.ts";
import { daysBetween } from "../domain/time.ts";
import { formatSpan } from "../locales/dates.ts";
import { capitalised } from "../locales/grammar.ts";
import { folded, html, Html, lines } from "../locales/html.ts";
import { DETAIL_KEYS, type AlertText, type DetailKey, type Subject } from "../locales/alert-text.ts";
import { outletIn } from "../locales/outlets.ts";
import { CORRECTION_SIGN } from "../locales/signs.ts";
import { textsIn } from "../locales/texts.ts";
import { articleName } from "../people/articles.ts";
import { facilityName, readFacility } from "../people/facilities.ts";
import { countsBySources, footingOf, outletsOf, recordOf } from "./facts.ts";
import { cleanText } from "./foreign-text.ts";
import { genderOf } from "./gender.ts";
import { safeLink } from "./links.ts";
import { shownName } from "./names.ts";
import type { RenderOptions } from "./render-options.ts";

const OUTLET_LENGTH = 80;
const DETAIL_LENGTH = 160;
const TITLE_LENGTH = 200;
const NOTE_LENGTH = 600;
/** As many names fit the first line. */
const NAMES_IN_TITLE = 3;
/** As many more stand below it, before the folded list. */
const NAMES_IN_VIEW = 5;
const MOST_OUTLETS = 8;
const MOST_TITLES = 5;

/** Whom the event names; those who are not free, or of whom that is said, have a line of their own. */
function namesOf(event: CaseEvent, options: RenderOptions): readonly string[] {
  const doubtful = new Set([...listIn(event, "returned"), ...listIn(event, "disputed")]);
  const sure = event.people.filter(({ name }) => !doubtful.has(name));
  return (sure.length === 0 ? event.people : sure)
    .map((person) => shownName(event, person, options))
    .filter((name) => name !== "");
}

function listIn({ details }: CaseEvent, key: "returned" | "disputed"): readonly string[] {
  return (details[key] ?? "").split(", ").filter((name) => name !== "");
}

/** People of the event who are not free after all, and those of whom one source denies it. */
export function denialsBlock(event: CaseEvent, options: RenderOptions): Html | null {
  const { alert: text } = textsIn(options.language);
  const shown = (key: "returned" | "disputed"): string =>
    listIn(event, key)
      .map(
        (name) =>
          event.people.find((person) => person.name === name) ?? { personId: null, name, suspicious: false },
      )
      .map((person) => shownName(event, person, options))
      .join(", ");
  const back = shown("returned");
  const denied = shown("disputed");
  return lines(
    back === "" ? null : html`${CORRECTION_SIGN} <b>${text.notFree}: ${back}</b>`,
    denied === "" ? null : html`<b>${text.denied}: ${denied}</b>`,
  );
}

/** The first line of an event, plain. */
export function titleOf(event: CaseEvent, options: RenderOptions): string {
  const { alert: text } = textsIn(options.language);
  const subject = subjectOf(event, options);
  if (event.certainty === "unconfirmed") return text.cautious(event.kind, subject);
  // What is denied must not stand there as a fact.
  return event.certainty === "disputed"
    ? text.contested(event.kind, subject)
    : text.headline(event.kind, subject);
}

function subjectOf(event: CaseEvent, options: RenderOptions): Subject {
  const names = namesOf(event, options);
  const total = Math.max(event.count?.n ?? 0, names.length);
  const [only] = names;
  if (only !== undefined && total === 1)
    return { type: "one", name: only, gender: genderIn(event, only, options) };
  if (names.length === total && total >= 2 && total <= NAMES_IN_TITLE) return { type: "names", names };
  if (event.count !== null && event.count.n >= names.length && event.count.n > 0)
    return { type: "count", count: event.count };
  return total === 0 ? { type: "none" } : { type: "count", count: { n: total, qualifier: "at_least" } };
}

function genderIn(event: CaseEvent, name: string, options: RenderOptions): "male" | "female" | null {
  const records = event.people.map((person) => recordOf(person, options.people));
  return records.find((record) => record !== null)?.gender ?? genderOf(name);
}

/** When, on which ground, how long in custody; then what the sources say about place or sentence. */
export function factsLine(event: CaseEvent, options: RenderOptions): Html {
  const { vocabulary } = textsIn(options.language);
  const ground =
    event.releaseKind === null || event.releaseKind === "unknown" || event.kind === "pardon"
      ? []
      : [vocabulary.releaseKinds[event.releaseKind]];
  const line = [
    formatSpan(options.language, event.happenedOn, vocabulary),
    ...ground,
    ...event.modifiers.map((modifier) => vocabulary.modifiers[modifier]),
  ];
  return lines(
    html`${capitalised(line.join(" · "))}`,
    custodyLine(event, options),
    ...detailLines(event, options.language),
  );
}

function custodyLine(event: CaseEvent, options: RenderOptions): Html | null {
  const { vocabulary, alert: text } = textsIn(options.language);
  const [only, ...others] = event.people;
  const isAboutOne = others.length === 0 && (event.count?.n ?? 1) === 1;
  if (event.kind !== "release" || only === undefined || !isAboutOne) return null;
  const record = recordOf(only, options.people);
  const days = record === null ? null : daysUntil(record, event);
  return days === null ? null : html`${text.inCustodyFor(vocabulary.days(days))}`;
}

function daysUntil(record: PersonRecord, event: CaseEvent): number | null {
  const { detainedOn } = record;
  if (detainedOn?.precision !== "day" || event.happenedOn.precision !== "day") return null;
  const days = daysBetween(detainedOn.value, event.happenedOn.to);
  return days > 0 ? days : null;
}

function detailLines(event: CaseEvent, language: Language): readonly Html[] {
  const { alert: text } = textsIn(language);
  return DETAIL_KEYS.flatMap((key) => {
    const value = cleanText(event.details[key] ?? "", DETAIL_LENGTH);
    return value === "" ? [] : [html`${text.details[key]}: ${worded(key, value, language)}`];
  });
}

/** Places and articles in the chat's language, when they are known ones. */
function worded(key: DetailKey, value: string, language: Language): string {
  if (key === "facility") {
    const id = readFacility(value)?.id ?? null;
    return (id === null ? null : facilityName(id)?.[language]) ?? value;
  }
  const title = key === "article" ? (articleName(value)?.[language] ?? null) : null;
  return title === null ? value : `${value} — ${title.charAt(0).toLowerCase()}${title.slice(1)}`;
}

/** Contradicting counts side by side, each with its sources. */
export function countsBlock(event: CaseEvent, options: RenderOptions): Html | null {
  const { vocabulary, alert: text } = textsIn(options.language);
  const counts = countsBySources(event);
  if (counts.length < 2) return null;
  const rows = counts.slice(0, MOST_OUTLETS).map(({ count, outlets }) => {
    const by = outlets.slice(0, 4).map((outlet) => outletIn(options.language, outlet));
    return html`• ${vocabulary.bareCount(count)} — ${by.join(", ")}`;
  });
  return lines(html`${text.countsDiffer}`, ...rows);
}

/** How sure, by whom, and a moderator's note. */
export function certaintyBlock(event: CaseEvent, options: RenderOptions): Html {
  const { alert: text } = textsIn(options.language);
  const note = event.note === null ? "" : cleanText(event.note, NOTE_LENGTH);
  const sources = sourcesLine(event, options);
  const isShort = event.certainty === "confirmed";
  const sure = event.certainty === "retracted" ? Html.none : html`${certaintyWords(event, text)}`;
  return lines(
    note === "" ? null : html`${text.note}: ${note}`,
    isShort && sources !== null ? html`${sure} ${sources}` : lines(sure, sources),
  );
}

function certaintyWords(event: CaseEvent, text: AlertText): string {
  if (event.certainty === "unconfirmed") return text.unconfirmed;
  if (event.certainty === "disputed") return text.disputed;
  const words = {
    primary: text.confirmedByPrimary,
    moderators: text.confirmedByModerators,
    two: text.confirmedByTwo,
    record: text.confirmedByRecord,
  };
  return words[footingOf(event)];
}

function sourcesLine(event: CaseEvent, options: RenderOptions): Html | null {
  const reports = outletsOf(event).filter(({ origin }) => origin.type !== "moderator" || origin.url !== null);
  if (reports.length === 0) return null;
  const shown = reports.slice(0, MOST_OUTLETS).map((report) => outletLink(report, options));
  const more = reports.length > shown.length ? html` +${reports.length - shown.length}` : Html.none;
  const label = textsIn(options.language).alert.sources(reports.length);
  return html`${label}: ${Html.join(shown, ", ")}${more}`;
}

function outletLink({ origin }: Report, { allowedHosts, language }: RenderOptions): Html {
  const url = safeLink(origin.url, allowedHosts);
  const name = outletIn(language, origin.outlet).slice(0, OUTLET_LENGTH);
  return url === null ? html`${name}` : html`<a href="${url}">${name}</a>`;
}

/** Names that the first line has no room for: a few in view, longer lists folded. */
export function foldedNames(event: CaseEvent, options: RenderOptions, budget: number): Html | null {
  const { alert: text } = textsIn(options.language);
  const names = namesOf(event, options);
  if (subjectOf(event, options).type !== "count" || names.length === 0) return null;
  const isWhole = event.count !== null && names.length >= event.count.n;
  const label = isWhole ? text.names : text.among;
  if (names.length <= NAMES_IN_VIEW) {
    const line = html`${label}: ${names.join(", ")}`;
    return line.markup.length <= budget ? line : null;
  }
  return fitting(names, budget, (kept, left) =>
    lines(html`${label}:`, folded(lines(...kept, left === 0 ? null : text.moreNames(left)))),
  );
}

/** What the sources themselves say, for those who read on. */
export function foldedTitles(event: CaseEvent, options: RenderOptions, budget: number): Html | null {
  const { alert: text } = textsIn(options.language);
  const titles = outletsOf(event).flatMap(({ origin }) => {
    const title = origin.type === "feed" ? cleanText(origin.title, TITLE_LENGTH) : "";
    return title === "" ? [] : [html`«${title}» — ${outletIn(options.language, origin.outlet)}`];
  });
  if (titles.length === 0) return null;
  return fitting(titles.slice(0, MOST_TITLES), budget, (kept) =>
    folded(lines(html`${text.inSourcesWords}:`, ...kept)),
  );
}

/** As many of the parts as fit `budget` characters; null when not even one does. */
function fitting<Part>(
  parts: readonly Part[],
  budget: number,
  show: (kept: readonly Part[], left: number) => Html,
): Html | null {
  for (let kept = parts.length; kept > 0; kept -= 1) {
    const shown = show(parts.slice(0, kept), parts.length - kept);
    if (shown.markup.length <= budget) return shown;
  }
  return null;
}
